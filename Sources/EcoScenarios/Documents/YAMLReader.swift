import EcoParameters
import Yams

/// Reads YAML into a tree of texts with places. Yams gives structure and style only: no value is resolved,
/// so `010`, `NO` and `12:30` arrive as they were written.
public struct YAMLReader {
    /// A tree, or none where the text cannot be read; and what there is to say about it.
    public struct Result: Sendable {
        public let node: DocumentNode?
        public let diagnostics: [Diagnostic]
    }

    /// How a mark of the parser is told to people.
    typealias Placement = (_ line: Int, _ column: Int) -> SourceLocation

    private let place: Placement
    private let origin: Origin?
    private let disguised: [SourceLocation: Unicode.Scalar]
    private var diagnostics: [Diagnostic] = []
    private var nodeCount = 0

    static let maximumDepth = 64
    static let maximumNodes = 1_000_000

    public static func read(_ text: String, file: String) -> Result {
        read(text, origin: nil) { SourceLocation(file: file, line: $0, column: $1) }
    }

    static func read(_ text: String, origin: Origin?, place: @escaping Placement) -> Result {
        var composer = YAMLComposer(text: text, place: place)
        switch composer.compose() {
        case .failure(let failure): return Result(node: nil, diagnostics: failure.diagnostics)
        case .success(nil):
            let empty = Diagnostic(
                code: "empty_file", at: place(1, 1), "the file holds no value",
                hint: "write `key: value` lines; # begins a comment")
            return Result(node: nil, diagnostics: [empty])
        case .success(let root?):
            var reader = YAMLReader(place: place, origin: origin, disguised: composer.disguised)
            let node = reader.convert(root, path: "", depth: 0)
            return Result(node: node, diagnostics: reader.diagnostics)
        }
    }

    private init(place: @escaping Placement, origin: Origin?, disguised: [SourceLocation: Unicode.Scalar]) {
        self.place = place
        self.origin = origin
        self.disguised = disguised
    }

    // MARK: Nodes

    private mutating func convert(_ node: Node, path: String, depth: Int) -> DocumentNode {
        let location = location(node.mark)
        nodeCount += 1
        guard depth <= Self.maximumDepth, nodeCount <= Self.maximumNodes else {
            reportSize(location, path)
            return DocumentNode(.scalar(.init("")), at: location, origin: origin)
        }
        refuseTag(node, location, path)
        switch node {
        case .scalar(let scalar):
            let isQuoted = scalar.style != .plain && scalar.style != .any
            return DocumentNode(
                .scalar(.init(scalar.string, isQuoted: isQuoted)), at: location, origin: origin)
        case .sequence(let sequence):
            let elements = sequence.enumerated().map {
                convert($1, path: "\(path)[\($0)]", depth: depth + 1)
            }
            return DocumentNode(.sequence(elements), at: location, origin: origin)
        case .mapping(let mapping):
            let entries = entries(mapping, path: path, depth: depth)
            return DocumentNode(.mapping(entries), at: location, origin: origin)
        case .alias:
            return DocumentNode(.scalar(.init("")), at: location, origin: origin)
        }
    }

    private mutating func entries(_ mapping: Node.Mapping, path: String, depth: Int) -> [DocumentNode.Entry] {
        var entries: [DocumentNode.Entry] = []
        var places: [String: SourceLocation] = [:]
        for (keyNode, valueNode) in mapping {
            let keyLocation = location(keyNode.mark)
            guard let key = key(keyNode, keyLocation, path) else { continue }
            let full = path.isEmpty ? key : "\(path).\(key)"
            if let first = places.updateValue(keyLocation, forKey: key) {
                places[key] = first
                report(
                    keyLocation, full, "duplicate_key",
                    "the key '\(key)' already stands on line \(first.line), column \(first.column)",
                    hint: "keep one of the two")
                continue
            }
            let value = convert(valueNode, path: full, depth: depth + 1)
            entries.append(.init(key: key, keyLocation: keyLocation, value: value))
        }
        return entries
    }

    private mutating func key(_ node: Node, _ location: SourceLocation, _ path: String) -> String? {
        guard case .scalar(let scalar) = node else {
            report(location, path, "wrong_type", "a key must be a single text", hint: "write `key: value`")
            return nil
        }
        if scalar.string == "<<", scalar.style == .plain {
            report(
                location, path, "merge_key", "merge keys (<<) are not read",
                hint: "use `extends:` for another scenario, or repeat the values")
            return nil
        }
        guard let first = disguised[location] else { return scalar.string }
        return String(first) + String(String.UnicodeScalarView(scalar.string.unicodeScalars.dropFirst()))
    }

    private mutating func refuseTag(_ node: Node, _ location: SourceLocation, _ path: String) {
        let tag = node.tag.description
        let plainTags = ["", "!"] + ["str", "map", "seq"].map { "tag:yaml.org,2002:\($0)" }
        guard !plainTags.contains(tag) else { return }
        report(
            location, path, "tag", "the tag '\(tag)' is not read",
            hint: "leave the tag out; put texts in quotes")
    }

    // MARK: Findings

    private func location(_ mark: Mark?) -> SourceLocation { place(mark?.line ?? 1, mark?.column ?? 1) }

    private mutating func reportSize(_ location: SourceLocation, _ path: String) {
        guard !diagnostics.contains(where: { $0.code == "too_large" }) else { return }
        report(
            location, path, "too_large",
            "the file nests deeper than \(Self.maximumDepth) levels or holds over \(Self.maximumNodes) values",
            hint: "move long lists into CSV tables")
    }

    private mutating func report(
        _ location: SourceLocation, _ path: String, _ code: String, _ message: String, hint: String
    ) {
        diagnostics.append(Diagnostic(code: code, at: location, path: path, message, hint: hint))
    }
}
