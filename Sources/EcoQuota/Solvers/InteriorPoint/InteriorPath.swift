import EcoAlgebra

/// The iterate of a primal-dual interior-point method and its moves, Mehrotra's predictor and corrector.
///
/// Columns are those of the structure, then one slack for each active ambient row; all have finite ranges.
/// Masses and money are scaled by powers of two. Complementarity products tend to `weight` times one common
/// value: the weights grow with the range of the column, so that small and large counties see the same prices
/// on the way.
final class InteriorPath {
    private(set) var program: MarketProgram
    private(set) var reduction: ProgramReduction
    let structure: ProgramStructure
    let active: ActiveRows
    let elimination: ProgramElimination
    let mass: Double
    let money: Double
    private(set) var isLinear: Bool
    let isWeighted: Bool
    /// Whether ranges that a row implies count all the same.
    private let keepsRanges: Bool
    /// What the ambient rows leave to the columns that may move.
    private(set) var allowance: [Double] = []

    // One value for each column.
    let cost, curvature, upper, weight: Reals
    let x, gap, lower, over: Reals
    let theta, force, charge, dx, dLower, dOver, lowerTarget, overTarget, lowerProduct, overProduct: Reals
    // One value for each row.
    let price, right, residual, work, correction: Reals
    let groupScratch: Reals
    let keptX, keptGap, keptLower, keptOver, keptPrice: Reals
    var keptComplementarity = 0.0
    /// An iterate still far from all limits, from which a like programme can be solved.
    private var early: (x: Reals, lower: Reals, over: Reals, price: Reals)?

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
        isWeighted: Bool, keepsRanges: Bool = false
    ) {
        self.program = program
        self.keepsRanges = keepsRanges
        self.reduction = reduction
        self.isWeighted = isWeighted
        self.structure = structure
        active = ActiveRows(program.ambient.matrix)
        elimination = ProgramElimination(structure, active)
        let ambient = program.ambient.matrix.rows
        let columns = structure.columnCount + ambient
        let rows = structure.rowCount + ambient
        (cost, curvature, upper, weight) = (Reals(columns), Reals(columns), Reals(columns), Reals(columns))
        (x, gap, lower, over) = (Reals(columns), Reals(columns), Reals(columns), Reals(columns))
        (theta, force, charge, dx) = (Reals(columns), Reals(columns), Reals(columns), Reals(columns))
        (dLower, dOver) = (Reals(columns), Reals(columns))
        (lowerTarget, overTarget) = (Reals(columns), Reals(columns))
        (lowerProduct, overProduct) = (Reals(columns), Reals(columns))
        (price, right, residual, work) = (Reals(rows), Reals(rows), Reals(rows), Reals(rows))
        correction = Reals(rows)
        groupScratch = Reals(active.groups)
        (keptX, keptGap, keptPrice) = (Reals(columns), Reals(columns), Reals(rows))
        (keptLower, keptOver) = (Reals(columns), Reals(columns))
        mass = Self.middle(program.upper)
        money = Self.middle(program.cost)
        isLinear = program.curvature.allSatisfy { $0 == 0 }
        loadRight()
        load()
    }

    /// Takes the numbers of a programme of the same shape and goes back to the early iterate; false where
    /// there is none, or where other columns may move.
    func reload(_ program: MarketProgram) -> Bool {
        let reduction = ProgramReduction(program)
        guard let early, program.isLike(self.program), reduction.isKept == self.reduction.isKept else {
            return false
        }
        self.program = program
        self.reduction = reduction
        isLinear = program.curvature.allSatisfy { $0 == 0 }
        weightSum = 0
        iterations = 0
        isRefined = false
        loadRight()
        load()
        loadAmbient(0..<active.count)
        x.copy(early.x)
        lower.copy(early.lower)
        over.copy(early.over)
        price.copy(early.price)
        for column in 0..<columns {
            x[column] = min(x[column], 0.98 * upper[column])
            gap[column] = upper[column] - x[column]
        }
        measure()
        return true
    }

    /// Keeps the iterate as the early one, once.
    func rememberEarly() {
        if early == nil || early?.x.count != x.count {
            early = (Reals(x.count), Reals(x.count), Reals(x.count), Reals(price.count))
        }
        early?.x.copy(x)
        early?.lower.copy(lower)
        early?.over.copy(over)
        early?.price.copy(price)
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
            upper[column] = 2 * reach[row] + 1e-9
        }
        if !keepsRanges { relaxImpliedRanges() }
        for column in 0..<structure.columnCount { setWeight(column) }
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
        weight[column] = isWeighted ? min(1, upper[column]).squareRoot() : 1
        weightSum += 2 * weight[column]
    }

    // MARK: Products

    /// result = A values, over the columns of the structure and the ambient slacks.
    func product(_ values: Reals, into result: Reals) {
        let singles = structure.singleCount
        structure.singleValue.withUnsafeBufferPointer { coefficient in
            for row in 0..<structure.rowCount {
                var sum = 0.0
                for column in structure.singleStart[row]..<structure.singleStart[row + 1] {
                    sum += coefficient[column] * values.base[column]
                }
                result.base[row] = sum
            }
        }
        groupScratch.fill(0)
        let hasAmbient = active.count > 0
        for link in 0..<structure.linkCount {
            let value = values.base[singles + link]
            for entry in structure.entryStart[link]..<structure.entryStart[link + 1] {
                result.base[Int(structure.entryRow[entry])] += structure.entryValue[entry] * value
            }
            if hasAmbient, structure.linkGroup[link] >= 0 {
                groupScratch.base[Int(structure.linkGroup[link])] += value
            }
        }
        guard hasAmbient else { return }
        active.loads(of: groupScratch, into: result.base + structure.rowCount)
        for row in 0..<active.count {
            result.base[structure.rowCount + row] += values.base[structure.columnCount + row]
        }
    }

    /// result = Aᵀ values.
    func transposedProduct(_ values: Reals, into result: Reals) {
        let singles = structure.singleCount
        structure.singleValue.withUnsafeBufferPointer { coefficient in
            for row in 0..<structure.rowCount {
                let value = values.base[row]
                for column in structure.singleStart[row]..<structure.singleStart[row + 1] {
                    result.base[column] = coefficient[column] * value
                }
            }
        }
        let hasAmbient = active.count > 0
        if hasAmbient { active.charges(of: values.base + structure.rowCount, into: groupScratch) }
        for link in 0..<structure.linkCount {
            var sum =
                hasAmbient && structure.linkGroup[link] >= 0
                ? groupScratch.base[Int(structure.linkGroup[link])] : 0
            for entry in structure.entryStart[link]..<structure.entryStart[link + 1] {
                sum += structure.entryValue[entry] * values.base[Int(structure.entryRow[entry])]
            }
            result.base[singles + link] = sum
        }
        for row in 0..<active.count {
            result.base[structure.columnCount + row] = values.base[structure.rowCount + row]
        }
    }

    /// What each group emits.
    private func sumGroups(_ values: Reals) {
        groupScratch.fill(0)
        for link in 0..<structure.linkCount where structure.linkGroup[link] >= 0 {
            groupScratch[Int(structure.linkGroup[link])] += values[structure.singleCount + link]
        }
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
            setWeight(column)
        }
    }

    // MARK: Start

    /// x with Σ x² / u least on the rows, whatever the ranges; refined against them.
    func projectOntoRows() throws(AlgebraError) {
        for column in 0..<columns {
            theta[column] = upper[column]
            x[column] = 0
        }
        try elimination.factor(theta.base)
        for _ in 0..<3 {
            product(x, into: residual)
            for row in 0..<rows { work[row] = right[row] - residual[row] }
            elimination.solve(work.base)
            transposedProduct(work, into: charge)
            for column in 0..<columns { x[column] += theta[column] * charge[column] }
        }
        product(x, into: residual)
        for row in 0..<rows {
            guard (right[row] - residual[row]).magnitude <= 1e-11 * max(1, right[row].magnitude) else {
                throw .notFinite
            }
        }
    }

    /// Moves the iterate onto the rows by changes that are small against the distance to the limits; false where
    /// that is no gain.
    func settleRows() -> Bool {
        let before = evaluate().primal
        guard before > 1e-13 else { return true }
        for column in 0..<columns {
            let room = min(x[column], gap[column])
            theta[column] = room * room
        }
        guard (try? elimination.factor(theta.base)) != nil else { return false }
        for _ in 0..<2 {
            for row in 0..<rows { work[row] = residual[row] }
            elimination.solve(work.base)
            transposedProduct(work, into: charge)
            for column in 0..<columns {
                let change = max(-x[column], min(gap[column], theta[column] * charge[column]))
                x[column] += change
                gap[column] -= change
            }
            if evaluate().primal <= 1e-13 { break }
        }
        return evaluate().primal < before
    }

    /// A first iterate: the least-squares plan Σ (x - t)² / u on the rows, moved inside its ranges, and the
    /// least-squares prices.
    func start() throws(AlgebraError) {
        for column in 0..<columns {
            theta[column] = upper[column]
            x[column] = 0
        }
        for row in 0..<structure.leafCount {
            for column in structure.singleStart[row]..<structure.singleStart[row + 1] {
                x[column] = upper[column] / 2
            }
        }
        try elimination.factor(theta.base)
        product(x, into: residual)
        for row in 0..<rows { work[row] = right[row] - residual[row] }
        elimination.solve(work.base)
        transposedProduct(work, into: charge)
        for column in 0..<columns { x[column] += theta[column] * charge[column] }
        for column in 0..<columns { force[column] = theta[column] * cost[column] }
        product(force, into: work)
        for row in 0..<rows { work[row].negate() }
        elimination.solve(work.base)
        price.copy(work)
        transposedProduct(price, into: charge)
        var typical = 0.0
        for column in 0..<columns {
            typical += x[column].magnitude / Double(columns)
        }
        for column in 0..<columns {
            let margin = min(0.25 * upper[column], 0.1 * typical)
            let inside = min(max(x[column], margin), upper[column] - margin)
            x[column] = inside
            gap[column] = upper[column] - inside
        }
        var products = 0.0
        for column in 0..<columns {
            let reduced = cost[column] + curvature[column] * x[column] + charge[column]
            products += reduced.magnitude * min(x[column], gap[column])
        }
        let center = 10 * products / weightSum
        for column in 0..<columns {
            lower[column] = center * weight[column] / x[column]
            over[column] = center * weight[column] / gap[column]
        }
        measure()
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
        for column in 0..<columns {
            let curved = curvature[column] * x[column]
            let reduced = cost[column] + curved + charge[column] - lower[column] + over[column]
            dual = max(dual, reduced.magnitude)
            objective += (cost[column] + curved / 2) * x[column]
        }
        return State(primal: primal, dual: dual, objective: objective)
    }

    struct State {
        let primal, dual, objective: Double
    }
}

extension MarketProgram {
    /// Whether rows, coefficients and groups are the same, so that only costs, ranges and right sides differ.
    func isLike(_ other: MarketProgram) -> Bool {
        matrix == other.matrix && rowKinds == other.rowKinds && ambient.emission == other.ambient.emission
            && ambient.group == other.ambient.group && ambient.matrix == other.ambient.matrix
            && wholeColumns == other.wholeColumns
    }
}
