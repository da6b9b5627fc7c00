import Foundation
import Testing

/// The scenario of counties that answer, as it ships.
@Suite struct ResponseRunTests {
    private static let scenario = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../Scenarios/taixin_response").standardizedFileURL.path

    /// One year: payments are linear, so that the equilibrium is exact, no county gains, and marginal cost lies at
    /// what the market and payments bring wherever a county neither stands still nor does all it can.
    @Test func countiesOfTaixinStandInEquilibrium() throws {
        let run = try TemporaryFolder()
        let outcome = try Command.run([
            "run", Self.scenario, "--only", "simulation", "--set", "simulation.draws=1", "--set",
            "simulation.last_year=2024", "--out", "\(run.path)/run",
        ])
        #expect(outcome.code == 0, "\(outcome.errors)")
        let years = try CSVTable(run.text("run/simulation_response_years.csv"))
        #expect(years["outcome"] == ["exact"])
        let counties = try CSVTable(run.text("run/simulation_response_counties.csv"))
        #expect(counties["region"].count == 12)
        for gain in counties["largest_gain_yuan"] { #expect(try #require(Double(gain)) <= 10) }
        let page = try run.text("run/report.html")
        #expect(page.contains("What counties choose") || page.contains("各县响应"))
        for place in 0..<12 {
            let parts = ["payments", "quota", "measure_cost", "restoration", "damage"].map {
                Double(counties["\($0)_yuan"][place]) ?? .nan
            }
            let payoff = try #require(Double(counties["payoff_yuan"][place]))
            #expect(abs(parts.reduce(0, +) - payoff) <= 1e-6 * (1 + abs(payoff)))
        }
    }
}
