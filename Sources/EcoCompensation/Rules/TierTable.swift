import EcoParameters
import EcoUnits

/// Money by distance from a baseline, in steps.
public struct TierTable: Hashable, Sendable {
    public struct Tier: Hashable, Sendable {
        /// The distance up to which, itself included, the price holds; `nil` for the last, open tier.
        public let upTo: Rational?
        public let price: Price

        init(upTo: Rational?, price: Price) {
            self.upTo = upTo
            self.price = price
        }

        init(upTo: Rational?, rate: Rational) { self.init(upTo: upTo, price: .rate(rate)) }
    }

    public enum Price: Hashable, Sendable {
        /// Yuan for one unit of distance.
        case rate(Rational)
        /// Yuan for any distance within the tier.
        case amount(Rational)
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
    /// In `whole` mode, and with amounts in place of rates, it jumps at each step: a known discontinuity of such
    /// rules.
    public func amount(for distance: Rational, _ mode: Mode) throws(ArithmeticOverflow) -> Rational {
        guard distance > .zero, let reached = tier(at: distance) else { return .zero }
        if case .amount(let amount) = reached.price { return amount }
        return mode == .whole ? try wholeAmount(distance) : try marginalAmount(distance)
    }

    /// The tiers in words, for the trail.
    func text(_ unit: Unit, _ mode: Mode) -> LocalizedText {
        let steps = tiers.map { tier in
            let price = tier.price.text
            guard
                let end = tier.upTo.map({
                    unit == .one
                        ? NumberText.shortest($0.doubleValue)
                        : "\(NumberText.shortest($0.doubleValue)) \(unit.symbol)"
                })
            else {
                return LocalizedText(en: "further: \(price.en)", zh: "以上：\(price.zh)")
            }
            return LocalizedText(en: "up to \(end): \(price.en)", zh: "至 \(end)：\(price.zh)")
        }
        return LocalizedText(
            en: "\(mode.rawValue); " + steps.map(\.en).joined(separator: "; "),
            zh: "\(mode.meaning.zh)；" + steps.map(\.zh).joined(separator: "；"))
    }

    private func tier(at distance: Rational) -> Tier? {
        tiers.first { tier in tier.upTo.map { distance <= $0 } ?? true }
    }

    private func wholeAmount(_ distance: Rational) throws(ArithmeticOverflow) -> Rational {
        try distance * (tier(at: distance)?.price.rate ?? .zero)
    }

    private func marginalAmount(_ distance: Rational) throws(ArithmeticOverflow) -> Rational {
        var amount = Rational.zero
        var lower = Rational.zero
        for tier in tiers where distance > lower {
            let upper = tier.upTo.map { min($0, distance) } ?? distance
            amount = try amount + (upper - lower) * tier.price.rate
            lower = upper
        }
        return amount
    }
}

extension TierTable.Price {
    var rate: Rational {
        if case .rate(let rate) = self { return rate }
        return .zero
    }

    fileprivate var text: LocalizedText {
        switch self {
        case .rate(let rate):
            let money = NumberText.shortest(rate.doubleValue)
            return LocalizedText(en: "\(money) CNY", zh: "\(money) 元")
        case .amount(let amount):
            let money = NumberText.shortest(amount.doubleValue)
            return LocalizedText(en: "\(money) CNY in all", zh: "定额 \(money) 元")
        }
    }
}

extension LocalizedText {
    /// A weight in a calculation.
    static func weight(_ weight: Rational) -> LocalizedText {
        LocalizedText(en: "weight \(weight)", zh: "权重 \(weight)")
    }
}
