import EcoAccounts
import EcoGrids
import EcoParameters
import Foundation
import Testing

@testable import EcoIndicators

/// Bad input stops the account with every finding at its place.
struct FindingTests {
    private func codes(_ fixture: AccountFixture) throws -> [String] { try fixture.findings().map(\.code) }

    @Test func missingPriceYearIsAnError() throws {
        var fixture = AccountFixture()
        fixture.priceYear = ""
        let findings = try fixture.findings()
        #expect(findings.map(\.code) == ["missing_value"])
        #expect(findings.first?.path == "price_year")
    }

    @Test func aPriceOfAnotherYearNeedsItsIndex() throws {
        var fixture = AccountFixture().only("water_retention")
        let text = fixture.indicatorText["water_retention"] ?? ""
        fixture.indicatorText["water_retention"] = text.replacingOccurrences(
            of: "amount: 7.06 CNY/m3, price_year: 2019", with: "amount: 6.11 CNY/m3, price_year: 2005")
        #expect(try codes(fixture) == ["price_year"])
        fixture.indicatorText["water_retention"] = fixture.indicatorText["water_retention"]?
            .replacingOccurrences(of: "price_year: 2005", with: "price_year: 2005, index: construction")
        #expect(try codes(fixture) == ["price_year"])
        fixture.extra = "price_indices:\n  - {id: construction, year: 2005, factor: 1.5}"
        let row = try fixture.result().entry(AccountFixture.west, "water_retention")
        // Quantity as in AccountTests; 6.11 x 1.5
        let water = (133.8 + 128.88 + 122.88 + 126.36 + 75) * 1000
        #expect(isClose(row?.valueYuan, water * 6.11 * 1.5))
    }

