import EcoParameters
import EcoScenarios
import Testing

@Suite struct YAMLReaderTests {
    private func findings(_ text: String) -> [String] {
        YAMLReader.read(text, file: "s.yaml").diagnostics.map(\.description)
    }

    private func entries(_ text: String) -> [DocumentNode.Entry] {
        guard case .mapping(let entries) = YAMLReader.read(text, file: "s.yaml").node?.content else {
            return []
        }
        return entries
    }

    private func scalar(_ node: DocumentNode?) -> DocumentNode.Scalar? {
        if case .scalar(let scalar)? = node?.content { return scalar }
        return nil
    }

    @Test func keysAndValuesHavePlaces() {
        let entries = entries("# head\n名称: 太原\nquota:\n  penalty:   20 CNY/t\n")
        #expect(entries[0].keyLocation == SourceLocation(file: "s.yaml", line: 2, column: 1))
        #expect(entries[0].value.location == SourceLocation(file: "s.yaml", line: 2, column: 5))
        guard case .mapping(let inner) = entries[1].value.content else {
            Issue.record("no block")
            return
        }
        #expect(inner[0].keyLocation == SourceLocation(file: "s.yaml", line: 4, column: 3))
        #expect(inner[0].value.location == SourceLocation(file: "s.yaml", line: 4, column: 14))
    }

    @Test(arguments: ["010", "12:30", "NO", "1.0e6", "2019-04-08", "0x1F", "1_000", ".inf", "on"])
    func valuesArriveAsWritten(text: String) {
        let plain = scalar(entries("a: \(text)\n").first?.value)
        #expect(plain?.text == text)
        #expect(plain?.isQuoted == false)
        for quoted in ["'\(text)'", "\"\(text)\""] {
            let value = scalar(entries("a: \(quoted)\n").first?.value)
            #expect(value?.text == text)
            #expect(value?.isQuoted == true)
        }
    }

    @Test func blockTextsAreTexts() {
        #expect(scalar(entries("a: |\n  NO\n").first?.value)?.isQuoted == true)
    }

    @Test func anchorsAreResolved() {
        let entries = entries("a: &price 20 CNY/t\nb: *price\n")
        #expect(scalar(entries.last?.value)?.text == "20 CNY/t")
    }

    @Test func nothingIsNothing() {
        for text in ["a:\n", "a: ~\n", "a: null\n"] {
            #expect(scalar(entries(text).first?.value)?.isNull == true)
        }
        #expect(scalar(entries("a: \"~\"\n").first?.value)?.isNull == false)
    }

