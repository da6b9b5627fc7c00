import CGDAL
import EcoGrids

/// Holds decoded blocks of a GeoTIFF against the checksums that DEFLATE puts behind each of them.
///
/// GDAL stops unpacking as soon as a block is full and never looks at the checksum: of packed tiles in which one bit was
/// turned over it gives two in five without a word, with other numbers. Every block is looked at once. Blocks that other
/// methods packed have no checksum. Not to be used from two tasks at a time.
final class BlockChecksums {
    private let file: UnsafeMutablePointer<VSILFILE>
    private let predictor: Int
    private let blockWidth: Int
    private let blockHeight: Int
    private let extent: Window
    /// One bit for each block of each band that was looked at.
    private var seen: [Int: [UInt64]] = [:]
    /// A block with the predictor applied, or one that is read again.
    private var room: [UInt8] = []

    /// Nil where the file is packed otherwise, or its blocks are not stored as GDAL gives them.
    init?(_ dataset: GDALDatasetH, path: String, blockWidth: Int, blockHeight: Int, extent: Window) {
        func structure(_ key: String) -> String {
            text(GDALGetMetadataItem(dataset, key, "IMAGE_STRUCTURE"))
        }
        guard text(GDALGetDriverShortName(GDALGetDatasetDriver(dataset))) == "GTiff",
            structure("COMPRESSION") == "DEFLATE",
            structure("INTERLEAVE") == "BAND" || GDALGetRasterCount(dataset) == 1,
            let predictor = ["": 1, "1": 1, "2": 2, "3": 3][structure("PREDICTOR")],
            let file = VSIFOpenL(path, "rb")
        else { return nil }
        (self.file, self.predictor) = (file, predictor)
        (self.blockWidth, self.blockHeight, self.extent) = (blockWidth, blockHeight, extent)
        guard read(0, 2) == [0x49, 0x49], 1.littleEndian == 1 else { return nil }
    }

    deinit { _ = VSIFCloseL(file) }

    /// Looks at the blocks of a window that GDAL has just read and keeps in its cache; false where one is damaged.
    func hold(_ window: Window, band: Int, of handle: GDALRasterBandH, _ type: GDALDataType) -> Bool {
        for row in window.row / blockHeight...(window.row + window.height - 1) / blockHeight {
            for column in window.column / blockWidth...(window.column + window.width - 1) / blockWidth
            where !isSeen(column, row, band) {
                let cell = Int(GDALGetDataTypeSizeBytes(type))
                let size = blockWidth * blockHeight * cell
                let block = UnsafeMutableRawPointer.allocate(byteCount: size, alignment: 16)
                defer { block.deallocate() }
                guard fetch(column, row, of: handle, type, into: block),
                    holds(block, column: column, row: row, band: band, of: handle, type)
                else { return false }
            }
        }
        return true
    }

    /// A whole block from GDAL's cache; at the edge of the raster decoded anew, as the cells beyond count too.
    private func fetch(
        _ column: Int, _ row: Int, of handle: GDALRasterBandH, _ type: GDALDataType,
        into block: UnsafeMutableRawPointer
    ) -> Bool {
        let (left, top) = (column * blockWidth, row * blockHeight)
        guard left + blockWidth <= extent.width, top + blockHeight <= extent.height else {
            return GDALReadBlock(handle, Int32(column), Int32(row), block) == CE_None
        }
        let (width, height) = (Int32(blockWidth), Int32(blockHeight))
        return GDALRasterIO(
            handle, GF_Read, Int32(left), Int32(top), width, height, block, width, height, type, 0, 0)
            == CE_None
    }

