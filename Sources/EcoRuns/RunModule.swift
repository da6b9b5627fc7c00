import EcoCompensation
import EcoScenarios

/// The parts of a run that `--only` chooses among.
public enum RunModule: String, CaseIterable, Sendable {
    case accounts
    case air
    case compensation
    case quota
    case simulation
    case search

    /// Modules whose results it reads in a scenario.
    func inputs(in scenario: Scenario) -> Set<RunModule> {
        if self == .simulation || self == .search { return scenario.accounts == nil ? [] : [.accounts] }
        guard self == .compensation, let inputs = scenario.compensation?.inputs else { return [] }
        return Set(
            inputs.map {
                switch $0 {
                case .air: .air
                case .accounts: .accounts
                case .quota: .quota
                }
            })
    }
}

extension Scenario {
    /// The modules that it has a block for.
    public var modules: Set<RunModule> {
        var modules: Set<RunModule> = []
        if accounts != nil { modules.insert(.accounts) }
        if air != nil { modules.insert(.air) }
        if compensation != nil { modules.insert(.compensation) }
        if quota != nil { modules.insert(.quota) }
        if simulation != nil { modules.insert(.simulation) }
        if search != nil { modules.insert(.search) }
        return modules
    }
}

extension Set<RunModule> {
    /// With everything that the chosen modules read.
    func withInputs(in scenario: Scenario) -> Set<RunModule> {
        reduce(self) { $0.union($1.inputs(in: scenario)) }
    }
}
