import EcoAlgebra
import Testing

@testable import EcoQuota

@Suite("Dual Newton: sources without trade whose cost slopes")
struct DualNewtonTests {
    struct Draws {
        var state: UInt64

        mutating func next() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) * 0x1p-53
        }
    }

    /// Sources with one emission each: e + Σ a - Σ y = base, measures (cost, slope, size), projects (value, slope,
    /// size), receptors and caps.
    struct Market {
        var base: [Double]
        var measures: [[(cost: Double, slope: Double, size: Double)]]
        var projects: [[(value: Double, slope: Double, size: Double)]]
        var transfer: DenseMatrix
        var allowance: [Double]
        var caps: [(members: [Int], limit: Double)] = []
        var emissionLimit: [Double?]

        init(base: [Double], transfer: DenseMatrix, allowance: [Double]) {
            self.base = base
            self.transfer = transfer
            self.allowance = allowance
            measures = base.map { _ in [] }
            projects = base.map { _ in [] }
            emissionLimit = base.map { _ in nil }
        }

        func program(single: Bool = false) -> MarketProgram {
            var program = MarketProgram()
            func add(_ cost: Double, _ slope: Double, _ upper: Double, _ entries: [(row: Int, value: Double)])
            {
                program.cost.append(cost)
                program.curvature.append(slope)
                program.upper.append(upper)
                program.matrix.append(entries)
            }
            for source in base.indices {
                let natural = base[source] + projects[source].reduce(0) { $0 + $1.size }
                let shared = caps.indices.filter { caps[$0].members.contains(source) }
                add(
                    0, 0, emissionLimit[source] ?? natural,
                    [(source, 1)] + shared.map { (base.count + $0, 1) })
            }
            for source in base.indices {
                for measure in measures[source] {
                    add(measure.cost, measure.slope, measure.size, [(source, 1)])
                }
                for project in projects[source] {
                    add(-project.value, project.slope, project.size, [(source, -1)])
                }
            }
            program.right = base + caps.map(\.limit)
            program.rowKinds = base.map { _ in .equal } + caps.map { _ in .atMost }
            program.rowFamilies = [.init("all", 0..<program.right.count, unit: "t")]
            program.columnFamilies = [.init("all", 0..<program.cost.count, unit: "t")]
            program.ambient = AmbientRows(
                matrix: single
                    ? SourceReceptorMatrix(SingleMatrix(roundingUp: transfer))
                    : SourceReceptorMatrix(transfer),
                emission: Array(base.indices), group: Array(base.indices), allowance: allowance)
            return program
        }
    }

    static func random(_ count: Int, receptors: Int, caps: Int, seed: UInt64) throws -> Market {
        var draws = Draws(state: seed)
        let base = (0..<count).map { _ in 10 + 90 * draws.next() }
        var transfer = DenseMatrix(rows: receptors, columns: count)
        for index in transfer.elements.indices {
            transfer.elements[index] = draws.next() < 0.2 ? 0 : draws.next() * draws.next()
        }
        let loads = try transfer.multiplied(by: base)
        var market = Market(
            base: base, transfer: transfer, allowance: loads.map { $0 * (0.75 + 0.3 * draws.next()) })
        for source in 0..<count {
            for step in 0..<1 + Int(3 * draws.next()) {
                market.measures[source].append(
                    (
                        100 * (1 + Double(step)) * (0.5 + draws.next()), 5 * (0.1 + draws.next()),
                        base[source] * 0.2
                    ))
            }
            if draws.next() < 0.5 { market.projects[source] = [(400 * draws.next(), 2, base[source] * 0.1)] }
        }
        for cap in 0..<caps {
            let members = (0..<count).filter { $0 % caps == cap }
            let total = members.reduce(0) { $0 + base[$1] }
            market.caps.append((members, total * (0.8 + 0.3 * draws.next())))
        }
        return market
    }

    @Test func equalMarginalCostByHand() throws {
        // Need 600 at marginal costs 2 a, 3 a, 6 a: price 600 / (1/2 + 1/3 + 1/6) = 600, amounts 300, 200, 100,
        // cost 180,000 (one receptor that feels every tonne alike).
        var market = Market(
            base: [1000, 1000, 1000], transfer: try DenseMatrix(rows: 1, columns: 3, elements: [1, 1, 1]),
            allowance: [2400])
        market.measures = [[(0, 2, 1000)], [(0, 3, 1000)], [(0, 6, 1000)]]
        let program = market.program()
        let solution = try DualNewtonSolver().solve(program)
        for (value, expected) in zip(solution.values[3...], [300.0, 200, 100]) {
            #expect(abs(value - expected) < 1e-6)
        }
        #expect(abs(solution.ambientPrices[0] - 600) < 1e-6)
        #expect(solution.rowPrices.prefix(3).allSatisfy { abs($0 + 600) < 1e-6 })
        let proof = ProgramCertificate(program, solution)
        #expect(abs(proof.primalObjective - 180_000) < 1e-4 && proof.verdict == .proven)
    }

    @Test func tradeStuckBetweenTwoReceptors() throws {
        // Marginal costs a, a, 4 a at baselines 100; receptors e1 + e3 / 2 <= 90 and e2 + e3 / 2 <= 90: the optimum is
        // e = (140, 140, 260) / 3 at 3,200 and both prices 160 / 3.
        var market = Market(
            base: [100, 100, 100],
            transfer: try DenseMatrix(rows: 2, columns: 3, elements: [1, 0, 0, 1, 0.5, 0.5]),
            allowance: [90, 90])
        market.measures = [[(0, 1, 100)], [(0, 1, 100)], [(0, 4, 100)]]
        let program = market.program()
        let solution = try DualNewtonSolver().solve(program)
        for (value, expected) in zip(solution.values, [140.0 / 3, 140.0 / 3, 260.0 / 3]) {
            #expect(abs(value - expected) < 1e-7)
        }
        for price in solution.ambientPrices { #expect(abs(price - 160.0 / 3) < 1e-7) }
        #expect(abs(ProgramCertificate(program, solution).primalObjective - 3200) < 1e-6)
    }

    @Test(arguments: 1...24)
    func randomMarketsAreProven(seed: Int) throws {
        let market = try Self.random(
            20 + seed * 9, receptors: 3 + seed % 17, caps: seed % 5, seed: UInt64(seed))
        let program = market.program()
        #expect(DualNewtonSolver().accepts(program))
        let solution = try DualNewtonSolver().solve(program)
        let proof = ProgramCertificate(program, solution)
        #expect(proof.verdict == .proven, "gap \(proof.gap), violation \(proof.largestViolation)")
    }

    @Test func limitsOfTheEmissionItselfBind() throws {
        // An emission that may be 60 at most where its source would emit 100, and one that ends at 0 before its
        // measures end: 50 t with measures for 80 t under a receptor that allows nothing of it.
        var market = Market(
            base: [100, 50], transfer: try DenseMatrix(rows: 1, columns: 2, elements: [0, 1]), allowance: [0])
        market.measures = [[(10, 1, 50), (5, 1, 20)], [(1, 1, 60), (2, 1, 20)]]
        market.emissionLimit = [60, nil]
        let program = market.program()
        let solution = try DualNewtonSolver().solve(program)
        let proof = ProgramCertificate(program, solution)
        #expect(proof.verdict == .proven, "gap \(proof.gap), violation \(proof.largestViolation)")
        // 40 t of two measures at 10 + a and 5 + b: b = 20 (its end) where a = 20: marginal costs 30 and 25.
        #expect(abs(solution.values[2] - 20) < 1e-9 && abs(solution.values[3] - 20) < 1e-9)
        // 50 t of 1 + a and 2 + b, b at most 20: a = 30 at 31 and b = 20 at 22.
        #expect(abs(solution.values[4] - 30) < 1e-6 && abs(solution.values[5] - 20) < 1e-6)
    }

    @Test func singlePrecisionIsSolvedAsStored() throws {
        let market = try Self.random(60, receptors: 8, caps: 2, seed: 77)
        let program = market.program(single: true)
        let proof = ProgramCertificate(program, try DualNewtonSolver().solve(program))
        #expect(proof.verdict == .proven)
        let double = market.program()
        let other = ProgramCertificate(double, try DualNewtonSolver().solve(double))
        // Entries rounded up by 1.2e-7 of themselves at most make the limits that much tighter.
        #expect(proof.primalObjective >= other.dualBound)
        #expect(proof.primalObjective - other.primalObjective < 1e-4 * other.primalObjective.magnitude)
    }

    @Test func startFromTheOldPrices() throws {
        let market = try Self.random(200, receptors: 20, caps: 3, seed: 5)
        let program = market.program()
        let first = try DualNewtonSolver().solve(program)
        var changed = program
        changed.ambient.allowance = changed.ambient.allowance.map { $0 * 0.99 }
        let warm = try DualNewtonSolver().solve(changed, from: first)
        let proof = ProgramCertificate(changed, warm)
        #expect(proof.verdict == .proven)
        #expect(proof.primalObjective >= ProgramCertificate(program, first).dualBound)
        // The same programme again needs no step at all.
        #expect(try DualNewtonSolver().solve(program, from: first).iterations <= 1)
    }

    @Test func otherFormsAreLeftToOthers() throws {
        var market = try Self.random(20, receptors: 3, caps: 0, seed: 3)
        market.measures[0] = [(5, 0, 10)]
        #expect(!DualNewtonSolver().accepts(market.program()))
        market.measures[0] = [(5, 1, 10)]
        #expect(DualNewtonSolver().accepts(market.program()))
        var program = market.program()
        program.wholeColumns = [1]
        #expect(!DualNewtonSolver().accepts(program))
        // A column that moves quota between two rows is trade.
        program = market.program()
        program.cost.append(1)
        program.curvature.append(0)
        program.upper.append(5)
        program.matrix.append([(0, 1), (1, -1)])
        #expect(!DualNewtonSolver().accepts(program))
    }

    @Test func limitsThatCannotBeMetThrow() throws {
        var market = try Self.random(20, receptors: 3, caps: 0, seed: 3)
        market.allowance[1] = 0
        #expect(throws: QuotaSolverError.self) { try DualNewtonSolver().solve(market.program()) }
    }
}
