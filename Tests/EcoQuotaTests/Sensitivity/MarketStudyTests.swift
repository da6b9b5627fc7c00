@testable import EcoQuota
import EcoTestSupport
import Testing

/// What is read off a plan: steps, equity, contributions, changed rules. Figures by hand.
@Suite("Study of a market")
struct MarketStudyTests {
    static func market(_ records: QuotaRecords) throws -> QuotaMarket {
        try QuotaMarket(solving: QuotaProblem(records))
    }

    /// Need 10 t less quota in each of two counties. A: steps 100 x 10 t, 500 x 20 t; B: one step 300 x 30 t. Least
    /// cost: 10 t of A's first, 10 t of B's. With 10 % less quota (18 t) B's step takes 28 t.
    static var steps: QuotaRecords {
        let regions = ["140101", "140102"]
        return QuotaRecords(
            sources: regions.map {
                EmissionSource(region: $0, pollutant: "so2", baseline: 100, quota: 90)
            },
            measures: [
                AbatementMeasure(region: regions[0], pollutant: "so2", name: "a", cost: 100, maximum: 10),
                AbatementMeasure(region: regions[0], pollutant: "so2", name: "b", cost: 500, maximum: 20),
                AbatementMeasure(region: regions[1], pollutant: "so2", name: "c", cost: 300, maximum: 30),
            ],
            zones: regions.map { ZoneMembership(region: $0, zone: "all") }, shortfallPenalty: 1e5)
    }

    @Test func stepsInPlanAndUnderAStricterTarget() throws {
        let market = try Self.market(Self.steps)
        let stricter = try Self.market(Self.steps.changed(.cap, 0.9))
        let steps = market.problem.measureSteps(market.solution, stricter: stricter.solution)
        #expect(steps.map(\.measure) == ["a", "b", "c"])
        #expect(steps.map(\.state) == [.full, .next, .partly])
        for (step, used) in zip(steps, [10.0, 0, 10]) { #expect(abs(step.used - used) <= 1e-5) }
        for (step, used) in zip(steps, [10.0, 0, 28]) {
            #expect(abs(try #require(step.usedWhenStricter) - used) <= 1e-5)
        }
        // At the price of 300 the first step is worth 3,000 and costs 1,000.
        #expect(
            TextbookTests.close(steps[0].worth, 3000, 1e-5) && TextbookTests.close(steps[0].cost, 1000, 1e-5))
    }

    /// The same market under other totals: 20 t of need cost 1,000 + 3,000; 38 t cost 1,000 + 8,400; 2 t cost 200.
    @Test func sensitivityOfTheTotal() throws {
        let cases = MarketSensitivity(
            Self.steps, replacing: { Self.steps.changed(.replacementRatio, $0) }
        ) { records in
            guard let market = try? Self.market(records) else { return nil }
            return (market.problem, market.solution, market.certificate.primalObjective)
        }.cases
        #expect(Set(cases.map(\.kind)) == [.cap, .replacementRatio])
        let cost = { (value: Double) in cases.first { $0.kind == .cap && $0.value == value }?.cost }
        for (value, expected) in [(0.9, 9400.0), (1, 4000), (1.1, 200)] {
            #expect(TextbookTests.close(try #require(cost(value)), expected, 1e-7))
        }
        let price = try #require(cases.first { $0.kind == .cap && $0.value == 0.9 }?.prices["so2"])
        #expect(TextbookTests.close(price, 300, 1e-5))
    }

