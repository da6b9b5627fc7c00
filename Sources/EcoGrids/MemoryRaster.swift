/// A raster held in memory, for tests and for layers made by computation.
public struct MemoryRaster: RasterSource, Sendable {
    public let name: String
    public let grid: Grid
    public let bands: [BandDescription]
    public let blockSize: (width: Int, height: Int)
    private let layers: [Raster<Double>]

    /// Bands of `grid.cellCount` values each, row by row from the north; NaN where missing.
    ///
    /// Throws `grid_invalid` where a band has another count.
    public init(
        name: String, grid: Grid, values: [[Double]], unit: String = "",
        blockSize: (width: Int, height: Int) = (256, 256)
    ) throws(GridError) {
        self.name = name
        self.grid = grid
        self.blockSize = blockSize
        bands = values.map { _ in BandDescription(unit: unit, nodata: .nan) }
        for (index, band) in values.enumerated() where band.count != grid.cellCount {
            throw GridError(
                .gridInvalid, file: name,
                "band \(index + 1) has \(band.count) values for \(grid.cellCount) cells",
                hint: "give one value for each cell, row by row")
        }
        layers = values.map { band in
            Raster(grid.extent) { column, row in band[row * grid.width + column] }
        }
    }

    public func read<Cell: RasterCell>(
        _ window: Window, band: Int, into raster: inout Raster<Cell>
    ) throws(GridError) {
        try checkRead(window, band: band)
        let layer = layers[band - 1]
        raster = Raster(window) { column, row in Cell(cell: layer[column, row]) }
        if Cell.self == Int32.self { try checkClasses(raster, layer) }
    }

    private func checkClasses<Cell: RasterCell>(
        _ raster: Raster<Cell>, _ layer: Raster<Double>
    ) throws(GridError) {
        for row in raster.window.rows {
            for column in raster.window.columns
            where raster[column, row].isMissing && !layer[column, row].isMissing {
                throw GridError(
                    .rasterValueInvalid, file: name,
                    "\(layer[column, row]) at column \(column), row \(row) is not a class code",
                    hint: "class rasters hold whole numbers; resample classes by nearest or mode")
            }
        }
    }
}

extension RasterSource {
    /// Throws unless the window lies in the grid and the band exists.
    public func checkRead(_ window: Window, band: Int) throws(GridError) {
        guard grid.extent.contains(window), !window.isEmpty else {
            throw GridError(
                .windowOutside, file: name,
                "the window \(window) is not inside \(grid.width) x \(grid.height)",
                hint: "read windows inside the grid, with a margin where neighbours are needed")
        }
        guard bands.indices.contains(band - 1) else {
            throw GridError(
                .rasterBandMissing, file: name, "there is no band \(band); bands are 1 to \(bands.count)",
                hint: "state a band that exists")
        }
    }
}

/// Opens rasters in memory by name, for tests. It cuts and pads, but does not resample.
public struct MemoryRasterOpener: RasterOpener {
    private let rasters: [String: MemoryRaster]

    public init(_ rasters: [MemoryRaster]) {
        self.rasters = Dictionary(rasters.map { ($0.name, $0) }, uniquingKeysWith: { $1 })
    }

    public func open(_ request: RasterRequest) throws(GridError) -> any RasterSource {
        guard let raster = rasters[request.path] else {
            throw GridError(
                .rasterMissing, file: request.path, "there is no raster \(request.path)",
                hint: "known are \(rasters.keys.sorted().joined(separator: ", "))")
        }
        guard let grid = request.grid else { return raster }
        return try AlignedSource(raster, onto: grid)
    }
}
