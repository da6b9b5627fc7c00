import EcoUnits

/// Arithmetic mean of `values`, exact; nil of an empty list.
public func arithmeticMean(_ values: [Rational]) throws(ArithmeticOverflow) -> Rational? {
    var sum = ExactSum()
    for value in values { try sum.add(value) }
    return try sum.mean()
}

/// Percentile of HJ 663-2013 Annex A: k = 1 + (n - 1) p, linear between the neighbours of rank k.
///
/// The same rule as quantile type 7. Exact; nil of an empty list.
/// - Parameters:
///   - sorted: values in ascending order.
///   - fraction: p in 0...1, for example 95/100.
public func percentile(ofSorted sorted: [Rational], fraction: Rational) throws(ArithmeticOverflow)
    -> Rational?
{
    guard !sorted.isEmpty, fraction >= .zero, fraction <= .one else { return nil }
    let position = try percentileRank(count: sorted.count, fraction: fraction) - .one
    let lower = Int(position.roundedToInteger(.down))
    guard lower + 1 < sorted.count else { return sorted[sorted.count - 1] }
    let weight = try position - Rational(lower)
    return try sorted[lower] + (sorted[lower + 1] - sorted[lower]) * weight
}

/// Rank k = 1 + (n - 1) p of a percentile, counted from 1.
public func percentileRank(count: Int, fraction: Rational) throws(ArithmeticOverflow) -> Rational {
    try Rational.one + Rational(count - 1) * fraction
}
