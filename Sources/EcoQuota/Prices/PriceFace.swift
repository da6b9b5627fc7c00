/// All price systems that prove a plan optimal: the optimal face of the dual programme.
///
/// It follows from complementarity with any one optimal plan x: a column strictly inside its range has reduced
/// cost 0, one at 0 at least 0, one at its upper limit at most 0; a limit with slack has price 0. Prices are
/// kept as differences from those of the solution, so that 0 is a point of the face. The equalities are taken
/// out by sparse elimination, and what remains are small linear programmes.
public struct PriceFace: Sendable {
    /// Differences of prices: those of the sparse rows, then of the ambient rows in yuan/t of the row's largest
    /// entry.
    typealias Terms = [Int: Double]

    struct Inequality: Sendable {
        var terms: Terms
        var right: Double
    }

    let program: MarketProgram
    let solution: ProgramSolution
    /// yuan/t of one yuan for each unit of an ambient limit.
    private let ambientScale: [Double]
    /// Differences that follow from others; an empty sum is 0.
    private(set) var eliminated: [Int: Terms] = [:]
    private(set) var inequalities: [Inequality] = []
    /// The ambient rows that bind: their price may differ from 0, whether or not it is a single one.
    public private(set) var openAmbientRows: [Int] = []
    /// The inequalities in which a difference stands.
    private(set) var inequalitiesOf: [Int: [Int]] = [:]

    /// Amounts below this part of a range count as 0.
    private static let amountTolerance = 1e-6
    private static let slackTolerance = 1e-7

    public init(_ program: MarketProgram, _ solution: ProgramSolution) {
        self.program = program
        self.solution = solution
        ambientScale = PriceFace.scales(program)
        pinSlackRows()
        let columns = self.columns()
        for terms in columns.equalities.sorted(by: { $0.count < $1.count }) { eliminate(terms) }
        for inequality in columns.inequalities { keep(inequality) }
        for row in 0..<program.rowCount where program.rowKinds[row] == .atMost {
            keep(Inequality(terms: [row: -1], right: max(0, solution.rowPrices[row])))
        }
        for row in ambientScale.indices {
            let price = max(0, solution.ambientPrices[row] * ambientScale[row])
            keep(Inequality(terms: [program.rowCount + row: -1], right: price))
        }
    }

    // MARK: Building

    private static func scales(_ program: MarketProgram) -> [Double] {
        let ambient = program.ambient
        let unit = [Double](repeating: 1, count: ambient.matrix.columns)
        let loads = ambient.matrix.loads(of: unit)
        return loads.map { max($0 / Double(max(1, unit.count)), .leastNormalMagnitude) }
    }

    private mutating func pinSlackRows() {
        let left = program.matrix.multiplied(by: solution.values, rowCount: program.rowCount)
        for row in 0..<program.rowCount where program.rowKinds[row] == .atMost {
            let size = max(1, program.right[row].magnitude, left[row].magnitude)
            if program.right[row] - left[row] > Self.slackTolerance * size { eliminated[row] = [:] }
        }
        let loads = program.ambient.loads(solution.values)
        for (row, allowance) in program.ambient.allowance.enumerated() {
            let size = max(allowance.magnitude, loads[row], .leastNormalMagnitude)
            if allowance - loads[row] > Self.slackTolerance * size {
                eliminated[program.rowCount + row] = [:]
            } else {
                openAmbientRows.append(row)
            }
        }
    }

    /// The conditions of all columns on the differences.
    private func columns() -> (equalities: [Terms], inequalities: [Inequality]) {
        let reduced = program.reducedCosts(solution)
        let active = openAmbientRows
        let dense = program.ambient.matrix.denseRows(active)
        let group = Dictionary(
            zip(program.ambient.emission, program.ambient.group), uniquingKeysWith: { first, _ in first })
        var equalities: [Terms] = []
        var inequalities: [Inequality] = []
        for column in 0..<program.columnCount where program.upper[column] > 0 {
            var terms: Terms = [:]
            for entry in program.matrix.start[column]..<program.matrix.start[column + 1] {
                terms[Int(program.matrix.row[entry])] = program.matrix.value[entry]
            }
            if let group = group[column] {
                for (position, row) in active.enumerated() where dense[position, group] != 0 {
                    terms[program.rowCount + row] = dense[position, group] / ambientScale[row]
                }
            }
            let (x, upper, cost) = (solution.values[column], program.upper[column], reduced[column])
            if x <= Self.amountTolerance * upper {
                inequalities.append(Inequality(terms: terms.mapValues { -$0 }, right: max(0, cost)))
            } else if upper - x <= Self.amountTolerance * upper {
                inequalities.append(Inequality(terms: terms, right: max(0, -cost)))
            } else {
                equalities.append(terms)
            }
        }
        return (equalities, inequalities)
    }

