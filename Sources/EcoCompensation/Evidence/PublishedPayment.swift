import EcoParameters
import EcoUnits

/// A payment that an authority published, shown beside the computed ones; never an input.
public struct PublishedPayment: Hashable, Sendable {
    /// As published: `2018-06`, `2017-10..2018-12`.
    public let period: String
    /// City, county or province by name.
    public let unit: String
    /// `fine`, `reward`, `net_fine`, `net_reward`, `total_fine`, `total_reward`.
    public let kind: String
    public let amount: Money
    public let note: String
    /// In Chinese; empty where the remark has one wording.
    public let noteZh: String
    public let source: String

    enum Columns {
        static let period = Column<String>.text("period", LocalizedText(en: "period as published", zh: "时期"))
        static let unit = Column<String>.text(
            "unit", LocalizedText(en: "city, county or province", zh: "单位（市、县或省）"))
        static let kind = Column<String>.text(
            "kind", kind: .identifier, LocalizedText(en: "what the amount is", zh: "金额类别"))
        static let amount = Column<FixedPoint>.fixedPoint(
            "amount_wan_yuan", fractionDigits: 6, unit: .named("万元"), range: .nonNegative,
            LocalizedText(en: "amount in 万元 (10,000 yuan)", zh: "金额（万元）"))
        static let note = Column<String>.text(
            "note", presence: .optional, LocalizedText(en: "remark", zh: "备注"))
        static let noteZh = Column<String>.text(
            "note_zh", presence: .optional, LocalizedText(en: "remark in Chinese", zh: "备注（中文）"))
        static let source = Column<String>.text(
            "source", presence: .optional, LocalizedText(en: "where it was published", zh: "来源"))
    }

    static let declaration = TableDeclaration(
        id: "published_payments",
        meaning: LocalizedText(en: "Published payments, for comparison", zh: "已公布的补偿金额，供对照"),
        columns: [
            Columns.period.declaration, Columns.unit.declaration, Columns.kind.declaration,
            Columns.amount.declaration, Columns.note.declaration, Columns.noteZh.declaration,
            Columns.source.declaration,
        ])

    /// A millionth of 万元 is a fen.
    static func read(_ table: Table) -> [PublishedPayment] {
        table.rows.map { row in
            PublishedPayment(
                period: table.value(row, Columns.period), unit: table.value(row, Columns.unit),
                kind: table.value(row, Columns.kind),
                amount: Money(fen: table.optional(row, Columns.amount)?.count ?? 0),
                note: table.value(row, Columns.note), noteZh: table.value(row, Columns.noteZh),
                source: table.value(row, Columns.source))
        }
    }
}
