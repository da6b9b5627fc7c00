import EcoParameters
import EcoScenarios

/// One thing that two runs were made with differently.
public struct InputChange: Hashable, Sendable {
    public enum Kind: String, Sendable {
        /// A value of the scenario.
        case value
        /// The contents of an input file.
        case file
        /// Program, rule pack or standards.
        case method
    }

    public let kind: Kind
    /// The dotted path of the value, the name of the file, or a key of the manifest.
    public let path: String
    /// Empty where it is absent.
    public let before: String
    public let after: String

    /// As `--set` takes it: the value of the later run, nothing where it has none.
    public var override: String { "\(path)=\(after.isEmpty ? "~" : after)" }
    var overrideBefore: String { "\(path)=\(before.isEmpty ? "~" : before)" }
}

extension ComparedRun {
    /// What was changed from this run to a later one: values first, in the order of the scenario.
    /// - Throws: what is damaged in either run.
    public func inputChanges(to later: ComparedRun) throws(DiagnosticFailure) -> [InputChange] {
        let (before, after) = (try ResolvedValues(stored), try ResolvedValues(later.stored))
        var changes = before.changes(to: after)
        let (files, laterFiles) = (inputs, later.inputs)
        for file in Set(files.keys).union(laterFiles.keys).sorted() where files[file] != laterFiles[file] {
            changes.append(
                InputChange(
                    kind: .file, path: file, before: files[file].map { String($0.prefix(12)) } ?? "",
                    after: laterFiles[file].map { String($0.prefix(12)) } ?? ""))
        }
        let methods: [(String, String, String)] = [
            ("tool.version", version, later.version),
            ("rulePacks", rulePacks.joined(separator: ", "), later.rulePacks.joined(separator: ", ")),
            ("standards", standards.joined(separator: ", "), later.standards.joined(separator: ", ")),
            ("zoneRule", zoneRule, later.zoneRule),
        ]
        for (path, before, after) in methods where before != after {
            changes.append(InputChange(kind: .method, path: path, before: before, after: after))
        }
        return changes
    }
}

/// The values of `scenario.resolved.yaml` by their dotted paths.
struct ResolvedValues {
    private var paths: [String] = []
    private var values: [String: String] = [:]
    /// Of list elements that are told apart by their position alone, how many there are.
    private var lengths: [String: Int] = [:]
    /// Every list as one value, for those that differ in length.
    private var wholes: [String: String] = [:]

    init(_ run: StoredRun) throws(DiagnosticFailure) {
        let name = "scenario.resolved.yaml"
        guard let bytes = run.bytes(name) else { return }
        let result = YAMLReader.read(String(decoding: bytes, as: UTF8.self), file: "\(run.folder)/\(name)")
        guard let node = result.node, !result.diagnostics.hasErrors else {
            throw DiagnosticFailure(result.diagnostics)
        }
        add(node, at: "")
    }

    private mutating func add(_ node: DocumentNode, at path: String) {
        switch node.content {
        case .scalar(let scalar):
            paths.append(path)
            values[path] = scalar.isQuoted ? JSON.string(scalar.text).text : scalar.text
        case .mapping(let entries) where entries.isEmpty:
            paths.append(path)
            values[path] = "{}"
        case .mapping(let entries):
            // Variants of the scenario are no values of the run.
            for entry in entries where !(path.isEmpty && entry.key == "scenarios") {
                add(entry.value, at: path.isEmpty ? entry.key : "\(path).\(entry.key)")
            }
        case .sequence(let elements):
            let ids = elements.map(Self.id)
            let hasIDs = !elements.isEmpty && Set(ids).count == ids.count && !ids.contains(nil)
            if !hasIDs { lengths[path] = elements.count }
            wholes[path] = Self.flow(node)
            for (index, element) in elements.enumerated() {
                add(element, at: hasIDs ? "\(path).\(ids[index] ?? "")" : "\(path)[\(index)]")
            }
        }
    }

    private static func id(_ node: DocumentNode) -> String? {
        guard case .mapping(let entries) = node.content,
            case .scalar(let scalar)? = entries.first(where: { $0.key == "id" })?.value.content
        else { return nil }
        return scalar.text
    }

    /// A value on one line.
    private static func flow(_ node: DocumentNode) -> String {
        switch node.content {
        case .scalar(let scalar): scalar.isQuoted ? JSON.string(scalar.text).text : scalar.text
        case .mapping(let entries):
            "{" + entries.map { "\($0.key): \(flow($0.value))" }.joined(separator: ", ") + "}"
        case .sequence(let elements): "[" + elements.map(flow).joined(separator: ", ") + "]"
        }
    }

    /// Lists of another length, or with other ids, count as one value.
    func changes(to later: ResolvedValues) -> [InputChange] {
        var replaced = Set(
            lengths.filter { key, count in later.wholes[key] != nil && later.lengths[key] != count }.keys)
        for (path, whole) in later.wholes where wholes[path] != nil && wholes[path] != whole {
            let (mine, others) = (members(of: path), later.members(of: path))
            if mine != others { replaced.insert(path) }
        }
        var changes: [InputChange] = []
        for path in replaced.sorted()
        where !replaced.contains(where: { path != $0 && Self.lies(path, in: $0) }) {
            changes.append(
                InputChange(
                    kind: .value, path: path, before: wholes[path] ?? "", after: later.wholes[path] ?? ""))
        }
        for path in paths + later.paths.filter({ values[$0] == nil }) where values[path] != later.values[path]
        {
            guard !replaced.contains(where: { Self.lies(path, in: $0) }) else { continue }
            changes.append(
                InputChange(
                    kind: .value, path: path, before: values[path] ?? "", after: later.values[path] ?? ""))
        }
        return changes
    }

    private static func lies(_ path: String, in list: String) -> Bool {
        path.hasPrefix(list + ".") || path.hasPrefix(list + "[")
    }

    /// The first step below a list of every path in it.
    private func members(of list: String) -> [String] {
        var found: [String] = []
        for path in paths where Self.lies(path, in: list) {
            let rest = path.dropFirst(list.count)
            let end = rest.dropFirst().firstIndex { $0 == "." || $0 == "[" } ?? rest.endIndex
            let step = String(rest[..<end])
            if !found.contains(step) { found.append(step) }
        }
        return found
    }
}
