import EcoGDAL
import EcoGrids
import EcoIndicators
import EcoParameters
import EcoScenarios

extension Benchmark {
    /// The water balance of the account from rain, evapotranspiration and land cover: one fused pass.
    static let waterRetentionTable = account(
        "water_retention_table", .waterRetention, "water balance by county and class, tables only")

    /// Rain less evapotranspiration by the Budyko curve: the peer's annual water yield.
    static let waterYieldTable = account(
        "water_yield_table", .waterYield, "annual water yield by county and class, tables only")

    /// Stocks of two dates and their change.
    static let carbonTable = account(
        "carbon_table", .carbon, "carbon of two dates by county and class, tables only")

    /// Terrain made from the elevation, delivery and deposition, then the account's pass.
    static let sedimentTable = account(
        "sediment_table", .sediment, "sediment delivery by county and class, tables only")

    /// Measures the account of a generated scenario: the code path of `ecocomp run` without report. The scenario folder
    /// may be named, so that making it is not timed.
    private static func account(_ id: String, _ kind: GeneratedScenario.Kind, _ meaning: String) -> Benchmark
    {
        Benchmark(id, meaning) { place in
            let folder = place.details.first ?? place.folder
            if place.details.isEmpty { try GeneratedScenario(kind, place.grid).write(to: folder) }
            let scenario = try ScenarioLoader.load(path: folder).scenario
            guard let accounts = scenario.accounts, let file = scenario.outlines else {
                throw FloorError(text: "the generated scenario has no accounts")
            }
            let grid = try place.grid.open("lulc").grid
            let outlines = try GDALOutlineReader().outlines(
                OutlineRequest(file.path, idAttribute: "region", into: grid.reference)
            ).outlines
            var settings = PassSettings()
            settings.jobs = place.jobs
            let opener = CountingOpener(GDALRasterOpener())
            let tables = try GEPAccounting.measure(
                parameters: accounts, regions: scenario.regions, outlines: outlines,
                opener: opener, settings: settings)
            let rows = tables.indicators.values.flatMap(\.rows)
            return Outcome(
                cells: grid.extent.cellCount,
                check: rows.reduce(0) { $0 + $1.sum.sums.reduce(0, +) },
                counts: opener.counts.merging(["rows": rows.count]) { own, _ in own })
        }
    }
}