    /// P6: the cost never rises with the total, nor falls with the ratio, and is convex in the total.
    @Test(arguments: 0..<10)
    func sweepsAreMonotoneAndConvex(_ seed: Int) throws {
        var generator = RandomMarket(seed: UInt64(seed) + 520, isSloped: seed.isMultiple(of: 2))
        var records = generator.records(counties: 4)
        for index in records.sources.indices { records.sources[index].emissionCap = nil }
        (records.receptors, records.coefficients) = ([], [])
        let cost = { (factor: Double) in
            try Self.market(records.changed(.cap, factor)).certificate.primalObjective
        }
        let costs = try [0.9, 0.95, 1, 1.05, 1.1].map(cost)
        let room = 1e-7 * costs.reduce(1) { max($0, abs($1)) }
        for (one, other) in zip(costs, costs.dropFirst()) { #expect(other <= one + room) }
        for index in 1..<4 { #expect(2 * costs[index] <= costs[index - 1] + costs[index + 1] + room) }
        let ratios = try [1, 1.5, 2].map {
            try Self.market(records.changed(.replacementRatio, $0)).certificate.primalObjective
        }
        for (one, other) in zip(ratios, ratios.dropFirst()) { #expect(other >= one - room) }
    }

    /// P4: one more tonne of quota never costs anything, and saves what the price says within its interval.
    @Test(arguments: 0..<12)
    func moreQuotaSavesThePrice(_ seed: Int) throws {
        var generator = RandomMarket(seed: UInt64(seed) + 640, isSloped: false)
        let records = generator.records(counties: 4)
        let problem = try QuotaProblem(records)
        guard !problem.isOutOfReach else { return }
        let (program, solver) = (MarketProgram(problem), ReferenceSolver())
        guard let found = try? solver.solve(program) else { return }
        let (face, cost) = (PriceFace(program, found), program.objective(found.values))
        for row in QuotaLayout(problem).quotaRow {
            var more = program
            more.right[row] += 1e-3
            guard let other = try? solver.solve(more) else { continue }
            let saved = (cost - more.objective(other.values)) / 1e-3
            let interval = try #require(face.interval(of: .row(row)))
            #expect(saved >= -1e-2)
            #expect(abs(saved - interval.lower) <= 1e-2 + 1e-3 * interval.lower)
        }
    }

    /// 300 t for 2,000 people and 100 t for 2,000: Gini 1/4 before. After trade 250 and 150: 1/8.
    @Test func equityBeforeAndAfter() throws {
        let regions = ["140101", "140102"]
        var records = QuotaRecords(
            sources: zip(regions, [300.0, 100]).map {
                EmissionSource(region: $0, pollutant: "so2", baseline: 300, quota: $1)
            },
            zones: regions.map { ZoneMembership(region: $0, zone: "all") }, shortfallPenalty: 1e5)
        records.measures = zip(regions, [3.0, 1]).map {
            AbatementMeasure(region: $0, pollutant: "so2", name: "m", cost: 0, slope: $1, maximum: 300)
        }
        let market = try Self.market(records)
        // 200 t to abate at equal marginal cost 3 a = b: a = 50, b = 150.
        let equity = QuotaEquity(market.problem, market.solution) { _ in 2000 }
        let summary = try #require(equity.summaries.first)
        #expect(TextbookTests.close(try #require(summary.giniOfQuota), 0.25))
        #expect(TextbookTests.close(try #require(summary.giniOfEmission), 0.125, 1e-6))
        #expect(TextbookTests.close(equity.rows[0].shareAfter, 0.625, 1e-6))
        #expect(equity.rows[0].quotaPerHead == 150)
        #expect(summary.largestChange?.region == "140101")
        #expect(QuotaEquity(market.problem, market.solution) { _ in nil }.summaries[0].giniOfQuota == nil)
    }

    /// The largest contributions come first and no others are listed.
    @Test func contributionsByRank() throws {
        var records = TextbookTests.records(slopes: [1, 1, 4], baseline: 100, quota: 100)
        TextbookTests.add([[1, 0, 0.5], [0, 1, 0.5]], limits: [90, 90], to: &records)
        let market = try Self.market(records)
        let parts = market.problem.receptorContributions(market.solution, largest: 1)
        #expect(parts.map(\.receptor) == ["r0", "r1"] && parts.allSatisfy { $0.rank == 1 })
        #expect(parts.map(\.region) == ["140100", "140101"])
        #expect(parts.allSatisfy { $0.before == 100 && abs($0.after - 140.0 / 3) <= 1e-6 })
    }

    /// 3000 people at a station that falls from 5 + 100 to 5 + 80, 1000 at one that falls from 50 to 40: 91.25 and 73.75
    /// on average, and a station for nobody does not count.
    @Test func populationWeightedMean() throws {
        var records = TextbookTests.records(slopes: [1, 1], baseline: 100, quota: 100)
        records.receptors = [
            Receptor(id: "a", limit: 85, background: 5, population: 3000),
            Receptor(id: "b", limit: 40, population: 1000), Receptor(id: "c", limit: 1000),
        ]
        records.coefficients = [("a", "140100", 1.0), ("b", "140101", 0.5), ("c", "140100", 1)].map {
            SourceReceptorCoefficient(
                receptor: $0.0, region: $0.1, pollutant: "so2", concentrationPerTonne: $0.2)
        }
        let market = try QuotaMarket(solving: QuotaProblem(records))
        let mean = try #require(market.problem.populationMeans(market.solution).first)
        #expect(mean.population == 4000 && mean.period == 0)
        #expect(abs(mean.before - (3 * 105 + 50) / 4) < 1e-9)
        #expect(abs(mean.after - (3 * 85 + 40) / 4) < 1e-6)
        #expect(abs(mean.limit - (3 * 85 + 40) / 4) < 1e-9)
        for index in records.receptors.indices { records.receptors[index].population = 0 }
        let nobody = try QuotaMarket(solving: QuotaProblem(records))
        #expect(nobody.problem.populationMeans(nobody.solution).isEmpty)
    }
}
