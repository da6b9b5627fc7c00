/// The search of branch and bound: open cases, the best plan, the tree of the proof.
struct BranchSearch {
    /// A case: some whole columns settled.
    struct Case {
        /// Columns that are settled, and how.
        var columns: [Int] = []
        var isTaken: [Bool] = []
        /// What every plan of the case costs at least, yuan.
        var bound = -Double.infinity
        /// The prices behind the bound; those of the case above where they are better.
        var prices: ProgramSolution?
        /// The solution of the relaxation; that of the case above where it has none.
        var relaxed: ProgramSolution?
        /// The children, or none.
        var branch: (column: Int, leftOut: Int, taken: Int)?
        var isImpossible = false
    }

    let program: MarketProgram
    let solver: BranchAndBoundSolver
    private(set) var cases: [Case] = []
    private var open = CaseQueue()
    private(set) var best: ProgramSolution?
    private(set) var bestCost = Double.infinity
    private var iterations = 0

    /// Part of its size below which a whole column counts as left out, and above the rest of which as taken.
    static let integrality = 1e-7

    init(_ program: MarketProgram, _ solver: BranchAndBoundSolver) {
        self.program = program
        self.solver = solver
    }

    /// Cases that cost as much as the best plan, within the tolerance of the proof, are closed.
    private var closing: Double { closing(0.5) }

    private func closing(_ part: Double) -> Double {
        best == nil ? .infinity : bestCost - part * program.tolerance * max(1, bestCost.magnitude)
    }

    mutating func run() throws(QuotaSolverError) {
        let end = solver.timeLimit.map { ContinuousClock.now + $0 }
        cases = [Case()]
        try evaluate(0)
        open.insert(0, cases[0].bound)
        while let next = open.popLeast(), cases.count < solver.caseLimit {
            guard cases[next].bound < closing else { break }
            if let end, ContinuousClock.now > end { break }
            guard let column = branchColumn(cases[next]) else { continue }
            let (leftOut, taken) = (cases.count, cases.count + 1)
            cases[next].branch = (column, leftOut, taken)
            for isTaken in [false, true] {
                var child = cases[next]
                child.branch = nil
                child.columns.append(column)
                child.isTaken.append(isTaken)
                cases.append(child)
            }
            for child in [leftOut, taken] {
                try evaluate(child)
                if cases[child].bound < closing { open.insert(child, cases[child].bound) }
            }
        }
    }

    // MARK: Cases

    /// Solves the relaxation of a case, bounds it, and looks for a plan from it.
    private mutating func evaluate(_ index: Int) throws(QuotaSolverError) {
        let own = relaxation(of: cases[index])
        let solved = try? solver.relaxation.solve(own, from: cases[index].relaxed)
        guard let solved, own.violations(solved.values).allSatisfy({ $0.relative <= 1e-6 }) else {
            return try closeImpossible(index, own)
        }
        iterations += solved.iterations
        cases[index].relaxed = solved
        let bound = own.bound(rowPrices: solved.rowPrices, ambientPrices: solved.ambientPrices)
        if cases[index].prices == nil || bound > cases[index].bound {
            cases[index].prices = solved
            cases[index].bound = bound
        }
        let isWhole = fractionalColumn(cases[index]) == nil
        if cases[index].bound < closing, isWhole || index & (index + 1) == 0 { round(cases[index], solved) }
    }

    /// A case whose relaxation has no plan is closed by weights that show it; else it stays open under the
    /// bound of the case above.
    private mutating func closeImpossible(_ index: Int, _ own: MarketProgram) throws(QuotaSolverError) {
        let weights = PhaseOne(own).weights(with: solver.relaxation)
        if let weights, own.isImpossible(rowPrices: weights.rows, ambientPrices: weights.ambient) {
            cases[index].prices = ProgramSolution(
                values: [], rowPrices: weights.rows, ambientPrices: weights.ambient,
                solver: BranchAndBoundSolver.id)
            cases[index].isImpossible = true
            cases[index].bound = .infinity
        } else if index == 0 {
            throw .breakdown(iteration: 0)
        }
    }

    private func relaxation(of found: Case) -> MarketProgram {
        var program = program.settling(found.columns, found.isTaken)
        program.wholeColumns = []
        return program
    }

    /// The whole column that is furthest from whole; where all are whole but the plan made of them did not
    /// close the case, the first that is not settled; nil where all are settled.
    private func branchColumn(_ found: Case) -> Int? {
        if let column = fractionalColumn(found) { return column }
        let settled = Set(found.columns)
        let isClosed = best != nil && found.bound >= closing(10)
        return isClosed ? nil : program.wholeColumns.first { !settled.contains($0) && program.upper[$0] > 0 }
    }

