import EcoAccounts
import EcoParameters
import EcoUnits

/// Beneficiaries of ecosystem services pay the regions that provide them. Method: `GepPayment.md`.
public struct GepPayment: CompensationScheme {
    /// The three formulas that agreements use.
    enum Template: String, ParameterChoice {
        case spillOver = "spill_over"
        case increment
        case pool

        var meaning: LocalizedText {
            switch self {
            case .spillOver:
                LocalizedText(en: "theta x the part of the service that reaches the payer", zh: "θ×外溢服务价值")
            case .increment:
                LocalizedText(en: "theta x the growth of that part at constant prices", zh: "θ×服务价值增量（可比价）")
            case .pool:
                LocalizedText(en: "a pool in proportion to the growth", zh: "资金池按增量比例分配")
            }
        }
    }

    /// Where the value of a service comes from.
    enum ValueSource: String, ParameterChoice {
        case table
        case accounts

        var meaning: LocalizedText {
            switch self {
            case .table: LocalizedText(en: "the column value_yuan", zh: "取自数据表")
            case .accounts: LocalizedText(en: "the accounts of this run", zh: "取自本次核算结果")
            }
        }
    }

    public static let family = SchemeFamily(id: "gep_payment", declaration: declaration, presets: presets)

    public let scope: SchemeScope
    public let settlement: SettlementRules
    public var inputs: Set<EvidenceSource> { valueSource == .accounts ? [.accounts] : [] }
    let services: Table
    let capacities: Table?
    let template: Template
    let valueSource: ValueSource
    let theta: Rational
    let pool: Rational
    /// The price year of every value.
    let priceYear: Int
    let instalments: Int
    /// Service to the scheme that pays for it already.
    let paidElsewhere: [String: String]
}

extension GepPayment {
    enum Columns {
        static let provider = Column<String>.text(
            "provider", kind: .regionCode, LocalizedText(en: "region that provides the service", zh: "提供地代码"))
        static let beneficiary = Column<String>.text(
            "beneficiary",
            LocalizedText(en: "code of the region that benefits, or name of a firm or fund", zh: "受益地代码或企业名称")
        )
        static let year = Column<String>.year
        static let service = Column<String>.text(
            "service", kind: .identifier,
            LocalizedText(en: "id of the service, as in the accounts", zh: "服务标识"))
        static let value = Column<FixedPoint>.yuan(
            "value_yuan", presence: .optional,
            LocalizedText(en: "value of the service in the year", zh: "当年服务价值"))
        static let previous = Column<FixedPoint>.yuan(
            "base_value_yuan", presence: .optional,
            LocalizedText(en: "value of the base year, at the same prices", zh: "基期服务价值（同一价格年）"))
        static let priceYear = Column<Int>.integer(
            "price_year", range: 1990...2100, presence: .optional,
            LocalizedText(en: "price year of the values; as the scheme's where empty", zh: "价格年份"))
        static let share = Column<FixedPoint>.factor(
            "spill_over_share", presence: .optional,
            LocalizedText(en: "part of the service that reaches the payer; 1 where empty", zh: "外溢比例，空则为1"))
        static let floor = Column<FixedPoint>.yuan(
            "floor_yuan", presence: .optional,
            LocalizedText(en: "no less than this: cost of protection and forgone income", zh: "下限：保护成本与机会成本"))
        static let ceiling = Column<FixedPoint>.yuan(
            "ceiling_yuan", presence: .optional,
            LocalizedText(
                en: "no more than this; the value that reaches the payer where empty", zh: "上限，空则为外溢价值"))
        static let payer = Column<String>.text("beneficiary", beneficiary.declaration.meaning)
        static let capacity = Column<FixedPoint>.yuan(
            "capacity_yuan", LocalizedText(en: "the most that it can pay in the year", zh: "当年支付能力"))
    }

