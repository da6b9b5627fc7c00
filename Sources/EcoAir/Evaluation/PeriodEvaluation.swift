import EcoAccounts
import EcoUnits

/// What a figure was computed from and by; two figures are comparable only where this is equal.
public struct EvaluationBasis: Sendable, Equatable {
    public let standard: AirStandard.Version
    /// Sand-dust days are left out of concentrations.
    public let excludesSandDust: Bool
    /// Daily values were rounded before the statistics.
    public let roundsDailyValues: Bool

    public init(standard: AirStandard.Version, excludesSandDust: Bool, roundsDailyValues: Bool) {
        self.standard = standard
        self.excludesSandDust = excludesSandDust
        self.roundsDailyValues = roundsDailyValues
    }
}

/// Days with AQI at most 100 among the days with an AQI.
public struct GoodDays: Sendable, Equatable {
    public let good: Int
    public let valid: Int
    public let isComplete: Bool

    /// Percent, exact; nil without a valid day.
    public var ratio: Rational? { Rational(Int128(good) * 100, over: Int128(valid)) }
}

/// The air of one region in one period under one standard.
public struct PeriodEvaluation: Sendable, Equatable {
    public let basis: EvaluationBasis
    public let region: RegionCode
    public let period: Period
    public let dataBasis: DataBasis
    /// The six basic pollutants, in order.
    public let pollutants: [PollutantEvaluation]
    /// nil where a pollutant has no value, or is incomplete under the strict policy.
    public let compositeIndex: CompositeIndex?
    public let goodDays: GoodDays
    /// Rank by composite index among the regions of the period, 1 is the cleanest; set by `ranked`.
    public internal(set) var rank: Int?

    public var standard: AirStandard.Version { basis.standard }

    /// True where all six pollutants have enough valid days.
    public var isComplete: Bool { pollutants.allSatisfy(\.isComplete) }

    /// Annual verdict over all six pollutants: one failure decides, a missing one leaves it open.
    public var attains: Bool? {
        if pollutants.contains(where: { $0.attains == false }) { return false }
        return pollutants.allSatisfy { $0.attains == true } ? true : nil
    }

    /// The evaluation of a basic pollutant.
    public subscript(pollutant: Pollutant) -> PollutantEvaluation? {
        pollutants.first { $0.pollutant == pollutant }
    }
}

/// What incomplete data do to index, rank and indicators.
public enum CompletenessPolicy: String, CaseIterable, Sendable {
    /// Figures stand and are flagged as not valid.
    case flag
    /// An incomplete pollutant gives no figure: no index, no rank.
    case strict
}

extension [PeriodEvaluation] {
    /// The evaluations with ranks by composite index among the regions of each period and standard.
    ///
    /// Ties share a rank (1, 2, 2, 4); a region without index has none and takes no place.
    public func ranked() -> [PeriodEvaluation] {
        var result = self
        let fields = Dictionary(grouping: self.indices) { position in
            RankingField(standard: self[position].standard, period: self[position].period)
        }
        for members in fields.values {
            let values: [Rational?] = members.map { self[$0].compositeIndex?.value }
            let ranks = competitionRanks(values)
            for (member, rank) in zip(members, ranks) { result[member].rank = rank }
        }
        return result
    }
}

/// Regions that are ranked against each other.
private struct RankingField: Hashable {
    let standard: AirStandard.Version
    let period: Period
}
