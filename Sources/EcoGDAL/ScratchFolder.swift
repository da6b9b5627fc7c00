import EcoGrids
import Foundation

/// Scratch in unnamed files of a folder: nothing is left of them when the process ends, however it ends.
public struct ScratchFolder: ScratchSpace {
    /// The folder in which the files lie.
    public let path: String

    /// Files in `path`; by default in the folder for temporary files.
    public init(_ path: String = FileManager.default.temporaryDirectory.path) { self.path = path }

    /// Throws `raster_unwritable` where the folder takes no files.
    public func makeArea() throws(GridError) -> any ScratchArea {
        var template = Array("\(path)/ecocomp-scratch-XXXXXX".utf8CString)
        let descriptor = mkstemp(&template)
        guard descriptor >= 0 else { throw Self.fault("cannot make a file", path) }
        unlink(template)
        return ScratchFile(descriptor, path)
    }

    fileprivate static func fault(_ what: String, _ path: String) -> GridError {
        GridError(
            .rasterUnwritable, file: path, "\(what) for working tiles: \(String(cString: strerror(errno)))",
            hint: "name a folder for temporary files with more room, for instance by TMPDIR")
    }
}

/// A file without a name.
private final class ScratchFile: ScratchArea {
    private let descriptor: Int32
    private let path: String

    init(_ descriptor: Int32, _ path: String) {
        self.descriptor = descriptor
        self.path = path
    }

    deinit { close(descriptor) }

    func read(at offset: Int, into target: UnsafeMutableRawBufferPointer) throws(GridError) {
        try transfer(target.count, "cannot read a file") { done in
            pread(descriptor, target.baseAddress.map { $0 + done }, target.count - done, off_t(offset + done))
        }
    }

    func write(at offset: Int, from source: UnsafeRawBufferPointer) throws(GridError) {
        try transfer(source.count, "cannot write a file") { done in
            pwrite(
                descriptor, source.baseAddress.map { $0 + done }, source.count - done, off_t(offset + done))
        }
    }

    /// Repeats a system call that moves part of the bytes until all are moved.
    private func transfer(
        _ count: Int, _ what: String, _ move: (_ done: Int) -> Int
    ) throws(GridError) {
        var done = 0
        while done < count {
            let moved = move(done)
            if moved < 0, errno == EINTR { continue }
            guard moved > 0 else { throw ScratchFolder.fault(what, path) }
            done += moved
        }
    }
}
