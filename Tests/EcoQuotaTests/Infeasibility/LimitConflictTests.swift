@testable import EcoQuota
import EcoAlgebra
import EcoUnits
import Testing

@Suite("Why there is no plan")
struct LimitConflictTests {
    /// T = (0.5, 0.3, 0.2), 100 t each, abatement of 30, 20 and 10 t at most: e + a = 100, T e <= limit.
    static func stations(_ rows: [[Double]], limits: [Double], caps: [Double?] = [nil, nil, nil])
        -> MarketProgram
    {
        var program = MarketProgram()
        program.cost = [0, 0, 0, 1, 1, 1]
        program.curvature = [0, 0, 0, 0, 0, 0]
        program.upper = caps.map { $0 ?? 100 } + [30, 20, 10]
        for _ in 0..<2 { for row in 0..<3 { program.matrix.append([(row, 1)]) } }
        program.right = [100, 100, 100]
        program.rowKinds = [.equal, .equal, .equal]
        program.columnFamilies = [.init("emission", 0..<3, unit: "t"), .init("abatement", 3..<6, unit: "t")]
        program.rowFamilies = [.init("balance", 0..<3, unit: "t")]
        var weights = DenseMatrix(rows: rows.count, columns: 3)
        for (row, values) in rows.enumerated() {
            for (column, value) in values.enumerated() { weights[row, column] = value }
        }
        program.ambient = AmbientRows(
            matrix: SourceReceptorMatrix(weights), emission: [0, 1, 2], group: [0, 1, 2], allowance: limits)
        return program
    }

    /// 0.5 x 70 + 0.3 x 80 + 0.2 x 90 = 77 against 70: weight 1 on the station, missing 7, in fractions.
    @Test func oneStationExactly() throws {
        let program = Self.stations([[0.5, 0.3, 0.2]], limits: [70])
        let findings = try LimitConflict.find(
            in: program, program.limits(ofRows: []), with: ReferenceSolver())
        let (found, relaxed) = (findings.conflicts, findings.relaxed)
        let conflict = try #require(found.first)
        #expect(found.count == 1 && conflict.members.count == 1)
        let member = conflict.members[0]
        #expect(member.limit.place == .ambient(0) && member.weight == 1 && member.value == 70)
        #expect((member.missing - 7).magnitude < 1e-9)
        #expect(conflict.margin <= 7 && conflict.margin > 7 - 1e-12)
        #expect(zip(conflict.groupEmissions, [70.0, 80, 90]).allSatisfy { ($0 - $1).magnitude < 1e-9 })
        #expect(try exactMargin(program, conflict) == Rational(7))
        #expect(relaxed.ambient.allowance[0] >= 77)
    }

    /// What the weights ask of the right sides less the most that the boxes give, in fractions (P10): the sum of
    /// y b and of the least of every column, A'y x over 0 <= x <= u.
    private func exactMargin(_ program: MarketProgram, _ conflict: LimitConflict) throws -> Rational {
        func fraction(_ value: Double) throws -> Rational {
            try #require(Rational(shortestDecimalOf: value))
        }
        var margin = Rational.zero
        for (price, right) in zip(conflict.rowPrices, program.right) {
            margin = try margin - fraction(price) * fraction(right)
        }
        for (price, allowance) in zip(conflict.ambientPrices, program.ambient.allowance) {
            margin = try margin - fraction(price) * fraction(allowance)
        }
        let dense = program.ambient.matrix.denseRows(Array(program.ambient.allowance.indices))
        for column in 0..<program.columnCount {
            var reduced = Rational.zero
            for entry in program.matrix.start[column]..<program.matrix.start[column + 1] {
                let price = try fraction(conflict.rowPrices[Int(program.matrix.row[entry])])
                reduced = try reduced + fraction(program.matrix.value[entry]) * price
            }
            if let group = program.ambient.group(of: column) {
                for row in program.ambient.allowance.indices {
                    let price = try fraction(conflict.ambientPrices[row])
                    reduced = try reduced + fraction(dense[row, group]) * price
                }
            }
            if reduced.isNegative { margin = try margin + reduced * fraction(program.upper[column]) }
        }
        return margin
    }

    /// A programme that can be met has no conflict, even at the very limit.
    @Test(arguments: [77.0, 77.0001, 100])
    func attainable(_ limit: Double) throws {
        let program = Self.stations([[0.5, 0.3, 0.2]], limits: [limit])
        let found = try LimitConflict.find(in: program, program.limits(ofRows: []), with: ReferenceSolver())
        #expect(found.conflicts.isEmpty)
    }

