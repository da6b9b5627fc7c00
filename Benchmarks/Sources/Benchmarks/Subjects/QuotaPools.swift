import EcoQuota

extension Benchmark {
    /// A generated market with pools: building and solving apart, and its proof.
    static let quotaPools = Benchmark(
        "quota_pools",
        "a market QF-N-R-Z-SEED with pools (GRID is N,R,Z,SEED such as 2850,339,31,2; DETAIL lp or qp, then a solver)"
    ) { place in
        let numbers = place.grid.folder.split(separator: ",").compactMap { Int($0) }
        guard numbers.count == 4 else { throw PairwiseInstance.Failure.format("GRID must be N,R,Z,SEED") }
        let start = ProcessUsage.now
        let program = PoolInstance(
            counties: numbers[0], receptors: numbers[1], zones: numbers[2], seed: UInt64(numbers[3]),
            isSloped: place.details.first == "qp"
        ).program
        let wanted = place.details.dropFirst().first ?? "interior_point"
        guard let solver = ProgramSolverCatalogue.solver(wanted) else {
            throw PairwiseInstance.Failure.format("there is no solver '\(wanted)'")
        }
        let before = ProcessUsage.now
        let solution = try solver.init().solve(program)
        let after = ProcessUsage.now
        let proof = ProgramCertificate(program, solution)
        print(
            """
            {"solver": "\(solver.id)", "build_cpu_seconds": \(before.cpuSeconds - start.cpuSeconds), \
            "solve_cpu_seconds": \(after.cpuSeconds - before.cpuSeconds), \
            "solve_wall_seconds": \(after.wallSeconds - before.wallSeconds), \
            "iterations": \(solution.iterations), "ambient_rows": \(solution.activeAmbientRows), \
            "objective": \(proof.primalObjective), "gap": \(proof.gap), \
            "violation": \(proof.largestViolation), "peak_bytes": \(after.peakBytes)}
            """)
        return Outcome(
            cells: program.columnCount, check: proof.primalObjective,
            counts: [
                "columns": program.columnCount, "iterations": solution.iterations,
                "ambient_rows": solution.activeAmbientRows,
            ])
    }
}
