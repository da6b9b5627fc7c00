import EcoAccounts
import EcoParameters
import EcoTestSupport
import EcoUnits
import Testing

@testable import EcoQuota

@Suite("Primary allocation: laws, records, comparison")
struct AllocationLawTests {
    private static let methods: [any QuotaAllocationMethod] = [
        Historical(), Historical(basis: "gdp"), EqualPercentage(), EqualShare(per: "people"),
        GiniMinimal([.init("gdp"), .init("people", weight: 2)]),
        ZeroSumGains(outputs: ["gdp", "people"]), ZeroSumGains(outputs: ["gdp"], returns: .constant),
        Entropy([.init("gdp"), .init("people"), .init("intensity", direction: .less)]),
        Benchmark(output: "gdp", benchmarks: ["so2": 0.7]),
    ]

    private func task(
        _ seed: UInt64, factor: Double = 1, order: [Int] = Array(0..<7), cut: Double = 0.6, rise: Double = 0.9
    ) -> AllocationTask {
        var random = SeededGenerator(seed: seed)
        let row = { (0..<7).map { _ in Double.random(in: 0.5...5, using: &random) } }
        let baseline = row().map { $0 * 100 * factor }
        let values = ["gdp": row(), "people": row(), "intensity": row()]
        let chosen = { (values: [Double]) in order.map { values[$0] } }
        return AllocationTask(
            pollutant: "so2", regions: order.map { "r\($0)" }, baseline: chosen(baseline),
            total: 0.8 * baseline.reduce(0, +), lowest: chosen(baseline.map { (1 - cut) * $0 }),
            highest: chosen(baseline.map { (1 + rise) * $0 }), indicators: values.mapValues(chosen))
    }

    /// All give out the total, keep the bounds, scale with the masses, and do not look at the order of regions.
    @Test(arguments: 1...5) func everyMethodKeepsTheLaws(seed: UInt64) throws {
        let task = task(seed)
        let order = [3, 0, 6, 2, 5, 1, 4]
        for method in Self.methods {
            let quota = try AllocationMethodTests.quota(method, task)
            #expect((quota.reduce(0, +) - task.total).magnitude < 1e-9 * task.total)
            for region in quota.indices {
                #expect(quota[region] >= task.lowest[region] * (1 - 1e-12))
                #expect(quota[region] <= task.highest[region] * (1 + 1e-12))
            }
            let scaled = try AllocationMethodTests.quota(method, self.task(seed, factor: 1000))
            let permuted = try AllocationMethodTests.quota(method, self.task(seed, order: order))
            // The least Gini sum may be reached by several divisions; its own tests compare values.
            guard !(method is GiniMinimal) else { continue }
            #expect(AllocationMethodTests.isClose(scaled.map { $0 / 1000 }, quota, 1e-7))
            #expect(AllocationMethodTests.isClose(permuted, order.map { quota[$0] }, 1e-9))
        }
    }

    /// Equal regions get equal quota; more of an indicator never gives less; a higher total never takes away.
    @Test func symmetryAndMonotony() throws {
        let alike = AllocationTask(
            pollutant: "so2", regions: ["a", "b", "c"], baseline: [5, 5, 9], total: 12,
            indicators: ["gdp": [2, 2, 7], "people": [3, 3, 4], "intensity": [1, 1, 2]])
        for method in Self.methods {
            let quota = try AllocationMethodTests.quota(method, alike)
            #expect((quota[0] - quota[1]).magnitude < 1e-5)
        }
        for method in [EqualShare(per: "people"), EqualPercentage(), Historical()]
            as [any QuotaAllocationMethod]
        {
            let make = { (people: Double, total: Double) in
                AllocationTask(
                    pollutant: "so2", regions: ["a", "b"], baseline: [people, 5], total: total,
                    highest: [8, 8], indicators: ["people": [people, 5]])
            }
            let quota = try AllocationMethodTests.quota(method, make(3, 8))
            #expect(try AllocationMethodTests.quota(method, make(4, 8))[0] >= quota[0])
            #expect(zip(try AllocationMethodTests.quota(method, make(3, 9)), quota).allSatisfy { $0 >= $1 })
        }
    }

