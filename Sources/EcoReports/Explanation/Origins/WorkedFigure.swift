import EcoRuns
import EcoUnits

/// A figure worked out from many others of the run, with what a reader must know of them.
struct WorkedFigure: Sendable {
    /// nil where the others are not kept.
    var expression: String?
    var remarks: [LocalizedText] = []

    /// `nil` where the expression does not give the figure of the column.
    func formula(_ row: StoredRow, _ column: String) -> Formula? {
        guard let expression, let figure = row.number(column),
            ExpressionValue.givesOrCancels(expression, figure)
        else { return nil }
        return Formula(value: row[column], expression: expression)
    }
}
