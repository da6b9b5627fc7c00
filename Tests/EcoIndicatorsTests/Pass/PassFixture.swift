import EcoAccounts
import EcoGrids
import EcoParameters
import EcoTestSupport
import Synchronization

@testable import EcoIndicators

/// A grid of 61 x 47 cells with rough fields, gaps, and two counties that share a slanting border.
struct PassFixture {
    static let (width, height) = (61, 47)
    /// Prices, parameters and layers as in the small fixture.
    var account = AccountFixture().only("water_retention", "soil_retention", "carbon_fixation")
    var blockSize = (width: 16, height: 16)
    var rasters: [String: [[Double]]]

    init() {
        var random = SeededGenerator(seed: 20)
        let count = Self.width * Self.height
        func field(_ range: ClosedRange<Double>, gaps: Double = 0.03) -> [Double] {
            (0..<count).map { _ in
                Double.random(in: 0...1, using: &random) < gaps ? .nan : .random(in: range, using: &random)
            }
        }
        rasters = [
            "land": [(0..<count).map { _ in [1, 4, 5, 10, 12, 13, 0].randomElement(using: &random) ?? 1 }],
            "elevation": [field(900...1400)], "rain": (0..<12).map { _ in field(5...120) },
            "et": [field(200...900)], "ndvi": [field(0...0.95)], "k": [field(0.01...0.06)],
            "npp": [field(0...900)],
        ]
    }

    var grid: Grid {
        get throws {
            try Grid(
                originX: 0, originY: Double(Self.height) * 30, cellWidth: 30, cellHeight: 30,
                width: Self.width, height: Self.height, reference: .localMetres)
        }
    }

    var outlines: [RegionOutline] {
        let (east, north) = (Double(Self.width) * 30, Double(Self.height) * 30)
        let (top, foot) = (Point(east * 0.61, north - 41), Point(east * 0.37, 67))
        let west = Polygon([Point(43, 67), foot, top, Point(43, north - 41)])
        let rest = Polygon([foot, Point(east - 55, 67), Point(east - 55, north - 41), top])
        return [
            RegionOutline(id: AccountFixture.west, polygons: [west], reference: .localMetres),
            RegionOutline(id: AccountFixture.east, polygons: [rest], reference: .localMetres),
        ]
    }

    func opener() throws -> WatchedOpener {
        let grid = try grid
        return WatchedOpener(
            try rasters.mapValues { bands in
                try MemoryRaster(name: "", grid: grid, values: bands, blockSize: blockSize)
            })
    }

    func measure(
        _ settings: PassSettings = PassSettings(), opener: WatchedOpener? = nil
    ) throws -> SufficientTables {
        try GEPAccounting.measure(
            parameters: account.parameters(), regions: account.regions, outlines: outlines,
            opener: try opener ?? self.opener(), settings: settings)
    }

    /// The findings that stop the pass; empty where it goes through.
    func findings(_ settings: PassSettings = PassSettings(), opener: WatchedOpener? = nil) throws
        -> [Diagnostic]
    {
        do {
            _ = try measure(settings, opener: opener)
            return []
        } catch let failure as DiagnosticFailure {
            return failure.diagnostics
        }
    }

    static func settings(jobs: Int = 1, cells: Int = 1 << 16) -> PassSettings {
        var settings = PassSettings()
        settings.jobs = jobs
        settings.windowCells = cells
        settings.taskSide = 1
        return settings
    }
}

/// Opens rasters in memory, counts what is read of them, and fails where it is told to.
final class WatchedOpener: RasterOpener {
    private let rasters: [String: MemoryRaster]
    private let reads = Mutex<[String: Int]>([:])
    /// Throws before a window of a file is read.
    let fault: (@Sendable (_ file: String, Window) -> GridError?)?

    init(_ rasters: [String: MemoryRaster], fault: (@Sendable (String, Window) -> GridError?)? = nil) {
        self.rasters = rasters
        self.fault = fault
    }

    func failing(_ fault: @escaping @Sendable (String, Window) -> GridError?) -> WatchedOpener {
        WatchedOpener(rasters, fault: fault)
    }

    /// Windows that were read, by file.
    var counts: [String: Int] { reads.withLock { $0 } }

    func open(_ request: RasterRequest) throws(GridError) -> any RasterSource {
        guard let raster = rasters[request.path] else {
            throw GridError(.rasterMissing, file: request.path, "there is none", hint: "")
        }
        return Source(name: request.path, raster: raster, opener: self)
    }

    private func note(_ file: String, _ window: Window) throws(GridError) {
        reads.withLock { $0[file, default: 0] += 1 }
        if let error = fault?(file, window) { throw error }
    }

