import EcoParameters

/// The rules; one folder and one line each. They are applied in this order, whatever the order in a scenario:
/// first who holds what, then who may trade with whom, then at what price, then the limits on the whole.
public enum QuotaRuleCatalogue {
    public static let rules: [any QuotaRule.Type] = [
        Carbon.self,
        QuotaSplit.self,
        Enclave.self,
        ZoningProhibition.self,
        MissedTarget.self,
        PrioritySectors.self,
        QuotaBeforeProduction.self,
        HeavyMetals.self,
        GradedDifferentiation.self,
        Replacement.self,
        DeMinimis.self,
        SectorCompatibility.self,
        TradingRange.self,
        ClosedZone.self,
        NoPurchase.self,
        FloorPrice.self,
        Fee.self,
        Auction.self,
        ReserveBackstop.self,
        Banking.self,
        NonDegradation.self,
        RegionalCap.self,
        CountyBand.self,
        EquityBand.self,
        GiniLimit.self,
        EconomicFloor.self,
    ]

    static var options: [VariantOption] {
        rules.map { VariantOption(id: $0.id, group: $0.declaration) }
    }

    static func rule(_ id: String, _ bound: BoundGroup) -> (any QuotaRule)? {
        rules.first { $0.id == id }?.init(bound)
    }

    /// Rules in the order of the catalogue; those of one kind keep their own order.
    public static func ordered(_ given: [any QuotaRule]) -> [any QuotaRule] {
        rules.flatMap { kind in given.filter { $0.id == kind.id } }
    }
}
