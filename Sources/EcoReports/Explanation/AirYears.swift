import EcoRuns

/// How figures over several years follow from those of each year: rolling means and trends.
struct AirYears: Sendable {
    /// The figures of whole years of the region, under all standards.
    let rows: [StoredRow]
    let standards: AirStandards

    /// `nil` where the figure is none over several years, or its years are not all there.
    func expression(_ row: StoredRow) -> String? {
        let statistic = row["statistic"]
        if statistic.hasSuffix("trend_coefficient") { return coefficient(row) }
        guard statistic.hasPrefix("mean_of_"),
            let length = Int(statistic.dropFirst("mean_of_".count).prefix(while: \.isNumber))
        else { return nil }
        if statistic.hasSuffix("_attains") { return attains(row, length) }
        let values = values(row, length: length)
        return values.count == length ? "(\(values.joined(separator: " + "))) / \(length)" : nil
    }

    private func attains(_ row: StoredRow, _ length: Int) -> String? {
        guard
            let mean = value("mean_of_\(length)_years", row["pollutant"], row, year: Int(row["period"]) ?? 0),
            let limit = standards.value("assessed_limit", row["pollutant"], row["standard"])
        else { return nil }
        let digits = standards.digits(comparing: row["pollutant"], row["standard"])
        return AirFormula.count("0", limit, [AirFormula.rounded(mean, digits)])
    }

    /// r = 1 - 6 Σ d² / (N³ - N), d the rank of a value less that of its year; equal values share the mean of their
    /// ranks (HJ 663-2013, Annex B).
    private func coefficient(_ row: StoredRow) -> String? {
        let values = values(row, length: .max)
        let count = values.count
        guard count > 1 else { return nil }
        let squares = values.enumerated().map { year, value in
            let below = AirFormula.count("0", value, values)
            let equal = AirFormula.count(value, value, values)
            let difference = "(\(below) - (\(equal) - 1) / 2 - \(year + 1))"
            return "\(difference) * \(difference)"
        }
        return
            "1 - 6 * (\(squares.joined(separator: " + "))) / (\(count) * \(count) * \(count) - \(count))"
    }

    /// The assessed figures of the consecutive years that end with that of the row, oldest first.
    private func values(_ row: StoredRow, length: Int) -> [String] {
        guard let last = Int(row["period"]) else { return [] }
        var values: [String] = []
        while values.count < length, let value = assessed(row, year: last - values.count) {
            values.append(value)
        }
        return values.reversed()
    }

    private func assessed(_ row: StoredRow, year: Int) -> String? {
        let (pollutant, statistic) = (row["pollutant"], row["statistic"])
        if pollutant.isEmpty {
            return value(String(statistic.dropLast("_trend_coefficient".count)), "all", row, year: year)
        }
        let wanted = ["co": "percentile_95", "o3": "percentile_90"][pollutant] ?? "mean"
        return value(wanted, pollutant, row, year: year)
    }

    private func value(_ statistic: String, _ pollutant: String, _ row: StoredRow, year: Int) -> String? {
        rows.first {
            $0["period"] == "\(year)" && $0["statistic"] == statistic && $0["pollutant"] == pollutant
                && $0["standard"] == row["standard"]
        }?["value"]
    }
}
