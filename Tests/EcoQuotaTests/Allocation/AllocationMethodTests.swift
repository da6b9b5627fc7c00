import EcoParameters
import Testing

@testable import EcoQuota

@Suite("Primary allocation: methods worked by hand")
struct AllocationMethodTests {
    static func quota(_ method: any QuotaAllocationMethod, _ task: AllocationTask) throws -> [Double] {
        var findings: [Diagnostic] = []
        let outcome = method.divide(task, &findings)
        #expect(findings.isEmpty)
        return try #require(outcome).quota
    }

    static func isClose(_ left: [Double], _ right: [Double], _ tolerance: Double = 1e-9) -> Bool {
        left.count == right.count && zip(left, right).allSatisfy { ($0 - $1).magnitude <= tolerance }
    }

    private let task = AllocationTask(
        pollutant: "so2", regions: ["a", "b", "c"], baseline: [40, 100, 60], held: [30, 60, 10], total: 50,
        indicators: ["population": [1, 3, 4], "earlier": [20, 20, 60]])

    @Test func sharesInProportion() throws {
        #expect(try Self.quota(Historical(), task) == [15, 30, 5])
        #expect(try Self.quota(Historical(basis: "earlier"), task) == [10, 10, 30])
        #expect(try Self.quota(EqualPercentage(), task) == [10, 25, 15])
        #expect(try Self.quota(EqualShare(per: "population"), task) == [6.25, 18.75, 25])
    }

    /// 100 + 300 units at 0.5 t make 200 t; 160 t are there, so the factor is 0.8.
    @Test func benchmarkIsCorrectedToTheTotal() throws {
        let task = AllocationTask(
            pollutant: "co2", regions: ["a", "b"], baseline: [1, 1], total: 160,
            indicators: ["power": [100, 300]])
        var findings: [Diagnostic] = []
        let method = Benchmark(output: "power", benchmarks: ["co2": 0.5])
        let outcome = try #require(method.divide(task, &findings))
        #expect(Self.isClose(outcome.quota, [40, 120]))
        #expect(outcome.facts.contains(AllocationFact("correction_factor", 0.8)))
        let free = Benchmark(output: "power", benchmarks: ["co2": 0.5], isCorrected: false)
        #expect(try Self.quota(free, task) == [50, 150])
        #expect(Benchmark(output: "power", benchmarks: [:]).divide(task, &findings) == nil)
        #expect(findings.map(\.code) == ["missing_value"])
    }

    /// An indicator in which the regions are alike has entropy 1 and weight 0. For the parts 1/4 and 3/4 the entropy
    /// is (1/4 log2 4 + 3/4 log2 (4/3)) = 0.8112781.
    @Test func entropyWeighsDifferences() throws {
        let task = AllocationTask(
            pollutant: "cod", regions: ["a", "b"], baseline: [1, 1], total: 8,
            indicators: ["alike": [7, 7], "one": [1, 3], "two": [3, 9], "inverse": [3, 1]])
        var findings: [Diagnostic] = []
        let outcome = try #require(Entropy([.init("alike"), .init("one")]).divide(task, &findings))
        #expect(Self.isClose(outcome.quota, [2, 6]))
        let entropy = try #require(outcome.facts.first { $0.id == "entropy" && $0.subject == "one" }).value
        #expect((entropy - 0.8112781244591328).magnitude < 1e-12)
        // Multiples of an indicator weigh the same, and an inverse one turns its sense.
        #expect(Self.isClose(try Self.quota(Entropy([.init("one"), .init("two")]), task), [2, 6]))
        let inverse = Entropy([.init("inverse", direction: .less)])
        #expect(Self.isClose(try Self.quota(inverse, task), [2, 6]))
        #expect(Self.isClose(try Self.quota(Entropy([.init("one")], normalisation: .minMax), task), [0, 8]))
        #expect(Self.isClose(try Self.quota(Entropy([.init("alike")]), task), [4, 4]))
    }

