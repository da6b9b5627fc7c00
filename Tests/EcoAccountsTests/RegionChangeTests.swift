import EcoAccounts
import EcoParameters
import EcoUnits
import Testing

@Suite struct RegionChangeTests {
    private func counties(_ codes: String...) -> RegionTable {
        RegionTable(
            codes.compactMap { RegionCode($0) }.map {
                Region(code: $0, name: LocalizedText("county \($0)"), city: .empty)
            })
    }

    private func changes(
        _ rows: String, _ counties: RegionTable, _ diagnostics: inout [Diagnostic]
    ) throws -> [RegionChange] {
        let text = "from,to,effective,weight\n" + rows
        let table = try TableReader.read(
            Array(text.utf8), file: "changes.csv", as: RegionChange.declaration)
        return RegionChange.changes(table, regions: counties, &diagnostics)
    }

    private func table(_ rows: String, _ counties: RegionTable) throws -> RegionTable {
        var findings: [Diagnostic] = []
        let changes = try changes(rows, counties, &findings)
        #expect(findings.isEmpty)
        return RegionTable(counties.regions, changes: changes)
    }

    /// Taigu became a district in 2019 and got another code: old rows stand for the new one.
    @Test func aRenamedCountyKeepsItsHistory() throws {
        let table = try table("140726,140703,2019-11-01,\n", counties("140703"))
        var findings: [Diagnostic] = []
        let place = SourceLocation(file: "air.csv", line: 2, column: 1)
        #expect(table.code("140726", at: place, path: "region", &findings) == RegionCode("140703"))
        #expect(findings.isEmpty)
        let now = try #require(RegionCode("140703"))
        #expect(table.history(of: now, in: .month(10, year: 2019)).map(\.region) == [RegionCode("140726")])
        #expect(table.history(of: now, in: .month(11, year: 2019)).map(\.region) == [now])
        // A period that holds the day of the change is not before it.
        #expect(table.history(of: now, in: .year(2019)).map(\.region) == [now])
    }

    @Test func aMergedCountyHasTheHistoryOfItsPartsByShare() throws {
        let table = try table(
            "140211,140214,2018-02-01,0.6\n140212,140214,2018-02-01,0.4\n", counties("140214"))
        let history = table.history(of: try #require(RegionCode("140214")), in: .year(2017))
        #expect(history.map(\.share) == [Rational(6, over: 10), Rational(4, over: 10)])
        var findings: [Diagnostic] = []
        let place = SourceLocation(file: "stations.csv", line: 3, column: 2)
        #expect(table.code("140211", at: place, path: "region", &findings) == nil)
        #expect(findings.first?.hint.contains("140214") == true)
    }

    @Test func sharesThatDoNotAddAreFound() throws {
        var findings: [Diagnostic] = []
        _ = try changes(
            "140211,140214,2018-02-01,0.6\n140212,140214,2018-02-01,0.5\n", counties("140214"), &findings)
        #expect(findings.map(\.code) == ["shares_do_not_add"])
        #expect(findings.first?.location?.line == 2)
    }

    @Test func twoDatesAndAContinuingCountyAreFound() throws {
        var findings: [Diagnostic] = []
        _ = try changes(
            "140211,140214,2018-02-01,0.5\n140212,140214,2018-03-01,0.5\n", counties("140214", "140211"),
            &findings)
        #expect(Set(findings.map(\.code)) == ["mixed_dates", "county_continues"])
    }

    @Test func aDayThatDoesNotExistIsFound() throws {
        var findings: [Diagnostic] = []
        do {
            _ = try changes("140211,140214,2019-02-29,\n", counties("140214"), &findings)
        } catch let failure as DiagnosticFailure { findings += failure.diagnostics }
        #expect(!findings.isEmpty)
    }
}
