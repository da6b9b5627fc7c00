/// Why a linear-algebra call could not be done.
public enum AlgebraError: Error, Equatable, Sendable {
    /// The sizes of the operands do not fit each other.
    case sizeMismatch(expected: Int, found: Int)
    /// The leading minor of this order (from 1) is not positive.
    case notPositiveDefinite(order: Int)
    /// An operand holds NaN or an infinite value.
    case notFinite
}
