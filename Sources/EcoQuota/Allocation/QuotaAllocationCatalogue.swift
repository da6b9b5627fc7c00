import EcoParameters

/// The methods of primary allocation, one line each.
public enum QuotaAllocationCatalogue {
    public static let methods: [any QuotaAllocationMethod.Type] = [
        Benchmark.self,
        Entropy.self,
        EqualPercentage.self,
        EqualShare.self,
        GiniMinimal.self,
        Historical.self,
        PrimaryAuction.self,
        ZeroSumGains.self,
    ]

    static var options: [VariantOption] {
        methods.map { VariantOption(id: $0.declaration.id, group: $0.declaration) }
    }

    static func method(_ id: String, _ bound: BoundGroup) -> (any QuotaAllocationMethod)? {
        methods.first { $0.declaration.id == id }?.init(bound)
    }
}
