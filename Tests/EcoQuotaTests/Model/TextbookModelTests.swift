import Testing

@testable import EcoQuota

@Suite("Textbook cases beyond one pollutant and one cap")
struct TextbookModelTests {
    /// Perman et al.: two sources, two receptors, marginal damage A and marginal benefit 344 - 7 M. Optimum
    /// M = (13, 6), A = (50, 51), net benefit 344 x 19 - 3.5 x 205 - (2500 + 2601) / 2 = 3268.
    @Test func damageAgainstBenefit() throws {
        var program = MarketProgram()
        program.cost = [-344, -344, 0, 0]
        program.curvature = [7, 7, 1, 1]
        program.upper = [49, 49, 1000, 1000]
        program.matrix.append([(row: 0, value: -2), (row: 1, value: -3)])
        program.matrix.append([(row: 0, value: -4), (row: 1, value: -2)])
        program.matrix.append([(row: 0, value: 1)])
        program.matrix.append([(row: 1, value: 1)])
        program.rowKinds = [.equal, .equal]
        program.right = [0, 0]
        program.columnFamilies = [.init("emission", 0..<2, unit: "t"), .init("load", 2..<4, unit: "ug/m3")]
        program.rowFamilies = [.init("load_balance", 0..<2, unit: "ug/m3")]
        let reference = try #require(ReferenceSolution(program, money: 1))
        #expect(isClose(reference.objective, -3268, 1e-9))
        for (value, expected) in zip(reference.values, [13.0, 6, 50, 51]) {
            #expect(isClose(value, expected, 1e-9))
        }
        let solution = try InteriorPointSolver().solve(program)
        let proof = ProgramCertificate(program, solution)
        #expect(proof.verdict == .proven, "\(proof)")
        #expect(isClose(proof.primalObjective, -3268, 1e-9))
        for (value, expected) in zip(solution.values, [13.0, 6, 50, 51]) {
            #expect(isClose(value, expected, 1e-6))
        }
    }

    /// Ellerman and Decaux 1998: marginal cost a q^2 + b q, quota trade of the Annex B regions. The curves are
    /// cut into 100 pieces with straight marginal cost, which are off by a h^2 / 8, a few thousandths of a
    /// dollar. Price 126.84 (127 in the paper), cost 53.85 (54) billion dollars.
    @Test func carbonTradeOfAnnexB() throws {
        struct Region {
            let name: String
            let a, b, requirement, most, abated: Double
        }
        let regions = [
            Region(name: "usa", a: 0.0005, b: 0.0398, requirement: 571, most: 600, abated: 465.4),
            Region(name: "jpn", a: 0.0155, b: 1.816, requirement: 144, most: 80, abated: 49.2),
            Region(name: "eec", a: 0.0024, b: 0.1503, requirement: 308, most: 300, abated: 200.7),
            Region(name: "ooe", a: 0.0085, b: -0.0986, requirement: 171, most: 180, abated: 128.1),
            Region(name: "eet", a: 0.0079, b: 0.0486, requirement: 118, most: 180, abated: 123.7),
            Region(name: "fsu", a: 0.0023, b: 0.0042, requirement: -111, most: 320, abated: 233.9),
        ]
        var records = QuotaRecords(
            sources: regions.map {
                EmissionSource(
                    region: $0.name, pollutant: "co2", baseline: 1000, quota: 1000 - $0.requirement)
            }, zones: regions.map { ZoneMembership(region: $0.name, zone: "all") }, shortfallPenalty: 1e4)
        for region in regions {
            let first = max(0, -region.b / region.a)
            if first > 0 {
                records.measures.append(
                    AbatementMeasure(
                        region: region.name, pollutant: "co2", name: "free", cost: 0, maximum: first))
            }
            let marginal = { (q: Double) in max(0, region.a * q * q + region.b * q) }
            let step = (region.most - first) / 100
            for piece in 0..<100 {
                let q = first + Double(piece) * step
                records.measures.append(
                    AbatementMeasure(
                        region: region.name, pollutant: "co2", name: "piece\(100 + piece)", cost: marginal(q),
                        slope: (marginal(q + step) - marginal(q)) / step, maximum: step))
            }
        }
        let market = try Solved(records)
        #expect(abs(market.solution.multipliers.zonePrice[0] - 126.83575514) < 0.02)
        #expect(abs(market.cost - 53_850) < 10)
        for region in regions {
            let source = try #require(market.problem.sources.firstIndex { $0.region == region.name })
            let abated = market.problem.measuresOfSource[source].reduce(0) { $0 + market.solution.abated[$1] }
            #expect(abs(abated - region.abated) < 0.1)
        }
    }

    /// P7: no trade never costs less, and the rule that separates all regions is no trade.
    @Test func wideningTheRangeNeverCostsMore() throws {
        var generator = RandomMarket(seed: 41, isSloped: true)
        let records = generator.records(counties: 5)
        let narrow = try Solved(records.withoutTrade()).cost
        let given = try Solved(records).cost
        var wide = records
        for index in wide.zones.indices { wide.zones[index].zone = "all" }
        wide.arcs = []
        let widest = try Solved(wide).cost
        #expect(given <= narrow + 1e-6 * abs(narrow) && widest <= given + 1e-6 * abs(given))
    }
}
