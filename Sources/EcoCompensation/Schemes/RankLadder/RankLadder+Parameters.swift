import EcoParameters
import EcoUnits

extension RankLadder {
    private static let periodParameter = Parameter<PeriodKind>.choice(
        "period", default: .month, LocalizedText(en: "length of a settlement period", zh: "结算周期"))
    private static let rewardsParameter = rungs(
        "rewards", LocalizedText(en: "money of the first places, from the first downward", zh: "前几名奖励，从第一名起"))
    private static let finesParameter = rungs(
        "fines", LocalizedText(en: "money of the last places, from the last upward", zh: "后几名扣缴，从最后一名起"))
    private static let tiesParameter = Parameter<TieRule>.choice(
        "ties", default: .averaged, LocalizedText(en: "what equal places get", zh: "并列处理"),
        source: "no published ladder states it; averaging keeps the sum", status: .provisional)
    private static let shortFieldParameter = Parameter<ShortField>.choice(
        "short_field", default: .refuse,
        LocalizedText(en: "what to do with fewer regions than rungs", zh: "参评地区少于档数时"))
    private static let fundingParameter = Parameter<Funding>.choice(
        "funding", default: .zeroSum, LocalizedText(en: "where rewards come from", zh: "奖励资金来源"))
    private static let terms = FundTerms(step: "0.01 万元", source: "published rungs are whole 万元")

    private static func rungs(_ key: String, _ meaning: LocalizedText) -> Parameter<[Rational]> {
        Parameter<[Rational]>(
            ParameterDeclaration(
                key: key,
                shape: .list(of: .quantity(unit: .yuan, range: .nonNegative), minimumCount: 1),
                presence: .optional, meaning: meaning)
        ) { bound in
            guard case .list(let fields)? = bound else { return [] }
            return fields.compactMap(\.value.exactNumber)
        }
    }

    static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "rank_ladder",
            title: LocalizedText(en: "Ladder by rank (Tianjin, Hebei, Taiyuan)", zh: "按排名奖惩"),
            meaning: LocalizedText(
                en: "Regions are ranked by weighted ranks or values; the first places receive, the last pay",
                zh: "按综合排名，前几名奖励、后几名扣缴"),
            parameters: SchemeScope.declarations + [periodParameter.declaration] + RankingRules.declarations
                + [
                    rewardsParameter.declaration, finesParameter.declaration, tiesParameter.declaration,
                    shortFieldParameter.declaration, fundingParameter.declaration,
                ] + terms.declarations,
            completion: .presets(presets), rules: [check])
    }

    public init(_ bound: BoundGroup) {
        scope = SchemeScope(bound, presets: Self.presets)
        period = bound[Self.periodParameter]
        ranking = RankingRules(bound)
        rewards = bound[Self.rewardsParameter]
        fines = bound[Self.finesParameter]
        ties = bound[Self.tiesParameter]
        shortField = bound[Self.shortFieldParameter]
        let rules = Self.terms.rules(bound)
        settlement =
            bound[Self.fundingParameter] == .zeroSum ? rules.replacing(funding: .pool(share: .one)) : rules
    }

    // MARK: Rules

    private static func check(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        SchemeScope.check(bound, presets: presets, &diagnostics)
        RankingRules.check(bound, &diagnostics)
        terms.check(bound, &diagnostics)
        if bound[rewardsParameter].isEmpty, bound[finesParameter].isEmpty {
            bound.requireValues(["rewards", "fines"], &diagnostics)
        }
        guard bound[fundingParameter] == .zeroSum else { return }
        if let up = try? bound[rewardsParameter].total(), let down = try? bound[finesParameter].total(),
            up != down
        {
            diagnostics.append(
                Diagnostic(
                    code: "ladder_unbalanced", at: bound.location(of: finesParameter),
                    path: bound.path(of: finesParameter),
                    "the rewards add up to \(up) yuan, the fines to \(down)",
                    hint: "correct the rungs, or set `funding: topped_up`"))
        }
        if bound[tiesParameter] == .competition {
            diagnostics.append(
                Diagnostic(
                    code: "ladder_unbalanced", at: bound.location(of: tiesParameter),
                    path: bound.path(of: tiesParameter),
                    "equal places that each get a rung break the balance of the ladder",
                    hint: "set `ties: averaged` or `funding: topped_up`"))
        }
    }
}
