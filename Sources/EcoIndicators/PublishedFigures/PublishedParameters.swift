import EcoAccounts
import EcoParameters
import EcoUnits

/// The table `accounts.published`: figures of a publication, to be held against their own parts and against the
/// account.
enum PublishedTable {
    enum Columns {
        static let id = Column<String>.text(
            "id", kind: .identifier, LocalizedText(en: "name of the figure in this table", zh: "数值代号"))
        static let figure = Column<String>.text(
            "figure", LocalizedText(en: "the number with all digits that are printed", zh: "印刷数值（保留全部位数）"))
        static let unit = Column<String>.text("unit", LocalizedText(en: "its unit, such as 亿元", zh: "单位"))
        static let isExact = Column<Bool>.boolean(
            "exact", presence: .optional,
            LocalizedText(en: "yes for a price or coefficient that was set, not rounded", zh: "是否为精确值（如定价）"))
        static let relation = Column<String>.choice(
            "relation", PublishedRelation.allCases.map { ChoiceOption($0.rawValue, $0.meaning) },
            presence: .optional,
            LocalizedText(en: "how it follows from others of this table", zh: "与本表其他数值的关系"))
        static let parts = Column<String>.text(
            "of", presence: .optional,
            LocalizedText(en: "ids of the others, apart by blanks; -id subtracts", zh: "其他数值代号，空格分隔，-代号表示减"))
        static let region = Column<String>.text(
            "region", kind: .regionCode, presence: .optional,
            LocalizedText(en: "county of the account's figure beside it", zh: "对照的县"))
        static let indicator = Column<String>.text(
            "indicator", presence: .optional,
            LocalizedText(en: "row of the account beside it: gep, soil_retention.silt", zh: "对照的核算行"))
        static let measure = Column<String>.choice(
            "measure",
            [
                ChoiceOption("value", LocalizedText(en: "value", zh: "价值量")),
                ChoiceOption("quantity", LocalizedText(en: "quantity", zh: "实物量")),
            ], presence: .optional, LocalizedText(en: "what of that row; absent: value", zh: "对照项，缺省为价值量"))
        static let source = Column<String>.text(
            "source", presence: .optional, LocalizedText(en: "publication and page", zh: "出处"))
    }

    static let declaration = TableDeclaration(
        id: "published_figures",
        meaning: LocalizedText(
            en: "Printed figures, how they follow from each other, and which row of the account they match",
            zh: "公布数值及其关系、对应核算行"),
        columns: [
            Columns.id.declaration, Columns.figure.declaration, Columns.unit.declaration,
            Columns.isExact.declaration, Columns.relation.declaration, Columns.parts.declaration,
            Columns.region.declaration, Columns.indicator.declaration, Columns.measure.declaration,
            Columns.source.declaration,
        ], uniqueBy: ["id"])
}

/// How a printed figure follows from others.
public enum PublishedRelation: String, ParameterChoice {
    case sum
    case product
    /// The first over the second.
    case ratio

    public var meaning: LocalizedText {
        switch self {
        case .sum: LocalizedText(en: "sum of its parts", zh: "各项之和")
        case .product: LocalizedText(en: "product of its factors", zh: "各项之积")
        case .ratio: LocalizedText(en: "first over second", zh: "前项除以后项")
        }
    }
}

/// One comparison of a printed figure.
public struct PublishedCheck: Hashable, Sendable {
    public enum Against: String, Sendable {
        case sum
        case product
        case ratio
        /// The account of this run.
        case account
    }

    public let id: String
    public let unit: Unit
    public let against: Against
    /// In `unit`.
    public let comparison: PrintedComparison
    public let source: String
}
