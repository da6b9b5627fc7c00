/// What a step of the way down to the stream costs.
public enum StreamPathCost: Sendable {
    /// InVEST: the cost of a cell without any length of step: with `.steepest` of the cell that is left, with
    /// `.multiple` of the cell that is entered. A missing cost counts 0.
    case perCell(RoutingInput)
    /// As InVEST's guide has it: the length of the step (cell size, or diagonal), m, times the cost of the cell
    /// that is left. Where that is missing, so is the sum.
    case perMetre(RoutingInput)
    /// The length of the step in cells: 1, or the square root of 2 on diagonals.
    case cells
    /// The length of the step, m.
    case metres

    var input: RoutingInput? {
        switch self {
        case .perCell(let input), .perMetre(let input): input
        case .cells, .metres: nil
        }
    }
}

/// Lengths of steps from the cells of one row.
struct StepLengths {
    private let lengths: InlineArray<8, Double>

    /// Lengths for a kind of cost; with `.perCell` 1 throughout.
    init(_ cost: StreamPathCost, _ grid: Grid, row: Int) {
        switch cost {
        case .perCell: lengths = InlineArray(repeating: 1)
        case .cells: lengths = InlineArray { $0 & 1 == 0 ? 1 : 2.0.squareRoot() }
        case .perMetre, .metres:
            let size = grid.cellSizeInMetres(row: row)
            let diagonal = (size.width * size.width + size.height * size.height).squareRoot()
            lengths = InlineArray { $0 & 1 == 1 ? diagonal : $0 & 3 == 0 ? size.width : size.height }
        }
    }

    /// Lengths of all rows of a grid; a single one where rows do not differ.
    static func rows(_ cost: StreamPathCost, _ grid: Grid) -> [StepLengths] {
        let rows = grid.reference.isGeographic ? grid.height : 1
        return (0..<rows).map { StepLengths(cost, grid, row: $0) }
    }

    @inline(__always) subscript(neighbour: Int) -> Double { lengths[neighbour] }
}
