import EcoParameters
import EcoUnits

/// Equal percentage: every region cuts its baseline by the same part.
public struct EqualPercentage: QuotaAllocationMethod {
    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "equal_percentage", title: LocalizedText(en: "Equal percentage", zh: "等比例削减法"),
            meaning: LocalizedText(
                en: "every region cuts its baseline by the same percentage", zh: "各地区按同一比例削减基准排放量"),
            parameters: [idParameter.declaration])
    }

    public let id: String

    public init(_ bound: BoundGroup) { id = Self.id(bound) }
    public init() { id = Self.declaration.id }

    public func divide(_ task: AllocationTask, _ findings: inout [Diagnostic]) -> AllocationOutcome? {
        guard let quota = task.proportional(to: task.baseline, &findings) else { return nil }
        let cut = 1 - task.total / task.baseline.reduce(0, +)
        return AllocationOutcome(quota: quota, facts: [AllocationFact("cut", cut)])
    }
}
