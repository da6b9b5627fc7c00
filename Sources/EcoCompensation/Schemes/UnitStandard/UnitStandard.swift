import EcoAccounts
import EcoParameters
import EcoUnits

/// A standard a mu for each class of ecosystem: `area x unit price x quality x payment factor`, less what is
/// deducted for damaged parts. Method: `UnitStandard.md`.
public struct UnitStandard: CompensationScheme {
    /// What is paid for.
    public enum Element: String, ParameterChoice {
        case forest
        case grassland
        case wetland
        case farmland
        case water

        public var meaning: LocalizedText {
            switch self {
            case .forest: LocalizedText(en: "forest", zh: "森林")
            case .grassland: LocalizedText(en: "grassland", zh: "草原")
            case .wetland: LocalizedText(en: "wetland", zh: "湿地")
            case .farmland: LocalizedText(en: "farmland", zh: "耕地")
            case .water: LocalizedText(en: "water and water sources", zh: "水流与水源地")
            }
        }
    }

    struct Standard: Sendable {
        let element: Element
        /// Yuan a mu and year.
        let unitPrice: Rational
        let paymentFactor: Rational
    }

    public static let family = SchemeFamily(id: "unit_standard", declaration: declaration, presets: presets)

    public let scope: SchemeScope
    public let settlement: SettlementRules
    public let inputs: Set<EvidenceSource> = []
    let holdings: Table
    let standards: [Standard]
    /// Whether the counties pass the money on to the named holders.
    let paysHolders: Bool
}

extension UnitStandard {
    enum Columns {
        static let holder = Column<String>.text(
            "holder", presence: .optional,
            LocalizedText(en: "village, household or unit that holds the land", zh: "权利人（村、户或单位）"))
        static let region = RegionTable.Columns.region
        static let period = Column<String>.year
        static let element = Column<String>.choice(
            "element", Element.allCases.map { ChoiceOption($0.rawValue, $0.meaning) },
            LocalizedText(en: "class of ecosystem", zh: "生态系统类型"))
        static let area = mu("area_mu", .required, en: "area that is paid for", zh: "补偿面积")
        static let quality = Column<FixedPoint>.factor(
            "quality_factor", range: .nonNegative, presence: .optional,
            LocalizedText(en: "quality factor; 1 where empty", zh: "质量系数，空则为1"))
        static let affected = mu(
            "affected_area_mu", .optional, en: "part that was damaged or misused", zh: "违规受损面积")
        static let deduction = Column<FixedPoint>.fixedPoint(
            "deduction_percent", fractionDigits: 6, unit: .named("%"), range: .closed(0, 100),
            presence: .optional,
            LocalizedText(en: "what is deducted for the affected part", zh: "受损面积扣减比例"))

        private static func mu(_ key: String, _ presence: ColumnPresence, en: String, zh: String) -> Column<
            FixedPoint
        > {
            .fixedPoint(
                key, fractionDigits: 4, unit: .named("mu"), range: .nonNegative, presence: presence,
                LocalizedText(en: en, zh: zh))
        }
    }

    private static let terms = FundTerms(step: "1 CNY", source: "no published rule states a step")
    private static let holdingsParameter = Parameter<Table>.table(
        "holdings",
        TableDeclaration(
            id: "ecosystem_holdings",
            meaning: LocalizedText(en: "Areas by holder, county and class of ecosystem", zh: "分权利人、县、类型的面积"),
            columns: [
                Columns.holder.declaration, Columns.region.declaration, Columns.period.declaration,
                Columns.element.declaration, Columns.area.declaration, Columns.quality.declaration,
                Columns.affected.declaration, Columns.deduction.declaration,
                RegionTable.Columns.note.declaration,
            ],
            uniqueBy: ["holder", "region", "year", "element"]),
        LocalizedText(en: "areas that are paid for", zh: "补偿面积表"))
    private static let paysHoldersParameter = Parameter<Bool>.boolean(
        "pays_holders", default: "false",
        LocalizedText(en: "counties pass the money on to the named holders", zh: "由县级兑付至权利人"))
    private static let unitPrice = Parameter<Rational>.exactQuantity(
        "unit_price", unit: .named("CNY/mu"), range: .nonNegative,
        LocalizedText(en: "money a mu and year", zh: "每亩每年补偿标准"))
    private static let paymentFactor = Parameter<Rational>.exactNumber(
        "payment_factor", range: .nonNegative, default: "1",
        LocalizedText(en: "factor on what is paid, such as a share of the standard", zh: "兑付系数"))

    private static let standardsParameter = Parameter<[Standard]>.variants(
        "indicators", discriminator: "indicator",
        options: Element.allCases.map { element in
            VariantOption(
                id: element.rawValue,
                group: GroupDeclaration(
                    id: element.rawValue, title: element.meaning,
                    meaning: LocalizedText(en: "Standard of one class of ecosystem", zh: "一类生态系统的补偿标准"),
                    parameters: [unitPrice.optional.declaration, paymentFactor.declaration]))
        },
        LocalizedText(en: "classes of ecosystem with their standards", zh: "各类生态系统补偿标准")
    ) { id, bound in
        Element(rawValue: id).map {
            Standard(element: $0, unitPrice: bound[unitPrice], paymentFactor: bound[paymentFactor])
        }
    }

    static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "unit_standard", title: LocalizedText(en: "Standard a mu by ecosystem", zh: "分类补偿标准"),
            meaning: LocalizedText(
                en: "Area times a standard a mu for forest, grassland, wetland, farmland and water",
                zh: "森林、草原、湿地、耕地、水流按面积和标准补偿"),
            parameters: SchemeScope.declarations + [
                holdingsParameter.declaration, standardsParameter.declaration,
                paysHoldersParameter.declaration,
            ] + terms.declarations,
            completion: .presets(presets), rules: [check])
    }

    public init(_ bound: BoundGroup) {
        scope = SchemeScope(bound, presets: Self.presets)
        settlement = Self.terms.rules(bound)
        holdings = bound[Self.holdingsParameter]
        standards = bound[Self.standardsParameter]
        paysHolders = bound[Self.paysHoldersParameter]
    }

    private static func check(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        SchemeScope.check(bound, presets: presets, &diagnostics)
        bound.requireValues(["indicators"], &diagnostics)
        bound.checkIndicators(requiring: ["unit_price"], &diagnostics)
        terms.check(bound, &diagnostics)
    }
}
