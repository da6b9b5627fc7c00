import EcoAccounts
import EcoGrids
import EcoParameters
import Foundation
import Testing

@testable import EcoIndicators

/// Routes to fixed carbon and released oxygen.
struct CarbonTests {
    private let west = AccountFixture.west
    private let price = "{amount: 380 CNY/t, price_year: 2019, status: published}"

    private func fixture(_ carbon: String, oxygen: String? = nil) -> AccountFixture {
        var fixture = AccountFixture().only("carbon_fixation")
        // Nobody has read whether this document admits a method: it leaves all open.
        fixture.pack = "db33_t_2274_2025"
        fixture.indicatorText["carbon_fixation"] = "\(carbon)\ncarbon_price: \(price)"
        fixture.indicatorText["oxygen_release"] = oxygen.map { "\($0)\noxygen_price: \(price)" }
        fixture.layerText["soil_respiration"] = "{file: breath, unit: g/m2}"
        fixture.layerText["biomass_opening"] = "{file: young, unit: t/ha}"
        fixture.layerText["biomass_closing"] = "{file: old, unit: t/ha}"
        fixture.rasters["breath"] = [AccountFixture.constant(200)]
        fixture.rasters["young"] = [AccountFixture.constant(50)]
        fixture.rasters["old"] = [AccountFixture.constant(60)]
        return fixture
    }

    private func errors(_ fixture: AccountFixture) throws -> [Diagnostic] {
        try fixture.findings().filter { $0.severity == .error }
    }

    private func carbon(_ fixture: AccountFixture) throws -> AccountEntry {
        try #require(fixture.result().entry(west, "carbon_fixation"))
    }

    // West holds 3 km2 of forest, 1 of grassland and 0.5 of open water; NPP is 500 g/m2.

    @Test func productionLessRespiration() throws {
        let dry = try carbon(fixture("method: npp_less_respiration\nproduction_basis: dry_matter"))
        #expect(isClose(dry.quantity, (500 * 72 / 162 - 200) * 4 * 44 / 12))
        let carbon = try carbon(fixture("method: npp_less_respiration\nproduction_basis: carbon"))
        #expect(isClose(carbon.quantity, (500.0 - 200) * 4 * 44 / 12))
    }

    @Test func respirationCanWin() throws {
        var fixture = fixture("method: npp_less_respiration\nproduction_basis: carbon")
        fixture.rasters["breath"] = [AccountFixture.constant(600)]
        #expect(isClose(try carbon(fixture).quantity, -100.0 * 4 * 44 / 12))
        fixture = fixture.replacing("breath", [0: .nan])
        #expect(try carbon(fixture).status == .incomplete)
    }

    @Test func theShortcutIsGross() throws {
        let shortcut = try carbon(fixture("method: dry_matter_shortcut\nproduction_basis: dry_matter"))
        #expect(isClose(shortcut.quantity, 500 * 4 * 1.63))
        // 1.63 is 44/12 x 72/162 to its digits.
        #expect(abs(CarbonChemistry.carbonDioxide(netPrimaryDryMatter: 1, ratio: 1) - 1.63) < 0.005)
    }

