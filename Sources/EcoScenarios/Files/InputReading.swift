#if canImport(Glibc)
    import Glibc
#endif

/// Why a file could not be read.
enum FileError: Error, Equatable {
    case missing
    case isFolder
    /// What the operating system says.
    case unreadable(String)
}

/// What tells that a file is still the one that it was, without its content being read.
struct FileVersion: Hashable {
    let device: UInt64
    let inode: UInt64
    let size: Int
    /// Seconds and nanoseconds of the last writing.
    let seconds: Int
    let nanoseconds: Int
}

/// The file system as far as inputs need it.
enum InputReading {
    /// All bytes of a file.
    static func bytes(_ path: String) throws(FileError) -> [UInt8] {
        var content: [UInt8] = []
        try stream(path) { content += $0 }
        return content
    }

    /// The digest of a file of any size.
    static func digest(_ path: String) throws(FileError) -> String {
        let hash = SHA256()
        try stream(path) { hash.update($0) }
        return hash.finalHex()
    }

    private static func stream(_ path: String, _ take: (ArraySlice<UInt8>) -> Void) throws(FileError) {
        guard let isFolder = isFolder(path) else { throw .missing }
        if isFolder { throw .isFolder }
        guard let file = fopen(path, "rb") else { throw .unreadable(String(cString: strerror(errno))) }
        defer { fclose(file) }
        var buffer = [UInt8](repeating: 0, count: 1 << 18)
        while true {
            let count = fread(&buffer, 1, buffer.count, file)
            if count > 0 { take(buffer[..<count]) }
            if count == buffer.count { continue }
            if ferror(file) != 0 { throw .unreadable(String(cString: strerror(errno))) }
            return
        }
    }

    /// `nil` where nothing of that name exists.
    static func version(_ path: String) -> FileVersion? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return FileVersion(
            device: UInt64(status.st_dev), inode: UInt64(status.st_ino), size: Int(status.st_size),
            seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec)
    }

    /// `nil` where nothing of that name exists.
    static func isFolder(_ path: String) -> Bool? {
        var status = stat()
        guard stat(path, &status) == 0 else { return nil }
        return status.st_mode & S_IFMT == S_IFDIR
    }

    /// The names in a folder, sorted, hidden ones left out; `nil` where there is no such folder.
    static func names(in folder: String) -> [String]? {
        guard let directory = opendir(folder) else { return nil }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted()
    }
}
