extension Binder {
    /// A block that was bound before, its fields bound again that a change goes through.
    mutating func rebindGroup(
        _ node: DocumentNode, _ declaration: GroupDeclaration, path: String, _ kept: BoundGroup,
        _ changes: [ArraySlice<DocumentStep>]
    ) -> BoundGroup? {
        // A block that is completed by a preset is known only whole.
        guard declaration.completion == nil, case .mapping(let entries) = node.content,
            !changes.contains(where: \.isEmpty)
        else { return bindGroup(node, declaration, path: path, isKnownKey: { _ in false }) }
        var fields = kept.fields
        for parameter in declaration.parameters {
            let own = changes.filter { $0.first == .name(parameter.key) }.map { $0.dropFirst() }
            guard !own.isEmpty else { continue }
            let entry = entries.last { $0.key == parameter.key }
            guard let value = entry?.value, !value.isNull, let field = kept.fields[parameter.key] else {
                fields[parameter.key] = bindParameter(parameter, entry?.value, in: node, path: path)
                continue
            }
            fields[parameter.key] = rebind(
                value, parameter.shape, path: join(path, parameter.key), field, own)
        }
        let group = BoundGroup(
            declaration: declaration, path: path, location: node.location, fields: fields)
        if !diagnostics.hasErrors { check(group) }
        return group
    }

    private mutating func rebind(
        _ node: DocumentNode, _ shape: Shape, path: String, _ kept: BoundField,
        _ changes: [ArraySlice<DocumentStep>]
    ) -> BoundField? {
        switch (shape, kept.value) {
        case (.group(let declaration), .group(let group)) where !changes.contains(where: \.isEmpty):
            return rebindGroup(node, declaration, path: path, group, changes).map {
                BoundField(.group($0), origin: node.origin, location: node.location)
            }
        case (.list(let element, _), .list(let fields)):
            return rebindList(node, element, path: path, fields, changes)
                ?? bindValue(node, shape, path: path)
        default: return bindValue(node, shape, path: path)
        }
    }

    /// nil where elements have come or gone.
    private mutating func rebindList(
        _ node: DocumentNode, _ element: Shape, path: String, _ kept: [BoundField],
        _ changes: [ArraySlice<DocumentStep>]
    ) -> BoundField? {
        guard case .sequence(let nodes) = node.content, nodes.count == kept.count else { return nil }
        var fields = kept
        var own: [Int: [ArraySlice<DocumentStep>]] = [:]
        for change in changes {
            guard case .index(let place)? = change.first, fields.indices.contains(place) else { return nil }
            own[place, default: []].append(change.dropFirst())
        }
        for (place, changes) in own {
            let field = rebind(nodes[place], element, path: "\(path)[\(place)]", fields[place], changes)
            guard let field else { return nil }
            fields[place] = field
        }
        return BoundField(.list(fields), origin: node.origin, location: node.location)
    }
}
