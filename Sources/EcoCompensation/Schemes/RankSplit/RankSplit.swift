import EcoAccounts
import EcoParameters
import EcoUnits

/// A city's gain or loss of an earlier scheme, split among its districts by rank. Method: `RankSplit.md`.
public struct RankSplit: CompensationScheme {
    public static let family = SchemeFamily(id: "rank_split", declaration: declaration, presets: presets)

    public let scope: SchemeScope
    public let settlement: SettlementRules
    public var inputs: Set<EvidenceSource> { ranking.inputs }
    let ranking: RankingRules
    /// Id of the earlier scheme whose settled amounts are split.
    let source: String
    let city: String
    let cityLocation: SourceLocation
    /// By rank, the best first; each adds up to 1.
    let gainShares: [Rational]
    let lossShares: [Rational]

    static let basisNames: [(id: String, name: LocalizedText)] = [
        ("gain_split", LocalizedText(en: "share of the city's gain", zh: "市级所得分配")),
        ("loss_split", LocalizedText(en: "share of the city's loss", zh: "市级扣缴分担")),
    ]
}

extension RankSplit {
    private static let sourceParameter = Parameter<String>.text(
        "of_scheme", kind: .identifier,
        LocalizedText(en: "earlier scheme whose settled amount is split", zh: "所分配的前述方案"))
    private static let cityParameter = Parameter<String>.text(
        "city", kind: .regionCode, LocalizedText(en: "region whose amount is split", zh: "被分配金额所属市"))
    private static let gainParameter = shares(
        "gain_shares", LocalizedText(en: "shares of a gain by rank, the best first", zh: "所得分配比例（按名次）"))
    private static let lossParameter = shares(
        "loss_shares", LocalizedText(en: "shares of a loss by rank, the best first", zh: "扣缴分担比例（按名次）"))
    private static let fundParameter = SettlementParameters.fund(default: .compensationFund)
    private static let stepParameter = SettlementParameters.roundingStep(
        default: "0.01 万元", source: "published parts have two decimals of 万元")

    private static func shares(_ key: String, _ meaning: LocalizedText) -> Parameter<[Rational]> {
        Parameter<[Rational]>(
            ParameterDeclaration(
                key: key, shape: .list(of: .number(range: .fraction), minimumCount: 1), presence: .optional,
                meaning: meaning)
        ) { bound in
            guard case .list(let fields)? = bound else { return [] }
            return fields.compactMap(\.value.exactNumber)
        }
    }

    static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "rank_split", title: LocalizedText(en: "Split by rank (Anqing)", zh: "按排名分配（安庆）"),
            meaning: LocalizedText(
                en: "What a city gained or lost in an earlier scheme, split among its districts by rank",
                zh: "市级所得或扣缴按县区排名分配"),
            parameters: SchemeScope.declarations + [
                sourceParameter.declaration, cityParameter.declaration, gainParameter.declaration,
                lossParameter.declaration,
            ] + RankingRules.declarations + [
                stepParameter.declaration, SettlementParameters.rounding.declaration,
                fundParameter.declaration, SettlementParameters.upperLevel.declaration,
                SettlementParameters.carriedFund.declaration,
            ],
            completion: .presets(presets), rules: [check])
    }

    public init(_ bound: BoundGroup) {
        scope = SchemeScope(bound, presets: Self.presets)
        ranking = RankingRules(bound)
        source = bound[Self.sourceParameter]
        city = bound[Self.cityParameter]
        cityLocation = bound.location(of: Self.cityParameter)
        gainShares = bound[Self.gainParameter]
        lossShares = bound[Self.lossParameter]
        settlement = SettlementRules(
            funding: .guaranteed(surplus: .retained, budget: nil), fund: bound[Self.fundParameter],
            upperLevel: bound[SettlementParameters.upperLevel],
            carriedFund: bound[SettlementParameters.carriedFund], step: bound[Self.stepParameter],
            rounding: bound[SettlementParameters.rounding], paymentCap: nil)
    }

    private static func check(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        SchemeScope.check(bound, presets: presets, &diagnostics)
        RankingRules.check(bound, &diagnostics)
        bound.requireValues(["gain_shares", "loss_shares", "regions"], &diagnostics)
        for parameter in [gainParameter, lossParameter] where !bound[parameter].isEmpty {
            WholeCheck.check(
                bound[parameter], is: .one, of: LocalizedText(en: "the shares", zh: "各份额"),
                at: bound.location(of: parameter), path: bound.path(of: parameter), &diagnostics)
        }
        if bound[gainParameter].count != bound[lossParameter].count {
            diagnostics.append(
                Diagnostic(
                    code: "shares_of_other_length", at: bound.location(of: lossParameter),
                    path: bound.path(of: lossParameter), "`gain_shares` and `loss_shares` differ in length",
                    hint: "give one share for each rank"))
        }
        SettlementParameters.check(bound, step: stepParameter, fund: fundParameter, &diagnostics)
    }

    static let presets = [
        SchemePreset(
            id: "anqing_2018", title: LocalizedText(en: "Anqing districts, 2018", zh: "安庆市2018年区级分配"),
            entries: [
                .init(
                    "gain_shares", ["0.4", "0.3", "0.2", "0.1"], "report on the split of 2018-Q3", .published),
                .init(
                    "loss_shares", ["0.1", "0.2", "0.3", "0.4"], "report on the split of 2018-Q3", .published),
            ])
    ]
}