    /// A third of a tonne is no whole number of grams: the first remainder is rounded up.
    @Test func gramsAddUp() {
        let steps = QuotaSteps(total: 1)
        #expect(steps.rounded([1.0 / 3, 1.0 / 3, 1.0 / 3], total: 1_000_000) == [333_334, 333_333, 333_333])
        #expect(steps.rounded([0.5, 0.5], total: 1_000_001) == [500_001, 500_000])
        #expect(steps.rounded([0.5, 0, 0.5], total: 999_999) == [500_000, 0, 499_999])
        #expect(QuotaSteps(total: 2e10).perTonne == 1e3)
        var random = SeededGenerator(seed: 3)
        for _ in 0..<200 {
            let parts = (0..<50).map { _ in Double.random(in: 0...1000, using: &random) }
            let total = parts.reduce(0, +)
            let steps = QuotaSteps(total: total)
            let counts = steps.rounded(parts, total: steps.count(total))
            #expect(counts.reduce(0, +) == steps.count(total))
            #expect(zip(counts, parts).allSatisfy { (Double($0) / 1e6 - $1).magnitude <= 1.000001e-6 })
        }
    }

    private static let records = QuotaRecords(
        sources: [
            EmissionSource(
                region: "140122", pollutant: "so2", sector: "power", pool: "power", baseline: 30, quota: 7),
            EmissionSource(region: "140122", pollutant: "so2", sector: "steel", baseline: 60, quota: 8),
            EmissionSource(region: "140123", pollutant: "so2", baseline: 90, quota: 9),
            EmissionSource(region: "140123", pollutant: "nox", baseline: 0, quota: 1),
            EmissionSource(region: "140123", pollutant: "nox", sector: "steel", baseline: 0, quota: 3),
        ], zones: [], shortfallPenalty: 200_000)

    private static let regions = RegionTable(
        [("140122", 100.0), ("140123", 300.0)].map { code, population in
            Region(
                code: RegionCode(code)!, name: LocalizedText(code), city: LocalizedText(""),
                population: population)
        })

    /// 40 t of SO2 by population 1 : 3 are 10 and 30; in the first county 30 : 60 gives 3.333333 and 6.666667.
    @Test func sourcesShareInProportionToBaselines() throws {
        let parameters = QuotaAllocationParameters(methods: [EqualShare(per: "population")], cap: ["so2": 40])
        let records = try Self.records.allocated(by: parameters, regions: Self.regions)
        #expect(records.sources.map(\.quota) == [3.333333, 6.666667, 30, 2, 2])
        #expect(
            records.rules.isEmpty && records.sources.map(\.baseline) == Self.records.sources.map(\.baseline))
    }

    @Test func unsoldQuotaGoesToTheReserve() throws {
        let bid = PrimaryAuction.Bid(region: "140122", pollutant: "so2", quantity: 9, price: 20_000)
        let parameters = QuotaAllocationParameters(
            methods: [PrimaryAuction(bids: [bid], reservePrice: ["so2": 18_000, "nox": 19_000])],
            cap: ["so2": 40])
        let records = try Self.records.allocated(by: parameters, regions: Self.regions)
        #expect(records.sources.map(\.quota) == [3, 6, 0, 0, 0])
        let rule = try #require(records.rules.first { $0.pollutant == "so2" })
        #expect(rule.reserve == 31 && rule.reservePrice == 18_000)
        #expect(records.rules.first { $0.pollutant == "nox" }?.reserve == 4)
    }

    @Test func comparisonShowsEveryMethod() throws {
        let parameters = QuotaAllocationParameters(
            methods: [EqualPercentage(), EqualShare(per: "population")], applied: "equal_share",
            cap: ["so2": 40, "nox": 6])
        var records = Self.records
        records.sources[3].baseline = 5
        let comparison = try AllocationComparison(parameters, of: records, regions: Self.regions)
        #expect(comparison.rows.count == 6)
        #expect(comparison.rows.filter { $0.pollutant == "so2" }.map(\.quota) == [20, 20, 10, 30])
        #expect(comparison.applied(parameters)?.id == "equal_share")
        for item in comparison.cases {
            #expect(item.records.sources.reduce(0) { $0 + ($1.pollutant == "so2" ? $1.quota : 0) } == 40)
        }
        #expect(comparison.facts.contains { $0.method == "equal_share" && $0.fact.id == "quota_per_unit" })
        let wrong = QuotaAllocationParameters(methods: [EqualShare(per: "gdp"), EqualShare(per: "heads")])
        #expect(throws: DiagnosticFailure.self) {
            try AllocationComparison(wrong, of: records, regions: Self.regions)
        }
    }

    /// Every method stands in the catalogue once, with an id of its own.
    @Test func methodsAreCatalogued() {
        let ids = QuotaAllocationCatalogue.methods.map { $0.declaration.id }
        #expect(Set(ids).count == ids.count && ids == ids.sorted())
        let bound = QuotaAllocationParameters.declaration.parameters.map(\.key)
        #expect(Set(bound).count == bound.count)
    }
}
