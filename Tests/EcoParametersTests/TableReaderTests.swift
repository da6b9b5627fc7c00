import EcoParameters
import EcoUnits
import EcoTestSupport
import Testing

@Suite struct TableReaderTests {
    private func read(_ text: String) throws -> Table {
        try TableReader.read(Array(text.utf8), file: "data/s.csv", as: SourceTable.declaration)
    }

    private func findings(_ bytes: [UInt8]) -> [String] {
        do {
            _ = try TableReader.read(bytes, file: "data/s.csv", as: SourceTable.declaration)
            return []
        } catch { return error.diagnostics.map(\.description) }
    }

    private func findings(_ text: String) -> [String] { findings(Array(text.utf8)) }

    @Test func readsEveryKindOfCell() throws {
        let table = try read(
            "hours,region,baseline_t,load_t,may_buy\n8760,140122,12.5,0.125,yes\n,140106,0,,no\n")
        #expect(table.rowCount == 2)
        #expect(table.value(0, SourceTable.region) == "140122")
        #expect(table.value(0, SourceTable.baseline) == 12.5)
        #expect(table.optional(0, SourceTable.load) == FixedPoint(count: 125))
        #expect(table.optional(0, SourceTable.hours) == 8760)
        #expect(table.optional(1, SourceTable.hours) == nil)
        #expect(table.optional(1, SourceTable.load) == nil)
        #expect(table.optional(1, SourceTable.buys) == false)
        #expect(
            table.location(1, SourceTable.region) == SourceLocation(file: "data/s.csv", line: 3, column: 2))
        #expect(table.path(SourceTable.baseline) == "baseline_t")
    }

    @Test func readsQuotesLineEndsAndByteOrderMark() throws {
        let table = try read("\u{FEFF}region,baseline_t,hours\r\n\"140122\",\"1\",\"2\"\r\n\r\n140106,3,4")
        #expect(table.rowCount == 2)
        #expect(table.value(1, SourceTable.baseline) == 3)
        #expect(table.lines == [2, 4])
    }

    @Test func raggedRow() {
        #expect(
            findings("region,baseline_t,hours\n140122,1\n") == [
                "data/s.csv:2:1: error: the row has 2 cells, the heading 3\n"
                    + "  hint: put cells that hold a comma in double quotes"
            ])
    }

    @Test func missingColumn() {
        #expect(
            findings("region,hours\n140122,1\n") == [
                "data/s.csv:1:1: error: baseline_t: the column 'baseline_t' is missing\n  hint: baseline emission"
            ])
    }

    @Test func unknownAndDuplicateColumn() {
        #expect(
            findings("region,baseline_t,hours,basline_t,hours\n") == [
                "data/s.csv:1:25: error: unknown column 'basline_t'\n  hint: did you mean `baseline_t`?",
                "data/s.csv:1:35: error: the heading 'hours' stands twice\n  hint: keep one",
            ])
    }

    @Test func duplicateRow() {
        #expect(
            findings("region,baseline_t,hours\n140122,1,1\n140106,1,1\n140122,2,2\n") == [
                "data/s.csv:4:1: error: the row for 140122 already stands on line 2\n  hint: keep one of them"
            ])
    }

    @Test func duplicateRowIsFoundBesideOtherMistakes() {
        #expect(findings("region,baseline_t,hours\n140122,1,1\n140106,x,1\n140122,2,2\n").count == 2)
    }

    @Test func notANumberCell() {
        #expect(
            findings("region,baseline_t,hours\n140122,NaN,1\n") == [
                "data/s.csv:2:8: error: baseline_t: 'NaN' is not a number\n"
                    + "  hint: leave the cell empty where a value is missing"
            ])
    }

    @Test func negativeCell() {
        #expect(
            findings("region,baseline_t,hours\n140122,-3,1\n") == [
                "data/s.csv:2:8: error: baseline_t: -3 t is out of range\n  hint: baseline emission: at least 0 t"
            ])
    }

    @Test func emptyRequiredCell() {
        #expect(
            findings("region,baseline_t,hours\n140122,,1\n") == [
                "data/s.csv:2:8: error: baseline_t: the cell is empty\n"
                    + "  hint: baseline emission; every row needs it"
            ])
    }

    @Test func wholeNumbersTruthValuesAndDecimals() {
        #expect(
            findings("region,baseline_t,hours,may_buy,load_t\n140122,1,8785,true,0.1234\n") == [
                "data/s.csv:2:10: error: hours: 8785 is outside 0 to 8784\n  hint: hours of the year",
                "data/s.csv:2:15: error: may_buy: 'true' is neither yes nor no\n  hint: write yes or no",
                "data/s.csv:2:20: error: load_t: '0.1234' has more than 3 decimals\n"
                    + "  hint: round it to 3 decimals of t",
            ])
        // 10^18 t in thousandths is 10^21, more than a 64-bit count holds: too large, not too precise.
        #expect(
            findings("region,baseline_t,hours,load_t\n140122,1,1,1000000000000000000\n") == [
                "data/s.csv:2:12: error: load_t: 1000000000000000000 t is out of range\n  hint: load: any number t"
            ])
    }

    @Test func unfinishedAndBrokenQuotes() {
        #expect(
            findings("region,baseline_t,hours\n\"140122,1,1\n") == [
                "data/s.csv:2:1: error: the row has 1 cells, the heading 3\n"
                    + "  hint: put cells that hold a comma in double quotes",
                "data/s.csv:2:1: error: a double quote opened here is never closed\n"
                    + "  hint: close it, or write a quote inside a cell as two",
            ])
        #expect(
            findings("region,baseline_t,hours\n\"140122\"x,1,1\n") == [
                "data/s.csv:2:9: error: text follows the closing quote of a cell\n"
                    + "  hint: put the whole cell in quotes, and write a quote inside a cell as two"
            ])
    }

    @Test func emptyTable() {
        #expect(
            findings("") == [
                "data/s.csv:1:1: error: the table has no heading line\n"
                    + "  hint: the first line names the columns: region,baseline_t,load_t,hours,may_buy"
            ])
    }

    @Test func foreignBytes() {
        #expect(
            findings(Array("region,baseline_t,hours\n140122,".utf8) + [0xFF, 0xFF] + Array(",1\n".utf8)) == [
                "data/s.csv:2:1: error: the file is neither UTF-8 nor GB18030\n  hint: save it as CSV UTF-8"
            ])
    }

    @Test func manyFindingsAreCounted() {
        let rows = String(repeating: "14,1,1\n", count: 60)
        let texts = findings("region,baseline_t,hours\n" + rows)
        #expect(texts.count == 51)
        #expect(texts.last?.contains("10 more findings in this table are not listed") == true)
    }

    @Test func columnsCountCharactersNotBytes() {
        #expect(findings("hours,region,baseline_t\n,太原市,1\n").first?.hasPrefix("data/s.csv:2:2: ") == true)
        #expect(
            findings("region,hours,baseline_t\n\"太原\",,x\n").last?.hasPrefix("data/s.csv:2:7: ") == true)
    }

    /// 2,000 damaged tables: each is read or refused, none stops the program, and every finding has its place.
    @Test func damagedTablesNeverCrash() {
        let sound = Array(
            "region,baseline_t,load_t,hours,may_buy\n140122,\"1\",0.125,3,yes\n140106,2,,,no\n".utf8)
        var generator = SeededGenerator(seed: 20_190_408)
        for _ in 0..<2_000 {
            let bytes = sound.mutated(using: &generator)
            do {
                _ = try TableReader.read(bytes, file: "f.csv", as: SourceTable.declaration)
            } catch {
                #expect(!error.diagnostics.isEmpty)
                #expect(error.diagnostics.allSatisfy { ($0.location?.line ?? 0) > 0 && !$0.message.isEmpty })
            }
        }
    }
}

extension [UInt8] {
    /// One to four changes: a byte replaced, removed, doubled, or a separator put in.
    func mutated(using generator: inout SeededGenerator) -> [UInt8] {
        var bytes = self
        for _ in 0..<Int.random(in: 1...4, using: &generator) where !bytes.isEmpty {
            let index = bytes.indices.randomElement(using: &generator) ?? 0
            switch Int.random(in: 0..<4, using: &generator) {
            case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator)
            case 1: bytes.remove(at: index)
            case 2: bytes.insert(bytes[index], at: index)
            default: bytes.insert(Array("\",\n\r\t -".utf8).randomElement(using: &generator) ?? 0, at: index)
            }
        }
        return bytes
    }
}
