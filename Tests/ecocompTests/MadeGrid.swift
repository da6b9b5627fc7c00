import Foundation

/// A scenario over made rasters of two counties, large enough that a run of it can be cut off.
final class MadeGrid {
    let folder: TemporaryFolder
    let side: Int
    var path: String { "\(folder.path)/made" }

    init(side: Int = 2000, rasters: String = "") throws {
        folder = try TemporaryFolder()
        self.side = side
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        try save("regions.csv", "region,name_zh,name_en\n140106,西县,west\n140107,东县,east\n")
        try save("outlines.geojson", outlines)
        try save("scenario.yaml", Self.scenario(rasters))
        try raster("land", type: 1, nodata: "255") { UInt8([4, 10, 12, 5, 13, 1][$0 / 37 % 6]) }
        try raster("rain", type: 4, nodata: "-9999") { Float(600 + $0 * 7919 % 3001) / 10 + 500 }
        try raster("et", type: 4, nodata: "-9999") { Float(400 + $0 * 104_729 % 2003) / 10 + 300 }
    }

    static func scenario(_ rasters: String) -> String {
        """
        name: made
        title: {en: Made grid, zh: 生成网格}
        year: 2020
        regions: {table: regions.csv, outlines: outlines.geojson}
        accounts:
          rule_pack: mee_2020
          year: 2020
          price_year: 2020
          layers:
            land_cover: {file: land.img, legend: igbp, status: assumed}
            precipitation: {file: rain.img, unit: mm, status: assumed}
            evapotranspiration: {file: et.img, unit: mm, status: assumed}
        \(rasters)
          indicators:
            water_retention:
              runoff_table: gong_2017
              reservoir_cost: {amount: 5 CNY/m3, price_year: 2020, status: assumed}

        """
    }

    /// A scenario of sediment delivery instead, over elevation, R and K beside the land cover.
    func routeSediment() throws {
        try save("scenario.yaml", Self.routing)
        let factors = (0...17).map { "\($0),0.0\($0),1,assumed,\n" }.joined()
        try save("factors.csv", "class,cover_factor,practice_factor,status,source\n" + factors)
        try raster("dem", type: 4, nodata: "-9999") { Float(700 + $0 * 7919 % 3001) / 10 }
        try raster("r", type: 4, nodata: "-9999") { Float(1_000 + $0 * 104_729 % 2003) }
        try raster("k", type: 4, nodata: "-9999") { Float(10 + $0 * 31 % 40) / 1_000 }
    }

    /// Water retention beside the sediment, which is not routed.
    func addRetention() throws {
        try raster("rain", type: 4, nodata: "-9999") { Float(600 + $0 * 7919 % 3001) / 10 + 500 }
        try raster("et", type: 4, nodata: "-9999") { Float(400 + $0 * 104_729 % 2003) / 10 + 300 }
        let layers = """
              layers:
                precipitation: {file: rain.img, unit: mm, status: assumed}
                evapotranspiration: {file: et.img, unit: mm, status: assumed}
            """
        let indicator = """
              indicators:
                water_retention:
                  runoff_table: gong_2017
                  reservoir_cost: {amount: 5 CNY/m3, price_year: 2020, status: assumed}
            """
        try save(
            "scenario.yaml",
            Self.routing.replacingOccurrences(of: "  layers:", with: layers)
                .replacingOccurrences(of: "  indicators:", with: indicator))
    }

    private static let routing = """
        name: made
        title: {en: Made grid, zh: 生成网格}
        year: 2020
        regions: {table: regions.csv, outlines: outlines.geojson}
        accounts:
          rule_pack: mee_2020
          year: 2020
          price_year: 2020
          layers:
            land_cover: {file: land.img, legend: igbp, status: assumed}
            elevation: {file: dem.img, unit: m, status: assumed}
            rainfall_erosivity: {file: r.img, unit: MJ mm ha-1 h-1, status: assumed}
            soil_erodibility: {file: k.img, unit: t ha h ha-1 MJ-1 mm-1, status: assumed}
          rasters: {write: [sediment_delivery], layout: geotiff}
          indicators:
            sediment_delivery:
              variant: invest_3_20
              flow_directions: mfd
              slope_length_form: invest_3_14
              factors: factors.csv
              stream_threshold: 100
              surfaces: all

        """

