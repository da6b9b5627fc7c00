import CGDAL
import EcoGrids

/// Decodes whole blocks of a file into its own memory, past GDAL's cache.
///
/// A block that reaches below the window is kept for the window that follows; so windows in reading order
/// decode each block once, and no more blocks are kept than one window touches. Not to be used from two
/// tasks at a time.
final class BlockReader {
    private struct Place: Hashable {
        let band: Int
        let column: Int
        let row: Int
    }

    private let width: Int
    private let height: Int
    private let extent: Window
    private let checksums: BlockChecksums?
    private var kept: [Place: UnsafeMutableRawPointer] = [:]
    private var spare: [UnsafeMutableRawPointer] = []

    /// For blocks of `width` x `height` cells over a file of the extent.
    init(width: Int, height: Int, extent: Window, checksums: BlockChecksums?) {
        self.checksums = checksums
        self.width = max(1, width)
        self.height = max(1, height)
        self.extent = extent
    }

    deinit { (Array(kept.values) + spare).forEach { $0.deallocate() } }

    /// True where the window ends with the blocks on both sides, so that none is decoded for a few columns.
    func suits(_ window: Window) -> Bool {
        let right = window.column + window.width
        return window.column % width == 0 && (right % width == 0 || right == extent.width)
    }

    /// Fills `buffer` with the cells of a window as `type`; false where a block cannot be read.
    func read(
        _ window: Window, band: Int, of handle: GDALRasterBandH, stored: GDALDataType, as type: GDALDataType,
        into buffer: UnsafeMutableRawPointer
    ) -> Bool {
        let (cell, target) = (Int(GDALGetDataTypeSizeBytes(stored)), Int(GDALGetDataTypeSizeBytes(type)))
        return forEachLine(window, band: band, of: handle, stored) { line, first, count in
            GDALCopyWords64(
                line, stored, Int32(cell), buffer + first * target, type, Int32(target), Int64(count))
        }
    }

    /// Calls `body` for every part of a row of the window that lies in one block: the stored cells, the running
    /// number of the first of them in the window, and how many. False where a block cannot be read.
    func forEachLine(
        _ window: Window, band: Int, of handle: GDALRasterBandH, _ stored: GDALDataType,
        _ body: (_ cells: UnsafeRawPointer, _ first: Int, _ count: Int) -> Void
    ) -> Bool {
        let cellBytes = Int(GDALGetDataTypeSizeBytes(stored))
        forget(band, outside: window)
        for row in window.row / height...(window.row + window.height - 1) / height {
            for column in window.column / width...(window.column + window.width - 1) / width {
                let place = Place(band: band, column: column, row: row)
                guard let block = block(place, handle, stored) else { return false }
                let whole = Window(column: column * width, row: row * height, width: width, height: height)
                if let part = whole.intersection(window) {
                    for line in part.rows {
                        let from = (line - whole.row) * width + part.column - whole.column
                        let to = (line - window.row) * window.width + part.column - window.column
                        body(block + from * cellBytes, to, part.width)
                    }
                }
                let end = window.row + window.height
                let isNeeded = end < extent.height && whole.row + height > end
                if isNeeded { kept[place] = block } else { spare.append(block) }
            }
        }
        return true
    }

    /// Gives up kept blocks of a band that the window does not continue.
    private func forget(_ band: Int, outside window: Window) {
        let (columns, rows) = (window.columns, window.rows)
        for place in kept.keys where place.band == band {
            let isTouched =
                columns.overlaps(place.column * width..<(place.column + 1) * width)
                && rows.overlaps(place.row * height..<(place.row + 1) * height)
            if !isTouched, let block = kept.removeValue(forKey: place) { spare.append(block) }
        }
    }

    /// A block that is kept, or decoded; nil where it cannot be, or is damaged.
    private func block(
        _ place: Place, _ handle: GDALRasterBandH, _ stored: GDALDataType
    ) -> UnsafeMutableRawPointer? {
        if let known = kept.removeValue(forKey: place) { return known }
        let cell = Int(GDALGetDataTypeSizeBytes(stored))
        let block =
            spare.popLast()
            ?? .allocate(byteCount: width * height * max(8, cell), alignment: 64)
        let isRead = GDALReadBlock(handle, Int32(place.column), Int32(place.row), block) == CE_None
        let isSound =
            isRead
            && checksums?.holds(
                block, column: place.column, row: place.row, band: place.band, of: handle, stored) != false
        if isSound { return block }
        spare.append(block)
        return nil
    }
}
