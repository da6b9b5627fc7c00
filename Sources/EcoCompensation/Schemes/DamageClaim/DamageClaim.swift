import EcoAccounts
import EcoParameters
import EcoUnits

/// What a liable party owes for ecological damage: restoration, services lost meanwhile, lasting loss, costs.
/// Method: `DamageClaim.md`.
public struct DamageClaim: CompensationScheme {
    enum Method: String, ParameterChoice {
        case serviceValue = "service_value"
        case equivalency

        var meaning: LocalizedText {
            switch self {
            case .serviceValue:
                LocalizedText(en: "the discounted value of the services lost", zh: "损失服务价值贴现")
            case .equivalency:
                LocalizedText(
                    en: "the cost of an area whose discounted gains equal the losses (habitat equivalency)",
                    zh: "生境等值分析：等值修复面积的费用")
            }
        }
    }

    /// How the restored area of the equivalency method gains services.
    struct Equivalency: Sendable {
        /// Services of a mu at maturity, as a part of an undamaged mu.
        let gain: Rational
        let maturityYears: Int
        let lifetimeYears: Int
        /// Yuan a mu.
        let unitCost: Rational
    }

    public static let family = SchemeFamily(id: "damage_claim", declaration: declaration, presets: [])

    public let scope: SchemeScope
    public let settlement: SettlementRules
    public let inputs: Set<EvidenceSource> = []
    let cases: Table
    let losses: Table
    let method: Method
    let discountRate: Rational
    /// Years over which a lasting loss is capitalised; `nil`: for ever.
    let permanentYears: Int?
    let discountsPermanent: Bool
    let equivalency: Equivalency
}

extension DamageClaim {
    enum Columns {
        static let name = Column<String>.text("case", LocalizedText(en: "name of the case", zh: "案件名称"))
        static let region = Column<String>.text(
            "region", kind: .regionCode, LocalizedText(en: "region that claims", zh: "索赔地区代码"))
        static let liable = Column<String>.text(
            "liable",
            LocalizedText(en: "who caused the damage: a firm, or a region's code", zh: "赔偿义务人名称或地区代码"))
        static let year = Column<String>.year
        static let restoration = Column<FixedPoint>.yuan(
            "restoration_yuan", presence: .optional, LocalizedText(en: "cost of restoration", zh: "修复费用"))
        static let costs = Column<FixedPoint>.yuan(
            "costs_yuan", presence: .optional,
            LocalizedText(en: "investigation, assessment and clean-up", zh: "调查、鉴定评估、清除污染等费用"))
        static let instalments = Column<Int>.integer(
            "instalments", range: 1...100, presence: .optional,
            LocalizedText(en: "equal yearly instalments; 1 where empty", zh: "等额分年期数，空则为1"))
        static let service = Column<String>.text(
            "service", kind: .identifier, LocalizedText(en: "service that was damaged", zh: "受损服务"))
        static let base = Column<FixedPoint>.yuan(
            "base_yuan", LocalizedText(en: "value a year before the damage", zh: "基线年价值"))
        static let damaged = Column<FixedPoint>.yuan(
            "damaged_yuan", LocalizedText(en: "value a year right after the damage", zh: "受损后年价值"))
        static let recovered = Column<FixedPoint>.yuan(
            "recovered_yuan", presence: .optional,
            LocalizedText(en: "value a year once recovered; the base where empty", zh: "恢复后年价值，空则为基线"))
        static let years = Column<Int>.integer(
            "recovery_years", range: 0...200, LocalizedText(en: "years until recovered", zh: "恢复年数"))
        static let inKind = Column<Bool>.boolean(
            "repaired_in_kind", presence: .optional,
            LocalizedText(en: "already made good in kind: not claimed again", zh: "是否已实物修复（不再索赔）"))
        static let area = Column<FixedPoint>.fixedPoint(
            "affected_area_mu", fractionDigits: 4, unit: .named("mu"), range: .nonNegative,
            presence: .optional,
            LocalizedText(en: "damaged area, for `method: equivalency`", zh: "受损面积"))
    }

