/// Turns an interior iterate into a plan that meets every limit: steps into their bounds, emissions from the
/// steps, limits of caps and receptors by moving towards full abatement, deals from the emissions.
struct PrimalRepair {
    private let problem: QuotaProblem

    init(_ problem: QuotaProblem) { self.problem = problem }

    func repaired(_ raw: QuotaSolution) -> QuotaSolution {
        var plan = raw
        clampSteps(&plan)
        for source in problem.sources.indices { settle(source, &plan) }
        for _ in 0..<3 { meetReceptors(&plan) }
        var deals = DealRepair(problem, plan)
        deals.repair()
        return deals.plan
    }

    private func clampSteps(_ plan: inout QuotaSolution) {
        for (index, measure) in problem.measures.enumerated() {
            plan.abated[index] = clamp(plan.abated[index], measure.maximum)
        }
        for (index, project) in problem.projects.enumerated() {
            plan.grown[index] = clamp(plan.grown[index], project.maximum)
        }
    }

    /// Into 0...maximum, and onto a bound where only rounding parts it from there.
    private func clamp(_ value: Double, _ maximum: Double) -> Double {
        if value <= 1e-11 * maximum { return 0 }
        return value >= (1 - 1e-11) * maximum ? maximum : value
    }

    /// Recomputes the emission of a source and moves its steps back between 0 and the cap.
    private func settle(_ source: Int, _ plan: inout QuotaSolution) {
        let measures = problem.measuresOfSource[source]
        let projects = problem.projectsOfSource[source]
        let baseline = problem.sources[source].baseline
        let abated = plan.abated[measures].reduce(0, +)
        let grown = plan.grown[projects].reduce(0, +)
        if abated > baseline + grown, abated > 0 {
            for index in measures { plan.abated[index] *= (baseline + grown) / abated }
        }
        let emission = self.emission(of: source, plan)
        if let cap = problem.sources[source].emissionCap, emission > cap {
            let lowest = problem.lowestEmission(ofSource: source)
            if emission > lowest {
                abate(source, part: min(1, (emission - cap) / (emission - lowest)), &plan)
            }
        }
        plan.emitted[source] = self.emission(of: source, plan)
    }

    private func emission(of source: Int, _ plan: QuotaSolution) -> Double {
        let abated = plan.abated[problem.measuresOfSource[source]].reduce(0, +)
        let grown = plan.grown[problem.projectsOfSource[source]].reduce(0, +)
        return max(0, problem.sources[source].baseline + grown - abated)
    }

    /// Moves a source by a part of the way to its lowest emission.
    private func abate(_ source: Int, part: Double, _ plan: inout QuotaSolution) {
        for index in problem.projectsOfSource[source] { plan.grown[index] *= 1 - part }
        let measures = problem.measuresOfSource[source]
        let full = measures.reduce(0) { $0 + problem.measures[$1].maximum }
        let reachable = full > 0 ? min(1, problem.sources[source].baseline / full) : 0
        for index in measures {
            let target = max(plan.abated[index], problem.measures[index].maximum * reachable)
            plan.abated[index] += part * (target - plan.abated[index])
        }
    }

    /// Removes what is left above the limits by the same part of the way in every source that matters.
    private func meetReceptors(_ plan: inout QuotaSolution) {
        guard !problem.receptors.isEmpty else { return }
        let loads = problem.loads(ofEmissions: plan.emitted)
        let lowest = problem.loads(ofEmissions: problem.sources.indices.map(problem.lowestEmission))
        let broken = zip(problem.allowances, problem.receptors.indices).filter { loads[$1] > $0 }
        guard !broken.isEmpty else { return }
        let part = broken.reduce(0.0) { part, row in
            let room = loads[row.1] - lowest[row.1]
            return room > 0 ? max(part, min(1, (loads[row.1] - row.0) / room)) : part
        }
        guard part > 0 else { return }
        for (column, account) in problem.accounts.enumerated()
        where broken.contains(where: { problem.transfer[$0.1, column] > 0 }) {
            for source in account.sources {
                abate(source, part: part * (1 + 1e-9), &plan)
                plan.emitted[source] = self.emission(of: source, plan)
            }
        }
    }
}
