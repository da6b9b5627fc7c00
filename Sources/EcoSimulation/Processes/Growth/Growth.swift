import EcoParameters
import EcoUnits

/// Emission without measures: growth by rate, and projects that begin, close or improve.
/// Method: docs/methods/simulation.md, 3.1.
struct Growth: SimulationProcess {
    static let declaration = ProcessDeclaration(
        id: "growth", title: LocalizedText(en: "Growth and pipeline", zh: "增长与项目库"),
        meaning: LocalizedText(
            en: "emission without measures; commitments are covered before production",
            zh: "未采取措施的排放；先取得指标承诺后投产"),
        inputs: [.activity, .quota, .pipeline], outputs: [.activity, .pipeline])

    /// Growth of each source in each simulated year, by year then source.
    private let rates: [[Double]]
    let pipeline: Pipeline
    private let regionCount: Int

    init?(_ world: SimulationWorld, _ findings: inout [Diagnostic]) {
        guard let records = world.records else { return nil }
        regionCount = world.regionCount
        let parameters = world.parameters.growth
        var rates = [[Double]](
            repeating: [Double](repeating: 0, count: records.sources.count), count: world.years.count)
        if let table = parameters?.rates {
            typealias Columns = GrowthParameters.Rates
            for row in table.rows {
                let sources = world.sources(table, row)
                if sources.isEmpty {
                    findings.append(
                        table.finding(
                            row, Columns.rate, "no_source", "no source of the market fits the row",
                            hint: "name region, pollutant and sector as the table of sources does"))
                }
                let first = table.optional(row, Columns.from) ?? .min
                for (index, year) in world.years.enumerated() where year >= first {
                    for source in sources { rates[index][source] = table.value(row, Columns.rate) }
                }
            }
        }
        self.rates = rates
        pipeline = Pipeline(parameters?.pipeline, world, &findings)
    }

    var figures: [SimulationFigure] {
        [
            SimulationFigure(
                "pipeline.committed_t",
                LocalizedText(en: "Quota kept back for committed projects", zh: "在建项目承诺指标"), unit: .named("t")
            ),
            SimulationFigure(
                "pipeline.value_yuan", LocalizedText(en: "Value added of the pipeline", zh: "项目库增加值"),
                unit: .named("CNY")),
            SimulationFigure(
                "pipeline.cost_yuan",
                LocalizedText(en: "Investment in closures, upgrades and projects", zh: "项目投资"),
                unit: .named("CNY")),
        ]
    }

    func advance(_ state: inout YearState, _ draw: YearDraw) throws(SimulationFailure) {
        let before = pipeline.emission(state.pipeline)
        pipeline.advance(&state)
        let after = pipeline.emission(state.pipeline)
        let rates = rates[state.index]
        for source in state.activity.indices {
            let organic = max(0, state.activity[source] - before[source]) * (1 + rates[source])
            state.activity[source] = max(0, organic + after[source])
        }
    }

    func record(_ state: YearState, into values: inout [Double]) {
        for list in [state.pipeline.committed, state.pipeline.value, state.pipeline.cost] {
            let own = list.isEmpty ? [Double](repeating: 0, count: regionCount) : list
            values += own
            values.append(Aggregate.sum(own))
        }
    }
}
