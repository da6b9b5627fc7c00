import EcoParameters

/// A small part of YAML, enough for these tests: blocks by indentation, lists with `- `, `{a: 1, b: 2}`.
struct SimpleDocument {
    private struct Line {
        let number: Int
        var indent: Int
        var text: String
    }

    private var lines: [Line]
    private var next = 0
    private let file: String

    static func read(_ text: String, file: String = "scenario.yaml") -> DocumentNode {
        var document = SimpleDocument(text, file)
        return document.block(indent: document.lines.first?.indent ?? 0)
    }

    private init(_ text: String, _ file: String) {
        self.file = file
        lines = text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
            .compactMap { index, line in
                let content = line.trimmingBlanks()
                guard !content.isEmpty, !content.hasPrefix("#") else { return nil }
                return Line(number: index + 1, indent: line.prefix { $0 == " " }.count, text: content)
            }
    }

    private func place(_ line: Line) -> SourceLocation {
        SourceLocation(file: file, line: line.number, column: line.indent + 1)
    }

    private mutating func block(indent: Int) -> DocumentNode {
        let start = next < lines.count ? place(lines[next]) : SourceLocation(file: file, line: 1, column: 1)
        if next < lines.count, lines[next].text.hasPrefix("- ") { return list(indent: indent, start) }
        var entries: [DocumentNode.Entry] = []
        while next < lines.count, lines[next].indent == indent, !lines[next].text.hasPrefix("- ") {
            let line = lines[next]
            let (key, rest) = split(line.text)
            next += 1
            let isBlock = rest.isEmpty && next < lines.count && lines[next].indent > indent
            let value = isBlock ? block(indent: lines[next].indent) : value(rest, place(line))
            entries.append(DocumentNode.Entry(key: key, keyLocation: place(line), value: value))
        }
        return DocumentNode(.mapping(entries), at: start)
    }

    private mutating func list(indent: Int, _ start: SourceLocation) -> DocumentNode {
        var nodes: [DocumentNode] = []
        while next < lines.count, lines[next].indent == indent, lines[next].text.hasPrefix("- ") {
            lines[next].text.removeFirst(2)
            if lines[next].text.hasPrefix("{") || !lines[next].text.contains(":") {
                nodes.append(value(lines[next].text, place(lines[next])))
                next += 1
            } else {
                lines[next].indent += 2
                nodes.append(block(indent: indent + 2))
            }
        }
        return DocumentNode(.sequence(nodes), at: start)
    }

    private func split(_ text: String) -> (String, String) {
        guard let colon = text.firstIndex(of: ":") else { return (text, "") }
        return (String(text[..<colon]), text[text.index(after: colon)...].trimmingBlanks())
    }

    private func value(_ text: String, _ place: SourceLocation) -> DocumentNode {
        if text.hasPrefix("{"), text.hasSuffix("}") {
            let entries = text.dropFirst().dropLast().split(separator: ",").map { part in
                let (key, rest) = split(part.trimmingBlanks())
                return DocumentNode.Entry(key: key, keyLocation: place, value: value(rest, place))
            }
            return DocumentNode(.mapping(entries), at: place)
        }
        let isQuoted = text.count >= 2 && text.hasPrefix("\"") && text.hasSuffix("\"")
        let content = isQuoted ? String(text.dropFirst().dropLast()) : text
        return DocumentNode(.scalar(.init(content, isQuoted: isQuoted)), at: place)
    }
}

/// Tables by name; every other name is a file that exists.
struct MemoryFiles: InputFiles {
    var tables: [String: String] = [:]

    func reference(_ name: String, at location: SourceLocation, path: String) throws(DiagnosticFailure)
        -> FileReference
    {
        FileReference(name: name, path: name, location: location)
    }

    func table(_ file: FileReference, as declaration: TableDeclaration) throws(DiagnosticFailure) -> Table {
        try TableReader.read(Array((tables[file.name] ?? "").utf8), file: file.name, as: declaration)
    }
}
