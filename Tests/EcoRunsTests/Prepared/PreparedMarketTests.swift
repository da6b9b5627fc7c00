import EcoAccounts
import EcoParameters
import EcoQuota
import EcoScenarios
import Testing

@testable import EcoRuns

/// A market that takes what it can from the scenario as it stands is the one that is made by itself, bit for bit.
@Suite("Prepared markets")
struct PreparedMarketTests {
    private static let path = "\(CheckoutScenarios.folder)/taixin"

    /// Single values, rules, tables by another name, several at once.
    private static let changes = [
        ["quota.shortfall_penalty=300000 CNY/t"], ["quota.fee_rate=0.02"], ["quota.arcs=[]"],
        ["quota.reserve.so2=5 t", "quota.fee_rate=0.01"], ["quota.non_degradation=true"],
        ["quota.objective=least_cost"], ["quota.zones=~"], ["year=2020"],
        ["quota.sources.140122.so2.industry.quota_t=290"],
        ["quota.measures.140122.so2.residential.clean_heating.maximum_t=90", "quota.fee_rate=0.01"],
    ]

    @Test(arguments: changes)
    func figuresAreThoseOfAMarketByItself(_ overrides: [String]) throws {
        let binding = try ScenarioSource(path: Self.path).binding([])
        let geodata = CheckoutScenarios.geodata
        let base = try #require(binding.loaded.scenario.quota)
        let prepared = try PreparedMarket(base, binding.loaded, geodata, comparesTrade: true)
        let loaded = try binding.load(overrides)
        let quota = try #require(loaded.scenario.quota)
        let regions = loaded.scenario.regions
        let own = Result {
            let matrix = try geodata.sourceReceptor(of: quota, in: loaded)
            return try SolvedMarket(quota, regions: regions, matrix: matrix, labels: loaded.scenario.labels)
        }
        let kept = Result {
            try prepared.solved(quota, changed: Reach(overrides).quotaKeys, loaded, geodata)
        }
        guard case (.success(let one), .success(let other)) = (kept, own) else {
            #expect((try? kept.get()) == nil && (try? own.get()) == nil, "\(overrides)")
            return
        }
        let figures = MarketFigures(other, regions: regions, comparesTrade: true).base
        let list = prepared.figures.list(one)
        #expect(list.keys == figures.keys)
        #expect(zip(list.values, figures.values).allSatisfy { $0.bitPattern == $1.bitPattern })
        #expect(one.records.sources == other.records.sources && one.records.arcs == other.records.arcs)
    }

    /// Of the keys below the block, and of nothing else.
    @Test func reachTellsKeysOfTheBlock() {
        #expect(Reach(["quota.fee_rate=1", "accounts.year=1"]).quotaKeys == ["fee_rate"])
        #expect(Reach(["quota.rules[0].rate=1", "name=x"]).quotaKeys == ["rules"])
        #expect(Reach(["quota=~"]).quotaKeys == nil && Reach(["regions.table=x.csv"]).quotaKeys == nil)
    }
}
