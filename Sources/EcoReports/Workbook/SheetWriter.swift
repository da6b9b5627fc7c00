import EcoRuns
import EcoUnits

/// The cell styles of a workbook.
struct SheetStyles {
    let heading: Spreadsheet.Style?
    let link: Spreadsheet.Style?
    private let numbers: [String: Spreadsheet.Style]
    static let yuanFormat = "#,##0.00"

    init(_ book: borrowing Spreadsheet) {
        heading = book.heading()
        link = book.link()
        var numbers: [String: Spreadsheet.Style] = [:]
        for format in [Self.yuanFormat, "#,##0.00##", "#,##0", "0", "0.0000", "0.00##"] {
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
        let rows = Array(table.rows.prefix(Spreadsheet.maximumRows - 1))
        var position = 0
        for key in table.headings {
            let column = SheetColumn.named(key)
            head(context(column.heading), column.width, position)
            for row in rows { write(row, key, column, position) }
            position += 1
            guard case .party = column.content else { continue }
            head("\(context(column.heading)): \(context(Self.nameHeading))", 22, position)
            for row in rows where !row[key].isEmpty {
                sheet.write(context.partyName(row[key]), row: row.index + 1, column: position)
            }
            position += 1
        }
        sheet.freezeHeading(rows: rows.count, columns: position)
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
