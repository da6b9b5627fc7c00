import EcoParameters

/// The methods of primary allocation, one line each.
public enum QuotaAllocationCatalogue {
    public static let methods: [any QuotaAllocationMethod.Type] = [
        Auction.self,
        Benchmark.self,
        Entropy.self,
        EqualPercentage.self,
        EqualShare.self,
        GiniMinimal.self,
        Historical.self,
        ZeroSumGains.self,
    ]

    static var options: [VariantOption] {
        methods.map { VariantOption(id: $0.declaration.id, group: $0.declaration) }
    }

    static func method(_ id: String, _ bound: BoundGroup) -> (any QuotaAllocationMethod)? {
        methods.first { $0.declaration.id == id }?.init(bound)
    }
}
