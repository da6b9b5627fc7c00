import EcoAccounts
import EcoGrids
import EcoParameters
import Foundation
import Testing

@testable import EcoIndicators

struct LawTests {
    private static let rasterIndicators = ["water_retention", "soil_retention", "carbon_fixation"]

    /// Terrain and fields that differ from cell to cell.
    private func rough() -> AccountFixture {
        var fixture = AccountFixture().only(
            "water_retention", "soil_retention", "carbon_fixation")
        fixture.rasters["elevation"] = [[900, 1130, 1010, 870, 990, 1420, 905, 1204, 1333]]
        fixture.rasters["rain"] = (0..<12).map { month in (0..<9).map { Double(7 + month * 9 + $0 * 3) } }
        fixture.rasters["et"] = [[350, 790, 990, 610, 333, 402.5, 871, 444, 520]]
        fixture.rasters["ndvi"] = [[0.2, 0.71, 0.35, 0.44, 0.6, 0.15, 0.95, 0.05, 0.5]]
        fixture.rasters["npp"] = [[310, 120, 455, 78, 530, 0, 640, 12, 290]]
        return fixture
    }

    @Test func countiesAddUpToTheirUnion() throws {
        let parts = try rough().result()
        var whole = rough()
        whole.regionCodes = [AccountFixture.union]
        let union = try whole.result()
        for id in Self.rasterIndicators + ["area"] {
            for type in [nil] + EcosystemType.allCases.map(Optional.some) {
                let sum = [AccountFixture.west, AccountFixture.east].reduce(0.0) {
                    $0 + (parts.entry($1, id, type)?.quantity ?? 0)
                }
                let own = union.entry(AccountFixture.union, id, type)?.quantity ?? 0
                #expect(abs(sum - own) <= 1e-9 * abs(own), "\(id) \(String(describing: type))")
            }
        }
        let gep = [AccountFixture.west, AccountFixture.east].reduce(0.0) {
            $0 + (parts.entry($1, "gep")?.valueYuan ?? .nan)
        }
        #expect(isClose(union.entry(AccountFixture.union, "gep")?.valueYuan, gep, within: 1e-9))
    }

    @Test func valuesAreLinearInThePrice() throws {
        let fixture = rough()
        var dearer = fixture
        dearer.indicatorText = fixture.indicatorText.mapValues {
            $0.replacingOccurrences(of: "amount: 7.06 CNY", with: "amount: 14.12 CNY")
        }
        let (one, two) = (try fixture.result(), try dearer.result())
        for region in [AccountFixture.west, AccountFixture.east] {
            let before = try #require(one.entry(region, "water_retention"))
            let after = try #require(two.entry(region, "water_retention"))
            #expect(after.quantity == before.quantity)
            #expect(isClose(after.valueYuan, 2 * (before.valueYuan ?? .nan)))
            let carbon = one.entry(region, "carbon_fixation")?.valueYuan
            #expect(two.entry(region, "carbon_fixation")?.valueYuan == carbon)
        }
    }

    @Test func unitsOfLayersChangeNothing() throws {
        var metres = rough()
        metres.layerText["evapotranspiration"] = "{file: et, unit: m}"
        metres.rasters["et"] = rough().rasters["et"]?.map { $0.map { $0 / 1000 } }
        metres.layerText["net_primary_production"] = "{file: npp, unit: t/ha}"
        metres.rasters["npp"] = rough().rasters["npp"]?.map { $0.map { $0 / 100 } }
        let (one, two) = (try rough().result(), try metres.result())
        for id in Self.rasterIndicators {
            let before = try #require(one.entry(AccountFixture.west, id)?.quantity)
            #expect(isClose(two.entry(AccountFixture.west, id)?.quantity, before, within: 1e-12))
        }
    }

    @Test func theClampedBalanceIsNotBelowTheSigned() throws {
        var fixture = rough()
        fixture.indicatorText["water_retention"]? += "\nclamped_sum: always"
        let result = try fixture.result()
        #expect(try rough().result().entry(AccountFixture.west, "water_retention.clamped") == nil)
        for region in [AccountFixture.west, AccountFixture.east] {
            let signed = try #require(result.entry(region, "water_retention.signed")?.quantity)
            let clamped = try #require(result.entry(region, "water_retention.clamped")?.quantity)
            #expect(clamped > signed)
            #expect(clamped >= 0)
            // This pack prices the signed balance.
            #expect(isClose(result.entry(region, "water_retention")?.quantity, signed))
        }
    }

    @Test func morePlantsKeepMoreSoil() throws {
        let bare = try rough().result()
        var green = rough()
        green.rasters["ndvi"] = rough().rasters["ndvi"]?.map { $0.map { min(0.95, $0 + 0.1) } }
        let greener = try green.result()
        for region in [AccountFixture.west, AccountFixture.east] {
            let before = try #require(bare.entry(region, "soil_retention")?.quantity)
            let after = try #require(greener.entry(region, "soil_retention")?.quantity)
            #expect(after > before)
        }
    }

    @Test func tablesAloneGiveTheAccountAgain() throws {
        let fixture = rough()
        let tables = try GEPAccounting.measure(
            parameters: fixture.parameters(), regions: fixture.regions, outlines: AccountFixture.outlines,
            opener: fixture.opener())
        let again = try GEPAccounting.account(
            parameters: fixture.parameters(), regions: fixture.regions, tables: tables)
        #expect(try again.entries == fixture.result().entries)
    }

    @Test func theSizeOfBlocksChangesNoBit() throws {
        let fixture = rough()
        let grid = try AccountFixture.grid()
        let small = MemoryRasterOpener(
            try fixture.rasters.map { name, bands in
                try MemoryRaster(name: name, grid: grid, values: bands, blockSize: (1, 1))
            })
        let result = try GEPAccounting.evaluate(
            parameters: fixture.parameters(), regions: fixture.regions, outlines: AccountFixture.outlines,
            opener: small)
        #expect(try result.entries == fixture.result().entries)
    }
}
