import EcoAccounts
import EcoParameters
import EcoUnits
import Foundation
import Testing

@testable import EcoIndicators

/// T9 and the indices: published bridges, and the fixture's account beside a table of GDP.
struct AccountGEEPTests {
    private let west = RegionCode(AccountFixture.west)

    /// V-15: China 2015 in 万亿, Wang et al. 2018; GDP as implied.
    @Test func china2015() {
        let geep = GEEP.value(
            gdp: 72.27, pollutionDamage: 2.0, ecologicalDamage: 0.63, regulatingServices: 53.14)
        #expect(abs(geep - 122.78) <= 0.005 + 1e-9)
        // Printed: 1.7 times GDP, regulating services 43.3 percent.
        #expect(abs(geep / 72.27 - 1.7) <= 0.05)
        #expect(abs(53.14 / geep - 0.433) <= 0.0005)
    }

    /// V-16: China 2016; GDP follows from the bridge, and the ratio is printed as 1.6.
    @Test func china2016() {
        let gdp = 126.6 + 2.1 + 0.69 - 51.4
        #expect(abs(gdp - 77.99) < 1e-9)
        let geep = GEEP.value(
            gdp: gdp, pollutionDamage: 2.1, ecologicalDamage: 0.69, regulatingServices: 51.4)
        #expect(abs(geep - 126.6) < 1e-9)
        #expect(abs(geep / gdp - 1.6) <= 0.05)
    }

    /// GGI of China 2015 by GEP 72.81 万亿 (Ma et al. 2017): printed 1.01.
    @Test func greenGoldIndex() {
        #expect(abs((ratio(72.81, 72.27) ?? 0) - 1.01) <= 0.005)
        #expect(ratio(72.81, 0) == nil && ratio(72.81, nil) == nil)
    }

    private func fixture(_ table: String) -> AccountFixture {
        var fixture = AccountFixture().only("tourism", "agricultural_products", "air_purification")
        fixture.extra = "geep: {table: geep.csv, damage_method: damage_cost}"
        fixture.tables["geep.csv"] =
            "region,year,item,part,value_wan_yuan,price_year,price_index,status,note\n" + table
        return fixture
    }

    @Test func productsAndVisitsStayInGDP() throws {
        let result = try fixture(
            """
            140106,2019,gdp,,1000,2019,,published,
            140106,2019,pollution_damage,air,30,2019,,assumed,
            140106,2019,pollution_damage,water,20,2019,,published,
            140106,2019,ecological_damage,,10,2019,,published,
            140107,2019,gdp,,0,2019,,published,
            """
        ).result()
        let row = try #require(result.tables.geep.first { $0.region == west })
        // Regulating: air purification as in AccountTests.
        let air = 10.0 * 1200 + 1.8 * 630 + 3000.0 * 150
        #expect(isClose(row.geep, 1000e4 - 50e4 - 10e4 + air))
        #expect(row.isProvisional)
        let index = result.tables.indices.first { $0.region == west }
        let gep = (1000.0 * 1900 + 200.0 * 3600) + 450_000 + air
        #expect(isClose(index?.ggi, gep / 1000e4))
        #expect(isClose(index?.marketLinkedShare, (gep - air) / gep))
        // Without GDP, or with none, there is no GEEP and no GGI.
        let east = RegionCode(AccountFixture.east)
        #expect(result.tables.geep.first { $0.region == east }?.geep == nil)
        #expect(result.tables.indices.first { $0.region == east }?.ggi == nil)
        #expect(result.tables.geep.first { $0.region == nil }?.geep == nil)
    }

    @Test func anOpenPartLeavesNoSum() throws {
        let result = try fixture(
            """
            140106,2019,gdp,,1000,2019,,published,
            140106,2019,pollution_damage,air,30,2019,,published,
            140106,2019,pollution_damage,water,,2019,,published,
            140106,2019,ecological_damage,,10,2019,,published,
            """
        ).result()
        let row = result.tables.geep.first { $0.region == west }
        #expect(row?.pollutionDamage == nil && row?.geep == nil && row?.gdp == 1000e4)
    }

    /// Oxygen, biodiversity and pest control never enter the bridge.
    @Test func whatTheBridgeLeavesOut() {
        let region = RegionCode("140106")!
        func entry(_ id: String, _ yuan: Double) -> AccountEntry {
            AccountEntry(
                region: region, year: 2019, account: .regulating, indicator: id, quantity: 1, unit: .one,
                valueYuan: yuan, priceYear: 2019, status: .ok, rulePack: "")
        }
        let entries = [
            entry("water_retention", 1), entry("oxygen_release", 10), entry("species_conservation", 100),
            entry("pest_control", 1000), entry("climate_regulation", 10_000),
        ]
        let regions = RegionTable([Region(code: region, name: LocalizedText("a"), city: LocalizedText("b"))])
        let lookup = AccountLookup(entries, [], regions)
        #expect(lookup.account(.regulating, region, without: GEEP.leftOut) == 10_001)
        #expect(lookup.account(.regulating, region) == 11_111)
    }

    @Test func theForestAccountLeadsToNoGEEP() throws {
        var forest = fixture("140106,2019,gdp,,1000,2019,,published,")
        forest.pack = "gbt_38582_2020"
        forest.indicatorText = forest.indicatorText.filter { $0.key == "tourism" }
        #expect(try forest.findings().filter(\.isError).map(\.code) == ["geep_needs_gep"])
    }

    // MARK: Growth

    @Test func growthHasFourClasses() {
        func row(_ total: Double?, _ gdp: Double?) -> IndexRow {
            IndexRow(
                region: nil, total: nil, totalPerSquareKilometre: nil, totalPerHead: nil, ggi: nil,
                marketLinkedShare: nil, totalGrowth: total, gdpGrowth: gdp)
        }
        #expect(row(0.1, 0.2).growthClass == .bothUp && isClose(row(0.1, 0.2).elasticity, 0.5))
        #expect(row(0.1, -0.2).growthClass == .totalUp && isClose(row(0.1, -0.2).elasticity, -0.5))
        #expect(row(-0.1, 0.2).growthClass == .totalDown)
        #expect(row(-0.1, -0.2).growthClass == .bothDown)
        #expect(row(nil, 0.2).growthClass == nil && row(0.1, 0).elasticity == nil)
    }

    /// V-19: market-linked share of Ninghai 2018, 588.44 of 1259.03 亿, printed 46.74 percent.
    @Test func ninghai() {
        let row = RegionMatrixRow(
            region: nil, area: nil, population: nil, provisioning: 588.44, regulating: 1259.03 - 588.44,
            cultural: 0, netImports: 0, total: 1259.03, services: [])
        #expect(abs((row.marketLinkedShare ?? 0) - 0.4674) <= 0.00005)
    }
}
