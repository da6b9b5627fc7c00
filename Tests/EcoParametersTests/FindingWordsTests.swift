@testable import EcoParameters
import EcoUnits
import Foundation
import Testing

/// Chinese texts of findings: every finding of every module has one.
@Suite struct FindingWordsTests {
    private static let sources = URL(filePath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "Sources")
        .resolvingSymlinksInPath()

    /// What makes findings, and the functions by which modules make them.
    private static let makers: Set<String> = [
        "Diagnostic", "Complaint", "ScalarError", "report", "wrong", "failure", "refuse", "notANumber",
        "RunFailure",
        "GridError", "finding", "damage", "unknown",
    ]

    /// Texts of findings that are words of a sentence: more than one word, and not a code.
    private static func findings(in source: String) -> Set<String> {
        let texts = SourceLiterals(source).texts(
            inCallsOf: makers, without: ["LocalizedText", "Column", "joined"],
            labels: ["code", "path", "source"])
        return Set(texts.filter { $0.contains(" ") && $0.contains { $0.isASCII && $0.isLowercase } })
    }

    private static let patterns = Set(FindingWords.patterns.map(\.english))

    /// A text is known where it is a pattern, or a piece of one: sentences are put together from pieces.
    private static func isKnown(_ text: String) -> Bool {
        let bare = text.trimmingCharacters(in: .whitespaces)
        return patterns.contains(bare) || patterns.contains { $0.contains(bare) }
    }

    private static func swiftFiles() throws -> [URL] {
        let all = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
        return (all?.compactMap { $0 as? URL } ?? []).filter {
            $0.pathExtension == "swift" && !$0.path.contains("/Diagnostics/FindingWords")
        }
    }

    /// Counts what has English alone. A new finding takes a `LocalizedText`, or two lines in `FindingWords`.
    @Test func everyFindingHasAChineseText() throws {
        var known = 0
        for file in try Self.swiftFiles() {
            for text in Self.findings(in: try String(contentsOf: file, encoding: .utf8)) {
                known += 1
                #expect(Self.isKnown(text), "\(file.lastPathComponent): \(text)")
            }
        }
        #expect(known > 500, "the scan of the sources finds the findings")
    }

    @Test func theScanSeesWhatIsThere() {
        let source = #"""
            findings.append(Diagnostic(code: "a_b", at: x, path: "p.q", "no \(name) in \(list.joined(separator: " and "))"
                + " of them", hint: isNear ? "did you mean \(near)?" : "look again"))
            func report(_ text: String) { print("not a finding") }
            Diagnostic(code: "c", LocalizedText(en: "in both", zh: "两种"))
            """#
        #expect(Self.findings(in: source) == ["no {} in {}", " of them", "did you mean {}?", "look again"])
    }

    /// Filled with marks, every pattern is found again, and its wording holds every mark once.
    @Test func everyPatternIsFoundAgain() {
        for pattern in FindingWords.patterns {
            var pieces = pattern.pieces.map { String(decoding: $0, as: UTF8.self) }
            let first = pieces.removeFirst()
            let marks = pieces.indices.map { "<\($0)>" }
            let text = zip(marks, pieces).reduce(first) { $0 + $1.0 + $1.1 }
            let chinese = FindingWords.chinese(text) ?? ""
            #expect(!chinese.isEmpty, "\(text)")
            for mark in marks {
                #expect(
                    chinese.split(separator: mark, omittingEmptySubsequences: false).count == 2,
                    "\(text): \(chinese)")
            }
        }
    }

    @Test(arguments: [
        ("unknown key 'fee_rat'", "未知参数“fee_rat”"),
        ("expected a list, got a block of keys", "应为列表，实为含参数的区块"),
        ("no project 'p1' in region 140106", "地区 140106 没有项目“p1”"),
        ("nox: all weights are 0", "nox：权重全为 0"),
        ("allowed: above 0", "允许：大于 0"),
    ])
    func namesStandInTheirPlaces(_ english: String, _ chinese: String) {
        #expect(FindingWords.chinese(english) == chinese)
    }

    @Test func whatNobodyWordedStaysEnglish() {
        #expect(FindingWords.chinese("a sentence that no module says") == nil)
        let finding = Diagnostic(code: "x", "a sentence that no module says")
        #expect(finding.text(.zh) == "错误: a sentence that no module says")
    }
}
