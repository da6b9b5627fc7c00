/// Follows plan and prices from a point that is optimal for other right sides and costs to those of a programme, in
/// straight lines from one set of open columns to the next.
///
/// Columns without a slope get a small one against their range, rows a little play against their price: every set then
/// has one answer, and a column that opens or closes always moves the right way.
final class FacePath {
    let shape: FaceShape
    let program: MarketProgram
    let held: [Int]
    /// Held rows, rounded up to whole lanes.
    let heldStride: Int
    let columns: Int
    /// Order of the border system: border rows, then the receptors held.
    let border: Int
    let borderStride: Int
    let money: Double
    let mass: Double
    let play: Double

    // By column.
    let cost, slope, trueSlope, upper: Reals
    /// What a column carries while it is open, else its reduced cost; how fast that moves; and its limits.
    let value, rate, floor, ceiling: Reals
    /// Rates up to this are rounding: nothing moves.
    let still: Reals
    /// What is left to add to the costs.
    let costLeft: Reals
    let sides: Cells<FacePoint.Side>
    // By price: rows, groups, held.
    let price, move: Reals
    /// What is left to add to the right sides; held rows after the sparse ones.
    let right, rightLeft: Reals
    let entryValue: Reals
    /// Coefficients of the held rows, group by group, and their scales.
    let reach: Reals
    let heldScale: [Double]

    // Answers of the components: to what is left, and to the prices outside.
    let ownAnswer, tieAnswer, tieSum, ownSum: Reals
    let answerStart, tieAnswerStart, tieSumStart: [Int]
    let open: Cells<Int32>
    let openCount: Cells<Int>
    let scratch: Reals
    // Border.
    let system, diagonal, force, borderMove: Reals
    let batchSystem, batchForce: Reals
    /// Components whose sums are kept together, and a tree of sums over these: what changes is summed anew, so that
    /// nothing is ever taken off a sum.
    let batchSize, batches: Int
    let isStale: Cells<Bool>
    var target, targetForce: UnsafeMutablePointer<Double>
    let ratio: Reals
    /// How often a column opened or closed.
    var turns = 0
    /// Whether every price follows from the open columns, in the systems solved since this was set.
    var isDetermined = true

    /// As a part of the range of an open column, and of a price amid the costs for a closed one. Without it a column that
    /// hangs on nothing would turn back and forth by rounding alone, without end.
    static let stillness = 1e-13

