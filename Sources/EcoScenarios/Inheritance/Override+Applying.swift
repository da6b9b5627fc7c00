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
            return try setKey(node, step, in: [group], next, path: path, root)
        case .variant(let discriminator, let options):
            if step.segment == .name(discriminator), next.isEmpty {
                return try setKey(node, step, .text(.any), next, path: path, root)
            }
            let chosen = node?.entry(discriminator)?.scalarText
            let groups = options.filter { chosen == nil || $0.id == chosen }.map(\.group)
            return try setKey(node, step, in: groups, next, path: path, root)
        case .localizedText:
            return try setLanguage(node, step, next, path: path, root)
        case .table: return try setCell(node, rest, path: path)
        default: throw unknown(step, path, root, known: [])
        }
    }

    private func setKey(
        _ node: DocumentNode?, _ step: Step, in groups: [GroupDeclaration], _ rest: ArraySlice<Step>,
        path: String, _ root: GroupDeclaration
    ) throws(DiagnosticFailure) -> DocumentNode {
        let shape = try child(step, groups, path, root)
        let whole = node.map { $0.bringing(step, shape, rest, from: groups) }
        return try setKey(whole, step, shape, rest, path: path, root)
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
        guard let index = shape.place(of: step.segment, among: elements) else {
            throw missingElement(step, elements.map(shape.name), path)
        }
        elements[index] = try set(elements[index], shape, rest, path: "\(path)[\(index)]", root)
        return DocumentNode(.sequence(elements), at: node.location, origin: node.origin)
    }

    /// A cell of a table, or the cells of all rows that begin with the names.
    private func setCell(
        _ node: DocumentNode?, _ rest: ArraySlice<Step>, path: String
    ) throws(DiagnosticFailure) -> DocumentNode {
        guard let step = rest.first else { return value }
        guard let node else {
            throw failure(
                step, "unknown_path", "`\(path)` names no table", hint: "give the table's file first")
        }
        if rest.count == 1,
            let key = [TableKeys.file, TableKeys.values].first(where: { step.segment == .name($0) })
        {
            throw failure(
                step, "unknown_path", "`\(path).\(key)` is not set",
                hint: "set `\(path)` to a file, or `\(path).ROW.COLUMN` to a value")
        }
        let name = rest.map { step in
            switch step.segment {
            case .name(let text): text
            case .index(let number): "\(number)"
            }
        }.joined(separator: ".")
        return node.settingCell(name, to: value, at: Self.place(number, step.column))
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
            if named.contains(id) {
                return failure(
                    step, "unknown_path", "`\(path)` has several elements '\(id)'",
                    hint: "name one by its place, [0] to [\(ids.count - 1)]")
            }
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

extension Shape {
    /// What an element of a list with this shape is called: its `id`, else what its kind is called.
    fileprivate func name(_ element: DocumentNode) -> String {
        if let id = element.entry("id")?.scalarText { return id }
        guard case .variant(let discriminator, _) = self else { return "" }
        return element.entry(discriminator)?.scalarText ?? ""
    }

    /// - Returns: nil where there is no such element, or several.
    fileprivate func place(of step: DocumentStep, among elements: [DocumentNode]) -> Int? {
        switch step {
        case .index(let number): return elements.indices.contains(number) ? number : nil
        case .name(let name):
            let named = elements.indices.filter { self.name(elements[$0]) == name }
            return named.count == 1 ? named.first : nil
        }
    }
}

extension DocumentNode {
    /// The block with the element of a list in it that the path goes through, where what the block refers to brings it.
    fileprivate func bringing(
        _ step: Override.Step, _ shape: Shape, _ rest: ArraySlice<Override.Step>,
        from groups: [GroupDeclaration]
    ) -> DocumentNode {
        guard case .mapping(var entries) = content, case .name(let list) = step.segment,
            case .list(of: .variant(let discriminator, _), _) = shape, rest.count > 1,
            case .name(let name)? = rest.first?.segment
        else { return self }
        let place = entries.firstIndex { $0.key == list }
        var elements: [DocumentNode] = []
        if let place, case .sequence(let own) = entries[place].value.content { elements = own }
        let wanted = GroupDeclaration.ElementName(list: list, discriminator: discriminator, name: name)
        guard !elements.contains(where: { $0.entry(discriminator)?.scalarText == name }),
            let brought = groups.lazy.compactMap({ $0.completion?.element(self, wanted) }).first
        else { return self }
        let value = DocumentNode(.sequence(elements + [brought]), at: location, origin: origin)
        if let place {
            entries[place].value = value
        } else {
            entries.append(.init(key: list, keyLocation: location, value: value))
        }
        return DocumentNode(.mapping(entries), at: location, origin: origin)
    }
}
