import EcoParameters
import Glibc

/// A single output file, written under a temporary name and renamed.
public enum WholeFile {
    /// - Throws: a finding where the place cannot be written; an older file there is then untouched.
    public static func write(_ text: String, to path: String) throws(Diagnostic) {
        try write(Array(text.utf8), to: path)
    }

    static func write(_ bytes: [UInt8], to path: String) throws(Diagnostic) {
        // Processes of several machines may write the same file.
        let temporary = "\(path).tmp-\(getpid())-\(UInt32.random(in: 0...UInt32.max))"
        do throws(Diagnostic) {
            try RunFolder.makeFolders(RunFolder.parent(of: path))
            try RunFolder.writeBytes(bytes, to: temporary)
        } catch {
            unlink(temporary)
            throw error
        }
        guard rename(temporary, path) == 0 else {
            unlink(temporary)
            throw RunFolder.failure("cannot write", path)
        }
    }

    /// The text of a file; `nil` where it cannot be read.
    public static func text(_ path: String) -> String? {
        StoredRun.bytes(of: path).map { String(decoding: $0, as: UTF8.self) }
    }

    /// Every file below a folder, as paths that begin with it; empty where there is none.
    public static func names(below folder: String) -> [String] {
        RunFolder.names(in: folder).flatMap { name -> [String] in
            let path = "\(folder)/\(name)"
            return RunFolder.isFolder(path) ? names(below: path) : [path]
        }
    }

    public static func remove(_ path: String) { unlink(path) }
}
