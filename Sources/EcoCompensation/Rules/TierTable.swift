import EcoParameters
import EcoUnits

/// Money by distance from a baseline, in steps.
public struct TierTable: Hashable, Sendable {
    public struct Tier: Hashable, Sendable {
        /// The distance up to which, itself included, the rate holds; `nil` for the last, open tier.
        public let upTo: Rational?
        /// Yuan for one unit of distance.
        public let rate: Rational
    }

    /// How a distance past the first step is priced.
    public enum Mode: String, ParameterChoice {
        case marginal
        case whole

        public var meaning: LocalizedText {
            switch self {
            case .marginal: LocalizedText(en: "each rate for its own part of the distance", zh: "分段累进")
            case .whole: LocalizedText(en: "the rate of the tier reached, for the whole distance", zh: "全额累进")
            }
        }
    }

    public let tiers: [Tier]

    /// Yuan for a distance; 0 for none or a negative one.
    ///
    /// In `whole` mode the amount jumps upward at each step: a known discontinuity of such rules.
    public func amount(for distance: Rational, _ mode: Mode) throws(ArithmeticOverflow) -> Rational {
        guard distance > .zero else { return .zero }
        return mode == .whole ? try wholeAmount(distance) : try marginalAmount(distance)
    }

    /// The tiers in words, for the trail.
    func text(_ unit: Unit, _ mode: Mode) -> String {
        let steps = tiers.map { tier in
            let rate = "\(NumberText.shortest(tier.rate.doubleValue)) CNY"
            return tier.upTo.map { "up to \(NumberText.shortest($0.doubleValue)) \(unit.symbol): \(rate)" }
                ?? "further: \(rate)"
        }
        return "\(mode.rawValue); " + steps.joined(separator: "; ")
    }

    private func wholeAmount(_ distance: Rational) throws(ArithmeticOverflow) -> Rational {
        let reached = tiers.first { tier in tier.upTo.map { distance <= $0 } ?? true }
        return try distance * (reached?.rate ?? .zero)
    }

    private func marginalAmount(_ distance: Rational) throws(ArithmeticOverflow) -> Rational {
        var amount = Rational.zero
        var lower = Rational.zero
        for tier in tiers where distance > lower {
            let upper = tier.upTo.map { min($0, distance) } ?? distance
            amount = try amount + (upper - lower) * tier.rate
            lower = upper
        }
        return amount
    }
}
