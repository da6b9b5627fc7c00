/// A value's place in a document.
public typealias DocumentPath = [DocumentStep]

public enum DocumentStep: Hashable, Sendable {
    /// A key of a block, or the `id` of a list's element.
    case name(String)
    case index(Int)
}

extension DocumentNode {
    public func entry(_ key: String) -> DocumentNode? {
        guard case .mapping(let entries) = content else { return nil }
        return entries.first { $0.key == key }?.value
    }

    public var scalarText: String? {
        if case .scalar(let scalar) = content { return scalar.text }
        return nil
    }

    /// The path with elements of lists by their place; as it stands from where the document has no such value.
    public func resolved(_ path: DocumentPath) -> DocumentPath {
        var node: DocumentNode? = self
        return path.map { step in
            guard case .sequence(let nodes)? = node?.content else {
                if case .name(let key) = step { node = node?.entry(key) } else { node = nil }
                return step
            }
            let place: Int? =
                switch step {
                case .index(let place): place
                case .name(let id): nodes.firstIndex { $0.entry("id")?.scalarText == id }
                }
            guard let place, nodes.indices.contains(place) else {
                node = nil
                return step
            }
            node = nodes[place]
            return .index(place)
        }
    }
}
