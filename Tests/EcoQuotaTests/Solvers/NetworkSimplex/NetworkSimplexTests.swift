import Testing

@testable import EcoQuota

@Suite("Network simplex")
struct NetworkSimplexTests {
    private func solved(_ program: MarketProgram) throws -> (ProgramSolution, ProgramCertificate) {
        #expect(NetworkSimplexSolver().accepts(program))
        let solution = try NetworkSimplexSolver().solve(program)
        let proof = ProgramCertificate(program, solution)
        #expect(proof.verdict == .proven, "gap \(proof.gap), violation \(proof.largestViolation)")
        return (solution, proof)
    }

    /// Supplies at most, demands in full.
    private func transport(_ cost: [[Double]], supply: [Double], demand: [Double]) -> MarketProgram {
        var arcs: [(from: Int, to: Int, cost: Double, capacity: Double)] = []
        for (plant, row) in cost.enumerated() {
            for (market, cost) in row.enumerated() {
                arcs.append((plant, supply.count + market, cost, min(supply[plant], demand[market])))
            }
        }
        return NetworkProgram.program(
            supply: supply + demand.map { -$0 }, arcs: arcs,
            kinds: supply.map { _ in .atMost } + demand.map { _ in .equal })
    }

    @Test func gamsTransport() throws {
        // GAMS TRNSPORT: 90 dollars for each case and thousand miles; optimum 153.675, market prices .225 .153 .126.
        let miles = [[2.5, 1.7, 1.8], [2.5, 1.8, 1.4]]
        let program = transport(
            miles.map { $0.map { $0 * 0.09 } }, supply: [350, 600], demand: [325, 300, 275])
        let (solution, proof) = try solved(program)
        #expect(abs(proof.primalObjective - 153.675) < 1e-10)
        let plant = solution.rowPrices[0]
        for (row, expected) in [(2, 0.225), (3, 0.153), (4, 0.126)] {
            #expect(abs(solution.rowPrices[row] - expected) < 1e-12)
        }
        #expect(abs(plant) < 1e-12)
    }

    @Test func peasCompany() throws {
        // P & T Company (Hillier and Lieberman): 152,535, and which truckloads go where.
        let program = transport(
            [[464, 513, 654, 867], [352, 416, 690, 791], [995, 682, 388, 685]], supply: [75, 125, 100],
            demand: [80, 65, 70, 85])
        let (solution, proof) = try solved(program)
        #expect(proof.primalObjective == 152_535)
        #expect(solution.values == [0, 20, 0, 55, 80, 45, 0, 0, 0, 0, 70, 30])
    }

    @Test func smallTransport() throws {
        let program = transport([[2, 4, 3], [3, 1, 2]], supply: [20, 30], demand: [15, 20, 15])
        #expect(try solved(program).1.primalObjective == 85)
    }

    @Test func dimacsSample() throws {
        let program = NetworkProgram.program(
            supply: [4, 0, 0, -4],
            arcs: [(0, 1, 2, 4), (0, 2, 2, 2), (1, 2, 1, 2), (1, 3, 3, 3), (2, 3, 1, 5)])
        let (solution, proof) = try solved(program)
        #expect(proof.primalObjective == 14 && solution.values == [2, 2, 2, 0, 4])
    }

    @Test func fiveNodeSample() throws {
        let arcs: [(from: Int, to: Int, cost: Double, capacity: Double)] = [
            (0, 1, 4, 15), (0, 2, 4, 8), (1, 2, 2, 20), (1, 3, 2, 4), (1, 4, 6, 10), (2, 3, 1, 15),
            (2, 4, 3, 4),
            (3, 4, 2, 20), (4, 2, 3, 5),
        ]
        let (_, proof) = try solved(NetworkProgram.program(supply: [20, 0, 0, -5, -15], arcs: arcs))
        #expect(proof.primalObjective == 150)
    }

    @Test func tiesGoToTheEarliestColumns() throws {
        // Two paths of the same cost: 1-2-4 at 2 + 3 and 1-3-4 at 4 + 1, 15 units, 75 either way. Columns 0 and 2 come
        // before columns 1 and 3, so the first path carries all; numbered the other way, the other one does.
        let paths: [(from: Int, to: Int, cost: Double, capacity: Double)] = [
            (0, 1, 2, 20), (0, 2, 4, 20), (1, 3, 3, 20), (2, 3, 1, 20),
        ]
        let (one, proof) = try solved(NetworkProgram.program(supply: [15, 0, 0, -15], arcs: paths))
        #expect(proof.primalObjective == 75 && one.values == [15, 0, 15, 0])
        let (two, other) = try solved(
            NetworkProgram.program(supply: [15, 0, 0, -15], arcs: [paths[1], paths[0], paths[3], paths[2]]))
        #expect(other.primalObjective == 75 && two.values == [15, 0, 15, 0])
    }

