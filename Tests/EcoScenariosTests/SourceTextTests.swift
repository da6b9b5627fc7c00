import EcoParameters
import EcoScenarios
import Testing

@Suite struct SourceTextTests {
    /// 太原 is CCAB D4AD in GB 2312, of which GB 18030 is a superset. The same bytes are valid UTF-8 (U+032B,
    /// U+052D), so no validity check can tell the two apart.
    static let taiyuan: [UInt8] = [0xCC, 0xAB, 0xD4, 0xAD]

    private func read(_ bytes: [UInt8]) throws(DiagnosticFailure) -> SourceText {
        try SourceText(bytes, file: "t.csv")
    }

    @Test func utf8WithAndWithoutByteOrderMark() throws {
        #expect(try read(Array("太原".utf8)).text == "太原")
        let marked = try read([0xEF, 0xBB, 0xBF] + Array("太原".utf8))
        #expect(marked.text == "太原")
        #expect(marked.encoding == .utf8)
    }

    @Test func gb18030() throws {
        let source = try read(Self.taiyuan)
        #expect(source.text == "太原")
        #expect(source.encoding == .gb18030)
        // U+1F600 is 9439FC36 in the four-byte part of GB 18030.
        #expect(try read([0x94, 0x39, 0xFC, 0x36]).text == "\u{1F600}")
    }

    @Test func gb18030ThatIsNoUTF8() throws {
        // 阳曲 is D1F4 C7FA: F4 cannot follow D1 in UTF-8.
        #expect(try read([0x61, 0x2C, 0xD1, 0xF4, 0xC7, 0xFA]).text == "a,阳曲")
    }

    @Test(arguments: [
        "30 µg/m³", "Jīnyuán,Yángqǔ", "25 °C ± 2", "λόγος", "Тайюань", "太原,µ", "é", "±°", "plain",
    ])
    func otherTextsStayUTF8(text: String) throws {
        let source = try read(Array(text.utf8))
        #expect(source.text == text)
        #expect(source.encoding == .utf8)
    }

    @Test func aByteOrderMarkSettlesIt() throws {
        #expect(try read([0xEF, 0xBB, 0xBF] + Self.taiyuan).encoding == .utf8)
    }

    @Test func neitherIsLocated() {
        let bytes = Array("a,b\n".utf8) + Self.taiyuan + Array("\n".utf8) + [0xFF, 0xFF, 0x0A]
        do {
            _ = try read(bytes)
            Issue.record("read")
        } catch {
            #expect(
                error.diagnostics.map(\.description) == [
                    "t.csv:3:1: error: the file is neither UTF-8 nor GB18030\n"
                        + "  hint: save it as UTF-8 (in a spreadsheet: CSV UTF-8)"
                ])
        }
    }

    @Test func utf16IsNamed() {
        do {
            _ = try read([0xFF, 0xFE, 0x61, 0x00])
            Issue.record("read")
        } catch { #expect(error.diagnostics.map(\.message) == ["the file is UTF-16"]) }
    }
}
