import EcoGrids
import Synchronization
import Testing

@testable import EcoIndicators

/// A terrain model that is cut off goes on from its finished steps, and ends with the same bits.
struct ResumedRoutingTests {
    /// Layers that were kept, in memory.
    private final class MemoryArchive: LayerArchive, @unchecked Sendable {
        private(set) var record: [UInt8]?
        private(set) var areas: [String: any ScratchArea] = [:]
        /// Names that were put but stand in no record yet.
        private var loose: Set<String> = []

        func area(_ name: String) throws(GridError) -> any ScratchArea {
            guard let area = areas[name], !loose.contains(name) else {
                throw GridError(.rasterUnreadable, file: name, "gone", hint: "")
            }
            return area
        }

        func put(_ area: any ScratchArea, as name: String) {
            areas[name] = area
            loose.insert(name)
        }

        func keep(_ record: [UInt8], areas names: Set<String>) {
            self.record = record
            areas = areas.filter { names.contains($0.key) }
            loose = []
        }

        /// Writes zeros over the first tiles of every area that begin with something else.
        func damage(bytes: Int) throws {
            for area in areas.values {
                let zeros = [UInt8](repeating: 0, count: bytes)
                try zeros.withUnsafeBytes { try area.write(at: 0, from: $0) }
            }
        }

        func truncateRecord() { record?.removeLast() }
    }

    /// Stops routing after so many signs of progress, and keeps the steps that it was told of.
    private final class Watch: PassObserver {
        private let told = Mutex<[String]>([])
        private let limit: Int

        init(after limit: Int = .max) { self.limit = limit }

        var steps: [String] { told.withLock { $0 } }
        var mustStop: Bool { told.withLock { $0.count >= limit } }
        func derives(_ step: String, done: Int, of all: Int) { told.withLock { $0.append(step) } }
        func notes(_ text: String) { told.withLock { $0.append(text) } }
    }

    private static let side = 8

    /// The model's outputs; a store of one byte has everything in scratch.
    private func outputs(
        _ model: SedimentTerrain, _ archive: MemoryArchive?, _ watch: Watch = Watch()
    ) throws -> [[Double]] {
        let ground = SedimentDeliveryTests.rough()
        let grid = try ground.grid()
        let layers: [LayerRole: [Double]] = [
            .elevation: ground.elevation, .landCover: ground.codes, .rainfallErosivity: ground.erosivity,
            .soilErodibility: ground.erodibility,
        ]
        let site = TerrainSite(
            grid: grid, memoryLimit: 1, scratch: MemoryScratch(), archive: archive, archiveInterval: 0,
            observer: watch
        ) { (role) throws(GridError) in
            try MemoryRaster(name: role.rawValue, grid: grid, values: [layers[role] ?? []])
        }
        let products = try SedimentDerivation(model, site, tileSide: Self.side).products()
        return try model.outputs.map {
            try products.open($0.id).read(grid.extent, as: Double.self).cells
        }
    }

    private func same(_ a: [[Double]], _ b: [[Double]]) -> Bool {
        zip(a, b).allSatisfy { a, b in
            zip(a, b).allSatisfy { $0.bitPattern == $1.bitPattern || $0.isNaN && $1.isNaN }
        }
    }

    private func model(_ flow: FlowDirections) -> SedimentTerrain {
        SedimentDeliveryTests.rough().model(flow, threshold: 30)
    }

    @Test(arguments: FlowDirections.allCases) func stoppedAnywhereAndResumed(flow: FlowDirections) throws {
        let model = model(flow)
        let whole = Watch()
        let expected = try outputs(model, nil, whole)
        #expect(expected.count == 3 && expected.allSatisfy { $0.contains { $0 > 0 } })
        var resumed = 0
        for limit in stride(from: 1, to: whole.steps.count, by: 7) {
            let archive = MemoryArchive()
            #expect(throws: GridError.self) { _ = try outputs(model, archive, Watch(after: limit)) }
            let again = Watch()
            #expect(same(try outputs(model, archive, again), expected), "stopped after \(limit)")
            // What was kept is not filled again.
            let isResumed = again.steps.first?.hasPrefix("resumed") == true
            #expect(again.steps.contains("depressions") != isResumed)
            resumed += isResumed ? 1 : 0
        }
        #expect(resumed > 20)
    }

    /// Stopped, resumed, stopped again, and so on to the end.
    @Test(arguments: FlowDirections.allCases) func stoppedManyTimes(flow: FlowDirections) throws {
        let model = model(flow)
        let whole = Watch()
        let expected = try outputs(model, nil, whole)
        let archive = MemoryArchive()
        var result: [[Double]]?
        var stops = 0
        while result == nil, stops < 50 {
            // Long enough for the longest step from the one before.
            result = try? outputs(model, archive, Watch(after: whole.steps.count * 2 / 3))
            if result == nil { stops += 1 }
        }
        #expect(stops > 0 && stops < 50)
        #expect(same(try #require(result), expected))
    }

    @Test func damagedLayersAreMadeAnew() throws {
        let model = model(.mfd)
        let expected = try outputs(model, nil)
        let archive = MemoryArchive()
        #expect(same(try outputs(model, archive), expected))
        #expect(Set(archive.areas.keys) == ["bare_erosion", "ratio", "deposition"])
        let (unharmed, harmed) = (Watch(), Watch())
        #expect(same(try outputs(model, archive, unharmed), expected))
        #expect(unharmed.steps.count == 1)
        for bytes in [4, 8] { try archive.damage(bytes: Self.side * Self.side * bytes) }
        #expect(same(try outputs(model, archive, harmed), expected))
        #expect(harmed.steps.contains("depressions"))
        archive.truncateRecord()
        let cut = Watch()
        #expect(same(try outputs(model, archive, cut), expected))
        #expect(cut.steps.first == "depressions")
    }
}
