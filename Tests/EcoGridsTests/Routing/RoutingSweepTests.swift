import EcoGrids
import EcoTestSupport
import Synchronization
import Testing

/// Sweeps against recursion over the directions, and laws.
struct RoutingSweepTests {
    private static let fields = [
        HeightField.random(40, 33, seed: 11, steps: 4, holes: 40), .hills(52, 47, seed: 3),
        .random(25, 60, seed: 5, steps: 100_000),
    ]

    private func network(
        _ field: HeightField, _ method: FlowMethod, _ setup: RoutingSetup
    ) throws -> FlowNetwork {
        let context = setup.context(try field.grid())
        return try FlowNetwork(
            try FilledElevation(field.input, context: context), method: method, context: context)
    }

    private func close(_ a: [Double], _ b: [Double]) -> Bool {
        zip(a, b).allSatisfy { $0.isNaN && $1.isNaN || abs($0 - $1) <= 1e-11 * max(1, abs($1)) }
    }

    @Test(arguments: FlowMethod.allCases)
    func recursionAgrees(_ method: FlowMethod) throws {
        for field in Self.fields {
            let flow = try network(field, method, RoutingSetup(side: 16, workers: 2))
            let graph = FlowGraph(field, try flow.directions(try field.grid().extent).cells, method)
            var weight = HeightField.random(field.width, field.height, seed: 21, steps: 50)
            weight.cells[7] = .nan
            let ones = HeightField(field.width, field.height) { _, _ in 1 }
            let sums = try flow.accumulate(RoutingInput(fields: [ones, weight]))
            #expect(close(try sums[0].values, graph.accumulate(ones.cells)))
            #expect(close(try sums[1].values, graph.accumulate(weight.cells)))
            let streams = try flow.streams(accumulation: sums[0], threshold: 12)
            let marks = try streams.values
            #expect(marks.contains(1) && marks.contains(0))
            let cost = HeightField.random(field.width, field.height, seed: 31, steps: 9)
            let diagonal = 2.0.squareRoot()
            func length(_ direction: Int) -> Double { direction % 2 == 0 ? 1 : diagonal }
            let isShared = method == .multiple
            let costs: [(StreamPathCost, StepCost)] = [
                (.perCell(cost.input), { from, to, _ in cost.cells[isShared ? to : from] }),
                (
                    .perMetre(cost.input),
                    { from, _, direction in cost.cells[from] * (30 * length(direction)) }
                ),
                (.cells, { _, _, direction in length(direction) }),
                (.metres, { _, _, direction in 30 * length(direction) }),
            ]
            for (kind, step) in costs {
                let path = try flow.costToStream(streams, kind).values
                #expect(close(path, graph.pathToStream(marks, step)))
                #expect(zip(path, marks).allSatisfy { $1 != 1 || $0 == 0 })
            }
        }
    }

    /// With D8 streams are the cells above the threshold, not at it.
    @Test func thresholdOfOneDirection() throws {
        let field = HeightField(1, 6) { _, row in Double(9 - row) }
        let flow = try network(field, .steepest, RoutingSetup(side: 8))
        let sums = try flow.accumulate(.uniform(1))[0]
        #expect(try sums.values == [1, 2, 3, 4, 5, 6])
        #expect(try flow.streams(accumulation: sums, threshold: 3).values == [0, 0, 0, 1, 1, 1])
        let shared = try network(field, .multiple, RoutingSetup(side: 8))
        #expect(try shared.streams(accumulation: sums, threshold: 3).values == [0, 0, 1, 1, 1, 1])
    }

    /// What leaves the map is what fell on it: cells of all, and rain of all.
    @Test(arguments: FlowMethod.allCases)
    func nothingIsLost(_ method: FlowMethod) throws {
        for field in Self.fields {
            let flow = try network(field, method, RoutingSetup(side: 8))
            let graph = FlowGraph(field, try flow.directions(try field.grid().extent).cells, method)
            let rain = HeightField.random(field.width, field.height, seed: 4, steps: 1000)
            let sums = try flow.accumulate(rain.input)[0].values
            let fallen = zip(rain.cells, field.cells).reduce(0) { $1.1.isNaN ? $0 : $0 + $1.0 }
            #expect(abs(graph.leaving(sums) / fallen - 1) < 1e-12)
        }
    }

