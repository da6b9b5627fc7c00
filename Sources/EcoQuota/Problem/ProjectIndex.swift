/// What one unit of a measure or project does beside its own source.
public struct SideEffect: Sendable, Equatable {
    /// Position in `QuotaProblem.sources`.
    public let source: Int
    /// t of emission added there for each t; below 0 where it is removed.
    public let emission: Double
}

/// What a measure does to other commodities.
public struct MeasureEffect: Sendable, Equatable {
    /// Position in `QuotaProblem.measures`.
    public let measure: Int
    public let effects: [SideEffect]
}

/// What a growth project does in all periods, for each t of its own emission.
public struct ProjectEffect: Sendable, Equatable {
    /// Its own source in each period of production, and those of other pollutants.
    public var emissions: [SideEffect] = []
    /// Quota that it takes beside the emission, by position of the account; below 0 where it brings quota.
    public var quota: [(account: Int, amount: Double)] = []
    /// Weighted value today, yuan/t.
    public var value = 0.0

    public static func == (left: ProjectEffect, right: ProjectEffect) -> Bool {
        left.emissions == right.emissions && left.value == right.value
            && left.quota.elementsEqual(right.quota) { $0 == $1 }
    }
}

extension QuotaIndex {
    private struct EffectKey: Hashable {
        let region, pollutant, sector, name: String
    }

    /// Effects on other commodities, of the measures that have any, in order.
    func effectsOfMeasures() -> [MeasureEffect] {
        guard !records.effects.isEmpty else { return [] }
        let effects = effectsByKey
        return measures.enumerated().compactMap { index, measure in
            let key = EffectKey(
                region: measure.region, pollutant: measure.pollutant, sector: measure.sector,
                name: measure.name)
            let list = (effects[key] ?? []).compactMap { effect in
                side(effect, period: measure.period ?? 0, sign: -1)
            }
            return list.isEmpty ? nil : MeasureEffect(measure: index, effects: list)
        }
    }

    private var effectsByKey: [EffectKey: [CoEffect]] {
        Dictionary(grouping: records.effects.sorted { $0.other < $1.other }) {
            EffectKey(region: $0.region, pollutant: $0.pollutant, sector: $0.sector, name: $0.name)
        }
    }

    private func side(_ effect: CoEffect, period: Int, sign: Double) -> SideEffect? {
        let key = SourceKey(
            region: effect.region, pollutant: effect.other, sector: effect.sector, period: period)
        return positionOfSource[key].map { SideEffect(source: $0, emission: sign * effect.ratio) }
    }

    func effectsOfProjects() -> [ProjectEffect] {
        let effects = records.effects.isEmpty ? [:] : effectsByKey
        return projects.map { project in
            let key = EffectKey(
                region: project.region, pollutant: project.pollutant, sector: project.sector,
                name: project.name)
            return self.effect(of: project, effects[key] ?? [])
        }
    }

    private func effect(of project: GrowthProject, _ others: [CoEffect]) -> ProjectEffect {
        var effect = ProjectEffect()
        let first = project.commitmentPeriod ?? project.period
        for period in min(first, project.period)..<periods.count {
            guard let source = positionOfSource[SourceKey(project, period)] else { continue }
            let account = accountOfSource[source]
            guard period >= project.period else {
                effect.quota.append((account, project.replacementRatio))
                continue
            }
            effect.value += project.weight * project.value * periods[period].discount
            effect.emissions.append(SideEffect(source: source, emission: 1))
            effect.emissions += others.compactMap { side($0, period: period, sign: 1) }
            let extra = project.replacementRatio - 1 - project.quotaBrought
            if extra != 0 { effect.quota.append((account, extra)) }
        }
        return effect
    }
}
