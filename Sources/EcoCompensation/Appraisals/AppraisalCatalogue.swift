import EcoParameters

/// The appraisals, one line each.
public enum AppraisalCatalogue {
    public static let appraisals: [any Appraisal.Type] = [
        EmergencyReduction.self,
        GreenPerformance.self,
        PerformanceScore.self,
        PublicCriticism.self,
        QuotaCommitments.self,
        RankTarget.self,
        ReplacementRatio.self,
        TargetTracking.self,
    ]

    static var options: [VariantOption] {
        appraisals.map { VariantOption(id: $0.declaration.id, group: $0.declaration) }
    }

    static func appraisal(_ id: String, _ bound: BoundGroup) -> (any Appraisal)? {
        appraisals.first { $0.declaration.id == id }?.init(bound)
    }
}
