import EcoParameters

/// The families of schemes, one line each.
public enum SchemeCatalogue {
    public static let schemes: [any CompensationScheme.Type] = [
        CompositeTransfer.self,
        ShareSplit.self,
        BenchmarkTiers.self,
        DailyTiers.self,
        WeightedLinear.self,
        TargetLinear.self,
        RankLadder.self,
        RankSplit.self,
        PoolShare.self,
        ThresholdAward.self,
        ExceedMultiple.self,
        LoadPrice.self,
        SectionLinear.self,
        ClassChange.self,
        IndexGate.self,
        ClassShares.self,
        EcologicalFlow.self,
        UnitStandard.self,
        WasteHosting.self,
        EnclaveSharing.self,
        GepPayment.self,
        DamageClaim.self,
        PayByResult.self,
        ReceptorRent.self,
    ]

    public static var families: [SchemeFamily] { schemes.map { $0.family } }

    static var options: [VariantOption] {
        families.map { VariantOption(id: $0.id, group: $0.declaration) }
    }

    static func scheme(_ family: String, _ bound: BoundGroup) -> (any CompensationScheme)? {
        schemes.first { $0.family.id == family }?.init(bound)
    }
}
