extension QuotaCompiler {
    /// Emission, abatement and growth.
    mutating func addSources() {
        let damage = problem.records.countsDamage ? problem.damageCharges : []
        for (index, source) in problem.sources.enumerated() {
            let natural = problem.naturalEmissions[index]
            add(
                cost: damage.isEmpty ? 0 : discount(source.period) * damage[index],
                upper: min(natural, source.emissionCap ?? .infinity),
                [(balance(index), 1), (quota(problem.accountOfSource[index]), 1)])
        }
        addMeasures()
        for (project, effect) in zip(problem.projects, problem.projectEffects) {
            let parts = effect.emissions.map { (row: balance($0.source), value: -$0.emission) }
            let held = effect.quota.map { (row: quota($0.account), value: $0.amount) }
            add(cost: -effect.value, upper: project.maximum, parts + held)
        }
    }

    private mutating func addMeasures() {
        var effects = problem.measureEffects[...]
        for (source, range) in problem.measuresOfSource.enumerated() {
            let natural = problem.naturalEmissions[source]
            let discount = discount(problem.sources[source].period)
            for index in range {
                let measure = problem.measures[index]
                var entries = [(row: balance(source), value: 1.0)]
                if effects.first?.measure == index, let side = effects.popFirst() {
                    entries += side.effects.map { (balance($0.source), -$0.emission) }
                }
                add(
                    cost: discount * measure.cost, upper: min(measure.maximum, natural),
                    curvature: discount * measure.slope, entries)
            }
        }
    }

    /// Loads at the sections of rivers: L - Σ κ e - Σ t L' = background.
    mutating func addSections() {
        let row = layout.sectionBalanceRow.lowerBound
        var below: [Int: (row: Int, value: Double)] = [:]
        for (index, load) in problem.sectionLoads.enumerated() {
            for tributary in load.tributaries { below[tributary.position] = (row + index, -tributary.part) }
        }
        var limits = layout.limitedSections.enumerated().map { ($1, layout.sectionLimitRow.lowerBound + $0) }[
            ...]
        for (index, load) in problem.sectionLoads.enumerated() {
            var entries = [(row: row + index, value: 1.0)]
            if let down = below[index] { entries.append(down) }
            if limits.first?.0 == index, let limit = limits.popFirst() { entries.append((limit.1, 1)) }
            add(cost: 0, upper: load.upper, entries)
        }
    }
}
