import EcoAir
import EcoCompensation
import EcoParameters
import Synchronization

/// The rest of a year under an emission that is only tried: the year's own processes, on a copy of its state.
///
/// Counties see the days of the observed year, or those of the draw; the year before is evaluated in the same way. Trials
/// differ in the emission of few sources: what is not reached by it is kept from the trial before (``TrialAir``), and an
/// emission that comes back is not evaluated again. Method: docs/methods/responses.md, 10.
struct TrialYear: Sendable {
    private let chain: Chain
    /// Without payments of an earlier year.
    private let start: YearState
    private let draw: YearDraw
    private let hasAlerts: Bool
    private let memory: Memory

    /// The processes that a trial runs through.
    struct Chain: Sendable {
        let concentrations: Concentrations?
        let air: AirEvaluation?
        let alerts: HeavyPollution?
        let compensation: Compensation?
        let world: SimulationWorld

        /// Of processes that the scenario switches on; what is wrong with them they tell themselves.
        init(_ world: SimulationWorld, withPayments: Bool) {
            var known: [Diagnostic] = []
            let isOn = { (id: String) in !world.parameters.switchedOff.contains(id) }
            concentrations = isOn(Concentrations.id) ? Concentrations(world, &known) : nil
            air =
                isOn(AirEvaluation.id) && concentrations != nil ? AirEvaluation(world, &known) : nil
            alerts = isOn(HeavyPollution.id) && air != nil ? HeavyPollution(world, &known) : nil
            compensation =
                withPayments && isOn(Compensation.id) && air != nil ? Compensation(world, &known) : nil
            self.world = world
        }
    }

    /// What a trial comes to.
    struct Outcome: Sendable {
        /// Received less paid by region, fen; empty where nothing is paid.
        var net: [Int64] = []
        /// PM2.5 of the year by region; empty where no air is evaluated.
        var pm25: [Double] = []
    }

    /// Outcomes and air of the trials so far.
    private final class Memory: Sendable {
        struct Content: Sendable {
            var air: TrialAir?
            var payments: Compensation.Trials?
            var outcomes: [[Double]: Outcome] = [:]
            /// Numbers held by ``outcomes``.
            var size = 0
        }

        /// 32 MB.
        static let largestSize = 4_000_000
        let content: Mutex<Content>

        init(_ payments: Compensation.Trials?) { content = Mutex(Content(payments: payments)) }
    }

    /// - Parameter before: the state as the year before left it, with the year's own number and weather.
    init(
        _ chain: Chain, _ before: YearState, _ weather: ResponseWeather, _ draw: YearDraw
    ) throws(SimulationFailure) {
        self.chain = chain
        self.draw = draw
        hasAlerts = weather == .drawn && chain.alerts != nil
        var start = before
        start.money = MoneyYear()
        if weather == .observed, chain.concentrations != nil {
            start.response = ResponseYear()
            (start.dispersion, start.runoff) = (1, 1)
            start.air = try Self.planned(chain, before, draw)
            start.sourceDays = chain.world.plannedDays(of: before.year)
        }
        self.start = start
        memory = Memory(chain.compensation?.trials(earlierAir: start.air))
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
        try chain.air?.advance(&state, draw)
        return state.air
    }

    /// What that emission of each source comes to.
    func outcome(_ emission: [Double]) throws(SimulationFailure) -> Outcome {
        try memory.content.withLock { content throws(SimulationFailure) in
            if let known = content.outcomes[emission] { return known }
            let made = try evaluated(emission, &content)
            content.size += emission.count + made.net.count + made.pm25.count
            if content.size > Memory.largestSize { (content.outcomes, content.size) = ([:], 0) }
            content.outcomes[emission] = made
            return made
        }
    }

    private func evaluated(
        _ emission: [Double], _ content: inout Memory.Content
    ) throws(SimulationFailure) -> Outcome {
        var state = start
        state.emission = emission
        try chain.concentrations?.advance(&state, draw)
        if let process = chain.air {
            if hasAlerts {
                try chain.alerts?.advance(&state, draw)
                try process.advance(&state, draw)
            } else {
                renew(&content.air, process.kernel, state)
                state.earlierAir = start.air
                state.air = content.air?.air ?? start.air
            }
        }
        if let compensation = chain.compensation, var payments = content.payments {
            content.payments = nil
            try compensation.advance(&state, &payments)
            content.payments = payments
        }
        guard !state.air.assessed.isEmpty else { return Outcome(net: state.money.net) }
        let (count, item) = (chain.world.regionCount, Pollutant.pm25.rawValue)
        return Outcome(
            net: state.money.net,
            pm25: (0..<count).map { state.air.assessed[(AirKernel.yearSpan * count + $0) * 6 + item] })
    }

    private func renew(_ air: inout TrialAir?, _ kernel: AirKernel, _ state: YearState) {
        guard air == nil else {
            air?.renew(state)
            return
        }
        // Schemes that do not take figures whole may read any of them.
        let read = chain.compensation.map { $0.whole?.indicators ?? Set(AssessedIndicator.allCases) } ?? []
        air = TrialAir(
            kernel,
            TrialAir.Reading(
                days: !read.isDisjoint(with: [.goodDays, .goodDayRatio, .heavilyPollutedDays]),
                index: read.contains(.compositeIndex)), state)
    }
}

extension SimulationWorld {
    /// The days of the observed base year in the calendar of another year.
    func plannedDays(of year: Int) -> [Int32] {
        WeatherYear.days(base.sourceDays, inYear: year)
    }
}
