import EcoParameters
import EcoQuota
import Testing

@testable import EcoSimulation

@Suite struct FindingTests {
    private let heading =
        "project,kind,region,host,pollutant,sector,emission_t,replacement_ratio,commitment_year,production_year,"
        + "value_yuan,cost_yuan,origin_value_share,reserve_share,after,status,note\n"

    private func simulation(_ pipeline: String) throws -> Simulation {
        try Simulation(
            block(
                ["first_year": 2024, "last_year": 2028, "growth": ["pipeline": "pipeline.csv"]],
                files: ["pipeline.csv": heading + pipeline]), inputs())
    }

    private func inputs() throws -> SimulationInputs {
        var inputs = SimulationInputs(regions: try regionTable(exampleCodes), year: 2023)
        inputs.records = exampleMarket(exampleCodes)
        return inputs
    }

    private func codes(_ body: () throws -> Void) -> [String] {
        do { try body() } catch {
            return (error as? DiagnosticFailure)?.diagnostics.map(\.code) ?? ["\(error)"]
        }
        return []
    }

    @Test func projectsThatWaitForEachOtherAreRefusedAtTheirRow() throws {
        let rows =
            "one,new,140101,,so2,industry,10,,,2026,,,,,two,assumed,\n"
            + "two,new,140101,,so2,industry,10,,,2026,,,,,one,assumed,\n"
        #expect(codes { _ = try simulation(rows) } == ["cyclic_dependency"])
    }

    @Test func aLateCommitmentAndAnUnknownSourceAreRefusedTogether() throws {
        let rows =
            "one,new,140101,,so2,industry,10,,2027,2026,,,,,,assumed,\n"
            + "two,new,140101,,so2,kilns,10,,,2026,,,,,,assumed,\n"
        #expect(Set(codes { _ = try simulation(rows) }) == ["out_of_range", "unknown_source"])
    }

    /// 20 t at two for one: 40 t are kept back in 2025 and 2026; from 2027 on 20 t are retired.
    @Test func commitmentsAreHeldThenProduced() throws {
        let rows = "one,new,140101,,so2,industry,20,2,2025,2027,5000000,,,,,assumed,\n"
        let states = try simulation(rows).states(ofDraw: 0)
        #expect(states.map { $0.withheld[1] }.map { ($0 * 1e6).rounded() / 1e6 } == [0, 40, 40, 20, 20])
        let base = exampleMarket(exampleCodes).sources.first {
            $0.region == "140101" && $0.pollutant == "so2"
        }
        let activity = states.map { $0.activity[3] - (base?.baseline ?? 0) }
        #expect(activity == [0, 0, 0, 20, 20])
        #expect(states[3].pipeline.value[0] == 5_000_000)
    }

    /// More than the county's quota can cover: production waits, year after year.
    @Test func uncoveredProjectsWait() throws {
        let rows = "one,new,140101,,so2,industry,5000,1,,2025,,,,,,assumed,\n"
        let states = try simulation(rows).states(ofDraw: 0)
        #expect(states.map { $0.pipeline.began[0] } == [nil, nil, nil, nil, nil])
        #expect(states.last?.pipeline.delays == [4])
    }

    /// The limit of a receptor holds for a while; then no measure is left. Earlier years are kept.
    @Test func aYearWithoutSolutionStopsWithItsPlace() throws {
        var inputs = try inputs()
        // Emission of 140101 starts at 400 + 13·10 = 530 t of each pollutant; measures remove up to 60 %.
        let start = (inputs.records?.loadOfBaseline(at: "r140101") ?? 0)
        inputs.records?.receptors = [Receptor(id: "r140101", limit: 0.9 * start)]
        inputs.records?.coefficients.removeAll { $0.receptor != "r140101" }
        let parameters = try block(
            ["first_year": 2024, "last_year": 2035, "growth": ["rates": "rates.csv"]],
            files: [
                "rates.csv": "region,pollutant,sector,from_year,annual_growth,status,note\n,,,,0.2,assumed,\n"
            ])
        let simulation = try Simulation(parameters, inputs)
        let stop = try #require(simulation.stop)
        #expect(stop.process == "market")
        #expect((2026...2034).contains(stop.year))
        #expect(stop.diagnostics.contains { $0.isError })
        #expect(simulation.states(ofDraw: 0).count == stop.year - 2024)
        let values = simulation.values(ofDraw: 0).values
        let split = (stop.year - 2024) * simulation.valuesPerYear
        #expect(values[..<split].allSatisfy { !$0.isNaN } && values[split...].allSatisfy(\.isNaN))
        let result = try SimulationResult(simulation, draws: [values], stops: [0: stop])
        #expect(result.warnings.contains { $0.code == "simulation_stopped" })
    }

