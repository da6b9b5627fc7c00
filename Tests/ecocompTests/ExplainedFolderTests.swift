import Foundation
import Testing

/// Figures of the folders of comparisons and sweeps, worked out again from what `explain` prints.
@Suite struct ExplainedFolderTests {
    private static let scenarios = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .appendingPathComponent("../../Scenarios").standardizedFileURL.path

    /// A comparison of two runs, with the causes of what changed.
    @Test func comparisonsAnswer() throws {
        let folder = try TemporaryFolder()
        let scenario = "\(Self.scenarios)/reference/two_counties"
        let prices = [
            "accounts.indicators.carbon_fixation.carbon_price.amount=90 CNY/t",
            "accounts.indicators.water_retention.reservoir_cost.amount=7 CNY/m3",
        ]
        for (name, values) in [("before", []), ("after", prices)] {
            let run = try Command.run(
                ["run", scenario, "--out", "\(folder.path)/\(name)"] + values.flatMap { ["--set", $0] })
            #expect(run.code == 0, "\(run.errors)")
        }
        let compared = try Command.run([
            "compare", folder.path + "/before", folder.path + "/after", "--scenario", scenario, "--out",
            folder.path + "/run",
        ])
        #expect(compared.code == 0, "\(compared.errors)")
        let formulas = try Self.formulasOfAllTables(folder)
        for table in ["differences", "winners_losers", "causes"] {
            #expect((formulas[table] ?? 0) > 0, "no formula behind any figure of \(table)")
        }
        // A difference names its figure in both runs, and both answer.
        let row = try #require(
            try ExplainedFigureTests.rows("differences", folder).first { $0["group"] == "accounts" })
        let address = "differences:\(row["run"] ?? ""):\(row["figure"] ?? "")"
        let text = try Command.run(["explain", folder.path + "/run", address]).output
        let commands = text.matches(of: #/ecocomp explain (\S+) (\S+)/#)
        #expect(commands.count == 2, "\(text)")
        for command in commands {
            let answer = try Command.run(["explain", String(command.1), String(command.2)])
            #expect(answer.code == 0, "\(answer.errors)")
        }
    }

    /// A sweep: means and quantiles from the rows of the results, each row with the run that gives it again.
    @Test func sweepsAnswer() throws {
        let folder = try TemporaryFolder()
        let scenario = "\(Self.scenarios)/reference/two_counties"
        let sweep = try Command.run([
            "sweep", scenario, "--vary",
            "accounts.indicators.carbon_fixation.carbon_price.amount=40 CNY/t, 60 CNY/t, 90 CNY/t", "--out",
            folder.path + "/run",
        ])
        #expect(sweep.code == 0, "\(sweep.errors)")
        _ = try Self.formulasOfAllTables(folder)
        let figure = "gep.carbon_fixation.value_yuan"
        let row = try #require(try ExplainedFigureTests.rows("results", folder).first)
        let text = try Command.run(["explain", folder.path + "/run", "results:\(row["run"] ?? "")"]).output
        let setting = try #require(text.firstMatch(of: #/--set '([^']+)'/#), "\(text)")
        let again = try Command.run(
            ["run", scenario, "--out", folder.path + "/again", "--set", String(setting.1)])
        #expect(again.code == 0, "\(again.errors)")
        let table = try CSVTable(folder.text("again/accounts.csv"))
        let rows = table.rows.map { Dictionary(zip(table.columns, $0)) { first, _ in first } }
        let value = rows.filter {
            $0["indicator"] == "carbon_fixation" && ($0["ecosystem"] ?? "").isEmpty
        }.compactMap { Double($0["value_yuan"] ?? "") }.reduce(0, +)
        let swept = try #require(Double(row[figure] ?? ""))
        #expect(abs(value - swept) <= 1e-9 * swept)
    }

    /// Some rows of every table of a folder; how many formulas each had.
    private static func formulasOfAllTables(_ folder: TemporaryFolder) throws -> [String: Int] {
        var random = ExplainedFigureTests.Draws(seed: 17)
        var figures: [String] = []
        for name in try folder.names("run").filter({ $0.hasSuffix(".csv") }).sorted() {
            let name = String(name.dropLast(4))
            let keys = try #require(ExplainedFigureTests.keys(name), "\(name)")
            let rows = try ExplainedFigureTests.rows(name, folder)
            for _ in 0..<min(rows.count, 12) {
                let row = rows[random.next(below: rows.count)]
                figures.append(([name] + keys.map { row[$0] ?? "" }).joined(separator: ":"))
            }
        }
        return try ExplainedFigureTests.formulas(of: figures, folder.path + "/run")
    }

