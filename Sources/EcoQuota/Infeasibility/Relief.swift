import EcoUnits

/// A change that would help, tried by solving the market with it.
public struct Relief: Sendable, Equatable {
    public enum Change: Sendable, Equatable {
        /// A limit of a conflict raised; both by position.
        case raise(conflict: Int, limit: Int, to: Double)
        /// The reserve of a pollutant raised to so many tonnes.
        case reserve(pollutant: String, to: Double)
        /// Inflow admitted into a zone.
        case inflow(zone: String)
        /// The replacement ratio of a region's purchases set to 1.
        case ratio(region: String, pollutant: String)
        /// A region that may not buy is allowed to.
        case purchase(region: String, pollutant: String)
    }

    public let change: Change
    /// What the market costs with it, yuan.
    public let cost: Double
    /// Emission without quota that is left, t.
    public let shortfall: Double
}

/// Ways out of conflicts: each limit raised alone as far as it must.
struct LimitRelief {
    let program: MarketProgram
    /// The programme in which all conflicts have given way.
    let relaxed: MarketProgram
    let solver: any ProgramSolver

    /// Each limit of each conflict in turn, while the other conflicts have given way.
    func reliefs(_ conflicts: [InfeasibilityReport.Conflict]) -> [Relief] {
        var found: [Relief] = []
        for (index, conflict) in conflicts.enumerated() {
            for (position, member) in conflict.proof.members.enumerated() {
                var tried = relaxed
                for other in conflict.proof.members { tried.set(other.limit.place, to: other.value) }
                let slack = LimitConflict.slack(member.value, member.missing)
                tried.set(member.limit.place, to: member.value + member.missing + slack)
                guard let cost = cost(tried) else { continue }
                let raised = Relief.Change.raise(
                    conflict: index, limit: position, to: conflict.limits[position].raisedTo)
                found.append(Relief(change: raised, cost: cost, shortfall: 0))
            }
        }
        return found.sorted { $0.cost < $1.cost }
    }

    /// What the programme costs; nil where it has no plan.
    private func cost(_ tried: MarketProgram) -> Double? {
        var tried = tried
        tried.wholeColumns = []
        guard let solution = try? solver.solve(tried) else { return nil }
        let violation = tried.violations(solution.values).reduce(0) { max($0, $1.relative) }
        return violation <= 1e-6 ? tried.objective(solution.values) : nil
    }
}

/// Ways to cover emission without quota: more reserve, inflow, a ratio of 1, leave to buy.
public struct ShortfallRelief: Sendable {
    public let problem: QuotaProblem
    public let solver: any ProgramSolver

    public init(_ problem: QuotaProblem, with solver: any ProgramSolver) {
        self.problem = problem
        self.solver = solver
    }

    /// The changes that lessen the shortfall of a plan, cheapest first; none where there is no shortfall.
    public func reliefs(_ solution: ProgramSolution) -> [Relief] {
        let layout = QuotaLayout(problem)
        let short = zip(problem.accounts, solution.values[layout.shortfall]).filter { account, amount in
            amount > 1e-6 * max(1, account.quota)
        }
        let total = short.reduce(0) { $0 + $1.1 }
        let found = candidates(short).compactMap { tried($0, from: total) }
        return found.sorted { ($0.shortfall > 0 ? 1 : 0, $0.cost) < ($1.shortfall > 0 ? 1 : 0, $1.cost) }
    }

    private typealias Candidate = (change: Relief.Change, records: QuotaRecords)

    private func candidates(_ short: [(QuotaAccount, Double)]) -> [Candidate] {
        var found: [Candidate] = []
        for pollutant in Set(short.map(\.0.pollutant)).sorted() {
            found += reserve(pollutant, short.filter { $0.0.pollutant == pollutant })
        }
        for zone in Set(short.map { problem.zonePools[$0.0.zonePool].zone }).sorted() {
            found += inflow(zone)
        }
        for (account, _) in short {
            let (region, pollutant) = (account.region, account.pollutant)
            if account.replacementRatio > 1 {
                found.append(
                    (
                        .ratio(region: region, pollutant: pollutant),
                        changed(account) { $0.replacementRatio = 1 }
                    ))
            }
            if !account.mayBuy {
                found.append(
                    (.purchase(region: region, pollutant: pollutant), changed(account) { $0.mayBuy = true }))
            }
        }
        return found
    }

    private func changed(
        _ account: QuotaAccount, _ change: (inout EmissionSource) -> Void
    ) -> QuotaRecords {
        var records = problem.records
        for index in records.sources.indices {
            let source = records.sources[index]
            let isIts =
                (source.region, source.pollutant, source.pool) == (
                    account.region, account.pollutant, account.pool
                )
            if isIts { change(&records.sources[index]) }
        }
        return records
    }

    private func reserve(_ pollutant: String, _ short: [(QuotaAccount, Double)]) -> [Candidate] {
        var records = problem.records
        guard let rule = records.rules.firstIndex(where: { $0.pollutant == pollutant }) else { return [] }
        let need = short.reduce(0) { $0 + $1.1 * $1.0.replacementRatio }
        records.rules[rule].reserve += need * (1 + 1e-9)
        return [(.reserve(pollutant: pollutant, to: records.rules[rule].reserve), records)]
    }

    private func inflow(_ zone: String) -> [Candidate] {
        var records = problem.records
        let others = Set(records.zones.map(\.zone)).subtracting([zone]).sorted()
        let present = Set(records.arcs.filter { $0.to == zone }.map(\.from))
        let added = others.filter { !present.contains($0) }
        guard !added.isEmpty else { return [] }
        records.arcs += added.map { ZoneArc(from: $0, to: zone) }
        return [(.inflow(zone: zone), records)]
    }

    private func tried(_ candidate: Candidate, from total: Double) -> Relief? {
        guard let changed = try? QuotaProblem(candidate.records) else { return nil }
        var program = MarketProgram(changed)
        program.wholeColumns = []
        guard let solution = try? solver.solve(program) else { return nil }
        let left = solution.values[QuotaLayout(changed).shortfall].reduce(0, +)
        guard left < total * (1 - 1e-6) else { return nil }
        return Relief(
            change: candidate.change, cost: program.objective(solution.values),
            shortfall: left > 1e-6 * total ? left : 0)
    }
}
