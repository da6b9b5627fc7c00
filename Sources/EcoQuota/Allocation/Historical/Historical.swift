import EcoParameters
import EcoUnits

/// Grandfathering: the total in proportion to an earlier figure of each region.
public struct Historical: QuotaAllocationMethod {
    static let basisParameter = Parameter<String>.text(
        "basis", kind: .identifier,
        LocalizedText(
            en: "indicator that holds the earlier emission; the quota held so far where absent",
            zh: "历史排放量的指标代号，缺省为现有指标量")
    ).optional

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "historical", title: LocalizedText(en: "Grandfathering", zh: "历史排放法（祖父法）"),
            meaning: LocalizedText(
                en: "the total in proportion to earlier emission or to the quota held",
                zh: "按历史排放量或现有指标的比例分配总量"),
            parameters: [idParameter.declaration, basisParameter.declaration])
    }

    public let id: String
    private let basis: String?

    public init(_ bound: BoundGroup) {
        id = Self.id(bound)
        basis = bound[Self.basisParameter]
    }

    public init(basis: String? = nil) {
        id = Self.declaration.id
        self.basis = basis
    }

    public func divide(_ task: AllocationTask, _ findings: inout [Diagnostic]) -> AllocationOutcome? {
        let weights = basis.map { task.indicator($0, &findings) } ?? task.held
        guard let weights, let quota = task.proportional(to: weights, &findings) else { return nil }
        return AllocationOutcome(quota: quota)
    }
}
