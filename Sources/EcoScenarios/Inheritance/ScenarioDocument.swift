import EcoParameters

/// A scenario's tree of texts: its own file laid over the scenarios that it extends.
public struct ScenarioDocument: Sendable {
    /// `nil` where a file could not be read at all.
    public internal(set) var root: DocumentNode?
    public internal(set) var diagnostics: [Diagnostic] = []

    static let fileName = "scenario.yaml"

    /// The file that `path` means: itself, or `scenario.yaml` in it.
    public static func file(_ path: String) -> String {
        InputReading.isFolder(path) == true ? FilePath.join(path, fileName) : FilePath.clean(path)
    }

    public init(file: String, files: ScenarioFiles) {
        root = load(file, named: file, at: nil, chain: [], files)
    }

    private mutating func load(
        _ file: String, named name: String, at location: SourceLocation?, chain: [String],
        _ files: ScenarioFiles
    ) -> DocumentNode? {
        let source: SourceText
        do {
            source = try files.text(file, named: name, at: location)
        } catch {
            diagnostics += error.diagnostics
            return nil
        }
        let result = YAMLReader.read(source.text, file: file)
        diagnostics += result.diagnostics
        guard let node = result.node, case .mapping(let entries) = node.content else { return result.node }
        guard let extends = entries.first(where: { $0.key == "extends" }) else { return node }
        let own = DocumentNode(
            .mapping(entries.filter { $0.key != "extends" }), at: node.location, origin: node.origin)
        guard let base = base(extends.value, of: file, chain: chain + [FilePath.absolute(file)], files) else {
            return nil
        }
        return own.laid(over: base, path: "", &diagnostics)
    }

    private mutating func base(
        _ value: DocumentNode, of file: String, chain: [String], _ files: ScenarioFiles
    ) -> DocumentNode? {
        guard case .scalar(let scalar) = value.content, !scalar.text.isEmpty else {
            report(
                value.location, "wrong_type", "expected the path of a scenario, got \(value.kindName)",
                hint: "such as ../base")
            return nil
        }
        let target = Self.file(FilePath.join(FilePath.folder(of: file), scalar.text))
        if chain.contains(FilePath.absolute(target)) {
            let names = chain.map { files.relativeName($0) }.joined(separator: " -> ")
            report(
                value.location, "extends_cycle",
                "the scenario extends itself: \(names) -> "
                    + files.relativeName(target), hint: "let one of them stand alone")
            return nil
        }
        return load(target, named: scalar.text, at: value.location, chain: chain, files)
    }

    private mutating func report(_ location: SourceLocation, _ code: String, _ message: String, hint: String)
    {
        diagnostics.append(Diagnostic(code: code, at: location, path: "extends", message, hint: hint))
    }
}

extension DocumentNode {
    /// Blocks merge key by key; lists and single values replace what the base has; `~` drops it.
    func laid(over base: DocumentNode, path: String, _ diagnostics: inout [Diagnostic]) -> DocumentNode {
        guard case .mapping(let own) = content, case .mapping(var merged) = base.content else {
            warnIfEmpty(path, over: base, &diagnostics)
            return self
        }
        for entry in own {
            guard let index = merged.firstIndex(where: { $0.key == entry.key }) else {
                merged.append(entry)
                continue
            }
            let full = path.isEmpty ? entry.key : "\(path).\(entry.key)"
            let value = entry.value.laid(over: merged[index].value, path: full, &diagnostics)
            merged[index] = Entry(key: entry.key, keyLocation: entry.keyLocation, value: value)
        }
        return DocumentNode(.mapping(merged), at: location, origin: origin)
    }

    private func warnIfEmpty(_ path: String, over base: DocumentNode, _ diagnostics: inout [Diagnostic]) {
        guard case .scalar(let scalar) = content, !scalar.isQuoted, scalar.text.isEmpty else { return }
        diagnostics.append(
            Diagnostic(
                .warning, code: "dropped_value", at: location, path: path,
                "the empty value drops what \(base.location.file):\(base.location.line) sets",
                hint: "write ~ to drop it on purpose, or leave the key out to keep it"))
    }
}
