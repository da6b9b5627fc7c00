import EcoParameters
import Glibc

/// The few file-system steps that a run folder needs.
extension RunFolder {
    static func withoutTrailingSlash(_ path: String) -> String {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        return path
    }

    static func parent(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    static func lastComponent(of path: String) -> String {
        path.lastIndex(of: "/").map { String(path[path.index(after: $0)...]) } ?? path
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

    static func isEmptyFolder(_ path: String) -> Bool { isFolder(path) && names(in: path).isEmpty }

    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    /// Names in a folder without `.` and `..`, sorted; empty where it cannot be read.
    static func names(in folder: String) -> [String] {
        guard let handle = opendir(folder) else { return [] }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    static func makeFolders(_ path: String) throws(Diagnostic) {
        guard path != ".", path != "/", !isFolder(path) else { return }
        try makeFolders(parent(of: path))
        let isMade = mkdir(path, 0o777) == 0
        let cause = errno
        // Another run may have made it meanwhile.
        guard isMade || cause == EEXIST && isFolder(path) else {
            throw Diagnostic(
                code: "cannot_write", path: path,
                "cannot make the folder: "
                    + (cause == EEXIST ? "a file of that name exists" : String(cString: strerror(cause))),
                hint: "check the path and its permissions")
        }
    }

    static func removeTree(_ path: String) {
        if isFolder(path) {
            for name in names(in: path) { removeTree("\(path)/\(name)") }
            rmdir(path)
        } else {
            unlink(path)
        }
    }
}
