import EcoCompensation
import EcoParameters
import Testing

@testable import EcoAir
@testable import EcoSimulation

/// Trials that renew what another emission moves, against the year's own processes from the start.
@Suite struct TrialTests {
    private static var level: [String: Any] {
        [
            "scheme": "weighted_linear", "id": "level", "period": "month", "baseline": "previous_year",
            "money_per_point": "5 万元", "rounding_step": "0.01 CNY", "missing_data": "not_assessed",
            "indicators": [
                ["indicator": "pm25", "weight": "0.6"], ["indicator": "composite_index", "weight": 9],
                ["indicator": "o3", "weight": "0.2"], ["indicator": "no2", "weight": "0.2"],
            ],
        ]
    }
    private static var days: [String: Any] {
        [
            "scheme": "weighted_linear", "id": "days", "period": "quarter", "baseline": "previous_year",
            "money_per_point": "5 万元", "missing_data": "not_assessed",
            "indicators": [["indicator": "good_days", "weight": 1]],
        ]
    }
    /// Figures in tables: a share of good days is no whole number.
    private static var ratio: [String: Any] {
        [
            "scheme": "weighted_linear", "id": "ratio", "period": "quarter", "baseline": "previous_year",
            "money_per_point": "5 万元", "missing_data": "not_assessed",
            "indicators": [
                ["indicator": "good_day_ratio", "weight": 1], ["indicator": "pm10", "weight": 1],
            ],
        ]
    }
    private static var ladder: [String: Any] {
        [
            "scheme": "rank_ladder", "id": "ladder", "period": "month", "funding": "topped_up",
            "missing_data": "not_assessed", "indicators": [["indicator": "so2", "level_weight": 1]],
            "rewards": ["10 万元", "5 万元"],
        ]
    }

    static var cases: [[[String: Any]]] {
        [
            [level], [level, days], [ratio], [ladder, days], [level, ladder],
        ]
    }

    private func inputs(_ schemes: [[String: Any]]) throws -> SimulationInputs {
        var inputs = try SimulationInputs.example(Self.codes)
        inputs.compensation = CompensationParameters(
            try Binder.bind(
                node(["schemes": schemes]), to: CompensationParameters.declaration, files: MemoryFiles()))
        return inputs
    }

    /// One source after the other, several at once, and back again.
    private func emissions(_ base: [Double]) -> [[Double]] {
        var emissions = [base]
        for source in [0, 7, 13, 21, 4] {
            var next = emissions[emissions.count - 1]
            next[source] *= 0.4
            emissions.append(next)
        }
        return emissions + [base.map { $0 * 0.9 }, base, emissions[2]]
    }

    /// The year's own processes from the start, payments by tables of figures.
    private struct Whole {
        let concentrations: Concentrations
        let air: AirEvaluation
        /// nil where no alert is planned on.
        let alerts: HeavyPollution?
        let payments: Compensation

        init(_ world: SimulationWorld, withAlerts: Bool) throws {
            var findings: [Diagnostic] = []
            concentrations = try #require(Concentrations(world, &findings))
            air = try #require(AirEvaluation(world, &findings))
            alerts = withAlerts ? HeavyPollution(world, &findings) : nil
            var payments = try #require(Compensation(world, &findings))
            payments.whole = nil
            self.payments = payments
        }

        func year(_ start: YearState, _ emission: [Double], _ draw: YearDraw) throws -> YearState {
            var state = start
            state.emission = emission
            try concentrations.advance(&state, draw)
            try alerts?.advance(&state, draw)
            try air.advance(&state, draw)
            try payments.advance(&state, draw)
            return state
        }
    }

    /// Eleven counties fill a block of eight lanes and begin another.
    private static let codes = (1...11).map { "1401\($0 < 10 ? "0" : "")\($0)" }

    private func simulation(_ schemes: [[String: Any]], withAlerts: Bool) throws -> Simulation {
        let changes: [String: Any] =
            withAlerts ? ["last_year": 2024] : ["last_year": 2024, "switched_off": ["heavy_pollution"]]
        return try Simulation(exampleBlock(changes, codes: Self.codes), inputs(schemes))
    }

    /// - Returns: the states of the year itself, one for each emission.
    private func expectSameYears(
        _ schemes: [[String: Any]], _ weather: String, withAlerts: Bool
    ) throws -> [YearState] {
        let simulation = try simulation(schemes, withAlerts: withAlerts)
        let world = simulation.world
        let knowledge = try #require(ResponseWeather(rawValue: weather))
        var before = try #require(simulation.states(ofDraw: 1).first)
        (before.air, before.money) = (world.base.air, MoneyYear())
        let draw = YearDraw(seed: 11, draw: 1, year: 0)
        let trial = try TrialYear(TrialYear.Chain(world, withPayments: true), before, knowledge, draw)
        let whole = try Whole(world, withAlerts: withAlerts && knowledge == .drawn)
        var start = before
        if knowledge == .observed {
            start.dispersion = 1
            start.sourceDays = world.plannedDays(of: before.year)
            start.response = ResponseYear()
        }
        return try emissions(world.base.emission).map { emission in
            let state = try whole.year(start, emission, draw)
            let outcome = try trial.outcome(emission)
            #expect(outcome.net == state.money.net)
            let first = AirKernel.yearSpan * Self.codes.count
            let pm25 = Self.codes.indices.map {
                state.air.assessed[(first + $0) * 6 + Pollutant.pm25.rawValue]
            }
            #expect(bits(outcome.pm25) == bits(pm25))
            return state
        }
    }

    @Test(arguments: 0..<5, ["observed", "drawn"])
    func trialsPayWhatTheYearItselfPays(_ number: Int, _ weather: String) throws {
        let years = try expectSameYears(Self.cases[number], weather, withAlerts: false)
        #expect(years.contains { $0.money.net.contains { $0 != 0 } })
    }

    /// Alerts are called and cut by the emission that is tried; counties that plan on observed days plan on none.
    @Test(arguments: 0..<5, ["observed", "drawn"])
    func trialsPayTheSameUnderAlerts(_ number: Int, _ weather: String) throws {
        let years = try expectSameYears(Self.cases[number], weather, withAlerts: true)
        #expect(years.contains { $0.money.net.contains { $0 != 0 } })
        guard weather == "drawn" else {
            return #expect(years.allSatisfy { $0.response.levels.isEmpty })
        }
        #expect(years.allSatisfy { $0.response.cutTonnes.contains { $0 > 0 } })
        let levels = years.map(\.response.levels)
        #expect(levels.contains { $0 != levels[0] }, "another emission calls other alerts")
        let none = try expectSameYears(Self.cases[number], weather, withAlerts: false)
        #expect(zip(years, none).contains { $0.money.net != $1.money.net })
    }

    /// Without the payments among the terms nothing is paid, whatever was paid the year before.
    @Test func paymentsOfTheYearBeforeAreNone() throws {
        let simulation = try simulation([Self.level], withAlerts: false)
        let before = try #require(simulation.states(ofDraw: 0).last)
        #expect(before.money.net.contains { $0 != 0 })
        let trial = try TrialYear(
            TrialYear.Chain(simulation.world, withPayments: false), before, .observed,
            YearDraw(seed: 11, draw: 0, year: 0))
        #expect(try trial.outcome(before.emission).net.allSatisfy { $0 == 0 })
    }
}
