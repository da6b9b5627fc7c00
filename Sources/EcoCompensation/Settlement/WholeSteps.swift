import EcoUnits

/// Makes whole steps of money of a whole number of parts of a yuan, rounded by the rules of a scheme.
///
/// Totals lie below 2^112, so that the arithmetic cannot leave 128 bits.
struct WholeSteps {
    /// A total times ``multiplier`` over ``divisor`` is the count of steps.
    private let multiplier: Int128
    private let divisor: Int128
    private let stepFen: Int128
    private let rounding: RoundingMode

    /// - Parameter parts: of a yuan.
    /// - Throws: where the step is no whole number of fen, or numbers are too large.
    init(_ rules: SettlementRules, parts: Int128) throws(ArithmeticOverflow) {
        let step = rules.step
        guard step > .zero, step.numerator < 1 << 30, step.denominator < 1 << 14 else {
            throw ArithmeticOverflow()
        }
        multiplier = step.denominator
        divisor = try parts.times(step.numerator)
        let fen = try step * Rational(100)
        guard fen.isInteger, divisor < 1 << 120 else { throw ArithmeticOverflow() }
        stepFen = fen.numerator
        rounding = rules.rounding.mode
    }

    /// - Parameter total: parts of a yuan, not negative.
    func money(_ total: Int128) throws(ArithmeticOverflow) -> Money {
        guard total > 0 else { return .zero }
        guard total < 1 << 112 else { throw ArithmeticOverflow() }
        let (count, rest) = (total &* multiplier).divided(by: divisor)
        let steps = count + (isRoundedUp(count, rest) ? 1 : 0)
        guard let fen = Int64(exactly: try steps.times(stepFen)) else { throw ArithmeticOverflow() }
        return Money(fen: fen)
    }

    private func isRoundedUp(_ count: Int128, _ rest: Int128) -> Bool {
        switch rounding {
        case .down: false
        case .up: rest > 0
        case .halfUp: rest >= divisor - rest
        case .halfEven: rest > divisor - rest || rest == divisor - rest && count % 2 != 0
        }
    }
}
