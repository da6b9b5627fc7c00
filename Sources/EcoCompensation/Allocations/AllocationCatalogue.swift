import EcoParameters

/// The allocations, one line each.
public enum AllocationCatalogue {
    public static let allocations: [any Allocation.Type] = [
        CostSharing.self,
        EnclaveAssessment.self,
        PriorityQueue.self,
        ProjectScoring.self,
        TargetSplit.self,
    ]

    static var options: [VariantOption] {
        allocations.map { VariantOption(id: $0.declaration.id, group: $0.declaration) }
    }

    static func allocation(_ id: String, _ bound: BoundGroup) -> (any Allocation)? {
        allocations.first { $0.declaration.id == id }?.init(bound)
    }
}