    /// Uses an equality to express one difference by the others.
    private mutating func eliminate(_ terms: Terms) {
        let size = terms.values.reduce(0) { max($0, $1.magnitude) }
        let left = reduced(terms).filter { $0.value.magnitude > 1e-9 * size }
        guard let largest = left.values.map(\.magnitude).max(),
            let pivot = left.keys.filter({ (left[$0] ?? 0).magnitude >= largest / 2 }).min(),
            let divisor = left[pivot]
        else { return }
        var others = left
        others[pivot] = nil
        eliminated[pivot] = others.mapValues { -$0 / divisor }
    }

    /// Terms in differences that nothing expresses, by repeated substitution.
    func reduced(_ terms: Terms) -> Terms {
        var terms = terms
        while let known = terms.keys.filter({ eliminated[$0] != nil }).min() {
            let factor = terms.removeValue(forKey: known) ?? 0
            for (key, value) in eliminated[known] ?? [:] { terms[key, default: 0] += factor * value }
        }
        return terms
    }

    private mutating func keep(_ inequality: Inequality) {
        let size = inequality.terms.values.reduce(0) { max($0, $1.magnitude) }
        let terms = reduced(inequality.terms).filter { $0.value.magnitude > 1e-9 * size }
        guard !terms.isEmpty else { return }
        for key in terms.keys { inequalitiesOf[key, default: []].append(inequalities.count) }
        inequalities.append(Inequality(terms: terms, right: inequality.right))
    }

    // MARK: Reading

    /// The interval of a price or a sum of prices; `nil` where the face is too large to be searched.
    public func interval(of form: PriceForm) -> PriceInterval? {
        var terms: Terms = [:]
        for part in form.rows { terms[part.row, default: 0] += part.weight }
        for part in form.ambient {
            terms[program.rowCount + part.row, default: 0] += part.weight / ambientScale[part.row]
        }
        let size = terms.values.reduce(0) { max($0, $1.magnitude) }
        let direction = reduced(terms).filter { $0.value.magnitude > 1e-9 * size }
        let value = form.value(solution)
        guard !direction.isEmpty else { return PriceInterval(lower: value, upper: value) }
        guard let below = greatest(direction.mapValues { -$0 }), let above = greatest(direction) else {
            return nil
        }
        return PriceInterval(lower: value - below, upper: value + above)
    }

    /// The greatest value of a sum of differences; `nil` where the programme is too large.
    private func greatest(_ objective: Terms) -> Double? {
        let (variables, rows) = component(of: objective.keys.sorted())
        guard variables.count * rows.count <= 4_000_000 else { return nil }
        let position = Dictionary(uniqueKeysWithValues: variables.enumerated().map { ($1, $0) })
        var simplex = FaceSimplex(
            objective: variables.map { objective[$0] ?? 0 },
            rows: rows.map { row in
                var dense = [Double](repeating: 0, count: variables.count)
                for (key, value) in inequalities[row].terms {
                    if let at = position[key] { dense[at] = value }
                }
                return dense
            }, right: rows.map { inequalities[$0].right })
        return simplex.maximum()
    }

    /// The differences and inequalities that hang together with some differences.
    private func component(of seeds: [Int]) -> (variables: [Int], rows: [Int]) {
        var (variables, rows) = (Set(seeds), Set<Int>())
        var open = seeds
        while let next = open.popLast() {
            for row in inequalitiesOf[next] ?? [] where rows.insert(row).inserted {
                for key in inequalities[row].terms.keys where variables.insert(key).inserted {
                    open.append(key)
                }
            }
        }
        return (variables.sorted(), rows.sorted())
    }
}

extension MarketProgram {
    /// What one more unit of each column costs under the prices of a solution, yuan.
    public func reducedCosts(_ solution: ProgramSolution) -> [Double] {
        var reduced = matrix.transposedMultiplied(by: solution.rowPrices)
        let groups = ambient.matrix.charges(of: solution.ambientPrices)
        for (column, group) in zip(ambient.emission, ambient.group) { reduced[column] += groups[group] }
        for column in reduced.indices {
            reduced[column] += cost[column] + curvature[column] * solution.values[column]
        }
        return reduced
    }
}
