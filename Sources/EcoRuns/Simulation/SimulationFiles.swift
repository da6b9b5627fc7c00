import EcoParameters
import EcoSimulation

extension RunFile {
    /// The tables of a simulation.
    static func simulation(_ result: SimulationResult) -> [RunFile] {
        let files: [RunFile?] = [
            simulationYears(result), simulationFigures(result), simulationProcesses(result),
            simulationTargets(result), simulationHooks(result), simulationMarket(result),
            simulationFunds(result),
            simulationResponse(result), simulationResponseCounties(result), simulationResponseYears(result),
        ]
        return files.compactMap { $0 }
    }

    /// `simulation_years.csv`: every figure by year and region; an empty region is all together.
    private static func simulationYears(_ result: SimulationResult) -> RunFile {
        let simulation = result.simulation
        let world = simulation.world
        let places = world.regions.codes.map(\.description) + [""]
        var csv = CSVText(
            columns: ["year", "region", "figure", "unit", "mean", "p05", "p25", "p50", "p75", "p95", "draws"])
        for (year, calendar) in world.years.enumerated() {
            for (figure, declared) in simulation.figures.enumerated() {
                for (place, region) in places.enumerated() {
                    guard let band = result.band(year: year, figure: figure, place: place) else { continue }
                    csv.append(
                        ["\(calendar)", region, declared.id, declared.unit.symbol, cell(band.mean)]
                            + band.quantiles.map { cell($0) } + ["\(band.count)"])
                }
            }
        }
        return RunFile("simulation_years.csv", csv.text)
    }

    /// `simulation_figures.csv`: what the figures are called.
    private static func simulationFigures(_ result: SimulationResult) -> RunFile {
        var csv = CSVText(columns: ["figure", "title_en", "title_zh", "unit", "better", "total"])
        for figure in result.simulation.figures {
            csv.append([
                figure.id, figure.title.en, figure.title.zh, figure.unit.symbol,
                figure.lessIsBetter.map { $0 ? "less" : "more" } ?? "", figure.total.rawValue,
            ])
        }
        return RunFile("simulation_figures.csv", csv.text)
    }

    /// `simulation_processes.csv`: what ran in which order.
    private static func simulationProcesses(_ result: SimulationResult) -> RunFile {
        var csv = CSVText(
            columns: ["position", "process", "title_en", "title_zh", "reads", "writes", "in_each_draw"])
        for (index, entry) in result.simulation.schedule.enumerated() {
            let process = entry.declaration
            csv.append([
                "\(index + 1)", process.id, process.title.en, process.title.zh,
                process.inputs.map(\.rawValue).sorted().joined(separator: " "),
                process.outputs.map(\.rawValue).sorted().joined(separator: " "), entry.isDrawn ? "yes" : "no",
            ])
        }
        return RunFile("simulation_processes.csv", csv.text)
    }

    /// `simulation_targets.csv`: how the dated targets stand.
    private static func simulationTargets(_ result: SimulationResult) -> RunFile? {
        guard !result.targets.isEmpty else { return nil }
        let world = result.simulation.world
        var csv = CSVText(columns: [
            "target", "title_en", "title_zh", "region", "figure", "kind", "by_year", "aim", "unit", "mean",
            "p05", "p95", "gap", "share_met", "attainment_year", "joint", "joint_year", "held_back_by",
            "best_reachable", "best_year",
        ])
        for outcome in result.targets {
            let target = outcome.target
            let figure = result.simulation.figures[target.figure]
            let best = result.reach.first { $0.target.id == target.id }
            csv.append([
                target.id, target.title.en, target.title.zh,
                target.place < world.regions.count ? world.regions.codes[target.place].description : "",
                figure.id, target.kind.rawValue, "\(target.year)", cell(target.aim), figure.unit.symbol,
                cell(outcome.mean), cell(outcome.low), cell(outcome.high), cell(outcome.gap),
                cell(outcome.shareMet), outcome.attainmentYear.map { "\($0)" }, target.joint ?? "",
                outcome.jointYear.map { "\($0)" },
                outcome.heldBackBy.map { world.regions.codes[$0].description }.joined(separator: " "),
                cell(best?.best), best.map { "\($0.year)" },
            ])
        }
        return RunFile("simulation_targets.csv", csv.text)
    }

    /// `simulation_market.csv`: the market by year and pollutant, of the first draw (of all, where no draw changes it).
    private static func simulationMarket(_ result: SimulationResult) -> RunFile? {
        let world = result.simulation.world
        guard !world.pollutants.isEmpty else { return nil }
        var csv = CSVText(columns: [
            "year", "pollutant", "activity_t", "quota_t", "withheld_t", "emission_t", "traded_t",
            "price_yuan_per_t", "banked_t", "reserve_drawn_t", "shortfall_t",
        ])
        for state in result.first where !state.market.price.isEmpty {
            for (pollutant, id) in world.pollutants.enumerated() {
                let sum = { (values: [Double]) in world.total(values, pollutant: pollutant) }
                csv.append([
                    "\(state.year)", id, cell(sum(state.activity)), cell(sum(state.quota)),
                    cell(state.withheld[pollutant]), cell(sum(state.emission)),
                    cell(state.market.traded[pollutant]), cell(state.market.price[pollutant]),
                    cell(sum(state.banked)), cell(state.market.reserveDrawn[pollutant]),
                    cell(state.market.shortfall[pollutant]),
                ])
            }
        }
        return RunFile("simulation_market.csv", csv.text)
    }

    /// `simulation_funds.csv`: the fund by year, mean over the draws and the band of its balance.
    private static func simulationFunds(_ result: SimulationResult) -> RunFile? {
        let simulation = result.simulation
        let items = ["budget", "from_schemes", "restoration", "returned", "balance"]
        let places = items.compactMap { item in
            simulation.figures.firstIndex { $0.id == "fund.\(item)_yuan" }
        }
        guard places.count == items.count,
            let score = simulation.figures.firstIndex(where: { $0.id == "fund.score" })
        else { return nil }
        var csv = CSVText(
            columns: ["year"] + items.map { "\($0)_yuan" } + [
                "balance_p05_yuan", "balance_p95_yuan", "score",
            ])
        let all = simulation.world.regions.count
        for (year, calendar) in simulation.world.years.enumerated() {
            let bands = places.map { result.band(year: year, figure: $0, place: all) }
            guard let balance = bands[4] else { continue }
            csv.append(
                ["\(calendar)"] + bands.map { cell($0?.mean) } + [
                    cell(balance.quantiles.first), cell(balance.quantiles.last),
                    cell(result.band(year: year, figure: score, place: all)?.mean),
                ])
        }
        return RunFile("simulation_funds.csv", csv.text)
    }
}
