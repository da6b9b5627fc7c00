import EcoGrids

/// A layer of a working store, read as a raster.
struct StoredLayerSource<Stored: BitwiseCopyable & Sendable & TileCell>: RasterSource {
    let name: String
    let layer: TileLayer<Stored>

    var grid: Grid { layer.grid }
    var bands: [BandDescription] { [BandDescription(nodata: .nan)] }
    var blockSize: (width: Int, height: Int) { (256, 256) }

    func read<Cell: RasterCell>(
        _ window: Window, band: Int, into raster: inout Raster<Cell>
    ) throws(GridError) {
        try checkRead(window, band: band)
        let own = try layer.read(window)
        if let own = own as? Raster<Cell> {
            raster = own
            return
        }
        raster.reshape(to: window)
        raster.withMutableCells { target in
            for index in target.indices { target[index] = Cell(cell: own.cells[index]) }
        }
    }
}

extension TileLayer {
    /// This layer as a layer of the cell pass.
    func source(name: String) -> StoredLayerSource<Cell> { StoredLayerSource(name: name, layer: self) }
}
