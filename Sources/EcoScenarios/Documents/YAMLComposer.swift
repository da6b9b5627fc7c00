import EcoParameters
import Yams

/// Runs Yams past duplicate keys: it stops at the first and tells one place only, so the key is disguised by a
/// private character of the same width and the text composed again; ``YAMLReader`` then finds both places.
struct YAMLComposer {
    private var scalars: [Unicode.Scalar]
    private let place: YAMLReader.Placement
    /// The true first character of each disguised key.
    private(set) var disguised: [SourceLocation: Unicode.Scalar] = [:]

    private static let maximumDisguises = 256
    private static let firstPrivateScalar: UInt32 = 0xE000

    init(text: String, place: @escaping YAMLReader.Placement) {
        scalars = Array(text.unicodeScalars)
        self.place = place
    }

    mutating func compose() -> Result<Node?, DiagnosticFailure> {
        while true {
            do {
                return .success(try Yams.compose(yaml: text, .basic, .default, .utf8))
            } catch let YamlError.duplicatedKeysInMapping(names, context) {
                if disguise(context.mark) { continue }
                return .failure(duplicate(names, context.mark))
            } catch {
                return .failure(DiagnosticFailure([YAMLProblem(error, scalars).diagnostic(place)]))
            }
        }
    }

    private var text: String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    /// Whether the key at `mark` could be told apart from its twins.
    private mutating func disguise(_ mark: Mark) -> Bool {
        guard disguised.count < Self.maximumDisguises,
            var index = scalars.index(ofLine: mark.line, column: mark.column),
            let replacement = Unicode.Scalar(Self.firstPrivateScalar + UInt32(disguised.count))
        else { return false }
        let isQuote: (Unicode.Scalar) -> Bool = { $0 == "\"" || $0 == "'" }
        if isQuote(scalars[index]) { index += 1 }
        guard index < scalars.count, !isQuote(scalars[index]),
            !"&*!?|>\\".unicodeScalars.contains(scalars[index])
        else {
            return false
        }
        let location = place(mark.line, mark.column)
        guard disguised.updateValue(scalars[index], forKey: location) == nil else { return false }
        scalars[index] = replacement
        return true
    }

    private func duplicate(_ names: [String], _ mark: Mark) -> DiagnosticFailure {
        DiagnosticFailure([
            Diagnostic(
                code: "duplicate_key", at: place(mark.line, mark.column),
                "the key '\(names.first ?? "")' stands twice in this block", hint: "keep one of the two")
        ])
    }
}

extension [Unicode.Scalar] {
    /// Where a line and column, both from 1, stand; lines end as YAML 1.1 says.
    func index(ofLine line: Int, column: Int) -> Int? {
        var (index, current) = (0, 1)
        while current < line, index < count {
            if self[index] == "\r", index + 1 < count, self[index + 1] == "\n" { index += 1 }
            if ["\n", "\r", "\u{85}", "\u{2028}", "\u{2029}"].contains(self[index]) { current += 1 }
            index += 1
        }
        let position = index + column - 1
        return current == line && position < count ? position : nil
    }
}