    func save(_ name: String, _ text: String) throws {
        try text.write(toFile: "\(path)/\(name)", atomically: true, encoding: .utf8)
    }

    /// The arguments of a run into `name` beside the scenario.
    func arguments(_ name: String, _ more: [String] = []) -> [String] {
        ["run", path, "--out", "\(folder.path)/\(name)", "--jobs", "2"] + more
    }

    func run(_ name: String, _ more: String...) throws -> Outcome {
        try Command.run(arguments(name, ["--no-cache"] + more))
    }

    /// Every file of a finished run by its path in the folder, without the times of its manifest.
    func contents(_ name: String) throws -> [String: Data] {
        var files: [String: Data] = [:]
        let root = "\(folder.path)/\(name)"
        for case let file as String in FileManager.default.enumerator(atPath: root) ?? .init() {
            var isFolder: ObjCBool = false
            FileManager.default.fileExists(atPath: "\(root)/\(file)", isDirectory: &isFolder)
            if !isFolder.boolValue { files[file] = try folder.data("\(name)/\(file)") }
        }
        guard let manifest = files["manifest.json"],
            var object = try JSONSerialization.jsonObject(with: manifest) as? [String: Any]
        else { return files }
        object.removeValue(forKey: "timing")
        files["manifest.json"] = try JSONSerialization.data(withJSONObject: object, options: .sortedKeys)
        return files
    }

    // MARK: Files

    /// A raw raster with its header; each row is the row of `value` turned by some cells.
    private func raster<Cell: BitwiseCopyable>(
        _ name: String, type: Int, nodata: String, _ value: (Int) -> Cell
    ) throws {
        let row = (0..<side).map(value)
        var data = Data(capacity: side * side * MemoryLayout<Cell>.size)
        for number in 0..<side {
            let turn = number * 29 % side
            Array(row[turn...] + row[..<turn]).withUnsafeBytes { data.append(contentsOf: $0) }
        }
        try data.write(to: URL(fileURLWithPath: "\(path)/\(name).img"))
        try save(
            "\(name).hdr",
            """
            ENVI
            samples = \(side)
            lines = \(side)
            bands = 1
            data type = \(type)
            interleave = bsq
            byte order = 0
            map info = {UTM, 1, 1, 500000, 4000000, 30, 30, 49, North, WGS-84}
            coordinate system string = {\(Self.projection)}
            data ignore value = \(nodata)

            """)
    }

    private static let projection =
        #"PROJCS["WGS_1984_UTM_Zone_49N",GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984","#
        + #"SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],"#
        + #"UNIT["Degree",0.0174532925199433]],PROJECTION["Transverse_Mercator"],"#
        + #"PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],"#
        + #"PARAMETER["Central_Meridian",111.0],PARAMETER["Scale_Factor",0.9996],"#
        + #"PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]"#

    private var outlines: String {
        let (west, north, width) = (500_000.0, 4_000_000.0, Double(side) * 30)
        func feature(_ id: String, _ from: Double, _ to: Double) -> String {
            let (a, b, c, d) = (west + from * width, west + to * width, north, north - width)
            return #"{"type":"Feature","properties":{"region":"\#(id)"},"geometry":{"type":"Polygon","#
                + #""coordinates":[[[\#(a),\#(c)],[\#(b),\#(c)],[\#(b),\#(d)],[\#(a),\#(d)],[\#(a),\#(c)]]]}}"#
        }
        let crs = #""crs":{"type":"name","properties":{"name":"urn:ogc:def:crs:EPSG::32649"}}"#
        return #"{"type":"FeatureCollection",\#(crs),"features":["#
            + feature("140106", 0.011, 0.43217) + "," + feature("140107", 0.43217, 0.983) + "]}"
    }
}
