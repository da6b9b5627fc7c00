import EcoAlgebra

/// The iterate of a primal-dual interior-point method and its moves, Mehrotra's predictor and corrector.
///
/// Columns are those of the structure, then one slack for each active ambient row; all have finite ranges.
/// Masses and money are scaled by powers of two. Complementarity products tend to `weight` times one common
/// value: the weights grow with the range of the column, so that small and large counties see the same prices
/// on the way.
final class InteriorPath {
    let program: MarketProgram
    let reduction: ProgramReduction
    let structure: ProgramStructure
    let active: ActiveRows
    let elimination: ProgramElimination
    let links: LinkTable
    let mass: Double
    let money: Double
    let isLinear: Bool
    let isWeighted: Bool
    /// Whether ranges that a row implies count all the same.
    private let keepsRanges: Bool
    /// What the ambient rows leave to the columns that may move.
    private(set) var allowance: [Double] = []

    // One value for each column.
    let cost, curvature, upper, weight, size: Reals
    let x, gap, lower, over: Reals
    let theta, force, charge, pull, dx, dLower, dOver, cx, cLower, cOver: Reals
    // One value for each row.
    let price, dPrice, right, residual, work, correction: Reals
    let groupScratch: Reals
    let keptX, keptGap, keptLower, keptOver, keptPrice: Reals
    var keptComplementarity = 0.0
    var iterations = 0
    /// Whether rounding calls for a second solve of every system.
    var isRefined = false
    var lastPrimalStep = 0.0
    var weightSum = 0.0
    /// Σ x z + s w.
    var complementarity = 0.0

    var columns: Int { structure.columnCount + active.count }
    var rows: Int { structure.rowCount + active.count }

    init(
        _ program: MarketProgram, _ reduction: ProgramReduction, _ structure: ProgramStructure,
        isWeighted: Bool, keepsRanges: Bool = false, workers: Int = 1
    ) {
        self.program = program
        self.keepsRanges = keepsRanges
        self.reduction = reduction
        self.isWeighted = isWeighted
        self.structure = structure
        active = ActiveRows(program.ambient.matrix)
        links = LinkTable(structure)
        elimination = ProgramElimination(structure, active, links, workers: workers)
        let ambient = program.ambient.matrix.rows
        let columns = structure.columnCount + ambient
        let rows = structure.rowCount + ambient
        (cost, curvature, upper, weight) = (Reals(columns), Reals(columns), Reals(columns), Reals(columns))
        size = Reals(columns)
        (x, gap) = (Reals(columns, filledWith: 1), Reals(columns, filledWith: 1))
        (lower, over) = (Reals(columns, filledWith: 1e-60), Reals(columns, filledWith: 1e-60))
        (theta, force, charge, dx) = (Reals(columns), Reals(columns), Reals(columns), Reals(columns))
        (dLower, dOver) = (Reals(columns), Reals(columns))
        (cx, cLower, cOver, pull) = (Reals(columns), Reals(columns), Reals(columns), Reals(columns))
        (price, right, residual, work) = (Reals(rows), Reals(rows), Reals(rows), Reals(rows))
        (correction, dPrice) = (Reals(rows), Reals(rows))
        groupScratch = Reals(active.groups)
        (keptX, keptGap, keptPrice) = (Reals(columns), Reals(columns), Reals(rows))
        (keptLower, keptOver) = (Reals(columns), Reals(columns))
        mass = Self.middle(program.upper)
        money = Self.middle(program.cost)
        isLinear = program.curvature.allSatisfy { $0 == 0 }
        loadRight()
        load()
    }

