import EcoAccounts
import EcoParameters
import Foundation
import Testing

@testable import EcoIndicators

/// Services priced by area: species, pests, and what only the forest sector counts.
struct ForestSectorTests {
    private let west = AccountFixture.west

    private func fixture(_ indicator: String, _ block: String, pack: String = "mee_2020") -> AccountFixture {
        var fixture = AccountFixture()
        fixture.pack = pack
        fixture.layerText = ["land_cover": "{file: land, legend: igbp}"]
        fixture.indicatorText = [indicator: block]
        return fixture
    }

    // West holds classes 4, 5 and 1 (forest) on 100 ha each, grassland on 100 ha and water on 50.

    @Test func pestsByArea() throws {
        var fixture = fixture(
            "pest_control",
            "cost_table: garze_2017\ncosts: {mixed_forest: 400 CNY/ha}\nprice_year: 2010\nindex: cpi")
        fixture.extra = "price_indices:\n  - {id: cpi, year: 2010, factor: 1.2}"
        let row = try fixture.result().entry(west, "pest_control")
        #expect(isClose(row?.quantity, 400))
        // 200 x 375 + 100 x 400 + 100 x 112.5 = 126,250
        #expect(isClose(row?.valueYuan, 126_250 * 1.2))
        #expect(try isClose(fixture.result().entry(west, "pest_control.cost")?.quantity, 126_250))
        fixture.extra = ""
        #expect(try fixture.findings().map(\.code) == ["price_year"])
    }

    @Test func speciesByClassOfTheIndex() throws {
        var fixture = fixture(
            "species_conservation",
            "price_table: lyt_1721\nprice_year: 2019\nshannon_wiener: {forest: 2.5, grassland: 1}")
        let result = try fixture.result()
        #expect(isClose(result.entry(west, "species_conservation")?.valueYuan, 300 * 10_000 + 100 * 5_000))
        #expect(result.warnings.contains { $0.code == "supporting_service" })
        fixture.indicatorText["species_conservation"]? += "\nspecies_indices: s.csv"
        fixture.tables["s.csv"] = """
            region,endangered_sum,endemic_sum,old_tree_sum,status,note
            140106,3,1,1,measured,
            """
        let rare = try fixture.result()
        #expect(
            isClose(rare.entry(west, "species_conservation")?.valueYuan, (300 * 10_000 + 100 * 5_000) * 1.5))
        #expect(rare.entry(AccountFixture.east, "species_conservation")?.status == .incomplete)
    }

    @Test func classesOfTheIndexIncludeTheirLowerBound() {
        let table = SpeciesPriceTable.lyt1721
        let prices = [0, 1, 2, 3, 4, 5, 6].map { table.price(index: $0) }
        #expect(prices == [3_000, 5_000, 10_000, 20_000, 30_000, 40_000, 50_000])
        #expect(prices.dropFirst().elementsEqual([1, 2, 3, 4, 5, 6].map { table.price(index: $0.nextUp) }))
    }

    private let ionPrice = "ion_price: {amount: 5.8185e-18 CNY, price_year: 2019, status: provisional}"

    @Test func ionsAboveSixHundred() throws {
        var fixture = fixture(
            "negative_air_ions", "ion_stands: i.csv\nion_life: 600 s\n\(ionPrice)", pack: "gbt_38582_2020")
        fixture.tables["i.csv"] = """
            ecosystem,height_m,ions_per_cm3,status,note
            forest,10,1600,measured,
            mixed_forest,12,500,measured,
            """
        let row = try fixture.result().entry(west, "negative_air_ions")
        // 200 ha x 5.256e15 x 10 m x 1000 / 10 min; the mixed forest is below 600.
        #expect(isClose(row?.quantity, 200 * 5.256e18))
        #expect(isClose(row?.valueYuan, 200 * 5.256e18 * 5.8185e-18))
    }

    @Test func nutrientsThatGrowthBinds() throws {
        var fixture = fixture(
            "nutrient_accumulation",
            """
            nutrient_stands: n.csv
            nitrogen_price: {amount: 2549 CNY/t, price_year: 2019, status: published}
            phosphorus_price: {amount: 2549 CNY/t, price_year: 2019, status: published}
            potassium_price: {amount: 2000 CNY/t, price_year: 2019, status: assumed}
            """, pack: "gbt_38582_2020")
        fixture.tables["n.csv"] = """
            ecosystem,productivity_t_per_ha,nitrogen_percent,phosphorus_percent,potassium_percent,status,note
            forest,8,0.5,0.05,0.25,measured,
            """
        let result = try fixture.result()
        #expect(isClose(result.entry(west, "nutrient_accumulation.nitrogen")?.quantity, 300 * 8 * 0.005))
        let value: Double = 2400 * (0.0055 * 2549 + 0.0025 * 2000)
        #expect(isClose(result.entry(west, "nutrient_accumulation")?.valueYuan, value))
    }

    @Test func servicesOfTheForestSectorStayOutOfGEP() throws {
        var fixture = fixture("negative_air_ions", "ion_stands: i.csv\nion_life: 600 s\n\(ionPrice)")
        fixture.tables["i.csv"] = "ecosystem,height_m,ions_per_cm3,status,note\nforest,10,1600,measured,"
        #expect(try fixture.findings().map(\.code) == ["indicator_not_in_pack"])
    }

    @Test func misspeltStandsAreFound() throws {
        var fixture = fixture(
            "negative_air_ions", "ion_stands: i.csv\nion_life: 600 s\n\(ionPrice)", pack: "gbt_38582_2020")
        fixture.tables["i.csv"] = "ecosystem,height_m,ions_per_cm3,status,note\nforrest,10,1600,measured,"
        let findings = try fixture.findings()
        #expect(findings.map(\.code) == ["unknown_subtype"])
        #expect(findings.first?.location?.line == 2)
    }
}
