import EcoRuns

/// The accounts of the latest year: totals and services by county, as stored.
struct AccountFigures: Sendable {
    struct Service: Sendable {
        let quantity: Double?
        let unit: String
        let yuan: Double?
        let status: String
        let note: String

        init(_ row: StoredRow, _ context: ReportContext) {
            quantity = row.number("quantity")
            unit = row["unit"]
            yuan = row.number("value_yuan")
            status = row["status"]
            note = context.note(row)
        }
    }

    static let neededColumns = ["region", "account", "indicator", "value_yuan"]
    /// A row of the account `total` that is no sum.
    private static let netImports = "net_imports"
    /// Accounts whose rows are services; account sums and imports are none.
    private static let serviceAccounts: Set = ["provisioning", "regulating", "cultural"]

    let year: String
    let regions: [String]
    /// Ids of the services, most valuable first.
    let indicators: [String]
    let services: [String: [String: Service]]
    /// Parts of services by an id such as `air_purification.so2`.
    let parts: [String: [String: Service]]
    let totals: [String: Double]
    /// `gep`, or what the rule pack calls its total instead.
    let totalID: String
    /// What the stored totals say about themselves, clause by clause, and of which counties.
    let totalNotes: [(clause: String, regions: [String])]
    let rulePacks: [String]
    let priceYears: [String]
    /// Square kilometres by ecosystem and county, from the extent account.
    let extents: [String: [String: Double]]

    init(_ table: StoredTable, _ context: ReportContext) {
        let latest = table.rows.map { $0["year"] }.max() ?? ""
        let rows = table.rows.filter { $0["year"] == latest }
        var services: [String: [String: Service]] = [:]
        var parts: [String: [String: Service]] = [:]
        var notes: [(clause: String, regions: [String])] = []
        var totals: [String: Double] = [:]
        var totalID = "gep"
        var extents: [String: [String: Double]] = [:]
        for row in rows {
            let (region, indicator) = (row["region"], row["indicator"])
            if row["account"] == "extent" {
                if let area = row.number("quantity") {
                    extents[row["ecosystem"], default: [:]][region] = area
                }
            } else if !row["ecosystem"].isEmpty {
                continue
            } else if row["account"] == "total" {
                guard indicator != Self.netImports else { continue }
                totalID = indicator
                totals[region] = row.number("value_yuan")
                for clause in Self.clauses(context.note(row)) {
                    if let index = notes.firstIndex(where: { $0.clause == clause }) {
                        notes[index].regions.append(region)
                    } else {
                        notes.append((clause, [region]))
                    }
                }
            } else if Self.serviceAccounts.contains(row["account"]), indicator != "total" {
                let service = Service(row, context)
                if indicator.contains(".") {
                    parts[indicator, default: [:]][region] = service
                } else {
                    services[indicator, default: [:]][region] = service
                }
            }
        }
        year = latest
        regions = context.ordered(rows.map { $0["region"] })
        self.services = services
        self.parts = parts
        totalNotes = notes
        self.totals = totals
        self.totalID = totalID
        extents[""] = nil
        self.extents = extents
        indicators = Self.byValue(services)
        rulePacks = Set(rows.map { $0["rule_pack"] }.filter { !$0.isEmpty }).sorted()
        priceYears = Set(rows.map { $0["price_year"] }.filter { !$0.isEmpty }).sorted()
    }

    private static func clauses(_ note: String) -> [String] {
        note.split { $0 == ";" || $0 == "；" }.map { String($0.drop { $0 == " " }) }
    }

    /// The counties by name, or how many where it is all of them.
    func names(of regions: [String], _ context: ReportContext) -> String {
        Set(regions).count == self.regions.count
            ? "\(self.regions.count) \(context(ReportText.regionsCount))"
            : regions.map(context.regionName).joined(separator: context(ReportText.listSeparator))
    }

    private static func byValue(_ services: [String: [String: Service]]) -> [String] {
        let sums = services.mapValues { $0.values.reduce(0) { $0 + ($1.yuan ?? 0) } }
        return sums.sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }.map(\.key)
    }

    /// Sum of the stored totals; `nil` where a county has none: a part is not the whole.
    var total: Double? {
        let known = regions.compactMap { totals[$0] }
        return known.count == regions.count && !known.isEmpty ? known.reduce(0, +) : nil
    }

    /// False where nobody has priced anything: then there are quantities and no value.
    var hasValues: Bool { services.values.contains { $0.values.contains { $0.yuan != nil } } }

    func yuan(_ indicator: String, _ region: String) -> Double? { services[indicator]?[region]?.yuan }

    func sum(of indicator: String) -> Double? {
        let known = regions.compactMap { yuan(indicator, $0) }
        return known.isEmpty ? nil : known.reduce(0, +)
    }

    /// Yuan per square kilometre by county.
    func density(_ regions: RunRegions) -> [String: Double] {
        totals.reduce(into: [:]) { result, total in
            if let area = regions[total.key]?.areaSquareKilometres, area > 0 {
                result[total.key] = total.value / area
            }
        }
    }
}
