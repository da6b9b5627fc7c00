import EcoParameters
import Glibc
import Synchronization

/// A run folder in the making: written under a temporary name beside its destination, then renamed.
///
/// Until ``commit()`` nothing of an older run at the destination is touched; after it the new one is whole. A
/// killed process leaves only the temporary folder, which the next run to the same destination removes.
public struct RunFolder: ~Copyable {
    public let destination: String
    /// Where files are written until ``commit()``.
    public let temporary: String
    private var isCommitted = false
    /// Held while anything is written, so that an interruption finds the folder at rest and keeps it so.
    static let writing = Mutex<Void>(())

    /// Makes the temporary folder, and the folders above the destination.
    ///
    /// - Throws: a finding where the destination is something other than a run folder, or cannot be written.
    public init(destination: String) throws(Diagnostic) {
        let path = Self.withoutTrailingSlash(destination)
        self.destination = path
        temporary = Self.temporaryName(for: path, process: getpid())
        try Self.check(destination: path)
        try Self.makeFolders(Self.parent(of: path))
        Self.removeAbandoned(beside: path)
        let isMade = Self.writing.withLock { [temporary] _ in mkdir(temporary, 0o777) == 0 }
        guard isMade else { throw Self.failure("cannot make the folder", temporary) }
    }

    deinit {
        if !isCommitted { Self.removeTree(temporary) }
    }

    /// Writes a file of the run and has it on the disk before returning.
    public func write(_ bytes: [UInt8], to name: String) throws(Diagnostic) {
        let path = "\(temporary)/\(name)"
        try Self.writing.withLock { _ throws(Diagnostic) in
            try Self.makeFolders(Self.parent(of: path))
            try Self.writeBytes(bytes, to: path)
        }
    }

    public func write(_ text: String, to name: String) throws(Diagnostic) {
        try write(Array(text.utf8), to: name)
    }

    /// Writes a file piece by piece; `produce` hands over each piece.
    func write(
        to name: String, _ produce: ((String) throws(Diagnostic) -> Void) throws(Diagnostic) -> Void
    ) throws(Diagnostic) {
        let path = "\(temporary)/\(name)"
        try Self.writing.withLock { _ throws(Diagnostic) in try Self.makeFolders(Self.parent(of: path)) }
        let file = try StreamedFile(path)
        try produce { piece throws(Diagnostic) in try file.append(piece) }
        try file.finish()
    }

    /// Moves a file of the same disk into the run.
    func take(_ path: String, as name: String) throws(Diagnostic) {
        let target = "\(temporary)/\(name)"
        try Self.writing.withLock { _ throws(Diagnostic) in
            try Self.makeFolders(Self.parent(of: target))
            guard rename(path, target) == 0 else { throw Self.failure("cannot move the file to", target) }
        }
    }

    /// Puts the folder in its place in one step; an older run there is removed after it has been replaced.
    public consuming func commit() throws(Diagnostic) {
        let (temporary, destination) = (temporary, destination)
        try Self.writing.withLock { _ throws(Diagnostic) in
            if rename(temporary, destination) == 0 { return }
            guard Self.exchange(temporary, destination) else {
                throw Self.failure("cannot replace", destination)
            }
            Self.removeTree(temporary)
        }
        isCommitted = true
    }

    /// Removes the temporary folder of this process, for a signal that ends the run. Nothing is written between
    /// the removal and `end`.
    public static func discard(destination: String, then end: () -> Never) -> Never {
        let temporary = temporaryName(for: withoutTrailingSlash(destination), process: getpid())
        writing.withLock { _ -> Never in
            removeTree(temporary)
            end()
        }
    }