    @Test func pricesHaveNoDefault() throws {
        var fixture = AccountFixture().only("water_retention", "carbon_fixation")
        fixture.indicatorText["water_retention"] = "runoff_classes: {grassland: temperate_steppe}"
        fixture.indicatorText["carbon_fixation"] =
            "method: nep\nproduction_basis: dry_matter\nratio_table: practitioner"
        let paths = try fixture.findings().map(\.path)
        #expect(
            Set(paths) == [
                "indicators.water_retention.runoff_table", "indicators.water_retention.reservoir_cost",
                "indicators.carbon_fixation.carbon_price",
            ])
    }

    @Test func productionBasisIsMandatory() throws {
        var fixture = AccountFixture().only("carbon_fixation")
        fixture.indicatorText["carbon_fixation"] = fixture.indicatorText["carbon_fixation"]?
            .replacingOccurrences(of: "production_basis: dry_matter\n", with: "")
        #expect(try fixture.findings().map(\.path) == ["indicators.carbon_fixation.production_basis"])
    }

    @Test func layersThatDoNotAlignAreNamedTogether() throws {
        let fixture = AccountFixture().only("water_retention", "carbon_fixation")
        let grid = try AccountFixture.grid()
        let other = try Grid(
            originX: 250, originY: 3000, cellWidth: 1000, cellHeight: 1000, width: 3, height: 3,
            reference: .localMetres)
        let rasters = try fixture.rasters.map { name, bands in
            try MemoryRaster(name: name, grid: ["et", "npp"].contains(name) ? other : grid, values: bands)
        }
        do {
            _ = try GEPAccounting.check(
                parameters: fixture.parameters(), regions: fixture.regions,
                outlines: AccountFixture.outlines, opener: MemoryRasterOpener(rasters))
            Issue.record("misaligned layers went through")
        } catch let failure as DiagnosticFailure {
            #expect(failure.diagnostics.map(\.code) == ["raster_misaligned", "raster_misaligned"])
            #expect(
                failure.diagnostics.map(\.path) == [
                    "layers.evapotranspiration", "layers.net_primary_production",
                ])
            #expect(failure.diagnostics.allSatisfy { $0.location?.file == "scenario.yaml" })
        }
    }

    @Test func suspiciousConstantsAreFound() throws {
        let fixture = AccountFixture().only("water_retention").replacing("et", [2: -9999])
        let findings = try fixture.findings()
        #expect(findings.map(\.code) == ["raster_value_implausible"])
        #expect(findings.first?.path == "layers.evapotranspiration")
        #expect(findings.first?.message.contains("-9999 at column 2, row 0") == true)
    }

    @Test func wrongUnitsAreFound() throws {
        var fixture = AccountFixture().only("water_retention")
        fixture.layerText["evapotranspiration"] = "{file: et, unit: kg}"
        let findings = try fixture.findings()
        #expect(findings.map(\.code) == ["wrong_unit"])
        #expect(findings.first?.path == "layers.evapotranspiration.unit")
    }

    @Test func aFileInAnotherUnitThanStatedIsFound() throws {
        let fixture = AccountFixture().only("water_retention")
        let grid = try AccountFixture.grid()
        let rasters = try fixture.rasters.map { name, bands in
            try MemoryRaster(name: name, grid: grid, values: bands, unit: name == "et" ? "m" : "")
        }
        #expect(throws: DiagnosticFailure.self) {
            try GEPAccounting.check(
                parameters: fixture.parameters(), regions: fixture.regions,
                outlines: AccountFixture.outlines, opener: MemoryRasterOpener(rasters))
        }
    }

    @Test func missingLayersAndUnknownCountiesComeTogether() throws {
        var fixture = AccountFixture().only("water_retention", "agricultural_products")
        fixture.layerText["evapotranspiration"] = nil
        fixture.tables["provisioning.csv"] = """
            region,product,quantity,unit,price_yuan_per_unit,price_year,status,note
            140106,maize,1000,t,1900,2019,measured,
            140187,maize,1000,loads,1900,2018,measured,
            """
        let findings = try fixture.findings()
        #expect(
            Set(findings.map(\.code)) == ["missing_layer", "unknown_region", "unknown_unit", "price_year"])
        #expect(findings.first { $0.code == "unknown_region" }?.location?.line == 3)
    }

    @Test func aValueInTenThousandYuanIsNotPricedByTheYuan() throws {
        var fixture = AccountFixture().only("agricultural_products")
        fixture.tables["provisioning.csv"] = """
            region,product,quantity,unit,price_yuan_per_unit,price_year,status,note
            140106,seedlings,24,万元,1,2019,measured,
            140107,seedlings,240000,CNY,1,2019,measured,
            """
        let findings = try fixture.findings()
        #expect(findings.map(\.code) == ["wrong_unit"])
        #expect(findings.first?.location?.line == 2)
    }

    @Test func classesOutsideTheLegendAreFound() throws {
        let fixture = AccountFixture().only("water_retention").replacing("land", [4: 77])
        let findings = try fixture.findings()
        #expect(findings.map(\.code) == ["unknown_class"])
        #expect(findings.first?.message.contains("77") == true)
    }

    @Test func monthsAreNeededForErosivity() throws {
        var fixture = AccountFixture().only("soil_retention")
        fixture.rasters["rain"] = [AccountFixture.constant(600)]
        #expect(try codes(fixture) == ["wrong_band_count"])
    }

    @Test func everyCountyNeedsAnOutline() throws {
        var fixture = AccountFixture().only("water_retention")
        fixture.regionCodes = [AccountFixture.west, "140123"]
        let findings = try fixture.findings()
        #expect(findings.map(\.code) == ["outline_missing"])
        #expect(findings.first?.message.contains("140123") == true)
    }

    @Test func landCoverIsNotInterpolated() throws {
        var fixture = AccountFixture().only("water_retention")
        fixture.layerText["land_cover"] = "{file: land, legend: igbp, resampling: bilinear}"
        #expect(try codes(fixture) == ["resampling_mixes_classes"])
    }

    @Test func landCoverNeedsOneLegend() throws {
        var fixture = AccountFixture().only("water_retention")
        fixture.layerText["land_cover"] = "{file: land}"
        #expect(try codes(fixture) == ["missing_value"])
    }

    @Test func ownLegendsAreRead() throws {
        var fixture = AccountFixture().only("water_retention")
        fixture.layerText["land_cover"] = "{file: land, classes: land_cover_classes.csv}"
        fixture.tables["land_cover_classes.csv"] = """
            class,ecosystem,subtype,surface,name_zh,name_en
            0,wetland,water,water,水体,water
            1,forest,evergreen_needleleaf_forest,,针叶林,needleleaf
            4,forest,deciduous_broadleaf_forest,,阔叶林,broadleaf
            5,forest,mixed_forest,,混交林,mixed
            10,grassland,temperate_steppe,,草原,steppe
            12,cropland,,,农田,cropland
            13,urban,,,城镇,urban
            """
        fixture.indicatorText["water_retention"] = fixture.indicatorText["water_retention"]?
            .replacingOccurrences(of: "runoff_classes: {grassland: temperate_steppe}\n", with: "")
        let own = try fixture.result().entry(AccountFixture.west, "water_retention")
        let builtIn = try AccountFixture().only("water_retention").result()
        #expect(own?.quantity == builtIn.entry(AccountFixture.west, "water_retention")?.quantity)
    }

    @Test func sumsOfAnotherAccountAreRefused() throws {
        let water = AccountFixture().only("water_retention")
        let tables = try GEPAccounting.measure(
            parameters: water.parameters(), regions: water.regions, outlines: AccountFixture.outlines,
            opener: water.opener())
        #expect(throws: DiagnosticFailure.self) {
            try GEPAccounting.account(
                parameters: AccountFixture().only("carbon_fixation").parameters(), regions: water.regions,
                tables: tables)
        }
    }
}
