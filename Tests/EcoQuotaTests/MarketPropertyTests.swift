import EcoParameters
import EcoQuota
import EcoTestSupport
import Testing

/// Laws that hold in every market, on seeded random ones.
@Suite("Laws of the market")
struct MarketPropertyTests {
    static func market(_ seed: Int, counties: Int = 5) throws -> (QuotaRecords, QuotaMarket)? {
        var random = RandomMarket(seed: UInt64(9000 + seed), isSloped: seed % 2 == 0)
        let records = random.records(counties: counties)
        let problem = try QuotaProblem(records)
        guard !problem.isOutOfReach else { return nil }
        return (records, try QuotaMarket(solving: problem))
    }

    static func cost(_ records: QuotaRecords) throws -> Double {
        try QuotaMarket(solving: QuotaProblem(records)).certificate.primalObjective
    }

    /// The bound holds for any multipliers at all.
    @Test(arguments: 1...20)
    func weakDuality(_ seed: Int) throws {
        guard let (_, market) = try Self.market(seed) else { return }
        var random = SeededGenerator(seed: UInt64(seed))
        for _ in 0..<20 {
            var plan = market.found
            func scatter(_ values: inout [Double]) {
                for index in values.indices {
                    values[index] = values[index] * random.uniform(0, 2) + random.uniform(0, 1000)
                }
            }
            scatter(&plan.rowPrices)
            scatter(&plan.ambientPrices)
            let bound = ProgramCertificate(market.program, plan).dualBound
            #expect(bound <= market.certificate.primalObjective + 1e-6)
        }
    }

