import EcoRuns
import EcoUnits

/// What `explain` calls the rows of a table: in the page's data, and as a line to fold out below the table.
struct FigureAddresses: Sendable {
    /// How an address is formed, such as `statement:PARTY:YEAR:SCHEME`.
    let pattern: String
    /// One for each row; empty where a row has none.
    let rows: [String]
    let language: Language

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

    /// Folded: how to ask for a figure of the table, and an example.
    func markup(context caption: String) -> Markup {
        guard let example = rows.first(where: { !$0.isEmpty }) else { return .nothing }
        return .element(
            "details", ["class": "where"],
            .element("summary", [:], .text(ReportText.whereFrom(language))),
            .element(
                "p", [:], .text(ReportText.askFor(language)), .element("code", [:], .text(pattern)),
                .text(ReportText.forExample(language)),
                .element("code", [:], .text("ecocomp explain RUN " + example))))
    }
}

extension DataTable {
    /// The same table, whose rows bear the addresses of these stored rows.
    func addressed(_ table: String, _ rows: some Sequence<StoredRow>, _ context: ReportContext) -> DataTable {
        var addressed = self
        addressed.figures = FigureAddresses(
            pattern: StoredFigure.pattern(table), rows: rows.map { StoredFigure.address(of: $0, in: table) },
            context)
        return addressed
    }
}

/// The key values of a stored row, in the order of its table's key.
typealias StoredRowKey = [String]
