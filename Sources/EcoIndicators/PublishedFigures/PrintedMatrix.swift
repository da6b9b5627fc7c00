/// A printed table of services by type, with its row and column totals.
public struct PrintedMatrix: Sendable {
    public let rows: [String]
    public let columns: [String]
    /// Row by row; nil where the table is empty.
    public let cells: [[PrintedFigure?]]
    public let rowTotals: [PrintedFigure]
    public let columnTotals: [PrintedFigure]
    public let total: PrintedFigure

    public init(
        rows: [String], columns: [String], cells: [[PrintedFigure?]], rowTotals: [PrintedFigure],
        columnTotals: [PrintedFigure], total: PrintedFigure
    ) {
        self.rows = rows
        self.columns = columns
        self.cells = cells
        self.rowTotals = rowTotals
        self.columnTotals = columnTotals
        self.total = total
    }

    /// Each row, each column and both margins against the sums of their parts.
    public var comparisons: [(name: String, comparison: PrintedComparison)] {
        let byRow = rows.indices.map { row in
            (rows[row], PrintedComparison(rowTotals[row], .sum(cells[row].compactMap { $0 })))
        }
        let byColumn = columns.indices.map { column in
            (
                columns[column],
                PrintedComparison(columnTotals[column], .sum(cells.compactMap { $0[column] }))
            )
        }
        return byRow + byColumn + [
            ("sum of rows", PrintedComparison(total, .sum(rowTotals))),
            ("sum of columns", PrintedComparison(total, .sum(columnTotals))),
        ]
    }
}
