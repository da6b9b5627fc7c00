import EcoAccounts

/// T5: a region's totals, by area and by head.
public struct RegionMatrixRow: Hashable, Sendable {
    /// nil for all regions together.
    public let region: RegionCode?
    /// Official area, km2.
    public let area: Double?
    /// Resident population (常住人口).
    public let population: Double?
    /// Yuan of the three accounts; nil where one is incomplete, 0 where it has no service.
    public let provisioning: Double?
    public let regulating: Double?
    public let cultural: Double?
    public let netImports: Double?
    public let total: Double?
    /// In the order of ``AccountTables/indicators``.
    public let services: [Double?]

    public var totalPerSquareKilometre: Double? { ratio(total, area) }
    public var totalPerHead: Double? { ratio(total, population) }
    /// Products and culture over the total: what a market already pays for, in part.
    public var marketLinkedShare: Double? { ratio(sum([provisioning, cultural]), total) }
}

extension AccountLookup {
    func regionMatrix(total: String) -> [RegionMatrixRow] {
        regionsAndAll.map { region in
            RegionMatrixRow(
                region: region, area: officialArea(region), population: population(region),
                provisioning: account(.provisioning, region), regulating: account(.regulating, region),
                cultural: account(.cultural, region), netImports: yuan("net_imports", region),
                total: yuan(total, region), services: wholeServices.map { yuan($0.id, region) })
        }
    }

    /// Yuan of an account; nil where a service of it is incomplete or none has a price.
    func account(
        _ account: AccountEntry.Account, _ region: RegionCode?, without left: Set<String> = []
    ) -> Double? {
        let services = wholeServices.filter { $0.account == account && !left.contains($0.id) }
        guard !services.contains(where: { status($0.id, region) == .incomplete }) else { return nil }
        guard services.isEmpty || services.contains(where: { yuan($0.id, region) != nil }) else { return nil }
        return services.reduce(0) { $0 + (yuan($1.id, region) ?? 0) }
    }
}
