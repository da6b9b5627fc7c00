import EcoTestSupport
import Testing

@testable import EcoQuota

@Suite("Rivers, edges, order of the rows")
struct NetworkTests {
    /// The trading-ratio chain of three zones: e = (60, 45, 72.5), cost 4,625, prices (52.5, 0, 110); the
    /// transfer 0.25 from the first to the third is the product of the two steps.
    static func river() -> QuotaRecords {
        var records = TextbookTests.records(slopes: [2, 1, 4], baseline: 100, quota: 100)
        let regions = records.sources.map(\.region)
        records.sections = [
            RiverSection(id: "s1", pollutant: "so2", downstream: "s2", transfer: 0.5, limit: 60),
            RiverSection(id: "s2", pollutant: "so2", downstream: "s3", transfer: 0.5, limit: 100),
            RiverSection(id: "s3", pollutant: "so2", limit: 110),
        ]
        records.discharges = zip(regions, ["s1", "s2", "s3"]).map {
            RiverDischarge(region: $0, section: $1)
        }
        return records
    }

    @Test func riverChain() throws {
        let market = try Solved(Self.river())
        #expect(isClose(market.cost, 4625, 1e-9))
        for (emission, expected) in zip(market.solution.emitted, [60.0, 45, 72.5]) {
            #expect(isClose(emission, expected, 1e-6))
        }
        for (load, expected) in zip(market.solution.sectionLoads, [60.0, 75, 110]) {
            #expect(isClose(load, expected, 1e-6))
        }
        // What a tonne costs at each section, there and below: the marginal costs 80, 55, 110.
        for (price, expected) in zip(market.solution.multipliers.section, [80.0, 55, 110]) {
            #expect(isClose(price, expected, 1e-6))
        }
    }

    /// The same market with the matrix of the river written out: rows of receptors instead of sections.
    @Test func riverIsItsMatrix() throws {
        var records = Self.river()
        records.sections = []
        records.discharges = []
        TextbookTests.add(
            [[1, 0, 0], [0.5, 1, 0], [0.25, 0.5, 1]], limits: [60, 100, 110], to: &records)
        #expect(isClose(try Solved(records).cost, 4625, 1e-9))
    }

    /// Delivery and background: half of the discharge arrives and 10 t are there already: 0.5 e + 10 <= 40.
    @Test func deliveryAndBackground() throws {
        var records = TextbookTests.records(slopes: [2], baseline: 100, quota: 100)
        records.sections = [RiverSection(id: "s", pollutant: "so2", limit: 40, background: 10)]
        records.discharges = [
            RiverDischarge(region: records.sources[0].region, section: "s", delivered: 0.5)
        ]
        do {
            let expected: Double = 2 * 40 * 40 / 2
            #expect(isClose(try Solved(records).cost, expected))
        }
    }

    /// A branching river: the two springs share what the mouth allows, by their costs. e1 + e2 <= 100 after a
    /// transfer of 1, slopes 1 and 3: a = (75, 25), cost (75^2 + 3 x 25^2) / 2 = 3750.
    @Test func branches() throws {
        var records = TextbookTests.records(slopes: [1, 3], baseline: 100, quota: 100)
        records.sections = [
            RiverSection(id: "left", pollutant: "so2", downstream: "mouth"),
            RiverSection(id: "right", pollutant: "so2", downstream: "mouth"),
            RiverSection(id: "mouth", pollutant: "so2", limit: 100),
        ]
        records.discharges = zip(records.sources.map(\.region), ["left", "right"]).map {
            RiverDischarge(region: $0, section: $1)
        }
        #expect(isClose(try Solved(records).cost, 3750, 1e-9))
    }

