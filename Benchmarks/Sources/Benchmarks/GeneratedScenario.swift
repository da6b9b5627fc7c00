import CGDALDecode
import EcoGDAL
import EcoGrids
import Foundation

/// A scenario folder over a generated grid: what `ecocomp run` gets.
struct GeneratedScenario {
    enum Kind: String, CaseIterable {
        case waterRetention = "water_retention"
        case waterYield = "water_yield"
        case waterYieldRasters = "water_yield_rasters"
        /// The same, packed as the program does unless told otherwise.
        case waterYieldRastersDeflate = "water_yield_rasters_deflate"
        case carbon
        case carbonRasters = "carbon_rasters"
        case sediment
        case sedimentRasters = "sediment_rasters"

        /// Rasters that are written beside the tables, as the peer writes them.
        var figures: [String] {
            switch self {
            case .waterYieldRasters, .waterYieldRastersDeflate:
                ["evaporated_share", "actual_mm", "yield_mm"].map { "water_yield.\($0)" }
            case .carbonRasters: ["carbon_storage"]
            case .sedimentRasters:
                // The seven that the peer leaves as results, of the 37 that it writes.
                [
                    "bare_erosion_t_per_ha", "erosion_t_per_ha", "avoided_erosion_t_per_ha",
                    "export_t_per_ha", "deposition_t_per_ha", "avoided_export_t_per_ha", "stream",
                ].map { "sediment_delivery.\($0)" }
            default: []
            }
        }

        var compression: String { self == .waterYieldRastersDeflate ? "deflate" : "zstd" }

        var isCarbon: Bool { self == .carbon || self == .carbonRasters }
    }

    let kind: Kind
    let grid: GeneratedGrid

    init(_ kind: Kind, _ grid: GeneratedGrid) {
        self.kind = kind
        self.grid = grid
    }

    func write(to folder: String) throws {
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        let outlines = try grid.outlines(into: try grid.open("lulc").grid.reference)
        try save("scenario.yaml", text, folder)
        try save("regions.csv", Self.regions(outlines), folder)
        try save("land_cover_classes.csv", Self.classes, folder)
        try save("outlines.geojson", Self.geoJSON(outlines), folder)
        try Self.convertOutlines(in: folder)
        try save("water_yield_classes.csv", try grid.waterYieldClasses, folder)
        try save("carbon_pools.csv", try grid.carbonPools, folder)
        try save("erosion_factors.csv", try grid.erosionFactors, folder)
    }

    private func save(_ name: String, _ text: String, _ folder: String) throws {
        try text.write(toFile: "\(folder)/\(name)", atomically: true, encoding: .utf8)
    }

    private func layer(_ role: String, _ file: String, unit: String) -> String {
        "    \(role): {file: \"\(grid.path(file))\", unit: \(unit), status: assumed}"
    }

    private var text: String {
        """
        name: generated
        title: {en: Generated grid, zh: 生成网格}
        year: 2020
        regions: {table: regions.csv, outlines: outlines.gpkg}
        accounts:
          rule_pack: mee_2020
          year: 2020
          price_year: 2020
          minimum_valid_share: 0 %
          layers:
            land_cover: {file: "\(grid.path(kind.isCarbon ? "lulc_alt" : "lulc"))", classes: land_cover_classes.csv, status: assumed}
        \(layers.joined(separator: "\n"))
        \(rasters)  indicators:
        \(indicators)

        """
    }

    private var rasters: String {
        kind.figures.isEmpty
            ? ""
            : "  rasters: {write: [\(kind.figures.joined(separator: ", "))], layout: geotiff, "
                + "compression: \(kind.compression), overviews: false}\n"
    }

    private var layers: [String] {
        switch kind {
        case .waterRetention:
            [layer("precipitation", "precip", unit: "mm"), layer("evapotranspiration", "eto", unit: "mm")]
        case .waterYield, .waterYieldRasters, .waterYieldRastersDeflate:
            [
                layer("precipitation", "precip", unit: "mm"),
                layer("reference_evapotranspiration", "eto", unit: "mm"),
                layer("soil_depth", "soil_depth", unit: "mm"),
                layer("plant_available_water", "pawc", unit: "'1'"),
            ]
        case .sediment, .sedimentRasters:
            [
                layer("elevation", "dem", unit: "m"),
                layer("rainfall_erosivity", "erosivity", unit: "MJ mm ha-1 h-1"),
                layer("soil_erodibility", "erodibility", unit: "t ha h ha-1 MJ-1 mm-1"),
            ]
        case .carbon, .carbonRasters:
            [
                "    land_cover_opening: {file: \"\(grid.path("lulc"))\", status: assumed}"
            ]
        }
    }

    private var indicators: String {
        switch kind {
        case .waterRetention:
            """
                water_retention:
                  runoff_table: gong_2017
                  reservoir_cost: {amount: 5 CNY/m3, price_year: 2020, status: assumed}
            """
        case .waterYield, .waterYieldRasters, .waterYieldRastersDeflate:
            """
                water_yield: {seasonality: 5, classes: water_yield_classes.csv}
            """
        case .carbon, .carbonRasters:
            """
                carbon_storage: {carbon_pools: carbon_pools.csv, change: true, valuation: none}
            """
        case .sediment, .sedimentRasters:
            """
                sediment_delivery:
                  variant: invest_3_20
                  flow_directions: mfd
                  slope_length_form: invest_3_14
                  factors: erosion_factors.csv
                  stream_threshold: 1000
                  surfaces: all
            """
        }
    }

    /// The generator's twelve classes in the account's words.
    private static let classes = """
        class,ecosystem,subtype,surface,name_zh,name_en
        10,cropland,cropland,land,旱地,dry cropland
        11,cropland,cropland,land,水田,paddy
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

    private static func regions(_ outlines: [RegionOutline]) -> String {
        "region,name_zh,name_en\n" + outlines.map { "\($0.id),县\($0.id),\($0.name)\n" }.joined()
    }

    private static func geoJSON(_ outlines: [RegionOutline]) -> String {
        let crs = #""crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::32649"}}"#
        let features = outlines.map { outline in
            let polygons = outline.polygons.map { polygon in
                "[" + ([polygon.outer] + polygon.holes).map(ring).joined(separator: ",") + "]"
            }
            return #"{"type":"Feature","properties":{"region":"\#(outline.id)"},"#
                + #""geometry":{"type":"MultiPolygon","coordinates":[\#(polygons.joined(separator: ","))]}}"#
        }
        return #"{"type":"FeatureCollection",\#(crs),"features":[\#(features.joined(separator: ",\n"))]}"#
    }

    /// Makes a GeoPackage of the outlines, the kind of file that the peers read.
    private static func convertOutlines(in folder: String) throws {
        GDALAllRegister()
        guard let source = GDALOpenEx("\(folder)/outlines.geojson", UInt32(GDAL_OF_VECTOR), nil, nil, nil)
        else { throw FloorError(text: "cannot open the outlines") }
        defer { GDALClose(source) }
        var sources: [GDALDatasetH?] = [source]
        guard let made = GDALVectorTranslate("\(folder)/outlines.gpkg", nil, 1, &sources, nil, nil) else {
            throw FloorError(text: "cannot write the outlines")
        }
        GDALClose(made)
        try FileManager.default.removeItem(atPath: "\(folder)/outlines.geojson")
    }

    private static func ring(_ points: [Point]) -> String {
        "[" + (points + points.prefix(1)).map { "[\($0.x),\($0.y)]" }.joined(separator: ",") + "]"
    }
}
