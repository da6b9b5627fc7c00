import EcoUnits

/// Sub-indices of the daily report by whole steps of the rounded concentration, for kernels over many days.
public struct IndexSteps: Sendable {
    /// Where an edition computes no sub-index.
    public static let none: Int16 = -1
    /// Steps in one unit of concentration, by `DailyItem.rawValue`: 10 for CO, 1 for the others.
    public let stepsPerUnit: [Double]
    /// Sub-indices of 0, 1, ... steps, by item; the last one holds for everything above. Empty for an item that the
    /// report does not have.
    public let columns: [[Int16]]

    public init(_ standard: AirStandard) throws(ArithmeticOverflow) {
        let scales = try IndexScales(standard)
        var columns = [[Int16]](repeating: [], count: DailyItem.allCases.count)
        for (item, column) in standard.dailyReport.items {
            let digits = EvaluationRules.dailyDigits(item)
            let last = standard.breakpoints.column(column)?.concentrations.last?.rational ?? .zero
            let steps = Int(try last.roundedCount(ofStep: EvaluationRules.step(digits), .halfEven))
            columns[item.rawValue] = (0...(steps + 1)).map {
                scales.subIndex(steps: $0, item: column).map { Int16($0) } ?? Self.none
            }
        }
        self.columns = columns
        stepsPerUnit = DailyItem.allCases.map { EvaluationRules.dailyDigits($0) == 1 ? 10 : 1 }
    }
}
