import EcoUnits

/// Where a binder finds the files that a scenario names.
public protocol InputFiles: Sendable {
    /// The file that `name` means where the value stands at `location`; findings where it is missing.
    func reference(_ name: String, at location: SourceLocation, path: String) throws(DiagnosticFailure)
        -> FileReference
    /// The table of a file, read by its declaration.
    func table(_ file: FileReference, as declaration: TableDeclaration) throws(DiagnosticFailure) -> Table
    /// The content of a file, for a table that is read piece by piece.
    func bytes(of file: FileReference) throws(DiagnosticFailure) -> any InputBytes
}

extension InputFiles {
    /// Files that hold no long tables.
    public func bytes(of file: FileReference) throws(DiagnosticFailure) -> any InputBytes {
        throw DiagnosticFailure([
            Diagnostic(code: "unreadable_file", at: file.location, "'\(file.name)' cannot be read here")
        ])
    }
}

/// Binds a document to a declaration: every finding of the whole document at once.
public struct Binder {
    let files: any InputFiles
    private let root: GroupDeclaration
    /// All dotted paths of the outermost declaration, for hints.
    private lazy var knownPaths = root.dottedPaths()
    public internal(set) var diagnostics: [Diagnostic] = []

    public init(root: GroupDeclaration, files: any InputFiles) {
        self.files = files
        self.root = root
    }

    /// The bound document.
    ///
    /// - Throws: ``DiagnosticFailure`` with every finding where there is an error.
    public static func bind(
        _ node: DocumentNode, to declaration: GroupDeclaration, files: any InputFiles
    ) throws(DiagnosticFailure) -> BoundGroup {
        let result = findings(node, declaration, files: files)
        guard let group = result.group else { throw DiagnosticFailure(result.diagnostics) }
        return group
    }

    /// The bound document, `nil` where there is an error; and every finding, warnings too, in reading order.
    public static func findings(
        _ node: DocumentNode, _ declaration: GroupDeclaration, files: any InputFiles
    ) -> (group: BoundGroup?, diagnostics: [Diagnostic]) {
        var binder = Binder(root: declaration, files: files)
        let group = binder.bindGroup(node, declaration, path: "", isKnownKey: { _ in false })
        let diagnostics = binder.diagnostics.sortedByLocation()
        return (diagnostics.hasErrors ? nil : group, diagnostics)
    }

    /// The same where most of the document was bound before: `kept` is taken but for what `changes` go through.
    ///
    /// - Parameter changes: elements of lists by their place.
    /// - Returns: nil where there is an error, of which the whole document then tells.
    public static func bind(
        _ node: DocumentNode, _ declaration: GroupDeclaration, keeping kept: BoundGroup,
        besides changes: [DocumentPath], files: any InputFiles
    ) -> BoundGroup? {
        var binder = Binder(root: declaration, files: files)
        let group = binder.rebindGroup(node, declaration, path: "", kept, changes.map { $0[...] })
        return binder.diagnostics.hasErrors ? nil : group
    }

    // MARK: Blocks

    mutating func bindGroup(
        _ node: DocumentNode, _ declaration: GroupDeclaration, path: String, isKnownKey: (String) -> Bool
    ) -> BoundGroup? {
        guard let entries = mapping(node, path: path, expected: Self.keys(of: declaration)) else {
            return nil
        }
        let before = diagnostics.count
        let keys = declaration.parameters.map(\.key)
        for entry in entries where !keys.contains(entry.key) && !isKnownKey(entry.key) {
            reportUnknownKey(entry, keys, path: path)
        }
        var fields: [String: BoundField] = [:]
        for parameter in declaration.parameters {
            let entry = entries.last { $0.key == parameter.key }
            fields[parameter.key] = bindParameter(parameter, entry?.value, in: node, path: path)
        }
        var group = BoundGroup(declaration: declaration, path: path, location: node.location, fields: fields)
        if !diagnostics[before...].contains(where: \.isError) {
            group = declaration.completion?.complete(group) ?? group
            check(group)
        }
        return group
    }

    mutating func check(_ group: BoundGroup) {
        for rule in group.declaration.rules { rule(group, &diagnostics) }
    }

