import EcoParameters
import EcoTestSupport
import EcoUnits
import Testing

@Suite struct SheetTests {
    private func sheet(_ rows: [[String]]) -> SheetRows { SheetRows(name: "emissions", rows: rows) }

    private func findings(_ rows: [[String]]) -> [Diagnostic] {
        do {
            _ = try TableReader.read(sheet(rows), file: "ecology.xlsx", as: SourceTable.declaration)
            return []
        } catch { return error.diagnostics }
    }

    @Test func aSheetReadsAsTheSameTableAsCSV() throws {
        let rows = [
            ["region", "baseline_t", "hours", "load_t", "may_buy", ""],
            ["# code", "t", "h"], [], ["140122", "12.5", "8760", "0.125", "yes"],
            ["140106", "0", "", "", "no"],
        ]
        let table = try TableReader.read(sheet(rows), file: "ecology.xlsx", as: SourceTable.declaration)
        #expect(table.rowCount == 2)
        #expect(table.value(0, SourceTable.baseline) == 12.5)
        #expect(table.optional(0, SourceTable.load) == FixedPoint(count: 125))
        #expect(table.optional(1, SourceTable.hours) == nil)
        #expect(table.optional(1, SourceTable.buys) == false)
        #expect(table.location(1, SourceTable.baseline).description == "ecology.xlsx:emissions!B5")
    }

    /// Note rows and blank rows count: the cell is the one that the spreadsheet shows.
    @Test func findingsNameTheCell() {
        let found = findings([
            ["region", "baseline_t", "hours"], ["# note"], ["140122", "much"], [], ["14012", "1"],
        ])
        #expect(found.map { $0.location?.cell } == ["emissions!B3", "emissions!A5"])
        #expect(found.first?.json.text.contains("\"emissions!B3\"") == true)
    }

    @Test func cellsBesideTheTableAreTold() {
        let found = findings([["region", "baseline_t", "hours"], ["140122", "1", "", "stray"]])
        #expect(found.count == 1)
        #expect(found.first?.location?.line == 2)
    }

    @Test func anEmptySheetHasNoHeading() {
        #expect(findings([]).map(\.code) == ["empty_table"])
        #expect(findings([["# only a note"]]).map(\.code) == ["empty_table"])
    }

    @Test(arguments: [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (702, "ZZ"), (703, "AAA")])
    func columnsAreLettered(_ column: Int, _ letters: String) {
        let place = SourceLocation(file: "a.xlsx", line: 7, column: column, sheet: "s")
        #expect(place.cell == "s!\(letters)7")
    }
}
