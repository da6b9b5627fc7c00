import EcoGDAL
import EcoGrids
import Foundation

/// The 32 x 32 grid of the folder of peers: inputs, classes, zones, and InVEST 3.20.2's rasters and tables on them.
struct GoldenGrid: Decodable {
    struct Place: Decodable {
        let rows: Int
        let cols: Int
        let cellM: Double
        let west: Double
        let north: Double
        let epsg: Int

        enum CodingKeys: String, CodingKey {
            case rows, cols, west, north, epsg
            case cellM = "cell_m"
        }
    }

    /// `box` holds x0, y0, x1, y1 in metres from the south-western corner.
    struct Zone: Decodable {
        let id: Int
        let box: [Double]

        enum CodingKeys: String, CodingKey {
            case id
            case box = "box_m"
        }
    }

    typealias Cells = [[Double?]]

    let grid: Place
    let zones: [Zone]
    let classes: [GeneratedClass]
    let input: [String: Cells]
    let output: [String: [String: Cells]]
    let table: [String: [String: [[String: Double?]]]]

    static func read(_ folder: String) throws -> GoldenGrid {
        let text = try String(contentsOfFile: "\(folder)/golden32.json", encoding: .utf8)
        // Standard JSON has no NaN.
        return try JSONDecoder().decode(
            GoldenGrid.self, from: Data(text.replacingOccurrences(of: "NaN", with: "null").utf8))
    }

    func place() throws -> Grid {
        try Grid(
            originX: grid.west, originY: grid.north, cellWidth: grid.cellM, cellHeight: grid.cellM,
            width: grid.cols, height: grid.rows,
            reference: CoordinateReference(named: "EPSG:\(grid.epsg)") ?? .localMetres)
    }

    /// Writes an input as a raster with missing cells.
    func write(_ name: String, storage: String, to folder: String) throws {
        let place = try place()
        let cells = input[name] ?? []
        let raster = Raster<Double>(place.extent) { column, row in cells[row][column] ?? .nan }
        let sink = try GeoTIFFCreator().create(
            "\(folder)/\(name).tif", grid: place, bands: [BandDescription(storage: storage)])
        try sink.write(raster, band: 1)
        try sink.finish()
    }

    /// The zone that holds the centre of a cell, as the peer counts; 0 where none does.
    func zone(column: Int, row: Int) -> Int {
        let x = (Double(column) + 0.5) * grid.cellM
        let y = (Double(grid.rows - row) - 0.5) * grid.cellM
        return zones.first { $0.box[0] <= x && x < $0.box[2] && $0.box[1] <= y && y < $0.box[3] }?.id ?? 0
    }
}
