import EcoParameters

extension ScenarioTemplate {
    /// The declaration of each table by the file that the scenario names.
    public var tableDeclarations: [String: TableDeclaration] {
        guard let root = YAMLReader.read(scenario.joined(separator: "\n\n"), file: "scenario.yaml").node
        else {
            return [:]
        }
        var found: [String: TableDeclaration] = [:]
        Self.collect(root, .group(Scenario.declaration), &found)
        return found
    }

    private static func collect(
        _ node: DocumentNode, _ shape: Shape, _ found: inout [String: TableDeclaration]
    ) {
        switch (shape, node.content) {
        case (.table(let declaration), .scalar(let scalar)): found[scalar.text] = declaration
        case (.list(let element, _), .sequence(let nodes)): nodes.forEach { collect($0, element, &found) }
        case (.map(_, let value), .mapping(let entries)): entries.forEach { collect($0.value, value, &found) }
        case (_, .mapping(let entries)):
            guard let group = shape.group(of: node) else { return }
            for entry in entries {
                guard let parameter = group.parameters.first(where: { $0.key == entry.key }) else { continue }
                collect(entry.value, parameter.shape, &found)
            }
        default: break
        }
    }
}

extension Shape {
    /// The block that a node of this shape holds; nil where it holds another thing.
    func group(of node: DocumentNode) -> GroupDeclaration? {
        switch self {
        case .group(let group): return group
        case .variant(let discriminator, let options):
            guard case .mapping(let entries) = node.content,
                case .scalar(let scalar)? = entries.first(where: { $0.key == discriminator })?.value.content
            else { return nil }
            return options.first { $0.id == scalar.text }?.group
        default: return nil
        }
    }
}