    init(_ shape: FaceShape, _ program: MarketProgram, held: [Int], softness: Double, play: Double) {
        (self.shape, self.program, self.held) = (shape, program, held)
        heldStride = (held.count + Lanes.scalarCount - 1) / Lanes.scalarCount * Lanes.scalarCount
        columns = shape.columnCount + held.count
        border = shape.borderCount + held.count
        borderStride = (border + 2 * Lanes.scalarCount - 1) / Lanes.scalarCount * Lanes.scalarCount
        money = Self.middle(program.cost)
        mass = Self.middle(program.upper)
        self.play = play * mass / money
        (cost, slope, trueSlope, upper) = (Reals(columns), Reals(columns), Reals(columns), Reals(columns))
        (value, rate, floor, ceiling) = (Reals(columns), Reals(columns), Reals(columns), Reals(columns))
        (costLeft, ratio, still) = (Reals(columns), Reals(columns), Reals(columns))
        sides = Cells(columns, filledWith: .low)
        let prices = shape.heldPrice + heldStride
        (price, move) = (Reals(prices), Reals(prices))
        (right, rightLeft) = (Reals(shape.rowCount + held.count), Reals(shape.rowCount + held.count))
        entryValue = Reals(shape.entrySource.map { $0 < 0 ? 1 : program.matrix.value[Int($0)] })
        reach = Reals(shape.groupCount * heldStride)
        heldScale = Self.loadReach(program, held, reach, heldStride)
        var (answers, ties, sums) = ([0], [0], [0])
        var largest = 0
        for component in 0..<shape.componentCount {
            let rows = shape.rowStart[component + 1] - shape.rowStart[component]
            let size = rows + shape.columnStart[component + 1] - shape.columnStart[component]
            let count = shape.tieStart[component + 1] - shape.tieStart[component]
            answers.append(answers[component] + size)
            ties.append(ties[component] + size * count)
            sums.append(sums[component] + count * count)
            largest = max(largest, size * (size + 1 + count))
        }
        (answerStart, tieAnswerStart, tieSumStart) = (answers, ties, sums)
        (ownAnswer, tieAnswer) = (Reals(answers.last ?? 0), Reals(ties.last ?? 0))
        (tieSum, ownSum) = (Reals(sums.last ?? 0), Reals(shape.ties.count))
        open = Cells(shape.freeColumn, filledWith: 0)
        openCount = Cells(shape.componentCount, filledWith: 0)
        scratch = Reals(largest)
        (system, diagonal) = (Reals(border * borderStride), Reals(borderStride))
        batchSize = max(8, Int(Double(shape.componentCount).squareRoot()))
        batches = max(1, (shape.componentCount + batchSize - 1) / batchSize)
        batchSystem = Reals(2 * batches * border * borderStride)
        batchForce = Reals(2 * batches * borderStride)
        isStale = Cells(2 * batches, filledWith: true)
        (target, targetForce) = (system.base, batchForce.base)
        (force, borderMove) = (Reals(borderStride), Reals(borderStride))
        load(softness)
    }

    /// A power of two amid the values that are not 0.
    private static func middle(_ values: [Double]) -> Double {
        var (sum, count) = (0, 0)
        for value in values where value != 0 {
            sum += Int(value.exponent)
            count += 1
        }
        return count > 0 ? Double(sign: .plus, exponent: sum / count, significand: 1) : 1
    }

    private static func loadReach(
        _ program: MarketProgram, _ held: [Int], _ reach: Reals, _ stride: Int
    ) -> [Double] {
        guard !held.isEmpty else { return [] }
        let block = program.ambient.matrix.denseRows(held)
        return held.indices.map { row in
            var largest = 0.0
            for group in 0..<block.columns { largest = max(largest, block[row, group].magnitude) }
            let scale = largest > 0 ? 1 / Double(sign: .plus, exponent: largest.exponent, significand: 1) : 1
            for group in 0..<block.columns { reach[group * stride + row] = block[row, group] * scale }
            return scale
        }
    }

    private func load(_ softness: Double) {
        var sizes = program.right.map(\.magnitude)
        for column in 0..<program.columnCount {
            for entry in program.matrix.start[column]..<program.matrix.start[column + 1] {
                sizes[Int(program.matrix.row[entry])] +=
                    program.matrix.value[entry].magnitude * program.upper[column]
            }
        }
        for (column, source) in shape.programColumn.enumerated() {
            if source >= 0 {
                cost[column] = program.cost[source]
                trueSlope[column] = program.curvature[source]
                upper[column] = program.upper[source]
            } else {
                upper[column] = 2 * sizes[-1 - source] + 1e-9 * mass
            }
        }
        for (row, source) in shape.programRow.enumerated() {
            // Nothing can move in an empty row; any room keeps its price at 0.
            let isEmpty = sizes[source] == 0 && program.rowKinds[source] == .atMost
            right[row] = isEmpty ? 1e-9 * mass / 2 : program.right[source]
        }
        for (row, source) in held.enumerated() {
            right[shape.rowCount + row] = program.ambient.allowance[source] * heldScale[row]
            upper[shape.columnCount + row] = 2 * right[shape.rowCount + row].magnitude + 1e-9 * mass
        }
        for column in 0..<columns {
            let own = trueSlope[column]
            slope[column] = own > 0 ? own : softness * money / max(upper[column], 1e-12 * mass)
        }
    }
}
