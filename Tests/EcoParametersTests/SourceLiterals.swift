/// The texts in calls of a Swift source: what a test needs to hold a list against the code that it is about.
struct SourceLiterals {
    private let source: [UInt8]

    init(_ text: String) { source = Array(text.utf8) }

    /// The string literals in the arguments of calls of these names, with `{}` for what is interpolated; those in
    /// calls of `excluded` within them, and behind these labels, left out. Texts inside interpolations stand for
    /// themselves.
    func texts(inCallsOf names: Set<String>, without excluded: Set<String>, labels: Set<String>) -> [String] {
        source.indices.flatMap { index -> [String] in
            guard source[index] == UInt8(ascii: "("), names.contains(word(before: index)),
                word(before: index - word(before: index).utf8.count - 1) != "func"
            else { return [] }
            return texts(in: index + 1..<end(ofBracketBefore: index + 1), excluded, labels)
        }
    }

    /// The name that ends before a place.
    private func word(before end: Int) -> String {
        var start = max(end, 0)
        while start > 0, Self.isName(source[start - 1]) { start -= 1 }
        return String(decoding: source[start..<max(end, 0)], as: UTF8.self)
    }

    private static func isName(_ byte: UInt8) -> Bool {
        (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte) || byte == UInt8(ascii: "_")
    }

    /// The place of the bracket that closes the one before `start`.
    private func end(ofBracketBefore start: Int) -> Int {
        var (index, depth) = (start, 1)
        while index < source.count {
            switch source[index] {
            case UInt8(ascii: "\""): index = literal(at: index).end - 1
            case UInt8(ascii: "("): depth += 1
            case UInt8(ascii: ")"):
                depth -= 1
                if depth == 0 { return index }
            default: break
            }
            index += 1
        }
        return index
    }

    private func texts(
        in range: Range<Int>, _ excluded: Set<String>, _ labels: Set<String>
    ) -> [String] {
        var texts: [String] = []
        var index = range.lowerBound
        while index < range.upperBound {
            if source[index] == UInt8(ascii: "("), excluded.contains(word(before: index)) {
                index = end(ofBracketBefore: index + 1)
            } else if source[index] == UInt8(ascii: "\"") {
                let found = literal(at: index)
                if !isLabelled(index, labels) { texts += found.texts }
                index = found.end
            } else {
                index += 1
            }
        }
        return texts
    }

    /// Whether a literal stands behind one of these labels, such as `code: "unknown_key"`.
    private func isLabelled(_ index: Int, _ labels: Set<String>) -> Bool {
        source[..<index].suffix(2).elementsEqual(": ".utf8) && labels.contains(word(before: index - 2))
    }

    /// The literal that begins at `start`, the literals inside its interpolations, and the place behind it.
    private func literal(at start: Int) -> (texts: [String], end: Int) {
        let isLong = source[start...].starts(with: "\"\"\"".utf8)
        let quote = isLong ? 3 : 1
        var (text, inner, index) = ([UInt8](), [String](), start + quote)
        while index < source.count {
            if source[index...].starts(with: repeatElement(UInt8(ascii: "\""), count: quote)) {
                return ([Self.oneLine(text)] + inner, index + quote)
            }
            guard source[index] == UInt8(ascii: "\\") else {
                text.append(source[index])
                index += 1
                continue
            }
            if source[index + 1] == UInt8(ascii: "(") {
                let close = end(ofBracketBefore: index + 2)
                inner += texts(in: index + 2..<close, ["joined"], [])
                text += Array("{}".utf8)
                index = close + 1
            } else {
                if source[index + 1] != UInt8(ascii: "\n") { text.append(source[index + 1]) }
                index += 2
            }
        }
        return (inner, index)
    }

    /// Lines of a long literal that end in a backslash are one line.
    private static func oneLine(_ text: [UInt8]) -> String {
        String(decoding: text, as: UTF8.self).split(separator: " ", omittingEmptySubsequences: false)
            .reduce(into: [Substring]()) { words, word in
                if !(word.isEmpty && words.last?.isEmpty == true) { words.append(word) }
            }.joined(separator: " ")
    }
}
