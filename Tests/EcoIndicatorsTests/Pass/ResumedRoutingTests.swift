import EcoGrids
import Synchronization
import Testing

@testable import EcoIndicators

/// A terrain model that is cut off goes on from its finished tiles, and ends with the same bits.
struct ResumedRoutingTests {
    /// Layers that were kept, in memory.
    private final class MemoryArchive: LayerArchive, @unchecked Sendable {
        private(set) var record: [UInt8]?
        private(set) var areas: [String: any ScratchArea] = [:]
        /// Names that were put but stand in no record yet.
        private var loose: Set<String> = []
        /// Records that were kept, and after how many the process is as good as killed: nothing is kept any more.
        private(set) var records = 0
        private let limit: Int

        init(killedAfter limit: Int = .max) { self.limit = limit }

        func area(_ name: String) throws(GridError) -> any ScratchArea {
            guard let area = areas[name], !loose.contains(name) else { throw Self.gone(name) }
            return area
        }

        func put(_ area: any ScratchArea, as name: String) throws(GridError) {
            guard records < limit else { throw Self.gone(name) }
            if areas[name] !== area { loose.insert(name) }
            areas[name] = area
        }

        func keep(_ record: [UInt8], areas names: Set<String>) throws(GridError) {
            guard records < limit else { throw Self.gone("record") }
            records += 1
            self.record = record
            areas = areas.filter { names.contains($0.key) }
            loose = []
        }

        private static func gone(_ name: String) -> GridError {
            GridError(.rasterUnreadable, file: name, "gone", hint: "")
        }

        /// What a process that comes after finds.
        func afterwards() -> MemoryArchive {
            let next = MemoryArchive()
            (next.record, next.areas) = (record, areas)
            return next
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
        _ model: SedimentTerrain, _ archive: MemoryArchive?, _ watch: Watch = Watch(), jobs: Int = 1,
        memoryLimit: Int = 1
    ) throws -> [[Double]] {
        let ground = SedimentDeliveryTests.rough()
        let grid = try ground.grid()
        let layers: [LayerRole: [Double]] = [
            .elevation: ground.elevation, .landCover: ground.codes, .rainfallErosivity: ground.erosivity,
            .soilErodibility: ground.erodibility,
        ]
        let site = TerrainSite(
            grid: grid, jobs: jobs, memoryLimit: memoryLimit, scratch: MemoryScratch(), archive: archive,
            archiveInterval: 0, observer: watch
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

    /// Stopped after tiles of every step: what is done is not done again, but for marking streams, which starts anew.
    @Test(arguments: FlowDirections.allCases) func stoppedAnywhereAndResumed(flow: FlowDirections) throws {
        let model = model(flow)
        let whole = Watch()
        let expected = try outputs(model, nil, whole)
        #expect(expected.count == 3 && expected.allSatisfy { $0.contains { $0 > 0 } })
        let streams = whole.steps.count { $0 == "streams" }
        for limit in stride(from: 1, to: whole.steps.count, by: max(1, whole.steps.count / 24)) {
            let archive = MemoryArchive()
            #expect(throws: GridError.self) { _ = try outputs(model, archive, Watch(after: limit)) }
            let again = Watch()
            #expect(same(try outputs(model, archive, again), expected), "stopped after \(limit)")
            #expect(again.steps.first?.hasPrefix("resumed") == true)
            let signs = again.steps.count - 1 + limit
            #expect(signs >= whole.steps.count && signs <= whole.steps.count + streams, "after \(limit)")
        }
    }

    /// Killed after a record while the run goes on in its scratch: the record still tells of what it told of.
    @Test(arguments: FlowDirections.allCases, [1, 2])
    func killedAfterAnyRecord(flow: FlowDirections, jobs: Int) throws {
        let model = model(flow)
        let expected = try outputs(model, nil)
        let all = MemoryArchive()
        #expect(same(try outputs(model, all, jobs: jobs), expected))
        // Each tile of twelve steps leaves a record, or each pair of tiles.
        #expect(all.records > 12 * 20 / jobs)
        for (turn, records) in stride(from: 1, to: all.records, by: max(1, all.records / 16)).enumerated() {
            // All in scratch, or in memory until the next record.
            let limit = turn % 2 == 0 ? 1 : 1 << 30
            let archive = MemoryArchive(killedAfter: records)
            #expect(same(try outputs(model, archive, jobs: jobs, memoryLimit: limit), expected))
            let again = Watch()
            let resumed = try outputs(model, archive.afterwards(), again, jobs: jobs, memoryLimit: limit)
            #expect(same(resumed, expected), "killed after record \(records)")
            #expect(again.steps.first?.hasPrefix("resumed") == true)
        }
    }

    /// Stopped, resumed, stopped again, and so on to the end.
    @Test(arguments: FlowDirections.allCases) func stoppedManyTimes(flow: FlowDirections) throws {
        let model = model(flow)
        let whole = Watch()
        let expected = try outputs(model, nil, whole)
        let archive = MemoryArchive()
        // Long enough for the streams, which are not cut.
        let limit = whole.steps.count { $0 == "streams" } + 10
        var result: [[Double]]?
        var stops = 0
        while result == nil, stops < 100 {
            result = try? outputs(model, archive, Watch(after: limit))
            if result == nil { stops += 1 }
        }
        #expect(stops > 5 && stops < 100)
        #expect(same(try #require(result), expected))
    }

    /// Kept tiles that are damaged are made anew, whether they are of finished steps or of the one at hand.
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
        for records in stride(from: 3, to: archive.records, by: max(1, archive.records / 6)) {
            let killed = MemoryArchive(killedAfter: records)
            _ = try outputs(model, killed)
            try killed.damage(bytes: Self.side * Self.side * [1, 4, 8][records % 3])
            #expect(same(try outputs(model, killed.afterwards()), expected), "after record \(records)")
        }
    }
}
