import EcoAccounts
import EcoParameters

/// The sums of an account, kept for accounts that differ from it in prices and other values that no cell is
/// measured with; and its services, for accounts that differ in some of them.
public struct KeptTables: Sendable {
    private let tables: SufficientTables
    /// What was measured, by indicator; nil where it cannot be told apart from another measurement.
    private let measured: [String: String?]
    private let set: IndicatorSet
    /// By region, then by indicator; what is summed up of each.
    private let services: [[ServiceAccount]]

    /// - Parameter tables: of the account of these parameters.
    public init(
        parameters: AccountsParameters, regions: RegionTable, tables: SufficientTables
    ) throws(DiagnosticFailure) {
        self.tables = tables
        let set = try IndicatorSet(parameters, regions)
        self.set = set
        measured = Self.texts(set.measurements)
        let assembly = AccountAssembly(parameters, set, tables, isExplained: false)
        services = regions.regions.map { region in
            set.members.map { ServiceAccount(assembly, $0, region.code) }
        }
    }

    /// The account of other parameters over the same layers, outlines and regions.
    ///
    /// - Returns: nil where it needs a sum that is not kept.
    public func account(
        parameters: AccountsParameters, regions: RegionTable
    ) throws(DiagnosticFailure) -> AccountResult? {
        let set = try IndicatorSet(parameters, regions)
        guard set.measurements.count == measured.count, hasMeasured(set.measurements) else { return nil }
        return AccountAssembly(parameters, set, tables).result()
    }

    /// The rows over all ecosystem types: services and totals of every region, in the order of the account, without
    /// their notes.
    ///
    /// - Parameter changed: ids of the indicators whose blocks differ from those of the account that was kept; nothing
    ///   else may.
    /// - Returns: nil where a sum is needed that is not kept, and where something is wrong, of which
    ///   ``account(parameters:regions:)`` tells.
    public func rows(parameters: AccountsParameters, changed: Set<String>) -> [AccountEntry]? {
        let readers = IndicatorCatalogue.entries.filter { !$0.reads.isDisjoint(with: changed) }
        let reached = changed.union(readers.map(\.declaration.id))
        guard let set = IndicatorSet(parameters, keeping: self.set, besides: reached),
            hasMeasured(set.measurements.filter { reached.contains($0.id) })
        else { return nil }
        let assembly = AccountAssembly(parameters, set, tables, isExplained: false)
        let places = set.members.indices.filter { reached.contains(set.members[$0].id) }
        var rows: [AccountEntry] = []
        rows.reserveCapacity(services.count * (set.members.count + 5))
        for (region, kept) in zip(set.context.regions.regions, services) {
            var services = kept
            for place in places {
                services[place] = ServiceAccount(assembly, set.members[place], region.code)
            }
            for service in services { rows.append(service.total) }
            rows += assembly.totals(region.code, services)
        }
        return rows
    }

    private func hasMeasured(_ asked: [(id: String, measurement: Measurement)]) -> Bool {
        Self.texts(asked).allSatisfy { id, text in text != nil && measured[id] == .some(text) }
    }

    private static func texts(_ asked: [(id: String, measurement: Measurement)]) -> [String: String?] {
        Dictionary(asked.map { ($0.id, text($0.measurement)) }, uniquingKeysWith: { $1 })
    }

    private static func text(_ measurement: Measurement) -> String? {
        guard let kernel = StoredValues.text(of: measurement.kernel) else { return nil }
        var lines = [kernel, "\(measurement.usesSlope)"]
        lines += measurement.measures.map { "\($0.id) \($0.ceiling)" }
        lines += (measurement.layers + measurement.monthly).map(\.rawValue)
        guard let model = measurement.terrain else { return lines.joined(separator: "\n") }
        return StoredValues.text(of: model).map { (lines + [$0]).joined(separator: "\n") }
    }
}
