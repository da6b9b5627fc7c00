import EcoAlgebra
import Testing

@testable import EcoQuota

@Suite("River trees: elimination from the springs to the mouth")
struct RiverTreeTests {
    /// Sources with baselines and measures at sections of a tree; `below` names the next section, `share` what
    /// reaches it.
    struct River {
        var below: [Int]
        var share: [Double]
        var limit: [Double]
        /// Section, baseline, measures.
        var sources: [(section: Int, base: Double, measures: [(cost: Double, slope: Double, size: Double)])]

        var matrix: DenseMatrix {
            var matrix = DenseMatrix(rows: below.count, columns: sources.count)
            for (column, source) in sources.enumerated() {
                var (section, part) = (source.section, 1.0)
                while section >= 0 {
                    matrix[section, column] = part
                    part *= share[section]
                    section = below[section]
                }
            }
            return matrix
        }

        var program: MarketProgram {
            var program = MarketProgram()
            func add(_ cost: Double, _ upper: Double, _ slope: Double, _ entries: [(row: Int, value: Double)])
            {
                program.cost.append(cost)
                program.upper.append(upper)
                program.curvature.append(slope)
                program.matrix.append(entries)
            }
            for (index, source) in sources.enumerated() { add(0, source.base, 0, [(index, 1)]) }
            for (index, source) in sources.enumerated() {
                for measure in source.measures {
                    add(measure.cost, measure.size, measure.slope, [(index, 1)])
                }
            }
            program.right = sources.map(\.base)
            program.rowKinds = sources.map { _ in .equal }
            program.rowFamilies = [.init("all", 0..<sources.count, unit: "t")]
            program.columnFamilies = [.init("all", 0..<program.cost.count, unit: "t")]
            program.ambient = AmbientRows(
                matrix: SourceReceptorMatrix(matrix), emission: Array(sources.indices),
                group: Array(sources.indices), allowance: limit)
            return program
        }
    }

    private func solved(_ program: MarketProgram) throws -> (ProgramSolution, ProgramCertificate) {
        #expect(RiverTreeSolver().accepts(program))
        let solution = try RiverTreeSolver().solve(program)
        return (solution, ProgramCertificate(program, solution))
    }

    @Test func chainOfThree() throws {
        // Marginal costs 2, 1, 4 a tonne at baselines 100, shares .5 and .5; limits 60, 100, 110. Optimum e = (60, 45,
        // 72.5) at 4,625 with marginal costs 80, 55, 110 and section prices 52.5, 0, 110.
        let river = River(
            below: [1, 2, -1], share: [0.5, 0.5, 0], limit: [60, 100, 110],
            sources: [
                (0, 100, [(0, 2, 100)]), (1, 100, [(0, 1, 100)]), (2, 100, [(0, 4, 100)]),
            ])
        let program = river.program
        let (solution, proof) = try solved(program)
        for (value, expected) in zip(solution.values, [60, 45, 72.5]) {
            #expect(abs(value - expected) < 1e-12)
        }
        for (price, expected) in zip(solution.ambientPrices, [52.5, 0, 110]) {
            #expect(abs(price - expected) < 1e-11)
        }
        for (price, expected) in zip(solution.rowPrices, [-80.0, -55, -110]) {
            #expect(abs(price - expected) < 1e-11)
        }
        #expect(abs(proof.primalObjective - 4625) < 1e-9 && proof.verdict == .proven)
        // 80 = 52.5 + .25 x 110 and 55 = .5 x 110: the source pays what it adds at every section below.
        let charges = program.ambient.matrix.charges(of: solution.ambientPrices)
        for (charge, expected) in zip(charges, [80.0, 55, 110]) { #expect(abs(charge - expected) < 1e-11) }
    }

    private func random(_ sections: Int, seed: UInt64, isSloped: Bool) -> River {
        var draws = SolverDraws(state: seed)
        // Section 0 is the mouth; every other one flows into one with a smaller number.
        let below = (0..<sections).map { $0 == 0 ? -1 : draws.index($0) }
        let share = (0..<sections).map { $0 == 0 ? 0 : 0.3 + 0.7 * draws.next() }
        let sources = (0..<sections * 2).map { index in
            let base = 10 + 90 * draws.next()
            let measures = (0..<1 + draws.index(4)).map { step in
                (
                    cost: (30 * Double(step + 1) * (0.5 + draws.next())).rounded(),
                    slope: isSloped ? 0.5 + draws.next() : 0, size: base * 0.2
                )
            }
            return (section: index % sections, base: base, measures: measures)
        }
        var river = River(below: below, share: share, limit: [], sources: sources)
        let matrix = river.matrix
        let full = sources.map(\.base)
        let least = sources.map { source in source.base - source.measures.reduce(0) { $0 + $1.size } }
        let loads = ((try? matrix.multiplied(by: full)) ?? [], (try? matrix.multiplied(by: least)) ?? [])
        river.limit = zip(loads.0, loads.1).map { $1 + (0.3 + 0.9 * draws.next()) * ($0 - $1) }
        return river
    }

    @Test(arguments: 1...40)
    func randomTreesAreProven(seed: Int) throws {
        let program = random(2 + seed, seed: UInt64(seed), isSloped: seed % 2 == 0).program
        let (_, proof) = try solved(program)
        #expect(proof.verdict == .proven, "gap \(proof.gap), violation \(proof.largestViolation)")
        #expect(proof.gap < 1e-11)
    }

    @Test(arguments: 1...12)
    func sameAsTheDualNewtonMethod(seed: Int) throws {
        let program = random(3 + seed, seed: UInt64(100 + seed), isSloped: true).program
        let (solution, _) = try solved(program)
        let newton = try DualNewtonSolver().solve(program)
        for (one, other) in zip(solution.values, newton.values) { #expect(abs(one - other) < 1e-5) }
    }

    @Test func orderOfSectionsDoesNotMatter() throws {
        let river = random(9, seed: 3, isSloped: false)
        let place = [4, 2, 8, 0, 6, 1, 7, 3, 5]
        var other = river
        for section in 0..<9 {
            other.below[place[section]] = river.below[section] < 0 ? -1 : place[river.below[section]]
            other.share[place[section]] = river.share[section]
            other.limit[place[section]] = river.limit[section]
        }
        other.sources = river.sources.map { (place[$0.section], $0.base, $0.measures) }
        let (one, _) = try solved(river.program)
        let (two, _) = try solved(other.program)
        for (first, second) in zip(one.values, two.values) { #expect(abs(first - second) < 1e-9) }
    }

    @Test func whatIsNoRiverIsLeftToOthers() throws {
        var program = random(4, seed: 8, isSloped: true).program
        program.ambient.matrix = SourceReceptorMatrix(
            try DenseMatrix(rows: 2, columns: 3, elements: [1, 0.5, 0.5, 1, 1, 1]))
        program.ambient.emission = [0, 1, 2]
        program.ambient.group = [0, 1, 2]
        program.ambient.allowance = [1, 1]
        #expect(!RiverTreeSolver().accepts(program))
    }

    @Test func limitsThatCannotBeMetThrow() throws {
        var program = random(4, seed: 8, isSloped: true).program
        program.ambient.allowance[0] = 0
        #expect(throws: QuotaSolverError.self) { try RiverTreeSolver().solve(program) }
    }
}
