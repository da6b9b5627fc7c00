import EcoRuns
import EcoUnits

/// How a figure of `air.csv` follows from its days, from other figures of its period and from the limits.
struct AirFormula: Sendable {
    /// The figures of the region and period.
    let statistics: [StoredRow]
    let standards: AirStandards
    /// The composite indices of all regions in the period.
    let field: [StoredRow]

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
            default: statistic.hasPrefix("percentile_") ? percentile(statistic, days) : nil
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
        guard let limit = standards.value("daily_limit", pollutant, row["standard"]).flatMap({ Double($0) })
        else { return nil }
        let digits = standards.digits(pollutant)
        let within = days.filter { day in
            let rounded = Rational(exactly: day.exact).flatMap { try? $0.rounded(toDigits: digits) }
            return (rounded?.doubleValue ?? .infinity) <= limit
        }
        return days.isEmpty ? nil : "\(within.count) * 100 / \(days.count)"
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

    /// One more than the regions with a smaller composite index.
    private func rank(_ row: StoredRow) -> String? {
        let own = field.filter { $0["standard"] == row["standard"] }
        guard let index = own.first(where: { $0["region"] == row["region"] })?.number("value") else {
            return nil
        }
        return "1 + \(own.count { ($0.number("value") ?? .infinity) < index })"
    }
}
