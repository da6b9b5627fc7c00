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
    public let notMonitored: NotMonitored

    public init(
        standard: AirStandard, validity: ValidityRules = ValidityRules(),
        indexForm: CompositeIndexForm = CompositeIndexForm(), completeness: CompletenessPolicy = .flag,
        excluded: ExcludedStatistics, roundsDailyValues: Bool = false, state: AirState = AirState(),
        notMonitored: NotMonitored = NotMonitored()
    ) {
        self.standard = standard
        self.validity = validity
        self.indexForm = indexForm
        self.completeness = completeness
        self.notMonitored = notMonitored
        basis = EvaluationBasis(
            standard: standard.version, excluded: excluded, roundsDailyValues: roundsDailyValues, state: state
        )
    }

    public init(
        standard: AirStandard, validity: ValidityRules = ValidityRules(),
        indexForm: CompositeIndexForm = CompositeIndexForm(), completeness: CompletenessPolicy = .flag,
        excludesSandDust: Bool = false, roundsDailyValues: Bool = false
    ) {
        self.init(
            standard: standard, validity: validity, indexForm: indexForm, completeness: completeness,
            excluded: excludesSandDust ? .national : .none, roundsDailyValues: roundsDailyValues)
    }

    /// Causes that a statistic leaves out where its switch is on.
    func causes(_ isOn: Bool) -> Set<ExclusionCause> {
        guard isOn else { return [] }
        return standard.evaluation.excludesExceptionalEvents ? [.sandDust, .exceptionalEvent] : [.sandDust]
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

    /// AQI of each day of a region, with what good days leave out; nil where a day has none.
    func dailyIndices(region: Int, in days: RegionDays) throws(ArithmeticOverflow) -> [Int?] {
        let left = causes(basis.excluded.goodDays)
        var indices: [Int?] = []
        for day in 0..<days.dayCount {
            let isLeftOut = !left.isEmpty && days.isExcluded(region: region, day: day, by: left)
            indices.append(
                isLeftOut ? nil : try dailyIndex(region: region, in: days, day: day, without: left).value)
        }
        return indices
    }

    func dailyIndex(
        region: Int, in days: RegionDays, day: Int, without causes: Set<ExclusionCause> = []
    ) throws(ArithmeticOverflow) -> DailyIndex {
        try standard.dailyIndex(
            days.items(region: region, day: day, without: causes),
            notMonitored: notMonitored.pollutants(in: days.regions[region], year: days.year, day: day))
    }

    /// One region: the AQI of each day is computed once.
    private func evaluate(
        region: Int, in days: RegionDays, over periods: [Period], dataBasis: DataBasis
    ) throws(ArithmeticOverflow) -> [PeriodEvaluation] {
        let ofYear = periods.filter { $0.year == days.year }
        guard !ofYear.isEmpty else { return [] }
        let indices = try dailyIndices(region: region, in: days)
        var result: [PeriodEvaluation] = []
        for period in ofYear {
            let excluded = basis.excluded
            let pollutants = try pollutants(region, days, period, without: causes(excluded.concentration))
            let ofIndex =
                excluded.compositeIndex == excluded.concentration
                ? pollutants
                : try self.pollutants(region, days, period, without: causes(excluded.compositeIndex))
            result.append(
                PeriodEvaluation(
                    basis: basis, region: days.regions[region], period: period, dataBasis: dataBasis,
                    pollutants: pollutants,
                    compositeIndex: try standard.compositeIndex(indexFigures(ofIndex), form: indexForm),
                    annexIndex: try standard.annexIndex(pollutants),
                    goodDays: goodDays(indices, in: period), levelDays: LevelDays(indices[period.days])))
        }
        return result
    }

    private func pollutants(
        _ region: Int, _ days: RegionDays, _ period: Period, without causes: Set<ExclusionCause>
    ) throws(ArithmeticOverflow) -> [PollutantEvaluation] {
        var result: [PollutantEvaluation] = []
        for item in DailyItem.basic {
            var values = days.included(region: region, item: item, days: period.days, without: causes)
            if basis.roundsDailyValues {
                for index in values.indices {
                    values[index] = try values[index].rounded(toDigits: EvaluationRules.dailyDigits(item))
                }
            }
            let isComplete = validity.isComplete(period) { days[region, item, $0] != nil }
            result.append(
                try standard.evaluate(
                    item.pollutant, dailyValues: values, period: period, isComplete: isComplete))
        }
        return result
    }

    /// Assessed figures that may enter the index.
    private func indexFigures(_ pollutants: [PollutantEvaluation]) -> [Pollutant: Rational] {
        var figures: [Pollutant: Rational] = [:]
        for item in pollutants where completeness == .flag || item.isComplete {
            figures[item.pollutant] = item.assessed
        }
        return figures
    }

    private func goodDays(_ indices: [Int?], in period: Period) -> GoodDays {
        let values = indices[period.days].compactMap { $0 }
        return GoodDays(
            good: values.count { $0 <= 100 }, valid: values.count,
            isComplete: validity.isComplete(period) { indices[$0] != nil })
    }
}
