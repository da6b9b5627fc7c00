/// The solver backends; one folder and one line each. The first one is the default.
public enum SolverCatalogue {
    public static let all: [any QuotaSolver.Type] = [
        InteriorPointSolver.self
    ]

    /// The solver of an id; nil where there is none.
    public static func solver(_ id: String) -> (any QuotaSolver.Type)? { all.first { $0.id == id } }
}
