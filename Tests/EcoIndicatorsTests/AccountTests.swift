import EcoAccounts
import EcoParameters
import Foundation
import Testing

@testable import EcoIndicators

/// The fixture's account worked by hand. County 140106: 1 km2 each of classes 4, 5 and 1, half a km2 each of two
/// cells of grassland, half a km2 of water.
struct AccountTests {
    let result: AccountResult

    init() throws { result = try AccountFixture().result() }

    @Test func extentIsAreaByType() {
        let west = AccountFixture.west
        #expect(isClose(result.entry(west, "area", .forest)?.quantity, 3))
        #expect(isClose(result.entry(west, "area", .grassland)?.quantity, 1))
        #expect(isClose(result.entry(west, "area", .wetland)?.quantity, 0.5))
        #expect(isClose(result.entry(west, "area")?.quantity, 4.5))
        #expect(result.entry(west, "area", .urban)?.quantity == 0)
        #expect(result.entry(west, "area", .urban)?.status == .notApplicable)
    }

    @Test func waterRetentionIsTheBalanceOfEachType() {
        // mm: 600 (1 - alpha) - 450; 1 mm on 1 km2 is 1000 m3
        let forest = (133.8 + 128.88 + 122.88) * 1000
        let grass = 126.36 * 1000
        let water = 150 * 1000 * 0.5
        let row = result.entry(AccountFixture.west, "water_retention")
        #expect(isClose(row?.quantity, forest + grass + water))
        #expect(isClose(row?.valueYuan, (forest + grass + water) * 7.06))
        #expect(isClose(result.entry(AccountFixture.west, "water_retention", .forest)?.quantity, forest))
        #expect(isClose(result.entry(AccountFixture.west, "water_retention", .wetland)?.quantity, water))
    }

