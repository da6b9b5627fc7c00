import EcoUnits

/// A figure whose change between two periods is counted.
public enum ChangeIndicator: Hashable, Sendable {
    case pollutant(Pollutant)
    case compositeIndex
    case goodDayRatio

    public static let allCases: [ChangeIndicator] =
        Pollutant.basic.map { .pollutant($0) } + [.compositeIndex, .goodDayRatio]

    /// The id of the same figure among the indicators that schemes read.
    public var id: String {
        switch self {
        case .pollutant(let pollutant): pollutant.id
        case .compositeIndex: "composite_index"
        case .goodDayRatio: "good_day_ratio"
        }
    }

    public init?(id: some StringProtocol) {
        guard let found = Self.allCases.first(where: { $0.id == id }) else { return nil }
        self = found
    }

    public var name: LocalizedText {
        switch self {
        case .pollutant(let pollutant): LocalizedText(pollutant.id)
        case .compositeIndex: LocalizedText(en: "composite index", zh: "综合指数")
        case .goodDayRatio: LocalizedText(en: "good-day ratio", zh: "优良天数比例")
        }
    }

    public var unit: Unit {
        switch self {
        case .pollutant(let pollutant): pollutant.unit
        case .compositeIndex: .one
        case .goodDayRatio: .named("%")
        }
    }

    /// One unit of the last decimal in which the figure is published.
    var step: Rational {
        switch self {
        case .pollutant(let pollutant): EvaluationRules.step(EvaluationRules.indexDigits(pollutant))
        case .compositeIndex: EvaluationRules.step(2)
        case .goodDayRatio: EvaluationRules.step(1)
        }
    }

    /// The figure of an evaluation; nil where it is missing.
    func value(_ evaluation: PeriodEvaluation) -> Rational? {
        switch self {
        case .pollutant(let pollutant): evaluation[pollutant]?.assessed
        case .compositeIndex: evaluation.compositeIndex?.value
        case .goodDayRatio: evaluation.goodDays.ratio
        }
    }

    func isValid(_ evaluation: PeriodEvaluation) -> Bool {
        switch self {
        case .pollutant(let pollutant): evaluation[pollutant]?.isComplete ?? false
        case .compositeIndex: evaluation.isComplete
        case .goodDayRatio: evaluation.goodDays.isComplete
        }
    }

    /// Whether listed sand-dust days are left out of the figure.
    func excludesSandDust(_ excluded: ExcludedStatistics) -> Bool {
        switch self {
        case .pollutant: excluded.concentration
        case .compositeIndex: excluded.compositeIndex
        case .goodDayRatio: excluded.goodDays
        }
    }
}
