import EcoParameters
import Yams

/// A syntax error of YAML in the words of the person who has to mend it.
struct YAMLProblem {
    private var problem = "the text is no YAML"
    private var line = 1
    private var column = 1
    private var contextMark: Mark?
    /// What stands at the place.
    private var character: Unicode.Scalar?

    init(_ error: any Error, _ text: [Unicode.Scalar]) {
        switch error as? YamlError {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            (self.problem, line, column) = (problem, mark.line, mark.column)
            contextMark = context?.mark
        case .reader(let problem, let offset, _, _):
            self.problem = problem
            let before = text.prefix(offset ?? 0)
            line = before.count { $0 == "\n" } + 1
            column = (before.lastIndex(of: "\n").map { before.count - $0 - 1 } ?? before.count) + 1
        default: break
        }
        character = text.index(ofLine: line, column: column).map { text[$0] }
    }

    func diagnostic(_ place: YAMLReader.Placement) -> Diagnostic {
        let explanation = explanation
        let atContext = explanation.startsAtContext ? contextMark : nil
        return Diagnostic(
            code: "syntax", at: place(atContext?.line ?? line, atContext?.column ?? column),
            explanation.cause,
            hint: explanation.remedy)
    }

    private struct Explanation {
        let cause: String
        let remedy: String
        var startsAtContext = false
    }

    private var explanation: Explanation {
        if problem.contains("tab character")
            || (problem.contains("cannot start any token") && character == "\t")
        {
            return Explanation(
                cause: "a tab stands where blanks must indent", remedy: "replace the tab by blanks")
        }
        if problem.contains("cannot start any token"), let character {
            return Explanation(
                cause: "a text cannot begin with '\(character)'", remedy: "put the text in quotes")
        }
        return Self.explanations.first { problem.contains($0.key) }?.value
            ?? Explanation(
                cause: "\(problem)",
                remedy: "look at the indentation and the quotes of this line and the one above")
    }

    private static let explanations: [(key: String, value: Explanation)] = [
        (
            "mapping values are not allowed",
            Explanation(
                cause: "a `: ` stands where no key can be",
                remedy: "put a text that holds a colon in quotes, and indent the keys of a block alike")
        ),
        (
            "did not find expected key",
            Explanation(
                cause: "the line does not line up with the keys of its block",
                remedy: "indent the keys of a block alike, and close every quote and bracket above")
        ),
        (
            "could not find expected ':'",
            Explanation(
                cause: "the line is no `key: value`", remedy: "write a colon and a blank after the key",
                startsAtContext: true)
        ),
        (
            "did not find expected '-' indicator",
            Explanation(
                cause: "the line does not line up with the list above",
                remedy: "begin each element with `- ` in the same column")
        ),
        (
            "block sequence entries are not allowed",
            Explanation(cause: "a list cannot begin here", remedy: "begin the list on the next line")
        ),
        (
            "expected ',' or ']'",
            Explanation(
                cause: "a list opened by [ is not closed", remedy: "separate by commas and close it with ]",
                startsAtContext: true)
        ),
        (
            "expected ',' or '}'",
            Explanation(
                cause: "a block opened by { is not closed", remedy: "separate by commas and close it with }",
                startsAtContext: true)
        ),
        (
            "did not find expected node content",
            Explanation(
                cause: "a value is missing here", remedy: "write it, or close the bracket opened before")
        ),
        (
            "unexpected end of stream",
            Explanation(
                cause: "a quote opened here is never closed", remedy: "close the quote", startsAtContext: true
            )
        ),
        (
            "unknown escape character",
            Explanation(
                cause: "a backslash in double quotes begins an escape",
                remedy: "use single quotes, or write \\\\")
        ),
        (
            "undefined alias",
            Explanation(
                cause: "this * refers to a name that no & above has set",
                remedy: "set the name, or quote the text")
        ),
        (
            "found another document",
            Explanation(
                cause: "a second document begins here",
                remedy: "one file holds one scenario: leave out the `---`")
        ),
        (
            "Maximum nesting level",
            Explanation(
                cause: "the brackets nest deeper than any scenario needs",
                remedy: "close each bracket opened")
        ),
        (
            "control characters",
            Explanation(cause: "an invisible control character stands here", remedy: "delete it")
        ),
    ]
}
