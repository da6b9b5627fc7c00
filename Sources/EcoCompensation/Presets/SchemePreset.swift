import EcoParameters
import EcoUnits
import Synchronization

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

    /// The entries as one block, as a scenario would write it. `indicators.pm25.tiers` goes into the element
    /// `pm25` of the list `indicators`, under the list's discriminator.
    func block(for declaration: GroupDeclaration) -> PresetValue {
        var members: [(String, PresetValue)] = []
        var lists: [(key: String, elements: [(id: String, members: [(String, PresetValue)])])] = []
        for entry in entries {
            let parts = entry.path.split(separator: ".").map(String.init)
            guard parts.count == 3, let discriminator = declaration.discriminator(ofList: parts[0]) else {
                members.append((entry.path, entry.value))
                continue
            }
            let list = lists.firstIndex { $0.key == parts[0] } ?? lists.endIndex
            if list == lists.endIndex { lists.append((parts[0], [])) }
            let elements = lists[list].elements
            let element = elements.firstIndex { $0.id == parts[1] } ?? elements.endIndex
            if element == elements.endIndex {
                lists[list].elements.append((parts[1], [(discriminator, .text(parts[1]))]))
            }
            lists[list].elements[element].members.append((parts[2], entry.value))
        }
        return .block(
            members + lists.map { ($0.key, .list($0.elements.map { .block($0.members) })) })
    }

    /// The element by its name alone, whose values the preset then gives; nil where it gives none.
    func element(_ wanted: GroupDeclaration.ElementName) -> DocumentNode? {
        guard entries.contains(where: { $0.path.hasPrefix("\(wanted.list).\(wanted.name).") }) else {
            return nil
        }
        let place = SourceLocation(file: "preset \(id)", line: 1, column: 1)
        return PresetValue.block([(wanted.discriminator, .text(wanted.name))])
            .node(at: place, origin: .preset(id))
    }

    /// By family and id: presets are constants of the program, and are bound once.
    private static let known = Mutex<[String: BoundGroup]>([:])

    /// The entries, bound to the family's own parameters.
    func bound(to declaration: GroupDeclaration) throws(DiagnosticFailure) -> BoundGroup {
        let key = "\(declaration.id) \(id)"
        if let known = Self.known.withLock({ $0[key] }) { return known }
        let bound = try read(declaration)
        Self.known.withLock { $0[key] = bound }
        return bound
    }

    private func read(_ declaration: GroupDeclaration) throws(DiagnosticFailure) -> BoundGroup {
        let place = SourceLocation(file: "preset \(id)", line: 1, column: 1)
        let open = GroupDeclaration(
            id: declaration.id, title: declaration.title, meaning: declaration.meaning,
            parameters: declaration.parameters.map(\.asOptional))
        let node = block(for: declaration).node(at: place, origin: .preset(id))
        return try Binder.bind(node, to: open, files: PresetFiles())
    }
}

extension GroupDeclaration {
    /// The key that chooses an element's kind in a list of variants; `nil` where the key names no such list.
    fileprivate func discriminator(ofList key: String) -> String? {
        guard
            case .list(of: .variant(let discriminator, _), _)? = parameters.first(where: { $0.key == key })?
                .shape
        else { return nil }
        return discriminator
    }
}

extension ParameterDeclaration {
    /// A preset gives some parameters only; it never brings in a default.
    fileprivate var asOptional: ParameterDeclaration {
        ParameterDeclaration(
            key: key, shape: shape, presence: .optional, meaning: meaning, source: source, status: status)
    }
}
