import EcoUnits

/// Sub-indices of one standard looked up by rounded concentration.
///
/// A rounded concentration is a whole number of steps (1 ug/m3, CO 0.1 mg/m3), and there are few of them up to
/// the last breakpoint: each exact sub-index is computed once, an hour then costs a look-up.
struct IndexScales: Sendable {
    /// Sub-indices by steps from 0, for each `IndexItem`.
    private var indices: [[Int16]]
    private var above: [Int16]
    private static let none: Int16 = -1

    init(_ standard: AirStandard) throws(ArithmeticOverflow) {
        indices = []
        above = []
        for item in IndexItem.allCases {
            let digits = EvaluationRules.indexDigits(item.pollutant)
            let last = standard.breakpoints.column(item)?.concentrations.last?.rational ?? .zero
            let steps = Int(try last.roundedCount(ofStep: EvaluationRules.step(digits), .halfEven))
            var column: [Int16] = []
            for count in 0...steps {
                let value = try Rational(count) * EvaluationRules.step(digits)
                column.append(Int16(try standard.breakpoints.subIndex(of: value, item: item) ?? -1))
            }
            indices.append(column)
            let beyond = try Rational(steps + 1) * EvaluationRules.step(digits)
            above.append(Int16(try standard.breakpoints.subIndex(of: beyond, item: item) ?? -1))
        }
    }

    /// The sub-index of a concentration of `steps` steps; nil where the edition computes none.
    func subIndex(steps: Int, item: IndexItem) -> Int? {
        guard steps >= 0 else { return nil }
        let column = indices[item.rawValue]
        let value = steps < column.count ? column[steps] : above[item.rawValue]
        return value == Self.none ? nil : Int(value)
    }
}
