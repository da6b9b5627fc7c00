import EcoAccounts
import EcoGrids
import EcoParameters
import Foundation
import Testing

@testable import EcoIndicators

/// The stock of carbon against InVEST's examples and its answers on a grid of 32 x 32.
struct CarbonStorageTests {
    private let west = AccountFixture.west

    private func fixture(_ block: String) -> AccountFixture {
        var fixture = AccountFixture()
        fixture.layerText = [
            "land_cover": "{file: land, legend: igbp}", "land_cover_opening": "{file: before}",
        ]
        fixture.rasters["land"] = [AccountFixture.constant(2)]
        fixture.rasters["before"] = [AccountFixture.constant(1)]
        fixture.indicatorText = ["carbon_storage": "carbon_pools: pools.csv\n\(block)"]
        fixture.tables["pools.csv"] = """
            class,above_t_per_ha,below_t_per_ha,soil_t_per_ha,dead_t_per_ha,source,status
            1,15,10,60,1,InVEST example,published
            2,5,3,20,0,InVEST example,published
            """
        return fixture
    }

    private let presentValue = """
        change: true
        valuation: net_present_value
        carbon_price: {amount: 43 CNY/t, price_year: 2019, status: published}
        discount_rate: -7.1 %
        price_change_rate: 2.8 %
        opening_year: 2016
        closing_year: 2030
        """

    @Test func allOfOneClassToAllOfAnother() throws {
        let result = try fixture(presentValue).result()
        // West has 450 ha: 86 t/ha before, 28 after; 59.00136 yuan for a tonne.
        func quantity(_ part: String) -> Double? { result.entry(west, "carbon_storage\(part)")?.quantity }
        #expect(isClose(quantity(""), 28 * 450))
        #expect(isClose(quantity(".opening"), 86 * 450))
        #expect(isClose(quantity(".change"), -58 * 450))
        #expect(isClose(quantity(".net_present_value"), -3422.079 * 450, within: 1e-6))
        // The value today of a stock's change is no flow of the year: it is a quantity, and no value of the account.
        #expect(result.entry(west, "carbon_storage")?.valueYuan == nil)
        #expect(result.entry(west, "gep")?.valueYuan ?? 0 == 0)
    }

    @Test func onlyTheRentOfAYearIsAFlow() throws {
        let result = try fixture(
            """
            valuation: rental
            carbon_price: {amount: 678.33 CNY/t, price_year: 2019, status: published}
            rental_rate: 2 %
            """
        ).result()
        let value = result.entry(west, "carbon_storage")?.valueYuan
        #expect(isClose(value, 28 * 450 * 13.4318, within: 1e-5))
        #expect(result.entry(west, "carbon_storage")?.note.en.contains("stock") == true)
    }

    @Test func aStockHasNoPriceOfItsOwn() throws {
        let row = try fixture("valuation: none").result().entry(west, "carbon_storage")
        #expect(isClose(row?.quantity, 28 * 450))
        #expect(row?.valueYuan == nil)
        // There is no way to say `stock x price`.
        #expect(Set(StorageValuation.allCases.map(\.rawValue)) == ["none", "rental", "net_present_value"])
    }

