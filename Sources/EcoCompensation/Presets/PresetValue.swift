import EcoParameters

/// A parameter value as it would stand in a scenario.
public indirect enum PresetValue: Sendable {
    case text(String)
    case list([PresetValue])
    case block([(String, PresetValue)])
}

extension PresetValue: ExpressibleByStringLiteral, ExpressibleByArrayLiteral, ExpressibleByDictionaryLiteral {
    public init(stringLiteral text: String) { self = .text(text) }
    public init(arrayLiteral elements: PresetValue...) { self = .list(elements) }
    public init(dictionaryLiteral members: (String, PresetValue)...) { self = .block(members) }
}

extension PresetValue {
    /// As flow YAML: `[{up_to: 5 ug/m3, rate: 10 万元/(ug/m3)}]`.
    public var yaml: String {
        switch self {
        case .text(let text): text
        case .list(let elements): "[" + elements.map(\.yaml).joined(separator: ", ") + "]"
        case .block(let members): "{" + members.map { "\($0): \($1.yaml)" }.joined(separator: ", ") + "}"
        }
    }

    func node(at location: SourceLocation, origin: Origin) -> DocumentNode {
        switch self {
        case .text(let text): DocumentNode(.scalar(.init(text, isQuoted: true)), at: location, origin: origin)
        case .list(let elements):
            DocumentNode(
                .sequence(elements.map { $0.node(at: location, origin: origin) }), at: location,
                origin: origin)
        case .block(let members):
            DocumentNode(
                .mapping(
                    members.map {
                        .init(
                            key: $0, keyLocation: location, value: $1.node(at: location, origin: origin))
                    }), at: location, origin: origin)
        }
    }
}
