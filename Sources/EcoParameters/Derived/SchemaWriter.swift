import EcoUnits

/// JSON Schema 2020-12 of a scenario file, derived from the declarations.
///
/// A file that `extends` another holds only what differs, so each block stands twice: complete, and partial
/// (nothing required). Elements of lists are always complete, because a list replaces the base's list.
public struct SchemaWriter {
    private let names: BlockNames
    private let rootName: String
    private var definitions: [(String, JSON)] = []

    private init(_ root: GroupDeclaration) {
        names = BlockNames([root])
        rootName = names.name(of: root)
    }

    /// The schema of the document whose outermost block is `root`.
    public static func schema(of root: GroupDeclaration) -> JSON {
        var writer = SchemaWriter(root)
        let complete = writer.reference(root, isPartial: false)
        let partial = writer.reference(root, isPartial: true)
        return .object([
            ("$schema", .string("https://json-schema.org/draft/2020-12/schema")),
            ("title", .string(root.title.en)),
            ("type", .string("object")),
            ("if", .object([("required", .array([.string("extends")]))])),
            ("then", partial),
            ("else", complete),
            ("$defs", .object(writer.definitions.sorted { $0.0 < $1.0 })),
        ])
    }

    // MARK: Blocks

    private mutating func reference(_ group: GroupDeclaration, isPartial: Bool) -> JSON {
        let plain = names.name(of: group)
        let name = isPartial ? "\(plain)_partial" : plain
        if !definitions.contains(where: { $0.0 == name }) {
            definitions.append((name, .null))
            var members = properties(group, isPartial: isPartial)
            if isPartial, plain == rootName {
                members.append(("extends", .object([("type", .string("string"))])))
            }
            let definition = block(group, members, isPartial: isPartial, discriminator: nil)
            if let index = definitions.firstIndex(where: { $0.0 == name }) {
                definitions[index].1 = definition
            }
        }
        return .object([("$ref", .string("#/$defs/\(name)"))])
    }

    private mutating func properties(_ group: GroupDeclaration, isPartial: Bool) -> [(String, JSON)] {
        var members: [(String, JSON)] = []
        for parameter in group.parameters {
            let schema = schema(of: parameter.shape, isPartial: isPartial)
            var described = [
                ("description", JSON.string("\(parameter.meaning.en) / \(parameter.meaning.zh)"))
            ]
            if case .object(let inner) = schema { described += inner }
            if case .defaulted(let text) = parameter.presence { described.append(("default", .string(text))) }
            members.append((parameter.key, .object(described)))
        }
        return members
    }

    private func block(
        _ group: GroupDeclaration, _ members: [(String, JSON)], isPartial: Bool, discriminator: String?
    ) -> JSON {
        var required = isPartial ? [] : group.parameters.filter(\.presence.isRequired).map(\.key)
        if let discriminator { required.insert(discriminator, at: 0) }
        var schema: [(String, JSON)] = [
            ("type", .string("object")),
            ("description", .string("\(group.meaning.en) / \(group.meaning.zh)")),
            ("properties", .object(members)),
        ]
        if !required.isEmpty { schema.append(("required", .array(required.map(JSON.string)))) }
        schema.append(("additionalProperties", .boolean(false)))
        return .object(schema)
    }

    private mutating func variant(_ discriminator: String, _ options: [VariantOption], isPartial: Bool)
        -> JSON
    {
        var schemas: [JSON] = []
        for option in options {
            let choice = JSON.object([("const", .string(option.id))])
            let members = [(discriminator, choice)] + properties(option.group, isPartial: isPartial)
            let key = isPartial ? nil : Optional(discriminator)
            schemas.append(block(option.group, members, isPartial: isPartial, discriminator: key))
        }
        return .object([("anyOf", .array(schemas))])
    }

    // MARK: Values

