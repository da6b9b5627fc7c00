import EcoUnits

extension BreakpointTable {
    /// Sub-index (IAQI) of a concentration: linear between breakpoints, exact, always rounded up.
    ///
    /// HJ 633-2012 and HJ 633-2026, formula (1). An exact 100 stays 100.
    /// - Returns: nil where the edition computes no sub-index from this averaging time at this level.
    public func subIndex(of concentration: Rational, item: IndexItem) throws(ArithmeticOverflow) -> Int? {
        guard let column = column(item), concentration >= .zero else { return nil }
        for row in 1..<column.concentrations.count {
            let upper = column.concentrations[row].rational
            guard concentration <= upper else { continue }
            let lower = column.concentrations[row - 1].rational
            let base = Rational(Self.levels[row - 1])
            let rise = try Rational(Self.levels[row]) - base
            let value = try base + rise * (concentration - lower) / (upper - lower)
            return Int(value.roundedToInteger(.up))
        }
        switch column.above {
        case .fixed(let index): return index
        case .notComputed: return nil
        }
    }
}

extension Concentration {
    /// The exact value in the pollutant's unit; 0 for a missing value, which callers test before.
    var rational: Rational { Rational(isMissing ? 0 : Int128(millionths), over: 1_000_000) ?? .zero }
}
