import EcoAccounts
import EcoUnits

/// The change of one figure of a region against its base period, both under one standard.
public struct AirChange: Sendable, Equatable {
    public let region: RegionCode
    public let period: Period
    public let basePeriod: Period
    public let indicator: ChangeIndicator
    public let standard: AirStandard.Version
    public let base: Rational?
    public let current: Rational?
    /// Current minus base.
    public let difference: Rational?
    /// (current - base) / base in percent; nil for good days, and where the base is 0 or missing.
    public let percent: Rational?
    public let flag: Flag
    /// The publication that the base was taken from; empty where daily data made it.
    public let baseSource: String
    /// Both periods have enough valid days.
    public let isValid: Bool
    /// All six items are within grade II in the period; such a region is not ranked for deterioration.
    public let meetsGradeII: Bool
    /// Rank by the rate of the composite index, 1 improved most; set by `ranked`.
    public internal(set) var improvementRank: Int?
    /// Rank the other way, 1 worsened most.
    public internal(set) var deteriorationRank: Int?

    /// What a reader must know of the rate.
    public enum Flag: String, Sendable {
        case none = ""
        case missingPeriod = "missing_period"
        case missingBase = "missing_base"
        /// A base of 0 has no rate.
        case zeroBase = "zero_base"
        /// The rate stands and rests on less than the declared number of rounding steps.
        case tinyBase = "tiny_base"
    }
}

extension [AirChange] {
    /// The changes with ranks by the rate of the composite index among the regions of each period and standard.
    ///
    /// Rule of 2017-02: rate = (I - I base) / I base; ties share a rank; a region whose six items meet grade II is
    /// not ranked for deterioration. A rate that is flagged takes no rank.
    public func ranked() -> [AirChange] {
        var result = self
        let members = indices.filter { self[$0].indicator == .compositeIndex && self[$0].flag == .none }
        let fields = Dictionary(grouping: members) { "\(self[$0].period) \(self[$0].standard.rawValue)" }
        for field in fields.values {
            let rates = field.map { self[$0].percent }
            for (member, rank) in zip(field, competitionRanks(rates)) {
                result[member].improvementRank = rank
            }
            let rises = field.map { self[$0].meetsGradeII ? nil : self[$0].percent.map { -$0 } }
            for (member, rank) in zip(field, competitionRanks(rises)) {
                result[member].deteriorationRank = rank
            }
        }
        return result
    }
}

extension AirStandard {
    /// True where the assessed figures of all six items, rounded once, are within their grade II limits.
    public func meetsGradeII(_ evaluation: PeriodEvaluation) -> Bool {
        Pollutant.basic.allSatisfy { pollutant in
            guard let value = evaluation[pollutant]?.assessed, let limit = assessedLimit(pollutant),
                let rounded = try? value.rounded(toDigits: self.evaluation.comparisonDigits[pollutant] ?? 0)
            else { return false }
            return rounded <= limit.rational
        }
    }
}
