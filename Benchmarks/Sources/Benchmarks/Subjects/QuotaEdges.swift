import EcoQuota

extension Benchmark {
    /// A pairwise quota market, solved by the solver of an id (else by the first that takes it), and its proof.
    static let quotaEdges = Benchmark(
        "quota_edges",
        "a pairwise quota market of peers/export_pairwise.py (GRID is its file; DETAIL a solver)"
    ) { place in
        let program = try PairwiseInstance(file: place.grid.folder).program
        let wanted = place.details.first.map { [$0] } ?? ProgramSolverCatalogue.all.map { $0.id }
        let solver = ProgramSolverCatalogue.all.first { type in
            wanted.contains(type.id) && type.init().accepts(program)
        }
        guard let solver else { throw PairwiseInstance.Failure.format("no solver takes this market") }
        let before = ProcessUsage.now
        let solution = try solver.init().solve(program)
        let cpu = ProcessUsage.now.cpuSeconds - before.cpuSeconds
        let proof = ProgramCertificate(program, solution)
        print(
            """
            {"solver": "\(solver.id)", "solve_cpu_seconds": \(cpu), "iterations": \(solution.iterations), \
            "gap": \(proof.gap), "violation": \(proof.largestViolation), "verdict": "\(proof.verdict.rawValue)"}
            """)
        return Outcome(cells: program.columnCount, check: proof.primalObjective)
    }
}