    mutating func bindParameter(
        _ parameter: ParameterDeclaration, _ node: DocumentNode?, in block: DocumentNode, path: String
    ) -> BoundField? {
        let path = join(path, parameter.key)
        if let node, !node.isNull { return bindValue(node, parameter.shape, path: path) }
        switch parameter.presence {
        case .optional: return nil
        case .required:
            diagnostics.append(
                Diagnostic(
                    code: "missing_value", at: block.location, path: path,
                    LocalizedText(en: "the value is missing", zh: "缺少数值"), hint: parameter.meaning))
            return nil
        case .defaulted(let text):
            let scalar = DocumentNode(
                .scalar(.init(text, isQuoted: parameter.shape.isText)), at: block.location,
                origin: .defaultValue)
            return bindValue(scalar, parameter.shape, path: path)
        }
    }

    mutating func reportUnknownKey(_ entry: DocumentNode.Entry, _ keys: [String], path: String) {
        let full = join(path, entry.key)
        let near =
            Suggestion.nearest(to: entry.key, in: keys).map { join(path, $0) }
            ?? knownPaths.first { $0.hasSuffix(".\(entry.key)") }
            ?? Suggestion.nearest(to: full, in: knownPaths)
        report(
            entry.keyLocation, full, "unknown_key", "unknown key '\(entry.key)'",
            hint: near.map { "did you mean `\($0)`?" } ?? "the block takes \(keys.joined(separator: ", "))")
    }

    // MARK: Values

    mutating func bindValue(_ node: DocumentNode, _ shape: Shape, path: String) -> BoundField? {
        switch shape {
        case .group(let declaration):
            return bindGroup(node, declaration, path: path, isKnownKey: { _ in false })
                .map { field(.group($0), node) }
        case .list(let element, let minimum): return bindList(node, element, minimum, path: path)
        case .map(let key, let value): return bindMap(node, key, value, path: path)
        case .variant(let discriminator, let options):
            return bindVariant(node, discriminator, options, path: path)
        case .localizedText: return bindLocalizedText(node, path: path)
        case .table(let declaration) where node.isMapping:
            return bindChangedTable(node, declaration, path: path)
        default:
            guard case .scalar(let scalar) = node.content else {
                report(
                    node.location, path, "wrong_type", "expected a single value, got \(node.kindName)",
                    hint: shape.example)
                return nil
            }
            return bindScalar(scalar, node, shape, path: path).map { field($0, node, text: scalar.text) }
        }
    }

    private mutating func bindList(
        _ node: DocumentNode, _ element: Shape, _ minimum: Int, path: String
    ) -> BoundField? {
        guard case .sequence(let nodes) = node.content else {
            report(
                node.location, path, "wrong_type", "expected a list, got \(node.kindName)",
                hint: "begin each element with `- `")
            return nil
        }
        if nodes.count < minimum {
            report(node.location, path, "too_few", "the list needs at least \(minimum) element(s)", hint: "")
        }
        let fields = nodes.enumerated().compactMap { bindValue($1, element, path: "\(path)[\($0)]") }
        return field(.list(fields), node)
    }

    private mutating func bindMap(
        _ node: DocumentNode, _ kind: TextKind, _ value: Shape, path: String
    ) -> BoundField? {
        guard let entries = mapping(node, path: path, expected: "a block of keys") else { return nil }
        var fields: [String: BoundField] = [:]
        for entry in entries {
            if let complaint = kind.complaint(about: entry.key) {
                report(
                    entry.keyLocation, join(path, entry.key), "unknown_key", complaint.message,
                    hint: complaint.hint)
            } else {
                fields[entry.key] = bindValue(entry.value, value, path: join(path, entry.key))
            }
        }
        return field(.map(fields), node)
    }

    private mutating func bindVariant(
        _ node: DocumentNode, _ discriminator: String, _ options: [VariantOption], path: String
    ) -> BoundField? {
        guard let entries = mapping(node, path: path, expected: "a block with `\(discriminator)`") else {
            return nil
        }
        let ids = options.map(\.id)
        guard let entry = entries.first(where: { $0.key == discriminator }),
            case .scalar(let scalar) = entry.value.content
        else {
            report(
                node.location, join(path, discriminator), "missing_value", "the value is missing",
                hint: "one of \(ids.joined(separator: ", "))")
            return nil
        }
        guard let option = options.first(where: { $0.id == scalar.text }) else {
            let complaint = TextKind.oneOf(ids).complaint(about: scalar.text)
            report(
                entry.value.location, join(path, discriminator), "unknown_choice", complaint?.message ?? "",
                hint: complaint?.hint ?? "")
            return nil
        }
        return bindGroup(node, option.group, path: path, isKnownKey: { $0 == discriminator })
            .map { field(.variant(option.id, $0), node) }
    }

