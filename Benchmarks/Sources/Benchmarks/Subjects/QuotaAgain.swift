import EcoQuota

extension Benchmark {
    /// Changed versions of one generated market with pools, each from the face of the market as it stands.
    static let quotaAgain = Benchmark(
        "quota_again",
        "changed markets with pools solved again (GRID is N,R,Z,SEED,COUNT; DETAIL lp or qp, then caps or prices)"
    ) { place in
        let numbers = place.grid.folder.split(separator: ",").compactMap { Int($0) }
        guard numbers.count == 5 else {
            throw PairwiseInstance.Failure.format("GRID must be N,R,Z,SEED,COUNT")
        }
        let program = PoolInstance(
            counties: numbers[0], receptors: numbers[1], zones: numbers[2], seed: UInt64(numbers[3]),
            isSloped: place.details.first == "qp"
        ).program
        let solver = FaceFollowingSolver(MarketFollower(program, try InteriorPointSolver().solve(program)))
        var change = MarketChange(movesPrices: place.details.dropFirst().first == "prices")
        var (followed, proven, turns, seconds, sum) = (0, 0, 0, 0.0, 0.0)
        for _ in 0..<numbers[4] {
            let changed = change.next(of: program)
            let start = ProcessUsage.now
            let solution = try solver.solve(changed)
            seconds += ProcessUsage.now.cpuSeconds - start.cpuSeconds
            let proof = ProgramCertificate(changed, solution)
            if solution.solver == FaceFollowingSolver.id {
                (followed, turns) = (followed + 1, turns + solution.iterations)
            }
            if proof.verdict == .proven { proven += 1 }
            sum += proof.primalObjective
        }
        print(
            """
            {"markets": \(numbers[4]), "solve_cpu_seconds": \(seconds), "followed": \(followed), \
            "proven": \(proven), "turns": \(turns)}
            """)
        return Outcome(
            cells: numbers[4], check: sum, counts: ["followed": followed, "proven": proven, "turns": turns])
    }
}

/// Every cap by 5 % and every receptor by 2 %, or every price by 5 %, up or down; the same sequence every time.
private struct MarketChange {
    let movesPrices: Bool
    private var random = SplitMix(state: 5)

    init(movesPrices: Bool) { self.movesPrices = movesPrices }

    mutating func next(of program: MarketProgram) -> MarketProgram {
        var changed = program
        if movesPrices {
            for column in changed.cost.indices {
                let factor = factor(0.05)
                changed.cost[column] *= factor
                changed.curvature[column] *= factor
            }
        } else {
            for row in program.right.indices where row >= program.ambient.emission.count {
                changed.right[row] *= factor(0.05)
            }
            for row in changed.ambient.allowance.indices { changed.ambient.allowance[row] *= factor(0.02) }
        }
        return changed
    }

    private mutating func factor(_ part: Double) -> Double { 1 + part * (2 * random.uniform() - 1) }
}
