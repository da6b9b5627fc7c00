import EcoParameters
import Glibc

/// A file of a run that is written piece by piece, for tables too long to hold.
struct StreamedFile: ~Copyable {
    let path: String
    private let descriptor: CInt

    init(_ path: String) throws(Diagnostic) {
        self.path = path
        descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw RunFolder.failure("cannot write", path) }
    }

    deinit {
        if descriptor >= 0 { close(descriptor) }
    }

    func append(_ text: String) throws(Diagnostic) {
        try RunFolder.writing.withLock { _ throws(Diagnostic) in
            try RunFolder.writeAll(Array(text.utf8), to: descriptor, path)
        }
    }

    /// Has the whole file on the disk before returning.
    func finish() throws(Diagnostic) {
        guard fsync(descriptor) == 0 else { throw RunFolder.failure("cannot write", path) }
    }
}
