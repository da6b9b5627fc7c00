import Foundation
import Testing

/// The scenarios that ship: all are valid, and the full account gives what an independent computation gives.
@Suite struct ReferenceScenarioTests {
    private static let folder = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../Scenarios").standardizedFileURL.path

    @Test(arguments: [
        "taixin", "reference/two_counties", "reference/full_account", "reference/full_account/opening.yaml",
        "reference/full_account/forest.yaml", "reference/key_zone_transfer",
        "reference/allocation_and_targets", "taixin_2035", "taixin_2035_hooks", "reference/uncertain_air",
        "reference/uncertain_air/surface.yaml", "reference/rights_and_pools",
        "reference/counties_that_answer", "reference/water_targets",
    ])
    func everyShippedScenarioIsValid(_ scenario: String) throws {
        let outcome = try Command.run(["check", "\(Self.folder)/\(scenario)"])
        #expect(outcome.code == 0, "\(outcome.output)\(outcome.errors)")
    }

    /// Recomputed from the rasters and tables with numpy and shapely, from the method notes.
    @Test func theFullAccountGivesWhatNumpyGives() throws {
        let run = try TemporaryFolder()
        let path = "\(run.path)/run"
        let outcome = try Command.run(["run", "\(Self.folder)/reference/full_account", "--out", path])
        #expect(outcome.code == 0, "\(outcome.errors)")
        let regions = try CSVTable(run.text("run/account_regions.csv"))
        for (column, expected) in Self.yuan {
            let found = try regions.number("\(column)_yuan", ["region": "all"])
            #expect(abs(found - expected) <= 1e-9 * expected, "\(column): \(found)")
        }
    }

    private static let yuan: [(String, Double)] = [
        ("agricultural_products", 36_688_380.165289),
        ("ecological_energy", 512_338.429752),
        ("water_supply", 8_184_620.000000),
        ("water_retention", 21_485_791.882091),
        ("flood_mitigation", 160_180_576.125163),
        ("water_purification", 1_297_510.981242),
        ("air_purification", 5_623_651.223143),
        ("soil_retention", 3_883_494.994223),
        ("sand_fixation", 509_813_530.846656),
        ("carbon_fixation", 1_359_136.038346),
        ("oxygen_release", 20_510_598.396860),
        ("climate_regulation", 924_926_928.927466),
        ("noise_reduction", 198_000.000000),
        ("species_conservation", 64_065_338.854214),
        ("pest_control", 1_349_913.156265),
        ("tourism", 8_554_159.090909),
        ("recreation", 1_359_000.000000),
        ("landscape_premium", 1_552_000.000000),
        ("total", 1_771_099_307.954594),
    ]
}
