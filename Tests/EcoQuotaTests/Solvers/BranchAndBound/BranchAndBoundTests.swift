@testable import EcoQuota
import EcoTestSupport
import Testing

@Suite("Whole projects")
struct BranchAndBoundTests {
    /// Every choice of the whole columns, each by a programme without any.
    private func enumerated(_ program: MarketProgram) -> Double? {
        var best: Double?
        for choice in 0..<(1 << program.wholeColumns.count) {
            let isTaken = program.wholeColumns.indices.map { choice >> $0 & 1 == 1 }
            let settled = program.settling(program.wholeColumns, isTaken)
            guard let found = ReferenceSolution(settled)?.objective else { continue }
            best = min(best ?? .infinity, found)
        }
        return best
    }

    /// P16: the plan of all choices, proven; the bound of the relaxation is below it.
    @Test(arguments: 1...60)
    func sameOptimumAsEveryChoice(_ seed: Int) throws {
        var random = RandomProgram(seed: UInt64(seed) + 100)
        let (program, _) = random.make(
            columns: 10, rows: 3, sloped: seed.isMultiple(of: 3), wholeColumns: 2 + seed % 5)
        let expected = try #require(enumerated(program))
        let solution = try BranchAndBoundSolver(over: ReferenceSolver()).solve(program)
        let certificate = ProgramCertificate(program, solution)
        #expect((certificate.primalObjective - expected).magnitude <= 1e-7 * max(1, expected.magnitude))
        #expect(certificate.verdict == .proven, "\(certificate)")
        #expect(certificate.relaxationBound <= certificate.dualBound)
        #expect(certificate.dualBound <= certificate.primalObjective + 1e-9)
        for column in program.wholeColumns {
            let value = solution.values[column]
            #expect(value == 0 || value == program.upper[column])
        }
    }

    /// Markets with whole projects, over the interior point: the plan of all choices, proven.
    @Test(arguments: 1...12)
    func marketsWithWholeProjects(_ seed: Int) throws {
        let generator = InstanceGenerator(
            counties: 2, receptors: 1, zones: 1, seed: UInt64(seed), isSloped: seed.isMultiple(of: 2))
        let problem = try QuotaProblem(generator.records())
        var program = MarketProgram(problem)
        program.wholeColumns = Array(QuotaLayout(problem).growth)
        let expected = try #require(enumerated(program))
        let certificate = ProgramCertificate(program, try BranchAndBoundSolver().solve(program))
        #expect((certificate.primalObjective / expected - 1).magnitude < 1e-7)
        #expect(certificate.verdict == .proven, "\(certificate)")
        #expect(certificate.relaxationBound <= certificate.dualBound)
    }

    /// A knapsack: worth 10, 13 and 7 of sizes 4, 5 and 3 in room for 7. In parts 10 + 13 x 3/5 ... the best
    /// relaxation is 13 + 10 / 2 = 18; whole the best is 10 + 7 = 17.
    private var knapsack: MarketProgram {
        var program = MarketProgram()
        for (worth, size) in [(10.0, 4.0), (13, 5), (7, 3)] {
            program.cost.append(-worth / size)
            program.curvature.append(0)
            program.upper.append(size)
            program.matrix.append([(0, 1)])
        }
        program.right = [7]
        program.rowKinds = [.atMost]
        program.rowFamilies = [.init("room", 0..<1, unit: "t")]
        program.wholeColumns = [0, 1, 2]
        return program
    }

    @Test func knapsackWithItsProof() throws {
        let solution = try BranchAndBoundSolver(over: ReferenceSolver()).solve(knapsack)
        let certificate = ProgramCertificate(knapsack, solution)
        #expect((certificate.primalObjective + 17).magnitude < 1e-9)
        #expect((certificate.dualBound + 17).magnitude < 1e-8)
        #expect((certificate.relaxationBound + 18).magnitude < 1e-8)
        #expect(certificate.verdict == .proven && certificate.cases > 1)
        #expect(solution.values.map { $0 > 0 } == [true, false, true])
    }

