import EcoGDAL
import EcoParameters
import EcoScenarios
import EcoSearch
import Testing

@testable import EcoRuns

/// Hooks and burdens from the scenario to the tables: two counties, each short of 10 t of quota at 1,000 yuan/t.
@Suite("Hooks and burdens of whole scenarios")
struct HookRunTests {
    private let temporary = TemporaryFolder()
    private let geodata = Geodata(rasters: GDALRasterOpener(), outlines: GDALOutlineReader())

    private func loaded(_ further: String, _ overrides: [String] = []) throws -> LoadedScenario {
        let text = """
            name: years
            title: {en: years, zh: 多年}
            year: 2023
            regions: {table: regions.csv}
            quota: {sources: sources.csv, measures: measures.csv}
            simulation:
              first_year: 2024
              last_year: 2026
              quota_issue: {annual_cut: {so2: 0}}
              funds: {budget: 10 CNY}

            """
        try TwoCountyMarket.write(
            [
                "measures.csv": TwoCountyMarket.measures(
                    (price: 1000, maximum: 80), (price: 1000, maximum: 80)),
                "revenues.csv": "region,revenue_yuan,status\n140122,100000,assumed\n140123,200000,assumed\n",
                "scenario.yaml": text + further,
            ], to: temporary.path)
        return try ScenarioLoader.load(path: temporary.path, overrides: overrides)
    }

    private func files(_ loaded: LoadedScenario) throws -> [String: String] {
        let result = try Runner(geodata: geodata).run(loaded, settings: RunSettings(jobs: 2))
        let simulation = try #require(result.simulation)
        return Dictionary(uniqueKeysWithValues: RunFile.simulation(simulation).map { ($0.name, $0.text) })
    }

    private func rows(_ text: String?, without word: String = "hook.") -> [Substring] {
        (text ?? "").split(separator: "\n").filter { !$0.contains(word) }
    }

    /// 10 yuan, a tenth more in each year from 2025: 11 and 12.1, worked out from the scenario's own `10 CNY`.
    @Test func factorsMultiplyWhatTheScenarioSays() throws {
        let files = try files(
            loaded(
                """
                  hooks:
                    - {id: more, from: 2025, lasts: cumulative, set: [{path: simulation.funds.budget, factor: 1.1}]}

                """))
        let hooks = rows(files["simulation_hooks.csv"], without: "year,hook")
        #expect(hooks.map { $0.split(separator: ",").last } == ["10 CNY", "11 CNY", "12.1 CNY"])
        let budgets = rows(files["simulation_funds.csv"]).dropFirst().map { $0.split(separator: ",")[1] }
        #expect(budgets == ["10", "11", "12.1"])
    }

    /// A total that falls by a fifth from the first year on: by hook and by hand the same tables.
    @Test func aHookIsTheScenarioWithItsChange() throws {
        let hook = "  hooks: [{id: cut, set: [{path: simulation.quota_issue.annual_cut.so2, value: 0.2}]}]\n"
        let hooked = try files(loaded(hook))
        let byHand = try files(loaded("", ["simulation.quota_issue.annual_cut.so2=0.2"]))
        for table in ["simulation_years.csv", "simulation_market.csv", "simulation_funds.csv"] {
            #expect(rows(hooked[table]) == rows(byHand[table]))
        }
    }

    /// A measure of 1,000 yuan/t becomes one of 2,000 for one county: by hook and by hand the same tables.
    @Test func aHookReachesANumberOfATable() throws {
        let path = "quota.measures.140122.so2.industry.scrubber.cost_yuan_per_t"
        let cut = "simulation.market.trade=false"
        let hook = "  hooks: [{id: dear, set: [{path: \(path), factor: 2}]}]\n"
        let hooked = try files(loaded(hook, [cut]))
        let byHand = try files(loaded("", [cut, "\(path)=2000"]))
        let plain = try files(loaded("", [cut]))
        let told = rows(hooked["simulation_hooks.csv"], without: "year,hook")
        #expect(
            told.map { $0.split(separator: ",").suffix(2) } == [
                ["1000", "2000"], ["1000", "2000"], ["1000", "2000"],
            ])
        for table in ["simulation_years.csv", "simulation_market.csv"] {
            #expect(rows(hooked[table]) == rows(byHand[table]))
        }
        #expect(rows(byHand["simulation_years.csv"]) != rows(plain["simulation_years.csv"]))
    }

    /// A path that is not there, a value that is refused, a number that is missing: at their lines, at once.
    @Test func wrongChangesAreToldWhereTheyStand() throws {
        let loaded = try loaded(
            """
              hooks:
                - id: wrong
                  set:
                    - {path: quota.penalt, value: 3 CNY/t}
                    - {path: simulation.market.decay, value: 3}
                    - {path: simulation.quota_issue.annual_cut.nox, factor: 0.5}

            """)
        let findings = Runner(geodata: geodata).simulationFindings(loaded).filter(\.isError)
        #expect(findings.compactMap(\.location?.line) == [14, 15, 16])
        #expect(findings.map(\.code) == ["unknown_path", "out_of_range", "missing_value"])
    }

    /// Measures of 10,000 yuan a year are the enterprises' own; of 30 % in subsidies 3,000 yuan are 3 % of a revenue of
    /// 100,000 and 1.5 % of 200,000.
    @Test func subsidiesAreABurdenAndCostsOfEnterprisesAreNone() throws {
        let search = """
            search:
              variables: [{id: budget, path: simulation.funds.budget, unit: CNY, low: 1, high: 2, step: 1}]
              objective: {measure: unfairness}
              constraints: [{constraint: burden, largest: 0.02}]
              revenues: revenues.csv

            """
        let free = try Runner(geodata: geodata).run(loaded(search), settings: RunSettings(jobs: 1))
        let own = try #require(free.search?.shown?.burdens)
        #expect(own.allSatisfy { $0.burden == 0 && ($0.enterprises - 10_000).magnitude < 0.1 })
        #expect(free.search?.isInfeasible == false)
        let helped = try Runner(geodata: geodata).run(
            loaded(search, ["search.abatement_subsidy=0.3"]), settings: RunSettings(jobs: 1))
        let result = try #require(helped.search)
        let parts = try #require(result.shown?.burdens)
        #expect(
            parts.allSatisfy { ($0.burden - 3000).magnitude < 0.1 && ($0.enterprises - 7000).magnitude < 0.1 }
        )
        #expect(result.isInfeasible)
        #expect((try #require(result.shown).appraisal.objective - 0.03).magnitude < 1e-6)
        // Six digits, for sentences.
        #expect(result.warnings.contains { $0.message.contains("best reached: burden 3% of revenue") })
    }
}
