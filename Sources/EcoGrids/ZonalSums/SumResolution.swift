/// How finely a density is summed: as a whole number of steps of a power of two.
///
/// A density is rounded to the nearest step, so that sums are sums of integers, in any order. A step is less
/// than 2^-49 (1.8e-15) of the ceiling; the error of a sum is at most half a step times the area, which is
/// less than 1e-12 of the sum where the mean is above a thousandth of the ceiling. Densities beyond the
/// ceiling are summed exactly, only more slowly.
public struct SumResolution: Sendable, Hashable {
    /// A step is 2^exponent.
    public let exponent: Int

    /// For densities up to `ceiling`, taken as 1 where it is no positive number.
    public init(ceiling: Double) {
        let ceiling = ceiling > 0 && ceiling.isFinite ? ceiling : 1
        exponent = max(-800, Int(ceiling.exponent) + 1 - 50)
    }

    /// Steps in one unit of the density.
    var stepsPerUnit: Double { Double(sign: .plus, exponent: -exponent, significand: 1) }
}
