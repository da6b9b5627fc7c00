/// The programme that looks for the reason: it minimises by how much limits are exceeded, each measured as a
/// part of its size, at no other cost. It always has a plan; its prices are the weights of Farkas' lemma.
///
/// Ambient rows take part once they are broken.
struct PhaseOne {
    /// What may be exceeded; the other rows hold.
    let limits: [SoftLimit]
    private let original: MarketProgram
    private var elastic: MarketProgram
    /// The columns that stand for excess, for each limit in use: column and its sign in the row.
    private var excess: [Int: [Int]] = [:]
    /// The sparse row that stands for an ambient limit, by position in `limits`.
    private var ambientRow: [Int: Int] = [:]
    private let isEveryRow: Bool

    struct Outcome {
        /// By limit, in its own unit.
        var excess: [Double]
        var weights: ProgramPrices
        /// The largest excess as a part of the size of its limit.
        var largest: Double
        /// Emission of each group of the matrix, t.
        var groupEmissions: [Double]
    }

    /// Excess below this part of its limit counts as attainable: the tolerance of violations.
    static let tolerance = ProgramCertificate.violationTolerance

    init(_ program: MarketProgram, limits: [SoftLimit]) {
        self.init(program, limits, isEveryRow: false)
    }

    /// Every row may be exceeded: for programmes of which nothing else is known.
    init(_ program: MarketProgram) {
        self.init(program, program.limits(ofRows: 0..<program.rowCount), isEveryRow: true)
    }

    private init(_ program: MarketProgram, _ limits: [SoftLimit], isEveryRow: Bool) {
        self.limits = limits
        self.isEveryRow = isEveryRow
        original = program
        elastic = program
        elastic.constant = 0
        elastic.wholeColumns = []
        elastic.cost = [Double](repeating: 0, count: program.columnCount)
        elastic.curvature = elastic.cost
        addExcess()
    }

    // MARK: The programme

    private mutating func add(_ upper: Double, weight: Double, _ entries: [(row: Int, value: Double)]) -> Int
    {
        elastic.cost.append(weight)
        elastic.curvature.append(0)
        elastic.upper.append(upper)
        elastic.matrix.append(entries)
        return elastic.columnCount - 1
    }

    private mutating func addExcess() {
        let first = elastic.columnCount
        for (index, limit) in limits.enumerated() {
            let room = max(0, limit.released - original.value(limit.place))
            switch limit.place {
            case .upper(let column): excess[index] = [overflow(of: column, upTo: room, weight(limit))]
            case .row(let row):
                excess[index] = [add(room, weight: weight(limit), [(row, -1)])]
            case .ambient(let row): elastic.ambient.allowance[row] = limit.released
            }
        }
        if isEveryRow { addDeviations() }
        elastic.columnFamilies.append(.init("excess", first..<elastic.columnCount, unit: ""))
    }

    /// More than a column may take; it enters all rows as the column does.
    private mutating func overflow(of column: Int, upTo room: Double, _ weight: Double) -> Int {
        let entries = (original.matrix.start[column]..<original.matrix.start[column + 1]).map {
            (row: Int(original.matrix.row[$0]), value: original.matrix.value[$0])
        }
        let added = add(room, weight: weight, entries)
        if let group = original.ambient.group(of: column) {
            elastic.ambient.emission.append(added)
            elastic.ambient.group.append(group)
        }
        return added
    }

    /// Deviations of equal rows to either side.
    private mutating func addDeviations() {
        let most = original.largestActivities()
        for row in original.rowKinds.indices where original.rowKinds[row] == .equal {
            let size = max(original.right[row].magnitude, most[row], 1e-9)
            for sign in [-1.0, 1] { _ = add(2 * size, weight: Self.scale / size, [(row, sign)]) }
        }
    }

    /// Excess counts in millionths of the size of its limit.
    private static let scale = 1e6

