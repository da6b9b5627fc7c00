import EcoAccounts
import EcoAir
import EcoCompensation
import EcoIndicators
import EcoParameters
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
    /// The scenario with the changes of hooks, for each of ``SimulationParameters/hookStates``.
    public var variants: [HookVariant] = []
    /// Of each hook and change what the scenario has at its path; nil where it has nothing.
    public var hookTexts: [[String?]] = []
    /// Why some variants could not be made.
    public var hookFindings: [Diagnostic] = []

    /// False before the accounts of the scenario are computed.
    var isWhole: Bool { !hasAccounts || !accounts.isEmpty }

    public init(regions: RegionTable, year: Int) {
        self.regions = regions
        self.year = year
    }
}
