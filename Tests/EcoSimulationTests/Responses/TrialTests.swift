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
        // Eleven counties fill a block of eight lanes and begin another.
        let codes = (1...11).map { "1401\($0 < 10 ? "0" : "")\($0)" }
        var inputs = try SimulationInputs.example(codes)
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

    @Test(arguments: 0..<5, ["observed", "drawn"])
    func trialsPayWhatTheYearItselfPays(_ number: Int, _ weather: String) throws {
        let codes = (1...11).map { "1401\($0 < 10 ? "0" : "")\($0)" }
        let parameters = try exampleBlock(
            ["last_year": 2024, "switched_off": ["heavy_pollution"]], codes: codes)
        let simulation = try Simulation(parameters, inputs(Self.cases[number]))
        let world = simulation.world
        let knowledge = try #require(ResponseWeather(rawValue: weather))
        var before = try #require(simulation.states(ofDraw: 1).first)
        (before.air, before.money) = (world.base.air, MoneyYear())
        let draw = YearDraw(seed: 11, draw: 1, year: 0)
        let trial = try TrialYear(
            TrialYear.Chain(world, withPayments: true), before, knowledge, draw)
        var findings: [Diagnostic] = []
        let concentrations = try #require(Concentrations(world, &findings))
        let air = try #require(AirEvaluation(world, &findings))
        var payments = try #require(Compensation(world, &findings))
        payments.whole = nil
        var moved = false
        for emission in emissions(world.base.emission) {
            var state = before
            if knowledge == .observed {
                state.dispersion = 1
                state.sourceDays = world.plannedDays(of: before.year)
            }
            state.emission = emission
            try concentrations.advance(&state, draw)
            try air.advance(&state, draw)
            try payments.advance(&state, draw)
            let outcome = try trial.outcome(emission)
            #expect(outcome.net == state.money.net)
            let first = AirKernel.yearSpan * codes.count
            #expect(
                bits(outcome.pm25)
                    == bits(
                        codes.indices.map { state.air.assessed[(first + $0) * 6 + Pollutant.pm25.rawValue] }))
            if outcome.net.contains(where: { $0 != 0 }) { moved = true }
        }
        #expect(moved)
    }

    /// Without the payments among the terms nothing is paid, whatever was paid the year before.
    @Test func paymentsOfTheYearBeforeAreNone() throws {
        let codes = (1...11).map { "1401\($0 < 10 ? "0" : "")\($0)" }
        let parameters = try exampleBlock(
            ["last_year": 2024, "switched_off": ["heavy_pollution"]], codes: codes)
        let simulation = try Simulation(parameters, inputs([Self.level]))
        let before = try #require(simulation.states(ofDraw: 0).last)
        #expect(before.money.net.contains { $0 != 0 })
        let trial = try TrialYear(
            TrialYear.Chain(simulation.world, withPayments: false), before, .observed,
            YearDraw(seed: 11, draw: 0, year: 0))
        #expect(try trial.outcome(before.emission).net.allSatisfy { $0 == 0 })
    }
}
