import EcoGrids
import EcoTestSupport
import Testing

/// Directions and shares of flow: drawn cases, and an oracle on whole grids.
struct RoutingDirectionTests {
    private func network(
        _ field: HeightField, _ method: FlowMethod, _ setup: RoutingSetup = RoutingSetup()
    ) throws -> FlowNetwork {
        let context = setup.context(try field.grid())
        return try FlowNetwork(
            try FilledElevation(field.input, context: context), method: method, context: context)
    }

    private func row(_ raster: Raster<Double>, _ row: Int) -> [Double] {
        raster.window.columns.map { raster[$0, row] }
    }

    /// pygeoprocessing's test on a flat of 11 x 11: every cell drains to the nearest edge.
    @Test(arguments: [8, 256])
    func flatDrainsToTheNearestEdge(_ side: Int) throws {
        let field = HeightField(11, 11) { _, _ in 5 }
        let flow = try network(field, .steepest, RoutingSetup(side: side))
        let directions = try flow.directions(try field.grid().extent)
        #expect(row(directions, 0) == [2, 2, 2, 2, 2, 2, 2, 2, 2, 2, 0])
        #expect(row(directions, 5) == [4, 4, 4, 4, 4, 2, 0, 0, 0, 0, 0])
        #expect(row(directions, 10) == [4, 6, 6, 6, 6, 6, 6, 6, 6, 6, 0])
        for weight in [1, 2.7] {
            let sums = try flow.accumulate(.uniform(weight))[0].read(try field.grid().extent)
            let expected = [[1, 2, 3, 4, 5, 6, 5, 4, 3, 2, 1.0], [5, 4, 3, 2, 1, 1, 1, 2, 3, 4, 5]]
            for (line, values) in zip([0, 5], expected) {
                for (sum, value) in zip(row(sums, line), values) {
                    #expect(abs(sum - value * weight) < 1e-12)
                }
            }
        }
    }

    /// pygeoprocessing's test: zeros with a trench of -1 in row 5.
    @Test(arguments: [8, 256])
    func trenchTakesSharesOfFlow(_ side: Int) throws {
        let field = HeightField(11, 11) { _, row in row == 5 ? -1 : 0 }
        let flow = try network(field, .multiple, RoutingSetup(side: side))
        let extent = try field.grid().extent
        let weights = try flow.directions(extent)
        let line = [Double](repeating: 1_178_599_424, count: 9)
        #expect(row(weights, 0) == [1_761_607_680] + line + [157_286_400])
        #expect(
            row(weights, 5) == [
                4_603_904, 983_040, 983_040, 983_040, 983_040, 524_296, 15, 15, 15, 15,
                1_073_741_894,
            ])
        #expect(row(weights, 6) == [2400] + [Double](repeating: 17984, count: 9) + [26880])
        let sums = try flow.accumulate(.uniform(1))[0]
        let area = try sums.read(extent)
        let expected = [1.88571429, 2.11428571, 2, 2, 2, 2, 2, 2, 2, 2.11428571, 1.88571429]
        #expect(zip(row(area, 1), expected).allSatisfy { abs($0 - $1) < 1e-8 })
        let half = [60.5, 51.12681336, 39.01272503, 27.62141227, 16.519192, 11.00304635]
        let middle = row(area, 5)
        for (index, value) in half.enumerated() {
            #expect(abs(middle[index] - value) < 1e-7)
            #expect(abs(middle[10 - index] - value) < 1e-7)
        }
        let streams = try flow.streams(accumulation: sums, threshold: 30, traceShare: 0.5).read(extent)
        for number in 0..<11 {
            let expected: [Double] = [1, 1, 1, 0, 0, 0, 0, 0, 1, 1, 1]
            #expect(row(streams, number) == (number == 5 ? expected : [Double](repeating: 0, count: 11)))
        }
    }

    /// The last diagonal is taken where no straight neighbour is missing.
    @Test func diagonalHolesDrainAFlat() throws {
        var field = HeightField(7, 7) { column, row in
            min(min(column, 6 - column), min(row, 6 - row)) == 0 ? 9 : 0
        }
        field.cells[0] = .nan
        let filled = try network(field, .steepest)
        // Cell (1, 1) stands alone between the hole to its north-west and the flat that it drains.
        #expect(try filled.directions(Window(column: 1, row: 1, width: 1, height: 1)).cells == [3])
    }

    @Test func oneCellDrainsEast() throws {
        let field = HeightField(1, 1, [4])
        #expect(try network(field, .steepest).directions(try field.grid().extent).cells == [0])
        let flow = try network(field, .multiple)
        #expect(try flow.accumulate(.uniform(1))[0].values == [1])
    }

    @Test func missingGridHasNoFlow() throws {
        let field = HeightField(9, 9) { _, _ in .nan }
        let flow = try network(field, .multiple, RoutingSetup(side: 8))
        #expect(try flow.directions(try field.grid().extent).cells.allSatisfy(\.isNaN))
        #expect(try flow.accumulate(.uniform(1))[0].values.allSatisfy(\.isNaN))
    }

    @Test(arguments: [8, 16, 256])
    func oracleAgrees(_ side: Int) throws {
        for seed in 0..<3 as Range<UInt64> {
            for raw in [
                HeightField.random(40, 33, seed: seed, steps: 3, holes: 50), .hills(48, 41, seed: seed),
                .random(21, 50, seed: seed, steps: 100_000),
            ] {
                let field = HeightField(raw.width, raw.height, RoutingFillTests.flood(raw))
                let oracle = FlowOracle(field)
                let setup = RoutingSetup(side: side, workers: 2)
                let extent = try field.grid().extent
                let single = try network(raw, .steepest, setup).directions(extent).cells
                #expect(oracle.rejectedDirections(single).isEmpty, "seed \(seed)")
                let shared = try network(raw, .multiple, setup).directions(extent).cells
                #expect(sameBits(shared, oracle.weights), "seed \(seed)")
            }
        }
    }
}

