import Foundation

extension PeerAccount {
    /// The peer's annual water yield with Z = 5, as its runs have it.
    static func waterYield(_ rasters: String) -> PeerAccount {
        PeerAccount(
            landCover: "lulc",
            layers: [
                "precipitation: {file: \"\(rasters)/precip.tif\", unit: mm, status: assumed}",
                "reference_evapotranspiration: {file: \"\(rasters)/eto.tif\", unit: mm, status: assumed}",
                "soil_depth: {file: \"\(rasters)/soil_depth.tif\", unit: mm, status: assumed}",
                "plant_available_water: {file: \"\(rasters)/pawc.tif\", unit: '1', status: assumed}",
            ],
            indicators: ["water_yield: {seasonality: 5, classes: water_yield_classes.csv}"],
            rasters: rasters)
    }

    /// The peer's carbon model from the first date to the second.
    static func carbon(_ rasters: String) -> PeerAccount {
        PeerAccount(
            landCover: "lulc_alt",
            layers: ["land_cover_opening: {file: \"\(rasters)/lulc.tif\", status: assumed}"],
            indicators: ["carbon_storage: {carbon_pools: carbon_pools.csv, change: true, valuation: none}"],
            rasters: rasters)
    }

    /// The peer's sediment delivery with its defaults; `flow` is `mfd` or `d8`.
    static func sediment(_ rasters: String, flow: String, threshold: Int) -> PeerAccount {
        PeerAccount(
            landCover: "lulc",
            layers: [
                "elevation: {file: \"\(rasters)/dem.tif\", unit: m, status: assumed}",
                "rainfall_erosivity: {file: \"\(rasters)/erosivity.tif\", unit: MJ mm ha-1 h-1, status: assumed}",
                "soil_erodibility: "
                    + "{file: \"\(rasters)/erodibility.tif\", unit: t ha h ha-1 MJ-1 mm-1, status: assumed}",
            ],
            indicators: [
                "sediment_delivery:", "  variant: invest_3_20", "  flow_directions: \(flow)",
                "  slope_length_form: invest_3_14", "  factors: erosion_factors.csv",
                "  stream_threshold: \(threshold)", "  surfaces: all",
            ], rasters: rasters)
    }
}

/// A row of the generator's table of classes, as far as the models here read it.
struct GeneratedClass: Decodable {
    let lucode: Int
    let lulc_veg: Int
    let root_depth: Double
    let kc: Double
    let c_above: Double
    let c_below: Double
    let c_soil: Double
    let c_dead: Double
    let usle_c: Double
    let usle_p: Double
}

extension [GeneratedClass] {
    var waterYieldTable: String {
        "class,crop_coefficient,root_depth_mm,vegetated\n"
            + map { "\($0.lucode),\($0.kc),\($0.root_depth),\($0.lulc_veg == 1 ? "yes" : "no")\n" }.joined()
    }

    var carbonTable: String {
        "class,above_t_per_ha,below_t_per_ha,soil_t_per_ha,dead_t_per_ha,source,status\n"
            + map {
                "\($0.lucode),\($0.c_above),\($0.c_below),\($0.c_soil),\($0.c_dead),generator,assumed\n"
            }.joined()
    }

    var erosionTable: String {
        "class,cover_factor,practice_factor,source,status\n"
            + map { "\($0.lucode),\($0.usle_c),\($0.usle_p),generator,assumed\n" }.joined()
    }

    /// The rows of `biophysical.csv` beside a generated grid.
    static func read(_ folder: String) throws -> [GeneratedClass] {
        let text = try String(contentsOfFile: "\(folder)/biophysical.csv", encoding: .utf8)
        let lines = text.split(whereSeparator: \.isNewline).map { $0.split(separator: ",").map(String.init) }
        guard let header = lines.first else { return [] }
        return lines.dropFirst().compactMap { line in
            let row = Dictionary(zip(header, line), uniquingKeysWith: { first, _ in first })
            func number(_ key: String) -> Double { row[key].flatMap(Double.init) ?? .nan }
            return row["lucode"].flatMap(Int.init).map { code in
                GeneratedClass(
                    lucode: code, lulc_veg: Int(number("lulc_veg")), root_depth: number("root_depth"),
                    kc: number("kc"), c_above: number("c_above"), c_below: number("c_below"),
                    c_soil: number("c_soil"), c_dead: number("c_dead"),
                    usle_c: number("usle_c"), usle_p: number("usle_p"))
            }
        }
    }
}
