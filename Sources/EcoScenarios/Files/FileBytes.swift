import EcoParameters

#if canImport(Glibc)
    import Glibc
#endif

/// An open file whose bytes are read where they are needed. Safe to use from several threads.
final class FileBytes: InputBytes {
    private let path: String
    private let descriptor: Int32

    init(_ path: String) throws(FileError) {
        self.path = path
        descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw .unreadable(String(cString: strerror(errno))) }
    }

    deinit { close(descriptor) }

    func read(at offset: Int, into buffer: UnsafeMutableRawBufferPointer) throws(DiagnosticFailure) -> Int {
        while true {
            let count = pread(descriptor, buffer.baseAddress, buffer.count, off_t(offset))
            if count >= 0 { return count }
            guard errno == EINTR else { throw failure(String(cString: strerror(errno))) }
        }
    }

    func text() throws(DiagnosticFailure) -> [UInt8] {
        let bytes: [UInt8]
        do throws(FileError) {
            bytes = try InputReading.bytes(path)
        } catch {
            if case .unreadable(let reason) = error { throw failure(reason) }
            throw failure("it is gone")
        }
        return Array(try SourceText(bytes, file: path).text.utf8)
    }

    private func failure(_ reason: String) -> DiagnosticFailure {
        DiagnosticFailure([
            Diagnostic(
                code: "unreadable_file", at: SourceLocation(file: path, line: 1, column: 1),
                "the file cannot be read: \(reason)", hint: "look at the disk and try again")
        ])
    }
}
