import EcoGDAL
import EcoParameters
import EcoScenarios
import Testing

@testable import EcoRuns

/// Two counties need quota and abate at one price; growth and the market change together.
@Suite("Changes between two simulations, by policy, growth, weather and market")
struct DecompositionTests {
    private let temporary = TemporaryFolder()

    private func scenario() throws -> LoadedScenario {
        let rates = { (rate: String) in
            "region,pollutant,sector,from_year,annual_growth,status\n,,industry,,\(rate),assumed\n"
        }
        let measures = { TwoCountyMarket.measures((price: $0, maximum: 80), (price: $0, maximum: 80)) }
        let files = [
            "slow.csv": rates("0"), "fast.csv": rates("0.1"), "cheap.csv": measures(1000),
            "dear.csv": measures(2000),
            "scenario.yaml": """
            name: years
            title: {en: years, zh: 多年}
            year: 2023
            regions: {table: regions.csv}
            quota: {sources: sources.csv, measures: cheap.csv}
            simulation:
              first_year: 2024
              last_year: 2024
              growth: {rates: slow.csv}
              funds: {budget: 10 CNY}
            """,
        ]
        try TwoCountyMarket.write(files, to: temporary.path)
        return try ScenarioLoader.load(path: temporary.path)
    }

    private func decomposed(_ overrides: [String]) throws -> SimulationDecomposition {
        let geodata = Geodata(rasters: GDALRasterOpener(), outlines: GDALOutlineReader())
        return try SimulationDecomposition(
            scenario(), overrides, Runner(geodata: geodata), RunSettings(jobs: 2))
    }

    private static let all = [
        "simulation.growth.rates=fast.csv", "quota.measures=dear.csv", "simulation.funds.budget=25 CNY",
        "simulation.seed=9",
    ]

    /// A county needs n = 10 t at p = 1000 yuan/t, then 20 t at 2000: 10,000 becomes 40,000. The mean over both orders
    /// gives the price 1000 x (10 + 20) / 2 = 15,000 and the growth 10 x (1000 + 2000) / 2 = 15,000.
    @Test func aProductOfPriceAndNeedIsSplitEvenly() throws {
        let rows = try decomposed(Self.all).rows
        let cost = { (region: String) in
            rows.first { $0.figure == "market.measure_cost_yuan" && $0.region == region && $0.year == 2024 }
        }
        for (region, factor) in [("140122", 1.0), ("", 2)] {
            let row = try #require(cost(region))
            #expect((row.before - 10_000 * factor).magnitude < 0.1)
            #expect((row.after - 40_000 * factor).magnitude < 0.1)
            #expect((try #require(row.parts[.market]) - 15_000 * factor).magnitude < 0.1)
            #expect((try #require(row.parts[.growth]) - 15_000 * factor).magnitude < 0.1)
            #expect((try #require(row.parts[.policy])).magnitude < 0.1)
            #expect((try #require(row.parts[.weather])).magnitude < 0.1)
        }
        let budget = try #require(rows.first { $0.figure == "fund.budget_yuan" })
        #expect(budget.parts == [.policy: 15, .growth: 0, .weather: 0, .market: 0])
    }

    @Test func partsAddUpToTheChange() throws {
        let decomposition = try decomposed(Self.all)
        #expect(!decomposition.rows.isEmpty && decomposition.findings.isEmpty)
        for row in decomposition.rows {
            let sum = ChangeGroup.allCases.reduce(0) { $0 + (row.parts[$1] ?? .nan) }
            let size = max(row.before.magnitude, row.after.magnitude)
            #expect((sum - (row.after - row.before)).magnitude <= 1e-12 * size)
        }
    }

    @Test func whatDoesNotChangeHasNoRow() throws {
        #expect(try decomposed(["simulation.funds.budget=10 CNY"]).rows.isEmpty)
    }

    @Test(arguments: [
        ("simulation.quota_issue.annual_cut.so2=0.02", ChangeGroup.policy),
        ("compensation.schemes[0].rate=3", .policy), ("simulation.funds.budget=1", .policy),
        ("simulation.growth.rates=a.csv", .growth), ("simulation.services.gdp_growth=0.1", .growth),
        ("simulation.weather.block_days=0", .weather), ("simulation.seed=3", .weather),
        ("quota.measures=b.csv", .market), ("simulation.market.trade=false", .market),
        // No prefix of a word counts.
        ("simulation.seeds=3", .policy),
    ])
    func pathsBelongToGroups(path: String, group: ChangeGroup) {
        #expect(ChangeGroup(of: path) == group)
    }
}