    private static let terms = FundTerms(step: "1 CNY", source: "published instalments are whole yuan")
    private static let servicesParameter = Parameter<Table>.table(
        "services",
        TableDeclaration(
            id: "service_flows",
            meaning: LocalizedText(en: "Services from provider to beneficiary", zh: "生态系统服务供受关系"),
            columns: [
                Columns.provider.declaration, Columns.beneficiary.declaration, Columns.year.declaration,
                Columns.service.declaration, Columns.value.declaration, Columns.previous.declaration,
                Columns.priceYear.declaration, Columns.share.declaration, Columns.floor.declaration,
                Columns.ceiling.declaration, RegionTable.Columns.note.declaration,
            ],
            uniqueBy: ["provider", "beneficiary", "year", "service"]),
        LocalizedText(en: "services from provider to beneficiary", zh: "服务供受关系表"))
    private static let capacitiesParameter = Parameter<Table>.table(
        "capacities",
        TableDeclaration(
            id: "payment_capacities",
            meaning: LocalizedText(en: "What beneficiaries can pay in a year", zh: "受益方年度支付能力"),
            columns: [Columns.payer.declaration, Columns.year.declaration, Columns.capacity.declaration],
            uniqueBy: ["beneficiary", "year"]),
        LocalizedText(en: "what beneficiaries can pay in a year", zh: "受益方支付能力表")
    ).optional
    private static let templateParameter = Parameter<Template>.choice(
        "template", LocalizedText(en: "formula of the agreement", zh: "补偿公式"))
    private static let sourceParameter = Parameter<ValueSource>.choice(
        "value_source", default: .table, LocalizedText(en: "where the values come from", zh: "价值来源"))
    private static let thetaParameter = Parameter<Rational>.exactNumber(
        "theta", range: .nonNegative, LocalizedText(en: "part of the value that is paid", zh: "支付系数 θ"))
    private static let poolParameter = Parameter<Rational>.exactQuantity(
        "pool", unit: .yuan, range: .nonNegative,
        LocalizedText(en: "money a year, for `template: pool`", zh: "年度资金池"))
    private static let priceYearParameter = Parameter<Int>.integer(
        "price_year", range: 1990...2100,
        LocalizedText(en: "price year that both sides use", zh: "双方采用的价格年份"))
    private static let instalmentsParameter = Parameter<Int>.integer(
        "instalments", range: 1...100, default: "1",
        LocalizedText(en: "equal yearly instalments, the first in the year of the service", zh: "等额分年支付期数"))
    private static let elsewhereParameter = Parameter<[String: String]>(
        ParameterDeclaration(
            key: "paid_elsewhere", shape: .map(key: .identifier, value: .text(.identifier)),
            presence: .optional,
            meaning: LocalizedText(
                en: "services that another scheme pays for already: service to the scheme's id",
                zh: "已由其他方案补偿的服务（服务：方案标识）"))
    ) { bound in
        guard case .map(let entries)? = bound else { return [:] }
        return entries.compactMapValues(\.value.text)
    }

    static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "gep_payment", title: LocalizedText(en: "Payment by GEP", zh: "基于生态产品价值的横向补偿"),
            meaning: LocalizedText(
                en: "Who benefits from ecosystem services pays the regions that provide them",
                zh: "受益地区按生态产品价值补偿提供地区"),
            parameters: SchemeScope.declarations + [
                servicesParameter.declaration, capacitiesParameter.declaration,
                templateParameter.declaration, sourceParameter.declaration,
                thetaParameter.optional.declaration, poolParameter.optional.declaration,
                priceYearParameter.declaration, instalmentsParameter.declaration,
                elsewhereParameter.declaration,
            ] + terms.declarations,
            completion: .presets(presets), rules: [check])
    }

    public init(_ bound: BoundGroup) {
        scope = SchemeScope(bound, presets: Self.presets)
        settlement = Self.terms.rules(bound)
        services = bound[Self.servicesParameter]
        capacities = bound[Self.capacitiesParameter]
        template = bound[Self.templateParameter]
        valueSource = bound[Self.sourceParameter]
        theta = bound[Self.thetaParameter.optional] ?? .zero
        pool = bound[Self.poolParameter.optional] ?? .zero
        priceYear = bound[Self.priceYearParameter]
        instalments = bound[Self.instalmentsParameter]
        paidElsewhere = bound[Self.elsewhereParameter]
    }

    private static func check(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        SchemeScope.check(bound, presets: presets, &diagnostics)
        bound.requireValues([bound[templateParameter] == .pool ? "pool" : "theta"], &diagnostics)
        terms.check(bound, &diagnostics)
    }

    /// The agreed sum is data; 25 equal years were published.
    static let presets = [
        SchemePreset(
            id: "jinyun_2020",
            title: LocalizedText(
                en: "Jinyun, Dayang: regulating services of a PV site, 2020", zh: "缙云县大洋镇光伏项目调节服务付费（2020年）"),
            entries: [
                .init("instalments", "25", "reports of 2020: 2,792,800 yuan in 25 equal years", .published)
            ])
    ]
}