    /// Direct ways between all pairs at the fee of both sides are the pool of one zone (P9).
    @Test(arguments: 0..<12)
    func edgesAreAPool(_ seed: Int) throws {
        var generator = RandomMarket(seed: UInt64(300 + seed), isSloped: seed.isMultiple(of: 2))
        var records = generator.records(counties: 4)
        for index in records.zones.indices { records.zones[index].zone = "all" }
        records.arcs = []
        for index in records.rules.indices {
            (records.rules[index].reserve, records.rules[index].buyBack) = (0, 0)
        }
        let pools = ReferenceSolution(MarketProgram(try QuotaProblem(records)))?.objective
        var direct = records
        direct.tradesInPools = false
        for (key, members) in Dictionary(grouping: records.sources, by: { [$0.pollutant, $0.pool] }) {
            let regions = Set(members.map(\.region)).sorted()
            let rule = records.rules.first { $0.pollutant == key[0] }
            for from in regions {
                for to in regions where from != to {
                    let ratio = members.first { $0.region == to }?.replacementRatio ?? 1
                    direct.edges.append(
                        QuotaEdge(
                            from: from, to: to, pollutant: key[0],
                            cost: (rule?.buyFee ?? 0) + (rule?.sellFee ?? 0), ratio: ratio))
                }
            }
        }
        let edges = ReferenceSolution(MarketProgram(try QuotaProblem(direct)))?.objective
        #expect((pools == nil) == (edges == nil))
        if let pools, let edges { #expect(isClose(edges, pools, 1e-7)) }
    }

    /// 40 t are wanted on a way for 25 t at 10 yuan: B abates the other 15 t.
    @Test func capacityOfAnEdge() throws {
        var records = TwoCounties.records()
        records.tradesInPools = false
        records.edges = [
            QuotaEdge(from: TwoCounties.a, to: TwoCounties.b, pollutant: "so2", cost: 10, capacity: 25)
        ]
        let market = try Solved(records)
        do {
            let expected: Double = 65 * 100 + 25 * 10 + 15 * 1000
            #expect(isClose(market.cost, expected))
        }
        #expect(isClose(market.solution.sentDirectly[0], 25, 1e-6))
    }

    /// A must keep 70 % of its quota: 18 t may leave it on the way and through the pool together.
    @Test func keptQuotaDoesNotLeaveOnEdges() throws {
        var records = TwoCounties.records()
        records.sources[0].tradableShare = 0.3
        records.edges = [QuotaEdge(from: TwoCounties.a, to: TwoCounties.b, pollutant: "so2")]
        do {
            let expected: Double = 58 * 100 + 22 * 1000
            #expect(isClose(try Solved(records).cost, expected))
        }
    }

    /// P5: the same records in any order give the same programme, number by number.
    @Test(arguments: 0..<8)
    func orderOfRowsDoesNotMatter(_ seed: Int) throws {
        var generator = RandomMarket(seed: UInt64(700 + seed), isSloped: true)
        var records = generator.records(counties: 5)
        records.edges = [QuotaEdge(from: "140101", to: "140102", pollutant: "so2", cost: 5)]
        records.reserves = ["x", "y"].map {
            ReserveTier(name: $0, pollutant: "so2", amount: 5, price: 9000)
        }
        records.limits = ["140101", "140102"].map {
            MarketLimit(
                rule: "cap", name: $0, [.init(.emission, Selection(regions: [$0]))], atMost: 1e4)
        }
        let program = MarketProgram(try QuotaProblem(records))
        var random = SeededGenerator(seed: UInt64(seed))
        let shuffled = records.shuffled(using: &random)
        let other = MarketProgram(try QuotaProblem(shuffled))
        #expect(program.cost == other.cost && program.upper == other.upper)
        #expect(program.matrix == other.matrix && program.right == other.right)
        #expect(program.ambient.matrix == other.ambient.matrix)
        #expect(program.ambient.allowance == other.ambient.allowance)
    }

    /// P5: masses times k (slopes and coefficients divided): cost times k, the same prices.
    @Test func massesScale() throws {
        let k = 1000.0
        var records = Self.river()
        for index in records.sources.indices {
            records.sources[index].baseline *= k
            records.sources[index].quota *= k
        }
        for index in records.measures.indices {
            records.measures[index].maximum *= k
            records.measures[index].slope /= k
        }
        for index in records.sections.indices { records.sections[index].limit? *= k }
        let market = try Solved(records)
        #expect(isClose(market.cost, 4625 * k, 1e-8))
        for (price, expected) in zip(market.solution.multipliers.section, [80.0, 55, 110]) {
            #expect(isClose(price, expected, 1e-6))
        }
    }
}
