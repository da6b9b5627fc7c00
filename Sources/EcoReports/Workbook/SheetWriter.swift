import EcoRuns
import EcoUnits

/// The cell styles of a workbook.
struct SheetStyles {
    let heading: Spreadsheet.Style?
    let link: Spreadsheet.Style?
    let total: Spreadsheet.Style?
    let totalNumber: Spreadsheet.Style?
    private let numbers: [String: Spreadsheet.Style]
    static let yuanFormat = "#,##0.00"

    init(_ book: borrowing Spreadsheet) {
        heading = book.heading()
        link = book.link()
        total = book.total()
        totalNumber = book.total(format: Self.yuanFormat)
        var numbers: [String: Spreadsheet.Style] = [:]
        for format in [
            Self.yuanFormat, "#,##0.00##", "#,##0", "0", "0.0000", "0.00##", "0.000", "#,##0.00####",
        ] {
            numbers[format] = book.number(format: format)
        }
        self.numbers = numbers
    }

    func number(_ format: String) -> Spreadsheet.Style? { numbers[format] }
}

/// Writes one stored table into one sheet.
struct SheetWriter {
    let sheet: Spreadsheet.Sheet
    let styles: SheetStyles
    let context: ReportContext

    private static let nameHeading = LocalizedText(en: "name", zh: "名称")

    func write(_ table: StoredTable) {
        // One row is the heading's, one the total's.
        let rows = Array(table.rows.prefix(Spreadsheet.maximumRows - 2))
        let (places, width) = places(table)
        let formulas = SheetFormulas(sheet: sheet, styles: styles, context: context, places: places)
        for key in table.headings {
            guard let place = places[key] else { continue }
            let column = SheetColumn.named(key, context)
            head(context(column.heading), column.width, place)
            for row in rows where !formulas.writeNet(row, key, column: place) {
                write(row, key, column, place)
            }
            if case .party = column.content { writeNames(rows, key, column, place + 1) }
        }
        let hasChecks = formulas.writeChecks(table, rows: rows, column: width)
        formulas.writeTotals(table, rows: rows)
        sheet.freezeHeading(rows: rows.count, columns: width + (hasChecks ? 1 : 0))
        sheet.setPrinting()
    }

    /// Where each column stands, and how many there are: a party's name stands behind its code.
    private func places(_ table: StoredTable) -> ([String: Int], Int) {
        var places: [String: Int] = [:]
        var next = 0
        for key in table.headings {
            places[key] = next
            if case .party = SheetColumn.named(key, context).content { next += 1 }
            next += 1
        }
        return (places, next)
    }

    private func writeNames(_ rows: [StoredRow], _ key: String, _ column: SheetColumn, _ place: Int) {
        head("\(context(column.heading)): \(context(Self.nameHeading))", 22, place)
        for row in rows where !row[key].isEmpty {
            sheet.write(context.partyName(row[key]), row: row.index + 1, column: place)
        }
    }

    private func head(_ text: String, _ width: Double, _ column: Int) {
        sheet.write(text, row: 0, column: column, styles.heading)
        sheet.setWidth(width, column: column)
    }

    private func write(_ row: StoredRow, _ key: String, _ column: SheetColumn, _ position: Int) {
        let line = row.index + 1
        switch column.content {
        case .number(let format):
            guard let number = row.number(key) else { break }
            return sheet.write(number, row: line, column: position, styles.number(format))
        case .fen:
            guard let fen = row.integer(key) else { break }
            return sheet.write(
                Double(fen) / 100, row: line, column: position, styles.number(SheetStyles.yuanFormat))
        case .text, .party: break
        }
        sheet.write(row[key], row: line, column: position)
    }
}
