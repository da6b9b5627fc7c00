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
        let descriptor = Self.unnamedFile(path)
        guard descriptor >= 0 else { throw Self.fault("cannot make a file", path) }
        return ScratchFile(descriptor, path)
    }

    public func area(at path: String) throws(GridError) -> any ScratchArea {
        let descriptor = open(path, O_RDWR | O_CLOEXEC)
        guard descriptor >= 0 else { throw Self.fault("cannot open a file", path) }
        return ScratchFile(descriptor, path, name: path)
    }

    private static func unnamedFile(_ folder: String) -> CInt {
        #if os(Linux)
            // O_TMPFILE, which the module map does not carry over: such a file can be given a name later on.
            let descriptor = open(folder, O_RDWR | O_CLOEXEC | O_DIRECTORY | 0o20_000_000, 0o600)
            if descriptor >= 0 { return descriptor }
        #endif
        var template = Array("\(folder)/ecocomp-scratch-XXXXXX".utf8CString)
        let named = mkstemp(&template)
        if named >= 0 { unlink(template) }
        return named
    }

    fileprivate static func fault(_ what: String, _ path: String) -> GridError {
        GridError(
            .rasterUnwritable, file: path, "\(what) for working tiles: \(String(cString: strerror(errno)))",
            hint: "name a folder for temporary files with more room, for instance by TMPDIR")
    }
}

/// A file that has no name until it is kept.
private final class ScratchFile: ScratchArea {
    private let descriptor: Int32
    private let path: String
    private var name: String?
    /// Whether all that was written is on the disk.
    private var isOnDisk = false

    init(_ descriptor: Int32, _ path: String, name: String? = nil) {
        self.descriptor = descriptor
        self.path = path
        self.name = name
    }

    deinit { close(descriptor) }

    func read(at offset: Int, into target: UnsafeMutableRawBufferPointer) throws(GridError) {
        try transfer(target.count, "cannot read a file") { done in
            pread(descriptor, target.baseAddress.map { $0 + done }, target.count - done, off_t(offset + done))
        }
    }

    func write(at offset: Int, from source: UnsafeRawBufferPointer) throws(GridError) {
        isOnDisk = false
        try transfer(source.count, "cannot write a file") { done in
            pwrite(
                descriptor, source.baseAddress.map { $0 + done }, source.count - done, off_t(offset + done))
        }
    }

    func keep(as path: String) throws(GridError) {
        if !isOnDisk {
            guard fdatasync(descriptor) == 0 else { throw ScratchFolder.fault("cannot keep a file", path) }
            isOnDisk = true
        }
        if name == path { return }
        unlink(path)
        let link = "/proc/self/fd/\(descriptor)"
        guard linkat(AT_FDCWD, link, AT_FDCWD, path, AT_SYMLINK_FOLLOW) == 0 else {
            throw ScratchFolder.fault("cannot keep a file", path)
        }
        name = path
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
