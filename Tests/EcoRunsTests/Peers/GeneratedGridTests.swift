import EcoGDAL
import EcoGrids
import EcoIndicators
import Foundation
import Testing

@testable import EcoRuns

/// County tables of generated grids of a million and of sixteen million cells against InVEST 3.20.2's.
@Suite(.enabled(if: !PeerFolders.grids.isEmpty, .init(rawValue: PeerFolders.noGrid)))
struct GeneratedGridTests {
    let temporary = TemporaryFolder()
    let expected: String

    init() throws { expected = try #require(PeerFolders.peers) + "/expected" }

    private func folder(_ grid: String) throws -> String { try #require(PeerFolders.generated(grid)) }

    /// Counties by the centre of the cell, as the generator has drawn them and the peer counts them.
    private func centreOutlines(_ folder: String) throws -> [RegionOutline] {
        let source = try GDALRasterOpener().open(RasterRequest("\(folder)/counties.tif"))
        let ids = try source.read(source.grid.extent, as: Int32.self)
        return cellOutlines(on: source.grid) { column, row in
            let id = ids[column, row]
            return id.isMissing ? 0 : Int(id)
        }
    }

    private func means(
        _ account: PeerAccount, _ indicator: String, _ outlines: [RegionOutline]
    ) throws -> [String: [Double]] {
        let tables = try account.measure(outlines, classes: .read(account.rasters), in: temporary.path)
        return try #require(tables.indicators[indicator]).meansByRegion
    }

    /// Rows of a table of the peer: number of the county, then the named columns.
    private func rows(_ file: String, _ columns: [String]) throws -> [(id: Int, values: [Double])] {
        let text = try String(contentsOfFile: file, encoding: .utf8)
        let lines = text.split(whereSeparator: \.isNewline).map {
            $0.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
        }
        let header = try #require(lines.first)
        let places = try columns.map { name in try #require(header.firstIndex(of: name)) }
        return try lines.dropFirst().map { line in
            // A county without a valid cell has no mean.
            (try #require(Int(line[0])), places.map { Double(line[$0]) ?? .nan })
        }
    }

    private func compare(
        _ ours: [String: [Double]], _ rows: [(id: Int, values: [Double])], _ tolerance: Double
    ) throws {
        #expect(rows.count == 117)
        for (id, values) in rows {
            guard let own = ours[zoneCode(id)] else {
                #expect(values.filter { !$0.isNaN }.isEmpty, "county \(id)")
                continue
            }
            for (index, value) in values.enumerated() {
                #expect(abs(own[index] / value - 1) < tolerance, "county \(id), column \(index)")
            }
        }
    }

    @Test(arguments: PeerFolders.grids) func waterYieldByTheCentreRule(_ grid: String) throws {
        let folder = try folder(grid)
        let ours = try means(.waterYield(folder), "water_yield", try centreOutlines(folder))
        let peer = try rows("\(expected)/\(grid)_awy.csv", ["precip_mn", "PET_mn", "AET_mn", "wyield_mn"])
        try compare(ours, peer, 1e-6)
    }

    /// Exact shares give other means, and so they do for the peer's own rasters summed with exact shares:
    /// `Benchmarks/peers/exact_counties.py`, kept as `exact_awy.csv` beside the grid.
    @Test(arguments: PeerFolders.grids) func waterYieldByExactShares(_ grid: String) throws {
        let folder = try folder(grid)
        let file = "\(folder)/exact_awy.csv"
        try #require(
            FileManager.default.fileExists(atPath: file), "make \(file) by Benchmarks/peers/exact_counties.py"
        )
        let source = try GDALRasterOpener().open(RasterRequest("\(folder)/lulc.tif"))
        let outlines = try GDALOutlineReader().outlines(
            OutlineRequest("\(folder)/counties.gpkg", idAttribute: "ws_id", into: source.grid.reference)
        ).outlines.map { outline in
            RegionOutline(
                id: zoneCode(Int(outline.id) ?? 0), name: outline.id, polygons: outline.polygons,
                reference: outline.reference)
        }
        let ours = try means(.waterYield(folder), "water_yield", outlines)
        let peer = try rows(file, ["aet_mean", "wyield_mean"])
        try compare(ours.mapValues { Array($0[2...3]) }, peer, 1e-6)
    }

    private func table(
        _ account: PeerAccount, _ indicator: String, _ outlines: [RegionOutline]
    ) throws -> SufficientTable {
        let tables = try account.measure(outlines, classes: .read(account.rasters), in: temporary.path)
        return try #require(tables.indicators[indicator])
    }

    /// Tonnes of the whole grid. The peer sums rasters of single precision: 82.4 t/ha stands there as 82.40000153.
    @Test(arguments: PeerFolders.grids) func carbonOfTheGrid(_ grid: String) throws {
        let folder = try folder(grid)
        let result = try PeerAccount.carbon(folder).account(
            centreOutlines(folder), classes: .read(folder), in: temporary.path)
        let text = try String(contentsOfFile: "\(expected)/\(grid)_carbon.csv", encoding: .utf8)
        let totals = text.split(whereSeparator: \.isNewline).compactMap {
            Double($0.split(separator: ",")[1])
        }
        #expect(totals.count >= 2)
        for (part, total) in zip(["opening", "closing"], totals) {
            let own = result.components.filter { $0.indicator == "carbon_storage.\(part)" }
                .reduce(0) { $0 + ($1.quantity ?? 0) }
            #expect(abs(own / total - 1) < 2e-8)
        }
    }

    /// Tonnes by county: erosion, export, deposition, export and erosion avoided.
    @Test(arguments: PeerFolders.grids, [("sdr", "mfd"), ("sdr_d8", "d8")])
    func sedimentByTheCentreRule(_ grid: String, _ variant: (model: String, flow: String)) throws {
        let folder = try folder(grid)
        let account = PeerAccount.sediment(folder, flow: variant.flow, threshold: 1000)
        let sums = try table(account, "sediment_delivery", try centreOutlines(folder))
        let columns = ["usle_tot", "sed_export", "sed_dep", "avoid_exp", "avoid_eros"]
        let figures = [1, 3, 4, 5, 2]
        var compared = 0
        for (id, values) in try rows("\(expected)/\(grid)_\(variant.model).csv", columns) {
            let own = sums.rows.filter { $0.region.description == zoneCode(id) }
            for (figure, value) in zip(figures, values) where !value.isNaN && value != 0 {
                let tonnes = own.reduce(0) { $0 + $1.sum.sums[figure] } / 10_000
                #expect(abs(tonnes / value - 1) < 1e-6, "county \(id), \(sums.measures[figure])")
                compared += 1
            }
        }
        #expect(compared > 500)
    }
}
