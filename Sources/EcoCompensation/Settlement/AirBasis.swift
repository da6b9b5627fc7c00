import EcoUnits

/// The names of what the air schemes and their adjusters move money for.
enum AirBasis {
    static let names: [(id: String, name: LocalizedText)] =
        BenchmarkTiers.basisNames + DailyTiers.basisNames + TargetLinear.basisNames + RankLadder.basisNames
        + RankSplit.basisNames
        + PoolShare.basisNames + ThresholdAward.basisNames + FraudFinding.basisNames
        + AnnualClearing.basisNames
}
