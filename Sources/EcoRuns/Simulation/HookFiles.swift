import EcoParameters
import EcoSimulation

extension RunFile {
    /// `simulation_hooks.csv`: which hook fired in which year, in how many draws, and what it made of its values; what it
    /// looked at and the values are those of the first draw.
    static func simulationHooks(_ result: SimulationResult) -> RunFile? {
        let hooks = result.simulation.world.parameters.hooks
        guard !hooks.isEmpty else { return nil }
        var csv = CSVText(columns: [
            "year", "hook", "title_en", "title_zh", "place", "lasts", "figure", "region", "threshold",
            "share_fired", "mean_times", "looked_at", "fired", "times", "path", "scenario_value", "value",
        ])
        let rows = HookRows(result)
        for (index, hook) in hooks.enumerated() {
            for year in result.simulation.world.years.indices { rows.append(hook, index, year, to: &csv) }
        }
        return RunFile("simulation_hooks.csv", csv.text)
    }
}

private struct HookRows {
    let result: SimulationResult

    init(_ result: SimulationResult) { self.result = result }

    /// Mean of the draws.
    private func mean(_ figure: String, _ year: Int) -> Double? {
        let simulation = result.simulation
        return simulation.figures.firstIndex { $0.id == figure }.flatMap {
            result.band(year: year, figure: $0, place: simulation.world.regionCount)?.mean
        }
    }

    func append(_ hook: HookParameters, _ index: Int, _ year: Int, to csv: inout CSVText) {
        let inputs = result.simulation.world.inputs
        let first = result.first.indices.contains(year) ? result.first[year].rules : nil
        let level = first?.levels[index] ?? 0
        for (place, change) in hook.changes.enumerated() {
            let own = inputs.hookTexts.isEmpty ? nil : inputs.hookTexts[index][place]
            csv.append([
                "\(result.simulation.world.years[year])", hook.id, hook.title.en, hook.title.zh, hook.place,
                hook.durationName, hook.condition?.figure, hook.condition?.regionCode,
                hook.condition?.thresholdText, cell(mean("hook.\(hook.id).fired", year)),
                cell(mean("hook.\(hook.id).in_force", year)), cell(first?.lookedAt[index]),
                first.map { $0.fired[index] ? "yes" : "no" }, first.map { _ in "\(level)" }, change.path, own,
                level == 0 ? own : change.text(own, times: level),
            ])
        }
    }
}