    /// 100 t on sale from 10 yuan: 60 at 30, then 90 asked at 20 share the 40 left; all pay 20.
    @Test func auctionClearsAtOnePrice() throws {
        let bid = { (region: String, quantity: Double, price: Double) in
            PrimaryAuction.Bid(region: region, pollutant: "so2", quantity: quantity, price: price)
        }
        let bids = [bid("d", 10, 5), bid("b", 50, 20), bid("a", 60, 30), bid("c", 40, 20)]
        let auction = PrimaryAuction(bids: bids, reservePrice: ["so2": 10])
        let regions = ["a", "b", "c", "d"]
        let task = { AllocationTask(pollutant: "so2", regions: regions, baseline: [1, 1, 1, 1], total: $0) }
        var findings: [Diagnostic] = []
        let sold = try #require(auction.divide(task(100), &findings))
        #expect(Self.isClose(sold.quota, [60, 200.0 / 9, 160.0 / 9, 0]))
        #expect(sold.unsold == 0 && sold.reservePrice == 10)
        #expect(sold.facts.first { $0.id == "clearing_price" }?.value == 20)
        #expect(sold.facts.first { $0.id == "revenue" }?.value == 2000)
        // 150 t find a buyer at 10 or more; the rest goes to the reserve, and 10 is the price.
        let left = try #require(auction.divide(task(500), &findings))
        #expect(left.quota == [60, 50, 40, 0] && left.unsold == 350)
        #expect(left.facts.first { $0.id == "clearing_price" }?.value == 10)
        let pool = try #require(PrimaryAuction(reservePrice: ["so2": 10]).divide(task(500), &findings))
        #expect(pool.quota == [0, 0, 0, 0] && pool.unsold == 500)
        #expect(findings.isEmpty)
        let stranger = PrimaryAuction(bids: [bid("x", 1, 20)])
        _ = stranger.divide(task(100), &findings)
        #expect(findings.map(\.code) == ["unknown_source"])
    }

    /// Weights 1, 1, 2 and a total of 12 give 3, 3, 6; with at most 4 for the last, 4, 4, 4; with at least 5 for the
    /// first as well, 5, 3, 4.
    @Test func boundsHold() {
        let divide = { (lowest: [Double], highest: [Double]) in
            BoundedProportions.divide(12, weights: [1, 1, 2], lowest: lowest, highest: highest)
        }
        let free = [Double.infinity, .infinity, .infinity]
        #expect(divide([0, 0, 0], free) == [3, 3, 6])
        #expect(divide([0, 0, 0], [.infinity, .infinity, 4]) == [4, 4, 4])
        #expect(divide([5, 0, 0], [.infinity, .infinity, 4]) == [5, 3, 4])
        #expect(divide([5, 5, 5], free) == nil)
        #expect(divide([0, 0, 0], [4, 4, 3]) == nil)
        #expect(divide([4, 4, 4], [4, 4, 4]) == [4, 4, 4])
        #expect(BoundedProportions.divide(6, weights: [0, 1], lowest: [2, 0], highest: [3, 9]) == [2, 4])
        #expect(BoundedProportions.divide(6, weights: [0, 0], lowest: [0, 0], highest: [3, 9]) == nil)
    }

    @Test func badIndicatorsAreNamed() {
        var task = AllocationTask(
            pollutant: "so2", regions: ["a", "b"], baseline: [1, 1], total: 1,
            indicators: ["population": [1, .nan], "gdp": [0, 0], "area": [1, 2]])
        var findings: [Diagnostic] = []
        for per in ["poplation", "population", "gdp"] {
            #expect(EqualShare(per: per).divide(task, &findings) == nil)
        }
        #expect(findings.map(\.code) == ["unknown_indicator", "missing_indicator", "out_of_range"])
        #expect(findings[0].hint.contains("population") && findings[1].message.contains("b"))
        task = AllocationTask(
            pollutant: "so2", regions: ["a", "b"], baseline: [10, 10], total: 5, lowest: [6, 6],
            indicators: ["area": [1, 2]])
        findings = []
        #expect(EqualShare(per: "area").divide(task, &findings) == nil)
        #expect(GiniMinimal([.init("area")]).divide(task, &findings) == nil)
        #expect(findings.map(\.code) == ["bounds_conflict", "bounds_conflict"])
    }
}