    private static let terms = FundTerms(step: "0.01 CNY", source: "claims are settled to the fen")
    private static let casesParameter = Parameter<Table>.table(
        "cases",
        TableDeclaration(
            id: "damage_cases", meaning: LocalizedText(en: "Cases of ecological damage", zh: "生态环境损害案件"),
            columns: [
                Columns.name.declaration, Columns.region.declaration, Columns.liable.declaration,
                Columns.year.declaration, Columns.restoration.declaration, Columns.costs.declaration,
                Columns.instalments.declaration, RegionTable.Columns.note.declaration,
            ],
            uniqueBy: ["case"]),
        LocalizedText(en: "cases of ecological damage", zh: "损害案件表"))
    private static let lossesParameter = Parameter<Table>.table(
        "losses",
        TableDeclaration(
            id: "damage_losses", meaning: LocalizedText(en: "Services lost in each case", zh: "各案件服务损失"),
            columns: [
                Columns.name.declaration, Columns.service.declaration, Columns.base.declaration,
                Columns.damaged.declaration, Columns.recovered.declaration, Columns.years.declaration,
                Columns.inKind.declaration, Columns.area.declaration, RegionTable.Columns.note.declaration,
            ],
            uniqueBy: ["case", "service"]),
        LocalizedText(en: "services lost in each case", zh: "服务损失表"))
    private static let methodParameter = Parameter<Method>.choice(
        "method", default: .serviceValue, LocalizedText(en: "how lost services are claimed", zh: "服务损失计算方法"))
    private static let discountParameter = Parameter<Rational>.exactNumber(
        "discount_rate", range: .fraction, LocalizedText(en: "discount rate a year, such as 0.03", zh: "年贴现率")
    )
    private static let permanentYearsParameter = Parameter<Int>.integer(
        "permanent_years", range: 1...500,
        LocalizedText(
            en: "years over which a lasting loss is capitalised; for ever where absent", zh: "永久损失资本化年数，缺省为永久"
        )
    ).optional
    private static let discountsPermanentParameter = Parameter<Bool>.boolean(
        "permanent_discounted", default: "true",
        LocalizedText(
            en: "the lasting loss, which begins after recovery ends, is discounted to the year of the damage",
            zh: "永久损失贴现至损害发生年"),
        source: "published templates leave it open", status: .provisional)
    private static let gainParameter = Parameter<Rational>.exactNumber(
        "equivalency_gain", range: .fraction,
        LocalizedText(
            en: "services of a restored mu at maturity, as a part of an undamaged one", zh: "修复地成熟后服务增益比例"))
    private static let maturityParameter = Parameter<Int>.integer(
        "equivalency_maturity_years", range: 1...200,
        LocalizedText(en: "years until the restored area is mature", zh: "成熟年数"))
    private static let lifetimeParameter = Parameter<Int>.integer(
        "equivalency_lifetime_years", range: 1...500,
        LocalizedText(en: "years for which gains count", zh: "增益计算年数"))
    private static let unitCostParameter = Parameter<Rational>.exactQuantity(
        "equivalency_unit_cost", unit: .named("CNY/mu"), range: .nonNegative,
        LocalizedText(en: "cost of restoring one mu", zh: "单位修复费用"))

    private static let equivalencyKeys = [
        gainParameter.key, maturityParameter.key, lifetimeParameter.key, unitCostParameter.key,
    ]

    static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "damage_claim", title: LocalizedText(en: "Ecological damage claim", zh: "生态环境损害赔偿"),
            meaning: LocalizedText(
                en:
                    "Restoration, services lost until recovery, lasting loss and costs, owed by who caused the damage",
                zh: "修复费用、期间损失、永久损失与相关费用"),
            parameters: SchemeScope.declarations + [
                casesParameter.declaration, lossesParameter.declaration, methodParameter.declaration,
                discountParameter.declaration, permanentYearsParameter.declaration,
                discountsPermanentParameter.declaration, gainParameter.optional.declaration,
                maturityParameter.optional.declaration, lifetimeParameter.optional.declaration,
                unitCostParameter.optional.declaration,
            ] + terms.declarations, rules: [check])
    }

    public init(_ bound: BoundGroup) {
        scope = SchemeScope(bound, presets: [])
        settlement = Self.terms.rules(bound)
        cases = bound[Self.casesParameter]
        losses = bound[Self.lossesParameter]
        method = bound[Self.methodParameter]
        discountRate = bound[Self.discountParameter]
        permanentYears = bound[Self.permanentYearsParameter]
        discountsPermanent = bound[Self.discountsPermanentParameter]
        equivalency = Equivalency(
            gain: bound[Self.gainParameter.optional] ?? .one,
            maturityYears: bound[Self.maturityParameter.optional] ?? 1,
            lifetimeYears: bound[Self.lifetimeParameter.optional] ?? 1,
            unitCost: bound[Self.unitCostParameter.optional] ?? .zero)
    }

    private static func check(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        SchemeScope.check(bound, presets: [], &diagnostics)
        terms.check(bound, &diagnostics)
        if bound[methodParameter] == .equivalency { bound.requireValues(equivalencyKeys, &diagnostics) }
    }
}
