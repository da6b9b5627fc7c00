import EcoRuns
import EcoUnits

/// How a figure of `air.csv` follows from its days, from other figures of its period and from the limits.
struct AirFormula: Sendable {
    /// The figures of the region and period.
    let statistics: [StoredRow]
    let standards: AirStandards
    /// The figures of the period by which regions are ranked, of all regions.
    let field: [StoredRow]
    /// The figures of the whole years of the region.
    let years: [StoredRow]

    /// - Parameters:
    ///   - row: a row of `air.csv`.
    ///   - days: the values behind it, in the order of their dates.
    func formula(_ row: StoredRow, days: [AirDays.Day]) -> Formula? {
        let statistic = row["statistic"]
        let expression: String? =
            switch statistic {
            case "mean": mean(days)
            case "composite_index": sum(parts(row).map { $0["value"] })
            case "sub_index": subIndex(row)
            case "largest_sub_index": largest(parts(row).map { $0["value"] })
            case "annex_index": annexIndex(row)
            case "mean_exceedance": exceedance(row, value("mean", like: row), "annual_limit")
            case "percentile_exceedance": exceedance(row, percentile(like: row), "daily_limit")
            case "compliance_rate": compliance(row, days)
            case "good_day_ratio": goodDays(row)
            case "rank": rank(row)
            case "good_day_rank": AirRank(field: field, standard: row["standard"]).byGoodDays(row["region"])
            case "attains": row["pollutant"] == "all" ? attainsAll(row) : attains(row)
            case _ where statistic.hasPrefix("days_level_"): level(statistic, days)
            case _ where statistic.hasPrefix("percentile_"): percentile(statistic, days)
            default: AirYears(rows: years, standards: standards).expression(row)
            }
        guard let expression, let figure = row.number("value"), ExpressionValue.gives(expression, figure)
        else {
            return nil
        }
        return Formula(value: row["value"], expression: expression)
    }

    /// A count of days, from the days of each level.
    func count(_ figure: String, like row: StoredRow) -> Formula? {
        let levels: [String: [Int]] = ["good_days": [1, 2], "heavily_polluted_days": [5, 6]]
        let counts = (levels[figure] ?? []).compactMap { value("days_level_\($0)", like: row) }
        guard counts.count == 2, let total = ExpressionValue.of(counts.joined(separator: " + ")) else {
            return nil
        }
        return .sum("\(Int(total))", counts.map { (.plus, $0) })
    }

    // MARK: Other figures of the period

    private func value(_ statistic: String, like row: StoredRow, pollutant: String? = nil) -> String? {
        statistics.first {
            $0["statistic"] == statistic && $0["standard"] == row["standard"]
                && $0["pollutant"] == pollutant ?? row["pollutant"]
        }?["value"]
    }

    private func percentile(like row: StoredRow, pollutant: String? = nil) -> String? {
        statistics.first {
            $0["statistic"].hasPrefix("percentile_") && !$0["statistic"].hasSuffix("exceedance")
                && $0["standard"] == row["standard"] && $0["pollutant"] == pollutant ?? row["pollutant"]
        }?["value"]
    }

    private func parts(_ row: StoredRow) -> [StoredRow] {
        statistics.filter { $0["statistic"] == "sub_index" && $0["standard"] == row["standard"] }
    }

    private func sum(_ values: [String]) -> String? { values.isEmpty ? nil : values.joined(separator: " + ") }

    private func largest(_ values: [String]) -> String? {
        values.isEmpty ? nil : "max(\(values.joined(separator: ", ")))"
    }

    // MARK: Days

    private func mean(_ days: [AirDays.Day]) -> String? {
        sum(days.map(\.exact)).map { "(\($0)) / \(days.count)" }
    }

    /// Between the neighbours of rank 1 + (n - 1) p in the days put in order (HJ 663-2013, Annex A).
    private func percentile(_ statistic: String, _ days: [AirDays.Day]) -> String? {
        let sorted = days.map(\.exact).sorted { (Double($0) ?? 0) < (Double($1) ?? 0) }
        guard let percent = Int(statistic.dropFirst("percentile_".count)), let last = sorted.last else {
            return nil
        }
        let lower = (sorted.count - 1) * percent / 100
        guard lower + 1 < sorted.count else { return last }
        let (low, high) = (sorted[lower], sorted[lower + 1])
        return "\(low) + (\(high) - \(low)) * ((\(sorted.count) - 1) * \(percent) / 100 - \(lower))"
    }