    /// What the rows leave to the columns that may move.
    private func loadRight() {
        var left = program.right
        allowance = program.ambient.allowance
        if reduction.fixed.contains(where: { $0 != 0 }) {
            let taken = program.matrix.multiplied(by: reduction.fixed, rowCount: program.rowCount)
            for row in left.indices { left[row] -= taken[row] }
            let loads = program.ambient.loads(reduction.fixed)
            for row in allowance.indices { allowance[row] -= loads[row] }
        }
        for (row, place) in structure.programRow.enumerated() { right[row] = left[place] / mass }
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

    /// Numbers of the programme into the scaled arrays.
    private func load() {
        var slackOfRow = [Int](repeating: -1, count: program.rowCount)
        for (column, source) in structure.programColumn.enumerated() {
            guard source >= 0 else {
                slackOfRow[-1 - source] = column
                continue
            }
            cost[column] = program.cost[source] / money
            curvature[column] = program.curvature[source] / money * mass
            upper[column] = program.upper[source] / mass
        }
        var reach = program.right.map { $0.magnitude / mass }
        for column in 0..<structure.columnCount where structure.programColumn[column] >= 0 {
            let source = structure.programColumn[column]
            for entry in program.matrix.start[source]..<program.matrix.start[source + 1] {
                reach[Int(program.matrix.row[entry])] += program.matrix.value[entry].magnitude * upper[column]
            }
        }
        for (row, column) in slackOfRow.enumerated() where column >= 0 {
            if reach[row] == 0 {
                // Nothing can move in it; any room keeps its price at 0.
                reach[row] = 1
                right[Int(structure.place[row])] = 1
            }
            upper[column] = 2 * reach[row] + 1e-9
        }
        if !keepsRanges { relaxImpliedRanges() }
        let sizes = ColumnSizes(structure, right: right, upper: upper).values
        for column in 0..<structure.columnCount {
            size[column] = sizes[column]
            setWeight(column)
        }
    }

    /// A range that a row without negative coefficients implies is widened, so that the price of the limit
    /// falls to the row and not to the range.
    private func relaxImpliedRanges() {
        var isPositive = [Bool](repeating: true, count: program.rowCount)
        for (row, value) in zip(program.matrix.row, program.matrix.value) where value < 0 {
            isPositive[Int(row)] = false
        }
        for column in 0..<structure.columnCount {
            let source = structure.programColumn[column]
            guard source >= 0 else { continue }
            let entries = program.matrix.start[source]..<program.matrix.start[source + 1]
            let isImplied = entries.contains { entry in
                let row = Int(program.matrix.row[entry])
                return isPositive[row]
                    && program.right[row] <= program.matrix.value[entry] * program.upper[source]
            }
            if isImplied { upper[column] *= 2 }
        }
    }

    private func setWeight(_ column: Int) {
        weight[column] = isWeighted ? min(1, size[column]).squareRoot() : 1
        weightSum += 2 * weight[column]
    }

    /// What each group emits, scaled.
    private func sumGroups(_ values: Reals) {
        groupScratch.fill(0)
        for link in 0..<links.count where links.group[link] >= 0 {
            groupScratch[Int(links.group[link])] += values[structure.singleCount + link]
        }
    }

    /// What the columns that may move emit in each group, in the units of the programme.
    func groupEmissions() -> [Double] {
        sumGroups(x)
        return (0..<active.groups).map { groupScratch[$0] * mass }
    }

    // MARK: Ambient rows

    /// Takes in ambient rows, with slacks and prices that fit the iterate.
    func activate(_ new: [Int]) {
        let before = active.count
        active.append(new)
        sumGroups(x)
        let center = weightSum > 0 ? complementarity / weightSum : 0
        loadAmbient(before..<active.count)
        for row in before..<active.count where complementarity > 0 {
            let column = structure.columnCount + row
            let allowance = right[structure.rowCount + row]
            var load = 0.0
            for group in 0..<active.groups {
                load += active.values[group * active.stride + row] * groupScratch[group]
            }
            x[column] = max(allowance - load, 0.1 * upper[column])
            gap[column] = upper[column] - x[column]
            lower[column] = center * weight[column] / x[column]
            over[column] = center * weight[column] / gap[column]
            price[structure.rowCount + row] = lower[column]
        }
    }

    private func loadAmbient(_ range: Range<Int>) {
        for row in range {
            let column = structure.columnCount + row
            let allowance = self.allowance[active.rows[row]] * active.scales[row] / mass
            right[structure.rowCount + row] = allowance
            upper[column] = 2 * allowance.magnitude + 1e-9
            cost[column] = 0
            curvature[column] = 0
            size[column] = max(allowance.magnitude, 1e-9)
            setWeight(column)
        }
    }

    /// Σ x z + s w.
    func measure() {
        var sum = 0.0
        for column in 0..<columns { sum += x[column] * lower[column] + gap[column] * over[column] }
        complementarity = sum
    }

    /// Prices charged, A x - b, and the objective; the state of the iterate.
    func evaluate() -> State {
        transposedProduct(price, into: charge)
        product(x, into: residual)
        var (primal, dual, objective) = (0.0, 0.0, 0.0)
        for row in 0..<rows {
            residual[row] = right[row] - residual[row]
            primal = max(primal, residual[row].magnitude / max(1, right[row].magnitude))
        }
        let (x, lower, over) = (self.x.base, self.lower.base, self.over.base)
        let (cost, curvature, charge) = (self.cost.base, self.curvature.base, self.charge.base)
        var (largest, sum) = (Lanes(repeating: 0), Lanes(repeating: 0))
        for column in stride(from: 0, to: columns, by: Lanes.scalarCount) {
            let curved = curvature[lanes: column] * x[lanes: column]
            let reduced =
                cost[lanes: column] + curved + charge[lanes: column] - lower[lanes: column]
                + over[lanes: column]
            let size = reduced.replacing(with: -reduced, where: reduced .< 0)
            largest.replace(with: size, where: size .> largest)
            sum += (cost[lanes: column] + curved / 2) * x[lanes: column]
        }
        dual = largest.max()
        objective = sum.sum()
        return State(primal: primal, dual: dual, objective: objective)
    }

    struct State {
        let primal, dual, objective: Double
    }
}
