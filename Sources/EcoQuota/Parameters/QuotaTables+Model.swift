import EcoAccounts
import EcoParameters
import EcoUnits

extension QuotaTables {
    /// Effects of measures and projects on other commodities.
    public enum Effects {
        static let name = Column<String>.text(
            "name", LocalizedText(en: "name of the measure or project", zh: "措施或项目名称"))
        static let ratio = Column<Double>.quantity(
            "ratio", unit: .one,
            LocalizedText(
                en:
                    "of a measure: other removed for each t of the main one, below 0 where added; of a project: other emitted",
                zh: "措施：每吨主污染物协同减少量，负值为增加；项目：每吨主污染物伴生排放量"))

        public static let declaration = TableDeclaration(
            id: "quota_effects",
            meaning: LocalizedText(
                en: "effects on other commodities of the same source", zh: "对同一来源其他指标的协同影响"),
            columns: [
                region.declaration, pollutant.declaration, sector.declaration, name.declaration,
                otherPollutant.declaration, ratio.declaration, note.declaration,
            ], uniqueBy: ["region", "pollutant", "sector", "name", "other_pollutant"])
    }

    /// Direct ways between regions.
    public enum Edges {
        static let from = Column<String>.text(
            "from_region", kind: .regionCode, LocalizedText(en: "seller", zh: "出让地区"))
        static let to = Column<String>.text(
            "to_region", kind: .regionCode, LocalizedText(en: "buyer", zh: "受让地区"))
        static let cost = Column<Double>.quantity(
            "cost_yuan_per_t", unit: .named("CNY/t"), range: .nonNegative, presence: .optional,
            LocalizedText(en: "cost for each tonne sent; empty means 0", zh: "每吨费用，空表示 0"))
        static let ratio = Column<Double>.quantity(
            "ratio", unit: .one, range: NumberRange(minimum: 1), presence: .optional,
            LocalizedText(
                en: "tonnes sent for each tonne that may be emitted; empty means 1", zh: "折算倍数，空表示 1"))
        static let capacity = Column<Double>.quantity(
            "capacity_t", unit: .named("t"), range: .nonNegative, presence: .optional,
            LocalizedText(en: "most that may be sent; empty means no limit", zh: "最大转让量，空表示不限"))

        public static let declaration = TableDeclaration(
            id: "quota_edges",
            meaning: LocalizedText(en: "pairs of regions that may trade directly", zh: "可直接交易的地区对"),
            columns: [
                from.declaration, to.declaration, pollutant.declaration, cost.declaration, ratio.declaration,
                capacity.declaration, note.declaration,
            ], uniqueBy: ["from_region", "to_region", "pollutant"])
    }

    /// The river tree.
    public enum Sections {
        static let section = Column<String>.text(
            "section", LocalizedText(en: "id of the section", zh: "断面编号"))
        static let downstream = Column<String>.text(
            "downstream", presence: .optional,
            LocalizedText(en: "next section down the river; empty at the mouth", zh: "下游断面，空表示末端"))
        static let transfer = Column<Double>.quantity(
            "transfer", unit: .one, range: .fraction, presence: .optional,
            LocalizedText(
                en: "part of the load that reaches the next section; empty means 1", zh: "到达下游断面的比例，空表示 1"))
        static let limit = Column<Double>.quantity(
            "limit_t", unit: .named("t"), range: .nonNegative, presence: .optional,
            LocalizedText(en: "most load in a period; empty means none", zh: "断面通量上限，空表示不限"))
        static let background = Column<Double>.quantity(
            "background_t", unit: .named("t"), range: .nonNegative, presence: .optional,
            LocalizedText(en: "load that none of the sources causes; empty means 0", zh: "背景通量，空表示 0"))

        public static let declaration = TableDeclaration(
            id: "quota_sections",
            meaning: LocalizedText(
                en: "sections of rivers, their limits and what passes on", zh: "河流断面、通量限值与传递系数"),
            columns: [
                section.declaration, pollutant.declaration, downstream.declaration, transfer.declaration,
                limit.declaration, background.declaration, note.declaration,
            ], uniqueBy: ["section", "pollutant"])
    }

    /// Where regions discharge.
    public enum Discharges {
        static let delivered = Column<Double>.quantity(
            "delivered", unit: .one, range: .fraction, presence: .optional,
            LocalizedText(
                en: "part of the emission that reaches the section; empty means 1", zh: "入河（到达断面）系数，空表示 1"))

        public static let declaration = TableDeclaration(
            id: "quota_discharges",
            meaning: LocalizedText(en: "section that each region discharges into", zh: "各地区排入的断面"),
            columns: [
                region.declaration, Sections.section.declaration, onlyPollutant.declaration,
                delivered.declaration, note.declaration,
            ], uniqueBy: ["region", "section", "pollutant"])
    }

    /// Which standards regions met.
    public enum Attainments {
        static let standard = Column<String>.text(
            "standard", kind: .identifier,
            LocalizedText(en: "indicator, such as pm25 or o3", zh: "指标，如 pm25、o3"))
        static let isMet = Column<Bool>.boolean(
            "met", LocalizedText(en: "whether last year's value met the standard", zh: "上年度是否达标"))

        public static let declaration = TableDeclaration(
            id: "quota_attainment",
            meaning: LocalizedText(en: "attainment of ambient standards", zh: "环境质量达标情况"),
            columns: [region.declaration, standard.declaration, isMet.declaration, note.declaration],
            uniqueBy: ["region", "standard"])
    }
}