    private func fractionalColumn(_ found: Case) -> Int? {
        guard let relaxed = found.relaxed else { return nil }
        let settled = Set(found.columns)
        var chosen: (column: Int, distance: Double)?
        for column in program.wholeColumns where !settled.contains(column) && program.upper[column] > 0 {
            let part = relaxed.values[column] / program.upper[column]
            let distance = min(part, 1 - part)
            if distance > Self.integrality, distance > chosen?.distance ?? 0 { chosen = (column, distance) }
        }
        return chosen?.column
    }

    // MARK: Plans

    /// Takes whole columns in the order of their part in the relaxation, most first, ties by reduced value: all
    /// above one half, and fewer where that breaks a limit.
    private mutating func round(_ found: Case, _ solution: ProgramSolution) {
        let settled = Set(found.columns)
        let free = program.wholeColumns.filter { !settled.contains($0) && program.upper[$0] > 0 }
        let value = reducedValues(solution)
        let upper = program.upper
        let part = { solution.values[$0] / upper[$0] }
        let order = free.sorted { (-part($0), -value[$0], $0) < (-part($1), -value[$1], $1) }
        var count = order.filter { part($0) >= 0.5 }.count
        while true {
            let taken = Set(order.prefix(count))
            if settle(found, free, taken, solution) || count == 0 { return }
            count = min(count - 1, order.filter { part($0) > 1 - Self.integrality }.count * 3 / 4)
            count = max(0, count)
        }
    }

    /// What taking one more unit of each column would save, yuan.
    private func reducedValues(_ solution: ProgramSolution) -> [Double] {
        let charges = program.matrix.transposedMultiplied(by: solution.rowPrices)
        return program.cost.indices.map { -program.cost[$0] - charges[$0] }
    }

    /// Solves the programme with every whole column settled; false where it has no plan.
    private mutating func settle(
        _ found: Case, _ free: [Int], _ taken: Set<Int>, _ start: ProgramSolution
    ) -> Bool {
        let columns = found.columns + free
        let isTaken = found.isTaken + free.map(taken.contains)
        var settled = program.settling(columns, isTaken)
        settled.wholeColumns = []
        guard var plan = try? solver.relaxation.solve(settled, from: start) else { return false }
        iterations += plan.iterations
        for (column, isTaken) in zip(columns, isTaken) {
            plan.values[column] = isTaken ? program.upper[column] : 0
        }
        return consider(plan)
    }

    /// Keeps a plan where it holds every limit and costs less; whether it holds them.
    @discardableResult mutating func consider(_ plan: ProgramSolution) -> Bool {
        let violation = program.violations(plan.values).reduce(0) { max($0, $1.relative) }
        guard violation <= ProgramCertificate.violationTolerance else { return false }
        let cost = program.objective(plan.values)
        if cost < bestCost { (best, bestCost) = (plan, cost) }
        return true
    }

    // MARK: Result

    /// The best plan, the prices of the undivided relaxation, and the proof.
    func result() throws(QuotaSolverError) -> ProgramSolution {
        guard let best, let root = cases.first?.prices else { throw .breakdown(iteration: iterations) }
        return ProgramSolution(
            values: best.values, rowPrices: root.rowPrices, ambientPrices: root.ambientPrices,
            solver: BranchAndBoundSolver.id, iterations: iterations,
            activeAmbientRows: root.activeAmbientRows, proof: proof(0))
    }

    private func proof(_ index: Int) -> BranchProof {
        let found = cases[index]
        if let branch = found.branch {
            return .branch(
                column: branch.column, leftOut: proof(branch.leftOut), taken: proof(branch.taken))
        }
        let (rows, ambient) = (found.prices?.rowPrices ?? [], found.prices?.ambientPrices ?? [])
        return found.isImpossible
            ? .impossible(rowPrices: rows, ambientPrices: ambient)
            : .bounded(rowPrices: rows, ambientPrices: ambient)
    }
}

/// Open cases, least bound first, ties by number.
struct CaseQueue {
    private var heap: [(bound: Double, index: Int)] = []

    private func isBefore(_ first: Int, _ second: Int) -> Bool { heap[first] < heap[second] }

    mutating func insert(_ index: Int, _ bound: Double) {
        heap.append((bound, index))
        var child = heap.count - 1
        while child > 0, isBefore(child, (child - 1) / 2) {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    mutating func popLeast() -> Int? {
        guard let first = heap.first, let last = heap.popLast() else { return nil }
        if heap.isEmpty { return first.index }
        heap[0] = last
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count && isBefore(child, least) {
                least = child
            }
            if least == parent { return first.index }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
