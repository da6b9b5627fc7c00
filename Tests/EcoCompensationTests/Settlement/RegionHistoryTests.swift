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

    /// The trail names each predecessor with its share, its value and its cell.
    @Test func predecessorsStandInTheTrailWithTheirShares() throws {
        let result = try result(
            "140211,140214,2018-02-01,0.6\n140212,140214,2018-02-01,0.4\n",
            "140211,2017-06,pm25,50,ug/m3\n140212,2017-06,pm25,45,ug/m3\n")
        let steps = try #require(result.claims.first).calculation.allSteps
        let base = try #require(steps.first { $0.step == .baseline })
        #expect(base.value == Rational(48) && base.origin == nil)
        #expect(base.inputs.map(\.value) == [Rational(50), Rational(45)])
        #expect(base.inputs[0].note.en.contains("140211 in 2017-06, share 3/5"))
        #expect(base.inputs[0].note.zh.contains("140211 2017-06，份额 3/5"))
        #expect(base.inputs.map { $0.origin?.description } == ["reference.csv:2:21", "reference.csv:3:21"])
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
