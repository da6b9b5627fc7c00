import EcoRuns

/// The accounts of the latest year: totals and services by county, as stored.
struct AccountFigures: Sendable {
    struct Service: Sendable {
        let quantity: Double?
        let unit: String
        let yuan: Double?
        let status: String
        let note: String
    }

    static let neededColumns = ["region", "indicator", "value_yuan"]
    static let totalIndicator = "gep"

    let year: String
    let regions: [String]
    /// Ids of the services, most valuable first.
    let indicators: [String]
    let services: [String: [String: Service]]
    let totals: [String: Double]
    let rulePacks: [String]
    let priceYears: [String]
    /// Square kilometres by ecosystem and county, from the extent account.
    let extents: [String: [String: Double]]

    init(_ table: StoredTable, _ context: ReportContext) {
        let latest = table.rows.map { $0["year"] }.max() ?? ""
        let rows = table.rows.filter { $0["year"] == latest }
        var services: [String: [String: Service]] = [:]
        var totals: [String: Double] = [:]
        var extents: [String: [String: Double]] = [:]
        for row in rows {
            let (region, indicator) = (row["region"], row["indicator"])
            if row["account"] == "extent" {
                if let area = row.number("quantity") {
                    extents[row["ecosystem"], default: [:]][region] = area
                }
            } else if !row["ecosystem"].isEmpty {
                continue
            } else if indicator == Self.totalIndicator {
                if row["account"] == "total", let yuan = row.number("value_yuan") { totals[region] = yuan }
            } else {
                services[indicator, default: [:]][region] = Service(
                    quantity: row.number("quantity"), unit: row["unit"], yuan: row.number("value_yuan"),
                    status: row["status"], note: row["note"])
            }
        }
        year = latest
        regions = context.ordered(rows.map { $0["region"] })
        self.services = services
        self.totals = totals
        extents[""] = nil
        self.extents = extents
        indicators = Self.byValue(services)
        rulePacks = Set(rows.map { $0["rule_pack"] }.filter { !$0.isEmpty }).sorted()
        priceYears = Set(rows.map { $0["price_year"] }.filter { !$0.isEmpty }).sorted()
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
