import EcoGrids
import Synchronization

/// Opens rasters through another opener and counts what is read of them.
final class CountingOpener: RasterOpener {
    private let opener: any RasterOpener
    private let layers = Atomic(0)
    private let windows = Atomic(0)
    private let cells = Atomic(0)

    init(_ opener: any RasterOpener) { self.opener = opener }

    var counts: [String: Int] {
        [
            "layers_opened": layers.load(ordering: .relaxed),
            "windows_read": windows.load(ordering: .relaxed),
            "cells_read": cells.load(ordering: .relaxed),
        ]
    }

    func open(_ request: RasterRequest) throws(GridError) -> any RasterSource {
        layers.add(1, ordering: .relaxed)
        return CountingSource(source: try opener.open(request), opener: self)
    }

    func files(of path: String) -> [String] { opener.files(of: path) }

    fileprivate func count(_ window: Window) {
        windows.add(1, ordering: .relaxed)
        cells.add(window.cellCount, ordering: .relaxed)
    }
}

private struct CountingSource: RasterSource {
    let source: any RasterSource
    let opener: CountingOpener

    var name: String { source.name }
    var grid: Grid { source.grid }
    var bands: [BandDescription] { source.bands }
    var blockSize: (width: Int, height: Int) { source.blockSize }

    func read<Cell: RasterCell>(
        _ window: Window, band: Int, into raster: inout Raster<Cell>
    ) throws(GridError) {
        opener.count(window)
        try source.read(window, band: band, into: &raster)
    }
}
