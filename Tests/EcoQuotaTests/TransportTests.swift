import EcoQuota
import EcoTestSupport
import Testing

/// Transport problems as quota markets: each origin and each destination a zone, the freight a fee.
@Suite("Transport")
struct TransportTests {
    /// Records of a transport problem; `freight` has a row for each origin and a column for each destination.
    static func records(
        _ freight: [[Double]], supply: [Double], demand: [Double], shortfallPenalty: Double
    ) -> QuotaRecords {
        let origins = supply.indices.map { String(140_101 + $0) }
        let destinations = demand.indices.map { String(140_201 + $0) }
        var records = QuotaRecords(sources: [], zones: [], shortfallPenalty: shortfallPenalty)
        for (origin, supply) in zip(origins, supply) {
            records.sources.append(
                EmissionSource(region: origin, pollutant: "so2", baseline: 0, quota: supply))
        }
        for (destination, demand) in zip(destinations, demand) {
            records.sources.append(
                EmissionSource(region: destination, pollutant: "so2", baseline: demand, quota: 0))
        }
        records.zones = (origins + destinations).map { ZoneMembership(region: $0, zone: "z\($0)") }
        for (origin, row) in zip(origins, freight) {
            for (destination, fee) in zip(destinations, row) {
                records.arcs.append(ZoneArc(from: "z\(origin)", to: "z\(destination)", fee: fee))
            }
        }
        return records
    }

    func solve(_ records: QuotaRecords) throws -> QuotaMarket {
        let market = try QuotaMarket(solving: QuotaProblem(records))
        #expect(market.certificate.verdict == .proven, "\(market.certificate)")
        return market
    }

    /// Dantzig's transport problem (GAMS TRNSPORT). The cost is 153.675, the prices of the markets 0.225, 0.153
    /// and 0.126 above that of the plant with room.
    @Test func dantzig() throws {
        let market = try solve(
            Self.records(
                [[0.225, 0.153, 0.162], [0.225, 0.162, 0.126]], supply: [350, 600], demand: [325, 300, 275],
                shortfallPenalty: 10))
        #expect(TextbookTests.close(market.certificate.primalObjective, 153.675, 1e-8))
        let prices = market.solution.multipliers.zonePrice
        for (price, expected) in zip(prices, [0, 0, 0.225, 0.153, 0.126]) {
            #expect(abs(price - expected) < 1e-6)
        }
        let received = Dictionary(grouping: market.problem.flows(market.solution), by: \.to)
        for (market, demand) in zip(["140201", "140202", "140203"], [325.0, 300, 275]) {
            #expect(abs((received[market] ?? []).reduce(0) { $0 + $1.received } - demand) < 1e-6)
        }
    }

    /// The P&T Company (Hillier and Lieberman): supply is demand, so no price has a level of its own.
    /// 20 x 513 + 55 x 867 + 80 x 352 + 45 x 416 + 70 x 388 + 30 x 685 = 152,535.
    @Test func exactlyBalanced() throws {
        let market = try solve(
            Self.records(
                [[464, 513, 654, 867], [352, 416, 690, 791], [995, 682, 388, 685]], supply: [75, 125, 100],
                demand: [80, 65, 70, 85], shortfallPenalty: 100_000))
        #expect(TextbookTests.close(market.certificate.primalObjective, 152_535, 1e-8))
        let expected: [Double] = [0, 20, 0, 55, 80, 45, 0, 0, 0, 0, 70, 30]
        for (flow, expected) in zip(market.solution.flows, expected) { #expect(abs(flow - expected) < 1e-5) }
        let prices = market.solution.multipliers.zonePrice
        for (index, arc) in market.problem.poolArcs.enumerated() where expected[index] > 0 {
            #expect(abs(prices[arc.to] - prices[arc.from] - arc.fee) < 1e-4)
        }
    }

    /// One tonne from each origin to each destination: balanced, and every basic plan is degenerate. The least
    /// cost follows from dynamic programming over the sets of destinations served.
    @Test(arguments: 1...20)
    func assignment(_ seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed))
        let size = 3 + seed % 6
        let freight = (0..<size).map { _ in (0..<size).map { _ in Double(Int(random.uniform(1, 100))) } }
        let ones = [Double](repeating: 1, count: size)
        let market = try solve(
            Self.records(freight, supply: ones, demand: ones, shortfallPenalty: 10_000))
        #expect(TextbookTests.close(market.certificate.primalObjective, Self.leastAssignment(freight), 1e-8))
        #expect(market.solution.shortfall.allSatisfy { $0 < 1e-8 })
    }

    private static func leastAssignment(_ cost: [[Double]]) -> Double {
        var least = [Double](repeating: .infinity, count: 1 << cost.count)
        least[0] = 0
        for served in 0..<(least.count - 1) {
            let row = cost[served.nonzeroBitCount]
            for column in row.indices where served & (1 << column) == 0 {
                let next = served | (1 << column)
                least[next] = min(least[next], least[served] + row[column])
            }
        }
        return least[least.count - 1]
    }

    /// A chain of zones in which every tonne of quota is needed: zone k of n has 2 t and needs 1, zone n + k
    /// needs 2 and has 1. One tonne goes from each of the first n over n steps of 3 yuan: n x n x 3.
    @Test(arguments: [2, 5, 12])
    func balancedChain(_ length: Int) throws {
        let regions = (0..<(2 * length)).map { String(140_101 + $0) }
        var records = QuotaRecords(sources: [], zones: [], shortfallPenalty: 10_000)
        records.sources = regions.enumerated().map { index, region in
            EmissionSource(
                region: region, pollutant: "so2", baseline: index < length ? 1 : 2,
                quota: index < length ? 2 : 1)
        }
        records.zones = regions.map { ZoneMembership(region: $0, zone: $0) }
        records.arcs = zip(regions, regions.dropFirst()).map { ZoneArc(from: $0, to: $1, fee: 3) }
        let market = try solve(records)
        let expected = Double(3 * length * length)
        #expect(TextbookTests.close(market.certificate.primalObjective, expected, 1e-8))
    }
}