    private mutating func bindLocalizedText(_ node: DocumentNode, path: String) -> BoundField? {
        if case .scalar(let scalar) = node.content {
            guard let text = bindScalar(scalar, node, .text(.any), path: path)?.text else { return nil }
            return field(.localizedText(LocalizedText(en: text, zh: text)), node, text: text)
        }
        guard let entries = mapping(node, path: path, expected: "a text or {en: ..., zh: ...}") else {
            return nil
        }
        var texts: [String: String] = [:]
        for entry in entries {
            guard ["en", "zh"].contains(entry.key) else {
                reportUnknownKey(entry, ["en", "zh"], path: path)
                continue
            }
            guard !entry.value.isNull else { continue }
            guard let text = bindValue(entry.value, .text(.any), path: join(path, entry.key)) else {
                return nil
            }
            texts[entry.key] = text.text
        }
        guard let en = texts["en"] ?? texts["zh"], let zh = texts["zh"] ?? texts["en"] else {
            report(
                node.location, path, "missing_value", "the text is missing", hint: "write {en: ..., zh: ...}")
            return nil
        }
        return field(.localizedText(LocalizedText(en: en, zh: zh)), node)
    }

    private mutating func bindScalar(
        _ scalar: DocumentNode.Scalar, _ node: DocumentNode, _ shape: Shape, path: String
    ) -> BoundValue? {
        do throws(ScalarError) {
            return switch shape {
            case .quantity(let unit, let range): try ScalarReader.quantity(scalar, unit, range)
            case .number(let range): try ScalarReader.quantity(scalar, .one, range)
            case .integer(let range): try ScalarReader.integer(scalar, range)
            case .boolean: try ScalarReader.boolean(scalar)
            case .text(let kind): try ScalarReader.text(scalar, kind)
            case .choice(let options): try ScalarReader.text(scalar, .oneOf(options.map(\.id)))
            case .table(let declaration): bindTable(scalar.text, node, declaration, path: path)
            case .file: bindFile(scalar.text, node, path: path).map { .file($0) }
            default: nil
            }
        } catch {
            report(node.location, path, error.code, error.message, hint: error.hint)
            return nil
        }
    }

    // MARK: Files

    mutating func bindFile(_ name: String, _ node: DocumentNode, path: String) -> FileReference? {
        do throws(DiagnosticFailure) {
            return try files.reference(name, at: node.location, path: path)
        } catch {
            diagnostics += error.diagnostics
            return nil
        }
    }

    // MARK: Pieces

    mutating func mapping(
        _ node: DocumentNode, path: String, expected: String
    ) -> [DocumentNode.Entry]? {
        switch node.content {
        case .mapping(let entries): return entries
        // An empty block binds to its defaults, and its required values are reported one by one.
        case .scalar(let scalar) where scalar.isNull: return []
        default:
            report(
                node.location, path, "wrong_type", "expected a block of keys, got \(node.kindName)",
                hint: expected)
            return nil
        }
    }

    private static func keys(of declaration: GroupDeclaration) -> String {
        "the block takes " + declaration.parameters.map(\.key).joined(separator: ", ")
    }

    private func field(_ value: BoundValue, _ node: DocumentNode, text: String = "") -> BoundField {
        BoundField(value, origin: node.origin, location: node.location, text: text)
    }

    mutating func report(
        _ location: SourceLocation, _ path: String, _ code: String, _ message: String, hint: String
    ) {
        diagnostics.append(Diagnostic(code: code, at: location, path: path, message, hint: hint))
    }

    func join(_ path: String, _ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }
}

extension DocumentNode {
    var isNull: Bool {
        if case .scalar(let scalar) = content { return scalar.isNull }
        return false
    }

    var isMapping: Bool {
        if case .mapping = content { return true }
        return false
    }
}
