/// A programme as a network: rows become nodes, columns become arcs, by scaling rows and columns.
///
/// Every column stands in one row or in two; where a set of row scales makes the two coefficients of every column
/// equal and opposite, flows are conserved. One more node, the ground, takes what single columns and slacks give.
struct FlowNetwork {
    struct Arc {
        let from: Int
        let to: Int
        let cost: Double
        let capacity: Double
        /// Flow for each unit of the column.
        let scale: Double
        /// -1 for the slack of a limit.
        let column: Int
    }

    private(set) var arcs: [Arc] = []
    /// What enters the network at each node; the ground is the last one.
    private(set) var supply: [Double]
    /// The price of a row is this times the price of its node.
    private(set) var rowScale: [Double]

    var ground: Int { supply.count - 1 }

    /// nil where the programme is no such network.
    init?(_ program: MarketProgram) {
        guard program.wholeColumns.isEmpty else { return nil }
        let matrix = program.matrix
        for column in 0..<program.columnCount where program.upper[column] > 0 {
            guard program.curvature[column] == 0, matrix.start[column + 1] - matrix.start[column] <= 2 else {
                return nil
            }
        }
        guard let scale = Self.rowScales(program) else { return nil }
        rowScale = scale
        supply = zip(scale, program.right).map { $0 * $1 }
        supply.append(-supply.reduce(0, +))
        for column in 0..<program.columnCount where program.upper[column] > 0 { addArc(program, column) }
        // No slack takes more than all that could ever flow.
        let total = supply.reduce(0) { $0 + $1.magnitude } + arcs.reduce(0) { $0 + $1.capacity }
        for row in 0..<program.rowCount where program.rowKinds[row] == .atMost {
            let (from, to) = scale[row] > 0 ? (row, program.rowCount) : (program.rowCount, row)
            arcs.append(Arc(from: from, to: to, cost: 0, capacity: 2 * total, scale: 1, column: -1))
        }
    }

    private mutating func addArc(_ program: MarketProgram, _ column: Int) {
        let matrix = program.matrix
        let entries = matrix.start[column]..<matrix.start[column + 1]
        guard let first = entries.first else { return }
        let row = Int(matrix.row[first])
        let value = matrix.value[first] * rowScale[row]
        let other = entries.count == 2 ? Int(matrix.row[first + 1]) : program.rowCount
        let (from, to) = value > 0 ? (row, other) : (other, row)
        arcs.append(
            Arc(
                from: from, to: to, cost: program.cost[column] / value.magnitude,
                capacity: program.upper[column] * value.magnitude, scale: value.magnitude, column: column))
    }

    /// Scales that make the coefficients of every column equal and opposite; the first row of each part keeps its
    /// own.
    private static func rowScales(_ program: MarketProgram) -> [Double]? {
        let matrix = program.matrix
        var scale = [Double](repeating: 0, count: program.rowCount)
        var neighbours = [[(row: Int, factor: Double)]](repeating: [], count: program.rowCount)
        for column in 0..<program.columnCount
        where program.upper[column] > 0 && matrix.start[column + 1] - matrix.start[column] == 2 {
            let start = matrix.start[column]
            let (one, other) = (Int(matrix.row[start]), Int(matrix.row[start + 1]))
            let factor = -matrix.value[start] / matrix.value[start + 1]
            neighbours[one].append((other, factor))
            neighbours[other].append((one, 1 / factor))
        }
        for first in scale.indices where scale[first] == 0 {
            scale[first] = 1
            var waiting = [first]
            while let row = waiting.popLast() {
                for (other, factor) in neighbours[row] {
                    let wanted = scale[row] * factor
                    if scale[other] == 0 {
                        scale[other] = wanted
                        waiting.append(other)
                    } else if (scale[other] - wanted).magnitude > 1e-14 * wanted.magnitude {
                        return nil
                    }
                }
            }
        }
        return scale
    }
}
