import EcoAccounts
import EcoParameters
import EcoUnits
import Foundation
import Testing

@testable import EcoIndicators

/// Another document is another value: nothing else changes.
struct PackTests {
    private static let other = RulePack(
        id: "other", version: "2", title: LocalizedText(en: "other", zh: "其他"), sources: [],
        status: .official,
        indicators: RulePack.mee2020.indicators.filter { $0.id != "carbon_fixation" } + [
            IndicatorRule(
                "carbon_fixation", .included, PriceMethod.carbon, admits: [AdmittedChoice("method", "rate")])
        ],
        overlaps: [
            Overlap("water_retention", "air_purification", LocalizedText(en: "for this test", zh: "测试"))
        ],
        negativeBalance: .clamped, purification: .capacity, netImports: .subtracted,
        referenceState: LocalizedText(en: "none", zh: "无"))

    private func account(_ fixture: AccountFixture) throws -> AccountResult {
        var parameters = try fixture.parameters()
        parameters.rulePack = Self.other
        return try GEPAccounting.evaluate(
            parameters: parameters, regions: fixture.regions, outlines: AccountFixture.outlines,
            opener: fixture.opener())
    }

    @Test func thePackChoosesTheBalanceThatIsPriced() throws {
        let fixture = AccountFixture().only("water_retention").replacing("et", [0: 700])
        let result = try account(fixture)
        // Class 4 evaporates more than falls; the others as in AccountTests.
        let rest = (128.88 + 122.88 + 126.36) * 1000 + 150 * 500.0
        let row = result.entry(AccountFixture.west, "water_retention")
        #expect(isClose(row?.quantity, rest))
        #expect(isClose(row?.valueYuan, rest * 7.06))
        #expect(row?.rulePack == "other 2")
        // Nothing of this account is provisional: pack official, table published, price published.
        #expect(row?.status == .ok)
    }

    @Test func underCapacityEmissionsDoNotMatter() throws {
        var fixture = AccountFixture().only("air_purification")
        fixture.indicatorText["air_purification"] = fixture.indicatorText["air_purification"]?
            .replacingOccurrences(of: "emissions: emissions.csv\n", with: "")
        let result = try account(fixture)
        // 1 km2 each of classes 4, 5 and 1
        let so2 = 8.865 + 15.213 + 21.56
        #expect(isClose(result.entry(AccountFixture.west, "air_purification.so2")?.quantity, so2))
    }

    @Test func methodsOutsideThePackAreRefused() throws {
        let fixture = AccountFixture().only("carbon_fixation", "agricultural_products")
        do {
            _ = try account(fixture)
            Issue.record("the pack admits no NEP")
        } catch let failure as DiagnosticFailure {
            #expect(failure.diagnostics.map(\.code) == ["method_not_in_pack"])
            #expect(failure.diagnostics.first?.path == "indicators.carbon_fixation.method")
            #expect(failure.diagnostics.first?.hint == "use rate")
        }
    }

    @Test func overlapsAreNamed() throws {
        let result = try account(AccountFixture().only("water_retention", "air_purification"))
        let overlap = result.warnings.first { $0.code == "overlap" }
        #expect(overlap?.message.contains("for this test") == true)
    }

    @Test func aMisspeltSubtypeIsFound() throws {
        var fixture = AccountFixture().only("water_retention")
        fixture.indicatorText["water_retention"] = fixture.indicatorText["water_retention"]?
            .replacingOccurrences(of: "{grassland:", with: "{grasland:")
        let findings = try fixture.findings()
        #expect(findings.map(\.code) == ["unknown_subtype"])
        #expect(findings.first?.hint == "did you mean `grassland`?")
    }

    @Test func aServiceWithoutAnyParameterHasNoFigureAndTheTotalSaysSo() throws {
        // County 140107 has no forest: no class of it has an uptake rate.
        let result = try AccountFixture().result()
        let row = result.entry(AccountFixture.east, "air_purification")
        #expect(row?.status == .notCounted && row?.quantity == nil)
        let gep = result.entry(AccountFixture.east, "gep")
        #expect(gep?.valueYuan != nil)
        #expect(gep?.note.en.contains("no figure for air purification") == true)
        #expect(gep?.note.zh.contains("空气净化无数值") == true)
    }
}