    /// What is bought is what is sold, drawn and passed on; deals and sectors add up to it; the money too.
    @Test(arguments: 1...30)
    func conservationAndBudget(_ seed: Int) throws {
        guard let (_, market) = try Self.market(seed) else { return }
        let (problem, plan) = (market.problem, market.solution)
        let volume = max(1, plan.bought.reduce(0, +))
        let used = plan.bought.reduce(0, +) + plan.boughtBack.reduce(0, +)
        let supplied = plan.sold.reduce(0, +) + plan.reserveDrawn.reduce(0, +)
        #expect(abs(used - supplied) <= 1e-9 * volume)
        let flows = problem.flows(plan)
        #expect(abs(flows.reduce(0) { $0 + $1.sent } - used) <= 1e-8 * volume)
        #expect(flows.count <= 2 * (problem.accounts.count + problem.zonePools.count))
        let rows = problem.sectorResults(plan)
        for row in rows {
            #expect(abs(row.baseline + row.grown - row.abated - row.emitted) <= 1e-9 * max(1, row.baseline))
        }
        #expect(abs(rows.reduce(0) { $0 + $1.bought } - plan.bought.reduce(0, +)) <= 1e-9 * volume)
        #expect(abs(rows.reduce(0) { $0 + $1.sold } - plan.sold.reduce(0, +)) <= 1e-9 * volume)
        for (bought, sold) in zip(plan.bought, plan.sold) { #expect(bought == 0 || sold == 0) }
        try checkBudget(problem, plan, volume)
    }

    /// Buyers pay the price of their zone and the fee for every tonne, sellers get theirs less the fee.
    private func checkBudget(_ problem: QuotaProblem, _ plan: QuotaSolution, _ volume: Double) throws {
        let payments = problem.payments(plan)
        let prices = problem.settlementPrices(plan)
        var expected: [String: Double] = [:]
        for (index, account) in problem.accounts.enumerated() {
            let rule = problem.rules[account.rule]
            expected[account.region, default: 0] +=
                plan.sold[index] * (prices[account.zonePool] - rule.sellFee)
                - plan.bought[index] * (prices[account.zonePool] + rule.buyFee)
        }
        for (region, amount) in expected {
            let received = payments.filter { $0.payee == region }.reduce(0) { $0 + $1.amount }
            let paid = payments.filter { $0.payer == region }.reduce(0) { $0 + $1.amount }
            #expect(abs(received - paid - amount) <= 1e-7 * volume * max(1, prices.max() ?? 1))
        }
        #expect(payments.allSatisfy { $0.amount > 0 && $0.payer != $0.payee })
    }

    /// Multipliers are at least 0 and vanish where their limit has room; deals follow the prices.
    @Test(arguments: 1...30)
    func complementarySlackness(_ seed: Int) throws {
        guard let (_, market) = try Self.market(seed) else { return }
        let (problem, plan, prices) = (market.problem, market.solution, market.solution.multipliers)
        let scale = 1e-7 * max(1, abs(market.certificate.primalObjective))
        let loads = problem.loads(ofEmissions: plan.emitted)
        for (row, price) in prices.receptor.enumerated() {
            #expect(price >= 0 && price * (problem.allowances[row] - loads[row]) <= scale)
        }
        for (index, account) in problem.accounts.enumerated() {
            let held = account.quota + plan.bought[index] / account.replacementRatio - plan.sold[index]
            let slack = held + plan.shortfall[index] - plan.emitted[account.sources].reduce(0, +)
            #expect(prices.scarcity[index] >= 0 && prices.scarcity[index] * slack <= scale)
            let rule = problem.rules[account.rule]
            let buyer = prices.zonePrice[account.zonePool] + rule.buyFee
            let loss = buyer - prices.scarcity[index] / account.replacementRatio
            #expect(plan.bought[index] * loss <= scale)
        }
        for (arc, flow) in zip(problem.poolArcs, plan.flows) {
            let band = arc.fee - (prices.zonePrice[arc.to] - prices.zonePrice[arc.from])
            #expect(band >= -1e-6 && flow * band <= scale)
        }
    }

    /// More quota, wider limits and trade itself never cost more.
    @Test(arguments: 1...15)
    func reliefNeverCosts(_ seed: Int) throws {
        guard let (records, market) = try Self.market(seed) else { return }
        let cost = market.certificate.primalObjective
        let tolerance = 1e-8 * max(1, abs(cost))
        var wider = records
        wider.sources[0].quota += 10
        #expect(try Self.cost(wider) <= cost + tolerance)
        wider = records
        for index in wider.receptors.indices { wider.receptors[index].limit *= 1.05 }
        #expect(try Self.cost(wider) <= cost + tolerance)
        #expect(try Self.cost(records.withoutTrade()) >= cost - tolerance)
        wider = records
        for index in wider.sources.indices { wider.sources[index].replacementRatio = 1 }
        #expect(try Self.cost(wider) <= cost + tolerance)
    }

    /// A little more room at a receptor saves what its price says.
    @Test func pricesPredict() throws {
        let generator = InstanceGenerator(counties: 12, receptors: 5, zones: 2, seed: 3, isSloped: true)
        var records = generator.records()
        let market = try QuotaMarket(solving: QuotaProblem(records))
        let price = try #require(market.problem.limitPrices(market.solution).first { $0.kind == .receptor })
        let index = try #require(records.receptors.firstIndex { $0.id == price.name })
        let step = 1e-4 * records.receptors[index].limit
        records.receptors[index].limit += step
        let saved = market.certificate.primalObjective - (try Self.cost(records))
        #expect(abs(saved - price.shadowPrice * step) <= 1e-2 * price.shadowPrice * step)
    }

    @Test(arguments: 1...12)
    func homogeneity(_ seed: Int) throws {
        guard let (records, market) = try Self.market(seed) else { return }
        let cost = market.certificate.primalObjective
        var heavier = records
        for index in heavier.sources.indices {
            heavier.sources[index].baseline *= 1000
            heavier.sources[index].quota *= 1000
            heavier.sources[index].emissionCap? *= 1000
        }
        for index in heavier.measures.indices {
            heavier.measures[index].maximum *= 1000
            heavier.measures[index].slope /= 1000
        }
        for index in heavier.projects.indices { heavier.projects[index].maximum *= 1000 }
        for index in heavier.rules.indices {
            heavier.rules[index].reserve *= 1000
            heavier.rules[index].buyBack *= 1000
        }
        for index in heavier.coefficients.indices {
            heavier.coefficients[index].concentrationPerTonne /= 1000
        }
        #expect(abs(try Self.cost(heavier) - 1000 * cost) <= 1e-7 * max(1, abs(1000 * cost)))
    }

    /// The order of rows changes no bit.
    @Test(arguments: 1...10)
    func orderOfRows(_ seed: Int) throws {
        guard let (records, market) = try Self.market(seed) else { return }
        var random = SeededGenerator(seed: 77)
        let shuffled = records.shuffled(using: &random)
        let other = try QuotaMarket(solving: QuotaProblem(shuffled))
        #expect(other.certificate == market.certificate)
        #expect(other.problem.flows(other.solution) == market.problem.flows(market.solution))
        #expect(other.solution.multipliers == market.solution.multipliers)
    }

    /// Two equal counties with equal flat steps get equal parts, also where a third one differs.
    @Test func tiesAreSharedEvenly() throws {
        var records = TextbookTests.records(slopes: [0, 0, 0], baseline: 100, quota: 80)
        for index in records.measures.indices { records.measures[index].cost = 500 }
        records.measures[2].maximum = 50
        let market = try QuotaMarket(solving: QuotaProblem(records))
        let abated = market.solution.abated
        #expect(abs(abated[0] - abated[1]) < 1e-7 && abs(abated.reduce(0, +) - 60) < 1e-7)
        #expect(abs(market.certificate.primalObjective - 30_000) < 1e-4)
    }

    /// Sizes over six decades, empty counties, receptors that nobody loads, and the same receptor twice.
    @Test func awkwardData() throws {
        var records = InstanceGenerator(counties: 12, receptors: 4, zones: 3, seed: 5, isSloped: false)
            .records()
        for index in records.sources.indices {
            let factor = [1, 1e-3, 1e3][index % 3]
            records.sources[index].baseline *= factor
            records.sources[index].quota *= factor
            records.sources[index].emissionCap = nil
            for measure in (6 * index)..<(6 * index + 6) { records.measures[measure].maximum *= factor }
            for project in (3 * index)..<(3 * index + 3) { records.projects[project].maximum *= factor }
        }
        for index in records.receptors.indices { records.receptors[index].limit *= 1000 }
        records.receptors.append(Receptor(id: "twin", limit: records.receptors[0].limit))
        records.coefficients += records.coefficients.filter { $0.receptor == records.receptors[0].id }.map {
            SourceReceptorCoefficient(
                receptor: "twin", region: $0.region, pollutant: "so2",
                concentrationPerTonne: $0.concentrationPerTonne)
        }
        records.receptors.append(Receptor(id: "nowhere", limit: 0))
        records.coefficients.append(
            SourceReceptorCoefficient(
                receptor: "nowhere", region: records.sources[0].region, pollutant: "so2",
                concentrationPerTonne: 0))
        records.sources.append(EmissionSource(region: "199999", pollutant: "so2", baseline: 0, quota: 0))
        records.zones.append(ZoneMembership(region: "199999", zone: records.zones[0].zone))
        let market = try QuotaMarket(solving: QuotaProblem(records))
        #expect(market.certificate.verdict == .proven)
    }

    /// A zone without an arc into it takes in nothing, a forbidden buyer buys nothing.
    @Test(arguments: 1...20)
    func rulesAreKept(_ seed: Int) throws {
        guard let (records, market) = try Self.market(seed) else { return }
        let (problem, plan) = (market.problem, market.solution)
        let zone = Dictionary(uniqueKeysWithValues: records.zones.map { ($0.region, $0.zone) })
        let banned = records.sources.filter { !$0.mayBuy }.map { [$0.region, $0.pollutant, $0.pool] }
        for flow in problem.flows(plan) {
            #expect(!banned.contains([flow.to, flow.pollutant, flow.pool]))
            guard let from = zone[flow.from], let to = zone[flow.to], from != to else { continue }
            #expect(records.arcs.contains { $0.to == to } && records.arcs.contains { $0.from == from })
        }
    }

    /// The price never falls below the floor while the government still buys, and it pays what it takes.
    @Test func buyBackHoldsTheFloor() throws {
        let rule = PollutantRule(pollutant: "so2", floorPrice: 5000, buyBack: 50, reserve: 0)
        // Measures of slope 100 in two counties that hold all the quota they need: without buy-back the price is
        // 0. The buy-back takes 50 t for 5000: 25 t each at a marginal cost of 2500.
        let records = TextbookTests.records(slopes: [100, 100], baseline: 100, quota: 100, rule: rule)
        let market = try QuotaMarket(solving: QuotaProblem(records))
        #expect(abs(market.solution.boughtBack[0] - 50) < 1e-8)
        #expect(abs(market.solution.multipliers.zonePrice[0] - 2500) < 1e-5)
        let price = try #require(market.problem.limitPrices(market.solution).first { $0.kind == .buyBack })
        #expect(abs(price.shadowPrice - 2500) < 1e-5)
        // Settled at the floor, and said so: 2500 is below it.
        #expect(market.problem.settlementPrices(market.solution) == [5000])
        #expect(market.problem.warnings(market.solution).map(\.code) == ["floor_price_binds"])
    }
}
