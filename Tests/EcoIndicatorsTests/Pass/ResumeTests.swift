import EcoGrids
import EcoParameters
import Testing

@testable import EcoIndicators

/// A pass that is cut off goes on where it stopped, and ends with the same bits.
struct ResumeTests {
    private func settings(_ store: MemoryStore, _ observer: any PassObserver, jobs: Int) -> PassSettings {
        var settings = PassFixture.settings(jobs: jobs, cells: 200)
        settings.checkpoints = store
        settings.observer = observer
        settings.checkpointInterval = 0
        settings.identity = { $0 }
        return settings
    }

    private func same(_ a: SufficientTables, _ b: SufficientTables) -> Bool {
        a.indicators == b.indicators && a.extent == b.extent
            && a.rasters.map(\.validCellShare) == b.rasters.map(\.validCellShare)
    }

    @Test(arguments: [1, 500, 1500], [1, 2]) func stoppedAndResumed(cells: Int, jobs: Int) throws {
        let fixture = PassFixture()
        let (store, stopping) = (MemoryStore(), StoppingObserver(after: cells))
        let findings = try fixture.findings(settings(store, stopping, jobs: jobs))
        #expect(findings.map(\.code) == ["interrupted"])
        let kept = try #require(stopping.what.kept)
        #expect(kept >= cells)
        let (watching, opener) = (StoppingObserver(after: .max), try fixture.opener())
        let tables = try fixture.measure(settings(store, watching, jobs: jobs), opener: opener)
        #expect(watching.what.doneBefore == kept)
        #expect(watching.what.notes.count == 1)
        #expect(watching.what.notes[0].hasPrefix("resumed from a checkpoint"))
        // Only what was left is read.
        let whole = try fixture.opener()
        #expect(same(tables, try fixture.measure(PassFixture.settings(cells: 200), opener: whole)))
        #expect((opener.counts["npp"] ?? 0) < (whole.counts["npp"] ?? 0))
    }

    @Test func ofOtherParametersOrDamagedItIsNotUsed() throws {
        let fixture = PassFixture()
        let store = MemoryStore()
        _ = try fixture.findings(settings(store, StoppingObserver(after: 500), jobs: 1))
        var other = fixture
        other.account.indicatorText["soil_retention"] = other.account.indicatorText["soil_retention"]?
            .replacingOccurrences(of: "slope_length: 100 m", with: "slope_length: 90 m")
        let watching = StoppingObserver(after: .max)
        let tables = try other.measure(settings(store, watching, jobs: 1))
        #expect(watching.what.doneBefore == 0)
        #expect(watching.what.notes == ["the checkpoint is not used: other"])
        #expect(same(tables, try other.measure()))

        let damaged = MemoryStore()
        _ = try fixture.findings(settings(damaged, StoppingObserver(after: 500), jobs: 1))
        damaged.damage(at: 0.3)
        let second = StoppingObserver(after: .max)
        #expect(same(try fixture.measure(settings(damaged, second, jobs: 1)), try fixture.measure()))
        #expect(second.what.notes == ["the checkpoint is not used: it is damaged"])
    }

    @Test func aFaultLeavesNoCheckpoint() throws {
        let fixture = PassFixture()
        let store = MemoryStore()
        let opener = try fixture.opener().failing { file, window in
            file == "k" && window.row > 20 ? GridError(.rasterUnreadable, file: file, "gone", hint: "") : nil
        }
        _ = try fixture.findings(settings(store, SilentObserver(), jobs: 2), opener: opener)
        #expect(store.isEmpty)
    }

    // MARK: Rasters

    private func writing(_ names: String) -> PassFixture {
        var fixture = PassFixture()
        let items = names.split(separator: ",").map { "    - \($0.trimmingBlanks())\n" }.joined()
        fixture.account.extra = "rasters:\n  layout: geotiff\n  write:\n" + items
        return fixture
    }

    @Test(arguments: [1, 2, 3]) func rastersAreTheCellsOfTheKernels(jobs: Int) throws {
        let fixture = writing("carbon_fixation, water_retention.precipitation_mm")
        let storage = MemoryStorage()
        var settings = PassFixture.settings(jobs: jobs, cells: 100)
        settings.rasters = storage
        _ = try fixture.measure(settings)
        let rain = try #require(storage.finished["water_retention.precipitation_mm"])
        let zones = try Zones(grid: fixture.grid, outlines: fixture.outlines)
        let extent = try #require(zones.extent)
        let (months, evaporated) = (fixture.rasters["rain"] ?? [], fixture.rasters["et"]?[0] ?? [])
        var counted = 0
        for row in 0..<PassFixture.height {
            for column in 0..<PassFixture.width {
                let cell = row * PassFixture.width + column
                let isInside = extent.columns.contains(column) && extent.rows.contains(row)
                let total = months.dropFirst().reduce(months[0][cell]) { $0 + $1[cell] }
                guard isInside, !rain[cell].isNaN else {
                    #expect(rain[cell].isNaN)
                    continue
                }
                counted += 1
                #expect(rain[cell] == Float(total) && !evaporated[cell].isNaN)
            }
        }
        #expect(counted > 500)
        #expect(storage.unit("water_retention.precipitation_mm") == "mm")
        #expect(storage.finished.keys.contains { $0.hasPrefix("carbon_fixation.") })
        #expect(!storage.hasParts)
    }

    @Test func rastersOfAResumedPassAreWhole() throws {
        let fixture = writing("soil_retention, carbon_fixation")
        let (whole, storage, store) = (MemoryStorage(), MemoryStorage(), MemoryStore())
        var plain = PassFixture.settings()
        plain.rasters = whole
        _ = try fixture.measure(plain)
        var first = settings(store, StoppingObserver(after: 700), jobs: 2)
        first.rasters = storage
        #expect(try fixture.findings(first).map(\.code) == ["interrupted"])
        #expect(storage.finished.isEmpty && storage.hasParts)
        var second = settings(store, SilentObserver(), jobs: 2)
        second.rasters = storage
        _ = try fixture.measure(second)
        #expect(storage.finished.keys.sorted() == whole.finished.keys.sorted())
        for (id, cells) in whole.finished {
            let own = try #require(storage.finished[id])
            #expect(zip(cells, own).allSatisfy { $0.bitPattern == $1.bitPattern }, "\(id)")
        }
    }

    @Test func namesThatMeanNoRasterAreFound() throws {
        let fixture = writing("carbon_fixatoin, water_retention, tourism")
        var settings = PassFixture.settings()
        settings.rasters = MemoryStorage()
        let findings = try fixture.findings(settings)
        #expect(findings.map(\.code) == ["unknown_raster", "unknown_raster"])
        #expect(findings[0].hint == "did you mean `carbon_fixation`?")
        #expect(findings.map(\.path) == ["rasters.write[0]", "rasters.write[2]"])
        #expect(findings.map { $0.location?.line } == [7, 9])
    }

    /// Rasters are made from the cells, so that stored sums do not do; other indicators keep theirs.
    @Test func storedSumsDoNotReplaceRasters() throws {
        let store = MemoryStore()
        var settings = PassFixture.settings()
        (settings.sums, settings.identity) = (store, { $0 })
        _ = try PassFixture().measure(settings)
        let fixture = writing("carbon_fixation")
        let storage = MemoryStorage()
        settings.rasters = storage
        let opener = try fixture.opener()
        _ = try fixture.measure(settings, opener: opener)
        #expect(Set(opener.counts.keys) == ["land", "npp"])
        #expect(storage.finished.count == fixture.rasters.count { $0.key == "npp" })
    }
}
