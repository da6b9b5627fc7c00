import EcoParameters
import EcoUnits

/// Something that a scenario takes for granted because no figure is published; the report lists all of them.
public struct Assumption: Hashable, Sendable {
    public let id: String
    /// The part of the scenario that it belongs to.
    public let topic: String
    public let statement: LocalizedText
    /// How the figures were derived; empty where nothing was computed.
    public let formula: String
    /// The tables or values that rest on it.
    public let affects: String

    public init(id: String, topic: String, statement: LocalizedText, formula: String, affects: String) {
        self.id = id
        self.topic = topic
        self.statement = statement
        self.formula = formula
        self.affects = affects
    }

    private enum Columns {
        static let id = Column<String>.text(
            "id", kind: .identifier, LocalizedText(en: "name of the assumption", zh: "假定代号"))
        static let topic = Column<String>.text(
            "topic", LocalizedText(en: "part of the scenario", zh: "所属部分"))
        static let statementZh = Column<String>.text(
            "statement_zh", LocalizedText(en: "statement in Chinese", zh: "中文表述"))
        static let statementEn = Column<String>.text(
            "statement_en", LocalizedText(en: "statement in English", zh: "英文表述"))
        static let formula = Column<String>.text(
            "formula", presence: .nullable, LocalizedText(en: "how figures were derived", zh: "推算公式"))
        static let affects = Column<String>.text(
            "affects", presence: .nullable, LocalizedText(en: "what rests on it", zh: "影响的表或参数"))
    }

    public static let declaration = TableDeclaration(
        id: "assumptions",
        meaning: LocalizedText(en: "Assumptions of the scenario, listed in the report", zh: "情景假定，列入报告"),
        columns: [
            Columns.id.declaration, Columns.topic.declaration, Columns.statementZh.declaration,
            Columns.statementEn.declaration, Columns.formula.declaration, Columns.affects.declaration,
        ],
        uniqueBy: ["id"])

    static func rows(_ table: Table) -> [Assumption] {
        table.rows.map { row in
            Assumption(
                id: table.value(row, Columns.id), topic: table.value(row, Columns.topic),
                statement: LocalizedText(
                    en: table.value(row, Columns.statementEn), zh: table.value(row, Columns.statementZh)),
                formula: table.value(row, Columns.formula), affects: table.value(row, Columns.affects))
        }
    }
}
