import EcoQuota

extension Benchmark {
    /// A pairwise quota market, solved by the solver of an id (else by the first that takes it), and its proof.
    static let quotaEdges = Benchmark(
        "quota_edges",
        "a pairwise quota market of peers/export_pairwise.py (GRID is its file; DETAIL a solver)"
    ) { place in
        let program = try PairwiseInstance(file: place.grid.folder).program
        return try solve(program, place.details.first)
    }

    /// Sources without trade whose cost slopes.
    static let quotaSources = Benchmark(
        "quota_sources",
        "sources without trade of the peers' export_bin.py (GRID is its file; DETAIL `single`)"
    ) { place in
        let isSingle = place.details.contains("single")
        return try solve(
            try SourcesInstance(file: place.grid.folder, isSingle: isSingle).program, DualNewtonSolver.id)
    }

    private static func solve(_ program: MarketProgram, _ id: String?) throws -> Outcome {
        guard let solver = solver(id, for: program), solver.accepts(program) else {
            throw PairwiseInstance.Failure.format("no such solver takes this market")
        }
        let before = ProcessUsage.now
        let solution = try solver.solve(program)
        let cpu = ProcessUsage.now.cpuSeconds - before.cpuSeconds
        let proof = ProgramCertificate(program, solution)
        print(
            """
            {"solver": "\(type(of: solver).id)", "solve_cpu_seconds": \(cpu), "iterations": \(solution.iterations), \
            "gap": \(proof.gap), "violation": \(proof.largestViolation), "verdict": "\(proof.verdict.rawValue)"}
            """)
        return Outcome(
            cells: program.columnCount, check: proof.primalObjective,
            counts: ["columns": program.columnCount, "iterations": solution.iterations])
    }

    private static func solver(_ id: String?, for program: MarketProgram) -> (any ProgramSolver)? {
        guard let id else { return ProgramSolverCatalogue.solver(for: program) }
        return ProgramSolverCatalogue.solver(id)?.init()
    }
}
