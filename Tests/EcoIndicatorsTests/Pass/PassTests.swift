import EcoAccounts
import EcoGrids
import EcoParameters
import Testing

@testable import EcoIndicators

/// The pass over rasters: the same bits however the work is cut, and faults that are told with their place.
struct PassTests {
    private func rows(_ tables: SufficientTables) -> [String: SufficientTable] {
        tables.indicators.merging(["extent": tables.extent]) { first, _ in first }
    }

    @Test(arguments: [(64, 64), (7, 5), (61, 1), (17, 16)], [1, 2, 3])
    func windowsAndThreadsChangeNoBit(block: (Int, Int), jobs: Int) throws {
        var fixture = PassFixture()
        fixture.blockSize = (47, 61)
        let expected = try fixture.measure(PassFixture.settings())
        fixture.blockSize = (width: block.0, height: block.1)
        for cells in [1 << 16, 90] {
            let tables = try fixture.measure(PassFixture.settings(jobs: jobs, cells: cells))
            #expect(rows(tables) == rows(expected))
            #expect(tables.insideShare == expected.insideShare)
            #expect(tables.rasters.map(\.validCellShare) == expected.rasters.map(\.validCellShare))
        }
    }

    /// Each measure by hand: every cell that one county holds wholly, from the cells themselves.
    @Test func sumsAreThoseOfTheCells() throws {
        var fixture = PassFixture()
        let grid = try fixture.grid
        fixture.account.regionCodes = [AccountFixture.west]
        let all = [
            Point(0, 0), Point(grid.eastX, 0), Point(grid.eastX, grid.originY), Point(0, grid.originY),
        ]
        let outline = RegionOutline(
            id: AccountFixture.west, polygons: [Polygon(all)], reference: .localMetres)
        let tables = try GEPAccounting.measure(
            parameters: fixture.account.parameters(), regions: fixture.account.regions,
            outlines: [outline], opener: fixture.opener(), settings: PassFixture.settings(jobs: 2, cells: 50))
        var areas: [Int32: Double] = [:]
        for code in fixture.rasters["land"]?[0] ?? [] { areas[Int32(code), default: 0] += 900 }
        for row in tables.extent.rows {
            #expect(row.sum.area == areas[row.sum.classCode ?? -1])
        }
        #expect(tables.extent.rows.count == areas.count)
        let valid = fixture.rasters["npp"]?[0].filter { !$0.isNaN }.count ?? 0
        let share = tables.rasters.first { $0.layer == .netPrimaryProduction }?.validCellShare
        #expect(share == Double(valid) / Double(grid.cellCount))
    }

    @Test(arguments: [1, 2, 3]) func theFirstImplausibleCellIsNamedWhoeverMeetsIt(jobs: Int) throws {
        var fixture = PassFixture()
        for cell in [40 * 61 + 3, 11 * 61 + 50, 11 * 61 + 22, 30 * 61 + 2] {
            fixture.rasters["npp"]?[0][cell] = 7_000
            fixture.rasters["rain"]?[4][cell] = -3
        }
        fixture.rasters["rain"]?[2][11 * 61 + 22] = 20_000
        let findings = try fixture.findings(PassFixture.settings(jobs: jobs, cells: 100))
        #expect(findings.map(\.code) == ["raster_value_implausible", "raster_value_implausible"])
        let npp = findings.first { $0.path.hasSuffix("net_primary_production") }
        #expect(npp?.message.contains("4 cells outside 0 to 6000 g/m2: 7000 at column 22, row 11") == true)
        let rain = findings.first { $0.path.hasSuffix(".precipitation") }
        #expect(rain?.message.contains("5 cells") == true)
        #expect(rain?.message.hasSuffix("20000 at column 22, row 11, band 3") == true)
        #expect(findings.allSatisfy { ($0.location?.line ?? 0) > 0 })
    }

    /// Two files fail while workers are at different windows; both are told, at the lines that name them.
    @Test func aFileThatFailsOnTheWayIsToldWithItsPlace() throws {
        let fixture = PassFixture()
        for jobs in 1...3 {
            let opener = try fixture.opener().failing { file, window in
                guard file == "et", window.row >= 32 else { return nil }
                return GridError(.rasterUnreadable, file: file, "cut short", hint: "fetch it again")
            }
            let findings = try fixture.findings(PassFixture.settings(jobs: jobs), opener: opener)
            let found = try #require(findings.first)
            #expect(findings.count == 1)
            #expect(found.code == "raster_unreadable" && found.message.contains("cut short"))
            #expect(found.path == "layers.evapotranspiration")
            let line = fixture.account.text.split(separator: "\n").firstIndex {
                $0.contains("evapotranspiration:")
            }
            #expect(found.location?.line == line.map { $0 + 1 })
        }
    }

    @Test func bandsWithoutNumberCannotOutgrowTheMemory() throws {
        let fixture = PassFixture()
        let parameters = try fixture.account.parameters()
        let stack = try LayerStack(
            [.landCover, .precipitation], monthly: [], parameters: parameters.layers, opener: fixture.opener()
        )
        let zones = try Zones(grid: stack.grid, outlines: fixture.outlines)
        var settings = PassSettings()
        settings.windowMemory = 100_000
        settings.taskSide = 1
        let plan = PassPlan(stack, zones: zones, items: [], terrain: [], settings: settings)
        #expect(plan.tasks.reduce(0) { $0 + $1.cellCount } == zones.extent?.cellCount)
        for task in plan.tasks {
            var cells = 0
            for window in plan.windows(of: task) {
                // 13 bands of 8 bytes, for every cell of the window.
                #expect(window.cellCount * 13 * 8 <= 100_000)
                cells += window.cellCount
            }
            #expect(cells == task.cellCount)
        }
    }

    @Test func aGridOfOneCellAndGridsOfOneRow() throws {
        for (width, height) in [(1, 1), (61, 1), (1, 47)] {
            let grid = try Grid(
                originX: 0, originY: Double(height), cellWidth: 1, cellHeight: 1, width: width,
                height: height, reference: .localMetres)
            let count = width * height
            let files = AccountFixture.rasters.mapValues { bands in
                bands.map { [Double](repeating: $0[0], count: count) }
            }
            var fixture = PassFixture().account
            fixture.regionCodes = [AccountFixture.west]
            let ring = [
                Point(0, 0), Point(Double(width), 0), Point(Double(width), Double(height)),
                Point(0, Double(height)),
            ]
            let tables = try GEPAccounting.measure(
                parameters: fixture.parameters(), regions: fixture.regions,
                outlines: [
                    RegionOutline(id: AccountFixture.west, polygons: [Polygon(ring)], reference: .localMetres)
                ],
                opener: WatchedOpener(
                    try files.mapValues { try MemoryRaster(name: "", grid: grid, values: $0) }))
            #expect(tables.extent.rows.map(\.sum.area) == [Double(count)])
            #expect(tables.indicators["carbon_fixation"]?.rows.map(\.sum.validArea) == [Double(count)])
        }
    }

    @Test func aLayerWithoutAnyDataIsTold() throws {
        var fixture = PassFixture()
        fixture.rasters["npp"] = [[Double](repeating: .nan, count: 61 * 47)]
        let findings = try fixture.findings()
        #expect(findings.map(\.code) == ["raster_without_data"])
        #expect(
            findings.first?.location != nil
                && findings.first?.path.hasSuffix("net_primary_production") == true)
    }
}