    /// At the limit of cases the plan is the best found, with the gap that is left, and not called proven.
    @Test func limitIsToldHonestly() throws {
        let solution = try BranchAndBoundSolver(over: ReferenceSolver(), caseLimit: 1).solve(knapsack)
        let certificate = ProgramCertificate(knapsack, solution)
        #expect(certificate.verdict == .notProven && certificate.cases == 1)
        #expect(certificate.gap > 0 && certificate.dualBound <= -17)
        #expect(certificate.statement.en.hasPrefix("best found, gap "))
        #expect(certificate.statement.zh.contains("差距"))
    }

    /// The same plan and the same cases twice; a proof with a case cut off proves nothing.
    @Test func orderIsFixedAndProofsAreChecked() throws {
        var random = RandomProgram(seed: 77)
        let (program, _) = random.make(columns: 12, rows: 3, wholeColumns: 6)
        let solver = BranchAndBoundSolver(over: ReferenceSolver())
        let (first, second) = (try solver.solve(program), try solver.solve(program))
        #expect(first.values == second.values && first.iterations == second.iterations)
        var forged = first
        forged.proof = .impossible(
            rowPrices: program.right.map { _ in 0 }, ambientPrices: program.ambient.allowance.map { _ in 0 })
        #expect(program.safeBound(try #require(forged.proof)).value == -.infinity)
        forged.proof = .branch(
            column: 0, leftOut: .bounded(rowPrices: first.rowPrices, ambientPrices: first.ambientPrices),
            taken: .bounded(rowPrices: first.rowPrices, ambientPrices: first.ambientPrices))
        #expect(program.safeBound(try #require(forged.proof)).value == -.infinity)  // column 0 is divisible
    }

    /// Limits that force a project in, and cases without any plan: closed by Farkas weights.
    @Test func casesWithoutPlanAreClosed() throws {
        var program = knapsack
        program.matrix.appendRow(1, [(column: 0, value: -1), (column: 1, value: -1)])
        program.right.append(-9)
        program.rowKinds.append(.atMost)
        program.right[0] = 12
        let solution = try BranchAndBoundSolver(over: ReferenceSolver()).solve(program)
        let certificate = ProgramCertificate(program, solution)
        #expect((certificate.primalObjective + 30).magnitude < 1e-9 && certificate.verdict == .proven)
        var one = program
        one.cost[0] = 1
        let forced = try BranchAndBoundSolver(over: ReferenceSolver()).solve(one)
        #expect(ProgramCertificate(one, forced).verdict == .proven)
        #expect(forced.values == [4, 5, 3])
    }

    /// A start is kept where nothing better turns up, and a wrong one is not taken.
    @Test func startsAreChecked() throws {
        var start = try BranchAndBoundSolver(over: ReferenceSolver()).solve(knapsack)
        let solver = BranchAndBoundSolver(over: ReferenceSolver())
        let again = try solver.solve(knapsack, from: start)
        #expect(again.values == start.values)
        start.values = [4, 5, 3]
        let checked = try solver.solve(knapsack, from: start)
        #expect(ProgramCertificate(knapsack, checked).verdict == .proven)
        #expect(checked.values.reduce(0, +) == 7)
    }

    /// Open cases come out least bound first, equal ones by number.
    @Test func queueIsInOrder() {
        var queue = CaseQueue()
        var random = SeededGenerator(seed: 4)
        let bounds = (0..<200).map { _ in (random.uniform() * 20).rounded() }
        for (index, bound) in bounds.enumerated() { queue.insert(index, bound) }
        var found: [Int] = []
        while let next = queue.popLeast() { found.append(next) }
        #expect(found == bounds.indices.sorted { (bounds[$0], $0) < (bounds[$1], $1) })
    }
}
