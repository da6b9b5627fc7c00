import EcoRuns

/// The rank of a region among those of its period, as an expression over the figures of all of them.
struct AirRank: Sendable {
    private let rows: [StoredRow]

    /// - Parameter field: the figures of the period, of all regions.
    init(field: [StoredRow], standard: String) { rows = field.filter { $0["standard"] == standard } }

    /// Figures of `air.csv` by which regions are ranked.
    static func ranks(_ row: StoredRow) -> Bool {
        ["composite_index", "good_day_ratio"].contains(row["statistic"])
            || row["pollutant"] == "pm25" && row["statistic"] == "mean"
    }

    private func values(_ statistic: String) -> [String: String] {
        let own = rows.filter { $0["statistic"] == statistic && !$0["value"].isEmpty }
        return Dictionary(own.map { ($0["region"], $0["value"]) }, uniquingKeysWith: { first, _ in first })
    }

    /// One more than the regions with a smaller composite index.
    func byIndex(_ region: String, digits: Int?) -> String? {
        let shown = values("composite_index").mapValues { value in
            digits.map { AirFormula.rounded(value, $0) } ?? value
        }
        guard let own = shown[region] else { return nil }
        return "1 + " + below(own, shown.sorted { $0.key < $1.key }.map(\.value))
    }

    /// One more than the regions with a larger ratio of good days, rounded to one decimal, and those with the same one
    /// and less PM2.5.
    func byGoodDays(_ region: String) -> String? {
        let ratios = values("good_day_ratio").mapValues { AirFormula.rounded($0, 1) }
        guard let own = ratios[region] else { return nil }
        let all = ratios.sorted { $0.key < $1.key }
        let more =
            AirFormula.count(own, "100", all.map(\.value))
            + " - " + AirFormula.count(own, own, all.map(\.value))
        let equal = all.filter { ExpressionValue.of($0.value) == ExpressionValue.of(own) }.map(\.key)
        guard equal.count > 1 else { return "1 + " + more }
        let particles = values("mean")
        let others = equal.compactMap { particles[$0] }
        guard let mine = particles[region], others.count == equal.count else { return nil }
        return "1 + " + more + " + " + below(mine, others)
    }

    /// How many are smaller: those that are not larger, without those that are equal.
    private func below(_ own: String, _ all: [String]) -> String {
        AirFormula.count("0", own, all) + " - " + AirFormula.count(own, own, all)
    }
}
