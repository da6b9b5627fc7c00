/// The parts of a run that `--only` chooses among.
public enum RunModule: String, CaseIterable, Sendable {
    case accounts
    case air
    case compensation
    case quota

    /// Modules whose results it reads.
    var inputs: Set<RunModule> { self == .compensation ? [.air] : [] }
}

extension Set<RunModule> {
    /// With everything that the chosen modules read.
    var withInputs: Set<RunModule> { reduce(self) { $0.union($1.inputs) } }
}
