import EcoAccounts
import EcoParameters
import Foundation
import Testing

@testable import EcoIndicators

/// Prices of other years are lifted by named indices: P = P_base x I / I_base.
struct PriceLevelTests {
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
        let mixed = warnings.first { $0.code == "mixed_price_indices" }
        #expect(mixed?.message.contains("construction (reservoir_cost), cpi (carbon_price)") == true)
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

    private static let series = """
        index,year,value,source,status
        cpi,2005,100,yearbook,published
        cpi,2019,135,yearbook,provisional
        cpi,2018,131,yearbook,published
        """

    private func water(_ price: String) -> AccountFixture {
        var fixture = AccountFixture().only("water_retention")
        fixture.indicatorText["water_retention"] = fixture.indicatorText["water_retention"]?
            .replacingOccurrences(of: "7.06 CNY/m3, price_year: 2019", with: price)
        fixture.extra = "price_index_table: indices.csv"
        fixture.tables["indices.csv"] = Self.series
        return fixture
    }

    @Test func aSeriesLiftsByTheRatioOfItsYears() throws {
        let result = try water("6.11 CNY/m3, price_year: 2005, index: cpi").result()
        // Quantity as in AccountTests; 6.11 x 135/100
        let water = (133.8 + 128.88 + 122.88 + 126.36 + 75) * 1000
        #expect(isClose(result.entry(AccountFixture.west, "water_retention")?.valueYuan, water * 6.11 * 1.35))
        let line = result.register.first { $0.path == "accounts.price_index_table.cpi.2019" }
        #expect(line?.value == "135" && line?.source == "yearbook" && line?.isProvisional == true)
    }

    @Test func aYearThatTheSeriesLacksIsNamed() throws {
        let findings = try water("6.11 CNY/m3, price_year: 2010, index: cpi").findings()
        #expect(findings.map(\.code) == ["price_year"])
        #expect(findings.first?.hint == "the series 'cpi' has no value of 2010")
    }

    @Test func anIndexHasOneValueForAYear() throws {
        var fixture = water("6.11 CNY/m3, price_year: 2005, index: cpi")
        fixture.extra += "\nprice_indices:\n  - {id: cpi, year: 2005, factor: 1.4}"
        #expect(try fixture.findings().map(\.code) == ["conflicting_values"])
        fixture.extra =
            "price_indices:\n  - {id: cpi, year: 2005, factor: 1.4}\n  - {id: cpi, year: 2005, factor: 1.5}"
        #expect(try fixture.findings().map(\.code) == ["duplicate"])
    }

    /// An index that stands beside a price of the account's own year lifts nothing.
    @Test func aPriceThatIsNotLiftedMixesNothing() throws {
        var fixture = AccountFixture().only("water_retention", "carbon_fixation")
        fixture.extra = "price_indices:\n  - {id: construction, year: 2005, factor: 1.5}"
        fixture.indicatorText = fixture.indicatorText.mapValues {
            $0.replacingOccurrences(
                of: "7.06 CNY/m3, price_year: 2019",
                with: "6.11 CNY/m3, price_year: 2005, index: construction"
            )
            .replacingOccurrences(
                of: "380 CNY/t, price_year: 2019", with: "380 CNY/t, price_year: 2019, index: cpi")
        }
        let warnings = try fixture.result().warnings
        #expect(!warnings.contains { $0.code == "mixed_price_indices" })
    }
}
