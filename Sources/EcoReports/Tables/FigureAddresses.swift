import EcoRuns
import EcoUnits

/// What `explain` calls the rows of a table: in the page's data, and as a line to fold out below the table.
struct FigureAddresses: Sendable {
    /// How an address is formed, such as `statement:PARTY:YEAR:SCHEME`.
    let pattern: String
    /// One for each row; empty where a row has none. Where the columns differ, ``column`` stands for the column's part.
    let rows: [String]
    /// Of the line of sums.
    var sum = ""
    /// Of the rows below the sum.
    var rowsAfterSum: [String] = []
    let language: Language
    /// What stands for the folder in the example.
    var folder = "RUN"

    /// In an address the place of a column's part.
    static let column = "@"

    /// - Parameter table: the stored table, which has a key in ``StoredFigure/keys``.
    init(_ table: String, of rows: [StoredRowKey], _ context: ReportContext) {
        pattern = StoredFigure.pattern(table)
        self.rows = rows.map { StoredFigure.address(table, $0) }
        language = context.language
    }

    init(pattern: String, rows: [String], _ context: ReportContext) {
        self.pattern = pattern
        self.rows = rows
        language = context.language
    }

    /// What all addresses have in common around the part in which they differ, as in `quota:140106:` and nothing.
    /// Both end at a colon; the table bears them with a star between, a row only its own part.
    var common: (before: String, after: String) {
        let known = (rows + [sum] + rowsAfterSum).filter { !$0.isEmpty }
        let before = Self.shared(known)
        let rest = known.map { String($0.dropFirst(before.count)) }
        let after = String(Self.shared(rest.map { String($0.reversed()) }).reversed())
        return rest.contains { $0.count <= after.count } ? (before, "") : (before, after)
    }

    /// What all texts begin with, up to a colon.
    private static func shared(_ texts: [String]) -> String {
        guard let first = texts.first else { return "" }
        let length = texts.reduce(first.count) { length, text in
            zip(first.prefix(length), text).prefix { $0 == $1 }.count
        }
        let start = first.prefix(length)
        return start.lastIndex(of: ":").map { String(start[...$0]) } ?? ""
    }

    /// Folded: how to ask for a figure of the table, and an example.
    ///
    /// - Parameter column: the part of the first column that has one.
    func markup(column: String) -> Markup {
        guard let first = rows.first(where: { !$0.isEmpty }) else { return .nothing }
        let example = first.split(separator: Self.column, omittingEmptySubsequences: false)
            .joined(separator: column)
        return .element(
            "details", ["class": "where"],
            .element("summary", [:], .text(ReportText.whereFrom(language))),
            .element(
                "p", [:], .text(ReportText.askFor(language)), .element("code", [:], .text(pattern)),
                .text(ReportText.forExample(language)),
                .element("code", [:], .text("ecocomp explain \(folder) \(example)"))))
    }
}

extension DataTable {
    /// The same table, whose rows bear the addresses of these stored rows.
    ///
    /// - Parameter sum: the address of the line of sums.
    func addressed(
        _ table: String, _ rows: some Sequence<StoredRow>, sum: String = "", _ context: ReportContext
    ) -> DataTable {
        addressed(table, rows.map { StoredFigure.address(of: $0, in: table) }, sum: sum, context)
    }

    /// The same table, whose rows and line of sums bear the addresses of these stored rows.
    func addressed(
        _ table: String, _ rows: some Sequence<StoredRow>, sum: StoredRow?, _ context: ReportContext
    ) -> DataTable {
        let address = sum.map { StoredFigure.address(of: $0, in: table) }
        return addressed(table, rows, sum: address ?? "", context)
    }

    /// The same table, whose rows bear these addresses of a stored table.
    func addressed(
        _ table: String, _ rows: [String], sum: String = "", after: [String] = [], _ context: ReportContext
    ) -> DataTable {
        var addressed = self
        var figures = FigureAddresses(pattern: StoredFigure.pattern(table), rows: rows, context)
        (figures.sum, figures.rowsAfterSum) = (sum, after)
        addressed.figures = figures
        return addressed
    }
}

/// The key values of a stored row, in the order of its table's key.
typealias StoredRowKey = [String]
