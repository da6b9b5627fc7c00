import EcoGrids
import EcoTestSupport
import Testing

@Suite struct ZonalSumsTests {
    private let resolution = SumResolution(ceiling: 1000)

    private func band(_ width: Int) throws -> Zones {
        let ring = [(0.0, 0.0), (Double(width), 0), (Double(width), 1), (0, 1)]
        return try Zones(grid: unitGrid(width, 1), outlines: [region("a", ring)])
    }

    private func sums(
        _ zones: Zones, _ values: [[Double]], classes: [Int32]? = nil, resolution: SumResolution? = nil
    ) throws -> [ZonalSums.Row] {
        var sums = ZonalSums(zones, resolutions: values.map { _ in resolution ?? self.resolution })
        let window = zones.grid.extent
        try sums.begin(
            window,
            classes: classes.map { codes in
                Raster(window) { column, row in codes[row * window.width + column] }
            })
        for (index, cells) in values.enumerated() {
            try cells.withUnsafeBufferPointer { try sums.add($0, to: index) }
        }
        return sums.rows
    }

    /// Two regions that meet at x = 1.5 on cells of 10 x 10 m; values 1, 2, 4 and classes 7, 7, 8.
    @Test func sumsByHand() throws {
        let grid = try Grid(
            originX: 0, originY: 10, cellWidth: 10, cellHeight: 10, width: 3, height: 1,
            reference: .localMetres)
        let zones = try Zones(
            grid: grid,
            outlines: [
                region("west", [(0, 0), (15, 0), (15, 10), (0, 10)]),
                region("east", [(15, 0), (30, 0), (30, 10), (15, 10)]),
            ])
        let rows = try sums(zones, [[1, 2, 4], [0.5, -1, .nan]], classes: [7, 7, 8])
        #expect(
            rows.map(\.region) == ["west", "east", "east"] && rows.map(\.classCode) == [7, 7, 8])
        #expect(rows.map(\.area) == [150, 50, 100])
        // 1 * 100 + 2 * 50; 2 * 50; 4 * 100, and 0.5 * 100 - 1 * 50; -1 * 50; nothing
        #expect(rows.map(\.sums) == [[200, 0], [100, -50], [400, 0]])
        #expect(rows.map(\.validAreas) == [[150, 150], [50, 50], [100, 0]])
    }

    /// A missing value counts in the area, never in the sum; a missing class has its own row, last.
    @Test func missingCellsNeverLeak() throws {
        let rows = try sums(band(4), [[5, .nan, 3, 2]], classes: [-4, -4, .missing, -4])
        #expect(rows.map(\.classCode) == [-4, nil])
        #expect(rows.map(\.sums) == [[7], [3]])
        #expect(rows.map(\.validAreas) == [[2], [1]] && rows.map(\.area) == [3, 1])
    }

    /// One to six measures at once, with borders, gaps, classes and numbers beyond the ceiling: the bits of one by one.
    @Test(arguments: 1...6) func measuresAtOnceSumAsOneByOne(_ count: Int) throws {
        let grid = try unitGrid(37, 11)
        let zones = try Zones(
            grid: grid,
            outlines: [
                region("a", [(0.3, 0.2), (20.7, 0.9), (18.2, 10.4), (1.1, 9.6)]),
                region("b", [(20.7, 0.9), (36.4, 0.1), (35.5, 10.8), (18.2, 10.4)]),
            ])
        let window = grid.extent
        var generator = SeededGenerator(seed: 5)
        let isGap = (0..<window.cellCount).map { _ in Int.random(in: 0..<9, using: &generator) == 0 }
        let layers = (0..<count).map { _ in
            isGap.map { gap -> Double in
                if gap { return .nan }
                let value = Double.random(in: -900...900, using: &generator)
                return Int.random(in: 0..<50, using: &generator) == 0 ? value * 1e6 : value
            }
        }
        let classes = Raster<Int32>(window) { column, row in Int32((column / 3 + row / 2) % 4) }
        var (together, apart) = (
            ZonalSums(zones, resolutions: layers.map { _ in resolution }),
            ZonalSums(zones, resolutions: layers.map { _ in resolution })
        )
        try together.begin(window, classes: classes)
        try apart.begin(window, classes: classes)
        let all = layers.map { layer in
            let room = UnsafeMutableBufferPointer<Double>.allocate(capacity: layer.count)
            _ = room.initialize(from: layer)
            return room
        }
        defer { all.forEach { $0.deallocate() } }
        try together.add(all.map { UnsafeBufferPointer($0) }, from: 0)
        for (index, layer) in all.enumerated() { try apart.add(UnsafeBufferPointer(layer), to: index) }
        #expect(together.rows == apart.rows)
    }

    /// 3e18 and 1 lie 2^61 apart: beyond the ceiling, nothing is lost that a double can hold.
    @Test func valuesBeyondTheCeilingAreExact() throws {
        #expect(try sums(band(4), [[1e300, 7, -1e300, 0.25]])[0].sums == [7.25])
        #expect(try sums(band(3), [[3e18, 1, -3e18]])[0].sums == [1])
        #expect(try sums(band(2), [[.greatestFiniteMagnitude, 1]])[0].sums == [.greatestFiniteMagnitude])
        #expect(try sums(band(2), [[-.infinity, 1], [1, 1]])[0].sums.map(\.isNaN) == [true, false])
    }

    /// Each cell is rounded to its step once: 2^-41 for a ceiling of 1000 (2^10 / 2^50, halved at most).
    @Test func densitiesAreRoundedToSteps() throws {
        #expect(resolution.exponent == -40)
        let third = 1.0 / 3
        let step = 0x1p-40
        let rounded = (third / step).rounded() * step
        #expect(try sums(band(1), [[third]])[0].sums == [rounded])
        #expect(try sums(band(64), [[Double](repeating: third, count: 64)])[0].sums == [64 * rounded])
        #expect(SumResolution(ceiling: -1) == SumResolution(ceiling: 1))
        #expect(SumResolution(ceiling: .nan) == SumResolution(ceiling: 1))
    }

    /// The stated bound, against exact sums of the same terms: half a step times the area.
    @Test func errorStaysWithinTheBound() throws {
        var generator = SeededGenerator(seed: 21)
        let values = (0..<5000).map { _ in Double.random(in: 0...1000, using: &generator) }
        let found = try sums(band(5000), [values])[0].sums[0]
        let exact = values.sorted().reduce(Float80(0)) { $0 + Float80($1) }
        #expect(abs(Float80(found) - exact) <= 5000 * 0x1p-41 + 1e-10)
        #expect(abs(Double(Float80(found) - exact)) / Double(exact) < 1e-12)
    }

    // MARK: Any tiling, order, merge and thread

    private struct Case {
        let zones: Zones
        let layers: [Raster<Double>]
        let classes: Raster<Int32>
    }

    /// Two regions with a crooked border between them, on degrees or on a plane; missing cells, values of
    /// many magnitudes and some beyond the ceiling; classes in runs.
    private func makeCase(seed: UInt64, degrees: Bool, width: Int, height: Int) throws -> Case {
        var generator = SeededGenerator(seed: seed)
        let grid = try Grid(
            originX: 111, originY: 39, cellWidth: 1.85 / Double(width), cellHeight: 1.45 / Double(height),
            width: width, height: height, reference: degrees ? .wgs84 : .localMetres)
        var left = region("left", [(111.02, 37.61), (112.013, 37.7), (112.1, 38.97), (111.04, 38.8)])
        var right = region("right", [(112.013, 37.7), (112.8, 37.6), (112.79, 38.9), (112.1, 38.97)])
        (left.reference, right.reference) = (grid.reference, grid.reference)
        let zones = try Zones(grid: grid, outlines: [left, right])
        let layers = (0..<3).map { layer in
            Raster<Double>(grid.extent) { _, _ in
                let kind = Int.random(in: 0..<12, using: &generator)
                if kind == 0, layer > 0 { return .nan }
                let scale = kind == 1 ? 1e9 : kind == 2 ? 1e-9 : 100
                return Double.random(in: -1...1, using: &generator) * scale
            }
        }
        var code: Int32 = 0
        let classes = Raster<Int32>(grid.extent) { _, _ in
            if Int.random(in: 0..<4, using: &generator) == 0 {
                code = Int32.random(in: 0..<4, using: &generator)
            }
            return code == 3 ? .missing : code
        }
        return Case(zones: zones, layers: layers, classes: classes)
    }

    private func part<Cell: RasterCell>(_ raster: Raster<Cell>, _ window: Window) -> Raster<Cell> {
        Raster(window) { raster[$0, $1] }
    }

    private func sums(of work: Case, _ windows: [Window]) throws -> ZonalSums {
        var sums = ZonalSums(work.zones, resolutions: work.layers.map { _ in resolution })
        for window in windows {
            try sums.begin(window, classes: work.classes)
            for (index, layer) in work.layers.enumerated() { try sums.add(part(layer, window), to: index) }
        }
        return sums
    }

    private func bits(_ rows: [ZonalSums.Row]) -> [UInt64] {
        rows.flatMap { row in ([row.area] + row.sums + row.validAreas).map(\.bitPattern) }
    }

    @Test(arguments: [true, false], [1, 2] as [UInt64])
    func tilesOrderAndMergingChangeNoBit(degrees: Bool, seed: UInt64) throws {
        var generator = SeededGenerator(seed: seed + 100)
        let work = try makeCase(seed: seed, degrees: degrees, width: 67, height: 59)
        let extent = work.zones.grid.extent
        let whole = try sums(of: work, [extent])
        #expect(whole.rows.count == 8)
        let expected = bits(whole.rows)
        for (width, height) in [(1, 1), (5, 3), (67, 1), (8, 59), (64, 64)] {
            let windows = WindowTiling(extent, tileWidth: width, tileHeight: height).shuffled(
                using: &generator)
            let tiled = try sums(of: work, windows)
            #expect(tiled.rows.map(\.region) == whole.rows.map(\.region))
            #expect(tiled.rows.map(\.classCode) == whole.rows.map(\.classCode))
            #expect(bits(tiled.rows) == expected)
            let cut = windows.count / 3
            var first = try sums(of: work, Array(windows[..<cut]))
            let second = try sums(of: work, Array(windows[cut...]))
            var other = second
            first.merge(second)
            other.merge(try sums(of: work, Array(windows[..<cut])))
            #expect(bits(first.rows) == expected && bits(other.rows) == expected)
            #expect(first.encoded() == whole.encoded())
        }
    }

    /// Wider than a piece of 4096 cells, and in stripes.
    @Test func longRowsChangeNoBit() throws {
        let work = try makeCase(seed: 9, degrees: true, width: 9001, height: 2)
        let extent = work.zones.grid.extent
        let expected = bits(try sums(of: work, [extent]).rows)
        let tiles = Array(WindowTiling(extent, tileWidth: 777, tileHeight: 1))
        #expect(bits(try sums(of: work, tiles).rows) == expected)
    }

    @Test func workersChangeNoBit() async throws {
        let work = try makeCase(seed: 4, degrees: true, width: 120, height: 90)
        let windows = Array(WindowTiling(work.zones.grid.extent, tileWidth: 16, tileHeight: 16))
        let expected = bits(try sums(of: work, windows).rows)
        let parts = try await withThrowingTaskGroup(of: ZonalSums.self) { group in
            for worker in 0..<4 {
                group.addTask {
                    try sums(of: work, windows.indices.filter { $0 % 4 == worker }.map { windows[$0] })
                }
            }
            return try await group.reduce(into: [ZonalSums]()) { $0.append($1) }
        }
        var total = parts[0]
        for part in parts.dropFirst() { total.merge(part) }
        #expect(bits(total.rows) == expected)
    }

    /// Against the sum of value x area x share in extended precision, region by region.
    @Test(arguments: [true, false])
    func agreesWithPlainSums(degrees: Bool) throws {
        let work = try makeCase(seed: 5, degrees: degrees, width: 40, height: 30)
        let grid = work.zones.grid
        var expected: [String: Float80] = [:]
        var sizes: [String: Float80] = [:]
        work.zones.forEachRun(in: grid.extent) { run in
            for column in Int(run.column)..<Int(run.column + run.length) {
                let value = work.layers[1][column, Int(run.row)]
                let code = work.classes[column, Int(run.row)]
                let key = "\(work.zones.regions[Int(run.region)]) \(code)"
                let area = Float80(grid.cellArea(row: Int(run.row)) * run.fraction)
                if !value.isNaN { expected[key, default: 0] += Float80(value) * area }
                sizes[key, default: 0] += area
            }
        }
        let rows = try sums(of: work, [grid.extent]).rows
        #expect(rows.count == expected.count)
        for row in rows {
            let key = "\(row.region) \(row.classCode ?? .missing)"
            let (sum, size) = (try #require(expected[key]), try #require(sizes[key]))
            #expect(abs(Float80(row.area) / size - 1) < 1e-12)
            // the sum is of both signs: measured by its largest terms
            #expect(abs(Float80(row.sums[1]) - sum) < 1e-12 * 1e9 * size)
        }
    }

    // MARK: Checkpoints

    @Test func stateSurvivesEncoding() throws {
        let work = try makeCase(seed: 6, degrees: true, width: 50, height: 40)
        let windows = Array(WindowTiling(work.zones.grid.extent, tileWidth: 20, tileHeight: 20))
        let half = try sums(of: work, Array(windows[..<3]))
        let bytes = half.encoded()
        var resumed = try ZonalSums(
            decoding: bytes, zones: work.zones, resolutions: half.resolutions)
        #expect(resumed.encoded() == bytes && bits(resumed.rows) == bits(half.rows))
        resumed.merge(try sums(of: work, Array(windows[3...])))
        #expect(bits(resumed.rows) == bits(try sums(of: work, windows).rows))
    }

    @Test func damagedOrForeignStateIsRefused() throws {
        let work = try makeCase(seed: 7, degrees: false, width: 20, height: 20)
        let sums = try sums(of: work, [work.zones.grid.extent])
        let bytes = sums.encoded()
        func code(_ bytes: [UInt8], _ zones: Zones, _ resolutions: [SumResolution]) -> GridError.Code? {
            faultCode { _ = try ZonalSums(decoding: bytes, zones: zones, resolutions: resolutions) }
        }
        #expect(code(bytes, work.zones, sums.resolutions) == nil)
        for cut in [0, 7, 8, 40, bytes.count - 1] {
            #expect(code(Array(bytes[..<cut]), work.zones, sums.resolutions) == .checkpointInvalid)
        }
        var flipped = bytes
        flipped[bytes.count / 2] ^= 4
        #expect(code(flipped, work.zones, sums.resolutions) == .checkpointInvalid)
        #expect(code(bytes, work.zones, Array(sums.resolutions.dropLast())) == .checkpointInvalid)
        let other = try makeCase(seed: 7, degrees: true, width: 20, height: 20).zones
        #expect(code(bytes, other, sums.resolutions) == .checkpointInvalid)
    }

    @Test func layersMustCoverTheWindow() throws {
        var sums = ZonalSums(try band(4), resolutions: [resolution])
        let part = Raster<Int32>(Window(column: 0, row: 0, width: 2, height: 1), filledWith: 1)
        #expect(faultCode { try sums.begin(sums.zones.grid.extent, classes: part) } == .windowOutside)
        #expect(
            faultCode { try sums.begin(Window(column: 3, row: 0, width: 2, height: 1)) } == .windowOutside)
        try sums.begin(sums.zones.grid.extent)
        #expect(
            faultCode { try sums.add(Raster(part.window, filledWith: 1), to: 0) } == .windowOutside)
    }
}
