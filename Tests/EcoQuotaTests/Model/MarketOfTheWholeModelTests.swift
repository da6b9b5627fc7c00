import Testing

@testable import EcoQuota

/// From records with any part of the model to a proven plan, as a run does it.
@Suite("Markets with every part of the model")
struct MarketOfTheWholeModelTests {
    private func market(_ records: QuotaRecords) throws -> QuotaMarket {
        let market = try QuotaMarket(solving: QuotaProblem(records))
        #expect(market.certificate.verdict == .proven, "\(market.certificate)")
        return market
    }

    @Test func riverCoEffectsAndTime() throws {
        #expect(isClose(try market(NetworkTests.river()).certificate.primalObjective, 4625, 1e-8))
        let steel = try market(EffectTests.steel(1)).certificate.primalObjective
        #expect(isClose(steel, 32_154_631.33, 2e-8))
        let banking = TimeTests.records(needs: [100, 300], rate: 0.05, banking: .init(pollutant: "so2"))
        #expect(isClose(try market(banking).certificate.primalObjective, 39_024.390244, 1e-8))
    }

    /// Ranks first: the works of 50 yuan/t takes all 20 t, though its rival would add 5000 for each.
    @Test func objectiveOfTheRecords() throws {
        var records = TwoCounties.records()
        records.measures.removeLast()
        records.sources.append(
            EmissionSource(region: TwoCounties.b, pollutant: "so2", sector: "chips", baseline: 0, quota: 0))
        records.projects = [("chips", 50.0, 1), ("all", 5000, 2)].map {
            GrowthProject(
                region: TwoCounties.b, pollutant: "so2", sector: $0.0, name: "works", value: $0.1,
                maximum: 20,
                priority: $0.2)
        }
        let plan = try market(records.prepared(for: .lexicographic))
        #expect(isClose(plan.certificate.primalObjective, 9000, 1e-6))
    }

    @Test func wholeProjects() throws {
        var records = TwoCounties.records(project: (5000, 10))
        records.projects[0].isWhole = true
        #expect(isClose(try market(records).certificate.primalObjective, -41_000))
        // With room for 5 t only the works is not built at all.
        records.measures.removeAll()
        records.sources[0].quota = 100
        records.sources[1].quota = 105
        let none = try market(records)
        #expect(none.solution.grown[0] == 0)
    }
}
