import EcoAccounts
import EcoGrids
import EcoParameters
import EcoUnits
import Foundation
import Testing

@testable import EcoIndicators

struct EdgeTests {
    private let west = AccountFixture.west
    private let east = AccountFixture.east

    @Test func aMissingCellLowersTheValidShareAndStopsTheTotal() throws {
        // Cell 3 (class 5, 1 km2 of the 4.5 of county 140106) has no rain in one month only.
        var fixture = AccountFixture().only("water_retention")
        fixture.rasters["rain"]?[6][3] = .nan
        let result = try fixture.result()
        let row = result.entry(west, "water_retention")
        #expect(row?.status == .incomplete)
        #expect(row?.quantity == nil && row?.valueYuan == nil)
        #expect(result.entry(west, "gep")?.status == .incomplete)
        #expect(result.entry(west, "gep")?.valueYuan == nil)
        #expect(result.entry(west, "total")?.valueYuan == nil)
        // The other county is whole and has its total.
        #expect(result.entry(east, "gep")?.valueYuan != nil)
        let share = result.validShares.first { $0.region == RegionCode(west) }
        #expect(isClose(share?.share, 3.5 / 4.5))
        #expect(result.warnings.contains { $0.code == "incomplete" })
    }

    @Test func aLowerThresholdKeepsTheFigureOfValidCells() throws {
        var fixture = AccountFixture().only("carbon_fixation").replacing("npp", [3: .nan])
        fixture.extra = "minimum_valid_share: 70 %"
        let row = try fixture.result().entry(west, "carbon_fixation")
        // Without cell 3: two forest cells and 1 km2 of grassland, of 4 km2 that count
        let dryMatter = 500 * (2 * 0.215 + 1 * 0.262)
        #expect(isClose(row?.quantity, dryMatter * 72 / 162 * 44 / 12))
        #expect(row?.note.en.contains("75 % of the area") == true)
    }

    @Test func missingDataOutsideTheServiceDoesNotMatter() throws {
        // Soil maps have no water and no towns: cells 7 and 5.
        let fixture = AccountFixture().only("soil_retention").replacing("k", [7: .nan, 5: .nan])
        let result = try fixture.result()
        #expect(result.validShares.allSatisfy { $0.share == 1 })
        #expect(result.entry(west, "soil_retention")?.quantity != nil)
    }

    @Test func missingLandCoverIsMissing() throws {
        let fixture = AccountFixture().only("water_retention").replacing("land", [0: .nan])
        let result = try fixture.result()
        #expect(result.entry(west, "water_retention")?.status == .incomplete)
        #expect(result.entry(west, "area")?.status == .incomplete)
    }

    @Test func nothingButNodata() throws {
        for name in ["land", "rain", "et"] {
            var fixture = AccountFixture().only("water_retention")
            fixture.rasters[name] = fixture.rasters[name]?.map { $0.map { _ in .nan } }
            let findings = try fixture.findings()
            #expect(findings.map(\.code) == ["raster_without_data"], "\(name)")
            #expect(findings.allSatisfy { $0.location != nil && $0.message.hasPrefix(name) })
        }
    }

    @Test func oneCellIsAGrid() throws {
        let grid = try Grid(
            originX: 0, originY: 3000, cellWidth: 3000, cellHeight: 3000, width: 1, height: 1,
            reference: .localMetres)
        let rasters = try [
            MemoryRaster(name: "land", grid: grid, values: [[4]]),
            MemoryRaster(name: "rain", grid: grid, values: [[Double]](repeating: [50], count: 12)),
            MemoryRaster(name: "et", grid: grid, values: [[450]]),
        ]
        let fixture = AccountFixture().only("water_retention")
        let result = try GEPAccounting.evaluate(
            parameters: fixture.parameters(), regions: fixture.regions, outlines: AccountFixture.outlines,
            opener: MemoryRasterOpener(rasters))
        // Half of 9 km2 of deciduous forest: 4.5 km2 x 133.8 mm
        #expect(isClose(result.entry(west, "water_retention")?.quantity, 4.5 * 133_800))
        #expect(isClose(result.entry(east, "water_retention")?.quantity, 4.5 * 133_800))
    }

    @Test func slopeOfASingleCellIsMissing() throws {
        let grid = try Grid(
            originX: 0, originY: 3000, cellWidth: 3000, cellHeight: 3000, width: 1, height: 1,
            reference: .localMetres)
        let fixture = AccountFixture().only("soil_retention")
        let rasters = try fixture.rasters.map { name, bands in
            try MemoryRaster(name: name, grid: grid, values: bands.map { [$0[0]] })
        }
        let result = try GEPAccounting.evaluate(
            parameters: fixture.parameters(), regions: fixture.regions, outlines: AccountFixture.outlines,
            opener: MemoryRasterOpener(rasters))
        #expect(result.entry(west, "soil_retention")?.status == .incomplete)
    }

