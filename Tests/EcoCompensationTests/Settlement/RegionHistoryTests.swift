import EcoAccounts
@testable import EcoCompensation
import EcoParameters
import EcoUnits
import Testing

/// Counties that changed between the year before and the settled one.
@Suite struct RegionHistoryTests {
    private static let scheme = """
        schemes:
          - scheme: weighted_linear
            id: change
            period: month
            baseline: previous_year
            money_per_point: 20 万元
            indicators: [{indicator: pm25, weight: 1}]
        reference: reference.csv
        """

    private func result(_ changes: String, _ reference: String) throws -> SettlementResult {
        let county = regionTable([try code(140214)])
        var findings: [Diagnostic] = []
        let table = try TableReader.read(
            Array(("from,to,effective,weight\n" + changes).utf8), file: "changes.csv",
            as: RegionChange.declaration)
        let regions = RegionTable(
            county.regions, changes: RegionChange.changes(table, regions: county, &findings))
        #expect(findings.isEmpty)
        return try CompensationEvaluation.settle(
            parameters: parameters(
                Self.scheme,
                files: ["reference.csv": "region,period,pollutant,value,unit\n" + reference]),
            indicators: [try figure(140214, "2018-06", .pm25, "40").evaluated], regions: regions)
    }

    /// 0.6 x 50 + 0.4 x 45 = 48; 8 ug/m3 better: 160 万元.
    @Test func aMergedCountyIsComparedWithTheMeanOfItsParts() throws {
        let result = try result(
            "140211,140214,2018-02-01,0.6\n140212,140214,2018-02-01,0.4\n",
            "140211,2017-06,pm25,50,ug/m3\n140212,2017-06,pm25,45,ug/m3\n")
        #expect(try result.ledger.net(of: .region(code(140214))) == wanYuan("160"))
    }

    /// The past of one part is not the past of the whole.
    @Test func aPartWithoutHistoryLeavesTheWholeWithout() throws {
        let found = findings {
            _ = try result(
                "140211,140214,2018-02-01,0.6\n140212,140214,2018-02-01,0.4\n",
                "140211,2017-06,pm25,50,ug/m3\n")
        }
        #expect(found.map(\.code) == ["missing_data"])
    }

    @Test func aRenamedCountyIsComparedWithItself() throws {
        let result = try result("140224,140214,2018-02-01,\n", "140224,2017-06,pm25,45,ug/m3\n")
        #expect(try result.ledger.net(of: .region(code(140214))) == wanYuan("100"))
    }

    @Test func aPastUnderTheNewCodeIsTakenAsItStands() throws {
        let result = try result(
            "140211,140214,2018-02-01,0.6\n140212,140214,2018-02-01,0.4\n", "140214,2017-06,pm25,45,ug/m3\n")
        #expect(try result.ledger.net(of: .region(code(140214))) == wanYuan("100"))
    }
}