    /// Steel stands in one county only: the investment of all counties is made there alone.
    @Test func upgradesAreMadeWhereTheSectorStands() throws {
        var inputs = try SimulationInputs.example()
        inputs.records?.sources.append(
            EmissionSource(region: "140102", pollutant: "so2", sector: "steel", baseline: 10, quota: 10))
        let block = try exampleBlock()
        let response = try #require(block.response)
        let heading = "year,region,sector,grade,to_grade,share,cost_yuan,status,note\n"
        let upgrades = try TableReader.read(
            Array((heading + "2025,,steel,C,A,0.1,500,assumed,\n").utf8), file: "upgrades.csv",
            as: HeavyPollutionParameters.Upgrades.declaration)
        var findings: [Diagnostic] = []
        let rules = AlertRules(
            response.with(upgrades), SimulationWorld(block, inputs), &findings)
        #expect(findings.isEmpty)
        #expect(rules.upgradeCost(year: 2025) == [0, 500, 0])
        #expect(rules.upgradeCost(year: 2026) == [0, 0, 0])
    }

    @Test func targetsNameFiguresAndSimulatedYears() throws {
        let table =
            "target,name_en,name_zh,figure,region,kind,by_year,aim,joint,status,note\n"
            + "a,,,emission.so3_t,,at_most,2026,1,,assumed,\nb,,,emission.so2_t,,at_most,2040,1,,assumed,\n"
            + "c,,,emission.so2_t,,peak_by,2026,1,,assumed,\n"
        let parameters = try block(
            ["first_year": 2024, "last_year": 2028, "targets": "targets.csv"], files: ["targets.csv": table])
        #expect(
            codes { _ = try Simulation(parameters, inputs()) }.sorted()
                == ["contradiction", "out_of_range", "unknown_figure"])
    }

    /// Measures remove 60 % at most: less than 40 % of the activity cannot be reached, and the finding says what can.
    @Test func targetsOutOfReachTellTheBest() throws {
        let table =
            "target,name_en,name_zh,figure,region,kind,by_year,aim,joint,status,note\n"
            + "low,,,emission.so2_t,,at_most,2026,1,,assumed,\nheld,,,emission.so2_t,,at_most,2026,100000,,assumed,\n"
        let parameters = try block(
            ["first_year": 2024, "last_year": 2026, "targets": "targets.csv"], files: ["targets.csv": table])
        let simulation = try Simulation(parameters, inputs())
        let draw = simulation.values(ofDraw: 0)
        let result = try SimulationResult(simulation, draws: [draw.values])
        let activity = simulation.world.total(simulation.world.base.activity, pollutant: 1)
        let reach = try #require(result.reach.first)
        #expect(abs(reach.best - 0.4 * activity) < 1e-6 * activity)
        #expect(result.warnings.contains { $0.code == "target_out_of_reach" && $0.path == "low" })
        #expect(result.targets.map(\.shareMet) == [0, 1])
        #expect(result.targets[1].attainmentYear == 2024)
    }
}

extension QuotaRecords {
    /// Limits every receptor to a share of what the baselines add there.
    mutating func limitReceptors(to share: Double) {
        receptors = receptors.map { Receptor(id: $0.id, limit: share * loadOfBaseline(at: $0.id)) }
    }

    /// What the baselines add at a receptor, ug/m3.
    func loadOfBaseline(at receptor: String) -> Double {
        sources.reduce(0) { sum, source in
            sum + source.baseline
                * coefficients.filter {
                    $0.receptor == receptor && $0.region == source.region && $0.pollutant == source.pollutant
                }.reduce(0) { $0 + $1.concentrationPerTonne }
        }
    }
}

extension HeavyPollutionParameters {
    func with(_ upgrades: Table) -> HeavyPollutionParameters {
        var changed = self
        changed.upgrades = upgrades
        return changed
    }
}
