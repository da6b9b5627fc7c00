import EcoGDAL
import EcoParameters
import EcoScenarios
import EcoSearch
import Testing

@testable import EcoRuns
@testable import EcoSimulation

/// Searches of whole scenarios whose optimum is worked out here.
@Suite("Search of a standard, from scenario to tables")
struct SearchRunTests {
    private let temporary = TemporaryFolder()
    private let geodata = Geodata(rasters: GDALRasterOpener(), outlines: GDALOutlineReader())

    /// A fund of three years without any spending: what is paid in is there at the end. `trend.level` is a figure that
    /// nothing moves.
    private func fund(_ search: String) throws -> String {
        let files = [
            "regions.csv": "region,name_zh,name_en\n140122,阳曲县,Yangqu\n140123,娄烦县,Loufan\n",
            "paths.csv":
                "figure,unit,region,year,value,standard_deviation,status\nlevel,t,,2024,5,1,assumed\n",
            "scenario.yaml": """
            name: fund
            title: {en: fund, zh: 资金}
            year: 2023
            regions: {table: regions.csv}
            simulation:
              first_year: 2024
              last_year: 2026
              draws: 8
              funds: {budget: 10 CNY}
              trends: {paths: paths.csv}
            search:
              variables:
                - {id: budget, path: simulation.funds.budget, unit: CNY, low: 0, high: 1000}
              objective: {measure: public_cost}
            \(search)

            """,
        ]
        for (name, text) in files { try WholeFile.write(text, to: "\(temporary.path)/\(name)") }
        return temporary.path
    }

    private func result(
        _ path: String, _ overrides: [String] = [], jobs: Int = 1, partial: PartialFolder? = nil
    ) throws -> SearchResult {
        let loaded: LoadedScenario = try ScenarioLoader.load(path: path, overrides: overrides)
        var settings = RunSettings(jobs: jobs)
        settings.partial = partial
        let run = try Runner(geodata: geodata).run(loaded, settings: settings)
        return try #require(run.search)
    }

    private func texts(_ result: SearchResult) -> [String] {
        RunFile.search(result).map { $0.name + $0.text }
    }

    // MARK: Closed forms

    /// Three budgets of B leave 3 B: 300 yuan need B = 100. Budgets of three years at 5 % are worth
    /// (1/1.05 + 1/1.05^2 + 1/1.05^3) B = 2.7232480 B, and what is left after the third 3 B / 1.05^3 = 2.5915128 B: the
    /// cost is 0.1317352 B.
    @Test func theLeastBudgetThatLeavesABalanceIsBisectedExactly() throws {
        let path = try fund(
            """
              constraints:
                - {constraint: figure, id: left, figure: fund.balance_yuan, at_least: 300}
            """)
        let found = try result(path)
        #expect(found.proof == .fundMoney && found.outcome.method == .bisection)
        #expect(found.outcome.certainty.isExact && !found.isInfeasible)
        let best = try #require(found.outcome.best)
        let budget = found.outcome.entries[best].values[0]
        // Budgets are paid in whole fen: 99.995 rounds to 100.00.
        #expect(budget >= 99.995 && budget <= 100.001)
        #expect((found.outcome.entries[best].appraisal.objective - 13.17352).magnitude < 1e-3)
        #expect(found.binding.constraints == [0])
        #expect(found.present?.limits[0].shareMet == 0)
        #expect(found.present?.limits[0].value == 30)
        #expect(found.standard.count == 1 && found.standard[0].hasPrefix("simulation.funds.budget="))
    }

    /// At most 1,000 a year leaves 3,000.
    @Test func aRangeWithoutAFeasiblePointIsAVerdictWithTheBestThatIsReached() throws {
        let path = try fund(
            """
              constraints:
                - {constraint: figure, id: left, figure: fund.balance_yuan, at_least: 4000}
            """)
        let found = try result(path)
        #expect(found.isInfeasible && found.outcome.certainty.isExact)
        let warning = try #require(found.warnings.first { $0.code == "search_infeasible" })
        #expect(warning.message.contains("left 3000"))
        let table = try #require(RunFile.search(found).first { $0.name == "search_summary.csv" })
        #expect(table.text.split(separator: "\n")[1].hasPrefix("no,exact,bisection"))
    }

