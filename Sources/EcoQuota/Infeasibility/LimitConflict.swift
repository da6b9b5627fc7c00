/// Limits that cannot be met together: a smallest set, and the weights that prove it.
///
/// Under the weights (Farkas) the limits of the set and the rows that always hold ask for less than any plan can
/// reach; `margin` says by how much, rounding taken off. Without any one of the limits there is a plan.
public struct LimitConflict: Sendable {
    public struct Member: Sendable {
        public let limit: SoftLimit
        /// The limit as it stands in the programme.
        public let value: Double
        /// By how much it must give way, while the others of the set hold.
        public let missing: Double
        /// Its weight in the proof; the largest of the set is 1.
        public let weight: Double
    }

    /// In the order of the programme's limits.
    public let members: [Member]
    /// Weights of the proof.
    public let rowPrices: [Double]
    public let ambientPrices: [Double]
    /// More than 0.
    public let margin: Double
    /// Emission of each group of the matrix where the weighted limits are exceeded least, t.
    public let groupEmissions: [Double]

    /// What the search found.
    struct Findings {
        var conflicts: [LimitConflict] = []
        /// Limits that are exceeded besides, where the search was cut short, and by how much.
        var further: [(limit: SoftLimit, value: Double, excess: Double)] = []
        /// The programme in which all limits have given way.
        var relaxed: MarketProgram
    }

    /// Rounds of the search; after each the limits found give way as far as they must.
    static let rounds = 12

    /// The conflicts of a programme; none where there is a plan.
    /// - Throws: `breakdown` where the solver gives no answer on the search programmes.
    static func find(
        in program: MarketProgram, _ limits: [SoftLimit], with solver: any ProgramSolver
    ) throws(QuotaSolverError) -> Findings {
        var found = Findings(relaxed: program)
        found.relaxed.wholeColumns = []
        for round in 0...rounds {
            var phase = PhaseOne(found.relaxed, limits: limits)
            let outcome = try phase.solve(with: solver)
            guard outcome.largest > PhaseOne.tolerance else { break }
            let search = ConflictSearch(program: found.relaxed, limits: limits, solver: solver)
            if round < rounds {
                for (conflict, excess) in try search.conflicts(from: outcome) {
                    found.conflicts.append(conflict)
                    for (member, excess) in zip(conflict.members, excess) {
                        found.relaxed.giveWay(member.limit.place, by: excess)
                    }
                }
            } else {
                found.giveAllWay(limits, outcome.excess)
            }
        }
        return found
    }

    /// Room beside the least that a limit must give way, so that the plan has more than one point.
    static func slack(_ value: Double, _ excess: Double) -> Double {
        1e-6 * max(value.magnitude, excess.magnitude)
    }
}

extension LimitConflict.Findings {
    mutating func giveAllWay(_ limits: [SoftLimit], _ excess: [Double]) {
        for (limit, excess) in zip(limits, excess) where excess > 0 {
            further.append((limit, relaxed.value(limit.place), excess))
            relaxed.giveWay(limit.place, by: excess)
        }
    }
}

extension MarketProgram {
    fileprivate mutating func giveWay(_ place: SoftLimit.Place, by excess: Double) {
        let value = value(place)
        set(place, to: value + excess + LimitConflict.slack(value, excess))
    }
}

/// The deletion filter (Chinneck, Feasibility and Infeasibility in Optimization, 2008, 6.2).
private struct ConflictSearch {
    let program: MarketProgram
    let limits: [SoftLimit]
    let solver: any ProgramSolver

    /// The programme in which only some limits hold.
    private func holding(_ kept: Set<Int>) -> MarketProgram {
        var result = program
        for (index, limit) in limits.enumerated() where !kept.contains(index) {
            result.set(limit.place, to: limit.released)
        }
        return result
    }

    private func outcome(_ chosen: [Int]) throws(QuotaSolverError) -> PhaseOne.Outcome {
        var phase = PhaseOne(holding(Set(chosen)), limits: chosen.map { limits[$0] })
        return try phase.solve(with: solver)
    }

