import EcoParameters
import EcoUnits

/// A price index by year: a price moves with `value(year) / value(base year)`.
public struct PriceIndexSeries: Sendable {
    /// Such as `cpi` or `construction`.
    public let id: String
    public let values: [Int: Double]
    let register: [RegisterEntry]

    public init(id: String, values: [Int: Double], register: [RegisterEntry] = []) {
        self.id = id
        self.values = values
        self.register = register
    }

    /// What one yuan of `base` is in `year`; nil where the series lacks one of them.
    public func factor(from base: Int, to year: Int) -> Double? {
        guard let first = values[base], let last = values[year] else { return nil }
        return last / first
    }
}

extension PriceIndexSeries {
    enum Columns {
        static let index = Column<String>.text(
            "index", kind: .identifier, LocalizedText(en: "id of the index", zh: "指数代号"))
        static let year = Column<Int>.integer(
            "year", range: 1950...2100, LocalizedText(en: "year", zh: "年份"))
        static let value = Column<Double>.quantity(
            "value", unit: .one, range: .positive,
            LocalizedText(en: "the index on one base for the whole series, such as 103.5", zh: "定基指数"))
        static let source = Column<String>.text(
            "source", presence: .optional, LocalizedText(en: "where the value comes from", zh: "来源"))
        static let status = FigureStatus.column
    }

    /// The table `accounts.price_index_table`.
    public static let declaration = TableDeclaration(
        id: "price_index_table",
        meaning: LocalizedText(en: "Price indices by year, each on one base", zh: "各年定基价格指数"),
        columns: [
            Columns.index.declaration, Columns.year.declaration, Columns.value.declaration,
            Columns.source.declaration, Columns.status.declaration,
        ], uniqueBy: ["index", "year"])

    /// The series of a table read by ``declaration``, by id.
    static func all(_ table: Table) -> [PriceIndexSeries] {
        let rows = Dictionary(grouping: Array(table.rows)) { table.value($0, Columns.index) }
        return rows.sorted { $0.key < $1.key }.map { id, rows in
            PriceIndexSeries(
                id: id,
                values: Dictionary(
                    rows.map { (table.optional($0, Columns.year) ?? 0, table.value($0, Columns.value)) },
                    uniquingKeysWith: { first, _ in first }),
                register: rows.map { entry(table, $0, id) })
        }
    }

    private static func entry(_ table: Table, _ row: Int, _ id: String) -> RegisterEntry {
        let status = FigureStatus(rawValue: table.value(row, Columns.status)) ?? .provisional
        return RegisterEntry(
            path: "accounts.price_index_table.\(id).\(table.optional(row, Columns.year) ?? 0)",
            value: NumberText.shortest(table.value(row, Columns.value)),
            meaning: LocalizedText(en: "price index", zh: "价格指数"), source: table.value(row, Columns.source),
            status: status.rawValue, isProvisional: status.isProvisional)
    }
}
