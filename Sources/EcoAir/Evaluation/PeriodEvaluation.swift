import EcoAccounts
import EcoUnits

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
    /// Index of HJ 663-2013 Annex C; nil where a statistic is missing.
    public let annexIndex: AnnexIndex?
    public let goodDays: GoodDays
    public let levelDays: LevelDays
    /// Rank by composite index among the regions of the period, 1 is the cleanest; set by `ranked`.
    public internal(set) var rank: Int?
    /// Rank by good-day ratio, 1 has most; equal ratios by lower PM2.5; set by `ranked`.
    public internal(set) var goodDayRank: Int?

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
