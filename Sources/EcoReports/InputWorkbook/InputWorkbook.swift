import EcoParameters
import EcoUnits

/// A workbook that a bureau fills in and the tool reads back: one sheet for each table.
public struct InputWorkbook: Sendable {
    /// A table to be filled in.
    public struct Sheet: Sendable {
        public let name: String
        public let declaration: TableDeclaration
        /// Keys, then a row for each line, in the order of the keys.
        public let records: [[String]]

        public init(name: String, declaration: TableDeclaration, records: [[String]]) {
            self.name = name
            self.declaration = declaration
            self.records = records
        }
    }

    public let title: String
    public let sheets: [Sheet]
    public let language: Language

    public init(title: String, sheets: [Sheet], language: Language) {
        self.title = title
        self.sheets = sheets
        self.language = language
    }

    /// - Returns: why the file could not be written; nil where it stands.
    public func write(to path: String) -> String? {
        guard let book = Spreadsheet(path: path, title: title) else { return "the workbook cannot be begun" }
        let styles = InputStyles(book)
        writeContents(book, styles)
        for sheet in sheets {
            guard let page = book.sheet(sheet.name) else { return "the sheet \(sheet.name) cannot be begun" }
            InputSheetWriter(page: page, styles: styles, language: language).write(sheet)
        }
        return book.close()
    }

    // MARK: Contents

    private static let contents = LocalizedText(en: "Contents", zh: "说明")
    private static let instructions = [
        LocalizedText(
            en:
                "One sheet for each table. The first row holds the keys and stays as it is; rows that begin with # are notes.",
            zh: "每张工作表对应一张数据表。首行为字段代号，请勿改动；以 # 开头的行为说明行。"),
        LocalizedText(
            en:
                "Replace the example rows by your own figures in the unit that the note names; leave a cell empty where a figure is missing.",
            zh: "请按说明行所列单位以实际数据替换示例行；缺失数据留空，不得填 0。"),
    ]

    private func writeContents(_ book: borrowing Spreadsheet, _ styles: InputStyles) {
        guard let page = book.sheet(Self.contents(language)) else { return }
        page.setWidth(28, column: 0)
        page.setWidth(90, column: 1)
        page.write(title, row: 0, column: 0, styles.heading)
        for (index, line) in Self.instructions.enumerated() {
            page.write(line(language), row: 1 + index, column: 0)
        }
        for (index, sheet) in sheets.enumerated() {
            let row = 2 + Self.instructions.count + index
            page.writeLink(to: sheet.name, text: sheet.name, row: row, column: 0, styles.link)
            page.write(sheet.declaration.meaning(language), row: row, column: 1)
        }
    }
}
