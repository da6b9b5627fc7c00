import Foundation
import Testing

/// The simulated scenario that ships, at the size of one draw.
@Suite struct SimulationRunTests {
    private static let scenario = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../Scenarios/taixin_2035_no_trade").standardizedFileURL.path

    @Test func theYearsOfTaixinPlayOut() throws {
        let run = try TemporaryFolder()
        let outcome = try Command.run([
            "run", Self.scenario, "--only", "simulation", "--set", "simulation.draws=1", "--out",
            "\(run.path)/run",
        ])
        #expect(outcome.code == 0, "\(outcome.errors)")
        #expect(!FileManager.default.fileExists(atPath: "\(run.path)/run.partial"))
        let market = try CSVTable(run.text("run/simulation_market.csv"))
        let held = try CSVTable(
            String(contentsOfFile: "\(Self.scenario)/../taixin/quota_sources.csv", encoding: .utf8))
        for pollutant in ["so2", "nox"] {
            let base = zip(held["pollutant"], held["quota_t"]).reduce(0.0) { sum, row in
                sum + (row.0 == pollutant ? Double(row.1) ?? .nan : 0)
            }
            for year in 2024...2035 {
                let row: KeyValuePairs = ["year": "\(year)", "pollutant": pollutant]
                let sum = try market.number("quota_t", row) + market.number("withheld_t", row)
                // Two per cent less in each year.
                let cap = (2024...year).reduce(base) { cap, _ in cap * 0.98 }
                #expect(abs(sum - cap) < 1e-6 * cap)
                // Without trade nothing is bought.
                #expect(try abs(market.number("traded_t", row)) < 1e-6)
            }
        }
        let page = try run.text("run/report.html")
        #expect(page.contains("<section id=\"simulation\""))
    }
}
