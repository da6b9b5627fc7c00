extension Certificate {
    /// Every kind of limit, computed again from the data.
    static func violations(_ problem: QuotaProblem, _ plan: QuotaSolution) -> [Violation] {
        [
            balance(problem, plan), caps(problem, plan), quota(problem, plan), pools(problem, plan),
            reserves(problem, plan), receptors(problem, plan), ranges(problem, plan),
        ]
    }

    typealias Excess = ProgramCertificate.Excess

    private static func balance(_ problem: QuotaProblem, _ plan: QuotaSolution) -> Violation {
        var excess = Excess()
        for (index, source) in problem.sources.enumerated() {
            let abated = plan.abated[problem.measuresOfSource[index]].reduce(0, +)
            let grown = plan.grown[problem.projectsOfSource[index]].reduce(0, +)
            let difference = plan.emitted[index] + abated - grown - source.baseline
            excess.add(difference.magnitude, size: source.baseline + grown)
        }
        return excess.violation("emission_balance")
    }

    private static func caps(_ problem: QuotaProblem, _ plan: QuotaSolution) -> Violation {
        var excess = Excess()
        for (source, emission) in zip(problem.sources, plan.emitted) {
            guard let cap = source.emissionCap else { continue }
            excess.add(emission - cap, size: max(cap, source.baseline))
        }
        return excess.violation("emission_cap")
    }

    private static func quota(_ problem: QuotaProblem, _ plan: QuotaSolution) -> Violation {
        var excess = Excess()
        for (index, account) in problem.accounts.enumerated() {
            let emission = plan.emitted[account.sources].reduce(0, +)
            let held =
                account.quota + plan.bought[index] / account.replacementRatio - plan.sold[index]
                + plan.shortfall[index]
            excess.add(emission - held, size: max(emission, account.quota))
        }
        return excess.violation("quota")
    }

    private static func pools(_ problem: QuotaProblem, _ plan: QuotaSolution) -> Violation {
        var use = zip(plan.boughtBack, plan.reserveDrawn).map { $0 - $1 }
        var volume = zip(plan.boughtBack, plan.reserveDrawn).map { $0 + $1 }
        for (index, account) in problem.accounts.enumerated() {
            use[account.zonePool] += plan.bought[index] - plan.sold[index]
            volume[account.zonePool] += plan.bought[index] + account.quota
        }
        for (arc, flow) in zip(problem.poolArcs, plan.flows) {
            use[arc.from] += flow
            use[arc.to] -= flow
            volume[arc.from] += flow
            volume[arc.to] += flow
        }
        var excess = Excess()
        for (use, volume) in zip(use, volume) { excess.add(use, size: volume) }
        return excess.violation("pool_balance")
    }

    private static func reserves(_ problem: QuotaProblem, _ plan: QuotaSolution) -> Violation {
        var drawn = [Double](repeating: 0, count: problem.rules.count)
        var taken = drawn
        for (index, zone) in problem.zonePools.enumerated() {
            drawn[zone.rule] += plan.reserveDrawn[index]
            taken[zone.rule] += plan.boughtBack[index]
        }
        var excess = Excess()
        for (index, rule) in problem.rules.enumerated() {
            excess.add(drawn[index] - rule.reserve, size: rule.reserve)
            excess.add(taken[index] - rule.buyBack, size: rule.buyBack)
        }
        return excess.violation("reserve")
    }

    private static func receptors(_ problem: QuotaProblem, _ plan: QuotaSolution) -> Violation {
        var excess = Excess()
        let loads = problem.loads(ofEmissions: plan.emitted)
        for (load, allowance) in zip(loads, problem.allowances) {
            excess.add(load - allowance, size: max(load, allowance))
        }
        return excess.violation("receptor", unit: "ug/m3")
    }

    /// Steps, deals and flows within their own bounds.
    private static func ranges(_ problem: QuotaProblem, _ plan: QuotaSolution) -> Violation {
        var excess = Excess()
        func check(_ value: Double, _ maximum: Double) {
            excess.add(value - maximum, size: maximum)
            excess.add(-value, size: maximum.isFinite ? maximum : 1)
        }
        for (measure, amount) in zip(problem.measures, plan.abated) { check(amount, measure.maximum) }
        for (project, amount) in zip(problem.projects, plan.grown) { check(amount, project.maximum) }
        for (index, account) in problem.accounts.enumerated() {
            check(plan.sold[index], account.tradable)
            check(plan.bought[index], account.mayBuy ? .infinity : 0)
            check(plan.shortfall[index], .infinity)
        }
        for value in plan.emitted + plan.flows + plan.reserveDrawn + plan.boughtBack {
            check(value, .infinity)
        }
        return excess.violation("range")
    }
}