    /// West receives 3.6 million from the fines of three months and 5 times the money of a point: 4.6 million need 20
    /// 万元. The fund pays the difference of 5 and 3 points on top.
    @Test func aCoefficientOfALinearPaymentIsFoundWithoutSearching() throws {
        let path = try twoCounties(
            """
            search:
              variables:
                - {id: point, path: compensation.schemes.yearly_change.money_per_point, unit: 万元, low: 0, high: 100}
              objective: {measure: figure, figure: payments.fund.balance_yuan, better: more}
              constraints:
                - {constraint: figure, id: west, figure: payments.140122.net_yuan, at_least: 4600000}

            """)
        let found = try result(path, ["compensation.schemes.yearly_change.rounding_step=0.01 CNY"])
        #expect(found.proof == .linearPayments && found.outcome.method == .linear)
        #expect(found.outcome.certainty == .exact(precision: 0))
        let best = try #require(found.outcome.best)
        #expect((found.outcome.entries[best].values[0] - 20).magnitude < 1e-6)
        // Payments in whole 万元 are steps, no line: the audit sees it.
        let stepped = try result(path, ["search.evaluations=40"])
        #expect(stepped.outcome.certainty == .bestFound(.contradicted))
    }

    private func twoCounties(_ search: String) throws -> String {
        let source = "Scenarios/reference/two_counties"
        for name in RunFolder.names(in: source) where !RunFolder.isFolder("\(source)/\(name)") {
            try WholeFile.write(WholeFile.text("\(source)/\(name)") ?? "", to: "\(temporary.path)/\(name)")
        }
        let scenario = WholeFile.text("\(source)/scenario.yaml") ?? ""
        // The payments hang on the air alone.
        let parts = scenario.split(separator: "\naccounts:", maxSplits: 1)
        let rest = parts[1].split(separator: "\nair:", maxSplits: 1)[1]
        let air = rest.split(separator: "\nquota:", maxSplits: 1)
        try WholeFile.write(
            parts[0] + "\nair:" + air[0] + "\n" + search, to: "\(temporary.path)/scenario.yaml")
        return temporary.path
    }

    /// Counties choose a = cT/k before the weather of the year is known. With T = 0.01 and k = 2 and 4 the mean is 3 c T / 8;
    /// PM2.5 is 48 + 0.012 D (1000 - a), so that 56 in 12 of 16 draws ask for a = 1000 - 8 / (0.012 D) at the twelfth
    /// smallest D. Worked out in the README of the scenario.
    @Test func theSmallestPaymentThatCountiesAnswerInMostWeatherYears() throws {
        let path = "\(CheckoutScenarios.folder)/reference/counties_that_answer"
        let loaded: LoadedScenario = try ScenarioLoader.load(path: path, overrides: ["search.evaluations=24"])
        let run = try Runner(geodata: geodata).run(loaded, settings: RunSettings())
        let simulation = try #require(run.simulation).simulation
        let dilutions = try (0..<16).map { try #require(simulation.states(ofDraw: $0).last).dispersion }
        let dilution = dilutions.sorted()[11]
        let abated = 1000 - 8 / (0.012 * dilution)
        let payment = 8 * abated / 0.03
        let found = try #require(run.search)
        let best = try #require(found.outcome.best)
        let entry = found.outcome.entries[best]
        #expect(!found.isInfeasible && found.outcome.certainty == .bestFound(.noProof))
        #expect((entry.values[0] / payment - 1).magnitude < 1e-4)
        let (west, east) = (payment * 0.01 / 2, payment * 0.01 / 4)
        let worth = 1 / 1.05 + 1 / (1.05 * 1.05) + 1 / (1.05 * 1.05 * 1.05)
        #expect((entry.appraisal.objective / ((west * west + 2 * east * east) * worth) - 1).magnitude < 2e-4)
        #expect(found.binding.constraints == [0])
        // Whatever point was tried: enough exactly above that payment, and dearer where more is paid.
        let points = found.outcome.entries.sorted { $0.values[0] < $1.values[0] }
        for point in points where (point.values[0] / payment - 1).magnitude > 1e-4 {
            #expect((point.appraisal.margins[0] >= 0) == (point.values[0] > payment))
        }
        #expect(
            zip(points, points.dropFirst()).allSatisfy { $0.appraisal.objective <= $1.appraisal.objective })
    }

