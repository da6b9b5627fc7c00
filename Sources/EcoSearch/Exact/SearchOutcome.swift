/// What a search says about its best point.
public enum SearchCertainty: Sendable, Equatable {
    /// No other point of the range is better; a bisection knows the value to `precision`, in parts of the range.
    case exact(precision: Double)
    /// The best of the points that were evaluated.
    case bestFound(SearchDoubt)

    public var isExact: Bool { if case .exact = self { true } else { false } }
}

/// Why a result is not exact.
public enum SearchDoubt: String, Sendable {
    /// Nothing is known of the problem's form.
    case noProof = "no_proof"
    /// The points evaluated contradict the form that was claimed.
    case contradicted
    /// The evaluations ran out.
    case unfinished
}

public enum SearchMethod: String, Sendable, CaseIterable {
    case enumeration, linear, bisection, global
}

/// A finished search.
public struct SearchOutcome: Sendable {
    public let space: SearchSpace
    public let method: SearchMethod
    public let certainty: SearchCertainty
    /// In the order in which they were evaluated.
    public let entries: [SearchEntry]
    /// The best point that meets every constraint; `nil` where none was found.
    public let best: Int?
    /// Where none was found, the point that misses least.
    public let nearest: Int?

    init(_ archive: SearchArchive, _ method: SearchMethod, _ certainty: SearchCertainty) {
        space = archive.space
        entries = archive.entries
        self.method = method
        self.certainty = certainty
        let first = archive.best
        let isFeasible = first.map { archive.entries[$0].appraisal.isFeasible } ?? false
        best = isFeasible ? first : nil
        nearest = isFeasible ? nil : first
    }
}

/// What is known of a problem beforehand.
public enum SearchForm: Sendable, Equatable {
    case unknown
    /// Objective and margins are affine in the variables, in every draw.
    case linear
    /// One variable: the objective never falls with it, and every margin never falls (or never rises, where
    /// `marginsRise` is false).
    case monotone(marginsRise: Bool)
}
