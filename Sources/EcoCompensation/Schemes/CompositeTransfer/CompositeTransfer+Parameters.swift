import EcoAccounts
import EcoParameters
import EcoUnits

extension CompositeTransfer {
    enum Columns {
        static let factor = Column<String>.text(
            "factor", kind: .identifier, LocalizedText(en: "id of the factor", zh: "因素"))
        static let value = Column<FixedPoint>.exact(
            "value", range: .nonNegative,
            LocalizedText(en: "the factor in the row's unit; 0 where there is none", zh: "数值"))
        static let amount = Column<FixedPoint>.yuan(
            "amount_yuan", range: .any,
            LocalizedText(en: "award of the assessment; negative for a penalty", zh: "考核奖惩金额，负数为扣减"))
    }

    static let figuresTable = TableDeclaration(
        id: "transfer_factors",
        meaning: LocalizedText(en: "Factors of the transfer, by county and period", zh: "转移支付因素表"),
        columns: [
            OwnColumn.region.declaration, OwnColumn.period.declaration, Columns.factor.declaration,
            Columns.value.declaration, OwnColumn.unit.declaration, OwnColumn.note.declaration,
        ], uniqueBy: ["region", "period", "factor"])

    static let awardsTable = TableDeclaration(
        id: "assessment_awards",
        meaning: LocalizedText(en: "Awards and penalties of the assessment", zh: "考核奖惩资金"),
        columns: [
            OwnColumn.region.declaration, OwnColumn.period.declaration, Columns.amount.declaration,
            OwnColumn.note.declaration,
        ], uniqueBy: ["region", "period"])

    private static let figuresParameter = Parameter<Table>.table(
        "figures", figuresTable, LocalizedText(en: "factors of the counties", zh: "各县因素"))
    private static let qualityParameter = Parameter<QualityRule>.group(
        "quality", LocalizedText(en: "factor by the change of ecological quality", zh: "生态质量变化系数")
    ).optional
    private static let performanceParameter = Parameter<PerformanceRule>.group(
        "performance", LocalizedText(en: "factor by the grade of an earlier appraisal", zh: "绩效系数")
    ).optional
    private static let awardsParameter = Parameter<Table>.table(
        "awards", awardsTable, LocalizedText(en: "awards and penalties of the assessment", zh: "考核奖惩表")
    ).optional
    private static let withheldParameter = Parameter<Withheld>.choice(
        "withheld", default: .redistributed,
        LocalizedText(en: "what becomes of the money that factors withhold", zh: "扣减资金去向"),
        source: "no document states it", status: .provisional)
    private static let withheldFundParameter = Parameter<String>.text(
        "withheld_fund", kind: .identifier, default: "withheld",
        LocalizedText(en: "fund that keeps what nobody is given", zh: "扣减资金账户"))
    private static let budgetParameter = Parameter<Rational>.exactQuantity(
        "budget", unit: .yuan, range: .nonNegative,
        LocalizedText(
            en: "the most that the upper level gives in a period; unpaid claims are deferred", zh: "上级每期预算上限")
    ).optional
    private static let fundParameter = SettlementParameters.fund(default: .compensationFund)
    private static let stepParameter = SettlementParameters.roundingStep(
        default: "0.01 CNY", source: "the parts are reckoned to the fen")

    static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "composite_transfer",
            title: LocalizedText(en: "Transfer for key ecological function zones", zh: "重点生态功能区转移支付"),
            meaning: LocalizedText(
                en:
                    "Parts by factors, moved by ecological quality, appraisal and awards; nothing withheld is lost",
                zh: "按因素测算的多项补助，随生态质量与考核结果增减，扣减资金有去向"),
            parameters: SchemeScope.declarations + [
                TransferPart.parameter.declaration, figuresParameter.declaration,
                qualityParameter.declaration, performanceParameter.declaration, awardsParameter.declaration,
                withheldParameter.declaration, withheldFundParameter.declaration, stepParameter.declaration,
                SettlementParameters.rounding.declaration, budgetParameter.declaration,
                fundParameter.declaration, SettlementParameters.upperLevel.declaration,
                SettlementParameters.carriedFund.declaration,
            ],
            completion: .presets(presets), rules: [check])
    }

    public init(_ bound: BoundGroup) {
        scope = SchemeScope(bound, presets: Self.presets)
        parts = bound[TransferPart.parameter]
        figures = bound[Self.figuresParameter]
        quality = bound[Self.qualityParameter]
        performance = bound[Self.performanceParameter]
        awards = bound[Self.awardsParameter]
        withheld = bound[Self.withheldParameter]
        withheldFund = bound[Self.withheldFundParameter]
        settlement = SettlementRules(
            funding: .guaranteed(surplus: .retained, budget: bound[Self.budgetParameter]),
            fund: bound[Self.fundParameter], upperLevel: bound[SettlementParameters.upperLevel],
            carriedFund: bound[SettlementParameters.carriedFund], step: bound[Self.stepParameter],
            rounding: bound[SettlementParameters.rounding], paymentCap: nil)
    }

    private static func check(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        SchemeScope.check(bound, presets: presets, &diagnostics)
        bound.requireValues(["parts"], &diagnostics)
        TransferPart.check(bound, &diagnostics)
        SettlementParameters.check(bound, step: stepParameter, fund: fundParameter, &diagnostics)
    }
}
