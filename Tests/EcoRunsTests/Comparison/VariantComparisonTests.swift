import EcoGDAL
import EcoParameters
import EcoScenarios
import Testing

@testable import EcoRuns

/// A scenario with variants, from its file to causes that add up to the differences of its runs.
@Suite("Variants of a scenario, compared")
struct VariantComparisonTests {
    private let temporary = TemporaryFolder()

    /// Two counties need 10 t each. One abates for 1000 yuan/t, the other for 3000; trade is free of fee.
    private func scenario(_ variants: String) throws -> String {
        let files = [
            "measures.csv": TwoCountyMarket.measures((price: 1000, maximum: 15), (price: 3000, maximum: 80)),
            "scenario.yaml": """
            name: market
            title: {en: market, zh: 市场}
            year: 2019
            regions: {table: regions.csv}
            quota:
              sources: sources.csv
              measures: measures.csv
              floor_price: {so2: 1000 CNY/t}
              fee_rate: 0.01
            scenarios:
            \(variants)

            """,
        ]
        try TwoCountyMarket.write(files, to: temporary.path)
        return temporary.path
    }

    private func compared(_ path: String) throws -> RunComparison {
        let runs = temporary.path + "/runs"
        let geodata = Geodata(rasters: GDALRasterOpener(), outlines: GDALOutlineReader())
        let candidates = ComparedCandidates(geodata: geodata) {
            "\(runs)/\($0.fingerprint(toolVersion: "t").prefix(8))"
        }
        var comparison = try candidates.comparison(of: [path])
        try candidates.addCauses(to: &comparison, scenario: nil)
        return comparison
    }

    /// 15 t at 1000 and 5 t at 3000 with fees of 10 yuan on each side of the 5 t that are sold: 30,100. Without fee
    /// 30,000. A reserve of 3 t at 2000: 15,000 + 6,000 + 6,000 (2 t) and fees.
    @Test func causesAddUpToTheDifferences() throws {
        let path = try scenario(
            """
              - id: free
                set: ["quota.fee_rate=0"]
              - id: both
                set: ["quota.fee_rate=0", "quota.reserve={so2: 3 t}", "quota.reserve_price={so2: 2000 CNY/t}"]
            """)
        let comparison = try compared(path)
        #expect(comparison.first.name == "market" && comparison.pairs.map(\.later.name) == ["free", "both"])
        let cost = ComparedFigure(.quota, "cost_yuan", unit: "CNY")
        #expect(abs((comparison.first.amounts[cost]?.value ?? 0) - 30_100) <= 1e-4)
        let free = try #require(comparison.pairs.first)
        #expect(abs((free.differences.first { $0.figure == cost }?.change ?? 0) + 100) <= 1e-4)
        #expect(free.inputs.map(\.path) == ["quota.fee_rate"])
        let both = comparison.pairs[1]
        let change = try #require(both.differences.first { $0.figure == cost }?.change)
        #expect(abs(change - (27_000 - 30_100)) <= 1e-3)
        let causes = try #require(both.causes)
        let index = try #require(causes.figures.firstIndex { $0.id == cost.id })
        #expect(causes.causes.count == 3)
        #expect(abs(causes.shapley.reduce(0) { $0 + $1[index] } - change) <= 1e-6 * abs(change))
        // A price of the reserve does nothing without a reserve.
        #expect(abs(causes.alone[2][index]) <= 1e-6)
    }

    /// The run of the same values is taken as it lies.
    @Test func runsAreMadeOnce() throws {
        let path = try scenario("  - {id: free, set: [quota.fee_rate=0]}")
        let first = try compared(path)
        let file = first.pairs[0].later.stored.folder + "/manifest.json"
        let text = try #require(WholeFile.text(file))
        try WholeFile.write(text.replacing("\"year\": 2019", with: "\"year\": 2018"), to: file)
        #expect(try compared(path).pairs[0].later.year == (text.contains("\"year\": 2019") ? 2018 : 2019))
    }

    @Test func whatIsWrongInAVariantIsToldThere() throws {
        let path = try scenario("  - {id: odd, set: [quota.fee_rat=0]}")
        let failure = #expect(throws: RunFailure.self) { try compared(path) }
        let finding = try #require(failure?.diagnostics.first)
        #expect(finding.message.contains("odd") && finding.message.contains("fee_rat"))
        #expect(finding.location?.file.hasSuffix("scenario.yaml") == true)
        #expect(finding.hint.contains("quota.fee_rate"))
    }
}
