import EcoAccounts
import EcoGrids
import EcoParameters
import Testing

@testable import EcoIndicators

/// `accounts.zone_rule`: cells at borders by their share, or whole by their centre.
struct ZoneRuleTests {
    private func result(_ rule: String?, _ store: MemoryStore? = nil) throws -> AccountResult {
        var fixture = PassFixture()
        fixture.account.extra = "minimum_valid_share: 1 %" + (rule.map { "\nzone_rule: \($0)" } ?? "")
        var settings = PassFixture.settings()
        settings.sums = store
        settings.identity = { $0 }
        return try GEPAccounting.account(
            parameters: fixture.account.parameters(), regions: fixture.account.regions,
            tables: fixture.measure(settings))
    }

    /// km2 of the cells of 30 m whose centre lies in the western county, found by its four sides.
    private var centreArea: Double {
        let (east, north) = (Double(PassFixture.width) * 30, Double(PassFixture.height) * 30)
        var cells = 0
        for row in 0..<PassFixture.height {
            for column in 0..<PassFixture.width {
                let (x, y) = (Double(column) * 30 + 15, north - Double(row) * 30 - 15)
                let border = east * 0.37 + (y - 67) / (north - 41 - 67) * (east * 0.61 - east * 0.37)
                if x > 43, x < border, y > 67, y < north - 41 { cells += 1 }
            }
        }
        return Double(cells) * 900 / 1e6
    }

    @Test func wholeCellsCountByTheirCentre() throws {
        let area = try result("centre").entry(AccountFixture.west, "area")?.quantity
        #expect(isClose(area, centreArea, within: 1e-12))
        #expect(centreArea > 0.5)
    }

    @Test func sharesAreTheDefault() throws {
        let (plain, exact) = (try result(nil), try result("exact_fraction"))
        let (east, north) = (Double(PassFixture.width) * 30, Double(PassFixture.height) * 30)
        let height = north - 41 - 67
        let trapezium = ((east * 0.37 - 43) + (east * 0.61 - 43)) / 2 * height / 1e6
        #expect(isClose(plain.entry(AccountFixture.west, "area")?.quantity, trapezium, within: 1e-12))
        #expect(exact.entries == plain.entries)
        #expect(plain.zoneRule == .exactFraction)
    }

    @Test func theReportSaysWhichRuleWasChosen() throws {
        let result = try result("centre")
        #expect(result.zoneRule == .centre)
        let row = try #require(result.tables.rules.first { $0.id == "zone_rule" })
        #expect(row.text == ZoneRule.centre.meaning && row.standing == "chosen")
        #expect(result.register.contains { $0.path.hasSuffix("zone_rule") && $0.value == "centre" })
        #expect(result.tables.basis.lines.contains { $0.key == "zone_rule" && $0.value == "centre" })
        var tablesOnly = AccountFixture().only("tourism")
        tablesOnly.layerText = [:]
        #expect(try tablesOnly.result().zoneRule == nil)
    }

    /// Sums of one rule are never those of the other.
    @Test func keptSumsKnowTheirRule() throws {
        let store = MemoryStore()
        let exact = try result(nil, store)
        let centre = try result("centre", store)
        #expect(try centre.entries == result("centre").entries)
        #expect(centre.entries != exact.entries)
    }

    @Test func aMisspeltRuleIsRefused() throws {
        #expect(throws: DiagnosticFailure.self) { try result("center") }
    }
}
