import EcoAccounts
import EcoUnits

/// One row of `air.csv`.
public struct AirRow: Sendable, Equatable {
    public let region: RegionCode
    public let period: Period
    /// Pollutant id; empty for figures over all pollutants.
    public let pollutant: String
    /// `mean`, `percentile_95` and so on, `sub_index`, `attains` (1 or 0), `composite_index`, `rank`,
    /// `good_day_ratio`, `largest_sub_index`; of years also `mean_exceedance`, `percentile_exceedance`,
    /// `compliance_rate`, `annex_index`, `mean_of_3_years`, `trend`; `days_level_1` to `days_level_6`,
    /// `good_day_rank`.
    public let statistic: String
    public let value: Rational
    public let unit: Unit
    /// Days behind the figure; nil for a rank.
    public let validDays: Int?
    /// Enough valid days under the standard's rules.
    public let isValid: Bool
    public let standard: AirStandard.Version
}

extension PeriodEvaluation {
    /// The rows of this evaluation; figures that are missing have no row.
    public var rows: [AirRow] {
        pollutantRows + indexRows + dayRows + [attainmentRow].compactMap { $0 }
    }

    func row(
        _ pollutant: String, _ statistic: String, _ value: Rational, _ unit: Unit, days: Int?, valid: Bool
    ) -> AirRow {
        AirRow(
            region: region, period: period, pollutant: pollutant, statistic: statistic, value: value,
            unit: unit, validDays: days, isValid: valid, standard: standard)
    }

    private func row(
        _ pollutant: String, _ statistic: String, _ value: Rational?, _ unit: Unit, days: Int?, valid: Bool
    ) -> AirRow? {
        value.map { row(pollutant, statistic, $0, unit, days: days, valid: valid) }
    }

    private var isYear: Bool {
        if case .year = period { return true }
        return false
    }

    private var pollutantRows: [AirRow] { pollutants.flatMap { rows(of: $0) } }

    func rows(of item: PollutantEvaluation) -> [AirRow] {
        let id = item.pollutant.id
        let unit = item.pollutant.unit
        let (days, valid) = (item.validDays, item.isComplete)
        let isMeanAssessed = EvaluationRules.hasMeanLimit(item.pollutant)
        let basic = [
            isMeanAssessed ? row(id, "mean", item.mean, unit, days: days, valid: valid) : nil,
            isYear || !isMeanAssessed
                ? row(id, item.pollutant.percentileName, item.percentile, unit, days: days, valid: valid)
                : nil,
            row(id, "attains", item.attains.map { Rational($0 ? 1 : 0) }, .one, days: days, valid: valid),
        ]
        let ofYear = [
            row(id, "mean_exceedance", item.meanExceedance, .one, days: days, valid: valid),
            row(id, "percentile_exceedance", item.percentileExceedance, .one, days: days, valid: valid),
            row(id, "compliance_rate", item.complianceRate, .named("%"), days: days, valid: valid),
        ]
        return (basic + (isYear ? ofYear : [])).compactMap { $0 }
    }

    private var indexRows: [AirRow] {
        guard let index = compositeIndex else { return [] }
        let days = pollutants.map(\.validDays).min()
        let parts = zip(pollutants, index.parts).map { item, part in
            row(item.pollutant.id, "sub_index", part, .one, days: item.validDays, valid: item.isComplete)
        }
        let largest = index.largest.map { pollutant in
            row(
                pollutant.id, "largest_sub_index", index.parts[pollutant.rawValue], .one, days: days,
                valid: isComplete)
        }
        let total = row("", "composite_index", index.value, .one, days: days, valid: isComplete)
        let rankRow = row("", "rank", rank.map { Rational($0) }, .one, days: nil, valid: isComplete)
        let annex =
            isYear ? row("", "annex_index", annexIndex?.value, .one, days: days, valid: isComplete) : nil
        return (parts + largest + [total, rankRow, annex]).compactMap { $0 }
    }

    private var dayRows: [AirRow] {
        let (days, valid) = (goodDays.valid, goodDays.isComplete)
        guard days > 0 else { return [] }
        let levels = AirLevel.allCases.map { level in
            row(
                "", "days_level_\(level.rawValue)", Rational(levelDays[level]), .named("d"), days: days,
                valid: valid)
        }
        let ratio = row("", "good_day_ratio", goodDays.ratio, .named("%"), days: days, valid: valid)
        let rank = row("", "good_day_rank", goodDayRank.map { Rational($0) }, .one, days: nil, valid: valid)
        return [ratio].compactMap { $0 } + levels + [rank].compactMap { $0 }
    }

    private var attainmentRow: AirRow? {
        row(
            "", "attains", attains.map { Rational($0 ? 1 : 0) }, .one,
            days: pollutants.map(\.validDays).min(),
            valid: isComplete)
    }
}

extension Pollutant {
    /// `percentile_98`, `percentile_95` or `percentile_90`.
    var percentileName: String {
        let percent = EvaluationRules.percentile(of: self).flatMap { try? $0 * Rational(100) } ?? .zero
        return "percentile_\(percent)"
    }
}

extension PeriodEvaluation {
    /// The figures that schemes read: assessed concentration of each pollutant, composite index, good days.
    ///
    /// A missing figure is handed over as missing.
    public var indicators: [EvaluatedIndicator] {
        let concentrations = pollutants.map { item in
            indicator(
                item.pollutant.id, item.assessed, item.pollutant.unit, valid: item.isComplete)
        }
        return concentrations + [
            indicator("composite_index", compositeIndex?.value, .one, valid: isComplete),
            indicator("good_day_ratio", goodDays.ratio, .named("%"), valid: goodDays.isComplete),
            indicator("good_days", counted(goodDays.good), .named("d"), valid: goodDays.isComplete),
            indicator(
                "heavily_polluted_days", counted(levelDays.heavy), .named("d"), valid: goodDays.isComplete),
        ] + percentiles
    }

    /// Percentiles of the items that are assessed by their mean: `so2_percentile_98` and so on.
    private var percentiles: [EvaluatedIndicator] {
        pollutants.filter { EvaluationRules.hasMeanLimit($0.pollutant) }.map { item in
            indicator(
                "\(item.pollutant.id)_\(item.pollutant.percentileName)", item.percentile, item.pollutant.unit,
                valid: item.isComplete)
        }
    }

    private func counted(_ days: Int) -> Rational? { goodDays.valid > 0 ? Rational(days) : nil }

    private func indicator(_ id: String, _ value: Rational?, _ unit: Unit, valid: Bool) -> EvaluatedIndicator
    {
        EvaluatedIndicator(
            region: region, period: period, indicator: id, value: value, unit: unit,
            isValid: valid && value != nil, standard: standard.rawValue, basis: dataBasis.rawValue)
    }
}
