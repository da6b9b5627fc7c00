import EcoQuota
import Testing

/// Problems whose optimum follows by hand or stands in a textbook.
@Suite("Textbook markets")
struct TextbookTests {
    static func close(_ value: Double, _ expected: Double, _ tolerance: Double = 1e-9) -> Bool {
        abs(value - expected) <= tolerance * max(1, abs(expected))
    }

    /// Sources in one zone, each with one measure of marginal cost `slope` x amount.
    static func records(
        slopes: [Double], baseline: Double, quota: Double, rule: PollutantRule? = nil
    ) -> QuotaRecords {
        let regions = slopes.indices.map { String(140_100 + $0) }
        return QuotaRecords(
            sources: regions.map {
                EmissionSource(region: $0, pollutant: "so2", baseline: baseline, quota: quota)
            },
            measures: zip(regions, slopes).map {
                AbatementMeasure(
                    region: $0, pollutant: "so2", name: "measure", cost: 0, slope: $1, maximum: baseline)
            },
            zones: regions.map { ZoneMembership(region: $0, zone: "all") },
            rules: rule.map { [$0] } ?? [], shortfallPenalty: 1e6)
    }

    /// Adds receptors: one row of coefficients for each, one column for each source.
    static func add(_ rows: [[Double]], limits: [Double], to records: inout QuotaRecords) {
        for (index, row) in rows.enumerated() {
            let id = "r\(index)"
            records.receptors.append(Receptor(id: id, limit: limits[index]))
            for (source, value) in zip(records.sources, row) where value > 0 {
                records.coefficients.append(
                    SourceReceptorCoefficient(
                        receptor: id, region: source.region, pollutant: "so2", concentrationPerTonne: value))
            }
        }
    }

    func solve(_ records: QuotaRecords) throws -> QuotaMarket {
        let market = try QuotaMarket(solving: QuotaProblem(records))
        #expect(market.certificate.verdict == .proven)
        return market
    }

    /// Tietenberg, two sources and one receptor: a weights 1 and 1/2, 7.5 units of concentration to remove.
    /// Marginal cost q: q1 = mu, q2 = mu/2, q1 + q2/2 = 7.5, so mu = 6 and the cost is 36/2 + 9/2 = 22.5.
    @Test func tietenbergContinuous() throws {
        var records = Self.records(slopes: [1, 1], baseline: 10, quota: 10)
        Self.add([[1, 0.5]], limits: [15 - 7.5], to: &records)
        let market = try solve(records)
        #expect(Self.close(market.certificate.primalObjective, 22.5))
        #expect(Self.close(market.solution.abated[0], 6) && Self.close(market.solution.abated[1], 3))
        #expect(Self.close(market.solution.multipliers.receptor[0], 6))
    }

    /// The same in whole units of cost 1, 2, ..., 7: 21 + 6 = 27.
    @Test func tietenbergSteps() throws {
        var records = Self.records(slopes: [1, 1], baseline: 10, quota: 10)
        records.measures = records.sources.flatMap { source in
            (1...7).map {
                AbatementMeasure(
                    region: source.region, pollutant: "so2", name: "unit\($0)", cost: Double($0), maximum: 1)
            }
        }
        Self.add([[1, 0.5]], limits: [15 - 7.5], to: &records)
        let market = try solve(records)
        #expect(Self.close(market.certificate.primalObjective, 27))
        #expect(Self.close(market.solution.abated[0..<7].reduce(0, +), 6))
        #expect(Self.close(market.solution.abated[7..<14].reduce(0, +), 3))
    }

    /// Nori and Leets (Hillier and Lieberman): six measures against three pollutants.
    @Test func noriAndLeets() throws {
        let rows: [[Double]] = [
            [12, 9, 25, 20, 17, 13], [35, 42, 18, 31, 56, 49], [37, 53, 28, 24, 29, 20],
        ]
        let needed: [Double] = [60, 150, 125]
        var records = Self.records(slopes: [0, 0, 0, 0, 0, 0], baseline: 1, quota: 1)
        for (index, cost) in [8.0, 10, 7, 6, 11, 9].enumerated() { records.measures[index].cost = cost }
        Self.add(rows, limits: zip(rows, needed).map { $0.reduce(0, +) - $1 }, to: &records)
        let market = try solve(records)
        #expect(Self.close(market.certificate.primalObjective, 32.15463133, 1e-9))
        for (amount, expected) in zip(market.solution.abated, [1, 0.622697, 0.343479, 1, 0.047573, 1]) {
            #expect(abs(amount - expected) < 1e-6)
        }
        for (price, expected) in zip(market.solution.multipliers.receptor, [0.111047, 0.126817, 0.069326]) {
            #expect(abs(price - expected) < 1e-6)
        }
    }