    /// True unless the block is damaged, of which GDAL is told. Blocks that are not stored, and those that were looked at
    /// before, hold.
    func holds(
        _ block: UnsafeRawPointer, column: Int, row: Int, band: Int, of handle: GDALRasterBandH,
        _ type: GDALDataType
    ) -> Bool {
        if isSeen(column, row, band) { return true }
        if let stored = stored(column, row, of: handle) {
            let cell = Int(GDALGetDataTypeSizeBytes(type))
            let rows = [blockHeight, min(blockHeight, extent.height - row * blockHeight)]
            let isSame = Set(rows).contains { stored.checksum == checksum(block, rows: $0, cell) }
            guard isSame || unpacks(stored, into: blockWidth * blockHeight * cell) else {
                cgdal_raise(
                    CE_Failure, CPLE_AppDefined,
                    "block \(column), \(row) is damaged: its checksum does not hold")
                return false
            }
        }
        markSeen(column, row, band)
        return true
    }

    // MARK: Checksums

    private struct Stored {
        let offset: Int
        let size: Int
        let checksum: UInt32
    }

    /// Where the packed block stands, and its last four bytes; nil where none is stored.
    private func stored(_ column: Int, _ row: Int, of handle: GDALRasterBandH) -> Stored? {
        func number(_ key: String) -> Int? {
            Int(text(GDALGetMetadataItem(handle, "\(key)_\(column)_\(row)", "TIFF")))
        }
        guard let offset = number("BLOCK_OFFSET"), let size = number("BLOCK_SIZE"), size > 6 else {
            return nil
        }
        let last = read(offset + size - 4, 4)
        guard last.count == 4 else { return nil }
        return Stored(
            offset: offset, size: size, checksum: last.reduce(0) { $0 << 8 | UInt32($1) })
    }

    /// Of the first rows of a block as they were before packing.
    private func checksum(_ block: UnsafeRawPointer, rows: Int, _ cell: Int) -> UInt32 {
        let count = blockWidth * rows * cell
        let plain = UnsafeRawBufferPointer(start: block, count: count)
        if predictor == 1 { return Adler32.checksum(plain) }
        if room.count < count { room = [UInt8](repeating: 0, count: count) }
        let rowBytes = blockWidth * cell
        return room.withUnsafeMutableBytes { room in
            for row in 0..<rows {
                let range = row * rowBytes..<(row + 1) * rowBytes
                let (source, target) = (
                    UnsafeRawBufferPointer(rebasing: plain[range]),
                    UnsafeMutableRawBufferPointer(rebasing: room[range])
                )
                if predictor == 2 {
                    TIFFPredictor.difference(source, cell, into: target)
                } else {
                    TIFFPredictor.splitAndDifference(source, cell, into: target)
                }
            }
            return Adler32.checksum(UnsafeRawBufferPointer(rebasing: room[..<count]))
        }
    }

    /// True where the stream as a whole is sound: what follows its end may be room that the writer left.
    private func unpacks(_ stored: Stored, into size: Int) -> Bool {
        let packed = read(stored.offset, stored.size)
        guard packed.count == stored.size else { return false }
        var (unpacked, count) = ([UInt8](repeating: 0, count: size + 1), 0)
        return CPLZLibInflate(packed, packed.count, &unpacked, unpacked.count, &count) != nil && count <= size
    }

    /// Bytes of the file; fewer where it ends.
    private func read(_ offset: Int, _ count: Int) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: count) { bytes, filled in
            guard VSIFSeekL(file, vsi_l_offset(offset), SEEK_SET) == 0 else { return }
            filled = VSIFReadL(bytes.baseAddress, 1, count, file)
        }
    }

    // MARK: What was looked at

    private func place(_ column: Int, _ row: Int) -> Int {
        row * ((extent.width + blockWidth - 1) / blockWidth) + column
    }

    private func isSeen(_ column: Int, _ row: Int, _ band: Int) -> Bool {
        let place = place(column, row)
        guard let words = seen[band] else { return false }
        return words[place >> 6] & 1 << UInt64(place & 63) != 0
    }

    private func markSeen(_ column: Int, _ row: Int, _ band: Int) {
        let place = place(column, row)
        let rows = (extent.height + blockHeight - 1) / blockHeight
        let words = self.place(0, rows) >> 6 + 1
        seen[band, default: Array(repeating: 0, count: words)][place >> 6] |= 1 << UInt64(place & 63)
    }
}
