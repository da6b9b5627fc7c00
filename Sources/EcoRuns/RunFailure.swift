import EcoParameters

/// Why a run has no result.
public enum RunFailure: Error, Sendable {
    /// The input is wrong: every finding of every module.
    case input([Diagnostic])
    /// The input is right, but the computation failed or a limit cannot be met.
    case computation([Diagnostic])
    /// The input is right, and no plan of the market meets its limits.
    case infeasible(InfeasibleMarket)

    /// Findings about inputs, unless all are of a disk that cannot be written or of an interruption.
    init(_ failure: DiagnosticFailure) {
        let ofComputation = ["raster_unwritable", "interrupted"]
        let errors = failure.diagnostics.filter(\.isError)
        let isInput = errors.isEmpty || errors.contains { !ofComputation.contains($0.code) }
        self = isInput ? .input(failure.diagnostics) : .computation(failure.diagnostics)
    }

    public var diagnostics: [Diagnostic] {
        switch self {
        case .input(let diagnostics), .computation(let diagnostics): diagnostics
        case .infeasible(let market): market.diagnostics
        }
    }

    /// All failures as one: wrong input outweighs, since nothing can be said of a limit before it is mended.
    static func merged(_ failures: [RunFailure]) -> RunFailure? {
        guard failures.count > 1 else { return failures.first?.inReadingOrder }
        let all = failures.flatMap(\.diagnostics)
        let isInput = failures.contains { if case .input = $0 { true } else { false } }
        return isInput ? .input(all.sortedByLocation()) : .computation(all)
    }

    private var inReadingOrder: RunFailure {
        guard case .input(let diagnostics) = self else { return self }
        return .input(diagnostics.sortedByLocation())
    }
}
