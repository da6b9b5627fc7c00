/// A concentration as a whole number of millionths of its pollutant's unit, or missing.
///
/// Sums of whole numbers are exact and do not depend on the order of rows. The layout is one `Int64`,
/// so that columns of hours stay contiguous; missing is its own bit pattern, never zero.
public struct Concentration: Sendable, Equatable {
    /// Millionths of the unit (ug/m3, CO mg/m3); meaningless where `isMissing`.
    public let millionths: Int64

    /// No valid value.
    public static let missing = Concentration(millionths: .min)

    /// The largest value taken from a table, in the pollutant's unit: above it a unit or a digit is wrong.
    public static let largest = 1_000_000

    /// A value of `millionths` millionths of the unit.
    public init(millionths: Int64) { self.millionths = millionths }

    /// True where no valid value exists.
    public var isMissing: Bool { millionths == .min }

}

extension Concentration: ExpressibleByIntegerLiteral, ExpressibleByFloatLiteral {
    public init(integerLiteral value: Int64) { self.init(millionths: value * 1_000_000) }

    public init(floatLiteral value: Double) {
        self.init(millionths: Int64((value * 1_000_000).rounded()))
    }
}
