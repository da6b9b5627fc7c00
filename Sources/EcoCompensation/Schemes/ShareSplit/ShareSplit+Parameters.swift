import EcoAccounts
import EcoParameters
import EcoUnits

extension ShareSplit {
    enum Columns {
        static let payer = Column<String>.text(
            "payer",
            LocalizedText(
                en: "whose money is split: code of a region, else id of a fund", zh: "资金来源（区划代码或账户）"))
        static let amount = Column<FixedPoint>.exact(
            "amount_yuan", unit: .yuan,
            LocalizedText(en: "money of the period; negative where the recipients pay it", zh: "待分配金额，负数为缴纳"))
        static let share = Column<FixedPoint>.exact(
            "share", range: .nonNegative, LocalizedText(en: "share, or contribution", zh: "份额或贡献量"))
    }

    static let sharesTable = TableDeclaration(
        id: "money_shares", meaning: LocalizedText(en: "Who gets which share of whose money", zh: "资金份额表"),
        columns: [
            Columns.payer.declaration, OwnColumn.region.declaration, Columns.share.declaration,
            OwnColumn.note.declaration,
        ], uniqueBy: ["payer", "region"])

    static let amountsTable = TableDeclaration(
        id: "money_to_split", meaning: LocalizedText(en: "Money to split, by payer and period", zh: "待分配资金"),
        columns: [
            Columns.payer.declaration, OwnColumn.period.declaration, Columns.amount.declaration,
            OwnColumn.note.declaration,
        ], uniqueBy: ["payer", "period"])

    private static let sharesParameter = Parameter<Table>.table(
        "shares", sharesTable, LocalizedText(en: "shares of the recipients", zh: "份额表"))
    private static let amountsParameter = Parameter<Table>.table(
        "amounts", amountsTable, LocalizedText(en: "the money to split", zh: "待分配金额")
    ).optional
    private static let sourceParameter = Parameter<String>.text(
        "of_scheme", kind: .identifier,
        LocalizedText(
            en: "split what this earlier scheme settled with the payers of the table `shares`",
            zh: "分配前述方案已结算的金额")
    ).optional
    private static let basisParameter = Parameter<ShareBasis>.choice(
        "share_basis", default: .declared, LocalizedText(en: "what the column `share` holds", zh: "份额口径"))
    private static let remainderParameter = Parameter<Remainder>.choice(
        "remainder", default: .largestRemainder,
        LocalizedText(en: "who gets what rounding leaves over", zh: "尾差处理"))
    private static let fundParameter = SettlementParameters.fund(default: .compensationFund)
    private static let stepParameter = SettlementParameters.roundingStep(
        default: "0.01 CNY", source: "an agreement states its own step")

    static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "share_split", title: LocalizedText(en: "Split by shares", zh: "按份额分配"),
            meaning: LocalizedText(
                en:
                    "Money, or what an earlier scheme settled, divided by shares; the parts add up to the whole",
                zh: "按约定份额或贡献率分配资金，各份之和等于总额"),
            parameters: SchemeScope.declarations + [
                sourceParameter.declaration, amountsParameter.declaration, sharesParameter.declaration,
                basisParameter.declaration, remainderParameter.declaration, stepParameter.declaration,
                fundParameter.declaration, SettlementParameters.upperLevel.declaration,
                SettlementParameters.carriedFund.declaration,
            ], rules: [check])
    }

    public init(_ bound: BoundGroup) {
        scope = SchemeScope(bound, presets: [])
        shareBasis = bound[Self.basisParameter]
        remainder = bound[Self.remainderParameter]
        shares = bound[Self.sharesParameter]
        amounts = bound[Self.amountsParameter]
        source = bound[Self.sourceParameter]
        settlement = SettlementRules(
            funding: .guaranteed(surplus: .retained, budget: nil), fund: bound[Self.fundParameter],
            upperLevel: bound[SettlementParameters.upperLevel],
            carriedFund: bound[SettlementParameters.carriedFund], step: bound[Self.stepParameter],
            rounding: .halfUp, paymentCap: nil)
    }

    private static func check(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        SchemeScope.check(bound, presets: [], &diagnostics)
        SettlementParameters.check(bound, step: stepParameter, fund: fundParameter, &diagnostics)
        if (bound[amountsParameter] == nil) == (bound[sourceParameter] == nil) {
            diagnostics.append(
                Diagnostic(
                    code: "conflicting_values", at: bound.location(of: sourceParameter),
                    path: bound.path(of: sourceParameter),
                    LocalizedText(en: "one source of money is needed, not none or two", zh: "资金来源须且只能有一个"),
                    hint: LocalizedText(
                        en: "give `of_scheme` or `amounts`", zh: "填写 `of_scheme` 或 `amounts` 之一")))
        }
        let table = bound[sharesParameter]
        let basis = bound[basisParameter]
        for (payer, rows) in Dictionary(grouping: table.rows, by: { table.value($0, Columns.payer) })
            .sorted(by: { $0.key < $1.key })
        {
            let parts = rows.compactMap { table.number($0, Columns.share) }
            let what = LocalizedText(en: "the shares of \(payer)", zh: "\(payer) 的份额")
            let place = table.location(rows[0], Columns.share)
            if basis == .declared {
                WholeCheck.check(
                    parts, is: .one, of: what, at: place, path: table.path(Columns.share), &diagnostics)
            } else if parts.allSatisfy({ $0 == .zero }) {
                diagnostics.append(
                    Diagnostic(
                        code: "no_shares", at: place, path: table.path(Columns.share),
                        LocalizedText(en: "\(what.en) are all 0", zh: "\(what.zh)全部为0"),
                        hint: LocalizedText(en: "give a contribution above 0", zh: "至少一项须大于0")))
            }
        }
    }
}
