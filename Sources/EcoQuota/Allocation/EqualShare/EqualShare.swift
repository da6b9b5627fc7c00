import EcoParameters
import EcoUnits

/// The same quota for each head, each yuan of product or each square kilometre.
public struct EqualShare: QuotaAllocationMethod {
    static let perParameter = Parameter<String>.text(
        "per", kind: .identifier, default: "population",
        LocalizedText(en: "indicator of which every unit gets the same", zh: "人均、单位产值或单位面积分配所依据的指标"))

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "equal_share", title: LocalizedText(en: "Equal share", zh: "人均（单位产值、单位面积）等量法"),
            meaning: LocalizedText(
                en: "the same quota for each unit of one indicator", zh: "按某一指标的单位量等量分配"),
            parameters: [idParameter.declaration, perParameter.declaration])
    }

    public let id: String
    private let per: String

    public init(_ bound: BoundGroup) {
        id = Self.id(bound)
        per = bound[Self.perParameter]
    }

    public init(per: String) {
        id = Self.declaration.id
        self.per = per
    }

    public func divide(_ task: AllocationTask, _ findings: inout [Diagnostic]) -> AllocationOutcome? {
        guard let weights = task.indicator(per, &findings),
            let quota = task.proportional(to: weights, &findings)
        else { return nil }
        let fact = AllocationFact("quota_per_unit", of: per, task.total / weights.reduce(0, +), unit: "t")
        return AllocationOutcome(quota: quota, facts: [fact])
    }
}