    /// A slope of five cells, worked by hand: D8, SDR 0.2, 0.5, 0.4, missing, 1 downhill, E' 10 each.
    @Test func sedimentSettlesWhereDeliveryRises() throws {
        let field = HeightField(1, 5) { _, row in Double(9 - row) }
        let flow = try network(field, .steepest, RoutingSetup(side: 8))
        let erosion = HeightField(1, 5, [10, 10, 10, 10, 0])
        let ratio = HeightField(1, 5, [0.2, 0.5, 0.4, .nan, 1])
        let (flux, settled) = try flow.sedimentFlux(RoutingInput(fields: [erosion, ratio]))
        // Cell 0: nothing arrives, flux 10. Cell 1: below 0.4 < 0.5, so nothing settles: flux 10 + 10.
        // Cell 2: the cell below is missing and counts 0, so again nothing settles: 20 + 10.
        // Cell 3 is missing; cell 4 (SDR 1) gets nothing from it.
        #expect(close(try flux.values, [10, 20, 30, .nan, 0]))
        #expect(close(try settled.values, [0, 0, 0, .nan, 0]))
        let rising = HeightField(1, 5, [0.2, 0.5, 0.6, 0.8, 1])
        let (onward, left) = try flow.sedimentFlux(RoutingInput(fields: [erosion, rising]))
        // Shares that settle: (0.6 - 0.5) / 0.5 = 0.2; (0.8 - 0.6) / 0.4 = 0.5; (1 - 0.8) / 0.2 = 1; 1.
        #expect(close(try onward.values, [10, 0.8 * 10 + 10, 0.5 * 18 + 10, 10, 0]))
        #expect(close(try left.values, [0, 2, 9, 19, 10]))
    }

    @Test(arguments: FlowMethod.allCases)
    func sedimentRecursionAgrees(_ method: FlowMethod) throws {
        for field in Self.fields {
            let flow = try network(field, method, RoutingSetup(side: 16, workers: 2))
            let graph = FlowGraph(field, try flow.directions(try field.grid().extent).cells, method)
            let erosion = HeightField.random(field.width, field.height, seed: 8, steps: 90)
            var ratio = HeightField.random(field.width, field.height, seed: 9, steps: 100, holes: 30)
            ratio.cells = ratio.cells.map { $0 / 100 }
            let (flux, settled) = try flow.sedimentFlux(RoutingInput(fields: [erosion, ratio]))
            let expected = graph.sediment(erosion.cells, ratio.cells)
            #expect(close(try flux.values, expected.flux))
            #expect(close(try settled.values, expected.settled))
        }
    }

    /// Tiles, workers and memory change no bit of any result.
    @Test(arguments: FlowMethod.allCases)
    func setupsGiveTheSameBits(_ method: FlowMethod) throws {
        for field in Self.fields {
            let results = try RoutingSetup.all.map { try everything(field, method, $0) }
            for (setup, result) in zip(RoutingSetup.all, results).dropFirst() {
                for (layer, expected) in zip(result, results[0]) {
                    #expect(sameBits(layer, expected), "\(setup)")
                }
            }
        }
    }

    private func everything(
        _ field: HeightField, _ method: FlowMethod, _ setup: RoutingSetup
    ) throws -> [[Double]] {
        var random = SeededGenerator(seed: 77)
        let weight = HeightField(field.width, field.height) { _, _ in Double.random(in: 0...1, using: &random)
        }
        let flow = try network(field, method, setup)
        let sums = try flow.accumulate(RoutingInput(fields: [weight, weight]))
        let streams = try flow.streams(accumulation: sums[1], threshold: 9)
        let path = try flow.costToStream(streams, .perCell(weight.input))
        let (flux, settled) = try flow.sedimentFlux(RoutingInput(fields: [weight, weight]))
        return [
            try flow.directions(try field.grid().extent).cells, try sums[0].values, try streams.values,
            try path.values, try flux.values, try settled.values,
        ]
    }

    /// In degrees a step is as long as the row makes it: on the equator, and at 60 degrees half as wide.
    @Test func stepsFollowTheLatitude() throws {
        let field = HeightField(3, 2) { column, _ in Double(3 - column) }
        for latitude in [1.0, 61.0] {
            let grid = try Grid(
                originX: 0, originY: latitude, cellWidth: 1, cellHeight: 1, width: 3, height: 2,
                reference: .wgs84)
            let context = RoutingContext(grid: grid, store: TileStore(tileSide: 8))
            let flow = try FlowNetwork(
                try FilledElevation(field.input, context: context), method: .steepest, context: context)
            let sums = try flow.accumulate(.uniform(1))[0]
            let path = try flow.costToStream(
                try flow.streams(accumulation: sums, threshold: 2), .metres
            ).values
            for row in 0..<2 {
                let width = grid.cellSizeInMetres(row: row).width
                #expect((0..<3).map { path[row * 3 + $0] } == [2 * width, width, 0])
            }
        }
    }

    /// Every stage tells of cells, never more than there are, and the order of all valid ones.
    @Test func progressCountsCells() throws {
        let field = Self.fields[0]
        let told = Mutex<[RoutingStage: Int]>([:])
        let grid = try field.grid()
        let context = RoutingContext(grid: grid, store: TileStore(tileSide: 8), workers: 3) {
            (stage, done, all) throws(GridError) in
            told.withLock { $0[stage] = max($0[stage] ?? 0, done) }
            if done > all || all != grid.cellCount { throw GridError(.gridInvalid, "too many", hint: "") }
        }
        let flow = try FlowNetwork(
            try FilledElevation(field.input, context: context), method: .steepest, context: context)
        _ = try flow.accumulate(.uniform(1))
        let valid = field.cells.count { !$0.isNaN }
        let counts = told.withLock { $0 }
        #expect(counts[.depressions] == grid.cellCount && counts[.directions] == grid.cellCount)
        #expect(counts[.order] == valid && counts[.accumulation] == valid)
    }

