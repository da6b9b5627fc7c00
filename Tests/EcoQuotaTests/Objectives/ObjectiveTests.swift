import Testing

@testable import EcoQuota

@Suite("Objectives and curves")
struct ObjectiveTests {
    private let solve: ProgramSolving = { try InteriorPointSolver().solve($0, from: $1) }

    /// A project that is not worth its quota is built all the same, and its value does not count.
    @Test func leastCostKeepsAllGrowth() throws {
        let records = TwoCounties.records(project: (50, 10))
        #expect(isClose(try Solved(records).cost, 8000))
        #expect(isClose(try Solved(records.prepared(for: .leastCost)).cost, 9000))
    }

    /// 1.5 ug/m3 for each t of B at 1000 yuan: B abates all of its 100 t at 1000 rather than pay 1500; then A
    /// needs nothing but its own 20 t (quota 120 in all).
    @Test func damageCountsAsCost() throws {
        var records = TwoCounties.records()
        records.receptors = [Receptor(id: "r", limit: 1e6, population: 50, damagePrice: 1000)]
        records.coefficients = [
            SourceReceptorCoefficient(
                receptor: "r", region: TwoCounties.b, pollutant: "so2", concentrationPerTonne: 1.5)
        ]
        let market = try Solved(records.prepared(for: .damage))
        #expect(isClose(market.cost, 100_000))
        #expect(market.solution.emitted[1] < 1e-6)
        records.receptors[0].damagePrice = 600
        // 900 yuan/t do not pay for abating at 1000: A abates 80 t, B's 100 t do 90,000 of damage.
        do {
            let expected: Double = 8000 + 90_000
            #expect(isClose(try Solved(records.prepared(for: .damage)).cost, expected))
        }
    }

    /// With quota for everything the cost of 200 t is 0; A's 100 t go first, then B's: convex, and the price of
    /// a tonne is the slope.
    @Test func paretoCurveOfEmission() throws {
        var records = TwoCounties.records()
        for index in records.sources.indices { records.sources[index].quota = 100 }
        let curve = try ParetoCurve(
            try QuotaProblem(records), .emission(pollutants: ["so2"]), levels: [200, 150, 120, 50],
            solving: solve)
        for (point, expected) in zip(curve.points, [0.0, 5000, 8000, 60_000]) {
            #expect(isClose(point.cost, expected, 1e-6))
            #expect(point.certificate.verdict == .proven)
        }
        #expect(isClose(try #require(curve.points[1].price), 100, 1e-6))
        #expect(isClose(try #require(curve.points[3].price), 1000, 1e-6))
    }

    /// Costs rise and the slopes rise with them (P6), from the free plan to the least exposure.
    @Test func paretoCurveOfExposureIsConvex() throws {
        var records = TwoCounties.records()
        records.receptors = [
            Receptor(id: "r", limit: 1e6, population: 50), Receptor(id: "s", limit: 1e6, population: 20),
        ]
        records.coefficients = [
            ("r", TwoCounties.b, 1.5), ("r", TwoCounties.a, 0.2), ("s", TwoCounties.a, 1),
        ]
        .map {
            SourceReceptorCoefficient(
                receptor: $0.0, region: $0.1, pollutant: "so2", concentrationPerTonne: $0.2)
        }
        let curve = try ParetoCurve(try QuotaProblem(records), .exposure, steps: 6, solving: solve)
        // People x ug/m3: A 30, B 75 for each t. Free plan: e = (20, 100), 8100; least: none.
        do {
            let expected: Double = 30 * 20 + 75 * 100
            #expect(isClose(curve.points[0].level, expected, 1e-6))
        }
        #expect(curve.points[5].level < 1e-2)
        #expect(isClose(curve.points[0].cost, 8000, 1e-6))
        #expect(isClose(curve.points[5].cost, 110_000, 1e-4))
        let costs = curve.points.map(\.cost)
        for index in 1..<5 {
            let (rise, before) = (costs[index + 1] - costs[index], costs[index] - costs[index - 1])
            #expect(rise >= before * (1 - 1e-6))
        }
    }

    @Test func curveOfReceptorLimits() throws {
        var records = TextbookTests.records(slopes: [1, 1], baseline: 10, quota: 10)
        TextbookTests.add([[1, 0.5]], limits: [7.5], to: &records)
        let curve = try ParetoCurve(
            try QuotaProblem(records), .receptorLimits, levels: [2, 1, 0.5], solving: solve)
        // Reduction R = 15 - 7.5 f costs R^2 / 2 / 1.25 (Tietenberg's two sources).
        for (point, reduction) in zip(curve.points, [0.0, 7.5, 11.25]) {
            do {
                let expected: Double = reduction * reduction / 2.5
                #expect(isClose(point.cost, expected, 1e-7))
            }
        }
    }
}
