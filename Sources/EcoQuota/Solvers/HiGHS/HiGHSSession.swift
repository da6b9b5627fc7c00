/// One model in the memory of HiGHS, solved again as rows are added.
final class HiGHSSession {
    private let library: HiGHSLibrary
    private let handle: HiGHSLibrary.Handle
    private let program: MarketProgram
    /// The ambient rows that the model has, in the order of its rows.
    private(set) var ambient: [Int] = []
    private var ambientFactors: [Double] = []

    /// - Returns: nil where the library refuses the model.
    init?(_ library: HiGHSLibrary, _ program: MarketProgram, _ solver: HiGHSSolver) {
        guard let handle = library.create() else { return nil }
        self.library = library
        self.handle = handle
        self.program = program
        guard setOptions(solver), pass() else { return nil }
    }

    deinit { library.destroy(handle) }

    /// Entries below 1e-9 would be dropped silently: the limit is set before the model is passed.
    private func setOptions(_ solver: HiGHSSolver) -> Bool {
        let isWhole = !program.wholeColumns.isEmpty
        let isLinear = !program.curvature.contains { $0 > 0 }
        var results = [
            library.setBoolean(handle, "output_flag", 0),
            library.setDouble(handle, "small_matrix_value", 1e-12),
            library.setInteger(handle, "threads", 1), library.setInteger(handle, "random_seed", 0),
            library.setDouble(handle, "time_limit", solver.timeLimit),
        ]
        if isLinear {
            results.append(library.setDouble(handle, "primal_feasibility_tolerance", 1e-10))
            results.append(library.setDouble(handle, "dual_feasibility_tolerance", 1e-10))
        }
        if isLinear, !isWhole {
            results.append(library.setString(handle, "solver", solver.method.rawValue))
        }
        if isWhole {
            results.append(library.setDouble(handle, "mip_rel_gap", 1e-10))
            results.append(library.setDouble(handle, "mip_feasibility_tolerance", 1e-10))
        }
        return results.allSatisfy { $0 >= 0 }
    }

    /// A whole column enters the model as the part of it that is taken, 0 or 1.
    private func scale(_ column: Int) -> Double { scales.isEmpty ? 1 : scales[column] }
    private lazy var scales: [Double] = {
        guard !program.wholeColumns.isEmpty else { return [] }
        var scales = [Double](repeating: 1, count: program.columnCount)
        for column in program.wholeColumns { scales[column] = program.upper[column] }
        return scales
    }()

    private func pass() -> Bool {
        let (columns, rows) = (program.columnCount, program.rowCount)
        let cost = (0..<columns).map { program.cost[$0] * scale($0) }
        var upper = program.upper
        var integrality = [Int32](repeating: 0, count: columns)
        for column in program.wholeColumns {
            upper[column] = 1
            integrality[column] = 1
        }
        var values = program.matrix.value
        for column in program.wholeColumns {
            for entry in program.matrix.start[column]..<program.matrix.start[column + 1] {
                values[entry] *= scale(column)
            }
        }
        let low = (0..<rows).map { program.rowKinds[$0] == .equal ? program.right[$0] : -Double.infinity }
        let sloped = program.curvature.indices.filter { program.curvature[$0] > 0 }
        var start = [Int32](repeating: 0, count: columns)
        var count: Int32 = 0
        for column in 0..<columns {
            start[column] = count
            if program.curvature[column] > 0 { count += 1 }
        }
        let status = library.passModel(
            handle, Int32(columns), Int32(rows), Int32(values.count), count, 1, 1, 1, program.constant, cost,
            [Double](repeating: 0, count: columns), upper, low, program.right,
            program.matrix.start.map(Int32.init), program.matrix.row, values,
            sloped.isEmpty ? nil : start, sloped.isEmpty ? nil : sloped.map(Int32.init),
            sloped.isEmpty ? nil : sloped.map { program.curvature[$0] },
            program.wholeColumns.isEmpty ? nil : integrality)
        return status >= 0
    }

    /// Adds ambient rows, written out over the columns that emit. Each is multiplied by a power of two that
    /// brings its largest entry near 1: limits of 1e-9 ug/m3 would be lost in the tolerances.
    func add(_ rows: AmbientRows, _ chosen: [Int]) {
        guard !chosen.isEmpty else { return }
        let weights = rows.matrix.denseRows(chosen)
        var (start, index, value, factors) = ([Int32](), [Int32](), [Double](), [Double]())
        for position in chosen.indices {
            start.append(Int32(index.count))
            let largest = (0..<weights.columns).reduce(0) { max($0, weights[position, $1]) }
            let factor = largest > 0 ? Double(sign: .plus, exponent: -largest.exponent, significand: 1) : 1
            factors.append(factor)
            for (column, group) in zip(rows.emission, rows.group) where weights[position, group] != 0 {
                index.append(Int32(column))
                value.append(weights[position, group] * scale(column) * factor)
            }
        }
        _ = library.addRows(
            handle, Int32(chosen.count), [Double](repeating: -.infinity, count: chosen.count),
            zip(chosen, factors).map { rows.allowance[$0] * $1 }, Int32(index.count), start, index, value)
        ambient += chosen
        ambientFactors += factors
    }

    /// - Throws: `breakdown` where the run does not end with an optimum.
    func solve() throws(QuotaSolverError) -> ProgramSolution {
        let (columns, rows) = (program.columnCount, program.rowCount + ambient.count)
        let status = library.run(handle)
        let optimal: Int32 = 7
        guard status >= 0, library.modelStatus(handle) == optimal else {
            throw .breakdown(iteration: iterations)
        }
        var values = [Double](repeating: 0, count: columns)
        var (reduced, left, duals) = (values, [Double](repeating: 0, count: rows), [Double]())
        duals = left
        _ = library.solution(handle, &values, &reduced, &left, &duals)
        for column in values.indices {
            values[column] = min(max(0, values[column] * scale(column)), program.upper[column])
        }
        var ambientPrices = [Double](repeating: 0, count: program.ambient.allowance.count)
        for (position, row) in ambient.enumerated() {
            ambientPrices[row] = max(0, -duals[program.rowCount + position] * ambientFactors[position])
        }
        let rowPrices = (0..<program.rowCount).map {
            program.rowKinds[$0] == .equal ? -duals[$0] : max(0, -duals[$0])
        }
        return ProgramSolution(
            values: values, rowPrices: rowPrices, ambientPrices: ambientPrices, solver: HiGHSSolver.id,
            iterations: iterations, activeAmbientRows: ambient.count)
    }

    private var iterations: Int {
        ["simplex_iteration_count", "ipm_iteration_count", "qp_iteration_count"].reduce(0) {
            var count: Int32 = 0
            _ = library.integerInfo(handle, $1, &count)
            return $0 + Int(max(0, count))
        }
    }
}
