import EcoParameters

/// Reads the part of YAML that the worked cases use: blocks by indentation, `- ` lists, flow lists and maps,
/// `>-` texts and comments. Scenario files are read elsewhere, by a full reader.
struct PlainYAML {
    private struct Line {
        let number: Int
        let indent: Int
        let text: Substring
    }

    private let file: String
    private var lines: [Line] = []
    private var position = 0

    static func read(_ text: String, file: String = "cases.yaml") -> DocumentNode {
        var reader = PlainYAML(text, file: file)
        return reader.block(indent: 0)
    }

    private init(_ text: String, file: String) {
        self.file = file
        for (number, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let content = line.drop { $0 == " " }
            guard !content.isEmpty, content.first != "#" else { continue }
            lines.append(Line(number: number + 1, indent: line.count - content.count, text: content))
        }
    }

    private func place(_ line: Line) -> SourceLocation {
        SourceLocation(file: file, line: line.number, column: line.indent + 1)
    }

    private mutating func block(indent: Int) -> DocumentNode {
        let first = lines[position]
        return first.text.hasPrefix("- ") ? sequence(indent: first.indent) : mapping(indent: first.indent)
    }

    private mutating func sequence(indent: Int) -> DocumentNode {
        let start = place(lines[position])
        var elements: [DocumentNode] = []
        while position < lines.count, lines[position].indent == indent, lines[position].text.hasPrefix("- ") {
            let line = lines[position]
            let rest = line.text.dropFirst(2)
            if rest.first == "{" || rest.first == "[" || !rest.contains(": ") && !rest.hasSuffix(":") {
                position += 1
                elements.append(value(rest, line))
            } else {
                lines[position] = Line(number: line.number, indent: indent + 2, text: rest)
                elements.append(mapping(indent: indent + 2))
            }
        }
        return DocumentNode(.sequence(elements), at: start)
    }

    private mutating func mapping(indent: Int) -> DocumentNode {
        let start = place(lines[position])
        var entries: [DocumentNode.Entry] = []
        while position < lines.count, lines[position].indent == indent {
            let line = lines[position]
            guard let colon = line.text.firstIndex(of: ":") else { break }
            let rest = line.text[line.text.index(after: colon)...].drop { $0 == " " }
            position += 1
            let node =
                rest.isEmpty ? block(indent: indent) : rest == ">-" ? folded(indent, line) : value(rest, line)
            entries.append(.init(key: String(line.text[..<colon]), keyLocation: place(line), value: node))
        }
        return DocumentNode(.mapping(entries), at: start)
    }

    private mutating func folded(_ indent: Int, _ line: Line) -> DocumentNode {
        var parts: [Substring] = []
        while position < lines.count, lines[position].indent > indent {
            parts.append(lines[position].text)
            position += 1
        }
        return DocumentNode(.scalar(.init(parts.joined(separator: " "), isQuoted: true)), at: place(line))
    }

    private func value(_ text: Substring, _ line: Line) -> DocumentNode {
        var rest = text
        return flow(&rest, line, stops: "")
    }

    private func flow(_ rest: inout Substring, _ line: Line, stops: String) -> DocumentNode {
        rest = rest.drop { $0 == " " }
        if rest.first == "{" { return flowMapping(&rest, line) }
        if rest.first == "[" { return flowSequence(&rest, line) }
        let scalar = rest.prefix { !stops.contains($0) }
        rest = rest.dropFirst(scalar.count)
        return DocumentNode(.scalar(.init(scalar.description.trimmed)), at: place(line))
    }

    private func flowSequence(_ rest: inout Substring, _ line: Line) -> DocumentNode {
        rest.removeFirst()
        var elements: [DocumentNode] = []
        while let next = rest.first, next != "]" {
            elements.append(flow(&rest, line, stops: ",]"))
            rest = rest.drop { $0 == "," || $0 == " " }
        }
        rest = rest.dropFirst()
        return DocumentNode(.sequence(elements), at: place(line))
    }

    private func flowMapping(_ rest: inout Substring, _ line: Line) -> DocumentNode {
        rest.removeFirst()
        var entries: [DocumentNode.Entry] = []
        while let next = rest.first, next != "}" {
            let key = rest.prefix { $0 != ":" }
            rest = rest.dropFirst(key.count + 1)
            let node = flow(&rest, line, stops: ",}")
            entries.append(.init(key: String(key).trimmed, keyLocation: place(line), value: node))
            rest = rest.drop { $0 == "," || $0 == " " }
        }
        rest = rest.dropFirst()
        return DocumentNode(.mapping(entries), at: place(line))
    }
}

extension String {
    var trimmed: String {
        String(drop { $0 == " " }.reversed().drop { $0 == " " }.reversed())
    }
}

extension DocumentNode {
    subscript(key: String) -> DocumentNode? {
        guard case .mapping(let entries) = content else { return nil }
        return entries.first { $0.key == key }?.value
    }

    var elements: [DocumentNode] {
        if case .sequence(let nodes) = content { return nodes }
        return []
    }

    var entries: [Entry] {
        if case .mapping(let entries) = content { return entries }
        return []
    }

    var text: String {
        if case .scalar(let scalar) = content { return scalar.text }
        return ""
    }
}
