/// Where a path stands: what each column carries, which of them are inside their range, and the prices.
struct FacePoint: Sendable {
    enum Side: UInt8, Sendable {
        case low, open, high
    }

    /// By our columns, slacks included; those of the receptors held last.
    var values: [Double]
    var sides: [Side]
    /// By our rows.
    var prices: [Double]
    /// Ambient rows held, their prices in yuan for each unit of the limit.
    var held: [Int]
    var heldPrices: [Double]
}

extension FacePoint {
    /// The point of a solution: what stands within a billionth of a limit counts as at it.
    init(_ program: MarketProgram, _ solution: ProgramSolution, _ path: FacePath) {
        let shape = path.shape
        let left = program.matrix.multiplied(by: solution.values, rowCount: program.rowCount)
        values = shape.programColumn.map { source in
            guard source < 0 else { return solution.values[source] }
            let row = -1 - source
            return solution.rowPrices[row] > 1e-9 * path.money
                ? 0 : max(0, path.right[shape.place[row]] - left[row])
        }
        values += path.held.map { _ in 0 }
        sides = values.enumerated().map { column, value in
            if value <= 1e-9 * path.upper[column] { return .low }
            return value >= (1 - 1e-9) * path.upper[column] ? .high : .open
        }
        prices = shape.programRow.map { solution.rowPrices[$0] }
        held = path.held
        heldPrices = held.map { solution.ambientPrices[$0] }
    }

    /// Takes in receptors, at the end of what they allow and without a price.
    mutating func hold(_ receptors: [Int]) {
        held += receptors
        heldPrices += receptors.map { _ in 0 }
        values += receptors.map { _ in 0 }
        sides += receptors.map { _ in .low }
    }
}
