import EcoParameters

/// `--vary PATH=LIST`: a variation as the command line writes it.
///
/// LIST is `1, 2, 3`; or `0..10/5`, five steps from 0 to 10; or `uniform(0, 10)`, `triangular(0, 2, 10)`,
/// `normal(5, 1)`, `lognormal(5, 2)`, `log_uniform(1, 100)`. A unit follows: `uniform(0, 10) CNY/t`.
public enum SweepOption {
    static let fileName = "--vary"

    /// The options as the document that `sweep.yaml` would be.
    ///
    /// - Parameter further: values of other keys; a key with several, or one that takes a list, is a list.
    /// - Throws: what is wrong with the form of any of them.
    public static func document(
        vary options: [String], _ further: [(key: String, values: [String])]
    ) throws(DiagnosticFailure) -> DocumentNode {
        var findings: [Diagnostic] = []
        let variations = options.enumerated().compactMap { index, text -> DocumentNode? in
            let place = SourceLocation(file: fileName, line: index + 1, column: 1)
            guard let node = variation(text, place) else {
                findings.append(
                    Diagnostic(
                        code: "malformed_option", at: place, path: "vary", "'\(text)' is no PATH=LIST",
                        hint: "such as --vary \"quota.fee_rate=0, 0.0075, 0.015\" or =uniform(0, 0.02)"))
                return nil
            }
            return node
        }
        guard findings.isEmpty else { throw DiagnosticFailure(findings) }
        let place = SourceLocation(file: fileName, line: 1, column: 1)
        var entries = [("vary", DocumentNode(.sequence(variations), at: place))]
        for (key, values) in further where !values.isEmpty {
            let nodes = values.map { scalar($0, place) }
            let isList = listKeys.contains(key)
            entries.append((key, isList ? DocumentNode(.sequence(nodes), at: place) : nodes[0]))
        }
        return mapping(entries, place)
    }

    private static func variation(_ text: String, _ place: SourceLocation) -> DocumentNode? {
        guard let sign = text.firstIndex(of: "=") else { return nil }
        let list = text[text.index(after: sign)...].trimmingBlanks()
        guard sign > text.startIndex, !list.isEmpty else { return nil }
        var entries = [("path", scalar(text[..<sign].trimmingBlanks(), place))]
        // A unit may have brackets of its own: `5, 7 万元/(ug/m3)`.
        if let open = list.firstIndex(of: "("), let close = list[open...].firstIndex(of: ")"),
            list[..<open].utf8.allSatisfy({ isOfName($0) })
        {
            let kind = list[..<open].trimmingBlanks()
            let numbers = split(list[list.index(after: open)..<close])
            guard let keys = parameters(of: kind, count: numbers.count) else { return nil }
            entries.append(("distribution", scalar(kind, place)))
            entries += zip(keys, numbers).map { ($0, scalar($1, place)) }
            let unit = list[list.index(after: close)...].trimmingBlanks()
            if !unit.isEmpty { entries.append(("unit", scalar(unit, place))) }
        } else {
            let values = steps(list) ?? sharingUnit(split(list[...]))
            entries.append(("values", DocumentNode(.sequence(values.map { scalar($0, place) }), at: place)))
        }
        return mapping(entries, place)
    }

    private static func isOfName(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte) || byte == UInt8(ascii: "_")
            || byte == UInt8(ascii: " ")
    }

    static let listKeys = [SweepParameters.figures.key, SweepParameters.tables.key]

    /// The parameters of a distribution in the order in which its brackets hold them.
    private static func parameters(of kind: String, count: Int) -> [String]? {
        let keys: [String]
        switch kind {
        case "uniform", "log_uniform": keys = ["low", "high"]
        case "triangular": keys = ["low", "mode", "high"]
        case "normal": keys = ["mean", "standard_deviation", "low", "high"]
        case "lognormal": keys = ["median", "geometric_deviation"]
        // Told when it is bound, with the names that there are.
        default: keys = ["low", "high"]
        }
        return count <= keys.count ? Array(keys.prefix(count)) : nil
    }

    /// `0..10/5 CNY/t`: 0, 2.5, 5, 7.5 and 10 CNY/t; nil where it is no such range.
    private static func steps(_ text: String) -> [String]? {
        guard let dots = text.firstRange(of: ".."), let slash = text.firstIndex(of: "/"),
            dots.upperBound <= slash, let low = Double(text[..<dots.lowerBound].trimmingBlanks()),
            let high = Double(text[dots.upperBound..<slash].trimmingBlanks())
        else { return nil }
        let rest = text[text.index(after: slash)...].trimmingBlanks()
        let digits = rest.prefix { $0.isNumber }
        guard let count = Int(digits), count >= 2 else { return nil }
        let unit = rest.dropFirst(digits.count).trimmingBlanks()
        return (0..<count).map { step in
            let number = NumberText.shortest(low + (high - low) * Double(step) / Double(count - 1))
            return unit.isEmpty ? number : "\(number) \(unit)"
        }
    }

    /// `20, 50 CNY/t` means 20 CNY/t and 50 CNY/t.
    private static func sharingUnit(_ values: [String]) -> [String] {
        guard let last = values.last, let blank = last.firstIndex(of: " "), Double(last[..<blank]) != nil,
            values.dropLast().allSatisfy({ Double($0) != nil })
        else { return values }
        return values.dropLast().map { $0 + last[blank...] } + [last]
    }

    private static func split(_ text: Substring) -> [String] {
        text.split(separator: ",", omittingEmptySubsequences: false).map { $0.trimmingBlanks() }
    }

    private static func scalar(_ text: String, _ place: SourceLocation) -> DocumentNode {
        DocumentNode(.scalar(.init(text)), at: place)
    }

    private static func mapping(_ entries: [(String, DocumentNode)], _ place: SourceLocation) -> DocumentNode
    {
        DocumentNode(
            .mapping(entries.map { .init(key: $0.0, keyLocation: place, value: $0.1) }), at: place)
    }
}