    @Test func biomassGrows() throws {
        // 10 t/ha in five years, half of it carbon: 1 t/ha a year on 400 ha.
        let row = try carbon(fixture("method: biomass\ncarbon_fraction: 0.5\nyears: 5"))
        #expect(isClose(row.quantity, 400.0 * 44 / 12))
        let missing = try fixture("method: biomass").findings()
        #expect(
            missing.map(\.path) == [
                "indicators.carbon_fixation.carbon_fraction", "indicators.carbon_fixation.years",
            ])
    }

    @Test func wetlandRatesAreProvisional() throws {
        let fixture = fixture(
            "method: rate\nwetland_rate: mongolia_xinjiang_lakes\nfixation_rates: {forest: 10 t/km2}")
        let result = try fixture.result()
        let wetland = result.entry(west, "carbon_fixation", .wetland)
        #expect(isClose(wetland?.quantity, 0.5 * 30.26 * 44 / 12))
        let entry = result.register.first { $0.path.hasSuffix("wetland_rate.wetland") }
        #expect(entry?.isProvisional == true)
        #expect(try carbon(fixture).status == .provisional)
    }

    @Test func subtypesGoBeforeTypes() throws {
        let row = try carbon(
            fixture(
                """
                method: nep
                production_basis: carbon
                ratios: {forest: 0.2, mixed_forest: 0.4, grassland: 0.1}
                """))
        // Forests of classes 4, 5 (mixed) and 1.
        #expect(isClose(row.quantity, (500 * 0.2 * 2 + 500 * 0.4 + 500 * 0.1) * 44 / 12))
        let misspelt = try errors(fixture("method: nep\nproduction_basis: carbon\nratios: {forrest: 0.2}"))
        #expect(misspelt.map(\.code) == ["unknown_subtype"])
        #expect(misspelt.first?.hint == "did you mean `forest`?")
    }

    @Test func productionBeyondAnyVegetationIsSaid() throws {
        var fixture = fixture("method: nep\nproduction_basis: carbon\nratio_table: practitioner")
        fixture.rasters["npp"] = [AccountFixture.constant(1_600)]
        #expect(try carbon(fixture).note.en.contains("beyond any vegetation"))
        fixture.rasters["npp"] = [AccountFixture.constant(900)]
        #expect(try !carbon(fixture).note.en.contains("beyond any vegetation"))
    }

    // MARK: Oxygen

    private func oxygen(_ fixture: AccountFixture) throws -> AccountEntry {
        try #require(fixture.result().entry(west, "oxygen_release"))
    }

    @Test func oxygenOfCarbonDioxide() throws {
        for carbon in [
            "method: nep\nproduction_basis: dry_matter\nratio_table: practitioner",
            "method: rate\nfixation_rates: {forest: 100 t/km2}",
            "method: biomass\ncarbon_fraction: 0.5\nyears: 5",
        ] {
            let fixture = fixture(carbon, oxygen: "method: of_carbon_dioxide")
            let fixed = try #require(try self.carbon(fixture).quantity)
            let row = try oxygen(fixture)
            #expect(isClose(row.quantity, fixed * 32 / 44))
            #expect(isClose(row.valueYuan, fixed * 32 / 44 * 380))
            #expect(!row.note.en.contains("different routes"))
        }
    }

    @Test func oxygenNeedsCarbonOrProduction() throws {
        var alone = fixture("", oxygen: "method: of_carbon_dioxide")
        alone.indicatorText["carbon_fixation"] = nil
        #expect(try errors(alone).map(\.code) == ["missing_indicator"])
        alone.indicatorText["oxygen_release"] = "method: dry_matter_119\noxygen_price: \(price)"
        #expect(try alone.findings().map(\.path) == ["indicators.oxygen_release.production_basis"])
        alone.indicatorText["oxygen_release"] =
            "method: dry_matter_120\nproduction_basis: dry_matter\noxygen_price: \(price)"
        #expect(isClose(try oxygen(alone).quantity, 500 * 4 * 1.2))
    }

    @Test func oxygenByProductionBesideCarbonByRateIsSaid() throws {
        // N-07: Garze 2010 prints 2.51 of oxygen beside 0.31 of carbon dioxide.
        let note = try #require(OxygenRelease.ratioNote(oxygen: 2.51e8, carbonDioxide: 0.31e8))
        #expect(note.en.contains("8.1 of"))
        #expect(OxygenRelease.ratioNote(oxygen: 1.19, carbonDioxide: 1.63) == nil)
        #expect(OxygenRelease.ratioNote(oxygen: 32, carbonDioxide: 44) == nil)
        #expect(OxygenRelease.ratioNote(oxygen: 0.76, carbonDioxide: 1) != nil)
        let mixed = fixture(
            "method: rate\nfixation_rates: {forest: 100 t/km2}",
            oxygen: "method: dry_matter_119\nproduction_basis: dry_matter")
        #expect(try oxygen(mixed).note.en.contains("different routes"))
        #expect(try oxygen(mixed).note.zh.contains("方法不一致"))
        let matched = fixture(
            "method: dry_matter_shortcut\nproduction_basis: dry_matter",
            oxygen: "method: dry_matter_119\nproduction_basis: dry_matter")
        #expect(try !oxygen(matched).note.en.contains("different routes"))
    }

    @Test func standsOfTheForestSector() throws {
        var fixture = fixture(
            """
            method: stand_productivity
            stand_productivity: {forest: 8 t/ha, mixed_forest: 10 t/ha}
            soil_carbon: {forest: 0.3 t/ha}
            """, oxygen: "method: stand_productivity")
        fixture.pack = "gbt_38582_2020"
        // 100 ha each of classes 4, 5 (mixed) and 1: 2600 t grow, and the soil gains 90 t of carbon.
        #expect(isClose(try carbon(fixture).quantity, 2600 * 1.63 + 90.0 * 44 / 12))
        #expect(isClose(try oxygen(fixture).quantity, 2600 * 1.19))
        fixture.indicatorText["carbon_fixation"] =
            "method: nep\nproduction_basis: carbon\nratio_table: practitioner\ncarbon_price: \(price)"
        #expect(try errors(fixture).map(\.code) == ["missing_indicator"])
        #expect(
            try errors(self.fixture("method: stand_productivity")).map(\.path)
                == ["indicators.carbon_fixation.stand_productivity"])
    }

    /// V-12 and V-13: five kinds of stands, tonnes of dry matter; 1.63 at 379.87 and 1.19 at 1160.70 yuan, both
    /// prices lifted by one index of 1.1607.
    @Test(arguments: [6050.31, 40584.50, 4774.77, 5560.52, 1042.60])
    func gaotianyan(production: Double) throws {
        let carbonPrice = 1200.0 * 12 / 44
        var fixture = fixture("method: dry_matter_shortcut\nproduction_basis: dry_matter")
        fixture.extra = "price_indices:\n  - {id: cpi, year: 2005, factor: 1.1607}"
        fixture.indicatorText["carbon_fixation"] =
            "method: dry_matter_shortcut\nproduction_basis: dry_matter\n"
            + "carbon_price: {amount: \(carbonPrice) CNY/t, price_year: 2005, index: cpi, status: published}"
        fixture.indicatorText["oxygen_release"] =
            "method: dry_matter_119\nproduction_basis: dry_matter\n"
            + "oxygen_price: {amount: 1000 CNY/t, price_year: 2005, index: cpi, status: published}"
        fixture.regionCodes = [west]
        let result = try result(fixture, forestSum: production * 1e6)
        let carbon = try #require(result.entry(west, "carbon_fixation"))
        let oxygen = try #require(result.entry(west, "oxygen_release"))
        #expect(isClose(carbon.quantity, production * 1.63))
        #expect(isClose(oxygen.quantity, production * 1.19))
        // 379.866 prints as 379.87, 1160.70 exactly.
        #expect(isClose(carbon.valueYuan, production * 1.63 * 379.87, within: 2e-5))
        #expect(isClose(oxygen.valueYuan, production * 1.19 * 1160.70))
        #expect(!oxygen.note.en.contains("different routes"))
    }

    /// An account of one forest of 1 km2 with a given sum of production, g.
    private func result(_ fixture: AccountFixture, forestSum: Double) throws -> AccountResult {
        let region = try #require(RegionCode(west))
        let sum = ClassSum(classCode: 4, area: 1e6, validArea: 1e6, sums: [forestSum])
        let extent = ClassSum(classCode: 4, area: 1e6, validArea: 1e6, sums: [])
        let table = SufficientTable(measures: [], rows: [.init(region: region, sum: sum)])
        let tables = SufficientTables(
            extent: SufficientTable(measures: [], rows: [.init(region: region, sum: extent)]),
            indicators: ["carbon_fixation": table, "oxygen_release": table], insideShare: [region: 1],
            rasters: [], warnings: [])
        return try GEPAccounting.account(
            parameters: fixture.parameters(), regions: fixture.regions, tables: tables)
    }
}
