import EcoParameters
import EcoScenarios
import Testing

@testable import EcoRuns

/// Two counties with 100 t each and 25 t of a measure, at 1000 and 3000 yuan/t; quota for 90 t each in 2025 and 80 t in
/// 2030; a station that feels 0.1 ug/m3 for each tonne of the second county only.
///
/// 2025: the station lets the second county emit 90 t, so it abates 10 t at 3000, and the first one the other 10 t at 1000:
/// price 1000, the station charges 2000 for each tonne, 20,000 for each ug/m3. 2030: 40 t are missing, the first county
/// gives all its 25 t and the second one 15 t: price 3000, 8.5 ug/m3 at the station.
@Suite("Tables of a market of several periods")
struct MarketPeriodTests {
    private let folder = TemporaryFolder()

    private func run() throws -> StoredRun {
        try TwoCountyMarket.write(
            [
                "sources.csv": """
                region,pollutant,sector,period,baseline_t,quota_t,status
                140122,so2,industry,2025,100,90,assumed
                140123,so2,industry,2025,100,90,assumed
                140122,so2,industry,2030,100,80,assumed
                140123,so2,industry,2030,100,80,assumed

                """,
                "measures.csv": TwoCountyMarket.measures((1000, 25), (3000, 25)),
                "receptors.csv": "receptor,limit_ug_m3,status\na,9,assumed\n",
                "matrix.csv": "receptor,region,pollutant,ug_m3_per_t\na,140123,so2,0.1\n",
                "scenario.yaml": """
                name: market
                title: {en: market, zh: 市场}
                year: 2025
                regions: {table: regions.csv}
                quota:
                  periods: [2025, 2030]
                  sources: sources.csv
                  measures: measures.csv
                  receptors: receptors.csv
                  source_receptor: matrix.csv

                """,
            ], to: folder.path)
        let result = try Taixin.runner.run(ScenarioLoader.load(path: folder.path))
        try RunStore.write(result, to: "\(folder.path)/run")
        return try StoredRun(folder: "\(folder.path)/run")
    }

    @Test func pricesAreThoseOfTheirPeriod() throws {
        let rows = Array(try #require(try run().table("prices.csv")).rows)
        func price(_ key: String, _ name: String, _ period: String, _ column: String) -> Double {
            rows.first { $0[key] == name && $0["period"] == period }?.number(column) ?? .nan
        }
        let expected: [(String, String, String, Double)] = [
            ("region", "140122", "2025", 1000), ("region", "140123", "2025", 3000),
            ("region", "140122", "2030", 3000), ("region", "140123", "2030", 3000),
            ("limit", "receptor a", "2025", 20_000), ("limit", "pool all", "2025", 1000),
            ("limit", "pool all", "2030", 3000),
        ]
        #expect(rows.count == expected.count)
        for (key, name, period, value) in expected {
            let found = price(key, name, period, "shadow_price_yuan_per_t")
            #expect((found - value).magnitude < 1e-6 * value, "\(name) \(period)")
        }
        #expect((price("region", "140123", "2025", "place_charge_yuan_per_t") - 2000).magnitude < 1e-3)
        #expect(price("region", "140123", "2030", "place_charge_yuan_per_t").magnitude < 1e-3)
    }

    @Test func whatAPriceSaysNamesItsPeriod() throws {
        let rows = try #require(try run().table("quota_prices.csv")).rows.filter { $0["kind"] == "zone" }
        #expect(rows.map { $0["meaning_en"].prefix(6) } == ["2025: ", "2030: "])
        #expect(rows.map { $0["meaning_zh"].prefix(5) } == ["2025：", "2030："])
        #expect(
            rows.map { $0["meaning_en"].contains($0["period"] == "2025" ? "1,000" : "3,000") } == [
                true, true,
            ])
    }

    @Test func aLimitBindsInItsPeriodOnly() throws {
        let rows = try #require(try run().table("receptors.csv")).rows
        #expect(rows.map { $0["period"] } == ["2025", "2030"])
        #expect(rows.map { $0["binding"] } == ["yes", "no"])
        let loads = rows.compactMap { $0.number("after_ug_m3") }
        #expect(zip(loads, [9, 8.5]).allSatisfy { ($0 - $1).magnitude < 1e-6 })
    }
}
