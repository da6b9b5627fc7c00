import EcoParameters
import EcoUnits

/// The name that a scenario gives to an id of its own, such as a sector or a zone.
public struct NameLabel: Hashable, Sendable {
    /// `sector`, `zone`, `scheme`, `fund` and the other kinds of `labels.csv`.
    public let kind: String
    public let id: String
    public let name: LocalizedText

    private enum Columns {
        static let kind = Column<String>.text(
            "kind",
            kind: .oneOf([
                "sector", "pool", "zone", "scheme", "fund", "pollutant", "indicator", "product", "receptor",
                "basis", "topic", "measure", "project",
            ]),
            LocalizedText(en: "what the id is", zh: "代号类别"))
        static let id = Column<String>.text(
            "id", LocalizedText(en: "id as it stands in the scenario and its tables", zh: "代号"))
        static let nameEn = Column<String>.text("name_en", LocalizedText(en: "English name", zh: "英文名称"))
        static let nameZh = Column<String>.text("name_zh", LocalizedText(en: "Chinese name", zh: "中文名称"))
    }

    public static let declaration = TableDeclaration(
        id: "labels",
        meaning: LocalizedText(en: "Names of the scenario's own ids, shown in reports", zh: "情景自定义代号的名称"),
        columns: [
            Columns.kind.declaration, Columns.id.declaration, Columns.nameEn.declaration,
            Columns.nameZh.declaration,
        ],
        uniqueBy: ["kind", "id"])

    static func rows(_ table: Table) -> [NameLabel] {
        table.rows.map { row in
            NameLabel(
                kind: table.value(row, Columns.kind), id: table.value(row, Columns.id),
                name: LocalizedText(
                    en: table.value(row, Columns.nameEn), zh: table.value(row, Columns.nameZh)))
        }
    }
}