    /// Of three causes the weighted sum over all sets of the others, with the figure under each: weights 1/3, 1/6, 1/6
    /// and 1/3 (Shapley 1953).
    @Test func threeCausesPrintTheirWeightedSums() throws {
        let folder = try Self.compared("reference/two_counties")
        let rows = try ExplainedFigureTests.rows("causes", folder)
        let first = try #require(rows.first { ($0["shapley"] ?? "0") != "0" }?["figure"])
        let causes = rows.filter { $0["figure"] == first }
        #expect(causes.count == 3)
        for row in causes {
            let formula = try Self.formula("Shapley value", "causes", row, folder)
            #expect(formula.components(separatedBy: "1 / 3 * ").count == 3, "\(formula)")
            #expect(formula.components(separatedBy: "1 / 6 * ").count == 3, "\(formula)")
            for title in ["Changed alone", "Changed last"] {
                #expect(try Self.formula(title, "causes", row, folder).contains(" - "))
            }
        }
        #expect(try Self.formulasOfAllTables(folder)["causes"] ?? 0 > 0)
    }

    /// The years of two simulations, split among the groups of inputs that changed.
    @Test func groupsOfInputsPrintTheirWeightedSums() throws {
        let folder = try Self.compared("reference/counties_that_answer")
        let rows = try ExplainedFigureTests.rows("decomposition", folder)
        let row = try #require(rows.first { ($0["policy"] ?? "0") != "0" && ($0["weather"] ?? "0") != "0" })
        for title in ["Policy", "Weather"] {
            #expect(try Self.formula(title, "decomposition", row, folder).contains("1 / 2 * "))
        }
        #expect(try Self.formulasOfAllTables(folder)["decomposition"] ?? 0 > 0)
    }

    /// The figure of a run of a variant comes again from the command that `explain` prints.
    @Test func rowsOfVariantsNameWhatTheVariantSets() throws {
        let folder = try TemporaryFolder()
        let plan = """
            sample: list
            vary:
              - path: accounts.indicators.carbon_fixation.carbon_price.amount
                values: [40 CNY/t, 60 CNY/t]
            scenarios:
              - {id: as_it_is}
              - {id: dear, set: ["accounts.indicators.water_retention.reservoir_cost.amount=7 CNY/m3"]}
            """
        try plan.write(toFile: folder.path + "/plan.yaml", atomically: true, encoding: .utf8)
        let sweep = try Command.run([
            "sweep", "\(Self.scenarios)/reference/two_counties", folder.path + "/plan.yaml", "--set",
            "compensation.schemes.yearly_change.money_per_point=30 万元", "--out", folder.path + "/run",
        ])
        #expect(sweep.code == 0, "\(sweep.errors)")
        let row = try #require(
            try ExplainedFigureTests.rows("results", folder).last { $0["variant"] == "dear" })
        let text = try Command.run(["explain", folder.path + "/run", "results:\(row["run"] ?? "")"]).output
        for value in ["money_per_point=30 万元", "reservoir_cost.amount=7 CNY/m3", "carbon_price.amount=60"] {
            #expect(text.contains(value), "\(text)")
        }
    }

    // MARK: Folders

    /// What changes in a scenario, and what keeps its runs short.
    private static let changes: [String: (values: [String], everywhere: [String])] = [
        "reference/two_counties": (
            [
                "accounts.indicators.carbon_fixation.carbon_price.amount=90 CNY/t",
                "accounts.indicators.water_retention.reservoir_cost.amount=7 CNY/m3",
                "compensation.schemes.yearly_change.money_per_point=30 万元",
            ], []
        ),
        "reference/counties_that_answer": (
            [
                "compensation.schemes.per_ug.indicators[0].rate=50000 CNY/(ug/m3)",
                "simulation.weather.dispersion_deviation=1.2",
            ], ["search.evaluations=1", "simulation.draws=2"]
        ),
    ]

    /// A scenario compared with one of which some values are changed.
    static func compared(_ scenario: String) throws -> TemporaryFolder {
        let folder = try TemporaryFolder()
        let (values, everywhere) = try #require(changes[scenario])
        let run = { (name: String, values: [String]) in
            let run = try Command.run(
                ["run", "\(scenarios)/\(scenario)", "--out", "\(folder.path)/\(name)"]
                    + values.flatMap { ["--set", $0] })
            // A search that finds nothing leaves a run with the years of the scenario as it stands.
            #expect(run.code == 0 || run.code == 1, "\(run.errors)")
        }
        try run("before", everywhere)
        try run("after", everywhere + values)
        let compared = try Command.run([
            "compare", folder.path + "/before", folder.path + "/after", "--scenario",
            "\(scenarios)/\(scenario)", "--out", folder.path + "/run",
        ])
        #expect(compared.code == 0, "\(compared.errors)")
        return folder
    }

    /// The expression behind a column of a row.
    private static func formula(
        _ title: String, _ table: String, _ row: [String: String], _ folder: TemporaryFolder
    ) throws -> String {
        let keys = try #require(ExplainedFigureTests.keys(table))
        let figure = ([table] + keys.map { row[$0] ?? "" }).joined(separator: ":")
        let told = try Command.run(["explain", folder.path + "/run", figure, "--format", "json"])
        #expect(told.code == 0, "\(told.errors)")
        let explanation = try JSONDecoder().decode(
            ExplainedFigureTests.Explanation.self, from: Data(told.output.utf8))
        let step = try #require(
            explanation.steps.first { $0.title == title && $0.formula != nil }, "\(title): \(told.output)")
        return step.formula?.expression ?? ""
    }
}
