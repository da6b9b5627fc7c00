import EcoUnits

/// A figure as a publication prints it: it stands for everything that rounds to it.
public struct PrintedFigure: Hashable, Sendable {
    public let value: Double
    /// Half a unit of the last printed digit; 0 for a figure that is exact, such as a price that was set.
    public let halfUnit: Double

    public init(value: Double, halfUnit: Double) {
        self.value = value
        self.halfUnit = halfUnit
    }

    /// Reads a decimal such as `2269.7074` or `1137`; nil where it is no number.
    public init?(_ text: String, isExact: Bool = false) {
        guard let number = DecimalNumber(text) else { return nil }
        let unit = DecimalNumber(significand: 1, exponent: number.exponent).doubleValue
        self.init(value: number.doubleValue, halfUnit: isExact ? 0 : unit / 2)
    }

    /// The same figure in another unit.
    public func scaled(by factor: Double) -> PrintedFigure {
        PrintedFigure(value: value * factor, halfUnit: halfUnit * abs(factor))
    }

    public static prefix func - (figure: PrintedFigure) -> PrintedFigure {
        PrintedFigure(value: -figure.value, halfUnit: figure.halfUnit)
    }
}

/// A figure that follows from printed ones, and how far their rounding lets it be off (to first order).
public struct RecomputedFigure: Hashable, Sendable {
    public let value: Double
    public let uncertainty: Double

    public init(value: Double, uncertainty: Double) {
        self.value = value
        self.uncertainty = uncertainty
    }

    /// The sum of parts; subtract by negating a part.
    public static func sum(_ parts: [PrintedFigure]) -> RecomputedFigure {
        RecomputedFigure(
            value: parts.reduce(0) { $0 + $1.value }, uncertainty: parts.reduce(0) { $0 + $1.halfUnit })
    }

    /// Quantity x price, or more factors.
    public static func product(_ factors: [PrintedFigure], by constant: Double = 1) -> RecomputedFigure {
        let value = factors.reduce(constant) { $0 * $1.value }
        let uncertainty = factors.indices.reduce(0.0) { sum, index in
            let others = factors.indices.filter { $0 != index }.reduce(constant) { $0 * factors[$1].value }
            return sum + abs(others) * factors[index].halfUnit
        }
        return RecomputedFigure(value: value, uncertainty: uncertainty)
    }

    /// `a` over `b`; nil where `b` is 0.
    public static func ratio(_ a: PrintedFigure, _ b: PrintedFigure) -> RecomputedFigure? {
        guard b.value != 0 else { return nil }
        let value = a.value / b.value
        return RecomputedFigure(
            value: value, uncertainty: (a.halfUnit + abs(value) * b.halfUnit) / abs(b.value))
    }
}

/// A printed figure beside what its own source implies.
public struct PrintedComparison: Hashable, Sendable {
    public let printed: PrintedFigure
    public let recomputed: RecomputedFigure

    public init(_ printed: PrintedFigure, _ recomputed: RecomputedFigure) {
        self.printed = printed
        self.recomputed = recomputed
    }

    /// printed - recomputed.
    public var difference: Double { printed.value - recomputed.value }
    /// Half a unit of the printed figure and what the rounding of its parts brings in; with room for doubles.
    public var tolerance: Double {
        printed.halfUnit + recomputed.uncertainty + 1e-12 * max(abs(printed.value), abs(recomputed.value))
    }
    public var agrees: Bool { abs(difference) <= tolerance }

    /// The power of ten by which print and parts are apart, where that alone explains the difference: 万 and 亿,
    /// thousand and billion.
    public var misplacedPowerOfTen: Int? {
        guard !agrees, printed.value != 0, recomputed.value != 0 else { return nil }
        var factor = 1.0
        for power in 1...9 {
            factor *= 10
            let lifted = RecomputedFigure(
                value: recomputed.value * factor, uncertainty: recomputed.uncertainty * factor)
            if PrintedComparison(printed, lifted).agrees { return power }
            let lowered = RecomputedFigure(
                value: recomputed.value / factor, uncertainty: recomputed.uncertainty / factor)
            if PrintedComparison(printed, lowered).agrees { return -power }
        }
        return nil
    }
}
