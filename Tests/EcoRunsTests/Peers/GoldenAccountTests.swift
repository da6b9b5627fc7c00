import EcoGrids
import EcoIndicators
import Testing

@testable import EcoRuns

/// The account on the 32 x 32 grid against InVEST 3.20.2: cell by cell, with its gaps, and by its zones.
@Suite(.enabled(if: PeerFolders.peers != nil, .init(rawValue: PeerFolders.noPeers)))
struct GoldenAccountTests {
    let temporary = TemporaryFolder()
    let golden: GoldenGrid

    init() throws {
        golden = try GoldenGrid.read(try #require(PeerFolders.peers))
        for name in golden.input.keys {
            try golden.write(name, storage: name.hasPrefix("lulc") ? "Int32" : "Float32", to: temporary.path)
        }
    }

    /// Means of each measure over the valid cells of each region.
    private func means(
        _ account: PeerAccount, _ indicator: String, _ zone: (Int, Int) -> Int
    ) throws -> [String: [Double]] {
        let outlines = cellOutlines(on: try golden.place(), zone: zone)
        let tables = try account.measure(outlines, classes: golden.classes, in: temporary.path)
        return try #require(tables.indicators[indicator]).meansByRegion
    }

    /// Every cell as a region of its own: the same code as for counties tells single cells.
    private func cells(_ account: PeerAccount, _ indicator: String) throws -> [String: [Double]] {
        try means(account, indicator) { column, row in row * golden.grid.cols + column + 1 }
    }

    private func expectCells(
        _ ours: [String: [Double]], _ measure: Int, _ expected: GoldenGrid.Cells, _ tolerance: Double
    ) {
        var count = 0
        for row in 0..<golden.grid.rows {
            for column in 0..<golden.grid.cols {
                let own = ours[zoneCode(row * golden.grid.cols + column + 1)]?[measure]
                guard let value = expected[row][column] else {
                    #expect(own == nil, "column \(column), row \(row)")
                    continue
                }
                count += 1
                let close = own.map { abs($0 - value) <= tolerance * max(abs(value), 1) } ?? false
                #expect(close, "column \(column), row \(row): \(own.map { "\($0)" } ?? "missing"), \(value)")
            }
        }
        #expect(count > 800)
    }

    /// InVEST computes in single precision: 24 bits of a number near 1000 are 6e-5.
    @Test(arguments: [("aet", 2), ("wyield", 3)])
    func waterYieldOfCells(_ raster: String, _ measure: Int) throws {
        let ours = try cells(.waterYield(temporary.path), "water_yield")
        expectCells(ours, measure, try #require(golden.output["awy"]?[raster]), 1e-4)
    }

    /// The evaporated share is no sum; what evaporates over that and the yield together is the peer's `fractp`.
    @Test func evaporatedShareOfCells() throws {
        let shares = try cells(.waterYield(temporary.path), "water_yield").mapValues {
            [$0[2] / ($0[2] + $0[3])]
        }
        expectCells(shares, 0, try #require(golden.output["awy"]?["fractp"]), 1e-4)
    }

    @Test(arguments: [("c_storage_alt", 0), ("c_storage_bas", 1), ("c_change_bas_alt", 2)])
    func carbonOfCells(_ raster: String, _ measure: Int) throws {
        let outlines = cellOutlines(on: try golden.place()) { column, row in
            row * golden.grid.cols + column + 1
        }
        let result = try PeerAccount.carbon(temporary.path).account(
            outlines, classes: golden.classes, in: temporary.path)
        let valid = Set(result.validShares.filter { $0.share > 0 }.map(\.region))
        let hectares = try golden.place().cellArea(row: 0) / 10_000
        var ours: [String: [Double]] = [:]
        for part in ["closing", "opening", "change"] {
            for row in result.components where row.indicator == "carbon_storage.\(part)" {
                guard valid.contains(row.region), let tonnes = row.quantity else { continue }
                ours[row.region.description, default: []].append(tonnes / hectares)
            }
        }
        expectCells(ours, measure, try #require(golden.output["carbon"]?[raster]), 1e-6)
    }

    @Test func waterYieldOfZones() throws {
        let ours = try means(.waterYield(temporary.path), "water_yield", golden.zone)
        let table = try #require(golden.table["awy"]?["watershed_results_wyield.shp"])
        #expect(table.count == 2)
        for row in table {
            let id = Int(try #require(row["ws_id"] ?? nil))
            let own = try #require(ours[zoneCode(id)])
            for (measure, name) in ["precip_mn", "PET_mn", "AET_mn", "wyield_mn"].enumerated() {
                let expected = try #require(row[name] ?? nil)
                #expect(abs(own[measure] / expected - 1) < 1e-6, "\(name) of zone \(id)")
            }
        }
    }
}

extension SufficientTable {
    /// Sums of all classes over the valid area, by region; without the regions that have none.
    var meansByRegion: [String: [Double]] {
        var totals: [String: (sums: [Double], area: Double)] = [:]
        for row in rows where row.sum.validArea > 0 {
            var own = totals[row.region.description] ?? ([Double](repeating: 0, count: measures.count), 0)
            for index in own.sums.indices { own.sums[index] += row.sum.sums[index] }
            own.area += row.sum.validArea
            totals[row.region.description] = own
        }
        return totals.mapValues { own in own.sums.map { $0 / own.area } }
    }
}
