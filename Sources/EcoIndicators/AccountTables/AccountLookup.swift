import EcoAccounts
import EcoUnits

/// Rows of an account by region, indicator and ecosystem type; sums over regions where a county may lack a figure.
struct AccountLookup: Sendable {
    private struct Key: Hashable, Sendable {
        let region: RegionCode
        let indicator: String
        let ecosystem: EcosystemType?
    }

    let regions: RegionTable
    /// Services in the order of the account, parts of services below them.
    let services: [Service]
    private let rows: [Key: AccountEntry]

    /// A service of the account, or a part of one.
    struct Service: Hashable, Sendable {
        /// As in account rows: `soil_retention`, `soil_retention.silt`.
        let id: String
        let account: AccountEntry.Account
        let isPart: Bool

        /// The service itself.
        var indicator: String { String(id.prefix { $0 != "." }) }
        /// The part; nil for the whole.
        var component: String? { isPart ? String(id.drop { $0 != "." }.dropFirst()) : nil }
    }

    init(_ entries: [AccountEntry], _ components: [AccountEntry], _ regions: RegionTable) {
        self.regions = regions
        rows = Dictionary(
            (entries + components).filter { $0.indicator != "total" }.map {
                (Key(region: $0.region, indicator: $0.indicator, ecosystem: $0.ecosystem), $0)
            }, uniquingKeysWith: { first, _ in first })
        var seen: Set<String> = []
        let accounts: Set<AccountEntry.Account> = [.provisioning, .regulating, .cultural, .memorandum]
        func unseen(_ rows: [AccountEntry], isPart: Bool) -> [Service] {
            rows.filter { accounts.contains($0.account) && $0.ecosystem == nil && $0.indicator != "total" }
                .filter { seen.insert($0.indicator).inserted }
                .map { Service(id: $0.indicator, account: $0.account, isPart: isPart) }
        }
        let whole = unseen(entries, isPart: false)
        let parts = unseen(components, isPart: true)
        services = whole.flatMap { service in
            [service] + parts.filter { $0.id.hasPrefix(service.id + ".") }
        }
    }

    /// Services without their parts.
    var wholeServices: [Service] { services.filter { !$0.isPart } }
    /// The regions of a table and, where there are several, all of them together (nil).
    var regionsAndAll: [RegionCode?] { regions.codes + (regions.count > 1 ? [nil] : []) }

    subscript(
        _ indicator: String, _ region: RegionCode, _ ecosystem: EcosystemType? = nil
    ) -> AccountEntry? {
        rows[Key(region: region, indicator: indicator, ecosystem: ecosystem)]
    }

    /// Rows of one region, or of all; regions without the row are left out.
    func rows(
        _ indicator: String, _ region: RegionCode?, _ ecosystem: EcosystemType? = nil
    ) -> [AccountEntry] {
        region.map { [$0] }.map { $0.compactMap { self[indicator, $0, ecosystem] } }
            ?? regions.codes.compactMap { self[indicator, $0, ecosystem] }
    }

    /// Yuan of a row, or of all regions; nil where one of them is incomplete or none has a value.
    func yuan(
        _ indicator: String, _ region: RegionCode?, _ ecosystem: EcosystemType? = nil
    ) -> Double? {
        Self.sum(rows(indicator, region, ecosystem), \.valueYuan)
    }

    /// Quantity of a row, or of all regions; nil as for ``yuan(_:_:_:)``, and for depths in mm over several regions,
    /// which are means and do not add up.
    func quantity(
        _ indicator: String, _ region: RegionCode?, _ ecosystem: EcosystemType? = nil
    ) -> Double? {
        let rows = rows(indicator, region, ecosystem)
        guard region != nil || !rows.contains(where: { $0.unit.symbol == "mm" }) else { return nil }
        return Self.sum(rows, \.quantity)
    }

    /// The weakest standing of the rows: incomplete, then provisional.
    func status(_ indicator: String, _ region: RegionCode?) -> AccountEntry.Status {
        let found = rows(indicator, region).map(\.status)
        let order: [AccountEntry.Status] = [.incomplete, .provisional, .ok, .notCounted, .notApplicable]
        return order.first(where: found.contains) ?? .notApplicable
    }

    private static func sum(
        _ rows: [AccountEntry], _ figure: (AccountEntry) -> Double?
    ) -> Double? {
        guard !rows.contains(where: { $0.status == .incomplete }) else { return nil }
        // Where the thing occurs and is not counted, the zeros of counties without it are no figure.
        let occurring = rows.filter { $0.status != .notApplicable }
        let figures = (occurring.isEmpty ? rows : occurring).compactMap(figure)
        return figures.isEmpty ? nil : figures.reduce(0, +)
    }
}

/// `a` over `b`; nil where either is missing or `b` is 0: never infinite.
func ratio(_ a: Double?, _ b: Double?) -> Double? {
    guard let a, let b, b != 0 else { return nil }
    return a / b
}

/// The sum; nil where one is missing.
func sum(_ figures: [Double?]) -> Double? {
    figures.contains { $0 == nil } ? nil : figures.compactMap { $0 }.reduce(0, +)
}
