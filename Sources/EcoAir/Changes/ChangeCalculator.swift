import EcoAccounts
import EcoParameters
import EcoUnits

/// Counts changes of all figures of evaluated periods against the year before.
struct ChangeCalculator {
    let published: BaseFigures
    /// Bases below this many rounding steps are flagged.
    let smallestBase: Rational
    private let evaluations: [Key: PeriodEvaluation]

    private struct Key: Hashable {
        let region: RegionCode
        let period: Period
        let standard: AirStandard.Version
    }

    init(_ evaluations: [PeriodEvaluation], published: BaseFigures, smallestBase: Rational) {
        self.published = published
        self.smallestBase = smallestBase
        self.evaluations = Dictionary(
            evaluations.map { (Key(region: $0.region, period: $0.period, standard: $0.standard), $0) },
            uniquingKeysWith: { first, _ in first })
    }

    /// Changes of all indicators, in the order of the evaluations.
    func changes(
        of wanted: some Sequence<PeriodEvaluation>, _ findings: inout [Diagnostic]
    ) throws(ArithmeticOverflow) -> [AirChange] {
        var result: [AirChange] = []
        for evaluation in wanted {
            for indicator in ChangeIndicator.allCases {
                result.append(try change(indicator, of: evaluation, &findings))
            }
        }
        return result.ranked()
    }

    private struct Base {
        var value: Rational?
        var isValid = false
        var source = ""
    }

    private func base(
        _ indicator: ChangeIndicator, of evaluation: PeriodEvaluation, _ period: Period,
        _ findings: inout [Diagnostic]
    ) -> Base {
        let key = Key(region: evaluation.region, period: period, standard: evaluation.standard)
        if let other = evaluations[key], let value = indicator.value(other) {
            return Base(value: value, isValid: indicator.isValid(other))
        }
        let figure = published.figure(
            BaseFigures.Key(region: evaluation.region, period: period, indicator: indicator),
            evaluation.basis, &findings)
        return figure.map { Base(value: $0.value, isValid: true, source: $0.source) } ?? Base()
    }

    private func change(
        _ indicator: ChangeIndicator, of evaluation: PeriodEvaluation, _ findings: inout [Diagnostic]
    ) throws(ArithmeticOverflow) -> AirChange {
        let basePeriod = evaluation.period.inYear(evaluation.period.year - 1)
        let base = base(indicator, of: evaluation, basePeriod, &findings)
        let current = indicator.value(evaluation)
        var (difference, percent): (Rational?, Rational?) = (nil, nil)
        if let current, let value = base.value {
            let rise = try current - value
            difference = rise
            if indicator != .goodDayRatio, value != .zero { percent = try rise / value * Rational(100) }
        }
        return AirChange(
            region: evaluation.region, period: evaluation.period, basePeriod: basePeriod,
            indicator: indicator,
            standard: evaluation.standard, base: base.value, current: current, difference: difference,
            percent: percent, flag: try flag(indicator, current: current, base: base.value),
            baseSource: base.source, isValid: base.isValid && indicator.isValid(evaluation),
            meetsGradeII: AirStandard(evaluation.standard).meetsGradeII(evaluation))
    }

    private func flag(
        _ indicator: ChangeIndicator, current: Rational?, base: Rational?
    ) throws(ArithmeticOverflow) -> AirChange.Flag {
        guard current != nil else { return .missingPeriod }
        guard let base else { return .missingBase }
        if indicator == .goodDayRatio { return .none }
        if base == .zero { return .zeroBase }
        return base < (try smallestBase * indicator.step) ? .tinyBase : .none
    }
}
