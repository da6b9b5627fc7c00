/// A piece of an HTML or SVG document. Data can enter only as text or attribute, both escaped on writing.
enum Markup: Sendable {
    case text(String)
    indirect case element(String, [(String, String)], [Markup])
    case group([Markup])
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
        case .element, .verbatim: false
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
        var output = ""
        write(to: &output)
        return output
    }

    private static let emptyElements: Set = [
        "meta", "br", "wbr", "col", "input", "rect", "line", "path", "circle", "polyline", "stop",
    ]
    private static let lineEnding: Set = [
        "tr", "table", "section", "svg", "figure", "p", "h1", "h2", "h3", "div", "li", "ul", "thead", "tbody",
        "head", "style", "title", "header", "caption", "details", "summary", "script", "ol",
    ]

    func write(to output: inout String) {
        switch self {
        case .text(let text): Self.escape(text, to: &output)
        case .verbatim(let text): output += "\(text)"
        case .group(let children): for child in children { child.write(to: &output) }
        case .element(let name, let attributes, let children):
            output += "<\(name)"
            for (key, value) in attributes {
                output += " \(key)=\""
                Self.escape(value, to: &output)
                output += "\""
            }
            if Self.emptyElements.contains(name), children.isEmpty {
                output += "/>"
            } else {
                output += ">"
                for child in children { child.write(to: &output) }
                output += "</\(name)>"
            }
            if Self.lineEnding.contains(name) { output += "\n" }
        }
    }

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
