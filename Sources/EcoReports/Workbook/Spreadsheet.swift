import CXLSXWriter

/// One XLSX file under construction. Equal contents give equal bytes.
struct Spreadsheet: ~Copyable {
    typealias Style = UnsafeMutablePointer<lxw_format>
    struct Sheet {
        let handle: UnsafeMutablePointer<lxw_worksheet>
    }

    static let maximumRows = 1_048_576
    /// Longest text that a cell takes, in characters.
    private static let maximumText = 32_767
    /// 2000-01-01 UTC: a fixed date, so that the bytes do not tell when they were written.
    private static let created = 946_684_800

    let handle: UnsafeMutablePointer<lxw_workbook>

    /// `nil` where the library cannot begin a file.
    init?(path: String, title: String) {
        guard let handle = workbook_new(path) else { return nil }
        self.handle = handle
        title.withCString { text in
            var properties = lxw_doc_properties()
            properties.title = UnsafeMutablePointer(mutating: text)
            properties.created = Self.created
            _ = workbook_set_properties(handle, &properties)
        }
    }

    func heading() -> Style? {
        let style = workbook_add_format(handle)
        format_set_bold(style)
        format_set_text_wrap(style)
        format_set_align(style, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
        format_set_bg_color(style, 0xDCE6EE)
        format_set_bottom(style, UInt8(LXW_BORDER_THIN.rawValue))
        return style
    }

    func link() -> Style? {
        let style = workbook_add_format(handle)
        format_set_font_color(style, 0x005A8C)
        format_set_underline(style, UInt8(LXW_UNDERLINE_SINGLE.rawValue))
        return style
    }

    func number(format: String) -> Style? {
        let style = workbook_add_format(handle)
        format_set_num_format(style, format)
        return style
    }

    /// - Parameter name: at most 31 characters, unlike any other sheet's.
    func sheet(_ name: String) -> Sheet? {
        workbook_add_worksheet(handle, name).map { Sheet(handle: $0) }
    }

    /// Writes the file; the reason where that fails.
    consuming func close() -> String? {
        let error = workbook_close(handle)
        return error == LXW_NO_ERROR ? nil : String(cString: lxw_strerror(error))
    }

    fileprivate static func cut(_ text: String) -> String {
        text.utf16.count <= maximumText
            ? text : String(decoding: text.utf16.prefix(maximumText - 1), as: UTF16.self) + "–"
    }
}

extension Spreadsheet.Sheet {
    /// Always text, also where it begins like a formula or a number.
    func write(_ text: String, row: Int, column: Int, _ style: Spreadsheet.Style? = nil) {
        guard !text.isEmpty else { return }
        _ = worksheet_write_string(handle, UInt32(row), UInt16(column), Spreadsheet.cut(text), style)
    }

    func write(_ number: Double, row: Int, column: Int, _ style: Spreadsheet.Style? = nil) {
        _ = worksheet_write_number(handle, UInt32(row), UInt16(column), number, style)
    }

    func writeLink(to sheet: String, text: String, row: Int, column: Int, _ style: Spreadsheet.Style?) {
        _ = worksheet_write_url(handle, UInt32(row), UInt16(column), "internal:'\(sheet)'!A1", style)
        _ = worksheet_write_string(handle, UInt32(row), UInt16(column), text, style)
    }

    func setWidth(_ width: Double, column: Int) {
        _ = worksheet_set_column(handle, UInt16(column), UInt16(column), width, nil)
    }

    /// Keeps the heading in sight and puts filters on it.
    func freezeHeading(rows: Int, columns: Int) {
        worksheet_freeze_panes(handle, 1, 0)
        guard rows > 0, columns > 0 else { return }
        _ = worksheet_autofilter(handle, 0, 0, UInt32(rows), UInt16(columns - 1))
    }
}