    @Test func duplicateKeysNameBothPlaces() {
        #expect(
            findings("year: 2019\nquota:\n  a: 1\n  b: 2\n  a: 3\n\"year\": 2020\nyear: 1\n") == [
                "s.yaml:5:3: error: quota.a: the key 'a' already stands on line 3, column 3\n"
                    + "  hint: keep one of the two",
                "s.yaml:6:1: error: year: the key 'year' already stands on line 1, column 1\n"
                    + "  hint: keep one of the two",
                "s.yaml:7:1: error: year: the key 'year' already stands on line 1, column 1\n"
                    + "  hint: keep one of the two",
            ])
    }

    @Test func duplicateKeysKeepTheirNames() {
        #expect(entries("{甲: 1, 甲: 2, b: 3}").map(\.key) == ["甲", "b"])
    }

    @Test func emptyDuplicateKeysAreLocated() {
        #expect(
            findings("'': 1\n'': 2\n") == [
                "s.yaml:1:1: error: the key '' stands twice in this block\n  hint: keep one of the two"
            ])
    }

    @Test func mergeKeysAreRefused() {
        #expect(
            findings("a: &base {x: 1}\nb:\n  <<: *base\n  y: 2\n") == [
                "s.yaml:3:3: error: b: merge keys (<<) are not read\n"
                    + "  hint: use `extends:` for another scenario, or repeat the values"
            ])
    }

    @Test func tagsAreRefused() {
        #expect(
            findings("a: !!float 3\n") == [
                "s.yaml:1:4: error: a: the tag 'tag:yaml.org,2002:float' is not read\n"
                    + "  hint: leave the tag out; put texts in quotes"
            ])
    }

    @Test func blocksAsKeysAreRefused() {
        #expect(
            findings("? [a, b]\n: 1\n") == [
                "s.yaml:1:3: error: a key must be a single text\n  hint: write `key: value`"
            ])
    }

    @Test func severalDocumentsAreRefused() {
        #expect(
            findings("a: 1\n---\nb: 2\n") == [
                "s.yaml:2:1: error: a second document begins here\n"
                    + "  hint: one file holds one scenario: leave out the `---`"
            ])
    }

    @Test(arguments: ["", "# only a comment\n", "---\n...\n", "\n\n"])
    func emptyFiles(text: String) {
        let result = YAMLReader.read(text, file: "s.yaml")
        let isEmpty = result.node == nil || scalar(result.node)?.isNull == true
        #expect(isEmpty)
    }

    @Test func emptyFileIsNamed() {
        #expect(
            findings("# nothing\n") == [
                "s.yaml:1:1: error: the file holds no value\n  hint: write `key: value` lines; # begins a comment"
            ])
    }

    /// Each text has one mistake; the place is counted by hand.
    @Test(arguments: [
        (
            "a:\n\tb: 1\n",
            "s.yaml:2:1: error: a tab stands where blanks must indent\n  hint: replace the tab by blanks"
        ),
        (
            "a: b: c\n",
            "s.yaml:1:5: error: a `: ` stands where no key can be\n"
                + "  hint: put a text that holds a colon in quotes, and indent the keys of a block alike"
        ),
        (
            "a: 1\n  b: 2\n",
            "s.yaml:2:4: error: a `: ` stands where no key can be\n"
                + "  hint: put a text that holds a colon in quotes, and indent the keys of a block alike"
        ),
        (
            "a:\n    b: 1\n  c: 2\n",
            "s.yaml:3:3: error: the line does not line up with the keys of its block\n"
                + "  hint: indent the keys of a block alike, and close every quote and bracket above"
        ),
        (
            "a: 1\nb\nc: 2\n",
            "s.yaml:2:1: error: the line is no `key: value`\n  hint: write a colon and a blank after the key"
        ),
        (
            "a: [1, 2\nb: 3\n",
            "s.yaml:1:4: error: a list opened by [ is not closed\n  hint: separate by commas and close it with ]"
        ),
        (
            "a: \"open\nb: 1\n",
            "s.yaml:1:4: error: a quote opened here is never closed\n  hint: close the quote"
        ),
        ("a: @home\n", "s.yaml:1:4: error: a text cannot begin with '@'\n  hint: put the text in quotes"),
        (
            "a: \"C:\\data\"\n",
            "s.yaml:1:7: error: a backslash in double quotes begins an escape\n"
                + "  hint: use single quotes, or write \\\\"
        ),
        (
            "a: *name\n",
            "s.yaml:1:4: error: this * refers to a name that no & above has set\n"
                + "  hint: set the name, or quote the text"
        ),
        (
            "a: 1\nb: x\u{1}y\n",
            "s.yaml:2:5: error: an invisible control character stands here\n  hint: delete it"
        ),
    ])
    func syntaxErrors(text: String, expected: String) {
        #expect(findings(text) == [expected])
    }

    @Test func deepNestingIsRefused() {
        let text = String(repeating: "[", count: 900) + String(repeating: "]", count: 900)
        #expect(YAMLReader.read(text, file: "s.yaml").diagnostics.map(\.code) == ["too_large"])
    }

    @Test func aliasBombIsRefused() {
        var text = "a0: &a0 [x, x, x, x, x, x, x, x]\n"
        for level in 1...9 {
            text +=
                "a\(level): &a\(level) ["
                + Array(repeating: "*a\(level - 1)", count: 8).joined(separator: ",") + "]\n"
        }
        #expect(YAMLReader.read(text, file: "s.yaml").diagnostics.map(\.code) == ["too_large"])
    }
}
