import EcoAccounts
import EcoParameters
import EcoScenarios
import EcoUnits
import Testing

/// Values that a scenario sets over the cells of a table.
@Suite struct TableValuesTests {
    private static let counties = """
        region,name_zh,name_en,city,population,gdp_wan_yuan
        140100,太原,Taiyuan,140100,5300000,
        140121,清徐,Qingxu,140100,340000,200000
        140900,忻州,Xinzhou,140900,,

        """

    private let folder: TestFolder

    init() throws {
        folder = try TestFolder([
            "scenario.yaml": MarketParameters.text + "counties: t.csv\n", "t.csv": Self.counties,
            "block.yaml": MarketParameters.text + """
                counties:
                  file: t.csv
                  values:
                    140900.population: 2690000
                    140121.name_en: "Qing Xu"

                """,
        ])
    }

    private func table(_ overrides: String..., file: String = "scenario.yaml") throws -> Table {
        try #require(try folder.load(file, overrides).bound[MarketParameters.counties])
    }

    private func populations(_ table: Table) -> [Double?] {
        table.rows.map { table.optional($0, RegionTable.Columns.population) }
    }

    @Test func oneCellIsSetAndOthersStay() throws {
        let table = try table("counties.140121.population=350000")
        #expect(populations(table) == [5_300_000, 350_000, nil])
        let place = table.location(1, RegionTable.Columns.population)
        #expect((place.file, place.line) == ("--set", 1))
        #expect(table.location(0, RegionTable.Columns.population).line == 2)
        #expect(table.changedColumns(1).map(\.column) == ["population"])
        #expect(table.changedColumns(0).isEmpty)
    }

    @Test func theLastValueHoldsAndBracketsNameRowsToo() throws {
        #expect(
            try populations(table("counties.140121.population=1", "counties[140121].population=2"))
                == [5_300_000, 2, nil])
    }

    @Test func anEmptyValueEmptiesTheCell() throws {
        #expect(try populations(table("counties.140100.population=")) == [nil, 340_000, nil])
    }

    /// 2,000,000,000 yuan are 200,000 times 10,000 yuan.
    @Test func unitsAreConvertedToThatOfTheHeading() throws {
        let table = try table("counties.140100.gdp_wan_yuan=2000000000 CNY")
        #expect(table.rows.map { table.optional($0, RegionTable.Columns.gdp) } == [200_000, 200_000, nil])
    }

    /// The file has no such column: it is there once a cell of it is set.
    @Test func aColumnThatTheFileLeavesOut() throws {
        let table = try table("counties.140900.area_km2=25152")
        #expect(table.rows.map { table.optional($0, RegionTable.Columns.area) } == [nil, nil, 25_152])
    }

    @Test func aBlockSaysTheSame() throws {
        let table = try table(file: "block.yaml")
        #expect(populations(table) == [5_300_000, 340_000, 2_690_000])
        #expect(table.value(1, RegionTable.Columns.nameEn) == "Qing Xu")
        let more = try self.table("counties.140900.population=1", file: "block.yaml")
        #expect(populations(more) == [5_300_000, 340_000, 1])
        #expect(more.value(1, RegionTable.Columns.nameEn) == "Qing Xu")
    }

    /// The resolved scenario holds the values, and reading it gives them again.
    @Test func theResolvedScenarioHasTheValues() throws {
        let set = ["counties.140121.population=350000", "counties.140100.gdp_wan_yuan=2000000000 CNY"]
        let first = try folder.load("scenario.yaml", set)
        try folder.write("again.yaml", Array(first.resolvedText().utf8))
        let again = try folder.load("again.yaml")
        let table = try #require(again.bound[MarketParameters.counties])
        #expect(populations(table) == [5_300_000, 350_000, nil])
        #expect(table.optional(0, RegionTable.Columns.gdp) == 200_000)
        #expect(first.fingerprint(toolVersion: "1") == again.fingerprint(toolVersion: "1"))
        #expect(
            first.fingerprint(toolVersion: "1")
                != (try folder.load("scenario.yaml")).fingerprint(toolVersion: "1"))
    }

    @Test(arguments: [
        (
            "counties.140122.population=1",
            "--set:1:10: error: counties.140122.population: the table has no row '140122'\n"
                + "  hint: rows are named by region, such as `140121`"
        ),
        (
            "counties.population=1",
            "--set:1:10: error: counties.population: the path names no row of the table\n"
                + "  hint: rows are named by region, such as `140100`"
        ),
        (
            "counties.140121.populations=1",
            "--set:1:10: error: counties.140121.populations: the table has no column 'populations'\n"
                + "  hint: did you mean `population`?"
        ),
        (
            "counties.140121.region=1",
            "--set:1:10: error: counties.140121.region: `region` tells which row is meant, and is not set\n"
                + "  hint: set another column, or mend the file"
        ),
        (
            "counties.file=u.csv",
            "--set:1:10: error: `counties.file` is not set\n"
                + "  hint: set `counties` to a file, or `counties.ROW.COLUMN` to a value"
        ),
    ])
    func whatDoesNotFitIsLocated(_ override: String, _ finding: String) {
        #expect(folder.findings("scenario.yaml", [override]) == [finding])
    }

    @Test func valuesAreHeldAgainstTheColumn() throws {
        let findings = folder.findings(
            "scenario.yaml",
            [
                "counties.140121.population=-1", "counties.140100.population=many",
                "counties.140100.gdp_wan_yuan=3 t", "counties.140100.name_en=",
            ])
        try #require(findings.count == 4)
        #expect(findings.allSatisfy { $0.hasPrefix("--set:") })
        #expect(findings[0].contains("out of range"))
        #expect(findings[1].contains("many"))
        #expect(findings[2].contains("expected 万元"))
        #expect(findings[3].contains("the cell is empty"))
    }

    @Test func aBlockWithoutFileOrWithUnknownKeys() throws {
        try folder.write("bare.yaml", Array((MarketParameters.text + "counties: {values: {}}\n").utf8))
        #expect(folder.findings("bare.yaml").count == 1)
        #expect(folder.findings("bare.yaml")[0].contains("counties.file: the value is missing"))
        try folder.write(
            "odd.yaml", Array((MarketParameters.text + "counties: {file: t.csv, value: {}}\n").utf8))
        #expect(folder.findings("odd.yaml")[0].contains("did you mean `counties.values`?"))
    }

    @Test func noTableNoCell() throws {
        try folder.write("none.yaml", Array(MarketParameters.text.utf8))
        #expect(
            folder.findings("none.yaml", ["counties.140121.population=1"]) == [
                "--set:1:10: error: `counties` names no table\n  hint: give the table's file first"
            ])
    }
}
