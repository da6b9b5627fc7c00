/// Chinese wording of findings that modules word in English alone, found by their pattern.
///
/// In a pattern, `{}` stands for what a finding names: a value, an id, a file. In the Chinese wording the same
/// things stand in `{}` one after the other, or by number in `{1}`, `{2}` where their order differs. What a finding
/// names is looked up in turn, so that `expected a list, got a single value` is Chinese throughout.
enum FindingWords {
    /// The Chinese wording; `nil` where no pattern fits.
    static func chinese(_ text: String) -> String? {
        let bytes = Array(text.utf8)
        if let wording = wording(of: bytes[...], depth: 0) { return wording }
        // `pollutant: finding`, where the finding has a wording.
        guard let colon = text.utf8.firstIndex(of: UInt8(ascii: ":")) else { return nil }
        let rest = text[text.index(after: colon)...]
        guard rest.first == " ", let tail = chinese(String(rest.dropFirst())) else { return nil }
        return text[..<colon] + "：" + tail
    }

    /// One English pattern, cut at its `{}`, and its wording.
    struct Pattern: Sendable {
        let english: String
        let chinese: String
        let pieces: [[UInt8]]
        /// Bytes of the pattern itself: of two that fit, the one that says more is meant.
        let weight: Int

        init(_ english: String, _ chinese: String) {
            self.english = english
            self.chinese = chinese
            pieces = Self.cut(english)
            weight = pieces.reduce(0) { $0 + $1.count }
        }

        private static func cut(_ english: String) -> [[UInt8]] {
            var pieces: [[UInt8]] = [[]]
            var rest = Array(english.utf8)[...]
            while let byte = rest.popFirst() {
                if byte == UInt8(ascii: "{"), rest.first == UInt8(ascii: "}") {
                    rest.removeFirst()
                    pieces.append([])
                } else {
                    pieces[pieces.count - 1].append(byte)
                }
            }
            return pieces
        }

        /// What stands in the places of the pattern; `nil` where the text does not fit it.
        func captures(_ text: ArraySlice<UInt8>) -> [ArraySlice<UInt8>]? {
            guard let first = pieces.first, let last = pieces.last, text.starts(with: first) else {
                return nil
            }
            guard pieces.count > 1 else { return text.count == first.count ? [] : nil }
            guard text.count >= first.count + last.count, text.suffix(last.count).elementsEqual(last) else {
                return nil
            }
            var rest = text.dropFirst(first.count).dropLast(last.count)
            var captures: [ArraySlice<UInt8>] = []
            for piece in pieces.dropFirst().dropLast() {
                guard let place = Self.place(of: piece, in: rest) else { return nil }
                captures.append(rest[..<place])
                rest = rest[(place + piece.count)...]
            }
            return captures + [rest]
        }

        private static func place(of piece: [UInt8], in text: ArraySlice<UInt8>) -> Int? {
            guard piece.count <= text.count else { return nil }
            return (text.startIndex...(text.endIndex - piece.count)).first { text[$0...].starts(with: piece) }
        }
    }

    static let patterns: [Pattern] = [
        inputs, program, commands, accounts, rasters, payments, market,
    ].flatMap(read)

    /// Two lines each: the pattern, and indented below it the wording.
    private static func read(_ lines: String) -> [Pattern] {
        var patterns: [Pattern] = []
        var english = ""
        for line in lines.split(separator: "\n") {
            if line.hasPrefix("    ") {
                patterns.append(Pattern(english, String(line.drop { $0 == " " })))
            } else {
                english = String(line)
            }
        }
        return patterns
    }

    /// Patterns by the first bytes of the text, those that begin with a name apart.
    private static let byBeginning = Dictionary(grouping: patterns) { beginning($0.pieces[0][...]) }
    private static let beginningLength = 4

    private static func beginning(_ text: ArraySlice<UInt8>) -> [UInt8] {
        text.count < beginningLength ? [] : Array(text.prefix(beginningLength))
    }

    /// Names hold names at most this deep.
    private static let deepest = 3

    private static func wording(of text: ArraySlice<UInt8>, depth: Int) -> String? {
        guard depth <= deepest, !text.isEmpty else { return nil }
        let known =
            (byBeginning[beginning(text)] ?? []) + (text.count < beginningLength ? [] : byBeginning[[]] ?? [])
        var best: (pattern: Pattern, captures: [ArraySlice<UInt8>])?
        for pattern in known where pattern.weight > (best?.pattern.weight ?? 0) {
            if let captures = pattern.captures(text) { best = (pattern, captures) }
        }
        guard let best else { return nil }
        let names = best.captures.map {
            wording(of: $0, depth: depth + 1) ?? String(decoding: $0, as: UTF8.self)
        }
        return filled(best.pattern.chinese, names)
    }

    private static func filled(_ wording: String, _ names: [String]) -> String {
        var text = ""
        var next = 0
        var rest = wording[...]
        while let character = rest.popFirst() {
            let end = rest.firstIndex(of: "}")
            let inside = character == "{" ? end.map { rest[..<$0] } : nil
            guard let end, let inside, inside.isEmpty || Int(inside) != nil else {
                text.append(character)
                continue
            }
            let place = Int(inside).map { $0 - 1 } ?? next
            if names.indices.contains(place) { text += names[place] }
            next += 1
            rest = rest[rest.index(after: end)...]
        }
        return text
    }
}