    private mutating func schema(of shape: Shape, isPartial: Bool) -> JSON {
        switch shape {
        case .quantity(let unit, let range): Self.quantity(unit, range)
        case .number(let range): Self.quantity(.one, range)
        case .integer(let range): Self.number("integer", .closed(range))
        case .boolean: .object([("type", .string("boolean"))])
        case .text(let kind): Self.text(kind)
        case .choice(let options): Self.choice(options.map(\.id))
        case .localizedText: Self.localizedText
        case .file: .object([("type", .string("string"))])
        case .table(let table): self.table(table)
        case .list(let element, let minimum):
            .object([
                ("type", .string("array")), ("items", schema(of: element, isPartial: false)),
                ("minItems", .integer(minimum)),
            ])
        case .group(let group): reference(group, isPartial: isPartial)
        case .variant(let discriminator, let options): variant(discriminator, options, isPartial: isPartial)
        case .map(let kind, let value):
            .object([
                ("type", .string("object")), ("propertyNames", Self.text(kind)),
                ("additionalProperties", schema(of: value, isPartial: isPartial)),
            ])
        }
    }

    /// A file, or a file with values over its cells: one definition for all tables.
    private mutating func table(_ table: TableDeclaration) -> JSON {
        let name = JSON.object([("type", .string("string"))])
        guard !table.isLong else { return name }
        let id = "input_table"
        if !definitions.contains(where: { $0.0 == id }) {
            let cell = JSON.object([("type", .array(["string", "number", "null"].map(JSON.string)))])
            let values = JSON.object([
                ("type", .string("object")), ("additionalProperties", cell),
                ("description", .string("values over cells, as ROW.COLUMN / 按“行.列”设值")),
            ])
            let block = JSON.object([
                ("type", .string("object")),
                ("properties", .object([(TableKeys.file, name), (TableKeys.values, values)])),
                ("required", .array([.string(TableKeys.file)])), ("additionalProperties", .boolean(false)),
            ])
            definitions.append((id, .object([("anyOf", .array([name, block]))])))
        }
        return .object([("$ref", .string("#/$defs/\(id)"))])
    }

    private static let numberPattern = "[-+]?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?"

    /// With a unit only a text can be right; a bare number may also be a share such as `80 %`.
    private static func quantity(_ unit: Unit, _ range: NumberRange) -> JSON {
        let text = JSON.object([
            ("type", .string("string")),
            ("pattern", .string("^ *\(numberPattern) *\(unit == .one ? "%?" : "[^0-9 ].*")$")),
        ])
        return unit == .one ? .object([("anyOf", .array([number("number", range), text]))]) : text
    }

    private static func number(_ type: String, _ range: NumberRange) -> JSON {
        var members: [(String, JSON)] = [("type", .string(type))]
        if let low = range.minimum {
            members.append((range.excludesMinimum ? "exclusiveMinimum" : "minimum", .number(low)))
        }
        if let high = range.maximum {
            members.append((range.excludesMaximum ? "exclusiveMaximum" : "maximum", .number(high)))
        }
        return .object(members)
    }

    /// Codes and years are read as written, so an editor may take them for numbers.
    private static func text(_ kind: TextKind) -> JSON {
        switch kind {
        case .any, .date: .object([("type", .string("string"))])
        case .identifier: .object([("type", .string("string")), ("pattern", .string("^[a-z][a-z0-9_]*$"))])
        case .regionCode:
            .object([
                ("type", .array([.string("string"), .string("integer")])), ("pattern", .string("^[0-9]{6}$")),
            ])
        case .period: .object([("type", .array([.string("string"), .string("integer")]))])
        case .oneOf(let texts): choice(texts)
        case .value: .object([("type", .array(["string", "number", "integer", "boolean"].map(JSON.string)))])
        }
    }

    private static func choice(_ ids: [String]) -> JSON { .object([("enum", .array(ids.map(JSON.string)))]) }

    private static let localizedText: JSON = .object([
        (
            "anyOf",
            .array([
                .object([("type", .string("string"))]),
                .object([
                    ("type", .string("object")),
                    (
                        "properties",
                        .object([
                            ("en", .object([("type", .string("string"))])),
                            ("zh", .object([("type", .string("string"))])),
                        ])
                    ),
                    ("additionalProperties", .boolean(false)), ("minProperties", .integer(1)),
                ]),
            ])
        )
    ])
}
