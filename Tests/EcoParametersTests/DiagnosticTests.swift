@testable import EcoParameters
import EcoUnits
import Testing

@Suite struct DiagnosticTests {
    private let finding = Diagnostic(
        code: "unknown_key", at: SourceLocation(file: "a.yaml", line: 3, column: 5), path: "quota.cap",
        "unknown key 'cap'", hint: "did you mean `quota.caps`?")

    @Test func textIsTheContract() {
        #expect(
            finding.description
                == "a.yaml:3:5: error: quota.cap: unknown key 'cap'\n  hint: did you mean `quota.caps`?")
        #expect(Diagnostic(.warning, code: "x", "nothing").description == "warning: nothing")
    }

    @Test func jsonIsTheContract() {
        #expect(
            finding.json.text == """
                {
                  "severity": "error",
                  "code": "unknown_key",
                  "file": "a.yaml",
                  "line": 3,
                  "column": 5,
                  "path": "quota.cap",
                  "message": "unknown key 'cap'",
                  "hint": "did you mean `quota.caps`?",
                  "message_zh": "未知参数“cap”",
                  "hint_zh": "是否为 `quota.caps`？"
                }
                """)
    }

    @Test func chineseTextsFollowTheEnglishOnes() {
        let warning = Diagnostic(
            .warning, code: "x", LocalizedText(en: "assumed", zh: "假设值"),
            hint: LocalizedText(en: "measure", zh: "请实测"))
        #expect(warning.description == "warning: assumed\n  hint: measure")
        #expect(
            warning.json.text.hasSuffix(
                """
                  "message": "assumed",
                  "hint": "measure",
                  "message_zh": "假设值",
                  "hint_zh": "请实测"
                }
                """))
    }

    @Test func readingOrder() {
        func at(_ file: String, _ line: Int, _ message: String) -> Diagnostic {
            Diagnostic(code: "x", at: SourceLocation(file: file, line: line, column: 1), message)
        }
        let mixed = [at("b", 1, "4"), at("a", 10, "3"), at("a", 9, "2"), Diagnostic(code: "x", "1")]
        #expect(mixed.sortedByLocation().map(\.message) == ["1", "2", "3", "4"])
    }

    @Test(arguments: [
        ("kitten", "sitting", 3), ("ab", "ba", 1), ("", "abc", 3), ("abc", "", 3), ("Price", "price", 0),
        ("prise", "price", 1),
    ])
    func editDistances(a: String, b: String, expected: Int) {
        #expect(Suggestion.editDistance(a, b) == expected)
    }

    @Test func suggestionsAreNear() {
        #expect(Suggestion.nearest(to: "prise", in: ["size", "price"]) == "price")
        #expect(Suggestion.nearest(to: "no", in: ["air"]) == nil)
        #expect(Suggestion.nearest(to: "x", in: ["en", "zh"]) == nil)
    }

    @Test(arguments: [
        (0.1 + 0.2, "0.30000000000000004"), (-0.0, "0"), (1e6, "1000000"), (0.3, "0.3"), (-12.5, "-12.5"),
    ])
    func numbersKeepTheirPrecision(value: Double, text: String) {
        #expect(NumberText.shortest(value) == text)
        #expect(Double(text) == value)
    }

    @Test func jsonEscapes() {
        #expect(JSON.string("a\"\\\n\u{1}中").text == "\"a\\\"\\\\\\n\\u0001中\"")
        #expect(JSON.number(.nan).text == "null")
        #expect(JSON.array([]).text == "[]")
    }
}
