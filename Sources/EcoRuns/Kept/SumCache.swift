import EcoIndicators
import EcoParameters
import EcoScenarios
import Glibc

/// Sums of earlier runs, one file each, in a folder of the user; the least recently used go first when it is full.
public struct SumCache: SumStore {
    public let folder: String
    /// Bytes of all files together.
    public let limit: Int

    public init(folder: String, limit: Int = 256 << 20) {
        self.folder = folder
        self.limit = limit
    }

    /// `ECOCOMP_CACHE`, else `ecocomp` in `XDG_CACHE_HOME`, else `~/.cache/ecocomp`; nil where there is no home.
    public static var ofUser: SumCache? {
        if let folder = variable("ECOCOMP_CACHE") { return SumCache(folder: folder) }
        let base = variable("XDG_CACHE_HOME") ?? variable("HOME").map { "\($0)/.cache" }
        return base.map { SumCache(folder: "\($0)/ecocomp") }
    }

    private static func variable(_ name: String) -> String? {
        guard let value = getenv(name), value.pointee != 0 else { return nil }
        return String(cString: value)
    }

    public func bytes(for key: String) -> [UInt8]? {
        let path = path(key)
        guard case .content(let bytes) = KeyedFile.read(path, key: key) else { return nil }
        // Used now.
        utimes(path, nil)
        return bytes
    }

    public func keep(_ bytes: [UInt8], for key: String) {
        let path = path(key)
        if KeyedFile.read(path, key: key) == .content(bytes) { return }
        guard bytes.count <= limit / 4, (try? KeyedFile.write(bytes, key: key, to: path)) != nil else {
            return
        }
        removeOldest()
    }

    private static let suffix = ".sums"

    private func path(_ key: String) -> String {
        "\(folder)/\(SHA256.hex(key.utf8).prefix(40))\(Self.suffix)"
    }

    private func removeOldest() {
        let files = RunFolder.names(in: folder).filter { $0.hasSuffix(Self.suffix) }.compactMap { name in
            var status = stat()
            let path = "\(folder)/\(name)"
            return stat(path, &status) == 0
                ? (path: path, size: Int(status.st_size), used: status.st_mtim) : nil
        }.sorted { ($0.used.tv_sec, $0.used.tv_nsec, $0.path) < ($1.used.tv_sec, $1.used.tv_nsec, $1.path) }
        var total = files.reduce(0) { $0 + $1.size }
        for file in files where total > limit {
            unlink(file.path)
            total -= file.size
        }
    }
}
