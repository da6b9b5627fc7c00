/// What a constraint costs at the best point: how the objective changes where it asks for a little less.
public struct Shadow: Sendable, Equatable {
    public let constraint: Int
    /// By how much the margin was relaxed, in parts of what the constraint asks for.
    public let relaxation: Double
    /// Of the objective, at a point that was evaluated; 0 or less.
    public let change: Double
    /// That point: the best where the constraint asks for so much less.
    public let point: SearchEntry
}

/// What holds the best point where it is.
public struct Binding: Sendable, Equatable {
    /// Constraints whose margin is nearly used up.
    public let constraints: [Int]
    /// Variables at an end of their range: true at the high end.
    public let ends: [Int: Bool]
    public let shadows: [Shadow]
    /// Spent to find the shadows.
    public let evaluations: Int

    /// A margin below this part of what is asked for counts as used up.
    public static let nearlyUsed = 0.005
    /// By which a constraint is relaxed.
    public static let relaxation = 0.01

    /// - Parameter evaluations: at most this many more, for the shadows.
    init(_ outcome: SearchOutcome, evaluations limit: Int, appraise: @escaping SearchArchive.Appraise) throws
    {
        guard let best = outcome.best else {
            (constraints, ends, shadows, evaluations) = ([], [:], [], 0)
            return
        }
        let entry = outcome.entries[best]
        let binding = entry.appraisal.margins.indices.filter {
            entry.appraisal.margins[$0] <= Self.nearlyUsed
        }
        var ends: [Int: Bool] = [:]
        for (axis, value) in entry.values.enumerated() where outcome.space.axes[axis].count != 1 {
            let share = outcome.space.axes[axis].share(of: value)
            if share <= 1e-6 { ends[axis] = false }
            if share >= 1 - 1e-6 { ends[axis] = true }
        }
        var archive = SearchArchive(outcome.space, budget: limit, appraise: appraise)
        archive.take(outcome.entries)
        var shadows: [Shadow] = []
        for constraint in binding {
            let goal = SearchGoal.relaxed(constraint, by: Self.relaxation)
            let refinement = LocalRefinement(
                goal: goal, radius: 0.02, limit: 4 * (outcome.space.dimension + 1), purpose: .refinement)
            let start = goal.best(archive) ?? best
            do {
                _ = try refinement.run(from: start, &archive)
            } catch SearchEnd.budgetSpent {}
            let end = goal.best(archive) ?? best
            guard goal.standing(end, archive).violation == 0 else { continue }
            shadows.append(
                Shadow(
                    constraint: constraint, relaxation: Self.relaxation,
                    change: archive.entries[end].appraisal.objective - entry.appraisal.objective,
                    point: archive.entries[end]))
        }
        constraints = binding
        self.ends = ends
        self.shadows = shadows
        self.evaluations = archive.entries.count - outcome.entries.count
    }
}