    @Test func soilRetentionIsBareErosionLessErosion() {
        // A tenth of rise: sine of the slope 0.1/sqrt(1.01); slope above 9 percent and below 18; m = 0.5
        let slope = 16.8 * 0.1 / 1.01.squareRoot() - 0.5
        let length = (100 / 22.13).squareRoot()
        let erosivity = 0.1833 * pow(50.0, 1.9957)
        let cover = 0.6508 - 0.3436 * log10(50.0)
        // 3 km2 of forest and 1 km2 of grassland, P = 1 for both: 400 ha; water is left out
        let soil = erosivity * 0.02552 * length * slope * (1 - cover) * 400
        let row = result.entry(AccountFixture.west, "soil_retention")
        #expect(isClose(row?.quantity, soil, within: 1e-9))
        let silt = 0.24 * soil / 0.93
        let value = silt * 15.58 + soil * 0.0037 * 875 + soil * 0.00108 * 2800
        #expect(isClose(row?.valueYuan, value, within: 1e-9))
        #expect(
            isClose(result.entry(AccountFixture.west, "soil_retention.silt")?.quantity, silt, within: 1e-9))
        #expect(result.entry(AccountFixture.west, "soil_retention", .wetland)?.status == .notApplicable)
    }

    @Test func cropsKeepSoilByTheirPracticeFactor() {
        // County 140107: half a km2 of grassland twice, P = 1; 2 km2 of cropland, P = 0.45
        let slope = 16.8 * 0.1 / 1.01.squareRoot() - 0.5
        let bare = 0.1833 * pow(50.0, 1.9957) * 0.02552 * (100 / 22.13).squareRoot() * slope
        let cover = 0.6508 - 0.3436 * log10(50.0)
        let crops = result.entry(AccountFixture.east, "soil_retention", .cropland)?.quantity
        #expect(isClose(crops, bare * (1 - cover * 0.45) * 200, within: 1e-9))
        let grass = result.entry(AccountFixture.east, "soil_retention", .grassland)?.quantity
        #expect(isClose(grass, bare * (1 - cover) * 100, within: 1e-9))
    }

    @Test func carbonIsNetProductionOfEachType() {
        // 500 g/m2 are 500 t/km2 of dry matter; open water is not counted
        let dryMatter = 500 * (3 * 0.215 + 1 * 0.262)
        let row = result.entry(AccountFixture.west, "carbon_fixation")
        #expect(isClose(row?.quantity, dryMatter * 72 / 162 * 44 / 12))
        #expect(isClose(row?.valueYuan, dryMatter * 72 / 162 * 44 / 12 * 380))
        #expect(result.entry(AccountFixture.west, "carbon_fixation", .wetland)?.status == .notCounted)
    }

    @Test func airPurificationIsTheLesserOfEmissionAndCapacity() {
        // t/km2 of classes 4, 5 and 1: SO2 8.865 + 15.213 + 21.56 = 45.638; NOx 3 x 0.6; dust 1011 + 2166 + 3320
        let west = AccountFixture.west
        #expect(isClose(result.entry(west, "air_purification.so2")?.quantity, 10))
        #expect(isClose(result.entry(west, "air_purification.nox")?.quantity, 1.8))
        #expect(isClose(result.entry(west, "air_purification.dust")?.quantity, 3000))
        let row = result.entry(west, "air_purification")
        #expect(isClose(row?.quantity, 3011.8))
        let (so2, nox, dust) = (10.0 * 1200, 1.8 * 630, 3000.0 * 150)
        #expect(isClose(row?.valueYuan, so2 + nox + dust))
        #expect(row?.note.en.contains("not by emission: nitrogen oxides") == true)
        #expect(row?.note.zh.contains("氮氧化物按净化能力计") == true)
    }

    @Test func productsAndVisitsComeFromTables() {
        let west = AccountFixture.west
        let products = result.entry(west, "agricultural_products")
        let (maize, milk) = (1000.0 * 1900, 200.0 * 3600)
        #expect(isClose(products?.valueYuan, maize + milk))
        let visits = result.entry(west, "tourism")
        #expect(isClose(visits?.quantity, 15_000))
        #expect(isClose(visits?.valueYuan, 15_000 * 100 * 0.3))
    }

    @Test func gepIsTheSumOfServicesLessNetImports() throws {
        let west = AccountFixture.west
        let ids = AccountFixture.indicatorBlocks.keys.sorted()
        let services = try ids.map { try #require(result.entry(west, $0)?.valueYuan) }
        #expect(isClose(result.entry(west, "gep")?.valueYuan, services.reduce(0, +)))
        #expect(result.entry(west, "net_imports")?.valueYuan == 0)
        let note = result.entry(west, "gep")?.note
        #expect(note?.en.contains("flood mitigation") == true && note?.zh.contains("洪水调蓄") == true)
    }

    /// A reader of either language finds a note where the other one does, and no id of the program in it.
    @Test func notesStandInBothLanguages() {
        for entry in result.entries + result.components {
            #expect(entry.note.en.isEmpty == entry.note.zh.isEmpty)
            #expect(!entry.note.en.contains("_") && !entry.note.zh.contains("_"))
            #expect(!entry.note.en.unicodeScalars.contains { (0x4E00...0x9FFF).contains($0.value) })
        }
        for warning in result.warnings {
            #expect(!warning.messageZh.isEmpty && warning.hint.isEmpty == warning.hintZh.isEmpty)
        }
    }

    @Test func typesAddUpToTheService() throws {
        for id in ["water_retention", "soil_retention", "carbon_fixation", "air_purification"] {
            for region in [AccountFixture.west, AccountFixture.east] {
                let whole = try #require(result.entry(region, id))
                let parts = EcosystemType.allCases.compactMap { result.entry(region, id, $0) }
                let quantity = parts.reduce(0) { $0 + ($1.quantity ?? 0) }
                if whole.status == .notCounted {
                    #expect(whole.quantity == nil && quantity == 0)
                    continue
                }
                #expect(isClose(whole.quantity, quantity, within: 1e-12), "\(id) \(region)")
                let value = parts.reduce(0) { $0 + ($1.valueYuan ?? 0) }
                #expect(isClose(whole.valueYuan, value, within: 1e-12), "\(id) \(region)")
            }
        }
    }

    @Test func everyRowNamesPackAndPriceYear() {
        for entry in result.entries + result.components {
            #expect(entry.rulePack == "mee_2020 0.2")
            #expect(entry.priceYear == 2019)
            #expect(entry.status != .ok || ["area", "net_imports"].contains(entry.indicator))
        }
    }

    @Test func theRegisterNamesParametersAndTables() {
        let alpha = result.register.first {
            $0.path == "accounts.indicators.water_retention.runoff_table.temperate_steppe"
        }
        #expect(alpha?.value == "3.94 %")
        let price = result.register.first { $0.path.hasSuffix("carbon_price.amount") }
        #expect(price?.value == "380 CNY/t")
        #expect(price?.status == "published")
        let ratio = result.register.first { $0.path.hasSuffix("ratio_table.forest") }
        #expect(ratio?.isProvisional == true)
    }

    @Test func theInventoryListsTheLayers() {
        #expect(result.rasters.count == 7)
        #expect(result.rasters.allSatisfy { $0.validCellShare == 1 })
    }
}
