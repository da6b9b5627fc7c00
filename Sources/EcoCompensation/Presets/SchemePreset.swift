import EcoParameters
import EcoUnits

/// The published numbers of a real scheme, under a name. An explicit value of the scenario wins; what was
/// not published stays a required parameter.
public struct SchemePreset: Sendable {
    public struct Entry: Sendable {
        /// A parameter of the family, or `indicators.pm25.tiers` for one of an indicator.
        public let path: String
        public let value: PresetValue
        /// Document, or report of it.
        public let source: String
        public let status: ParameterStatus

        init(_ path: String, _ value: PresetValue, _ source: String, _ status: ParameterStatus) {
            self.path = path
            self.value = value
            self.source = source
            self.status = status
        }
    }

    public let id: String
    public let title: LocalizedText
    public let entries: [Entry]

    /// The entries as one block, as a scenario would write it.
    var block: PresetValue {
        var members: [(String, PresetValue)] = []
        var indicators: [(id: String, members: [(String, PresetValue)])] = []
        for entry in entries {
            let parts = entry.path.split(separator: ".").map(String.init)
            guard parts.count == 3, parts[0] == "indicators" else {
                members.append((entry.path, entry.value))
                continue
            }
            if !indicators.contains(where: { $0.id == parts[1] }) {
                indicators.append((parts[1], [("indicator", .text(parts[1]))]))
            }
            for index in indicators.indices where indicators[index].id == parts[1] {
                indicators[index].members.append((parts[2], entry.value))
            }
        }
        return .block(members + [("indicators", .list(indicators.map { .block($0.members) }))])
    }

    /// The entries, bound to the family's own parameters.
    func bound(to declaration: GroupDeclaration) throws(DiagnosticFailure) -> BoundGroup {
        let place = SourceLocation(file: "preset \(id)", line: 1, column: 1)
        let open = GroupDeclaration(
            id: declaration.id, title: declaration.title, meaning: declaration.meaning,
            parameters: declaration.parameters.map(\.asOptional))
        let node = block.node(at: place, origin: .preset(id))
        return try Binder.bind(node, to: open, files: NoFiles())
    }
}

extension ParameterDeclaration {
    /// A preset gives some parameters only; it never brings in a default.
    fileprivate var asOptional: ParameterDeclaration {
        ParameterDeclaration(
            key: key, shape: shape, presence: .optional, meaning: meaning, source: source, status: status)
    }
}

/// Presets name no files.
private struct NoFiles: InputFiles {
    func reference(
        _ name: String, at location: SourceLocation, path: String
    ) throws(DiagnosticFailure) -> FileReference {
        throw DiagnosticFailure([
            Diagnostic(code: "preset_file", at: location, path: path, "a preset names no file")
        ])
    }

    func table(_ file: FileReference, as declaration: TableDeclaration) throws(DiagnosticFailure) -> Table {
        throw DiagnosticFailure([Diagnostic(code: "preset_file", at: file.location, "a preset names no file")]
        )
    }
}
