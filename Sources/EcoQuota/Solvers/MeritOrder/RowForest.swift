/// The rows of a programme as a forest: every column stands in one row or links two, and links make no circle.
struct RowForest {
    /// The column or the two columns between a row and its parent: at most one that takes from the row and one
    /// that gives to it.
    struct Link {
        let child: Int
        let parent: Int
        /// Its coefficients in the child and in the parent are of opposite signs or not, as they come.
        var columns: [(column: Int, child: Double, parent: Double)]
    }

    /// Children before parents.
    private(set) var order: [Int] = []
    /// The link upwards of each row; -1 at roots.
    private(set) var linkOfRow: [Int]
    private(set) var links: [Link] = []
    /// The columns that stand in this row only, and their coefficients.
    private(set) var singles: [[(column: Int, value: Double)]]
    /// The links of its children.
    private(set) var linksBelow: [[Int]]
    /// Columns in no row at all.
    private(set) var loose: [Int] = []

    /// nil where the programme is no such forest.
    init?(_ program: MarketProgram) {
        let matrix = program.matrix
        linkOfRow = [Int](repeating: -1, count: program.rowCount)
        singles = [[(column: Int, value: Double)]](repeating: [], count: program.rowCount)
        linksBelow = [[Int]](repeating: [], count: program.rowCount)
        var neighbours = [[(row: Int, column: Int)]](repeating: [], count: program.rowCount)
        for column in 0..<program.columnCount where program.upper[column] > 0 {
            let start = matrix.start[column]
            switch matrix.start[column + 1] - start {
            case 0: loose.append(column)
            case 1: singles[Int(matrix.row[start])].append((column, matrix.value[start]))
            case 2:
                neighbours[Int(matrix.row[start])].append((Int(matrix.row[start + 1]), column))
                neighbours[Int(matrix.row[start + 1])].append((Int(matrix.row[start]), column))
            default: return nil
            }
        }
        guard grow(program, neighbours) else { return nil }
        guard links.allSatisfy({ Self.isSound($0, program) }) else { return nil }
    }

    /// Walks every tree from its row with most neighbours.
    private mutating func grow(
        _ program: MarketProgram, _ neighbours: [[(row: Int, column: Int)]]
    ) -> Bool {
        let matrix = program.matrix
        var isSeen = [Bool](repeating: false, count: program.rowCount)
        let roots = (0..<program.rowCount).sorted {
            (-neighbours[$0].count, $0) < (-neighbours[$1].count, $1)
        }
        for root in roots where !isSeen[root] {
            isSeen[root] = true
            var waiting = [root]
            var linkTo: [Int: Int] = [:]
            while let row = waiting.popLast() {
                order.append(row)
                linkTo.removeAll(keepingCapacity: true)
                let above = linkOfRow[row] >= 0 ? links[linkOfRow[row]].parent : -1
                for (other, column) in neighbours[row] where other != above {
                    let start = matrix.start[column]
                    let isFirst = Int(matrix.row[start]) == row
                    let (own, its) = isFirst ? (start, start + 1) : (start + 1, start)
                    if let link = linkTo[other] {
                        links[link].columns.append((column, matrix.value[its], matrix.value[own]))
                        continue
                    }
                    guard !isSeen[other] else { return false }
                    isSeen[other] = true
                    linkTo[other] = links.count
                    linkOfRow[other] = links.count
                    linksBelow[row].append(links.count)
                    links.append(
                        Link(
                            child: other, parent: row,
                            columns: [(column, matrix.value[its], matrix.value[own])]))
                    waiting.append(other)
                }
            }
        }
        order.reverse()
        return true
    }

    /// Two columns of a link must go opposite ways, and going both ways at once must never pay.
    private static func isSound(_ link: Link, _ program: MarketProgram) -> Bool {
        guard link.columns.count > 1 else { return true }
        guard link.columns.count == 2 else { return false }
        let (one, other) = (link.columns[0], link.columns[1])
        guard one.child * other.child < 0,
            program.curvature[one.column] == 0, program.curvature[other.column] == 0
        else { return false }
        // One unit of the first and as much of the second as leaves the child as it was.
        let share = -one.child / other.child
        let cost = program.cost[one.column] + share * program.cost[other.column]
        let loss = one.parent + share * other.parent
        let rounding = 4 * Double.ulpOfOne * (one.parent.magnitude + (share * other.parent).magnitude)
        guard cost >= 0 else { return false }
        return program.rowKinds[link.parent] == .atMost ? loss >= -rounding : loss.magnitude <= rounding
    }
}
