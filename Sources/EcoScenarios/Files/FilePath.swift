#if canImport(Glibc)
    import Glibc
#endif

/// Paths as text: joined, cleaned of `.` and `..`, and told relative to a folder.
public enum FilePath {
    /// `name` seen from `folder`; an absolute name stays as it is.
    public static func join(_ folder: String, _ name: String) -> String {
        name.hasPrefix("/") || folder.isEmpty || folder == "." ? clean(name) : clean("\(folder)/\(name)")
    }

    /// The folder of a file; `.` where the path has none.
    public static func folder(of path: String) -> String {
        guard let slash = path.lastIndex(of: "/") else { return "." }
        return slash == path.startIndex ? "/" : String(path[..<slash])
    }

    public static func lastPart(of path: String) -> String {
        path.split(separator: "/").last.map(String.init) ?? path
    }

    /// Without `.`, empty parts and parts that `..` takes back.
    public static func clean(_ path: String) -> String {
        var parts: [Substring] = []
        for part in path.split(separator: "/") where part != "." {
            if part == "..", let last = parts.last, last != ".." {
                parts.removeLast()
            } else if part != ".." || !path.hasPrefix("/") {
                parts.append(part)
            }
        }
        let joined = parts.joined(separator: "/")
        return path.hasPrefix("/") ? "/" + joined : joined.isEmpty ? "." : joined
    }

    /// From the root of the file system.
    public static func absolute(_ path: String) -> String {
        if path.hasPrefix("/") { return clean(path) }
        guard let working = getcwd(nil, 0) else { return clean(path) }
        defer { free(working) }
        return join(String(cString: working), path)
    }

    /// How `path` is written from `folder`: `tables/a.csv`, `../base/scenario.yaml`.
    public static func relative(_ path: String, to folder: String) -> String {
        let target = absolute(path).split(separator: "/")
        let start = absolute(folder).split(separator: "/")
        let shared = zip(target, start).prefix { $0 == $1 }.count
        let parts =
            Array(repeating: "..", count: start.count - shared) + target.dropFirst(shared).map(String.init)
        return parts.isEmpty ? "." : parts.joined(separator: "/")
    }
}
