/// A piece of an HTML or SVG document. Data can enter only as text or attribute, both escaped on writing.
enum Markup: Sendable {
    case text(String)
    indirect case element(String, [(String, String)], [Markup])
    case group([Markup])
    /// The commands of a path without look, which takes that of the group around it. Where a page draws it again, it
    /// refers to the first time.
    case outline(String)
    /// Text of the program itself, such as the style sheet; data cannot get here.
    case verbatim(StaticString)

    static let nothing = Markup.group([])

    static func element(
        _ name: String, _ attributes: KeyValuePairs<String, String> = [:], _ children: Markup...
    ) -> Markup {
        .element(name, attributes.map { ($0.key, $0.value) }, children)
    }

    static func element(
        _ name: String, _ attributes: KeyValuePairs<String, String> = [:], children: [Markup]
    ) -> Markup {
        .element(name, attributes.map { ($0.key, $0.value) }, children)
    }

    /// A text as part of an identifier: letters and digits of ASCII stay, each other one becomes its number.
    static func identifier(_ text: String) -> String {
        text.unicodeScalars.map { scalar in
            let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
            return isPlain ? String(scalar) : "_\(scalar.value)"
        }.joined()
    }

    var isEmpty: Bool {
        switch self {
        case .group(let children): children.allSatisfy(\.isEmpty)
        case .text(let text): text.isEmpty
        case .element, .outline, .verbatim: false
        }
    }
}

extension Markup: ExpressibleByStringLiteral {
    init(stringLiteral value: String) { self = .text(value) }
}

// MARK: Writing

extension Markup {
    /// The text of the document: HTML that is well-formed XML too.
    var written: String {
        var writer = MarkupWriter()
        writer.write(self)
        return writer.output
    }
}

/// Writes a document, and remembers which outlines it holds.
private struct MarkupWriter {
    private(set) var output = ""
    private var outlines: [String: Int] = [:]

    private static let emptyElements: Set = [
        "meta", "br", "wbr", "col", "input", "rect", "line", "path", "circle", "polyline", "stop", "use",
    ]
    private static let lineEnding: Set = [
        "tr", "table", "section", "svg", "figure", "p", "h1", "h2", "h3", "div", "li", "ul", "thead", "tbody",
        "head", "style", "header", "caption", "details", "summary", "script", "ol",
    ]

    mutating func write(_ markup: Markup) {
        switch markup {
        case .text(let text): Markup.escape(text, to: &output)
        case .verbatim(let text): output += "\(text)"
        case .group(let children): for child in children { write(child) }
        case .outline(let commands): write(outline: commands)
        case .element(let name, let attributes, let children):
            output += "<\(name)"
            for (key, value) in attributes {
                output += " \(key)=\""
                Markup.escape(value, to: &output)
                output += "\""
            }
            if Self.emptyElements.contains(name), children.isEmpty {
                output += "/>"
            } else {
                output += ">"
                for child in children { write(child) }
                output += "</\(name)>"
            }
            if Self.lineEnding.contains(name) { output += "\n" }
        }
    }

    private mutating func write(outline commands: String) {
        if let number = outlines[commands] {
            write(.element("use", ["href": "#outline\(number)"]))
        } else {
            outlines[commands] = outlines.count
            write(.element("path", ["id": "outline\(outlines.count - 1)", "d": commands]))
        }
    }
}

extension Markup {
    /// Replaces what markup reads as its own, and drops what XML forbids.
    static func escape(_ text: String, to output: inout String) {
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": output += "&amp;"
            case "<": output += "&lt;"
            case ">": output += "&gt;"
            case "\"": output += "&quot;"
            case "'": output += "&#39;"
            case "\t", "\n": output.unicodeScalars.append(scalar)
            case _ where scalar.value < 0x20 || (0x7F..<0xA0).contains(scalar.value): break
            case _ where scalar.value & 0xFFFE == 0xFFFE: break
            default: output.unicodeScalars.append(scalar)
            }
        }
    }
}
