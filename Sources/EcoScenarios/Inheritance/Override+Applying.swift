import EcoParameters

extension Override {
    /// `node` with the value set, walked along with the declaration so that values which only have a default
    /// can be set too.
    func applied(to node: DocumentNode, _ root: GroupDeclaration) throws(DiagnosticFailure) -> DocumentNode {
        try set(node, .group(root), steps[...], path: "", root)
    }

    private func set(
        _ node: DocumentNode?, _ shape: Shape, _ rest: ArraySlice<Step>, path: String,
        _ root: GroupDeclaration
    ) throws(DiagnosticFailure) -> DocumentNode {
        guard let step = rest.first else { return value }
        let next = rest.dropFirst()
        switch shape {
        case .list(let element, _):
            return try setElement(node, element, step, next, path: path, root)
        case .map(_, let value):
            return try setKey(node, step, value, next, path: path, root)
        case .group(let group):
            return try setKey(node, step, try child(step, [group], path, root), next, path: path, root)
        case .variant(let discriminator, let options):
            if step.segment == .name(discriminator), next.isEmpty {
                return try setKey(node, step, .text(.any), next, path: path, root)
            }
            let chosen = node?.entry(discriminator)?.scalarText
            let groups = options.filter { chosen == nil || $0.id == chosen }.map(\.group)
            return try setKey(node, step, try child(step, groups, path, root), next, path: path, root)
        case .localizedText:
            return try setLanguage(node, step, next, path: path, root)
        default: throw unknown(step, path, root, known: [])
        }
    }

    private func child(
        _ step: Step, _ groups: [GroupDeclaration], _ path: String, _ root: GroupDeclaration
    ) throws(DiagnosticFailure) -> Shape {
        let parameters = groups.flatMap(\.parameters)
        guard case .name(let key) = step.segment, let found = parameters.first(where: { $0.key == key })
        else {
            throw unknown(step, path, root, known: parameters.map(\.key))
        }
        return found.shape
    }

    private func setKey(
        _ node: DocumentNode?, _ step: Step, _ shape: Shape, _ rest: ArraySlice<Step>, path: String,
        _ root: GroupDeclaration
    ) throws(DiagnosticFailure) -> DocumentNode {
        guard case .name(let key) = step.segment else { throw unknown(step, path, root, known: []) }
        var entries: [DocumentNode.Entry] = []
        if case .mapping(let existing) = node?.content { entries = existing }
        let full = path.isEmpty ? key : "\(path).\(key)"
        let place = Self.place(number, step.column)
        if let index = entries.firstIndex(where: { $0.key == key }) {
            entries[index].value = try set(entries[index].value, shape, rest, path: full, root)
        } else {
            let value = try set(nil, shape, rest, path: full, root)
            entries.append(.init(key: key, keyLocation: place, value: value))
        }
        guard let node, case .mapping = node.content else {
            return DocumentNode(.mapping(entries), at: place, origin: .override(text))
        }
        return DocumentNode(.mapping(entries), at: node.location, origin: node.origin)
    }

    private func setElement(
        _ node: DocumentNode?, _ shape: Shape, _ step: Step, _ rest: ArraySlice<Step>, path: String,
        _ root: GroupDeclaration
    ) throws(DiagnosticFailure) -> DocumentNode {
        guard let node, case .sequence(var elements) = node.content else {
            throw failure(step, "unknown_path", "`\(path)` has no element to set", hint: "set the whole list")
        }
        let ids = elements.map { $0.entry("id")?.scalarText ?? "" }
        let index: Int?
        switch step.segment {
        case .index(let number): index = elements.indices.contains(number) ? number : nil
        case .name(let id): index = ids.firstIndex(of: id)
        }
        guard let index else { throw missingElement(step, ids, path) }
        elements[index] = try set(elements[index], shape, rest, path: "\(path)[\(index)]", root)
        return DocumentNode(.sequence(elements), at: node.location, origin: node.origin)
    }

    private func setLanguage(
        _ node: DocumentNode?, _ step: Step, _ rest: ArraySlice<Step>, path: String, _ root: GroupDeclaration
    ) throws(DiagnosticFailure) -> DocumentNode {
        guard case .name(let language) = step.segment, ["en", "zh"].contains(language), rest.isEmpty else {
            throw unknown(step, path, root, known: ["en", "zh"])
        }
        guard let node, case .scalar(let scalar) = node.content, !scalar.isNull else {
            return try setKey(node, step, .text(.any), rest, path: path, root)
        }
        // One text stood for both languages: the other one keeps it.
        let entries = ["en", "zh"].map {
            DocumentNode.Entry(key: $0, keyLocation: node.location, value: node)
        }
        let both = DocumentNode(.mapping(entries), at: node.location, origin: node.origin)
        return try setKey(both, step, .text(.any), rest, path: path, root)
    }

    // MARK: Findings

    private func unknown(
        _ step: Step, _ path: String, _ root: GroupDeclaration, known: [String]
    ) -> DiagnosticFailure {
        let name: String
        switch step.segment {
        case .name(let key): name = path.isEmpty ? key : "\(path).\(key)"
        case .index(let index): name = "\(path)[\(index)]"
        }
        let key = name.split(separator: ".").last.map(String.init) ?? name
        let near =
            Suggestion.nearest(to: key, in: known).map { path.isEmpty ? $0 : "\(path).\($0)" }
            ?? root.dottedPaths().first { $0.hasSuffix(".\(key)") }
            ?? Suggestion.nearest(to: name, in: root.dottedPaths())
        let list =
            known.isEmpty ? "`\(path)` is a single value" : "`\(path)` takes \(known.joined(separator: ", "))"
        let fallback = path.isEmpty ? "the scenario takes \(known.joined(separator: ", "))" : list
        return failure(
            step, "unknown_path", "the scenario has no `\(name)`",
            hint: near.map { "did you mean `\($0)`?" } ?? fallback)
    }

    private func missingElement(_ step: Step, _ ids: [String], _ path: String) -> DiagnosticFailure {
        let named = ids.filter { !$0.isEmpty }
        switch step.segment {
        case .index(let index):
            return failure(
                step, "unknown_path", "`\(path)` has no element [\(index)]",
                hint: ids.isEmpty ? "the list is empty" : "it has [0] to [\(ids.count - 1)]")
        case .name(let id):
            let near = Suggestion.nearest(to: id, in: named).map { "did you mean `\(path).\($0)`?" }
            let list =
                named.isEmpty
                ? "its elements have no id: write [0]" : "it has \(named.joined(separator: ", "))"
            return failure(
                step, "unknown_path", "`\(path)` has no element with id '\(id)'", hint: near ?? list)
        }
    }

    private func failure(_ step: Step, _ code: String, _ message: String, hint: String) -> DiagnosticFailure {
        let place = Self.place(number, step.column)
        return DiagnosticFailure([Diagnostic(code: code, at: place, message, hint: hint)])
    }
}
