import EcoGDAL
import EcoGrids
import EcoIndicators
import EcoScenarios
import Foundation

@testable import EcoRuns

/// Sums of an account over rasters of the generator, in zones that the test states.
struct PeerAccount {
    /// Name of the raster of land cover.
    let landCover: String
    /// Lines of the blocks `layers` and `indicators`, unindented.
    let layers: [String]
    let indicators: [String]
    /// The folder of the rasters.
    let rasters: String

    /// Sums by outline and class; the scenario is written into `folder`.
    func measure(
        _ outlines: [RegionOutline], classes: [GeneratedClass], in folder: String
    ) throws -> SufficientTables {
        let (scenario, accounts) = try scenario(outlines, classes: classes, in: folder)
        return try GEPAccounting.measure(
            parameters: accounts, regions: scenario.regions, outlines: outlines, opener: GDALRasterOpener())
    }

    /// Quantities, with coefficients by class applied to the sums.
    func account(
        _ outlines: [RegionOutline], classes: [GeneratedClass], in folder: String
    ) throws -> AccountResult {
        let (scenario, accounts) = try scenario(outlines, classes: classes, in: folder)
        return try GEPAccounting.evaluate(
            parameters: accounts, regions: scenario.regions, outlines: outlines, opener: GDALRasterOpener())
    }

    private func scenario(
        _ outlines: [RegionOutline], classes: [GeneratedClass], in folder: String
    ) throws -> (Scenario, AccountsParameters) {
        try save("water_yield_classes.csv", classes.waterYieldTable, folder)
        try save("carbon_pools.csv", classes.carbonTable, folder)
        try save("erosion_factors.csv", classes.erosionTable, folder)
        try save("scenario.yaml", text, folder)
        try save("regions.csv", Self.regions(outlines), folder)
        try save("land_cover_classes.csv", Self.classes, folder)
        let scenario = try ScenarioLoader.load(path: folder).scenario
        guard let accounts = scenario.accounts else { throw Missing(text: "the scenario has no accounts") }
        return (scenario, accounts)
    }

    struct Missing: Error { let text: String }

    private func save(_ name: String, _ text: String, _ folder: String) throws {
        try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
    }

    private var text: String {
        """
        name: peers
        title: {en: Grid of the peers, zh: 对照网格}
        year: 2020
        regions: {table: regions.csv}
        accounts:
          rule_pack: mee_2020
          year: 2020
          price_year: 2020
          minimum_valid_share: 0 %
          layers:
            land_cover: {file: "\(rasters)/\(landCover).tif", classes: land_cover_classes.csv, status: assumed}
        \(layers.map { "    \($0)\n" }.joined())  indicators:
        \(indicators.map { "    \($0)\n" }.joined())

        """
    }

    private static func regions(_ outlines: [RegionOutline]) -> String {
        "region,name_zh,name_en\n" + outlines.map { "\($0.id),区\($0.id),\($0.name)\n" }.joined()
    }

    /// The generator's twelve classes in the account's words.
    static let classes = """
        class,ecosystem,subtype,surface,name_zh,name_en
        10,cropland,dry_cropland,land,旱地,dry cropland
        11,cropland,paddy,land,水田,paddy
        20,forest,deciduous_broadleaf_forest,land,阔叶林,broadleaf forest
        21,forest,evergreen_needleleaf_forest,land,针叶林,conifer forest
        22,forest,mixed_forest,land,混交林,mixed forest
        30,shrubland,deciduous_broadleaf_shrubland,land,灌丛,shrub
        40,grassland,alpine_meadow,land,高寒草地,alpine grassland
        41,grassland,temperate_steppe,land,低地草地,lowland grassland
        50,wetland,marsh,land,沼泽,wetland
        60,wetland,water,water,水面,open water
        80,urban,built_up,built,建设用地,built-up
        90,bare,bare,land,裸地,bare

        """
}