/// What flow must be on filled heights: slopes where a neighbour is lower, else distances within the flat.
struct FlowOracle {
    let field: HeightField
    /// Distance of each cell from the drains of its flat; 0 for drains and cells on slopes.
    private(set) var distance: [Double]
    private var drainsOff: [Bool]

    init(_ field: HeightField) {
        self.field = field
        distance = [Double](repeating: .infinity, count: field.cells.count)
        drainsOff = [Bool](repeating: false, count: field.cells.count)
        var seen = [Bool](repeating: false, count: field.cells.count)
        for index in field.cells.indices where !field.cells[index].isNaN && !seen[index] {
            let flat = component(index)
            for cell in flat { seen[cell] = true }
            settle(flat)
        }
    }

    private func isLevel(_ a: Int, _ b: Int) -> Bool { field.cells[a] == field.cells[b] }

    private func component(_ start: Int) -> [Int] {
        var found = [start]
        var members: Set<Int> = [start]
        var next = 0
        while next < found.count {
            for direction in 0..<8 {
                if let other = field.validNeighbour(found[next], direction), isLevel(other, start),
                    members.insert(other).inserted
                {
                    found.append(other)
                }
            }
            next += 1
        }
        return found
    }

    private func hasLower(_ cell: Int) -> Bool {
        (0..<8).contains { direction in
            field.validNeighbour(cell, direction).map { field.cells[$0] < field.cells[cell] } ?? false
        }
    }

    /// Bellman-Ford over the flat: the least sums of steps, each sum rounded as it is added up.
    private mutating func settle(_ flat: [Int]) {
        var drains = flat.filter(hasLower)
        if drains.isEmpty {
            drains = flat.filter { cell in
                (0..<8).contains { field.validNeighbour(cell, $0) == nil }
            }
            for cell in drains { drainsOff[cell] = true }
        }
        for cell in drains { distance[cell] = 0 }
        var changed = true
        while changed {
            changed = false
            for cell in flat where distance[cell] < .infinity {
                for direction in 0..<8 {
                    guard let other = field.validNeighbour(cell, direction), isLevel(other, cell) else {
                        continue
                    }
                    let reached = distance[cell] + step(direction)
                    if reached < distance[other] {
                        distance[other] = reached
                        changed = true
                    }
                }
            }
        }
    }

    private func step(_ direction: Int) -> Double { direction % 2 == 0 ? 1 : 2.0.squareRoot() }

    /// Relative slope to each neighbour; for cells of flats 1 over the step where that is nearer to a drain.
    private func slopes(_ cell: Int) -> [Double] {
        (0..<8).map { direction in
            let other = field.validNeighbour(cell, direction)
            if drainsOff[cell] { return other == nil ? 1 / step(direction) : 0 }
            guard let other else { return 0 }
            if distance[cell] == 0 {
                return max(0, field.cells[cell] - field.cells[other]) * (1 / step(direction))
            }
            return isLevel(other, cell) && distance[other] < distance[cell] ? 1 / step(direction) : 0
        }
    }

    /// Packed weights of all cells.
    var weights: [Double] {
        field.cells.indices.map { cell in
            if field.cells[cell].isNaN { return .nan }
            let slopes = slopes(cell)
            let sum = slopes.reduce(0, +)
            return slopes.enumerated().reduce(0.0) { packed, slope in
                packed + (0.5 + slope.element / sum * 15).rounded(.down) * Double(1 << (4 * slope.offset))
            }
        }
    }

    /// Cells whose direction is not the first steepest one, or does not lead straight to the nearest drain.
    func rejectedDirections(_ directions: [Double]) -> [Int] {
        field.cells.indices.filter { cell in
            if field.cells[cell].isNaN { return !directions[cell].isNaN }
            let slopes = slopes(cell)
            guard let chosen = Int(exactly: directions[cell]) else { return true }
            if drainsOff[cell] {
                let straight = [0, 2, 4, 6].first { slopes[$0] > 0 }
                return chosen != straight ?? [1, 3, 5, 7].last { slopes[$0] > 0 }
            }
            if distance[cell] == 0 { return chosen != slopes.firstIndex(of: slopes.max() ?? 0) }
            guard let other = field.validNeighbour(cell, chosen), isLevel(other, cell) else { return true }
            return distance[other] + step(chosen) != distance[cell]
        }
    }
}
