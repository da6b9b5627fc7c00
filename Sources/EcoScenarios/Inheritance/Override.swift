import EcoParameters

/// One `--set PATH=VALUE`: the path of any value of the scenario, and its new value as YAML.
public struct Override: Sendable {
    struct Step: Equatable {
        let segment: DocumentStep
        /// Where the step begins in the text, from 1.
        let column: Int
    }

    /// As given: `quota.penalty=20 CNY/t`.
    public let text: String
    /// Its place among the overrides, from 1; the line of its diagnostics.
    public let number: Int
    let steps: [Step]
    let value: DocumentNode

    /// What diagnostics name as the file of a value set on the command line.
    public static let fileName = "--set"

    /// - Throws: what is wrong with the form; whether the path exists shows when it is applied.
    public init(_ text: String, number: Int) throws(DiagnosticFailure) {
        self.text = text
        self.number = number
        func failure(_ column: Int, _ message: String, _ hint: String) -> DiagnosticFailure {
            DiagnosticFailure([
                Diagnostic(
                    code: "malformed_override", at: Self.place(number, column), path: "", message, hint: hint)
            ])
        }
        guard let sign = text.firstIndex(of: "=") else {
            throw failure(1, "'\(text)' is no PATH=VALUE", "such as --set quota.reserve_share=0.1")
        }
        let path = text[..<sign]
        guard let steps = Self.steps(path) else {
            throw failure(1, "'\(path)' is no path", "keys joined by points, elements as [0] or by their id")
        }
        self.steps = steps
        let offset = path.unicodeScalars.count + 1
        let source = String(text[text.index(after: sign)...])
        let result = YAMLReader.read(source, origin: .override(text)) { line, column in
            Self.place(number, line == 1 ? offset + column : offset + 1)
        }
        let problems = result.diagnostics.filter { $0.code != "empty_file" }
        guard problems.isEmpty else { throw DiagnosticFailure(problems) }
        value =
            result.node
            ?? DocumentNode(.scalar(.init("~")), at: Self.place(number, offset + 1), origin: .override(text))
    }

    static func place(_ number: Int, _ column: Int) -> SourceLocation {
        SourceLocation(file: fileName, line: number, column: column)
    }

    /// `a.b[2].c`; `nil` where a part is empty or a bracket stays open.
    private static func steps(_ path: Substring) -> [Step]? {
        var steps: [Step] = []
        var column = 1
        for part in path.split(separator: ".", omittingEmptySubsequences: false) {
            let name = part.prefix { $0 != "[" }
            guard !name.isEmpty, !name.contains("]") else { return nil }
            steps.append(Step(segment: .name(String(name)), column: column))
            var rest = part.dropFirst(name.count)
            var offset = column + name.count
            while rest.first == "[", let close = rest.firstIndex(of: "]") {
                let inner = rest[rest.index(after: rest.startIndex)..<close]
                guard !inner.isEmpty else { return nil }
                steps.append(
                    Step(
                        segment: Int(inner).map(DocumentStep.index) ?? .name(String(inner)),
                        column: offset + 1))
                offset += inner.count + 2
                rest = rest[rest.index(after: close)...]
            }
            guard rest.isEmpty else { return nil }
            column += part.count + 1
        }
        return steps
    }
}
