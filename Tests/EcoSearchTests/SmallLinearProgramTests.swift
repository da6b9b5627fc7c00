import EcoUnits
import Testing

@testable import EcoSearch

@Suite struct SmallLinearProgramTests {
    /// Hillier and Lieberman's glass problem: most of 3x + 5y under x <= 4, 2y <= 12, 3x + 2y <= 18 is 36 at (2, 6).
    @Test func aKnownProgrammeHasItsKnownAnswer() throws {
        let program = SmallLinearProgram(
            cost: [-3, -5],
            rows: [
                .init(coefficients: [-1, 0], bound: -4), .init(coefficients: [0, -2], bound: -12),
                .init(coefficients: [-3, -2], bound: -18),
            ], low: [0, 0], high: [100, 100])
        let x = try #require(program.solved())
        #expect((x[0] - 2).magnitude < 1e-12 && (x[1] - 6).magnitude < 1e-12)
    }

    @Test func rowsThatExcludeEachOtherHaveNoAnswer() {
        let rows = [
            SmallLinearProgram.Row(coefficients: [1, 1], bound: 3),
            SmallLinearProgram.Row(coefficients: [-1, -1], bound: -2),
        ]
        #expect(SmallLinearProgram(cost: [1, 1], rows: rows, low: [0, 0], high: [9, 9]).solved() == nil)
        #expect(
            SmallLinearProgram(cost: [1], rows: [.init(coefficients: [1], bound: 2)], low: [0], high: [1])
                .solved() == nil)
    }

    /// Of three variables the optimum is one of the points where three of the planes meet.
    @Test func randomProgrammesAgreeWithTheBestOfAllCorners() {
        var random = SplitMix64(seed: 7)
        func number() -> Double { Double(Int64(bitPattern: random.next() >> 12) % 21) - 10 }
        for _ in 0..<200 {
            let rows = (0..<5).map { _ in
                SmallLinearProgram.Row(coefficients: [number(), number(), number()], bound: number() - 8)
            }
            let cost = [number(), number(), number()]
            let program = SmallLinearProgram(cost: cost, rows: rows, low: [-3, -3, -3], high: [3, 3, 3])
            let value = { (x: [Double]) in zip(cost, x).reduce(0) { $0 + $1.0 * $1.1 } }
            let corners = Self.corners(rows).map(value)
            switch (program.solved().map(value), corners.min()) {
            case (nil, nil): continue
            case (let own?, let best?): #expect((own - best).magnitude < 1e-8, "\(own) against \(best)")
            case (let own, let best): Issue.record("\(String(describing: own)), \(String(describing: best))")
            }
        }
    }

    /// Every point of three planes (rows and sides of the box) that meets all of them.
    private static func corners(_ rows: [SmallLinearProgram.Row]) -> [[Double]] {
        var planes = rows
        for axis in 0..<3 {
            for sign in [1.0, -1] {
                planes.append(.init(coefficients: (0..<3).map { $0 == axis ? sign : 0 }, bound: -3))
            }
        }
        var found: [[Double]] = []
        for one in planes.indices {
            for two in (one + 1)..<planes.count {
                for three in (two + 1)..<planes.count {
                    if let x = meeting([planes[one], planes[two], planes[three]]),
                        planes.allSatisfy({ $0.slack(x) >= -1e-9 })
                    {
                        found.append(x)
                    }
                }
            }
        }
        return found
    }

    /// By Cramer's rule.
    private static func meeting(_ planes: [SmallLinearProgram.Row]) -> [Double]? {
        func determinant(_ m: [[Double]]) -> Double {
            m[0][0] * (m[1][1] * m[2][2] - m[1][2] * m[2][1])
                - m[0][1] * (m[1][0] * m[2][2] - m[1][2] * m[2][0])
                + m[0][2] * (m[1][0] * m[2][1] - m[1][1] * m[2][0])
        }
        let matrix = planes.map(\.coefficients)
        let whole = determinant(matrix)
        guard whole.magnitude > 1e-9 else { return nil }
        return (0..<3).map { column in
            var own = matrix
            for row in 0..<3 { own[row][column] = planes[row].bound }
            return determinant(own) / whole
        }
    }
}
