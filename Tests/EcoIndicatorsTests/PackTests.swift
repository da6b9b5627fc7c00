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
        status: .official, indicators: RulePack.mee2020.indicators,
        overlaps: [
            Overlap("water_retention", "air_purification", LocalizedText(en: "for this test", zh: "测试"))
        ],
        negativeBalance: .clamped, purification: .capacity, provisioningBases: [.gross],
        carbonMethods: [.fixationRate])

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
            Issue.record("the pack admits neither NEP nor net output")
        } catch let failure as DiagnosticFailure {
            #expect(failure.diagnostics.map(\.code) == ["method_not_in_pack", "method_not_in_pack"])
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

    @Test func differentIndicesInOneAccountAreNamed() throws {
        var fixture = AccountFixture().only("water_retention", "carbon_fixation")
        fixture.extra =
            "price_indices:\n  - {id: construction, year: 2005, factor: 1.5}\n  - {id: cpi, year: 2010, factor: 1.2}"
        fixture.indicatorText = fixture.indicatorText.mapValues {
            $0.replacingOccurrences(
                of: "7.06 CNY/m3, price_year: 2019",
                with: "6.11 CNY/m3, price_year: 2005, index: construction"
            )
            .replacingOccurrences(
                of: "380 CNY/t, price_year: 2019", with: "380 CNY/t, price_year: 2010, index: cpi")
        }
        let warnings = try fixture.result().warnings
        #expect(warnings.contains { $0.code == "mixed_price_indices" })
    }

    @Test func indicesOfTablesCountToo() throws {
        var fixture = AccountFixture().only("tourism", "agricultural_products")
        fixture.extra =
            "price_indices:\n  - {id: food, year: 2015, factor: 1.1}\n  - {id: cpi, year: 2010, factor: 1.2}"
        fixture.tables["tourism.csv"] = """
            region,visits,unit,value_yuan_per_visit,ecosystem_share,price_year,price_index,status,note
            140106,1000,visits,100,0.3,2010,cpi,measured,
            140107,2000,visits,100,0.3,2019,,measured,
            """
        fixture.tables["provisioning.csv"] = """
            region,product,quantity,unit,price_yuan_per_unit,price_year,price_index,status,note
            140106,maize,1000,t,1900,2015,food,measured,
            140107,maize,500,t,1900,2019,,measured,
            """
        let result = try fixture.result()
        #expect(result.warnings.contains { $0.code == "mixed_price_indices" })
        let visits = result.entry(AccountFixture.west, "tourism")?.valueYuan
        #expect(isClose(visits, 1000 * 100 * 0.3 * 1.2))
        let maize = result.entry(AccountFixture.west, "agricultural_products")?.valueYuan
        #expect(isClose(maize, 1000 * 1900 * 1.1))
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
