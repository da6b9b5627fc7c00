import CXLSXWriter
import EcoParameters
import EcoUnits

#if canImport(Glibc)
    import Glibc
#endif

/// The cell styles of an input workbook.
struct InputStyles {
    let heading: Spreadsheet.Style?
    let link: Spreadsheet.Style?
    let note: Spreadsheet.Style?
    /// Cells that stay as they are typed: codes with leading zeros, periods, dates.
    let text: Spreadsheet.Style?

    init(_ book: borrowing Spreadsheet) {
        heading = book.heading()
        link = book.link()
        note = workbook_add_format(book.handle)
        format_set_italic(note)
        format_set_text_wrap(note)
        format_set_font_color(note, 0x595959)
        format_set_align(note, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        text = book.number(format: "@")
    }
}

/// Writes a table to be filled in: keys, notes, example rows, lists to choose from.
struct InputSheetWriter {
    let page: Spreadsheet.Sheet
    let styles: InputStyles
    let language: Language

    private static let headingRows = 2
    /// Rows for which lists to choose from and text cells are prepared.
    private static let preparedRows = 2_000

    func write(_ sheet: InputWorkbook.Sheet) {
        let columns = sheet.declaration.columns
        for (position, column) in columns.enumerated() {
            write(column, at: position)
            guard let source = sheet.records.first?.firstIndex(of: column.key) else { continue }
            for (index, record) in sheet.records.dropFirst().enumerated() where source < record.count {
                write(record[source], column.kind, row: Self.headingRows + index, position)
            }
        }
        worksheet_freeze_panes(page.handle, UInt32(Self.headingRows), 1)
    }

    private func write(_ column: ColumnDeclaration, at position: Int) {
        let mark = position == 0 ? "# " : ""
        let style = column.kind.isNumeric ? nil : styles.text
        _ = worksheet_set_column(page.handle, UInt16(position), UInt16(position), 20, style)
        page.write(column.key, row: 0, column: position, styles.heading)
        page.write(mark + column.summary(language), row: 1, column: position, styles.note)
        offer(column.kind.isBoolean ? ["yes", "no"] : column.choices, at: position)
    }

    private func write(_ text: String, _ kind: ColumnKind, row: Int, _ column: Int) {
        if kind.isNumeric, let number = Double(text) {
            page.write(number, row: row, column: column)
        } else {
            page.write(text, row: row, column: column, styles.text)
        }
    }

    /// A list to choose from; libxlsxwriter takes lists of up to 255 characters.
    private func offer(_ choices: [String], at column: Int) {
        guard !choices.isEmpty, choices.joined(separator: ",").utf8.count <= 255 else { return }
        var list: [UnsafeMutablePointer<CChar>?] = choices.map { strdup($0) } + [nil]
        defer { for text in list { free(text) } }
        list.withUnsafeMutableBufferPointer { items in
            var rule = lxw_data_validation()
            rule.validate = UInt8(LXW_VALIDATION_TYPE_LIST.rawValue)
            rule.value_list = items.baseAddress
            _ = worksheet_data_validation_range(
                page.handle, UInt32(Self.headingRows), UInt16(column),
                UInt32(Self.headingRows + Self.preparedRows), UInt16(column), &rule)
        }
    }
}

extension ColumnKind {
    fileprivate var isNumeric: Bool {
        switch self {
        case .quantity, .fixedPoint, .integer: true
        case .boolean, .text, .choice: false
        }
    }

    fileprivate var isBoolean: Bool {
        if case .boolean = self { true } else { false }
    }
}
