import EcoGDAL
import EcoParameters
import EcoScenarios
import Testing

@testable import EcoRuns

/// What a run tells of a market beside the plan: files on request, and what could not be worked out.
@Suite("Study of a market in a run")
struct QuotaStudyTests {
    private let temporary = TemporaryFolder()

    /// Two counties without trade between their zones: one needs 10 t and can abate 5 t, the other has 20 t to spare.
    private func result(_ overrides: [String]) throws -> RunResult {
        let files = [
            "regions.csv": "region,name_zh,name_en\n140122,阳曲县,Yangqu\n140123,娄烦县,Loufan\n",
            "sources.csv": """
            region,pollutant,sector,baseline_t,quota_t,status
            140122,so2,industry,100,90,assumed
            140123,so2,industry,100,120,assumed

            """,
            "measures.csv": """
            region,pollutant,sector,measure,cost_yuan_per_t,maximum_t,status
            140122,so2,industry,scrubber,1000,5,assumed

            """,
            "zones.csv": "region,zone\n140122,north\n140123,south\n",
            "scenario.yaml": """
            name: market
            title: {en: market, zh: 市场}
            year: 2019
            regions: {table: regions.csv}
            quota:
              sources: sources.csv
              measures: measures.csv
              zones: zones.csv
              reserve_price: {so2: 2000 CNY/t}
              shortfall_penalty: 100000 CNY/t

            """,
        ]
        for (name, text) in files { try WholeFile.write(text, to: "\(temporary.path)/\(name)") }
        let loaded: LoadedScenario = try ScenarioLoader.load(path: temporary.path, overrides: overrides)
        let geodata = Geodata(rasters: GDALRasterOpener(), outlines: GDALOutlineReader())
        return try Runner(geodata: geodata).run(loaded)
    }

    private func stored(_ result: RunResult) throws -> StoredRun {
        let folder = temporary.path + "/run"
        try RunStore.write(result, to: folder)
        return try StoredRun(folder: folder)
    }

    /// 5 t stay without quota. Inflow from the south covers all 10 t for nothing, and no measure is taken: the plan then
    /// costs 0. A reserve of 5 t at 2,000 yuan covers what the measure, 5,000 yuan, leaves: 15,000.
    @Test func shortfallNamesWhatWouldCoverIt() throws {
        let run = try stored(try result([]))
        let table = try #require(try run.table("quota_reliefs.csv"))
        let changes = table.rows.map { $0["change_en"] }
        #expect(changes.contains { $0.contains("inflow") } && changes.contains { $0.contains("reserve") })
        #expect(table.rows.allSatisfy { $0.number("shortfall_left_t") == 0 })
        let inflow = try #require(table.rows.first { $0["change_en"].contains("inflow") })
        #expect(abs(try #require(inflow.number("cost_yuan"))) <= 1e-6)
        #expect(inflow["change_zh"].contains("片区"))
        let reserve = try #require(table.rows.first { $0["change_en"].contains("reserve") })
        #expect(abs(try #require(reserve.number("cost_yuan")) - 15_000) <= 1e-3)
    }

    @Test func programmesAreWrittenWhereAskedFor() throws {
        #expect(try stored(try result([])).bytes("quota.mps") == nil)
        let run = try stored(try result(["quota.export=[mps, lp]"]))
        let mps = String(decoding: try #require(run.bytes("quota.mps")), as: UTF8.self)
        let lp = String(decoding: try #require(run.bytes("quota.lp")), as: UTF8.self)
        #expect(mps.contains("ROWS") && mps.hasSuffix("ENDATA\n") && lp.hasSuffix("End\n"))
        // Names that a person can read.
        #expect(mps.contains("140122") && lp.contains("140122"))
        let outputs = run.manifest["outputs"]?.elements.compactMap { $0["file"]?.stringValue } ?? []
        #expect(Set(outputs).isSuperset(of: ["quota.mps", "quota.lp"]))
    }

    /// A total that no plan reaches: the curve is left out, and a warning says which.
    @Test func aCurveThatCannotBeDrawnIsTold() throws {
        let curve = "quota.curves=[{aim: emission, levels: [100, 1]}]"
        let result = try result([curve])
        let warning = try #require(result.warnings.first { $0.code.hasPrefix("curve_not") })
        #expect(warning.path.hasPrefix("quota.curves") && !warning.messageZh.isEmpty)
    }

    /// Prices hold until the measure is used up: with 97 t of quota, 3 t are abated at 1,000 yuan. 2 t less of quota
    /// and the measure is used up, 3 t more and nothing has to be abated.
    @Test func rangesStandInTheTable() throws {
        var text = "region,pollutant,sector,baseline_t,quota_t,status\n"
        text += "140122,so2,industry,100,97,assumed\n140123,so2,industry,100,120,assumed\n"
        _ = try result([])
        try WholeFile.write(text, to: "\(temporary.path)/other.csv")
        let run = try stored(
            try result(["quota.sources=other.csv", "quota.analysis={price_ranges: all}"]))
        let table = try #require(try run.table("quota_prices.csv"))
        let row = try #require(table.rows.first { $0["kind"] == "region" && $0["name"] == "140122" })
        #expect(abs(try #require(row.number("price")) - 1000) <= 1e-6)
        #expect(abs(try #require(row.number("holds_tighter")) - 2) <= 1e-6)
        #expect(abs(try #require(row.number("holds_looser")) - 3) <= 1e-6)
        #expect(row["range_is_exact"] == "yes")
    }
}