    /// Windows may start anywhere and cross tiles.
    @Test func windowsShowTheSameCells() throws {
        let field = Self.fields[0]
        let layer = try network(field, .steepest, RoutingSetup(side: 16)).accumulate(.uniform(1))[0]
        let whole = try layer.read(try field.grid().extent)
        let part = try layer.read(Window(column: 13, row: 15, width: 20, height: 4))
        for row in part.window.rows {
            #expect(
                sameBits(
                    part.window.columns.map { part[$0, row] }, part.window.columns.map { whole[$0, row] }))
        }
        #expect(
            faultCode { _ = try layer.read(Window(column: 30, row: 0, width: 20, height: 4)) }
                == .windowOutside)
    }
}

/// What it costs to go from one cell to another in a direction.
typealias StepCost = (_ from: Int, _ to: Int, _ direction: Int) -> Double

/// Directions of flow as lists, with sums by recursion.
struct FlowGraph {
    let field: HeightField
    /// For each cell the neighbours it flows to with their shares; a target is nil off the grid.
    private(set) var below: [[(direction: Int, target: Int?, weight: Double)]] = []
    private(set) var above: [[(source: Int, share: Double)]]

    init(_ field: HeightField, _ directions: [Double], _ method: FlowMethod) {
        self.field = field
        above = field.cells.map { _ in [] }
        for cell in field.cells.indices {
            below.append([])
            guard !field.cells[cell].isNaN else { continue }
            let packed = UInt32(directions[cell])
            for direction in 0..<8 {
                let weight =
                    method == .multiple
                    ? Double(packed >> (4 * UInt32(direction)) & 15) : Int(packed) == direction ? 1 : 0
                if weight > 0 { below[cell].append((direction, field.neighbour(cell, direction), weight)) }
            }
            let sum = below[cell].reduce(0) { $0 + $1.weight }
            for (_, target, weight) in below[cell] {
                if let target { above[target].append((cell, weight / sum)) }
            }
        }
    }

    private func isValid(_ cell: Int) -> Bool { !field.cells[cell].isNaN }

    func accumulate(_ own: [Double]) -> [Double] {
        var known: [Int: Double] = [:]
        func sum(_ cell: Int) -> Double {
            if let value = known[cell] { return value }
            let value = above[cell].reduce(own[cell].isNaN ? 0 : own[cell]) { $0 + $1.share * sum($1.source) }
            known[cell] = value
            return value
        }
        return field.cells.indices.map { isValid($0) ? sum($0) : .nan }
    }

    /// Sums that flow to missing cells and off the grid.
    func leaving(_ sums: [Double]) -> Double {
        field.cells.indices.filter(isValid).reduce(0) { total, cell in
            let all = below[cell].reduce(0) { $0 + $1.weight }
            let off = below[cell].filter { $0.target.map { !isValid($0) } ?? true }.reduce(0) {
                $0 + $1.weight
            }
            return total + sums[cell] * off / all
        }
    }

    func pathToStream(_ marks: [Double], _ step: StepCost) -> [Double] {
        var known: [Int: Double] = [:]
        func path(_ cell: Int) -> Double {
            if marks[cell] == 1 { return 0 }
            if let value = known[cell] { return value }
            var (sum, total) = (0.0, 0.0)
            for (direction, target, weight) in below[cell] {
                guard let target, isValid(target), !path(target).isNaN else { continue }
                sum += weight * (step(cell, target, direction) + path(target))
                total += weight
            }
            known[cell] = total > 0 ? sum / total : .nan
            return known[cell] ?? .nan
        }
        return field.cells.indices.map { isValid($0) ? path($0) : .nan }
    }

    func sediment(_ erosion: [Double], _ ratio: [Double]) -> (flux: [Double], settled: [Double]) {
        var known: [Int: (Double, Double)] = [:]
        func flux(_ cell: Int) -> (Double, Double) {
            if let value = known[cell] { return value }
            let arriving = above[cell].reduce(0) { sum, source in
                let value = flux(source.source).0
                return value.isNaN ? sum : sum + value * source.share
            }
            let inside = below[cell].filter { $0.target != nil }
            let weight = inside.reduce(0) { $0 + $1.weight }
            let mean = inside.reduce(0.0) { sum, next in
                let value = next.target.map { isValid($0) ? ratio[$0] : .nan } ?? .nan
                return value.isNaN ? sum : sum + value * next.weight
            }
            let down = max(ratio[cell], weight > 0 ? mean / weight : 0)
            let share = ratio[cell] == 1 ? 1 : (down - ratio[cell]) / (1 - ratio[cell])
            known[cell] =
                ratio[cell].isNaN ? (.nan, .nan) : ((1 - share) * arriving + erosion[cell], share * arriving)
            return known[cell] ?? (.nan, .nan)
        }
        let results = field.cells.indices.map { isValid($0) ? flux($0) : (.nan, .nan) }
        return (results.map(\.0), results.map(\.1))
    }
}