    @Test func whatAValueTakesIsAskedFor() throws {
        let rental = try fixture("valuation: rental").findings()
        #expect(
            rental.map(\.path) == [
                "indicators.carbon_storage.carbon_price", "indicators.carbon_storage.rental_rate",
            ])
        let backwards = presentValue.replacingOccurrences(of: "2030", with: "2016")
            .replacingOccurrences(of: "change: true", with: "change: false")
        #expect(try Set(fixture(backwards).findings().map(\.code)) == ["out_of_range", "missing_value"])
    }

    @Test func classesWithoutPoolsAreListed() throws {
        var one = fixture("valuation: none")
        one.rasters["land"] = [AccountFixture.constant(2).enumerated().map { $0 == 0 ? 10 : $1 }]
        let row = try one.result().entry(west, "carbon_storage")
        #expect(isClose(row?.quantity, 28 * 350))
        #expect(row?.note.en.contains("no carbon pools") == true)
        // An opening class without pools leaves its cells out: 350 of 450 ha are too few.
        var two = fixture("change: true\nvaluation: none")
        two.rasters["before"] = [AccountFixture.constant(1).enumerated().map { $0 == 0 ? 10 : $1 }]
        #expect(try two.result().entry(west, "carbon_storage")?.status == .incomplete)
        two.rasters["before"] = [AccountFixture.constant(1).enumerated().map { $0 == 0 ? .nan : $1 }]
        #expect(try two.result().entry(west, "carbon_storage")?.status == .incomplete)
    }

    @Test func annuityOfForests() {
        // V-17, T-13: one paper prints 662 and 691, from 19.10 and 19.92 a year.
        let factor = StockValuation.annuityDue(rate: 0.0277, years: 100)
        #expect((19.10 * factor - 662).magnitude <= 0.5 + 0.005 * factor)
        #expect((19.92 * factor - 691).magnitude <= 0.5 + 0.005 * factor)
        #expect(StockValuation.annuityDue(rate: 0, years: 100) == 100)
        #expect(StockValuation.annuityDue(rate: 0.05, years: 1) == 1)
    }

    // MARK: InVEST's answers

    private struct Golden: Decodable {
        struct Class: Decodable {
            let lucode: Int32
            let c_above: Double
            let c_below: Double
            let c_soil: Double
            let c_dead: Double
        }

        let classes: [Class]
        let input: [String: [[Double?]]]
        let output: [String: [String: [[Double?]]]]
    }

    private static var file: URL? {
        let checkout = WorkedCaseTests.sources.deletingLastPathComponent().deletingLastPathComponent()
        let named = ProcessInfo.processInfo.environment["ECOCOMP_PEERS"].map { URL(filePath: $0) }
        let folders = [named, checkout.appending(path: "../shared/peers")].compactMap { $0 }
        return folders.map { $0.appending(path: "golden32.json") }
            .first { FileManager.default.fileExists(atPath: $0.path) }
    }

    @Test(
        .enabled(
            if: file != nil, "no answers of peers: set ECOCOMP_PEERS, or put shared/peers beside the checkout"
        ))
    func answersOfThePeer() throws {
        let text = try String(contentsOf: #require(Self.file), encoding: .utf8)
        let golden = try JSONDecoder().decode(
            Golden.self, from: Data(text.replacingOccurrences(of: "NaN", with: "null").utf8))
        let pools = golden.classes.map { ($0.lucode, $0.c_above + $0.c_below + $0.c_soil + $0.c_dead) }
        let kernel = CarbonStorageKernel(Dictionary(uniqueKeysWithValues: pools), hasOpening: true)
        func codes(_ name: String) -> [Int32] {
            (golden.input[name] ?? []).flatMap { $0 }.map { $0.map { Int32($0) } ?? .missing }
        }
        // The peer's baseline is `lulc`, its later date `lulc_alt`.
        let densities = try Self.densities(
            kernel, closing: codes("lulc_alt"), opening: codes("lulc"), side: 32)
        let rasters = ["c_storage_alt", "c_storage_bas", "c_change_bas_alt"]
        for (measure, name) in rasters.enumerated() {
            let answers = try #require(golden.output["carbon"]?[name]).flatMap { $0 }
            // A cell that is missing at either date is missing in all of ours; the peer keeps the other date.
            let both = zip(densities[measure], answers).filter { !$0.0.isNaN }
            #expect(both.count > 900)
            #expect(both.allSatisfy { abs($0 - ($1 ?? .nan)) <= 1e-4 * max(1, abs($0)) }, "\(name)")
        }
        let change = try #require(golden.output["carbon"]?["c_change_bas_alt"]).flatMap { $0 }
        #expect(zip(densities[2], change).allSatisfy { $0.isNaN == ($1 == nil) })
    }

    private static func densities(
        _ kernel: CarbonStorageKernel, closing: [Int32], opening: [Int32], side: Int
    ) throws -> [[Double]] {
        let window = Window(column: 0, row: 0, width: side, height: side)
        let cells = LayerWindow(
            window: window, classes: Raster<Int32>(window) { column, row in closing[row * side + column] })
        cells.otherClasses[.landCoverOpening] = Raster<Int32>(window) { column, row in
            opening[row * side + column]
        }
        var densities = DensityWindow(window, measureCount: 3)
        kernel.densities(cells, into: &densities)
        return (0..<3).map { Array(densities[$0]) }
    }
}
