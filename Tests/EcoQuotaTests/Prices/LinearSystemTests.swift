@testable import EcoQuota
import EcoTestSupport
import Testing

/// Linear systems of any rank: what they determine, what they leave open, and where they contradict themselves.
@Suite("Linear systems of price ranges")
struct LinearSystemTests {
    /// x + y = 3, 2x + 2y = 6, z = 4: one unknown is open, the second equation follows from the first.
    @Test func denseSystemOfRankTwo() throws {
        let rows: [[Double]] = [[1, 1, 0], [2, 2, 0], [0, 0, 1]]
        let system = DenseSystem(rows, columns: 3, right: [3, 6, 4])
        let found = try #require(system.solution)
        #expect(abs(found[0] + found[1] - 3) <= 1e-12 && abs(found[2] - 4) <= 1e-12)
        #expect(system.differences.count == 1)
        let way = system.differences[0]
        #expect(abs(way[0] + way[1]) <= 1e-12 && way[0] != 0 && way[2] == 0)
        #expect(DenseSystem(rows, columns: 3, right: [3, 7, 4]).solution == nil)
    }

    /// Equations of very different size: 1e6 x + 1e-6 y = 2, 1e-6 y = 1.
    @Test func denseSystemOfUnevenScale() throws {
        let system = DenseSystem([[1e6, 1e-6], [0, 1e-6]], columns: 2, right: [2, 1])
        let found = try #require(system.solution)
        #expect(abs(found[0] - 1e-6) <= 1e-18 && abs(found[1] - 1e6) <= 1e-6)
        #expect(system.differences.isEmpty)
    }

    /// Short equations beside long ones, one of which is the sum of two others: the solution meets them all, every
    /// difference of solutions meets them with 0, and a right side that breaks the sum is told.
    @Test(arguments: 0..<6)
    func longEquations(_ seed: Int) throws {
        var random = SeededGenerator(seed: UInt64(seed) + 400)
        let unknowns = 150
        var rows: [SparseElimination.Row] = (0..<120).map { row in
            [(row, random.uniform(1, 2)), ((row * 7 + seed) % 120 + 30, random.uniform(-1, 1))]
                .reduce(into: SparseElimination.Row()) { sum, entry in
                    if !sum.contains(where: { $0.column == entry.0 }) { sum.append((entry.0, entry.1)) }
                }
        }
        for _ in 0..<3 { rows.append((0..<unknowns).map { ($0, random.uniform(-1, 1)) }) }
        let (first, second) = (rows[120], rows[121])
        rows.append((0..<unknowns).map { ($0, first[$0].value + second[$0].value) })
        let wanted = (0..<unknowns).map { _ in random.uniform(-5, 5) }
        var right = Self.product(rows, wanted)
        let system = SparseElimination(rows, unknowns: unknowns)
        let found = try #require(system.solution(right))
        for (sum, right) in zip(Self.product(rows, found), right) { #expect(abs(sum - right) <= 1e-8) }
        let differences = system.nullVectors()
        #expect(differences.count == unknowns - 123)
        for difference in differences {
            var way = [Double](repeating: 0, count: unknowns)
            for (unknown, value) in difference { way[unknown] = value }
            #expect(Self.product(rows, way).allSatisfy { abs($0) <= 1e-8 })
        }
        right[123] += 1
        #expect(system.solution(right) == nil)
        #expect(system.answer(right).rest.count == 1)
    }

    private static func product(_ rows: [SparseElimination.Row], _ values: [Double]) -> [Double] {
        rows.map { row in row.reduce(0) { $0 + $1.value * values[$1.column] } }
    }
}
