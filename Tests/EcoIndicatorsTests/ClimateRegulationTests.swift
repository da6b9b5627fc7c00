import EcoAccounts
import EcoParameters
import Foundation
import Testing

@testable import EcoIndicators

/// Cooling by plants and water.
struct ClimateRegulationTests {
    private let west = AccountFixture.west
    private let price = "electricity_price: {amount: 0.53 CNY/kWh, price_year: 2019, status: published}"

    private func fixture(_ block: String, rows: String = "140106,15,,,measured,\n140107,20,,,measured,")
        -> AccountFixture
    {
        var fixture = AccountFixture()
        fixture.indicatorText = ["climate_regulation": "\(block)\ncooling: cooling.csv\n\(price)"]
        fixture.layerText = ["land_cover": "{file: land, legend: igbp}"]
        fixture.tables["cooling.csv"] = "region,hot_days,evaporated_m3,cooling_kwh,status,note\n\(rows)"
        return fixture
    }

    private let plants = "method: evapotranspiration\nevapotranspiration_table: garze_2017\nefficiency: 3"

    @Test func forestAndGrassOnHotDays() throws {
        let result = try fixture(plants).result()
        let row = result.entry(west, "climate_regulation")
        // 3 km2 of forest and 1 of grassland, 15 days at 3: 3,940,652.8 kWh for a km2 of forest.
        let kilowattHours = 3 * 3_940_652.8 + 969.83 * 1e6 * 5 / 3600
        #expect(isClose(row?.quantity, kilowattHours, within: 1e-7))
        #expect(isClose(row?.valueYuan, kilowattHours * 0.53, within: 1e-7))
        // Cropland has no rate.
        #expect(
            result.notCounted.contains { $0.indicator == "climate_regulation" && $0.land.classCode == 12 })
    }

    @Test func garzeInFull() throws {
        // V-07: areas in km2, printed values 666.68, 309.16, 507.68 and 2799.10 x 10^8 kWh in all.
        var fixture = fixture(plants, rows: "140106,15,,,measured,")
        fixture.regionCodes = [west]
        let region = try #require(RegionCode(west))
        let areas: [(Int32, Double)] = [(4, 31_920.60e6), (6, 32_283.46e6), (10, 71_113.87e6)]
        let rows = areas.map { code, area in
            SufficientTable.Row(
                region: region, sum: ClassSum(classCode: code, area: area, validArea: area, sums: []))
        }
        let tables = SufficientTables(
            extent: SufficientTable(measures: [], rows: rows), indicators: [:], insideShare: [region: 1],
            rasters: [], warnings: [])
        let result = try GEPAccounting.account(
            parameters: fixture.parameters(), regions: fixture.regions, tables: tables)
        for (type, printed) in [
            (EcosystemType.forest, 666.68e8), (.shrubland, 309.16e8), (.grassland, 507.68e8),
        ] {
            let value = try #require(result.entry(west, "climate_regulation", type)?.valueYuan)
            #expect(abs(value - printed) <= 0.005e8)
        }
        let total = try #require(result.entry(west, "climate_regulation"))
        #expect(abs((total.quantity ?? 0) - 2799.10e8) <= 0.005e8)
        #expect(abs((total.valueYuan ?? 0) - 1483.5208e8) <= 0.005e8)
    }

    @Test func waterByLayerCountsOverWaterOnly() throws {
        var fixture = fixture(
            "\(plants)\nwater: layer\nefficiency_scope: vegetation\nhumidifier_energy: 120 kWh/m3")
        fixture.layerText["water_evaporation"] = "{file: water, unit: mm}"
        // Land needs no evaporation of water.
        fixture.rasters["water"] = [(0..<9).map { $0 == 7 ? 1000 : .nan }]
        let result = try fixture.result()
        let part = result.entry(west, "climate_regulation.water")?.quantity
        // Half a km2 of water, 1 m: 500,000 m3 at 2450 kJ/kg and 120 kWh/m3.
        #expect(isClose(part, 500_000 * (2_450_000.0 / 3600 + 120)))
        #expect(isClose(result.entry(west, "climate_regulation", .wetland)?.quantity, part ?? 0))
    }

    @Test func theEfficiencyOfWaterIsAChoice() throws {
        let rows = "140106,15,1000,,measured,\n140107,15,1000,,measured,"
        func water(_ scope: String) throws -> Double? {
            try fixture("\(plants)\nwater: table\nefficiency_scope: \(scope)", rows: rows).result()
                .entry(west, "climate_regulation.water")?.quantity
        }
        #expect(isClose(try water("vegetation"), 680_555.5555555556))
        #expect(isClose(try water("vegetation_and_water"), 680_555.5555555556 / 3))
        #expect(
            try fixture("\(plants)\nwater: table", rows: rows).findings().map(\.path)
                == ["indicators.climate_regulation.efficiency_scope"])
    }

    @Test func measuredDifferencesAreTakenAsWorkedOut() throws {
        var fixture = fixture(
            "method: temperature_difference",
            rows: "140106,,,2e6,measured,\n140107,,,,measured,")
        fixture.layerText = [:]
        let result = try fixture.result()
        #expect(isClose(result.entry(west, "climate_regulation")?.valueYuan, 2e6 * 0.53))
        #expect(result.entry(AccountFixture.east, "climate_regulation")?.status == .incomplete)
    }

    @Test func countiesWithoutDaysAreIncomplete() throws {
        let result = try fixture(plants, rows: "140106,,,,measured,").result()
        #expect(result.entry(west, "climate_regulation")?.status == .incomplete)
        #expect(result.entry(AccountFixture.east, "climate_regulation")?.status == .incomplete)
        let none = try fixture(plants, rows: "140106,0,,,measured,\n140107,0,,,measured,").result()
        #expect(none.entry(west, "climate_regulation")?.valueYuan == 0)
    }

    @Test func boilingWaterIsRefused() throws {
        let findings = try fixture("\(plants)\nlatent_heat: 2260 kJ/kg").findings()
        #expect(findings.map(\.path) == ["indicators.climate_regulation.latent_heat"])
    }
}
