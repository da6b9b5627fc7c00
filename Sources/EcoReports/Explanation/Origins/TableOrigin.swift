import EcoRuns
import EcoUnits

/// How the figures of a table of a run come about: its key, what is done, and the arithmetic where a figure follows from
/// other figures of the run. Declared once for every table; `explain` and the addresses of the report read it.
struct TableOrigin: Sendable {
    /// Expressions of printed numbers that may give the figure of a column; told where one does.
    typealias Recipe = @Sendable (StoredRow, RunRows) -> [String]

    let table: String
    /// The columns whose values name a row.
    let keys: [String]
    /// Columns that tell rows of one key apart, where some have them.
    var tellApart: [String] = []
    /// What adds up where an address leaves parts of the key open; nothing where the table declares none.
    var added = RowAddition()
    /// What the table is called where it is no sheet of the workbook.
    var title = LocalizedText("")
    /// Headings of columns that other tables use for something else.
    var titles: [String: LocalizedText] = [:]
    /// Names of ids that stand in a column.
    var words: [String: [String: LocalizedText]] = [:]
    /// What is done to make a row.
    let made: LocalizedText
    /// Tables without a sheet of the workbook that the recipes read.
    var reads: [String] = []
    /// By column.
    var recipes: [String: Recipe] = [:]
    /// By column: how it follows from many figures, told with them; before the recipe.
    var worked: [String: Worked] = [:]
    /// Addresses of figures that a row rests on or is to be compared with.
    var related: @Sendable (StoredRow) -> [String] = { _ in [] }
    /// Commands that tell more of a row, or give it again.
    var commands: @Sendable (StoredRow, RunRows) -> [String] = { _, _ in [] }
    /// What is set beside the present plan, such as the cost of another one: title and column.
    var besidePlan: String?
    /// Parts of the scenario whose values stand behind the table, as `parameters.csv` names them.
    var blocks: [String] = []
    /// Whether the row is the outcome of a market, settlement or simulation of its own, which only a run repeats.
    var isOutcome = false

    static let all: [TableOrigin] =
        inputs + accounts + air + settlements + settlementStudies + markets + marketStudies + simulations
        + searches + comparisons + sweeps
    static let named: [String: TableOrigin] = Dictionary(
        all.map { ($0.table, $0) }, uniquingKeysWith: { first, _ in first })
}

/// Shapes that recipes have in common.
extension TableOrigin {
    /// `a + b + c` of the values that are there; empty where none is.
    static func sum(_ values: [String]) -> String {
        values.filter { !$0.isEmpty }.map(bracketed).joined(separator: " + ")
    }

    static func bracketed(_ value: String) -> String { value.hasPrefix("-") ? "(\(value))" : value }

    /// Σ of products of two numbers each.
    static func products(_ pairs: [(String, String)]) -> String {
        pairs.filter { !$0.0.isEmpty && !$0.1.isEmpty }
            .map { "\(bracketed($0.0)) * \(bracketed($0.1))" }.joined(separator: " + ")
    }

    /// A column less another one of the row.
    static func difference(_ more: String, _ less: String) -> Recipe {
        { row, _ in
            row[more].isEmpty || row[less].isEmpty ? [] : ["\(row[more]) - \(bracketed(row[less]))"]
        }
    }

    /// `max(a, b, c)` of the values that are there.
    static func largest(_ values: [String]) -> [String] {
        let known = values.filter { !$0.isEmpty }
        return known.isEmpty ? [] : ["max(\(known.joined(separator: ", ")))"]
    }
}
