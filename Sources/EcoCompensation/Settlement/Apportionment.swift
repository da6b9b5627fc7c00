import EcoUnits

/// Splits a whole number of steps in proportion to weights, without a remainder.
public enum Apportionment {
    /// Hare quotas, the left-over steps to the largest remainders (Hamilton's method); ties to the larger
    /// weight, then to the earlier place. A weight of 0 gets nothing.
    ///
    /// - Precondition: no weight is negative.
    /// - Returns: one count a weight; they add to `total`, or are all 0 where every weight is.
    public static func largestRemainder(
        _ total: Int128, by weights: [Rational]
    ) throws(ArithmeticOverflow) -> [Int128] {
        var sum = Rational.zero
        for weight in weights { sum = try sum + weight }
        guard sum > .zero else { return weights.map { _ in 0 } }
        if let shares = shares(total, of: weights) { return shares }
        var counts: [Int128] = []
        var remainders: [Rational] = []
        for weight in weights {
            let quota = try weight / sum * Rational(total)
            let whole = quota.roundedToInteger(.down)
            counts.append(whole)
            remainders.append(try quota - Rational(whole))
        }
        let order = weights.indices.sorted {
            if remainders[$0] != remainders[$1] { return remainders[$0] > remainders[$1] }
            return weights[$0] != weights[$1] ? weights[$0] > weights[$1] : $0 < $1
        }
        let rest = total - counts.reduce(0, +)
        for index in order.prefix(Int(rest)) { counts[index] += 1 }
        return counts
    }

    /// The same with weights as integers over their common denominator; `nil` where these leave 128 bits.
    private static func shares(_ total: Int128, of weights: [Rational]) -> [Int128]? {
        guard total >= 0, let weights = integers(weights) else { return nil }
        return try? largestRemainder(total, byWhole: weights)
    }

    /// The same for whole weights.
    ///
    /// - Precondition: neither the total nor a weight is negative.
    static func largestRemainder(
        _ total: Int128, byWhole weights: [Int128]
    ) throws(ArithmeticOverflow) -> [Int128] {
        var sum: Int128 = 0
        for weight in weights { sum = try sum.plus(weight) }
        guard sum > 0 else { return weights.map { _ in 0 } }
        var counts: [Int128] = []
        var remainders: [Int128] = []
        counts.reserveCapacity(weights.count)
        remainders.reserveCapacity(weights.count)
        var rest = total
        for weight in weights {
            let product = try weight.times(total)
            let (count, remainder) = product.divided(by: sum)
            counts.append(count)
            remainders.append(remainder)
            rest -= count
        }
        guard rest > 0 else { return counts }
        let order = weights.indices.sorted {
            if remainders[$0] != remainders[$1] { return remainders[$0] > remainders[$1] }
            return weights[$0] != weights[$1] ? weights[$0] > weights[$1] : $0 < $1
        }
        for index in order.prefix(Int(rest)) { counts[index] += 1 }
        return counts
    }

    private static func integers(_ weights: [Rational]) -> [Int128]? {
        var common: Int128 = 1
        for weight in weights where weight.denominator != 1 {
            if common % weight.denominator == 0 { continue }
            guard let shared = try? Rational(common) / Rational(weight.denominator) else { return nil }
            let (product, overflows) = common.multipliedReportingOverflow(by: shared.denominator)
            if overflows { return nil }
            common = product
        }
        var integers: [Int128] = []
        for weight in weights {
            let (value, overflows) = weight.numerator.multipliedReportingOverflow(
                by: common / weight.denominator)
            if overflows { return nil }
            integers.append(value)
        }
        return integers
    }
}

extension Int128 {
    func plus(_ other: Int128) throws(ArithmeticOverflow) -> Int128 {
        let (sum, overflows) = addingReportingOverflow(other)
        if overflows { throw ArithmeticOverflow() }
        return sum
    }

    func times(_ other: Int128) throws(ArithmeticOverflow) -> Int128 {
        if let a = Int64(exactly: self), let b = Int64(exactly: other) { return Int128(a) &* Int128(b) }
        let (product, overflows) = multipliedReportingOverflow(by: other)
        if overflows { throw ArithmeticOverflow() }
        return product
    }

    /// In words of 64 bits where both are, which is the rule and far quicker.
    ///
    /// - Precondition: neither is negative, and the divisor is not 0.
    func divided(by divisor: Int128) -> (quotient: Int128, remainder: Int128) {
        if let a = UInt64(exactly: self), let b = UInt64(exactly: divisor) {
            let (quotient, remainder) = a.quotientAndRemainder(dividingBy: b)
            return (Int128(quotient), Int128(remainder))
        }
        return quotientAndRemainder(dividingBy: divisor)
    }
}
