import EcoAccounts
import EcoParameters
import EcoUnits
import Testing

@testable import EcoAir

@Suite("Actual, reference and standard state")
struct StateTests {
    @Test("gases: 273.15/298.15 = 0.91615, exact and back")
    func gases() throws {
        let value = try StateConversion.gas(Rational(100), from: .standard, to: .reference)
        #expect(value == Rational(546_300, over: 5963))
        #expect(value.text(digits: 3) == "91.615")
        #expect(try StateConversion.gas(value, from: .reference, to: .standard) == Rational(100))
        #expect(try StateConversion.gas(value, from: .reference, to: .reference) == value)
    }

    @Test("particulates: unchanged at 0 °C and 1013.25 hPa; less on a warm plateau; rounded to millionths")
    func particulates() throws {
        let (zero, pressure) = (Rational.zero, try exact("1013.25"))
        #expect(
            try StateConversion.particulate(
                Rational(80), from: .standard, to: .actual, celsius: zero, hectopascals: pressure)
                == Rational(80))
        // 100 * 273.15/293.15 * 920/1013.25 = 84.602447...
        let warm = try StateConversion.particulate(
            Rational(100), from: .standard, to: .actual, celsius: Rational(20), hectopascals: Rational(920))
        #expect(abs(warm.doubleValue - 100 * 273.15 / 293.15 * 920 / 1013.25) < 1e-6)
        #expect(try warm.rounded(toDigits: 6) == warm)
        let back = try StateConversion.particulate(
            warm, from: .actual, to: .standard, celsius: Rational(20), hectopascals: Rational(920))
        #expect(abs(back.doubleValue - 100) < 2e-6)
    }

    private static let states =
        "first_day,last_day,gases,particulates\n2018-01-01,2018-12-31,standard,standard\n"

    private func scenario(states: String, weather: String?) throws -> AirScenario {
        var values = [
            "daily": ["d.csv"], "measured_states": ["s.csv"], "comparison": ["previous_year"],
        ]
        var files = [
            "d.csv": AirScenario.dailyHeading + AirScenario.days("140121", 2018) { _ in "40" }
                + AirScenario.days("140121", 2019) { _ in "30" },
            "s.csv": states,
        ]
        if let weather {
            values["weather"] = ["w.csv"]
            files["w.csv"] = weather
        }
        return try AirScenario(values, files: files, codes: ["140121"])
    }

    private func weather(_ days: Int, area: String = "140100") -> String {
        "region,date,temperature_c,pressure_hpa\n"
            + (0..<days).compactMap { CalendarDate(year: 2018, dayOfYear: $0) }
            .map { "\(area),\($0),20,920\n" }.joined()
    }

    @Test("data of a year at standard state are converted before the two years are compared")
    func comparedAlike() throws {
        let result = try scenario(states: Self.states, weather: weather(365)).evaluate()
        let change = { (item: Pollutant) in
            try #require(result.changes.first { $0.indicator == .pollutant(item) })
        }
        // SO2 stays 12 in 2019; 12 of 2018 are 12 * 273.15/298.15 at the reference state.
        #expect(try change(.so2).base == Rational(12 * 5463, over: 5963))
        let pm25 = try #require(try change(.pm25).base).doubleValue
        #expect(abs(pm25 - 40 * 273.15 / 293.15 * 920 / 1013.25) < 1e-6)
        #expect(try change(.pm25).current == Rational(30))
        #expect(!result.diagnostics.contains { $0.code == "air_state_assumed" })
    }

    @Test("particulates without temperature and pressure are refused, with the number of days")
    func missingWeather() throws {
        #expect(
            try scenario(states: Self.states, weather: weather(300)).refusal() == [
                """
                s.csv:2:32: error: particulates: particulates of 65 days have no temperature and pressure to be converted by; the first is 140121 2018-10-28
                  hint: add rows to `weather`, or declare both years at the same state
                """
            ])
    }

    @Test("a day has one state")
    func overlap() throws {
        let twice = Self.states + "2018-06-01,2019-01-31,reference,actual\n"
        let found = try scenario(states: twice, weather: weather(365)).refusal()
        #expect(
            found.count == 1 && found[0].hasPrefix("s.csv:3:1: error: first_day: the days from 2018-06-01"))
    }

    @Test("data of 2018 without a declared state are warned of")
    func assumedState() throws {
        let scenario = try AirScenario(
            ["daily": ["d.csv"], "periods": ["2018"]],
            files: ["d.csv": AirScenario.dailyHeading + AirScenario.days("140121", 2018) { _ in "40" }],
            codes: ["140121"])
        #expect(try scenario.evaluate().diagnostics.map(\.code) == ["air_state_assumed"])
    }

    @Test("two evaluations at different states are not compared")
    func mixedStates() throws {
        let evaluation = { (state: AirState, year: Int) throws -> PeriodEvaluation in
            let evaluator = AirEvaluator(
                standard: AirStandard(.gb3095Of2012), excluded: .none, state: state)
            return try #require(try evaluator.evaluate(constantDays(year), over: [.year(year)]).first)
        }
        let now = try evaluation(AirState(), 2019)
        let base = try evaluation(AirState(gases: .standard, particulates: .standard), 2018)
        #expect(
            throws: Diagnostic(
                code: "mixed_states", path: "140122 2019 pm25",
                "2019 and 2018 refer to different temperatures and pressures",
                hint: "evaluate both periods at one state")
        ) { try now.change(of: .pm25, from: base) }
    }
}
