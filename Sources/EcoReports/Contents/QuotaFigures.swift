import EcoRuns

/// The market's outcome by county and pollutant, as stored; sectors are summed, and periods where the rows have several.
struct QuotaFigures: Sendable {
    struct Amounts: Sendable {
        var baseline = 0.0
        var abated = 0.0
        var sold = 0.0
        var bought = 0.0
        var reserve = 0.0
        var emitted = 0.0
        var cost = 0.0
        var quota = 0.0
        var grown = 0.0
        var shortfall = 0.0
        /// Of accepted projects, yuan.
        var value = 0.0
    }

    static let neededColumns = ["region", "pollutant", "abated_t", "sold_t", "bought_t", "cost_yuan"]

    let regions: [String]
    let pollutants: [String]
    private let amounts: [String: [String: Amounts]]

    init(_ rows: some Sequence<StoredRow>, _ context: ReportContext) {
        var sums: [String: [String: Amounts]] = [:]
        for row in rows {
            var amounts = sums[row["pollutant"]]?[row["region"]] ?? Amounts()
            amounts.baseline += row.number("baseline_t") ?? 0
            amounts.abated += row.number("abated_t") ?? 0
            amounts.sold += row.number("sold_t") ?? 0
            amounts.bought += row.number("bought_t") ?? 0
            amounts.reserve += row.number("reserve_t") ?? 0
            amounts.emitted += row.number("emitted_t") ?? 0
            amounts.cost += row.number("cost_yuan") ?? 0
            amounts.quota += row.number("quota_t") ?? 0
            amounts.grown += row.number("grown_t") ?? 0
            amounts.shortfall += row.number("shortfall_t") ?? 0
            amounts.value += row.number("value_yuan") ?? 0
            sums[row["pollutant"], default: [:]][row["region"]] = amounts
        }
        amounts = sums
        pollutants = sums.keys.sorted()
        regions = context.ordered(sums.values.flatMap(\.keys))
    }

    func amounts(_ pollutant: String, _ region: String) -> Amounts? { amounts[pollutant]?[region] }

    func sum(_ pollutant: String, _ part: (Amounts) -> Double) -> Double {
        regions.compactMap { amounts[pollutant]?[$0] }.map(part).reduce(0, +)
    }
}
