import Synchronization

/// A unit of measure: a symbol, a dimension and an exact scale to the coherent base units.
///
/// Symbols follow the field: `km2`, `hm2`, `mu` (亩), `m3`, `t`, `ug/m3`, `CNY/t`, `kWh`, `万元`,
/// `MJ mm ha-1 h-1 a-1`. A scale is a fraction, so that conversions such as mg to ug are exact.
public struct Unit: Hashable, Sendable {
    /// As shown to people and written to files.
    public let symbol: String
    public let dimension: Dimension
    /// Base units (m, kg, s, K, CNY, visit, person) in one of this unit.
    public let scale: Rational
    /// Kelvin at zero of this unit; only degrees Celsius have one.
    public let zeroPoint: Rational

    init(symbol: String, dimension: Dimension, scale: Rational, zeroPoint: Rational = .zero) {
        self.symbol = symbol
        self.dimension = dimension
        self.scale = scale
        self.zeroPoint = zeroPoint
    }

    public static let one = Unit(symbol: "1", dimension: .dimensionless, scale: .one)

    /// Reads a symbol such as `CNY/t`; a malformed or unknown one throws ``UnitError`` that names the part.
    public init(_ symbol: String) throws(UnitError) {
        var parser = UnitParser(symbol)
        self = try parser.parse()
    }

    /// A unit known at compile time, read once. A misspelt symbol is a programming error and stops the program.
    public static func named(_ symbol: StaticString) -> Unit {
        guard symbol.hasPointerRepresentation else { return read(symbol) }
        let place = UInt(bitPattern: symbol.utf8Start)
        if let known = literals.withLock({ $0[place] }) { return known }
        let unit = read(symbol)
        literals.withLock { $0[place] = unit }
        return unit
    }

    /// By the place of the literal in the program: parameters name their unit each time that they are declared.
    private static let literals = Mutex<[UInt: Unit]>([:])

    private static func read(_ symbol: StaticString) -> Unit {
        let text = symbol.description
        do { return try Unit(text) } catch { preconditionFailure("unknown unit \(text)") }
    }

    public func isConvertible(to other: Unit) -> Bool { dimension == other.dimension }

    /// `value` of this unit in `other`; `nil` where the dimensions differ.
    public func convert(_ value: Double, to other: Unit) -> Double? {
        guard isConvertible(to: other) else { return nil }
        if scale == other.scale && zeroPoint == other.zeroPoint { return value }
        guard let factor = try? scale / other.scale else { return nil }
        guard zeroPoint != other.zeroPoint else { return factor.applied(to: value) }
        let kelvin = scale.applied(to: value) + zeroPoint.doubleValue
        return (kelvin - other.zeroPoint.doubleValue) / other.scale.doubleValue
    }
}

extension Rational {
    /// One rounding where a single multiplication or division is enough.
    fileprivate func applied(to value: Double) -> Double {
        if denominator == 1 { return value * Double(numerator) }
        if numerator == 1 { return value / Double(denominator) }
        return value * Double(numerator) / Double(denominator)
    }
}

extension Unit: CustomStringConvertible {
    public var description: String { symbol }
}

/// Why a unit symbol could not be read.
public enum UnitError: Error, Hashable, Sendable {
    case empty
    case unknown(part: String)
    case malformed(String)
}
