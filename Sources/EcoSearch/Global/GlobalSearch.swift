import EcoSampling

/// Search without a known form: a design with the corners of the box, then rounds of evolution, refinement of the best
/// point, filling of the front and nearly-best points elsewhere, until the evaluations are spent.
///
/// What a round does depends on what was found before, and never on the evaluations that are left.
struct GlobalSearch {
    let seed: UInt64
    /// Part of the objective by which a point may be worse and still count as nearly best.
    let nearOptimal: Double
    let wantsAlternatives: Bool

    private static let generationsInARound = 2

    func run(_ archive: inout SearchArchive) throws {
        try design(&archive)
        var evolution = Evolution(seed: seed)
        var fronts = FrontFilling()
        var round = 0
        var settled: Int?
        while true {
            let before = archive.entries.count
            if let best = archive.best, settled != best {
                let limit = 6 * (archive.space.dimension + 1)
                let refinement = LocalRefinement(
                    goal: .own, radius: round == 0 ? 0.1 : 0.03, limit: limit, purpose: .refinement)
                let end = try refinement.run(from: best, &archive)
                settled = end.isSettled ? end.position : nil
            }
            for _ in 0..<Self.generationsInARound { try evolution.advance(&archive) }
            try fronts.advance(&archive)
            if wantsAlternatives { try push(round, &archive) }
            round += 1
            // A box of steps that is searched through has nothing new.
            if archive.entries.count == before, archive.space.pointCount == archive.entries.count { return }
            if archive.entries.count == before, round > 1000 { return }
        }
    }

    private func design(_ archive: inout SearchArchive) throws {
        let space = archive.space
        let dimension = space.dimension
        let corners =
            dimension <= 4
            ? (0..<(1 << dimension)).map { bits in
                (0..<dimension).map { bits >> $0 & 1 == 1 ? 1.0 : 0 }
            } : [[Double](repeating: 0, count: dimension), [Double](repeating: 1, count: dimension)]
        let spread = SobolSample(count: 6 * dimension, dimension: dimension, seed: seed).points
        try archive.evaluate(
            shares: corners + [[Double](repeating: 0.5, count: dimension)] + spread, .design)
    }

    /// One variable after the other towards its ends among the points that are nearly best.
    private func push(_ round: Int, _ archive: inout SearchArchive) throws {
        guard let best = archive.best, archive.entries[best].appraisal.isFeasible else { return }
        let objective = archive.entries[best].appraisal.objective
        let room = NearOptimal.room(nearOptimal, archive.entries)
        guard room > 0 else { return }
        let axis = round / 2 % archive.space.dimension
        let goal = SearchGoal.variable(
            axis, sign: round % 2 == 0 ? 1 : -1, limit: objective + room, size: room)
        guard let start = goal.best(archive) else { return }
        let refinement = LocalRefinement(
            goal: goal, radius: 0.15, smallestRadius: 0.01, limit: 2 * (archive.space.dimension + 1),
            purpose: .alternative)
        _ = try refinement.run(from: start, &archive)
    }
}
