import EcoParameters
import Foundation
import Testing

@testable import EcoRuns

@Suite struct StoredRunTests {
    @Test func tablesAreReadByHeading() throws {
        let run = try SyntheticRun(names: SyntheticRun.nastyNames).self
        let table = try #require(try run.stored().table("regions.csv"))
        #expect(table.rowCount == 3)
        #expect(table.rows.map { $0["name_zh"] } == SyntheticRun.nastyNames)
        #expect(table.rows.map { $0.number("area_km2") } == [500, 540, 580])
        #expect(table.missingColumns(["region", "colour"]) == ["colour"])
        #expect(try run.stored().table("absent.csv") == nil)
    }

    @Test func aFolderWithoutManifestIsNoRun() {
        let failure = #expect(throws: DiagnosticFailure.self) { try StoredRun(folder: "/nonexistent") }
        #expect(failure?.diagnostics.first?.code == "not_a_run_folder")
    }

    @Test func everyDamagedLineIsNamed() throws {
        let bytes = Array("a,b\n1,2\n3\n4,5,6\n".utf8)
        let failure = #expect(throws: DiagnosticFailure.self) { try StoredTable(bytes, file: "x.csv") }
        #expect(failure?.diagnostics.map { $0.location?.line } == [3, 4])
    }

    @Test func jsonKeepsOrderNumbersAndText() throws {
        let text = #"{"b": [1, -2.5e3, true, null], "a": "x\n\u00e9\ud83d\ude00\/", "c": {}}"#
        let value = try JSONReader.read(Array(text.utf8), file: "x.json")
        #expect(value.members.map(\.0) == ["b", "a", "c"])
        #expect(value["b"]?.elements.map(\.doubleValue) == [1, -2500, nil, nil])
        #expect(value["a"]?.stringValue == "x\né😀/")
    }

    @Test(arguments: [
        "", "{", "[1,]", "{\"a\" 1}", "nul", "\"open", "1 2", "{\"a\":}", "\"\\ud800\"",
        String(repeating: "[", count: 5000),
    ])
    func brokenJSONIsRefusedWithItsPlace(_ text: String) {
        let failure = #expect(throws: DiagnosticFailure.self) {
            try JSONReader.read(Array(text.utf8), file: "x.json")
        }
        #expect(failure?.diagnostics.first?.location?.file == "x.json")
    }

    @Test func theFindingPointsAtLineAndColumn() {
        let failure = #expect(throws: DiagnosticFailure.self) {
            try JSONReader.read(Array("{\n  \"a\": oops}".utf8), file: "x.json")
        }
        #expect(failure?.diagnostics.first?.location == SourceLocation(file: "x.json", line: 2, column: 8))
    }
}
