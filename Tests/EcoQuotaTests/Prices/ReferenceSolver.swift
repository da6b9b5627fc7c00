import EcoAlgebra
@testable import EcoQuota
import Synchronization

/// A `ProgramSolver` for small programmes by dense pivoting, with prices: an equality is two limits, whose
/// prices are one another's opposites.
struct ReferenceSolver: ProgramSolver {
    static let id = "reference"

    /// Programmes on which the pivoting ended on a ray.
    final class Failures: Sendable {
        private let number = Mutex(0)
        var count: Int { number.withLock { $0 } }
        func note() { number.withLock { $0 += 1 } }
    }

    let failures = Failures()

    func solve(_ program: MarketProgram, from start: ProgramSolution?) throws(QuotaSolverError)
        -> ProgramSolution
    {
        let (money, ambientScale) = (1000.0, 200.0)
        var reference = ReferenceProgram()
        for column in 0..<program.columnCount {
            let variable = reference.variable(
                cost: program.cost[column] / money, curvature: program.curvature[column] / money)
            reference.limit([variable: 1], atMost: program.upper[column])
        }
        var terms = [[Int: Double]](repeating: [:], count: program.rowCount)
        for column in 0..<program.columnCount {
            for entry in program.matrix.start[column]..<program.matrix.start[column + 1] {
                terms[Int(program.matrix.row[entry])][column] = program.matrix.value[entry]
            }
        }
        var pairs: [(above: Int, below: Int?)] = []
        for row in 0..<program.rowCount {
            let above = reference.limits.count
            reference.limit(terms[row], atMost: program.right[row])
            let isEqual = program.rowKinds[row] == .equal
            if isEqual { reference.limit(terms[row].mapValues { -$0 }, atMost: -program.right[row]) }
            pairs.append((above, isEqual ? above + 1 : nil))
        }
        let ambient = program.ambient
        let dense = ambient.matrix.denseRows(Array(ambient.allowance.indices))
        let firstAmbient = reference.limits.count
        for (row, allowance) in ambient.allowance.enumerated() {
            var terms: [Int: Double] = [:]
            for (column, group) in zip(ambient.emission, ambient.group) where dense[row, group] != 0 {
                terms[column] = dense[row, group] * ambientScale
            }
            reference.limit(terms, atMost: allowance * ambientScale)
        }
        guard let (values, prices) = reference.solutionWithPrices() else {
            failures.note()
            throw .breakdown(iteration: 0)
        }
        return ProgramSolution(
            values: zip(values, program.upper).map { min($0, $1) },
            rowPrices: pairs.map { money * (prices[$0.above] - ($0.below.map { prices[$0] } ?? 0)) },
            ambientPrices: ambient.allowance.indices.map {
                money * ambientScale * prices[firstAmbient + $0]
            }, solver: Self.id)
    }
}