    @Test func generatorDrawsAsPublished() {
        var draws = NetworkGenerator.MinimalStandard(state: 13_502_460)
        let first = (0..<16).map { _ in draws.draw(1, 1_000_000) }
        #expect(
            first == [
                62286, 397_840, 652_671, 474_146, 20605, 661_032, 478_195, 866_960, 719_297, 302_650, 470_414,
                483_395, 753_149, 594_545, 273_660, 183_396,
            ])
    }

    @Test(arguments: [(8, 142_274_536.0), (10, 369_269_289)])
    func netgen(power: Int, optimum: Double) throws { try checkGenerated(power, optimum) }

    /// 131,072 arcs take half a minute in a build for debugging.
    @Test(.enabled(if: isOptimized), arguments: [(13, 1_184_953_451.0), (14, 1_772_056_888)])
    func largeNetgen(power: Int, optimum: Double) throws { try checkGenerated(power, optimum) }

    private static var isOptimized: Bool {
        var result = true
        assert({ result = false }() == ())
        return result
    }

    private func checkGenerated(_ power: Int, _ optimum: Double) throws {
        let generated = NetworkGenerator(power: power)
        #expect(generated.arcs.count == 8 << power)
        #expect(generated.supply.reduce(0, +) == 0)
        #expect(try solved(generated.program).1.primalObjective == optimum)
    }

    @Test(arguments: 1...40)
    func poolsWithFeesAreNetworksToo(seed: Int) throws {
        var pool = PoolProgram.random(2 + seed, seed: UInt64(seed), isSloped: false)
        for index in pool.accounts.indices { pool.accounts[index].ratio = 1 }
        let program = pool.program
        let (_, proof) = try solved(program)
        let merit = ProgramCertificate(program, try MeritOrderSolver().solve(program))
        let size = max(1, merit.primalObjective.magnitude)
        #expect(abs(proof.primalObjective - merit.primalObjective) < 1e-10 * size)
    }

    @Test(arguments: 1...30)
    func randomNetworksAreProven(seed: Int) throws {
        var draws = SolverDraws(state: UInt64(seed))
        let nodes = 4 + seed
        var supply = (0..<nodes).map { _ in (draws.next() * 20 - 10) }
        supply[nodes - 1] -= supply.reduce(0, +)
        var arcs: [(from: Int, to: Int, cost: Double, capacity: Double)] = []
        // A ring both ways carries everything; further arcs are cheaper and small.
        for node in 0..<nodes {
            arcs.append((node, (node + 1) % nodes, 50, 1000))
            arcs.append(((node + 1) % nodes, node, 50, 1000))
        }
        for _ in 0..<nodes * 4 {
            let (from, to) = (draws.index(nodes), draws.index(nodes))
            if from != to { arcs.append((from, to, (draws.next() * 40 - 3).rounded(), draws.next() * 8)) }
        }
        _ = try solved(NetworkProgram.program(supply: supply, arcs: arcs))
    }

    @Test func whatIsNoNetworkIsLeftToOthers() {
        // A circle whose ratios multiply to something else than 1.
        var program = NetworkProgram.program(supply: [1, -1], arcs: [(0, 1, 1, 5)])
        program.cost.append(1)
        program.curvature.append(0)
        program.upper.append(5)
        program.matrix.append([(0, 1), (1, -0.5)])
        #expect(!NetworkSimplexSolver().accepts(program))
        var sloped = NetworkProgram.program(supply: [1, -1], arcs: [(0, 1, 1, 5)])
        sloped.curvature[0] = 1
        #expect(!NetworkSimplexSolver().accepts(sloped))
    }

    @Test func ratiosAlongATreeAreScaledAway() throws {
        // Two for one: 10 wanted at the end, 20 leave the start at 3 each.
        var program = NetworkProgram.program(supply: [20, -10], arcs: [])
        program.cost = [3]
        program.curvature = [0]
        program.upper = [100]
        program.matrix.append([(0, 1), (1, -0.5)])
        #expect(try solved(program).1.primalObjective == 60)
    }

    @Test func supplyThatCannotBeCarriedThrows() {
        let program = NetworkProgram.program(supply: [10, -10], arcs: [(0, 1, 1, 5)])
        #expect(throws: QuotaSolverError.self) { try NetworkSimplexSolver().solve(program) }
    }
}