    private func size(_ limit: SoftLimit) -> Double {
        max(original.value(limit.place).magnitude, 1e-3 * limit.released.magnitude, 1e-9)
    }

    private func weight(_ limit: SoftLimit) -> Double { Self.scale / size(limit) }

    /// Turns an ambient limit into a sparse row with excess.
    private mutating func addAmbient(_ index: Int, _ row: Int) {
        let weights = original.ambient.matrix.denseRows([row])
        let entries = zip(elastic.ambient.emission, elastic.ambient.group).map {
            (column: $0, value: weights[0, $1])
        }
        let limit = limits[index]
        ambientRow[index] = elastic.rowCount
        elastic.rowFamilies.append(.init("limit", elastic.rowCount..<(elastic.rowCount + 1), unit: ""))
        elastic.right.append(original.ambient.allowance[row])
        elastic.rowKinds.append(.atMost)
        elastic.matrix.appendRow(elastic.rowCount - 1, entries)
        let room = max(0, limit.released - original.ambient.allowance[row])
        let added = add(room, weight: weight(limit), [(elastic.rowCount - 1, -1)])
        elastic.columnFamilies.append(.init("excess", added..<(added + 1), unit: ""))
        excess[index] = [added]
    }

    // MARK: The solution

    /// Solves the programme, with ambient limits added as they are broken.
    mutating func solve(with solver: any ProgramSolver) throws(QuotaSolverError) -> Outcome {
        if limits.count <= 3 {
            for (index, limit) in limits.enumerated() {
                if case .ambient(let row) = limit.place, ambientRow[index] == nil { addAmbient(index, row) }
            }
        }
        while true {
            let solution = try solver.solve(elastic, from: nil)
            let broken = brokenAmbient(solution.values)
            if broken.isEmpty { return outcome(solution) }
            for (index, row) in broken { addAmbient(index, row) }
        }
    }

    private func brokenAmbient(_ x: [Double]) -> [(index: Int, row: Int)] {
        let loads = elastic.ambient.loads(x)
        return limits.enumerated().compactMap { index, limit in
            guard case .ambient(let row) = limit.place, ambientRow[index] == nil else { return nil }
            let excess = loads[row] - original.ambient.allowance[row]
            return excess > Self.tolerance / 10 * size(limit) ? (index, row) : nil
        }
    }

    private func outcome(_ solution: ProgramSolution) -> Outcome {
        let amounts = limits.indices.map { (excess[$0] ?? []).reduce(0) { $0 + solution.values[$1] } }
        var weights = ProgramPrices(
            original, rowPrices: Array(solution.rowPrices.prefix(original.rowCount)),
            ambientPrices: solution.ambientPrices)
        for (index, row) in ambientRow {
            guard case .ambient(let station) = limits[index].place else { continue }
            weights.ambient[station] = max(0, solution.rowPrices[row])
        }
        let parts = zip(limits, amounts).map { $1 / size($0) }
        return Outcome(
            excess: amounts, weights: weights, largest: parts.max() ?? 0,
            groupEmissions: elastic.ambient.groupEmissions(solution.values))
    }

    /// Weights which show that the programme has no plan; nil where it has one, or the solver gave no answer.
    func weights(with solver: any ProgramSolver) -> ProgramPrices? {
        var phase = self
        guard let outcome = try? phase.solve(with: solver) else { return nil }
        return outcome.weights.simplified()
    }
}

extension ProgramPrices {
    /// Scaled so that the largest is 1; what is next to nothing beside it is 0.
    func simplified(dropping small: Double = 1e-9) -> ProgramPrices {
        let size = (rows + ambient).reduce(0) { max($0, $1.magnitude) }
        guard size > 0, size.isFinite else { return self }
        let clean = { (value: Double) in value.magnitude > small * size ? value / size : 0 }
        var result = self
        result.rows = rows.map(clean)
        result.ambient = ambient.map(clean)
        return result
    }
}
