import EcoUnits

/// The reference documents as Markdown, one page for each block and table, both languages on each.
public struct ReferencePages: Sendable {
    private let specification: SpecDocument
    private static let notice =
        "<!-- Made from the declarations in the source; edit those, not this page. -->\n\n"

    public init(_ specification: SpecDocument) { self.specification = specification }

    /// Pages with their paths below the folder of reference documents, in the order of paths.
    public func all() -> [(path: String, text: String)] {
        let pages =
            [("README.md", index)]
            + specification.groups.map { ("blocks/\($0.id).md", page($0)) }
            + specification.tables.map { ("tables/\($0.id).md", page($0)) }
        return pages.sorted { $0.0 < $1.0 }.map { (path: $0.0, text: $0.1) }
    }

    private var index: String {
        let blocks = specification.groups.map {
            "- [\($0.id)](blocks/\($0.id).md): \($0.title.en) / \($0.title.zh)\n"
        }
        let tables = specification.tables.map {
            "- [\($0.id)](tables/\($0.id).md): \($0.meaning.en) / \($0.meaning.zh)\n"
        }
        return Self.notice + "# Scenario reference / 情景参数手册\n\n## Blocks / 参数块\n\n" + blocks.joined()
            + "\n## Tables / 数据表\n\n" + tables.joined()
    }

    private func page(_ group: GroupSpec) -> String {
        Self.notice + "# \(group.id): \(group.title.en) / \(group.title.zh)\n\n\(group.meaning.en)\n\n"
            + "\(group.meaning.zh)\n\n" + valueTable(group.parameters, "key") + details(group.parameters)
    }

    private func page(_ table: TableSpec) -> String {
        let unique = table.uniqueBy.map { "`\($0)`" }.joined(separator: ", ")
        let rule = unique.isEmpty ? "" : "One row per / 每组合一行: \(unique)\n\n"
        let path = table.cellPath.map { "A value is set by / 设值路径: `\($0)`\n\n" } ?? ""
        return Self.notice + "# \(table.id)\n\n\(table.meaning.en)\n\n\(table.meaning.zh)\n\n\(rule)\(path)"
            + valueTable(table.columns, "column") + details(table.columns)
    }

    private func valueTable(_ values: [ValueSpec], _ heading: String) -> String {
        guard !values.isEmpty else { return "" }
        let head =
            "| \(heading) | type | unit | range | presence | meaning | 含义 |\n|---|---|---|---|---|---|---|\n"
        return head
            + values.map { value in
                let presence = value.presence == "default" ? "default `\(value.defaultText)`" : value.presence
                let cells = [
                    "`\(value.key)`", type(value), value.unit, value.range.en, presence, value.meaning.en,
                    value.meaning.zh,
                ]
                return "| " + cells.map(Self.cell).joined(separator: " | ") + " |\n"
            }.joined()
    }

    private func type(_ value: ValueSpec) -> String {
        let links = value.blocks.map { "[\($0)](../blocks/\($0).md)" }
        let table = value.table.isEmpty ? [] : ["[\(value.table)](../tables/\(value.table).md)"]
        return ([value.type.en] + (links + table).joined(separator: ", ").nonEmpty).joined(separator: ": ")
    }

    /// Choices and sources, which would not fit into the table.
    private func details(_ values: [ValueSpec]) -> String {
        var text = ""
        for value in values where !value.choices.isEmpty || !value.source.isEmpty {
            text += "\n### `\(value.key)`\n\n"
            for choice in value.choices {
                let meaning = [choice.meaning.en, choice.meaning.zh].filter { !$0.isEmpty }.joined(
                    separator: " / ")
                text += "- `\(choice.id)`" + (meaning.isEmpty ? "" : ": \(meaning)") + "\n"
            }
            if !value.source.isEmpty {
                text +=
                    (value.choices.isEmpty ? "" : "\n") + "Source / 来源: \(value.source) (\(value.status))\n"
            }
        }
        return text
    }

    private static func cell(_ text: String) -> String {
        text.isEmpty ? " " : String(text.flatMap { $0 == "|" ? Array("\\|") : $0 == "\n" ? [" "] : [$0] })
    }
}

extension String {
    fileprivate var nonEmpty: [String] { isEmpty ? [] : [self] }
}