    // MARK: Laws

    private static let several = """
          constraints:
            - {constraint: fund_not_negative}
            - {constraint: figure, id: level, figure: trend.level, year: 2024, at_most: 5, share: 0.25}
          pareto:
            - {measure: public_cost}
            - {measure: figure, figure: fund.balance_yuan, better: more}
          method: global
          evaluations: 30
        """

    @Test func threadsChangeNoByte() throws {
        let path = try fund(Self.several)
        #expect(try texts(result(path, jobs: 1)) == texts(result(path, jobs: 2)))
    }

    @Test func aSearchThatWasCutOffTakesItsPointsFromTheDisk() throws {
        let path = try fund(Self.several)
        let place = "\(temporary.path)/run"
        let partial = PartialFolder(destination: place, geodata: geodata)
        let whole = try result(path, partial: partial)
        let bytes = try #require(StoredRun.bytes(of: partial.searchFile))
        // What a kill leaves: half of the file, in the middle of a record.
        try WholeFile.write(Array(bytes.prefix(bytes.count / 2 + 3)), to: partial.searchFile)
        #expect(try texts(result(path, partial: partial)) == texts(whole))
        // A point of the file is taken as it is, and not computed again.
        let loaded: LoadedScenario = try ScenarioLoader.load(path: path)
        let problem = try SearchProblem(
            try #require(loaded.scenario.search), RunResult(loaded), Runner(geodata: geodata), RunSettings())
        let first = whole.outcome.entries[0]
        let count = first.values.count + 1 + problem.limits.count + problem.front.count
        let record =
            first.values + [77] + first.appraisal.margins + first.appraisal.criteria
            + [Double](repeating: 0, count: problem.limits.count * problem.draws)
        let length = count + problem.limits.count * problem.draws
        let key = "search \(loaded.fingerprint(toolVersion: Tool.version)) \(length)"
        WholeFile.remove(partial.searchFile)
        do {
            let file = DrawFile(partial.searchFile, key: key, values: length)
            _ = file.finished(1)
            file.append(0, record)
        }
        #expect(try result(path, partial: partial).outcome.entries[0].appraisal.objective == 77)
    }

    // MARK: Bad input

    @Test(arguments: [
        ("path: simulation.funds.budgt", "unknown_path"), ("low: 5000", "empty_range"),
        ("unit: t", "wrong_unit"),
    ])
    func wrongVariablesAreToldWhereTheyStand(change: String, code: String) throws {
        let path = try fund("  constraints: []")
        let scenario = try #require(WholeFile.text("\(path)/scenario.yaml"))
        let key = change.prefix { $0 != ":" }
        let old = key == "path" ? "path: simulation.funds.budget" : key == "low" ? "low: 0" : "unit: CNY"
        try WholeFile.write(scenario.replacing(old, with: change), to: "\(path)/scenario.yaml")
        let findings = failures { try result(path) }
        let finding = try #require(findings.first)
        #expect(finding.location?.file.hasSuffix("scenario.yaml") == true)
        // The line of the variable.
        #expect(finding.location?.line == 13)
        if code != "wrong_unit" { #expect(finding.code == code) }
    }

    @Test func unknownFiguresTargetsAndMissingBlocksAreToldAtOnce() throws {
        let path = try fund(
            """
              constraints:
                - {constraint: figure, figure: fund.balanc_yuan, at_least: 3}
                - {constraint: target, target: blue_sky}
                - {constraint: burden, largest: 0.1}
            """)
        let codes = failures { try result(path) }.map(\.code)
        #expect(codes == ["unknown_figure", "unknown_id", "missing_value"])
    }

    private func failures(_ body: () throws -> SearchResult) -> [Diagnostic] {
        do {
            _ = try body()
            return []
        } catch let failure as RunFailure {
            return failure.diagnostics.filter(\.isError)
        } catch let failure as DiagnosticFailure {
            return failure.diagnostics.filter(\.isError)
        } catch {
            return []
        }
    }
}
