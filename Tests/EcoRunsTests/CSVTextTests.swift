import EcoParameters
import Testing

@testable import EcoRuns

@Suite struct CSVTextTests {
    /// RFC 4180 2.5 to 2.7: cells with commas, quotes or line ends stand in quotes; a quote is doubled.
    @Test func cellsAreQuotedWhereTheyMustBe() {
        var csv = CSVText(columns: ["a", "b"])
        csv.append(["1,5", "say \"no\""])
        csv.append(["line\nbreak", nil])
        csv.append(["太原", "plain"])
        #expect(csv.text == "a,b\n\"1,5\",\"say \"\"no\"\"\"\n\"line\nbreak\",\n太原,plain\n")
    }

    @Test func writtenTablesReadBackUnchanged() throws {
        let cells = ["", "a", "a,b", "\"", "\r\n", " x ", "忻州", "=1+1"]
        var csv = CSVText(columns: ["value"])
        // A row with one empty cell is a blank line to any reader, so it is not part of this law.
        for cell in cells.dropFirst() { csv.append([cell]) }
        let table = try StoredTable(Array(csv.text.utf8), file: "x.csv")
        #expect(table.rows.map { $0["value"] } == Array(cells.dropFirst()))
    }

    @Test func absentNumbersAreEmptyAndNumbersKeepFullPrecision() {
        #expect(cell(nil) == nil)
        #expect(cell(.nan) == nil)
        #expect(cell(0.1 + 0.2) == "0.30000000000000004")
        #expect(cell(1200.0) == "1200")
    }
}
