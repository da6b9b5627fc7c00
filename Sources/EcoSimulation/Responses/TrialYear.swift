import EcoAir
import EcoParameters

/// The rest of a year under an emission that is only tried: the year's own processes, on a copy of its state.
///
/// Counties see the days of the observed year, or those of the draw; the year before is evaluated in the same way.
struct TrialYear: Sendable {
    private let processes: [any SimulationProcess]
    private var start: YearState
    private let draw: YearDraw

    /// The processes that a trial runs through.
    struct Chain: Sendable {
        let concentrations: Concentrations?
        let air: [any SimulationProcess]
        let alerts: HeavyPollution?
        let compensation: Compensation?
        let world: SimulationWorld

        /// Of processes that the scenario switches on; what is wrong with them they tell themselves.
        init(_ world: SimulationWorld, withPayments: Bool) {
            var known: [Diagnostic] = []
            let isOn = { (id: String) in !world.parameters.switchedOff.contains(id) }
            concentrations = isOn(Concentrations.id) ? Concentrations(world, &known) : nil
            air =
                isOn(AirEvaluation.id) && concentrations != nil
                ? AirEvaluation(world, &known).map { [$0] } ?? [] : []
            alerts = isOn(HeavyPollution.id) && !air.isEmpty ? HeavyPollution(world, &known) : nil
            compensation =
                withPayments && isOn(Compensation.id) && !air.isEmpty ? Compensation(world, &known) : nil
            self.world = world
        }

        var isEmpty: Bool { air.isEmpty }
    }

    /// - Parameter before: the state as the year before left it, with the year's own number and weather.
    init(
        _ chain: Chain, _ before: YearState, _ weather: ResponseWeather, _ draw: YearDraw
    ) throws(SimulationFailure) {
        self.draw = draw
        start = before
        guard let concentrations = chain.concentrations else {
            processes = []
            return
        }
        let payments: [any SimulationProcess] = chain.compensation.map { [$0] } ?? []
        switch weather {
        case .drawn:
            processes = [concentrations] + (chain.alerts.map { [$0] } ?? []) + chain.air + payments
        case .observed:
            processes = [concentrations] + chain.air + payments
            start.response = ResponseYear()
            (start.dispersion, start.runoff) = (1, 1)
            start.air = try Self.planned(chain, before, draw)
            start.sourceDays = chain.world.plannedDays(of: before.year)
        }
    }

    /// The air of the year before on the days that counties plan on.
    private static func planned(
        _ chain: Chain, _ before: YearState, _ draw: YearDraw
    ) throws(SimulationFailure) -> AirYear {
        guard before.index > 0 else { return chain.world.base.air }
        var state = before
        state.year -= 1
        state.sourceDays = chain.world.plannedDays(of: state.year)
        state.response = ResponseYear()
        state.dispersion = 1
        try chain.concentrations?.advance(&state, draw)
        for process in chain.air { try process.advance(&state, draw) }
        return state.air
    }

    /// The state of the year with that emission of each source.
    func evaluated(_ emission: [Double]) throws(SimulationFailure) -> YearState {
        var state = start
        state.emission = emission
        for process in processes { try process.advance(&state, draw) }
        return state
    }
}

extension SimulationWorld {
    /// The days of the observed base year in the calendar of another year.
    func plannedDays(of year: Int) -> [Int32] {
        WeatherYear.days(base.sourceDays, inYear: year)
    }
}
