import EcoAccounts
import EcoUnits

extension [PeriodEvaluation] {
    /// The evaluations with ranks among the regions of each period and standard.
    ///
    /// Ties share a rank (1, 2, 2, 4); a region without figure has none and takes no place.
    /// - Parameter indexDigits: decimals of the composite index before it is ranked, as in tables that print two;
    ///   nil ranks exact values.
    public func ranked(indexDigits: Int? = nil) -> [PeriodEvaluation] {
        var result = self
        let fields = Dictionary(grouping: self.indices) { position in
            RankingField(standard: self[position].standard, period: self[position].period)
        }
        for members in fields.values {
            let values = members.map { self[$0].rankedIndex(digits: indexDigits) }
            for (member, rank) in zip(members, competitionRanks(values)) { result[member].rank = rank }
            let goodDays = members.map { self[$0].goodDayKey }
            for (member, rank) in zip(members, competitionRanks(goodDays)) {
                result[member].goodDayRank = rank
            }
        }
        return result
    }
}

extension PeriodEvaluation {
    fileprivate func rankedIndex(digits: Int?) -> Rational? {
        guard let value = compositeIndex?.value, let digits else { return compositeIndex?.value }
        return (try? value.rounded(toDigits: digits)) ?? value
    }

    fileprivate var goodDayKey: GoodDayKey? {
        goodDays.ratio.map { GoodDayKey(ratio: $0, pm25: self[.pm25]?.assessed) }
    }
}

/// Order of the good-day ranking: the ratio as published, with one decimal, then PM2.5 (practice of provincial
/// bulletins).
struct GoodDayKey: Comparable {
    let ratio: Rational
    let pm25: Rational?

    init(ratio: Rational, pm25: Rational?) {
        self.ratio = (try? ratio.rounded(toDigits: 1)) ?? ratio
        self.pm25 = pm25
    }

    /// More good days come first; a missing PM2.5 comes after any.
    static func < (left: GoodDayKey, right: GoodDayKey) -> Bool {
        if left.ratio != right.ratio { return left.ratio > right.ratio }
        switch (left.pm25, right.pm25) {
        case (let a?, let b?): return a < b
        case (_?, nil): return true
        default: return false
        }
    }
}

/// Regions that are ranked against each other.
private struct RankingField: Hashable {
    let standard: AirStandard.Version
    let period: Period
}
