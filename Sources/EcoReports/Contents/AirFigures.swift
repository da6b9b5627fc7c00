import EcoRuns

/// Indices, ranks and means of the evaluated air, as stored.
struct AirFigures: Sendable {
    struct Key: Hashable, Sendable {
        let region: String
        let period: String
        let pollutant: String
        let statistic: String
        let standard: String
    }
    struct Value: Sendable {
        let text: String
        let number: Double?
        let unit: String
        let isValid: Bool
        let validDays: String

        /// The star of a figure from too few valid days.
        var mark: String { isValid ? "" : "*" }
    }

    static let neededColumns = ["region", "period", "pollutant", "statistic", "value", "standard"]
    /// The basic items, in the order of the standards.
    static let basicItems = ["so2", "no2", "co", "o3", "pm10", "pm25"]

    let year: String
    let regions: [String]
    let standards: [String]
    let months: [String]
    let pollutants: [String]
    private let values: [Key: Value]

    init(_ table: StoredTable, _ context: ReportContext) {
        var values: [Key: Value] = [:]
        var periods: Set<String> = []
        var pollutants: Set<String> = []
        var standards: [String] = []
        for row in table.rows {
            let key = Key(
                region: row["region"], period: row["period"], pollutant: row["pollutant"],
                statistic: row["statistic"], standard: row["standard"])
            values[key] = Value(
                text: row["value"], number: row.number("value"), unit: row["unit"],
                isValid: row.boolean("valid") ?? true, validDays: row["valid_days"])
            periods.insert(key.period)
            pollutants.insert(key.pollutant)
            if !key.standard.isEmpty, !standards.contains(key.standard) { standards.append(key.standard) }
        }
        self.values = values
        self.standards = standards
        year = periods.filter { $0.count == 4 }.max() ?? ""
        months = periods.filter { $0.count == 7 && !$0.contains("Q") && !$0.contains("H") }.sorted()
        regions = context.ordered(values.keys.map(\.region))
        let order = Self.basicItems
        self.pollutants = order.filter(pollutants.contains) + pollutants.subtracting(order + ["all"]).sorted()
    }

    /// The value under a standard; `period` is the year where none is named.
    func value(
        _ region: String, _ pollutant: String, _ statistic: String, _ standard: String, period: String? = nil
    ) -> Value? {
        values[
            Key(
                region: region, period: period ?? year, pollutant: pollutant, statistic: statistic,
                standard: standard)]
    }

    func index(_ region: String, _ standard: String) -> Double? {
        value(region, "all", "composite_index", standard)?.number
    }

    /// Counties from the best to the worst index under a standard; those without an index are left out.
    func ranked(_ standard: String) -> [(region: String, index: Double)] {
        regions.compactMap { region in index(region, standard).map { (region, $0) } }
            .sorted { ($0.index, $0.region) < ($1.index, $1.region) }
    }

    /// Statistics stored for a pollutant in the year, such as `mean` and `percentile_95`.
    func statistics(of pollutant: String, _ standard: String) -> [String] {
        let found = values.keys.filter {
            $0.pollutant == pollutant && $0.period == year && $0.standard == standard
        }
        return Set(found.map(\.statistic)).filter { $0 == "mean" || Self.isPercentile($0) }.sorted()
    }

    /// `percentile_98`, and not what is derived from one.
    private static func isPercentile(_ statistic: String) -> Bool {
        let parts = statistic.split(separator: "_")
        return parts.count == 2 && parts[0] == "percentile" && Int(parts[1]) != nil
    }

    /// Whether the year attains the standard for the pollutant, where the run says so, and whether its days suffice.
    func attains(
        _ region: String, _ pollutant: String, _ standard: String
    ) -> (isAttained: Bool, isValid: Bool)? {
        guard let value = value(region, pollutant, "attains", standard) else { return nil }
        switch value.text {
        case "1", "yes", "true": return (true, value.isValid)
        case "0", "no", "false": return (false, value.isValid)
        default: return nil
        }
    }
}
