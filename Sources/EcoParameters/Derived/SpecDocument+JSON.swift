import EcoUnits

extension SpecDocument {
    /// `{format, blocks: [...], tables: [...]}`.
    public var json: JSON {
        .object([
            ("format", .integer(Self.formatVersion)),
            ("blocks", .array(groups.map(\.json))),
            ("tables", .array(tables.map(\.json))),
        ])
    }
}

extension GroupSpec {
    public var json: JSON {
        .object([
            ("id", .string(id)), ("title", title.json), ("meaning", meaning.json),
            ("parameters", .array(parameters.map(\.json))),
        ])
    }
}

extension TableSpec {
    public var json: JSON {
        .object([
            ("id", .string(id)), ("meaning", meaning.json), ("unique_by", .array(uniqueBy.map(JSON.string))),
            ("row_names", .array(rowNames.map(JSON.string))),
            ("columns", .array(columns.map(\.json))),
        ])
    }
}

extension ValueSpec {
    public var json: JSON {
        var members: [(String, JSON)] = [("key", .string(key)), ("type", .string(type.en))]
        let texts = [("unit", unit), ("range", range.en)]
        members += texts.filter { !$0.1.isEmpty }.map { ($0.0, .string($0.1)) }
        members.append(("presence", .string(presence)))
        if presence == "default" { members.append(("default", .string(defaultText))) }
        if !choices.isEmpty { members.append(("choices", .array(choices.map(\.json)))) }
        if !blocks.isEmpty { members.append(("blocks", .array(blocks.map(JSON.string)))) }
        if !table.isEmpty { members.append(("table", .string(table))) }
        members.append(("meaning", meaning.json))
        let founding = [("source", source), ("status", status)]
        members += founding.filter { !$0.1.isEmpty }.map { ($0.0, .string($0.1)) }
        return .object(members)
    }
}

extension ChoiceOption {
    var json: JSON { .object([("id", .string(id)), ("meaning", meaning.json)]) }
}

extension LocalizedText {
    var json: JSON { .object([("en", .string(en)), ("zh", .string(zh))]) }
}
