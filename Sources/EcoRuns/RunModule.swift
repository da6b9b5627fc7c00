import EcoScenarios

/// The parts of a run that `--only` chooses among.
public enum RunModule: String, CaseIterable, Sendable {
    case accounts
    case air
    case compensation
    case quota

    /// Modules whose results it reads.
    var inputs: Set<RunModule> { self == .compensation ? [.air] : [] }
}

extension Scenario {
    /// The modules that it has a block for.
    public var modules: Set<RunModule> {
        var modules: Set<RunModule> = []
        if accounts != nil { modules.insert(.accounts) }
        if air != nil { modules.insert(.air) }
        if compensation != nil { modules.insert(.compensation) }
        if quota != nil { modules.insert(.quota) }
        return modules
    }
}

extension Set<RunModule> {
    /// With everything that the chosen modules read.
    var withInputs: Set<RunModule> { reduce(self) { $0.union($1.inputs) } }
}
