import EcoParameters
import EcoUnits

/// Writes above each key of a scenario what its declaration says.
struct TemplateComments {
    private let language: Language
    /// Comment lines by the line of the text above which they stand.
    private var remarks: [Int: [String]] = [:]

    static func commented(_ text: String, language: Language) -> String {
        guard let root = YAMLReader.read(text, file: "scenario.yaml").node else { return text }
        var comments = TemplateComments(language: language)
        comments.walk(root, .group(Scenario.declaration))
        return comments.written(into: text)
    }

    private init(language: Language) { self.language = language }

    private mutating func walk(_ node: DocumentNode, _ shape: Shape) {
        switch (shape, node.content) {
        case (.group(let group), .mapping(let entries)): walk(entries, group)
        case (.variant(let discriminator, let options), .mapping(let entries)):
            guard let group = shape.group(of: node) else { return }
            let ids = options.map(\.id).joined(separator: ", ")
            if let entry = entries.first(where: { $0.key == discriminator }) {
                remark(entry.keyLocation.line, [language == .zh ? "可选：\(ids)" : "one of \(ids)"])
            }
            walk(entries, group)
        case (.list(let element, _), .sequence(let nodes)): nodes.first.map { walk($0, element) }
        case (.map(_, let value), .mapping(let entries)): entries.first.map { walk($0.value, value) }
        default: break
        }
    }

    private mutating func walk(_ entries: [DocumentNode.Entry], _ group: GroupDeclaration) {
        for entry in entries {
            guard let parameter = group.parameters.first(where: { $0.key == entry.key }) else { continue }
            var lines = [parameter.summary(language)]
            if let block = parameter.shape.group(of: entry.value), block.id != "scenario" {
                lines += furtherKeys(block, entry.value)
            }
            remark(entry.keyLocation.line, lines)
            walk(entry.value, parameter.shape)
        }
    }

    private func furtherKeys(_ block: GroupDeclaration, _ node: DocumentNode) -> [String] {
        guard case .mapping(let entries) = node.content else { return [] }
        let used = Set(entries.map(\.key))
        let further = block.parameters.map(\.key).filter { !used.contains($0) }
        guard !further.isEmpty else { return [] }
        let keys = further.joined(separator: ", ")
        return [
            language == .zh
                ? "还可填写：\(keys)（ecocomp describe \(block.id)）"
                : "may also hold \(keys) (ecocomp describe \(block.id))"
        ]
    }

    /// The first remark of a line stands: keys that share one are read together.
    private mutating func remark(_ line: Int, _ lines: [String]) {
        guard remarks[line] == nil else { return }
        remarks[line] = lines
    }

    private func written(into text: String) -> String {
        var result = ""
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
            .enumerated()
        {
            let indent = String(line.prefix { $0 == " " })
            for remark in remarks[index + 1] ?? [] {
                for part in Self.wrapped(remark, width: 108 - indent.count) {
                    result += "\(indent)# \(part)\n"
                }
            }
            result += line + "\n"
        }
        return result
    }

    /// Lines of at most `width` characters, broken between words.
    private static func wrapped(_ text: String, width: Int) -> [String] {
        var lines = [""]
        for word in text.split(separator: " ") {
            let last = lines[lines.count - 1]
            if last.isEmpty {
                lines[lines.count - 1] = String(word)
            } else if last.count + 1 + word.count <= width {
                lines[lines.count - 1] = "\(last) \(word)"
            } else {
                lines.append("  \(word)")
            }
        }
        return lines
    }
}
