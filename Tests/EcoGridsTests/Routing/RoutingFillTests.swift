import EcoGrids
import EcoTestSupport
import Testing

/// Depression filling against a priority flood with a plain list, and by hand.
struct RoutingFillTests {
    /// The lowest over all ways to an outlet of the highest cell: the lowest open cell is settled first.
    static func flood(_ field: HeightField) -> [Double] {
        var level = [Double](repeating: .infinity, count: field.cells.count)
        var heap = LevelHeap()
        func reach(_ index: Int, _ from: Double) {
            let reached = max(from, field.cells[index])
            if reached < level[index] {
                level[index] = reached
                heap.push(reached, index)
            }
        }
        for index in field.cells.indices where !field.cells[index].isNaN {
            if (0..<8).contains(where: { field.validNeighbour(index, $0) == nil }) {
                reach(index, -.infinity)
            }
        }
        while let next = heap.pop() {
            for direction in 0..<8 {
                if let other = field.validNeighbour(next.index, direction) { reach(other, next.level) }
            }
        }
        return level.map { $0 == .infinity ? .nan : $0 }
    }

    private func filled(_ field: HeightField, _ setup: RoutingSetup) throws -> [Double] {
        try FilledElevation(field.input, context: setup.context(try field.grid())).layer.values
    }

    @Test(arguments: RoutingSetup.all)
    func floodAgrees(_ setup: RoutingSetup) throws {
        for seed in 0..<3 as Range<UInt64> {
            let fields = [
                HeightField.random(37, 29, seed: seed, steps: 5, holes: 40),
                HeightField.random(20, 45, seed: seed, steps: 1000),
                HeightField.random(33, 17, seed: seed, steps: 1, holes: 7),
                HeightField.hills(40, 40, seed: seed),
            ]
            for field in fields {
                #expect(sameBits(try filled(field, setup), Self.flood(field)), "seed \(seed)")
            }
        }
    }

    @Test(arguments: [(1, 1), (1, 19), (23, 1), (2, 2), (8, 8), (9, 8)])
    func narrowGridsHaveNoPits(_ width: Int, _ height: Int) throws {
        let field = HeightField.random(width, height, seed: 5, steps: 9)
        let small = try filled(field, RoutingSetup(side: 8))
        #expect(sameBits(small, Self.flood(field)))
    }

    @Test func allMissingStaysMissing() throws {
        let field = HeightField(20, 20) { _, _ in .nan }
        #expect(try filled(field, RoutingSetup(side: 8)).allSatisfy(\.isNaN))
    }

    /// pygeoprocessing's test: an inner pit of -1 in zeros rises to 0, a corner of -1 is its own outlet.
    @Test func innerPitRisesAndCornerStays() throws {
        var field = HeightField(11, 11) { column, row in
            (3..<8).contains(column) && (3..<8).contains(row) ? -1 : 0
        }
        field.cells[0] = -1
        for hole in [false, true] {
            if hole { field.cells[12] = .nan }
            let result = try filled(field, RoutingSetup(side: 8))
            for index in result.indices {
                let expected: Double = index == 0 ? -1 : hole && index == 12 ? .nan : 0
                #expect(result[index] == expected || result[index].isNaN && expected.isNaN)
            }
        }
    }

    /// A reader's fault ends the run and arrives.
    @Test func faultOfTheReaderArrives() throws {
        let field = HeightField.random(40, 40, seed: 1, steps: 9)
        let broken = RoutingInput {
            { (window) throws(GridError) in
                throw GridError(.rasterUnreadable, "gone at row \(window.row)", hint: "")
            }
        }
        let code = faultCode {
            _ = try FilledElevation(
                broken, context: RoutingSetup(side: 8, workers: 3).context(try field.grid()))
        }
        #expect(code == .rasterUnreadable)
    }

    @Test func progressCanStopTheRun() throws {
        let field = HeightField.random(40, 40, seed: 1, steps: 9)
        let context = RoutingContext(grid: try field.grid(), store: TileStore(tileSide: 8)) {
            (_, done, _) throws(GridError) in
            if done >= 3 * 64 { throw GridError(.rasterUnreadable, "stopped", hint: "") }
        }
        #expect(faultCode { _ = try FilledElevation(field.input, context: context) } == .rasterUnreadable)
    }
}

/// A binary heap, the lowest level first.
private struct LevelHeap {
    private var items: [(level: Double, index: Int)] = []

    mutating func push(_ level: Double, _ index: Int) {
        items.append((level, index))
        var child = items.count - 1
        while child > 0, items[child].level < items[(child - 1) / 2].level {
            items.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func pop() -> (level: Double, index: Int)? {
        guard let lowest = items.first, let last = items.popLast() else { return nil }
        if items.isEmpty { return lowest }
        items[0] = last
        var parent = 0
        while true {
            let children = [2 * parent + 1, 2 * parent + 2].filter { $0 < items.count }
            guard let child = children.min(by: { items[$0].level < items[$1].level }),
                items[child].level < items[parent].level
            else { return lowest }
            items.swapAt(child, parent)
            parent = child
        }
    }
}
