import Foundation
import Glibc
import Testing

/// A simulation that is killed among its years or draws goes on at the last finished one, to the same bytes.
@Suite struct SimulationKillTests {
    private static let taixin = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../Scenarios/taixin").standardizedFileURL.path

    /// The days of the twelve counties of Taixin, drawn anew in blocks: 24 draws of four years.
    private func scenario(_ folder: TemporaryFolder) throws -> String {
        let path = "\(folder.path)/scenario"
        try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
        for file in ["regions.csv", "air_daily.csv"] {
            try FileManager.default.copyItem(atPath: "\(Self.taixin)/\(file)", toPath: "\(path)/\(file)")
        }
        let text = """
            name: drawn_days
            title: {en: Drawn days, zh: 抽样日}
            year: 2019
            regions: {table: regions.csv}
            air:
              standards: [gb3095_2012]
              settlement_standard: gb3095_2012
              periods: [2019]
              daily: air_daily.csv
            simulation:
              first_year: 2020
              last_year: 2023
              draws: 24
              seed: 5
              weather: {block_days: 10, window_days: 15}
              funds: {budget: 1000 CNY}
              hooks:
                - id: more
                  when: {figure: air.pm25.annual_mean, above: 45}
                  lasts: cumulative
                  set: [{path: simulation.funds.budget, factor: 1.1}]
            report: {languages: [en]}

            """
        try text.write(toFile: "\(path)/scenario.yaml", atomically: true, encoding: .utf8)
        return path
    }

    private func arguments(_ scenario: String, _ run: String) -> [String] {
        ["run", scenario, "--out", run, "--only", "simulation", "--jobs", "2"]
    }

    private func size(_ path: String) -> Int {
        ((try? FileManager.default.attributesOfItem(atPath: path))?[.size] as? Int) ?? 0
    }

    @Test func aKilledSimulationGoesOnAtItsLastDraw() throws {
        let folder = try TemporaryFolder()
        let scenario = try scenario(folder)
        let whole = try Command.run(arguments(scenario, "\(folder.path)/whole"))
        #expect(whole.code == 0, "\(whole.errors)")
        let running = try Command.start(arguments(scenario, "\(folder.path)/killed"))
        let draws = "\(folder.path)/killed.partial/draws"
        // Four years of nineteen figures at thirteen places: 7904 bytes of values a draw, and a header.
        let record = 16 + 8 * 4 * 19 * 13
        for _ in 0..<6000 where size(draws) < 4 * record { usleep(5_000) }
        running.send(SIGKILL)
        #expect(try running.outcome().wasKilled)
        let kept = size(draws)
        #expect(kept >= 4 * record && kept < 24 * record)
        #expect(!folder.exists("killed"))
        // What a kill may leave behind the last whole draw.
        let file = try FileHandle(forWritingTo: URL(fileURLWithPath: draws))
        try file.seekToEnd()
        try file.write(contentsOf: Data([1, 2, 3, 4, 5, 6, 7]))
        try file.close()
        let again = try Command.run(arguments(scenario, "\(folder.path)/killed"))
        #expect(again.code == 0, "\(again.errors)")
        for table in ["simulation_years.csv", "simulation_figures.csv", "simulation_hooks.csv"] {
            #expect(try folder.data("killed/\(table)") == folder.data("whole/\(table)"))
        }
        #expect(!folder.exists("killed.partial"))
    }

    /// Two counties that answer in twelve years, which no draw changes: killed behind the second one.
    @Test func aKilledSimulationGoesOnAtItsLastYear() throws {
        let folder = try TemporaryFolder()
        let scenario = URL(fileURLWithPath: Self.taixin)
            .appendingPathComponent("../reference/counties_that_answer").standardizedFileURL.path
        let arguments = { (run: String) in
            [
                "run", scenario, "--out", "\(folder.path)/\(run)", "--only", "simulation", "--set",
                "simulation.draws=1", "--set", "simulation.last_year=2035",
            ]
        }
        let whole = try Command.run(arguments("whole"))
        #expect(whole.code == 0, "\(whole.errors)")
        let running = try Command.start(arguments("killed"))
        for _ in 0..<6000 where !folder.exists("killed.partial/years/1") { usleep(2_000) }
        running.send(SIGKILL)
        #expect(try running.outcome().wasKilled)
        #expect(folder.exists("killed.partial/years/1") && !folder.exists("killed.partial/years/11"))
        #expect(!folder.exists("killed"))
        let again = try Command.run(arguments("killed"))
        #expect(again.code == 0, "\(again.errors)")
        for table in ["simulation_years.csv", "simulation_response.csv", "simulation_response_years.csv"] {
            #expect(try folder.data("killed/\(table)") == folder.data("whole/\(table)"))
        }
        #expect(!folder.exists("killed.partial"))
    }

    /// One thread and two give the same bytes.
    @Test func threadsChangeNoByte() throws {
        let folder = try TemporaryFolder()
        let scenario = try scenario(folder)
        for jobs in [1, 2] {
            let run = try Command.run(
                [
                    "run", scenario, "--out", "\(folder.path)/\(jobs)", "--only", "simulation", "--jobs",
                    "\(jobs)",
                ])
            #expect(run.code == 0, "\(run.errors)")
        }
        #expect(try folder.data("1/simulation_years.csv") == folder.data("2/simulation_years.csv"))
    }
}
