import EcoAccounts
import EcoParameters
import EcoUnits
import Foundation
import Testing

@testable import EcoIndicators

/// Water retention, flood mitigation, supply and energy through the whole account.
struct WaterAccountTests {
    private let west = AccountFixture.west
    private let east = AccountFixture.east
    private let cost = "reservoir_cost: {amount: 7.06 CNY/m3, price_year: 2019, status: published}"

    private func fixture(_ id: String, _ block: String, tables: [String: String] = [:]) -> AccountFixture {
        var fixture = AccountFixture().only()
        fixture.indicatorText[id] = block
        fixture.tables.merge(tables) { $1 }
        return fixture
    }

    // MARK: Water retention

    @Test func waterHasOnePrice() throws {
        let own = "runoff_table: gong_2017\nrunoff_classes: {grassland: temperate_steppe}"
        let traded = "water_price: {amount: 0.5 CNY/m3, price_year: 2019, status: published}"
        #expect(try fixture("water_retention", own).findingsOfBinding().map(\.code) == ["missing_value"])
        #expect(
            try fixture("water_retention", "\(own)\n\(cost)\n\(traded)").findingsOfBinding().map(\.code)
                == ["conflicting_values"])
        let row = try fixture("water_retention", "\(own)\n\(traded)").result().entry(west, "water_retention")
        #expect(isClose(row?.valueYuan, (row?.quantity ?? .nan) * 0.5))
    }

    @Test func ownCoefficientsGoFirstAndCropsThatAreIrrigatedAreNamed() throws {
        let own = fixture(
            "water_retention", "runoff_table: gong_2017\nrunoff_coefficients: runoff.csv\n\(cost)",
            tables: [
                "runoff.csv": """
                ecosystem,runoff_percent,status,source
                deciduous_broadleaf_forest,10,measured,plots
                cropland,20,assumed,none
                """
            ])
        let result = try own.replacing("et", [2: 700, 8: 700]).result()
        // Class 4: 600 x 0.9 - 450 = 90 mm; mixed 600 x 0.9648 - 450, needleleaf 600 x 0.9548 - 450
        let forest = (90 + 128.88 + 122.88) * 1000
        #expect(isClose(result.entry(west, "water_retention", .forest)?.quantity, forest))
        // Two cells of crops: 600 x 0.8 - 700 = -220 mm
        let crops = result.entry(east, "water_retention", .cropland)
        #expect(isClose(crops?.quantity, -440_000))
        #expect(result.entry(east, "water_retention")?.note.en.contains("irrigation") == true)
        #expect(result.register.contains { $0.value == "20 %" && $0.isProvisional })
    }

    @Test func useAndNetOutflowNeedNoRaster() throws {
        var own = fixture(
            "water_retention", "method: supply\nsupply: water.csv\n\(cost)",
            tables: [
                "water.csv": """
                region,use_m3,outflow_m3,inflow_m3,status,note
                140106,2e6,7e6,4e6,measured,
                """
            ])
        own.layerText = [:]
        let result = try GEPAccounting.account(
            parameters: own.parameters(), regions: own.regions, tables: .none)
        #expect(isClose(result.entry(west, "water_retention")?.quantity, 5e6))
        #expect(isClose(result.entry(west, "water_retention")?.valueYuan, 5e6 * 7.06))
        #expect(result.entry(east, "water_retention")?.status == .incomplete)
        #expect(!result.entries.contains { $0.indicator == "water_retention" && $0.ecosystem != nil })
    }

    @Test func onlyForestsMayPriceWaterTwice() throws {
        let twice =
            "runoff_table: gong_2017\n\(cost)\n"
            + "quality_price: {amount: 2 CNY/m3, price_year: 2019, status: assumed}"
        var own = fixture("water_retention", twice)
        #expect(try own.findings().map(\.code) == ["double_count"])
        own.pack = "gbt_38582_2020"
        own.extra = "rules: {negative_balance: signed}"
        let row = try own.result().entry(west, "water_retention", .forest)
        #expect(isClose(row?.valueYuan, (row?.quantity ?? .nan) * 9.06))
    }

    // MARK: Storms

    /// A year of 365 days with 60 mm on one day and 1 mm on all others.
    private func stormy(_ own: AccountFixture) -> AccountFixture {
        var own = own
        own.layerText["precipitation_daily"] = "{file: daily, unit: mm}"
        own.rasters["daily"] = (0..<365).map { AccountFixture.constant($0 == 200 ? 60 : 1) }
        return own
    }

    private let pairs = """
        ecosystem,slope,intercept,status,source
        forest,10,20,assumed,none
        """

    @Test func vegetationKeepsTheStormLessItsRunoff() throws {
        let block = "marshes: none\nvegetation: {storm_runoff_table: none, storm_runoff: pairs.csv}\n\(cost)"
        let result = try stormy(fixture("flood_mitigation", block, tables: ["pairs.csv": pairs])).result()
        // Forest on 3 km2: 60 - (10 ln 60 - 20)
        let kept = 3 * (60 - (10 * Foundation.log(60.0) - 20)) * 1000
        let row = result.entry(west, "flood_mitigation", .forest)
        #expect(isClose(row?.quantity, kept))
        #expect(isClose(row?.valueYuan, kept * 7.06))
        #expect(result.entry(west, "flood_mitigation", .grassland)?.status == .notCounted)
        #expect(result.entry(west, "flood_mitigation.vegetation")?.status == .provisional)
    }

    @Test func stormDaysMayBeLeftToFloodMitigation() throws {
        let block = "runoff_table: gong_2017\nexcluded_storm_days: {storm_threshold: 50 mm}\n\(cost)"
        let result = try stormy(fixture("water_retention", block)).result()
        // 600 - 60 mm fall on other days: 540 x 0.973 - 450, 540 x 0.9648 - 450, 540 x 0.9548 - 450
        let forest = (75.42 + 70.992 + 65.592) * 1000
        #expect(isClose(result.entry(west, "water_retention", .forest)?.quantity, forest))
    }

    /// Rain of storm days is in both services unless water retention leaves it out.
    @Test func theOverlapOfStormRainIsNamedWhereItIs() throws {
        let flood = "marshes: none\nvegetation: {storm_runoff_table: none, storm_runoff: pairs.csv}\n\(cost)"
        func warnings(_ storms: String) throws -> [String] {
            var both = fixture("flood_mitigation", flood, tables: ["pairs.csv": pairs])
            both.indicatorText["water_retention"] = "runoff_table: gong_2017\n\(storms)\(cost)"
            both.layerText["evapotranspiration"] = "{file: et, unit: mm}"
            return try stormy(both).result().warnings
                .filter { ["overlap", "storm_thresholds"].contains($0.code) }.map(\.code)
        }
        #expect(try warnings("") == ["overlap"])
        #expect(try warnings("excluded_storm_days: {storm_threshold: 50 mm}\n").isEmpty)
        // Days of 50 to 80 mm count twice; days of 30 to 50 mm not at all.
        #expect(try warnings("excluded_storm_days: {storm_threshold: 80 mm}\n") == ["storm_thresholds"])
        #expect(try warnings("excluded_storm_days: {storm_threshold: 30 mm}\n") == ["storm_thresholds"])
    }

    // MARK: Lakes, reservoirs, marshes

    private let lakes = """
        lake,region,area_km2,share,zone,exchanges,status,note
        long,140106,100,0.25,tibetan_plateau,2,measured,
        long,140107,100,0.75,tibetan_plateau,2,measured,
        """
    private let reservoirs = """
        reservoir,region,capacity_m3,status,note
        upper,140106,1e6,measured,
        lower,140106,2e6,measured,
        upper,140106,1e6,measured,
        """

    private func flood(_ extra: String = "", tables: [String: String] = [:]) -> AccountFixture {
        var own = fixture(
            "flood_mitigation", "marshes: none\n\(extra)\n\(cost)",
            tables: ["lakes.csv": lakes, "reservoirs.csv": reservoirs].merging(tables) { $1 })
        own.layerText = [:]
        return own
    }

    private func accounted(_ own: AccountFixture) throws -> AccountResult {
        try GEPAccounting.account(parameters: own.parameters(), regions: own.regions, tables: .none)
    }

    @Test func aLakeIsSharedByAreaAndMeasuredAsAWhole() throws {
        let result = try accounted(flood("lakes: lakes.csv"))
        let whole = exp(6.636) * pow(100, 0.678) * 2 * 1e4
        #expect(isClose(result.entry(west, "flood_mitigation.lakes")?.quantity, whole * 0.25))
        #expect(isClose(result.entry(east, "flood_mitigation.lakes")?.quantity, whole * 0.75))
        #expect(isClose(result.entry(east, "flood_mitigation")?.valueYuan, whole * 0.75 * 7.06))
    }

    @Test func aReservoirCountsOnce() throws {
        let result = try accounted(flood("reservoirs: reservoirs.csv"))
        #expect(isClose(result.entry(west, "flood_mitigation.reservoirs")?.quantity, 0.35 * 3e6))
        #expect(result.entry(west, "flood_mitigation")?.note.en.contains("counts once") == true)
        // No lake, no reservoir, no marsh: nothing, and that is a figure.
        let none = result.entry(east, "flood_mitigation")
        #expect(none?.status == .notApplicable && none?.quantity == 0 && none?.valueYuan == 0)
        #expect(result.entry(east, "gep")?.valueYuan == 0)
    }

    @Test func aReservoirOnTheBorderHasOneOwner() throws {
        let border = reservoirs.replacingOccurrences(
            of: "upper,140106,1e6,measured,\nlower", with: "upper,140107,1e6,measured,\nlower")
        let codes = try flood("reservoirs: reservoirs.csv", tables: ["reservoirs.csv": border]).findings()
        #expect(codes.map(\.code) == ["duplicate"])
        #expect(codes.first?.hint.contains("dam") == true)
    }

    @Test func rowsOfALakeMustAgree() throws {
        let wrong = lakes.replacingOccurrences(of: "140107,100,0.75", with: "140107,90,0.8")
        let findings = try flood("lakes: lakes.csv", tables: ["lakes.csv": wrong]).findings()
        #expect(Set(findings.map(\.code)) == ["conflicting_values", "shares_exceed_one"])
    }

    @Test func otherLakeRegionsAreProvisional() throws {
        let plain = lakes.replacingOccurrences(of: "tibetan_plateau", with: "eastern_plain")
        let result = try accounted(flood("lakes: lakes.csv", tables: ["lakes.csv": plain]))
        #expect(result.register.contains { $0.path.hasSuffix("eastern_plain") && $0.isProvisional })
        let tibetan = try accounted(flood("lakes: lakes.csv"))
        #expect(tibetan.register.contains { $0.path.hasSuffix("tibetan_plateau") && !$0.isProvisional })
    }

    /// V-08, T-02: 6.00e8 m3 are 0.3 m on 2000 km2; the printed unit, 10^4 m3, would be 10^4 times as much.
    @Test func garzeMarshes() throws {
        let tables = [
            "marshes.csv": "region,area_km2,status,note\n140106,2000,published,\n140107,0,published,\n"
        ]
        var own = flood("", tables: tables)
        own.indicatorText["flood_mitigation"] = "marshes: table\nmarsh_areas: marshes.csv\n\(cost)"
        let result = try accounted(own)
        #expect(isClose(result.entry(west, "flood_mitigation.marshes")?.quantity, 6.00e8))
        let value = try #require(result.entry(west, "flood_mitigation")?.valueYuan)
        #expect(abs(value - 42.3436e8) <= (0.005 * 7.06 + 0.00005) * 1e8)
        #expect(result.entry(east, "flood_mitigation")?.status == .notApplicable)
    }

    @Test func marshesOfTheLandCover() throws {
        let own = fixture("flood_mitigation", "marshes: land_cover\n\(cost)").replacing("land", [0: 11])
        let result = try own.result()
        #expect(isClose(result.entry(west, "flood_mitigation", .wetland)?.quantity, 0.3e6))
        #expect(result.entry(east, "flood_mitigation")?.status == .notApplicable)
    }

    // MARK: Supply, energy

    private let use = """
        region,user,quantity_m3,status,note
        140106,domestic,1000000,measured,
        140106,industry,2000000,measured,
        140107,agriculture,3000000,measured,
        """

    private func supply() -> AccountFixture {
        var own = fixture(
            "water_supply",
            "water_use: use.csv\ndomestic_price: {amount: 2.6 CNY/m3, price_year: 2019, status: published}\n"
                + "industry_price: {amount: 3.6 CNY/m3, price_year: 2019, status: published}",
            tables: ["use.csv": use])
        own.layerText = [:]
        return own
    }

    @Test func waterWithoutTariffIsNotFree() throws {
        let result = try accounted(supply())
        #expect(isClose(result.entry(west, "water_supply")?.quantity, 3e6))
        #expect(isClose(result.entry(west, "water_supply")?.valueYuan, 2.6e6 + 7.2e6))
        #expect(result.entry(east, "water_supply")?.status == .incomplete)
        #expect(result.entry(east, "gep")?.valueYuan == nil)
    }

    /// N-06: 150.17e8 m3 of industry for 1.06 million people.
    @Test func implausibleUseIsNamed() throws {
        var own = supply()
        own.tables["use.csv"] = """
            region,user,quantity_m3,status,note
            140106,industry,150.17e8,published,
            140107,domestic,1000000,measured,
            """
        let regions = RegionTable(
            own.regions.regions.map {
                Region(code: $0.code, name: $0.name, city: $0.city, population: 1.06e6)
            })
        let result = try GEPAccounting.account(
            parameters: own.parameters(), regions: regions, tables: .none)
        let warnings = result.warnings.filter { $0.code == "implausible_water_use" }
        #expect(warnings.count == 1)
        #expect(warnings.first?.message.contains("14167") == true)
        #expect(isClose(result.entry(west, "water_supply")?.valueYuan, 150.17e8 * 3.6))
    }

    @Test func energyOfSeveralCarriers() throws {
        var own = fixture(
            "ecological_energy", "energy: energy.csv",
            tables: [
                "energy.csv": """
                region,product,quantity,unit,price_yuan_per_unit,price_year,status,note
                140106,hydropower,95.30e8,kWh,0.53,2019,published,
                140106,firewood,1000,m3,200,2019,published,
                140107,straw,1000,t,,2019,measured,
                """
            ])
        own.layerText = [:]
        let result = try accounted(own)
        #expect(isClose(result.entry(west, "ecological_energy")?.valueYuan, 95.30e8 * 0.53 + 200_000))
        #expect(result.entry(west, "ecological_energy")?.quantity == nil)
        #expect(result.entry(east, "ecological_energy")?.status == .incomplete)
    }
}

extension AccountFixture {
    /// What binding refuses.
    func findingsOfBinding() throws -> [Diagnostic] {
        do {
            _ = try parameters()
            return []
        } catch let failure as DiagnosticFailure {
            return failure.diagnostics
        }
    }
}