    /// Whether a run may be written there, before anything is computed: the place is free, empty, or an older
    /// run.
    ///
    /// - Throws: a finding where it holds something else.
    public static func check(destination: String) throws(Diagnostic) {
        let path = withoutTrailingSlash(destination)
        guard exists(path), !isRun(path), !isEmptyFolder(path) else { return }
        throw Diagnostic(
            code: "output_exists", path: path,
            isFolder(path)
                ? "the folder exists and holds something other than a run" : "a file of that name exists",
            hint: "name another folder with --out")
    }
}

extension RunFolder {
    /// - Throws: a finding where anything but an empty folder stands at the destination.
    public static func requireFree(destination: String) throws(Diagnostic) {
        let path = withoutTrailingSlash(destination)
        guard exists(path), !isEmptyFolder(path) else { return }
        throw Diagnostic(
            code: "output_exists", path: path,
            isFolder(path) ? "the folder exists and is not empty" : "a file of that name exists",
            hint: "name another folder")
    }

    /// Writes a file and has it on the disk before returning.
    static func writeBytes(_ bytes: [UInt8], to path: String) throws(Diagnostic) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
        guard descriptor >= 0 else { throw failure("cannot write", path) }
        defer { close(descriptor) }
        try writeAll(bytes, to: descriptor, path)
        guard fsync(descriptor) == 0 else { throw failure("cannot write", path) }
    }

    static func writeAll(_ bytes: [UInt8], to descriptor: CInt, _ path: String) throws(Diagnostic) {
        var written = 0
        while written < bytes.count {
            let count = bytes.withUnsafeBytes { buffer in
                Glibc.write(descriptor, buffer.baseAddress.map { $0 + written }, buffer.count - written)
            }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else { throw failure("cannot write", path) }
            written += count
        }
    }

    /// Other programs write a `manifest.json` too: only ours names this tool.
    private static func isRun(_ path: String) -> Bool {
        (try? StoredRun(folder: path))?.manifest["tool"]?["name"]?.stringValue == Tool.name
    }

    private static func temporaryName(for path: String, process: pid_t) -> String {
        "\(parent(of: path))/.\(lastComponent(of: path)).tmp-\(process)"
    }

    /// Removes what killed runs to the same destination left; a run that is still going keeps its folder.
    private static func removeAbandoned(beside path: String) {
        let prefix = ".\(lastComponent(of: path)).tmp-"
        for name in names(in: parent(of: path)) where name.hasPrefix(prefix) {
            guard let process = pid_t(name.dropFirst(prefix.count)) else { continue }
            let isGone = kill(process, 0) != 0 && errno == ESRCH
            if process == getpid() || isGone { removeTree("\(parent(of: path))/\(name)") }
        }
    }

    /// Swaps two folders in one step where the system can, else in two renames.
    private static func exchange(_ new: String, _ old: String) -> Bool {
        typealias Function =
            @convention(c) (CInt, UnsafePointer<CChar>, CInt, UnsafePointer<CChar>, CUnsignedInt) -> CInt
        let exchangeFlag: CUnsignedInt = 2  // RENAME_EXCHANGE of Linux
        // glibc's header for renameat2 is not visible to Swift.
        if let symbol = dlsym(nil, "renameat2") {
            let renameat2 = unsafeBitCast(symbol, to: Function.self)
            if renameat2(AT_FDCWD, new, AT_FDCWD, old, exchangeFlag) == 0 { return true }
        }
        let aside = "\(new).old"
        guard rename(old, aside) == 0 else { return false }
        guard rename(new, old) == 0 else {
            rename(aside, old)
            return false
        }
        removeTree(aside)
        return true
    }

    static func failure(_ what: String, _ path: String) -> Diagnostic {
        let cause = String(cString: strerror(errno))
        let hint =
            switch errno {
            case ENOSPC, EDQUOT: "free some space, or write elsewhere with --out"
            case EFBIG: "raise the limit on the size of files (ulimit -f)"
            default: "check the path and its permissions"
            }
        return Diagnostic(code: "cannot_write", path: path, "\(what): \(cause)", hint: hint)
    }
}
