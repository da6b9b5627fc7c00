import EcoParameters

/// The adjusters, one line each.
public enum AdjusterCatalogue {
    public static let adjusters: [any ClaimAdjuster.Type] = [
        ReverseLinkage.self,
        Factor.self,
        TargetFactor.self,
        Season.self,
        Exemption.self,
        FraudFinding.self,
        ScoreFactor.self,
        AnnualClearing.self,
    ]

    static var options: [VariantOption] {
        adjusters.map { VariantOption(id: $0.declaration.id, group: $0.declaration) }
    }

    static func adjuster(_ id: String, _ bound: BoundGroup) -> (any ClaimAdjuster)? {
        adjusters.first { $0.declaration.id == id }?.init(bound)
    }
}