    private func compliance(_ row: StoredRow, _ days: [AirDays.Day]) -> String? {
        let pollutant = row["pollutant"]
        guard let limit = standards.value("daily_limit", pollutant, row["standard"]) else { return nil }
        guard !days.isEmpty else { return nil }
        let digits =
            AirFigureName.otherItems.contains(pollutant)
            ? standards.digits(comparing: pollutant, row["standard"]) : standards.digits(pollutant)
        let values = days.map { Self.rounded($0.exact, digits) }
        return Self.count("0", limit, values) + " * 100 / \(days.count)"
    }

    /// The AQI up to which days are of level 1, 2 and so on (HJ 633).
    private static let levels = [50, 100, 150, 200, 300, 500]

    private func level(_ statistic: String, _ days: [AirDays.Day]) -> String? {
        guard let level = Int(statistic.dropFirst("days_level_".count)),
            Self.levels.indices.contains(level - 1)
        else { return nil }
        let low = level == 1 ? 0 : Self.levels[level - 2] + 1
        return Self.count("\(low)", "\(Self.levels[level - 1])", days.map(\.exact))
    }

    static func count(_ low: String, _ high: String, _ values: [String]) -> String {
        "count(" + ([low, high] + values).joined(separator: ", ") + ")"
    }

    /// By GB/T 8170.
    static func rounded(_ value: String, _ digits: Int) -> String {
        let power = (0..<digits).reduce(1) { power, _ in power * 10 }
        return power == 1 ? "round_even(\(value))" : "round_even(\(value) * \(power)) / \(power)"
    }

    private func goodDays(_ row: StoredRow) -> String? {
        let good = [1, 2].compactMap { value("days_level_\($0)", like: row) }
        return good.count == 2 ? "(\(good[0]) + \(good[1])) * 100 / \(row["valid_days"])" : nil
    }

    // MARK: Limits

    private func subIndex(_ row: StoredRow) -> String? {
        let pollutant = row["pollutant"]
        let assessed = ["co", "o3"].contains(pollutant) ? percentile(like: row) : value("mean", like: row)
        guard let assessed, let limit = standards.value("assessed_limit", pollutant, row["standard"]) else {
            return nil
        }
        let weight = standards.value("weight", pollutant, row["standard"]) ?? "1"
        return weight == "1" ? "\(assessed) / \(limit)" : "\(weight) * \(assessed) / \(limit)"
    }

    /// The larger of percentile over daily limit and mean over annual limit, over all pollutants.
    private func annexIndex(_ row: StoredRow) -> String? {
        let parts = AirFigures.basicItems.compactMap { pollutant -> String? in
            guard let upper = percentile(like: row, pollutant: pollutant),
                let daily = standards.value("daily_limit", pollutant, row["standard"])
            else { return nil }
            guard let annual = standards.value("annual_limit", pollutant, row["standard"]) else {
                return "\(upper) / \(daily)"
            }
            return value("mean", like: row, pollutant: pollutant).map {
                "max(\(upper) / \(daily), \($0) / \(annual))"
            }
        }
        return parts.count == AirFigures.basicItems.count ? parts.joined(separator: " + ") : nil
    }

    private func exceedance(_ row: StoredRow, _ value: String?, _ kind: String) -> String? {
        guard let value, let limit = standards.value(kind, row["pollutant"], row["standard"]) else {
            return nil
        }
        return "(\(value) - \(limit)) / \(limit)"
    }

    // MARK: Verdicts

    /// 1 where mean and percentile, rounded once, are both within their limits; else 0.
    private func attains(_ row: StoredRow) -> String? {
        let mean = value("mean", like: row)
        let parts =
            row["period"].contains("Q")
            ? [("quarter_limit", mean)] : [("annual_limit", mean), ("daily_limit", percentile(like: row))]
        let verdicts = parts.compactMap { kind, value -> String? in
            guard let value, let limit = standards.value(kind, row["pollutant"], row["standard"]) else {
                return nil
            }
            let digits = standards.digits(comparing: row["pollutant"], row["standard"])
            return Self.count("0", limit, [Self.rounded(value, digits)])
        }
        return verdicts.isEmpty ? nil : verdicts.joined(separator: " * ")
    }

    /// The least of the verdicts of the pollutants.
    private func attainsAll(_ row: StoredRow) -> String? {
        let verdicts = AirFigures.basicItems.compactMap { value("attains", like: row, pollutant: $0) }
        return verdicts.isEmpty ? nil : "min(\(verdicts.joined(separator: ", ")))"
    }

    // MARK: Ranks

    /// By the composite index as it is; where the settlement ranks rounded ones, by those with as many decimals.
    private func rank(_ row: StoredRow) -> String? {
        let rank = AirRank(field: field, standard: row["standard"])
        return [nil, 2, 1, 3].lazy.compactMap { rank.byIndex(row["region"], digits: $0) }.first {
            row.number("value") == ExpressionValue.of($0)
        }
    }
}
