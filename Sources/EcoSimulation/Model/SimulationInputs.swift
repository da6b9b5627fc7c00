import EcoAccounts
import EcoAir
import EcoCompensation
import EcoIndicators
import EcoQuota

/// What a simulation starts from: the blocks of the scenario, and the results of its one-period modules.
public struct SimulationInputs: Sendable {
    public var regions: RegionTable
    /// The year of the scenario, whose figures stand for the base year.
    public var year: Int
    public var series: ObservedSeries?
    public var evaluator: AirEvaluator?
    /// The records of the market with all rules applied.
    public var records: QuotaRecords?
    public var quota: QuotaParameters?
    /// Whether the scenario has accounts, computed or not.
    public var hasAccounts = false
    public var accounts: [AccountEntry] = []
    public var geep: [GEEPRow] = []
    public var compensation: CompensationParameters?

    public init(regions: RegionTable, year: Int) {
        self.regions = regions
        self.year = year
    }
}
