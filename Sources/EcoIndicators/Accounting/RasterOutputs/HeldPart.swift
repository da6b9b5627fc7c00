import EcoGrids
import Synchronization

/// Room in memory for the cells of a raster, which goes to the disk only with a checkpoint.
final class HeldPart: RasterPart, @unchecked Sendable {
    private let disk: any RasterPart
    private let bytes: UnsafeMutableRawBufferPointer
    /// What is not on the disk yet.
    private let changed: Mutex<Range<Int>>

    /// - Parameter isFresh: false where an earlier run left cells on the disk.
    init(_ disk: any RasterPart, byteCount: Int, isFresh: Bool) throws(GridError) {
        self.disk = disk
        bytes = .allocate(byteCount: max(1, byteCount), alignment: 64)
        changed = Mutex(0..<0)
        if !isFresh, byteCount > 0 { try disk.read(into: bytes, at: 0) }
    }

    deinit { bytes.deallocate() }

    // Threads write where they do not overlap, so that only the range of changes is shared.
    func write(_ source: UnsafeRawBufferPointer, at offset: Int) throws(GridError) {
        UnsafeMutableRawBufferPointer(rebasing: bytes[offset..<offset + source.count]).copyMemory(
            from: source)
        changed.withLock { changed in
            let end = offset + source.count
            changed =
                changed.isEmpty
                ? offset..<end : min(changed.lowerBound, offset)..<max(changed.upperBound, end)
        }
    }

    func read(into target: UnsafeMutableRawBufferPointer, at offset: Int) throws(GridError) {
        target.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + target.count]))
    }

    func synchronise() throws(GridError) {
        let range = changed.withLock { changed in
            defer { changed = 0..<0 }
            return changed
        }
        if !range.isEmpty {
            try disk.write(UnsafeRawBufferPointer(rebasing: bytes[range]), at: range.lowerBound)
        }
        try disk.synchronise()
    }
}
