import EcoGrids
import EcoIndicators
import Glibc

/// A file that is read and written at byte offsets.
final class OffsetFile: Sendable {
    private let descriptor: CInt
    private let path: String

    /// The cells of a raster in the making.
    init(part path: String, bytes: Int, fresh: Bool) throws(GridError) {
        self.path = path
        descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | (fresh ? O_TRUNC : 0), 0o666)
        guard descriptor >= 0, ftruncate(descriptor, off_t(bytes)) == 0 else { throw failure }
    }

    deinit { if descriptor >= 0 { close(descriptor) } }

    private var failure: GridError {
        GridError(
            .rasterUnwritable, file: path, String(cString: strerror(errno)),
            hint: "check the permissions and the space left on the disk, or write elsewhere with --out")
    }

    private func move(_ count: Int, _ step: (_ done: Int) -> Int) throws(GridError) {
        guard moveBytes(count, step) else { throw failure }
    }
}

/// Calls `step` until all bytes are moved; it gives how many it moved, as `pread` does. False where it moves none.
func moveBytes(_ count: Int, _ step: (_ done: Int) -> Int) -> Bool {
    var done = 0
    while done < count {
        let moved = step(done)
        if moved < 0 && errno == EINTR { continue }
        guard moved > 0 else { return false }
        done += moved
    }
    return true
}

extension OffsetFile: RasterPart {
    func write(_ bytes: UnsafeRawBufferPointer, at offset: Int) throws(GridError) {
        try move(bytes.count) { done in
            pwrite(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done, off_t(offset + done))
        }
    }

    func read(into bytes: UnsafeMutableRawBufferPointer, at offset: Int) throws(GridError) {
        try move(bytes.count) { done in
            pread(descriptor, bytes.baseAddress.map { $0 + done }, bytes.count - done, off_t(offset + done))
        }
    }

    func synchronise() throws(GridError) {
        guard fdatasync(descriptor) == 0 else { throw failure }
    }
}