    /// Two stations out of reach and one in reach: two conflicts of one station each.
    @Test func twoStationsEachAlone() throws {
        let program = Self.stations(
            [[0.5, 0.3, 0.2], [0, 0, 1], [1, 1, 1]], limits: [70, 80, 250])
        let found = try LimitConflict.find(in: program, program.limits(ofRows: []), with: ReferenceSolver())
        #expect(Set(found.conflicts.flatMap { $0.members.map(\.limit.place) }) == [.ambient(0), .ambient(1)])
        #expect(found.conflicts.allSatisfy { $0.members.count == 1 && $0.margin > 0 })
        for conflict in found.conflicts { #expect(try !exactMargin(program, conflict).isNegative) }
    }

    /// A cap of 60 t where 70 t is the least: the conflict is the cap.
    @Test func capOfOneSource() throws {
        let program = Self.stations([[0.5, 0.3, 0.2]], limits: [90], caps: [60, nil, nil])
        let limits = program.limits(ofRows: []) + [SoftLimit(.upper(0), released: 100)]
        let found = try LimitConflict.find(in: program, limits, with: ReferenceSolver())
        let conflict = try #require(found.conflicts.first)
        #expect(found.conflicts.count == 1 && conflict.members.map(\.limit.place) == [.upper(0)])
        #expect((conflict.members[0].missing - 10).magnitude < 1e-9 && conflict.margin > 10 - 1e-9)
    }

    /// A measure that lowers one pollutant and raises another: each station can be met, both cannot. e1 = 100
    /// - a, e2 = 50 + a, a <= 40: limits 70 and 70 ask for a >= 30 and a <= 20, together missing 10.
    @Test func twoStationsOnlyTogether() throws {
        var program = MarketProgram()
        program.cost = [0, 0, 1]
        program.curvature = [0, 0, 0]
        program.upper = [100, 100, 40]
        program.matrix.append([(0, 1)])
        program.matrix.append([(1, 1)])
        program.matrix.append([(0, 1), (1, -1)])
        program.right = [100, 50]
        program.rowKinds = [.equal, .equal]
        program.rowFamilies = [.init("balance", 0..<2, unit: "t")]
        program.columnFamilies = [.init("column", 0..<3, unit: "t")]
        let unit = try DenseMatrix(rows: 3, columns: 2, elements: [1, 0, 1, 0, 1, 1])
        program.ambient = AmbientRows(
            matrix: SourceReceptorMatrix(unit), emission: [0, 1], group: [0, 1], allowance: [70, 70, 150])
        let found = try LimitConflict.find(in: program, program.limits(ofRows: []), with: ReferenceSolver())
        let conflict = try #require(found.conflicts.first)
        #expect(found.conflicts.count == 1)
        #expect(conflict.members.map(\.limit.place) == [.ambient(0), .ambient(1)])
        #expect(conflict.members.allSatisfy { ($0.missing - 10).magnitude < 1e-9 && $0.weight == 1 })
        #expect(conflict.margin > 10 - 1e-9 && conflict.margin <= 10)
        #expect(try exactMargin(program, conflict) == Rational(10))
        // Without either station there is a plan.
        for station in 0..<2 {
            var without = program
            without.ambient.allowance[station] = 1000
            #expect(ReferenceSolution(without) != nil)
        }
        #expect(ReferenceSolution(program) == nil)
        #expect(ReferenceSolution(found.relaxed) != nil)
    }

    /// Fifteen sources, each with a cap out of reach, told as fifteen conflicts in one round; pairs that conflict
    /// only together take a round each, and what is left after the last round is told besides.
    @Test func manyConflicts() throws {
        func market(_ pairs: Int, capped: Bool) -> MarketProgram {
            var program = MarketProgram()
            for pair in 0..<pairs {
                program.upper += capped ? [60] : [100]
                program.matrix.append(
                    capped ? [(pair, 1)] : [(pair, 1), (pairs + 2 * pair, 1), (pairs + 2 * pair + 1, -1)])
                program.right.append(100)
            }
            for pair in 0..<pairs {
                program.upper.append(30)
                program.matrix.append([(pair, 1)])
            }
            program.rowKinds = [MarketProgram.RowKind](repeating: .equal, count: pairs)
            if !capped {
                for _ in 0..<pairs { program.right += [80, -85] }  // e <= 80 and e >= 85
                program.rowKinds += [MarketProgram.RowKind](repeating: .atMost, count: 2 * pairs)
            }
            program.cost = program.upper.map { _ in 0 }
            program.curvature = program.cost
            return program
        }
        let capped = market(15, capped: true)
        let caps = (0..<15).map { SoftLimit(.upper($0), released: 100) }
        let first = try LimitConflict.find(in: capped, caps, with: ReferenceSolver())
        #expect(first.conflicts.count == 15 && first.further.isEmpty)
        let paired = market(15, capped: false)
        let rows = paired.limits(ofRows: 15..<45)
        let second = try LimitConflict.find(in: paired, rows, with: ReferenceSolver())
        #expect(second.conflicts.count == LimitConflict.rounds)
        #expect(second.conflicts.allSatisfy { $0.members.count == 2 && ($0.margin - 5).magnitude < 1e-9 })
        #expect(second.further.count >= 3)
        #expect(ReferenceSolution(second.relaxed) != nil)
    }

    /// Random programmes, some of them pushed out of reach: the verdict is that of the pivoting, the proof is
    /// rigorous, the set is minimal, and the relaxed programme has a plan.
    @Test(arguments: 1...60)
    func randomProgrammes(_ seed: Int) throws {
        var random = RandomProgram(seed: UInt64(seed) + 2000)
        var program = random.make(columns: 8, rows: 4, stations: 3).program
        program.rowKinds = program.rowKinds.map { _ in .atMost }
        for row in program.right.indices where random.whole(0, 2) == 0 {
            program.right[row] -= random.whole(1, 40)
        }
        let limits = program.limits(ofRows: program.right.indices)
        let findings = try LimitConflict.find(in: program, limits, with: ReferenceSolver())
        let (found, relaxed) = (findings.conflicts, findings.relaxed)
        #expect((ReferenceSolution(program) == nil) == !found.isEmpty)
        #expect(ReferenceSolution(relaxed) != nil)
        guard let conflict = found.first else { return }
        #expect(conflict.margin > 0)
        #expect(program.isImpossible(rowPrices: conflict.rowPrices, ambientPrices: conflict.ambientPrices))
        let kept = Set(conflict.members.map(\.limit))
        for member in conflict.members {
            var without = program
            for limit in limits where !kept.contains(limit) || limit == member.limit {
                without.set(limit.place, to: limit.released)
            }
            #expect(ReferenceSolution(without) != nil)
        }
    }
}