    private func isInConflict(_ chosen: [Int]) throws(QuotaSolverError) -> Bool {
        guard !chosen.isEmpty else { return false }
        return try outcome(chosen).largest > PhaseOne.tolerance
    }

    /// All limits that are out of reach each by itself; where there is none, one smallest set.
    func conflicts(
        from first: PhaseOne.Outcome
    ) throws(QuotaSolverError) -> [(conflict: LimitConflict, excess: [Double])] {
        var chosen = limits.indices.filter { isInvolved(limits[$0], first.weights) }
        if try !isInConflict(chosen) { chosen = Array(limits.indices) }
        var found: [(conflict: LimitConflict, excess: [Double])] = []
        for candidate in chosen {
            let alone = try outcome([candidate])
            guard alone.largest > PhaseOne.tolerance else { continue }
            found.append((try conflict([candidate], alone), alone.excess))
        }
        if !found.isEmpty { return found }
        let smallest = try filtered(chosen)
        let last = try outcome(smallest)
        return [(try conflict(smallest, last), last.excess)]
    }

    /// Leaves out each limit in turn where the rest still conflicts.
    private func filtered(_ candidates: [Int]) throws(QuotaSolverError) -> [Int] {
        var chosen = candidates
        for candidate in candidates where chosen.count > 1 && chosen.contains(candidate) {
            let rest = chosen.filter { $0 != candidate }
            let without = try outcome(rest)
            guard without.largest > PhaseOne.tolerance else { continue }
            let involved = rest.filter { isInvolved(limits[$0], without.weights) }
            chosen = try isInConflict(involved) ? involved : rest
        }
        return chosen
    }

    /// Whether a limit takes part in a proof: its row has a weight, or its column would go beyond it.
    private func isInvolved(_ limit: SoftLimit, _ weights: ProgramPrices) -> Bool {
        weight(limit, weights.simplified(dropping: 1e-7)) > 1e-7
    }

    private func weight(_ limit: SoftLimit, _ weights: ProgramPrices) -> Double {
        switch limit.place {
        case .row(let row): return weights.rows[row].magnitude
        case .ambient(let row): return weights.ambient[row]
        case .upper(let column):
            let group = program.ambient.group(of: column)
            let charge = group.map { program.ambient.matrix.charges(of: weights.ambient)[$0] } ?? 0
            let range = program.matrix.start[column]..<program.matrix.start[column + 1]
            let reduced = range.reduce(charge) {
                $0 + program.matrix.value[$1] * weights.rows[Int(program.matrix.row[$1])]
            }
            return max(0, -reduced)
        }
    }

    private func conflict(
        _ chosen: [Int], _ last: PhaseOne.Outcome
    ) throws(QuotaSolverError) -> LimitConflict {
        let held = holding(Set(chosen))
        var weights = held.tightened(last.weights.simplified(), sweeps: 2, isCostFree: true)
        let size = chosen.reduce(0) { max($0, weight(limits[$1], weights)) }
        if size > 0 {
            weights.rows = weights.rows.map { $0 / size }
            weights.ambient = weights.ambient.map { $0 / size }
        }
        let margin = held.infeasibilityMargin(rowPrices: weights.rows, ambientPrices: weights.ambient)
        var members: [LimitConflict.Member] = []
        for (position, index) in chosen.enumerated() {
            let limit = limits[index]
            var missing = last.excess[position]
            if chosen.count > 1 {
                var alone = PhaseOne(held, limits: [limit])
                missing = try alone.solve(with: solver).excess[0]
            }
            members.append(
                LimitConflict.Member(
                    limit: limit, value: program.value(limit.place), missing: missing,
                    weight: weight(limit, weights)))
        }
        return LimitConflict(
            members: members, rowPrices: weights.rows, ambientPrices: weights.ambient, margin: margin,
            groupEmissions: last.groupEmissions)
    }
}
