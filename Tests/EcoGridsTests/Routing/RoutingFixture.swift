import EcoGrids
import EcoTestSupport
import Testing

/// A grid of heights for routing tests, row by row; NaN where missing.
struct HeightField {
    let width: Int
    let height: Int
    var cells: [Double]

    init(_ width: Int, _ height: Int, _ cells: [Double]) {
        self.width = width
        self.height = height
        self.cells = cells
    }

    init(_ width: Int, _ height: Int, cell: (_ column: Int, _ row: Int) -> Double) {
        self.init(
            width, height, (0..<width * height).map { cell($0 % width, $0 / width) })
    }

    /// Whole steps from 0 to `steps`: many pits and flats; every `holes`-th cell or so is missing.
    static func random(_ width: Int, _ height: Int, seed: UInt64, steps: Int, holes: Int = 0) -> HeightField {
        var random = SeededGenerator(seed: seed)
        return HeightField(width, height) { _, _ in
            if holes > 0, Int.random(in: 0..<holes, using: &random) == 0 { return .nan }
            return Double(Int.random(in: 0...steps, using: &random))
        }
    }

    /// Hills a dozen cells wide with lakes between them, rounded so that flats arise.
    static func hills(_ width: Int, _ height: Int, seed: UInt64) -> HeightField {
        var random = SeededGenerator(seed: seed)
        let tops = (0..<(width * height / 150 + 1)).map { _ in
            (
                Double.random(in: 0..<Double(width), using: &random),
                Double.random(in: 0..<Double(height), using: &random)
            )
        }
        return HeightField(width, height) { column, row in
            let squares = tops.map { top in
                (Double(column) - top.0) * (Double(column) - top.0)
                    + (Double(row) - top.1) * (Double(row) - top.1)
            }
            let nearest = squares.min() ?? 0
            return nearest > 260 ? .nan : max(0, (30 - nearest.squareRoot() * 3).rounded())
        }
    }

    func grid(cell: Double = 30) throws -> Grid {
        try Grid(
            originX: 0, originY: Double(height) * cell, cellWidth: cell, cellHeight: cell, width: width,
            height: height, reference: .localMetres)
    }

    var input: RoutingInput { RoutingInput(layer: self) }

    /// Columns and rows of neighbour 0...7 of a cell, nil off the grid.
    func neighbour(_ index: Int, _ direction: Int) -> Int? {
        let east = [1, 1, 0, -1, -1, -1, 0, 1][direction]
        let south = [0, -1, -1, -1, 0, 1, 1, 1][direction]
        let (column, row) = (index % width + east, index / width + south)
        guard column >= 0, column < width, row >= 0, row < height else { return nil }
        return row * width + column
    }

    /// As `neighbour`, but nil also where that cell is missing.
    func validNeighbour(_ index: Int, _ direction: Int) -> Int? {
        neighbour(index, direction).flatMap { cells[$0].isNaN ? nil : $0 }
    }
}

extension RoutingInput {
    init(layer field: HeightField) { self.init(fields: [field]) }

    init(fields: [HeightField]) {
        self.init(layers: fields.count) {
            { (window) in
                fields.map { field in
                    Raster(window) { column, row in field.cells[row * field.width + column] }
                }
            }
        }
    }
}

/// One way of cutting, storing and sharing the work.
struct RoutingSetup: Sendable, CustomTestStringConvertible {
    var side = 256
    var workers = 1
    var memoryLimit = 1 << 30

    static let all = [
        RoutingSetup(), RoutingSetup(side: 8, workers: 1), RoutingSetup(side: 16, workers: 2),
        RoutingSetup(side: 64, workers: 3), RoutingSetup(side: 16, workers: 2, memoryLimit: 20_000),
        RoutingSetup(side: 8, workers: 3, memoryLimit: 1),
    ]

    var testDescription: String { "tiles of \(side), \(workers) workers, \(memoryLimit) bytes" }

    func context(_ grid: Grid) -> RoutingContext {
        RoutingContext(
            grid: grid,
            store: TileStore(memoryLimit: memoryLimit, scratch: MemoryScratch(), tileSide: side),
            workers: workers)
    }
}

extension TileLayer {
    var values: [Double] { get throws { try read(grid.extent).cells } }
}

/// True where two lists have the same bits, NaN being equal to itself.
func sameBits(_ a: [Double], _ b: [Double]) -> Bool {
    a.count == b.count && zip(a, b).allSatisfy { $0.bitPattern == $1.bitPattern || $0.isNaN && $1.isNaN }
}
