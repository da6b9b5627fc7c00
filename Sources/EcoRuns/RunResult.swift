import EcoAir
import EcoCompensation
import EcoIndicators
import EcoParameters
import EcoScenarios
import EcoSimulation

/// What a run computed; a module that the scenario or `--only` leaves out is absent.
public struct RunResult: Sendable {
    public let loaded: LoadedScenario
    public var accounts: AccountResult?
    public var air: AirResult?
    public var settlement: SettlementResult?
    public var quota: QuotaResult?
    public var simulation: SimulationResult?
    public var search: SearchResult?
    /// Why there is no `quota`.
    public private(set) var infeasible: InfeasibleMarket?
    /// Wall seconds of each module.
    public var seconds: [(String, Double)] = []

    init(_ loaded: LoadedScenario) { self.loaded = loaded }

    /// What is left of a run whose market cannot meet its limits: the page that tells why.
    public init(_ loaded: LoadedScenario, infeasible: InfeasibleMarket) {
        self.loaded = loaded
        self.infeasible = infeasible
    }

    /// Everything a reader must know, in the order of the modules.
    public var warnings: [Diagnostic] {
        loaded.warnings + (accounts?.warnings ?? []) + (air?.diagnostics ?? []) + (settlement?.warnings ?? [])
            + (quota?.warnings ?? []) + (simulation?.warnings ?? []) + (search?.warnings ?? [])
            + (infeasible?.diagnostics ?? [])
    }
}
