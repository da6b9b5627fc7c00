import EcoParameters
import EcoSimulation

extension RunFile {
    /// `simulation_response.csv`: what each county abates of each pollutant, and why, of the first draw.
    static func simulationResponse(_ result: SimulationResult) -> RunFile? {
        let world = result.simulation.world
        let chosen = result.first.filter { !$0.choice.abated.isEmpty }
        guard !chosen.isEmpty else { return nil }
        var csv = CSVText(columns: [
            "year", "region", "pollutant", "abated_t", "largest_t", "marginal_cost_yuan_per_t",
            "marginal_worth_yuan_per_t", "marginal_payment_yuan_per_t", "cycle_lowest_t", "cycle_highest_t",
        ])
        for state in chosen {
            let choice = state.choice
            for (place, abated) in choice.abated.enumerated() {
                let (region, pollutant) = place.quotientAndRemainder(dividingBy: world.pollutants.count)
                csv.append([
                    "\(state.year)", world.regions.codes[region].description, world.pollutants[pollutant],
                    cell(abated), cell(choice.largest[place]), cell(choice.marginalCost[place]),
                    cell(choice.marginalWorth[place]), cell(choice.marginalPayment[place]),
                    choice.lowest.isEmpty ? "" : cell(choice.lowest[place]),
                    choice.highest.isEmpty ? "" : cell(choice.highest[place]),
                ])
            }
        }
        return RunFile("simulation_response.csv", csv.text)
    }

    /// `simulation_response_counties.csv`: parts of each county's payoff, and what the check found, of the first draw.
    static func simulationResponseCounties(_ result: SimulationResult) -> RunFile? {
        let world = result.simulation.world
        let chosen = result.first.filter { !$0.choice.abated.isEmpty }
        guard !chosen.isEmpty else { return nil }
        var csv = CSVText(
            columns: ["year", "region"] + ResponseTerm.allCases.map { "\($0.id)_yuan" } + [
                "payoff_yuan", "restored_km2", "largest_gain_yuan", "moves_in_cycle",
            ])
        for state in chosen {
            let choice = state.choice
            for (region, code) in world.regions.codes.enumerated() {
                csv.append(
                    ["\(state.year)", code.description] + choice.terms.map { cell($0[region]) } + [
                        cell(choice.payoffs[region]),
                        cell(choice.restored.isEmpty ? 0 : Double(choice.restored[region]) / 1_000_000),
                        cell(choice.gains[region]), choice.movers.contains(region) ? "yes" : "no",
                    ])
            }
        }
        return RunFile("simulation_response_counties.csv", csv.text)
    }

    /// `simulation_response_years.csv`: how the choices of each year ended, of the first draw.
    static func simulationResponseYears(_ result: SimulationResult) -> RunFile? {
        let world = result.simulation.world
        let chosen = result.first.filter { !$0.choice.abated.isEmpty }
        guard let parameters = world.parameters.counties, !chosen.isEmpty else { return nil }
        var csv = CSVText(columns: [
            "year", "rule", "outcome", "rounds", "cycle_length", "movers", "largest_gain_yuan",
            "largest_gain_region", "rest_within_yuan", "gain_bound_yuan", "worth_change_yuan_per_t",
            "check_steps", "check_sections",
        ])
        for state in chosen {
            let choice = state.choice
            let most = choice.gains.indices.max {
                (choice.gains[$0], -$0) < (choice.gains[$1], -$1)
            }
            let code = { (region: Int) in world.regions.codes[region].description }
            csv.append([
                "\(state.year)", parameters.ruleName, choice.outcome.id, "\(choice.rounds)",
                "\(choice.outcome.cycleLength)", choice.movers.map(code).joined(separator: " "),
                most.map { cell(choice.gains[$0]) } ?? "",
                most.flatMap { choice.gains[$0] > 0 ? code($0) : nil } ?? "",
                choice.outcome.restsWithin(parameters.smallestGain).map(cell) ?? "", cell(choice.gainBound),
                cell(choice.worthChange),
                "\(parameters.checkSteps)", "\(ResponseParameters.checkSections)",
            ])
        }
        return RunFile("simulation_response_years.csv", csv.text)
    }
}
