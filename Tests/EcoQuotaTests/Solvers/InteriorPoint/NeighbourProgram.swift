import EcoQuota
import EcoTestSupport

/// Counties in a circle that trade with their next neighbours on both sides, for a fee and at a ratio: rows that hang
/// together, with few receptors over all of them.
struct NeighbourProgram {
    private(set) var program = MarketProgram()

    init(counties: Int, reach: Int, receptors: Int, seed: UInt64, isSloped: Bool) {
        var random = SeededGenerator(seed: seed)
        let sizes = (0..<counties).map { _ in random.uniform(50, 500) }
        addSources(sizes, isSloped, &random)
        addFlows(sizes, reach, &random)
        program.right = sizes + sizes.map { 0.7 * $0 }
        program.rowKinds = [MarketProgram.RowKind](repeating: .equal, count: counties)
        program.rowKinds += [MarketProgram.RowKind](repeating: .atMost, count: counties)
        program.rowFamilies = [
            .init("emission_balance", 0..<counties, unit: "t"),
            .init("quota", counties..<2 * counties, unit: "t"),
        ]
        let effects = (0..<receptors).map { _ in (0..<counties).map { _ in random.uniform(0.001, 0.01) } }
        program.ambient = AmbientRows(
            matrix: SourceReceptorMatrix(SparseRows(columns: counties, entries: effects.map(Self.entries))),
            emission: Array(0..<counties), group: Array(0..<counties),
            allowance: effects.map { row in 0.68 * zip(row, sizes).reduce(0) { $0 + $1.0 * $1.1 } })
    }

    private static func entries(_ row: [Double]) -> [(column: Int, value: Double)] {
        row.enumerated().map { (column: $0.offset, value: $0.element) }
    }

    private mutating func add(
        _ cost: Double, _ upper: Double, _ curvature: Double, _ entries: [(row: Int, value: Double)]
    ) {
        program.cost.append(cost)
        program.upper.append(upper)
        program.curvature.append(curvature)
        program.matrix.append(entries)
    }

    private mutating func addSources(_ sizes: [Double], _ isSloped: Bool, _ random: inout SeededGenerator) {
        for (county, size) in sizes.enumerated() {
            add(0, size, 0, [(county, 1), (sizes.count + county, 1)])
        }
        for (county, size) in sizes.enumerated() {
            for _ in 0..<3 {
                let cost = random.uniform(500, 20_000)
                add(cost, 0.25 * size, isSloped ? cost / size : 0, [(county, 1)])
            }
        }
    }

    private mutating func addFlows(_ sizes: [Double], _ reach: Int, _ random: inout SeededGenerator) {
        let count = sizes.count
        let supply = 0.7 * sizes.reduce(0, +)
        for from in 0..<count {
            for distance in 1...reach {
                for to in [(from + distance) % count, (from + count - distance) % count] {
                    let ratio = random.uniform(0.6, 1)
                    add(random.uniform(50, 300), supply, 0, [(count + from, 1), (count + to, -ratio)])
                }
            }
        }
    }
}