    private struct Source: RasterSource {
        let name: String
        let raster: MemoryRaster
        let opener: WatchedOpener

        var grid: Grid { raster.grid }
        var bands: [BandDescription] { raster.bands }
        var blockSize: (width: Int, height: Int) { raster.blockSize }

        func read<Cell: RasterCell>(
            _ window: Window, band: Int, into cells: inout Raster<Cell>
        ) throws(GridError) {
            try opener.note(name, window)
            try raster.read(window, band: band, into: &cells)
        }
    }
}

/// Sums or a checkpoint kept in memory.
final class MemoryStore: SumStore, CheckpointStore {
    private let kept = Mutex<[String: [UInt8]]>([:])

    func bytes(for key: String) -> [UInt8]? { kept.withLock { $0[key] } }

    func checkpoint(for key: String) -> StoredCheckpoint {
        kept.withLock { kept in
            if kept.isEmpty { return .none }
            return kept[key].map { .found($0) } ?? .unusable(reason: "other")
        }
    }

    func keep(_ bytes: [UInt8], for key: String) { kept.withLock { $0[key] = bytes } }

    func remove() { kept.withLock { $0.removeAll() } }

    var isEmpty: Bool { kept.withLock { $0.isEmpty } }

    /// Changes one byte of everything that is kept.
    func damage(at share: Double) {
        kept.withLock { kept in
            for key in kept.keys {
                guard var bytes = kept[key] else { continue }
                bytes[Int(share * Double(bytes.count - 1))] ^= 0x55
                kept[key] = bytes
            }
        }
    }
}

/// Asks the pass to stop after so many cells, and keeps what it was told.
final class StoppingObserver: PassObserver {
    struct Told {
        var cells = 0
        var notes: [String] = []
        var kept: Int?
        var doneBefore: Int?
    }

    private let told = Mutex(Told())
    private let limit: Int

    init(after limit: Int) { self.limit = limit }

    var what: Told { told.withLock { $0 } }
    var mustStop: Bool { told.withLock { $0.cells >= limit } }
    func advances(by cells: Int) { told.withLock { $0.cells += cells } }
    func notes(_ text: String) { told.withLock { $0.notes.append(text) } }
    func stopped(done: Int, of cells: Int) { told.withLock { $0.kept = done } }
    func passes(cells: Int, done: Int) { told.withLock { $0.doneBefore = done } }
}

/// Rasters in the making and finished ones, in memory.
final class MemoryStorage: RasterStorage {
    private let parts = Mutex<[String: Part]>([:])
    private let sinks = Mutex<[String: Sink]>([:])

    func part(_ id: String, bytes: Int, fresh: Bool) -> any RasterPart {
        parts.withLock { parts in
            if !fresh, let part = parts[id] { return part }
            let part = Part(bytes)
            parts[id] = part
            return part
        }
    }

    func create(_ output: RasterOutput, grid: Grid, format: RasterFormat) -> any RasterSink {
        let sink = Sink(grid, output)
        sinks.withLock { $0[output.id] = sink }
        return sink
    }

    func removeParts() { parts.withLock { $0.removeAll() } }

    var hasParts: Bool { parts.withLock { !$0.isEmpty } }

    /// The cells of every finished raster, by id.
    var finished: [String: [Float]] {
        sinks.withLock { $0.compactMapValues { $0.isFinished ? $0.cells : nil } }
    }

    func unit(_ id: String) -> String? { sinks.withLock { $0[id]?.output.unit.symbol } }

    private final class Part: RasterPart {
        private let bytes: Mutex<[UInt8]>

        init(_ count: Int) { bytes = Mutex([UInt8](repeating: 0, count: count)) }

        func write(_ new: UnsafeRawBufferPointer, at offset: Int) {
            bytes.withLock { bytes in
                for index in new.indices { bytes[offset + index] = new[index] }
            }
        }

        func read(into target: UnsafeMutableRawBufferPointer, at offset: Int) {
            bytes.withLock { bytes in
                for index in target.indices { target[index] = bytes[offset + index] }
            }
        }

        func synchronise() {}
    }

    private final class Sink: RasterSink, @unchecked Sendable {
        let grid: Grid
        let output: RasterOutput
        var cells: [Float]
        var isFinished = false

        init(_ grid: Grid, _ output: RasterOutput) {
            self.grid = grid
            self.output = output
            cells = [Float](repeating: -1, count: grid.cellCount)
        }

        func write<Cell: RasterCell>(_ raster: Raster<Cell>, band: Int) {
            for row in raster.window.rows {
                for column in raster.window.columns {
                    cells[row * grid.width + column] = Float(raster[column, row].number)
                }
            }
        }

        func finish() { isFinished = true }
    }
}
