import EcoAccounts
import EcoParameters
import EcoUnits

/// Evaluates regional days under one standard: statistics, AQI days, composite index.
public struct AirEvaluator: Sendable {
    public let standard: AirStandard
    public let validity: ValidityRules
    public let indexForm: CompositeIndexForm
    public let completeness: CompletenessPolicy
    public let basis: EvaluationBasis

    public init(
        standard: AirStandard, validity: ValidityRules = ValidityRules(),
        indexForm: CompositeIndexForm = CompositeIndexForm(), completeness: CompletenessPolicy = .flag,
        excludesSandDust: Bool = false, roundsDailyValues: Bool = false
    ) {
        self.standard = standard
        self.validity = validity
        self.indexForm = indexForm
        self.completeness = completeness
        basis = EvaluationBasis(
            standard: standard.version, excludesSandDust: excludesSandDust,
            roundsDailyValues: roundsDailyValues)
    }

    /// Evaluates every region over the periods that fall into the year of `days`.
    ///
    /// Regions in the order of `days`, periods as given. A region without data gives missing figures.
    /// - Throws: a diagnostic that names the region whose exact figures overflow.
    public func evaluate(
        _ days: RegionDays, over periods: [Period], dataBasis: [RegionCode: DataBasis] = [:]
    ) throws(Diagnostic) -> [PeriodEvaluation] {
        var result: [PeriodEvaluation] = []
        for (position, region) in days.regions.enumerated() {
            do {
                result += try evaluate(
                    region: position, in: days, over: periods, dataBasis: dataBasis[region] ?? .measured)
            } catch {
                throw Diagnostic.overflow(path: "\(region) \(days.year)")
            }
        }
        return result
    }

    /// One region: the AQI of each day is computed once. Sand-dust days stay in AQI and good days.
    private func evaluate(
        region: Int, in days: RegionDays, over periods: [Period], dataBasis: DataBasis
    ) throws(ArithmeticOverflow) -> [PeriodEvaluation] {
        var isGood: [Bool?] = []
        for day in 0..<days.dayCount {
            isGood.append(try standard.dailyIndex(days.items(region: region, day: day)).isGood)
        }
        var result: [PeriodEvaluation] = []
        for period in periods where period.year == days.year {
            var pollutants: [PollutantEvaluation] = []
            for item in DailyItem.basic {
                pollutants.append(try evaluate(item, region: region, in: days, over: period))
            }
            result.append(
                PeriodEvaluation(
                    basis: basis, region: days.regions[region], period: period, dataBasis: dataBasis,
                    pollutants: pollutants,
                    compositeIndex: try standard.compositeIndex(indexFigures(pollutants), form: indexForm),
                    goodDays: goodDays(isGood, in: period)))
        }
        return result
    }

    private func evaluate(
        _ item: DailyItem, region: Int, in days: RegionDays, over period: Period
    ) throws(ArithmeticOverflow) -> PollutantEvaluation {
        var values = days.included(region: region, item: item, days: period.days)
        if basis.roundsDailyValues {
            for index in values.indices {
                values[index] = try values[index].rounded(toDigits: EvaluationRules.dailyDigits(item))
            }
        }
        let isComplete = validity.isComplete(period) { days[region, item, $0] != nil }
        return try standard.evaluate(
            item.pollutant, dailyValues: values, period: period, isComplete: isComplete)
    }

    /// Assessed figures that may enter the index.
    private func indexFigures(_ pollutants: [PollutantEvaluation]) -> [Pollutant: Rational] {
        var figures: [Pollutant: Rational] = [:]
        for item in pollutants where completeness == .flag || item.isComplete {
            figures[item.pollutant] = item.assessed
        }
        return figures
    }

    private func goodDays(_ isGood: [Bool?], in period: Period) -> GoodDays {
        let values = isGood[period.days]
        return GoodDays(
            good: values.count { $0 == true }, valid: values.count { $0 != nil },
            isComplete: validity.isComplete(period) { isGood[$0] != nil })
    }
}
