/// The search of a box for the best point under constraints. Method: docs/methods/search.md.
///
/// The same settings and the same appraisals give the same points in the same order.
public struct Search: Sendable {
    public var space: SearchSpace
    /// Of each constraint the share of draws that is to meet it; 1 where it is not of single draws.
    public var shares: [Double]
    public var form: SearchForm
    /// Points to begin with, such as the scenario as it stands or the best of a narrower search.
    public var starts: [[Double]]
    public var seed: UInt64
    /// Points evaluated at most.
    public var evaluations: Int
    /// Part of the objective by which a point may be worse and still count as nearly best.
    public var nearOptimal: Double
    public var wantsAlternatives = true
    /// Width of the bracket in which a bisection leaves the best value, in parts of the range.
    public var precision = 1e-6
    /// Takes the global method whatever is known.
    public var isGlobal = false

    public init(
        _ space: SearchSpace, shares: [Double], form: SearchForm = .unknown, starts: [[Double]] = [],
        seed: UInt64 = 1, evaluations: Int = 300, nearOptimal: Double = 0.02
    ) {
        self.space = space
        self.shares = shares
        self.form = form
        self.starts = starts
        self.seed = seed
        self.evaluations = evaluations
        self.nearOptimal = nearOptimal
    }

    /// The method that the problem allows.
    public var method: SearchMethod {
        if isGlobal { return .global }
        if let count = space.pointCount, count <= evaluations { return .enumeration }
        if form == .linear, LinearSearch.fits(space, shares: shares) { return .linear }
        if case .monotone = form, space.dimension == 1 { return .bisection }
        return .global
    }

    /// - Parameter appraise: appraises points in their order; what it throws ends the search.
    public func run(_ appraise: @escaping SearchArchive.Appraise) throws -> SearchOutcome {
        var archive = SearchArchive(space, budget: evaluations, appraise: appraise)
        var (method, doubt) = (method, SearchDoubt.noProof)
        do {
            try archive.evaluate(starts, .design)
            if method != .global {
                let certainty = try exact(method, &archive)
                guard case .bestFound(let found) = certainty else {
                    return SearchOutcome(archive, method, certainty)
                }
                (method, doubt) = (.global, found)
            }
            try GlobalSearch(seed: seed, nearOptimal: nearOptimal, wantsAlternatives: wantsAlternatives)
                .run(&archive)
        } catch SearchEnd.budgetSpent {
            if method != .global { doubt = .unfinished }
        }
        return SearchOutcome(archive, method, .bestFound(doubt))
    }

    /// What holds the best point, with at most as many further evaluations as `limit`.
    public func binding(
        _ outcome: SearchOutcome, limit: Int, _ appraise: @escaping SearchArchive.Appraise
    ) throws -> Binding {
        try Binding(outcome, evaluations: outcome.entries.count + limit, appraise: appraise)
    }

    private func exact(_ method: SearchMethod, _ archive: inout SearchArchive) throws -> SearchCertainty {
        switch method {
        case .enumeration: return try EnumerationSearch().run(&archive)
        case .linear: return try LinearSearch(shares: shares).run(&archive)
        case .bisection:
            guard case .monotone(let marginsRise) = form else { return .bestFound(.noProof) }
            return try MonotoneSearch(
                marginsRise: marginsRise, precision: precision, auditCount: 7
            ).run(&archive)
        case .global: return .bestFound(.noProof)
        }
    }
}