    @Test func aClassWithoutParameterIsListedNotCounted() throws {
        let result = try AccountFixture().only("water_retention").result()
        // County 140107: classes 12, 13 and 12 fill its last column.
        #expect(result.entry(east, "water_retention", .cropland)?.status == .notCounted)
        #expect(result.entry(east, "water_retention", .cropland)?.quantity == nil)
        #expect(result.entry(east, "water_retention", .bare)?.status == .notApplicable)
        let crops = result.notCounted.filter {
            $0.region == RegionCode(east) && $0.land.ecosystem == .cropland
        }
        #expect(isClose(crops.reduce(0) { $0 + $1.land.area }, 2e6))
        #expect(result.warnings.contains { $0.code == "not_counted" && $0.message.contains("cropland") })
        let row = result.entry(east, "water_retention")
        #expect(row?.note.en.contains("not counted: 3 km²") == true)
    }

    @Test func aGenericSubtypeWithoutItsRowIsNotCounted() throws {
        var fixture = AccountFixture().only("water_retention")
        let written = fixture.indicatorText["water_retention"] ?? ""
        fixture.indicatorText["water_retention"] = written.replacingOccurrences(
            of: "runoff_classes: {grassland: temperate_steppe}\n", with: "")
        let result = try fixture.result()
        #expect(result.entry(west, "water_retention", .grassland)?.status == .notCounted)
    }

    @Test func negativeBalancesStayNegative() throws {
        var fixture = AccountFixture().only("water_retention").replacing("et", [0: 700])
        fixture.indicatorText["water_retention"]? += "\nclamped_sum: always"
        let result = try fixture.result()
        // Class 4: 600 (1 - 0.027) - 700 = -116.2 mm; others as in AccountTests
        let rest = (128.88 + 122.88 + 126.36) * 1000 + 150 * 500.0
        #expect(isClose(result.entry(west, "water_retention.signed")?.quantity, rest - 116_200))
        #expect(isClose(result.entry(west, "water_retention.clamped")?.quantity, rest))
    }

    @Test func aRegionBeyondTheGridIsIncomplete() throws {
        var fixture = AccountFixture().only("water_retention")
        fixture.regionCodes = [west]
        let far = AccountFixture.outline(west, 10_000, 12_000)
        let result = try GEPAccounting.evaluate(
            parameters: fixture.parameters(), regions: fixture.regions, outlines: [far],
            opener: fixture.opener())
        #expect(result.entry(west, "water_retention")?.status == .incomplete)
        #expect(result.entry(west, "area")?.quantity == nil)
    }

    @Test func aMissingEmissionOrPriceIsNotZero() throws {
        var fixture = AccountFixture().only("air_purification", "agricultural_products")
        fixture.tables["emissions.csv"] = AccountFixture.tables["emissions.csv"]?
            .replacingOccurrences(of: "140106,nox,100,measured,\n", with: "")
        fixture.tables["provisioning.csv"] = AccountFixture.tables["provisioning.csv"]?
            .replacingOccurrences(of: "140107,maize,500,t,1900", with: "140107,maize,500,t,")
        let result = try fixture.result()
        #expect(result.entry(west, "air_purification")?.status == .incomplete)
        #expect(result.entry(east, "agricultural_products")?.status == .incomplete)
        #expect(result.entry(east, "air_purification")?.status != .incomplete)
        #expect(result.entry(west, "gep")?.valueYuan == nil)
    }

    @Test func anAccountFromTablesAloneNeedsNoRaster() throws {
        var fixture = AccountFixture().only("agricultural_products", "tourism")
        fixture.layerText = [:]
        let result = try GEPAccounting.evaluate(
            parameters: fixture.parameters(), regions: fixture.regions, outlines: [],
            opener: MemoryRasterOpener([]))
        #expect(isClose(result.entry(east, "gep")?.valueYuan, 500 * 1900 + 2000 * 100 * 0.3))
    }

    @Test func carbonByRateNeedsOnlyAreas() throws {
        var fixture = AccountFixture().only("carbon_fixation")
        fixture.layerText = ["land_cover": "{file: land, legend: igbp}"]
        fixture.indicatorText["carbon_fixation"] = """
            method: rate
            fixation_rates: {forest: 100 t/km2, wetland: 0.3 t/ha}
            carbon_price: {amount: 380 CNY/t, price_year: 2019, status: published}
            """
        // 3 km2 x 100 t + 0.5 km2 x 30 t of carbon
        let row = try fixture.result().entry(west, "carbon_fixation")
        #expect(isClose(row?.quantity, 315.0 * 44 / 12))
    }

    @Test func assumedFiguresMakeProvisionalRows() throws {
        var fixture = AccountFixture().only("tourism")
        fixture.tables["tourism.csv"] = AccountFixture.tables["tourism.csv"]?
            .replacingOccurrences(
                of: "2000,visits,100,0.3,2019,measured", with: "2000,visits,100,0.3,2019,assumed")
        let parameters = try fixture.parameters()
        let set = try IndicatorSet(parameters, fixture.regions)
        let input = { (code: String) in
            SufficientTables.none.input(RegionCode(code)!, indicator: "tourism")
        }
        #expect(set.members[0].indicator.flows(of: input(east)).isProvisional)
        #expect(!set.members[0].indicator.flows(of: input(west)).isProvisional)
    }
}
