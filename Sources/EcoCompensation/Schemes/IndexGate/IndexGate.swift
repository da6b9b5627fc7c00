import EcoAccounts
import EcoParameters
import EcoUnits

/// An agreement that pays by a composite index of the border section: `P = k0 sum_i k_i C_i / C_i0`.
/// Method: `IndexGate.md`.
public struct IndexGate: CompensationScheme {
    struct ItemRule: Sendable {
        let item: WaterItem
        let weight: Rational
    }

    /// What the region downstream pays where the index is no higher than the gate.
    struct Tranche: ParameterGroup {
        fileprivate static let gate = Parameter<Rational>.exactNumber(
            "gate", range: .positive, LocalizedText(en: "the index is no higher than this", zh: "指数不高于此值"))
        fileprivate static let amountParameter = Parameter<Rational>.exactQuantity(
            "amount", unit: .yuan, range: .nonNegative,
            LocalizedText(en: "what the region downstream then pays", zh: "下游支付金额"))

        static var declaration: GroupDeclaration {
            GroupDeclaration(
                id: "tranche", title: LocalizedText(en: "Tranche", zh: "分档"),
                meaning: LocalizedText(en: "A payment with its gate", zh: "支付门槛与金额"),
                parameters: [gate.declaration, amountParameter.declaration])
        }

        let gate: Rational
        let amount: Rational

        init(_ bound: BoundGroup) {
            gate = bound[Self.gate]
            amount = bound[Self.amountParameter]
        }
    }

    public static let family = SchemeFamily(id: "index_gate", declaration: declaration, presets: presets)

    public let scope: SchemeScope
    public let settlement: SettlementRules
    public let inputs: Set<EvidenceSource> = []
    let records: WaterRecords
    /// k0.
    let stability: Rational
    let items: [ItemRule]
    let tranches: [Tranche]
    /// Paid by the region upstream where no gate is met, or after a serious accident.
    let breachAmount: Rational
    /// Given to the region upstream in any case.
    let centralGrant: Rational?
    let centralFund: String
    let accidents: [Period]
    /// The second index of the fourth round, with its own gates.
    let development: DevelopmentIndex?
    let route: MoneyRoute
}

extension IndexGate {
    private static let terms = FundTerms(step: "1 CNY", source: "no published rule states a step")
    private static let stabilityParameter = Parameter<Rational>.exactNumber(
        "stability", range: .positive, LocalizedText(en: "stability coefficient k0", zh: "水质稳定系数 k0"))
    private static let weight = Parameter<Rational>.exactNumber(
        "weight", range: .fraction, LocalizedText(en: "weight k of the item", zh: "指标权重"))
    private static let itemsParameter = Parameter<[ItemRule]>.variants(
        "indicators", discriminator: "indicator",
        options: WaterItem.allCases.filter { !$0.isBetterHigher }.map { item in
            VariantOption(
                id: item.rawValue,
                group: GroupDeclaration(
                    id: item.rawValue, title: item.name,
                    meaning: LocalizedText(en: "One item of the index", zh: "指数中的一项指标"),
                    parameters: [weight.optional.declaration]))
        },
        LocalizedText(en: "items of the index with their weights", zh: "指数指标及权重")
    ) { id, bound in
        WaterItem(rawValue: id).map { ItemRule(item: $0, weight: bound[weight]) }
    }
    private static let tranchesParameter = Parameter<[Tranche]>.groups(
        "tranches",
        LocalizedText(en: "what the region downstream pays by gate; they add up", zh: "下游分档支付，逐档累加"))
    private static let breachParameter = Parameter<Rational>.exactQuantity(
        "breach_amount", unit: .yuan, range: .nonNegative,
        LocalizedText(
            en: "what the region upstream pays where no gate is met or a serious accident happened",
            zh: "未达标或发生重大水污染事故时上游支付金额"))
    private static let centralParameter = Parameter<Rational>.exactQuantity(
        "central_grant", unit: .yuan, range: .nonNegative,
        LocalizedText(en: "what the centre gives the region upstream in any case", zh: "中央财政补助上游金额")
    ).optional
    private static let centralFundParameter = Parameter<String>.text(
        "central_fund", kind: .identifier, default: "central_government",
        LocalizedText(en: "name of the centre's budget", zh: "中央财政账户"))
    private static let accidentsParameter = Parameter<[String]>.texts(
        "accidents", .period, LocalizedText(en: "years with a serious accident upstream", zh: "发生重大水污染事故的年份"))
    private static let routeParameter = MoneyRoute.parameter(default: .direct)

    static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "index_gate",
            title: LocalizedText(en: "Composite index gate (Xin'anjiang)", zh: "综合补偿指数对赌（新安江）"),
            meaning: LocalizedText(
                en: "The regions above and below a section pay each other by a composite index of its water",
                zh: "按断面综合补偿指数，上下游双向支付"),
            parameters: SchemeScope.declarations + WaterTables.declarations + [
                stabilityParameter.optional.declaration, itemsParameter.declaration,
                tranchesParameter.declaration, breachParameter.optional.declaration,
                centralParameter.declaration, centralFundParameter.declaration,
                accidentsParameter.declaration, routeParameter.declaration,
            ] + DevelopmentIndex.declarations + terms.declarations,
            completion: .presets(presets), rules: [check])
    }

    public init(_ bound: BoundGroup) {
        scope = SchemeScope(bound, presets: Self.presets)
        settlement = Self.terms.rules(bound)
        records = WaterRecords(bound)
        stability = bound[Self.stabilityParameter]
        items = bound[Self.itemsParameter]
        tranches = bound[Self.tranchesParameter]
        breachAmount = bound[Self.breachParameter]
        centralGrant = bound[Self.centralParameter]
        centralFund = bound[Self.centralFundParameter]
        accidents = bound[Self.accidentsParameter].compactMap { Period($0) }
        development = DevelopmentIndex(bound)
        route = bound[Self.routeParameter]
    }

    private static func check(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        SchemeScope.check(bound, presets: presets, &diagnostics)
        bound.requireValues(["stability", "indicators", "tranches", "breach_amount"], &diagnostics)
        bound.checkIndicators(requiring: ["weight"], &diagnostics)
        DevelopmentIndex.check(bound, isRequired: bound[SchemeScope.preset] == fourthRound, &diagnostics)
        terms.check(bound, &diagnostics)
        let weights = bound.indicatorBlocks.filter { $0.group.fields["weight"] != nil }.map {
            $0.group[weight]
        }
        guard !weights.isEmpty, weights.count == bound.indicatorBlocks.count else { return }
        WholeCheck.check(
            weights, is: .one, of: LocalizedText(en: "the weights", zh: "权重"),
            at: bound.location(of: itemsParameter), path: bound.path(of: itemsParameter), &diagnostics)
    }
}
