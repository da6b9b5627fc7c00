import EcoAccounts
import EcoParameters
import EcoUnits

/// The order of regions in a period by the weighted sum of several components.
struct Ranking {
    /// What the components of a region add up to.
    enum Scoring: String, ParameterChoice {
        case ranks
        case values

        var meaning: LocalizedText {
            switch self {
            case .ranks: LocalizedText(en: "weighted ranks of the components", zh: "各项名次加权")
            case .values: LocalizedText(en: "weighted values of the components", zh: "各项数值加权")
            }
        }
    }

    /// One thing that regions are ordered by.
    struct Component {
        let id: String
        let weight: Rational
        let isBetterHigher: Bool
        /// Of the regions that have one.
        let values: [RegionCode: Calculation]

        /// Standard competition ranks: 1, 2, 2, 4.
        func ranks(_ regions: [RegionCode]) -> [RegionCode: Int] {
            let own = regions.compactMap { region in values[region].map { (region, $0.value) } }
            return Dictionary(
                uniqueKeysWithValues: own.map { region, value in
                    (region, 1 + own.count { isBetter($0.1, than: value) })
                })
        }

        private func isBetter(_ first: Rational, than second: Rational) -> Bool {
            isBetterHigher ? first > second : first < second
        }
    }

    /// A place in the order.
    struct Position {
        let region: RegionCode
        /// 1 is best; equal places share the smallest rank.
        let rank: Int
        let calculation: Calculation
    }

    let scoring: Scoring
    let components: [Component]
    /// Components that part equal scores, in order.
    let tieBreak: [String]

    /// The regions that every component knows, best first; equal ones by code.
    func positions() throws(ArithmeticOverflow) -> [Position] {
        guard let first = components.first else { return [] }
        let ranked = first.values.keys.filter { region in
            components.allSatisfy { $0.values[region] != nil }
        }.sorted()
        let ranks = Dictionary(
            uniqueKeysWithValues: components.map { ($0.id, $0.ranks(ranked)) })
        var keys: [(region: RegionCode, score: Calculation, breaks: [Int])] = []
        for region in ranked {
            keys.append(
                (region, try score(region, ranks), tieBreak.map { ranks[$0]?[region] ?? 0 }))
        }
        return keys.map { key in
            let rank = 1 + keys.count { Self.precedes($0, key) }
            return Position(
                region: key.region, rank: rank,
                calculation: Calculation(
                    .rank, "rank", Rational(rank), .one,
                    note: LocalizedText(en: "of \(keys.count)", zh: "共 \(keys.count) 个"),
                    inputs: [key.score]))
        }
        .sorted { ($0.rank, $0.region) < ($1.rank, $1.region) }
    }

    private static func precedes(
        _ first: (region: RegionCode, score: Calculation, breaks: [Int]),
        _ second: (region: RegionCode, score: Calculation, breaks: [Int])
    ) -> Bool {
        if first.score.value != second.score.value { return first.score.value < second.score.value }
        return first.breaks.lexicographicallyPrecedes(second.breaks)
    }

    /// The weighted sum; smaller is better.
    private func score(
        _ region: RegionCode, _ ranks: [String: [RegionCode: Int]]
    ) throws(ArithmeticOverflow) -> Calculation {
        var sum = Rational.zero
        var parts: [Calculation] = []
        for component in components {
            guard let value = component.values[region], let rank = ranks[component.id]?[region] else {
                continue
            }
            let part =
                scoring == .ranks
                ? Calculation(.rank, component.id, Rational(rank), .one, inputs: [value]) : value
            let sign: Rational = scoring == .values && component.isBetterHigher ? Rational(-1) : .one
            let weighted = try part.value * component.weight * sign
            parts.append(
                Calculation(
                    .weight, component.id, weighted, .one, note: .weight(component.weight), inputs: [part])
            )
            sum = try sum + weighted
        }
        return Calculation(.sum, "score", sum, .one, inputs: parts)
    }
}
