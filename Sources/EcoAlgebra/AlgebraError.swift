/// Why a linear-algebra call could not be done.
public enum AlgebraError: Error, Equatable, Sendable {
    /// The sizes of the operands do not fit each other.
    case sizeMismatch(expected: Int, found: Int)
    /// The leading minor of this order (from 1) is not positive.
    case notPositiveDefinite(order: Int)
    /// The matrix is singular to working precision; the pivot (from 1) is zero.
    case singular(pivot: Int)
    /// An operand holds NaN or an infinite value.
    case notFinite
}
