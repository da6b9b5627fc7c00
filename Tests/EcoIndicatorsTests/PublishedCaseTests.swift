import EcoAccounts
import EcoParameters
import EcoUnits
import Foundation
import Testing

@testable import EcoIndicators

/// Published accounts through the whole path from sufficient tables to values.
struct PublishedCaseTests {
    /// One county whose sums are given: the classes of the fixture's legend with areas of 1 km2.
    private func account(
        _ fixture: AccountFixture, _ indicator: String, classCode: Int32, sums: [Double]
    ) throws -> AccountResult {
        var fixture = fixture
        fixture.regionCodes = [AccountFixture.west]
        let region = try #require(RegionCode(AccountFixture.west))
        let sum = ClassSum(classCode: classCode, area: 1e6, validArea: 1e6, sums: sums)
        let areas = ClassSum(classCode: classCode, area: 1e6, validArea: 1e6, sums: [])
        let tables = SufficientTables(
            extent: SufficientTable(measures: [], rows: [.init(region: region, sum: areas)]),
            indicators: [indicator: SufficientTable(measures: [], rows: [.init(region: region, sum: sum)])],
            insideShare: [region: 1], rasters: [], warnings: [])
        return try GEPAccounting.account(
            parameters: fixture.parameters(), regions: fixture.regions, tables: tables)
    }

    @Test func garzeWater() throws {
        // Over water alpha is 0: P - ET = 321.49e8 m3 = 321.49e11 mm m2. Printed 2269.7074e8 yuan at 7.06.
        let result = try account(
            AccountFixture().only("water_retention"), "water_retention", classCode: 0,
            sums: [421.49e11, 100e11, 321.49e11])
        let value = try #require(result.entry(AccountFixture.west, "water_retention")?.valueYuan)
        #expect(abs(value - 2269.7074e8) <= (0.005 * 7.06 + 0.00005) * 1e8)
    }

    @Test func garzeSoil() throws {
        // 38.86e8 t kept under forest with P = 1: 38.86e12 t/ha m2 of bare erosion and none under cover.
        let result = try account(
            AccountFixture().only("soil_retention"), "soil_retention", classCode: 4, sums: [38.86e12, 0])
        func value(_ part: String) -> Double? {
            result.entry(AccountFixture.west, "soil_retention\(part)")?.valueYuan
        }
        // The printed soil of 38.86e8 t is rounded by 0.005e8; its effect on each value is the tolerance.
        let silt = try #require(value(".silt"))
        #expect(abs(silt - 156.2555e8) <= 0.005e8 * 0.24 / 0.93 * 15.58 + 0.00005e8)
        let nitrogen = try #require(value(".nitrogen"))
        #expect(abs(nitrogen - 125.8199e8) <= 0.005e8 * 0.0037 * 875 + 0.00005e8)
        let phosphorus = try #require(value(".phosphorus"))
        #expect(abs(phosphorus - 117.5226e8) <= 0.005e8 * 0.00108 * 2800 + 0.00005e8)
        let total = try #require(value(""))
        #expect(abs(total - 399.60e8) <= 0.06e8)
    }

    @Test func garzeProductsAndTotal() throws {
        var fixture = AccountFixture().only("agricultural_products")
        fixture.layerText = [:]
        fixture.tables["provisioning.csv"] = """
            region,product,quantity,unit,price_yuan_per_unit,price_year,status,note
            140106,agriculture,12.2875e8,CNY,1,2019,published,
            140106,forestry,2.3777e8,CNY,1,2019,published,
            140106,husbandry,22.0760e8,CNY,1,2019,published,
            140106,fishery,0.0356e8,CNY,1,2019,published,
            140106,domestic_water,1.36e8,m3,2.6,2019,published,
            140106,industrial_water,150.17e8,m3,3.6,2019,published,
            140106,farm_water,17.31e8,m3,0.07,2019,published,
            140106,hydropower,95.30e8,kWh,0.53,2019,published,
            """
        fixture.regionCodes = [AccountFixture.west]
        let result = try GEPAccounting.account(
            parameters: fixture.parameters(), regions: fixture.regions, tables: .none)
        let provisioning = try #require(result.entry(AccountFixture.west, "agricultural_products")?.valueYuan)
        // Printed 632.64; water rows carry the rounding 0.005 x (2.6 + 3.6 + 0.07) and hydropower 0.005 x 0.53.
        #expect(abs(provisioning - 632.64e8) <= 0.05e8)
        let hydropower = result.entry(AccountFixture.west, "agricultural_products.hydropower")?.valueYuan
        #expect(isClose(hydropower, 50.5090e8, within: 1e-6))
    }

    @Test func garzeAir() throws {
        var fixture = AccountFixture().only("air_purification")
        fixture.tables["emissions.csv"] = """
            region,pollutant,emission_t,status,note
            140106,so2,1137,published,
            140106,nox,2772,published,
            140106,dust,941,published,
            """
        fixture.regionCodes = [AccountFixture.west]
        let region = try #require(RegionCode(AccountFixture.west))
        // The prefecture's forest, 31920.60 km2, takes up far more than is emitted.
        let forest = ClassSum(classCode: 4, area: 31_920.60e6, validArea: 31_920.60e6, sums: [])
        let tables = SufficientTables(
            extent: SufficientTable(measures: [], rows: [.init(region: region, sum: forest)]),
            indicators: [:], insideShare: [region: 1], rasters: [], warnings: [])
        let result = try GEPAccounting.account(
            parameters: fixture.parameters(), regions: fixture.regions, tables: tables)
        for (part, printed) in [("so2", 0.0136e8), ("nox", 0.0175e8), ("dust", 0.0014e8)] {
            let value = try #require(result.entry(AccountFixture.west, "air_purification.\(part)")?.valueYuan)
            #expect(abs(value - printed) <= 0.00005e8 + 1e-6, "\(part)")
        }
    }

    @Test func tenTonnesOfForestDryMatter() throws {
        // 10 t are 1e7 g; 10 x 0.215 x 72/162 x 44/12 = 3.5037 t
        let result = try account(
            AccountFixture().only("carbon_fixation"), "carbon_fixation", classCode: 4, sums: [1e7])
        let row = try #require(result.entry(AccountFixture.west, "carbon_fixation")?.quantity)
        #expect(abs(row - 3.5037) <= 5e-5)
    }

    @Test func carbonIsNotTakenForDryMatter() throws {
        var fixture = AccountFixture().only("carbon_fixation")
        fixture.indicatorText["carbon_fixation"] = fixture.indicatorText["carbon_fixation"]?
            .replacingOccurrences(of: "dry_matter", with: "carbon")
        let result = try account(fixture, "carbon_fixation", classCode: 4, sums: [1e7])
        // 10 t of carbon: 10 x 0.215 x 44/12
        #expect(isClose(result.entry(AccountFixture.west, "carbon_fixation")?.quantity, 10 * 0.215 * 44 / 12))
    }
}
