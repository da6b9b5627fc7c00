/// A node of an input text, free of any parser: the tree with a place for every key and value.
public struct DocumentNode: Sendable {
    public let content: Content
    public let location: SourceLocation
    /// Where the value was set.
    public let origin: Origin

    public indirect enum Content: Sendable {
        case scalar(Scalar)
        case mapping([Entry])
        case sequence([DocumentNode])
    }

    public struct Scalar: Sendable {
        public let text: String
        /// Written in quotes or as a block: then it is text, whatever it looks like.
        public let isQuoted: Bool

        public init(_ text: String, isQuoted: Bool = false) {
            self.text = text
            self.isQuoted = isQuoted
        }

        /// An unquoted empty value, `~` or `null`: the key is there, the value is not.
        public var isNull: Bool { !isQuoted && ["", "~", "null", "Null", "NULL"].contains(text) }
    }

    public struct Entry: Sendable {
        public let key: String
        public let keyLocation: SourceLocation
        public var value: DocumentNode

        public init(key: String, keyLocation: SourceLocation, value: DocumentNode) {
            self.key = key
            self.keyLocation = keyLocation
            self.value = value
        }
    }

    public init(_ content: Content, at location: SourceLocation, origin: Origin? = nil) {
        self.content = content
        self.location = location
        self.origin = origin ?? .file(location)
    }

    /// What a person would call the node's kind in a message.
    public var kindName: String {
        switch content {
        case .scalar(let scalar): scalar.isNull ? "nothing" : "a single value"
        case .mapping: "a block of keys"
        case .sequence: "a list"
        }
    }
}

/// Where a value came from; kept per value into `scenario.resolved.yaml`.
public enum Origin: Hashable, Sendable {
    /// The declaration's own default.
    case defaultValue
    case file(SourceLocation)
    /// The text of a `--set PATH=VALUE`.
    case override(String)
    /// Brought in by the named preset.
    case preset(String)
}

extension Origin: CustomStringConvertible {
    public var description: String {
        switch self {
        case .defaultValue: "default"
        case .file(let place): "\(place.file):\(place.line)"
        case .override(let text): "--set \(text)"
        case .preset(let id): "preset \(id)"
        }
    }
}
