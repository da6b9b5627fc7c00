import EcoParameters
import EcoUnits

/// The division with the least weighted sum of environmental Gini coefficients, none above its present one.
///
/// The exact convex problem, in which the order of the regions may change (the literature fixes it at the present
/// one): see `GiniProgram`. The result carries a proof: a lower bound that no division can go below.
public struct GiniMinimal: QuotaAllocationMethod {
    static let indicatorsParameter = Parameter<[AllocationIndicatorUse]>.groups(
        "indicators", minimumCount: 1,
        LocalizedText(en: "indicators of the Gini coefficients, with weights", zh: "基尼系数的指标及权重"))
    static let keepsParameter = Parameter<Bool>.boolean(
        "none_above_present", default: "true",
        LocalizedText(
            en: "whether no Gini coefficient may rise above that of the baseline", zh: "各指标基尼系数不高于现状"))

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "gini_minimal", title: LocalizedText(en: "Least Gini coefficients", zh: "环境基尼系数最小化"),
            meaning: LocalizedText(
                en: "the least weighted sum of environmental Gini coefficients within the bounds of change",
                zh: "在削减幅度约束内使加权环境基尼系数之和最小"),
            parameters: [
                idParameter.declaration, indicatorsParameter.declaration, keepsParameter.declaration,
            ],
            rules: [hasWeight])
    }

    private static let hasWeight: GroupDeclaration.Rule = { bound, diagnostics in
        guard bound[indicatorsParameter].allSatisfy({ $0.weight == 0 }) else { return }
        diagnostics.append(
            Diagnostic(
                code: "no_weight", at: bound.location(of: indicatorsParameter),
                path: bound.path(of: indicatorsParameter), "all weights are 0",
                hint: "give at least one indicator a weight above 0"))
    }

    public let id: String
    private let indicators: [AllocationIndicatorUse]
    private let keepsPresent: Bool

    public init(_ bound: BoundGroup) {
        id = Self.id(bound)
        indicators = bound[Self.indicatorsParameter]
        keepsPresent = bound[Self.keepsParameter]
    }

    public init(_ indicators: [AllocationIndicatorUse], keepsPresent: Bool = true) {
        id = Self.declaration.id
        self.indicators = indicators
        self.keepsPresent = keepsPresent
    }

    public func divide(_ task: AllocationTask, _ findings: inout [Diagnostic]) -> AllocationOutcome? {
        var values: [[Double]] = []
        for use in indicators {
            let given = task.indicator(use.indicator, above: 0, &findings)
            if let given { values.append(use.direction == .less ? given.map { 1 / $0 } : given) }
        }
        // The bounds are judged by dividing in proportion to the baseline.
        guard values.count == indicators.count, task.proportional(to: task.highestFinite, &findings) != nil
        else { return nil }
        let before = values.map { Gini.coefficient(of: task.baseline, over: $0) ?? 0 }
        let program = GiniProgram(
            total: task.total, lowest: task.lowest, highest: task.highest, indicators: values,
            weights: indicators.map(\.weight), limits: keepsPresent ? before : nil)
        guard let solution = program.solve() else {
            task.report(
                "not_proven", "the least Gini coefficients were not found and proven",
                "widen the bounds of change, or set none_above_present to false", &findings)
            return nil
        }
        var facts = [
            AllocationFact("gini_sum", solution.value), AllocationFact("gini_sum_bound", solution.bound),
        ]
        for (index, use) in indicators.enumerated() {
            facts.append(AllocationFact("gini_before", of: use.indicator, before[index]))
            let after = Gini.coefficient(of: solution.quota, over: values[index]) ?? 0
            facts.append(AllocationFact("gini_after", of: use.indicator, after))
        }
        return AllocationOutcome(quota: solution.quota, facts: facts)
    }
}

extension AllocationTask {
    /// Weights with which a division in proportion fails exactly where no division within the bounds exists.
    fileprivate var highestFinite: [Double] {
        zip(highest, lowest).map { min($0, total) - min($1, total) + 1e-9 }
    }
}