    /// Bilateral trading sticks at (60, 60, 60) for 4800; the optimum is (140/3, 140/3, 260/3) for 3200.
    @Test func trilateralTrade() throws {
        var records = Self.records(slopes: [1, 1, 4], baseline: 100, quota: 100)
        Self.add([[1, 0, 0.5], [0, 1, 0.5]], limits: [90, 90], to: &records)
        let market = try solve(records)
        #expect(Self.close(market.certificate.primalObjective, 3200))
        for (emission, expected) in zip(market.solution.emitted, [140.0 / 3, 140.0 / 3, 260.0 / 3]) {
            #expect(Self.close(emission, expected))
        }
        for price in market.solution.multipliers.receptor { #expect(Self.close(price, 160 / 3)) }
    }

    /// A river of three sections (trading-ratio chain): prices 52.5, 0 and 110.
    @Test func riverChain() throws {
        var records = Self.records(slopes: [2, 1, 4], baseline: 100, quota: 100)
        Self.add([[1, 0, 0], [0.5, 1, 0], [0.25, 0.5, 1]], limits: [60, 100, 110], to: &records)
        let market = try solve(records)
        #expect(Self.close(market.certificate.primalObjective, 4625))
        for (emission, expected) in zip(market.solution.emitted, [60, 45, 72.5]) {
            #expect(Self.close(emission, expected))
        }
        for (price, expected) in zip(market.solution.multipliers.receptor, [52.5, 0, 110]) {
            #expect(Self.close(price, expected, 1e-8))
        }
    }

    /// lambda = A / sum(1/k) = 600 / (1/2 + 1/3 + 1/6) = 600.
    @Test func oneCap() throws {
        let market = try solve(Self.records(slopes: [2, 3, 6], baseline: 1000, quota: 800))
        #expect(Self.close(market.certificate.primalObjective, 180_000))
        for (amount, expected) in zip(market.solution.abated, [300.0, 200, 100]) {
            #expect(Self.close(amount, expected))
        }
        for price in market.problem.accountPrices(market.solution) {
            #expect(Self.close(price.shadowPrice, 600))
        }
    }

    /// k = (10, 40), fee 135 each side: seller 6346 = p - 135, buyer 6616 = p + 135; alone 4,000,000.
    @Test func feesOnBothSides() throws {
        let rule = PollutantRule(pollutant: "so2", buyFee: 135, sellFee: 135)
        let records = Self.records(slopes: [10, 40], baseline: 1000, quota: 600, rule: rule)
        let market = try solve(records)
        #expect(Self.close(market.solution.abated[0], 634.6) && Self.close(market.solution.abated[1], 165.4))
        #expect(Self.close(market.solution.multipliers.zonePrice[0], 6481))
        #expect(Self.close(try solve(records.withoutTrade()).certificate.primalObjective, 4_000_000))
    }

    /// The buyer needs two tonnes for one: 40 a2 = 2 (p + 135), 10 a1 = p - 135.
    @Test func doubleReplacement() throws {
        let rule = PollutantRule(pollutant: "so2", buyFee: 135, sellFee: 135)
        var records = Self.records(slopes: [10, 40], baseline: 1000, quota: 600, rule: rule)
        records.sources[1].replacementRatio = 2
        let market = try solve(records)
        #expect(Self.close(market.certificate.primalObjective, 3_652_177.5))
        #expect(
            Self.close(market.solution.emitted[0], 413.5) && Self.close(market.solution.emitted[1], 693.25))
        #expect(Self.close(market.solution.bought[1], 186.5))
        let flow = try #require(market.problem.flows(market.solution).first)
        #expect(Self.close(flow.received, 93.25) && Self.close(flow.price, 6000))
    }

    /// Two ways of equal cost from corner to corner of a square: 15 tonnes for 75, half on each way.
    @Test func tieOnAGrid() throws {
        let nodes = ["140101", "140102", "140103", "140104"]
        var records = QuotaRecords(sources: [], zones: [], shortfallPenalty: 1e5)
        records.sources = nodes.map {
            EmissionSource(
                region: $0, pollutant: "so2", baseline: $0 == nodes[3] ? 15 : 0,
                quota: $0 == nodes[0] ? 20 : 0)
        }
        records.zones = nodes.map { ZoneMembership(region: $0, zone: $0) }
        for (from, to, fee) in [(0, 1, 2.0), (0, 2, 4), (1, 3, 3), (2, 3, 1)] {
            records.arcs.append(ZoneArc(from: nodes[from], to: nodes[to], fee: fee))
        }
        let market = try solve(records)
        #expect(Self.close(market.certificate.primalObjective, 75, 1e-8))
        for flow in market.solution.flows { #expect(abs(flow - 7.5) < 1e-4) }
    }
}
