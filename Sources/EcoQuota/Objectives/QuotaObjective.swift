import EcoParameters
import EcoUnits

/// What the plan is best in.
public enum QuotaObjective: String, ParameterChoice {
    case welfare
    case leastCost = "least_cost"
    case lexicographic
    case damage

    public var meaning: LocalizedText {
        switch self {
        case .welfare:
            LocalizedText(en: "most value added less cost; projects compete for quota", zh: "净收益最大，项目竞争指标")
        case .leastCost:
            LocalizedText(en: "least cost with every project accepted", zh: "全部项目落地前提下费用最小")
        case .lexicographic:
            LocalizedText(
                en: "least shortfall, then the projects of each rank, then welfare",
                zh: "依次为缺口最小、按优先级保障项目、净收益最大")
        case .damage:
            LocalizedText(
                en: "value added less cost and less the damage at the receptors", zh: "净收益扣除受体点环境损害后最大")
        }
    }
}

/// Solves a programme; what `RuleAudit`, sweeps and objectives ask for.
public typealias ProgramSolving = (MarketProgram, ProgramSolution?) throws -> ProgramSolution

extension QuotaRecords {
    /// The records as an objective that is one programme needs them; `lexicographic` needs several
    /// (`LexicographicPlan`), the last of which is that of `welfare`.
    public func prepared(for objective: QuotaObjective) -> QuotaRecords {
        var records = self
        records.objective = objective
        switch objective {
        case .welfare, .lexicographic: break
        case .damage: records.countsDamage = true
        case .leastCost:
            for index in records.projects.indices {
                let project = records.projects[index]
                records.projects[index].value = 0
                let selection = Selection(
                    regions: [project.region], pollutants: [project.pollutant], sectors: [project.sector],
                    names: [project.name])
                guard project.maximum > 0, project.origin == nil else { continue }
                records.limits.append(
                    MarketLimit(
                        rule: "fixed_growth",
                        name: "\(project.region) \(project.pollutant) \(project.sector) \(project.name)",
                        [.init(.growth, selection, coefficient: -1)], atMost: -project.maximum,
                        location: project.location))
            }
        }
        return records
    }
}

extension QuotaProblem {
    /// What a tonne from each source costs at the receptors by their damage prices, yuan/t.
    public var damageCharges: [Double] {
        let prices = periods.flatMap { _ in receptors.map(\.damagePrice) }
        let charges = (try? transfer.transposedMultiplied(by: prices)) ?? []
        return groupOfSource.map { $0 < charges.count ? charges[$0] : 0 }
    }

    /// What a tonne from each source adds to the exposure, person ug/m3 per t.
    public var exposureWeights: [Double] {
        let people = periods.flatMap { _ in receptors.map(\.population) }
        let weights = (try? transfer.transposedMultiplied(by: people)) ?? []
        return groupOfSource.map { $0 < weights.count ? weights[$0] : 0 }
    }
}
