import EcoParameters
import EcoUnits

/// Quota in three parts: kept, tradable, pooled. Method: `QuotaSplit.md`.
public struct QuotaSplit: QuotaRule {
    static let tradableParameter = Parameter<Double>.number(
        "tradable", range: .fraction, LocalizedText(en: "part that may be sold", zh: "可跨区转让比例"))
    static let pooledParameter = Parameter<Double>.number(
        "pooled", range: .fraction, default: "0",
        LocalizedText(en: "part that goes to the pool of the zone", zh: "上级统筹比例"))

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "quota_split", title: LocalizedText(en: "Split of quota", zh: "指标三分"),
            meaning: LocalizedText(
                en:
                    "each region keeps a part, may sell a part, and gives a part to the pool; the rest is kept",
                zh: "指标分为基本保留、可转让与上级统筹三部分"),
            parameters: RuleScope.declarations + [
                tradableParameter.declaration, pooledParameter.declaration,
            ],
            rules: [
                { bound, diagnostics in
                    guard bound[tradableParameter] + bound[pooledParameter] > 1 else { return }
                    diagnostics.append(
                        Diagnostic(
                            code: "out_of_range", at: bound.location(of: pooledParameter),
                            path: bound.path(of: pooledParameter),
                            "tradable and pooled together are more than the whole",
                            hint: "keep their sum at or below 1"))
                }
            ])
    }

    private let scope: RuleScope
    private let tradable: Double
    private let pooled: Double

    public init(_ bound: BoundGroup) {
        scope = RuleScope(bound)
        tradable = bound[Self.tradableParameter]
        pooled = bound[Self.pooledParameter]
    }

    public func apply(to records: inout QuotaRecords, _ effect: inout RuleEffect) {
        scope.check(records, &effect)
        for index in records.sources.indices where scope.selection.holds(records.sources[index]) {
            records.sources[index].tradableShare = tradable
            records.sources[index].pooledShare = pooled
            effect.touched += 1
        }
    }
}
