import Testing

@testable import EcoQuota

@Suite("Co-effects, classes of release, projects")
struct EffectTests {
    /// Nori and Leets (Hillier and Lieberman): six measures that act on three pollutants at once. Each is a
    /// measure on the first pollutant with co-effects on the other two; caps ask for 60, 150 and 125.
    static func steel(_ factor: Double) -> QuotaRecords {
        let effects = [
            [12.0, 9, 25, 20, 17, 13], [35, 42, 18, 31, 56, 49], [37, 53, 28, 24, 29, 20],
        ]
        let cost = [8.0, 10, 7, 6, 11, 9]
        let required = [60.0, 150, 125]
        let pollutants = ["dust", "so2", "hydrocarbons"]
        var records = QuotaRecords(
            sources: zip(pollutants, required).map {
                EmissionSource(
                    region: "140121", pollutant: $0, baseline: 300, quota: 300,
                    emissionCap: 300 - factor * $1)
            },
            measures: cost.indices.map {
                AbatementMeasure(
                    region: "140121", pollutant: "dust", name: "m\($0)",
                    cost: 1e6 * cost[$0] / effects[0][$0],
                    maximum: effects[0][$0])
            }, zones: [ZoneMembership(region: "140121", zone: "all")], shortfallPenalty: 1e8)
        for (other, name) in [(1, "so2"), (2, "hydrocarbons")] {
            records.effects += cost.indices.map {
                CoEffect(
                    region: "140121", pollutant: "dust", name: "m\($0)", other: name,
                    ratio: effects[other][$0] / effects[0][$0])
            }
        }
        return records
    }

    @Test(arguments: [
        (1.0, 32.15463133), (1.1, 35.58974022566), (1.2, 39.02484912097), (1.3, 42.45995801627),
        (1.4, 45.89818831334),
    ])
    func noriAndLeetsByCoEffects(_ factor: Double, _ millions: Double) throws {
        let market = try Solved(Self.steel(factor))
        #expect(isClose(market.cost, 1e6 * millions, 2e-8))
    }

    /// A measure may add to another pollutant: a scrubber's electricity, 0.1 t of CO2 for each t of SO2, must be
    /// covered by CO2 quota that costs 500 yuan/t to make.
    @Test func measureThatAddsElsewhere() throws {
        var records = TwoCounties.records()
        records.sources += [TwoCounties.a, TwoCounties.b].map {
            EmissionSource(region: $0, pollutant: "co2", baseline: 50, quota: 50)
        }
        records.measures.append(
            AbatementMeasure(region: TwoCounties.b, pollutant: "co2", name: "save", cost: 500, maximum: 50))
        records.effects = [
            CoEffect(
                region: TwoCounties.a, pollutant: "so2", name: "scrubber", other: "co2", ratio: -0.1)
        ]
        let market = try Solved(records)
        do {
            let expected: Double = 8000 + 8 * 500
            #expect(isClose(market.cost, expected))
        }
        let carbon = try #require(
            market.problem.sources.firstIndex { $0.pollutant == "co2" && $0.region == TwoCounties.a })
        #expect(isClose(market.solution.emitted[carbon], 58, 1e-7))
    }

    /// A project's second pollutant needs quota of its own: 10 t x 0.5 at 100 yuan beside 10 t at 100.
    @Test func projectWithTwoPollutants() throws {
        var records = TwoCounties.records(project: (5000, 10))
        records.sources.append(
            EmissionSource(region: TwoCounties.b, pollutant: "nox", baseline: 20, quota: 20))
        records.measures.append(
            AbatementMeasure(region: TwoCounties.b, pollutant: "nox", name: "scr", cost: 100, maximum: 20))
        records.effects = [
            CoEffect(region: TwoCounties.b, pollutant: "so2", name: "works", other: "nox", ratio: 0.5)
        ]
        do {
            let expected: Double = 9000 + 500 - 50_000
            #expect(isClose(try Solved(records).cost, expected))
        }
    }

    /// High stacks add 0.1 for each t and low ones 1: 110 with 60 allowed, so 50 t of the low ones go, not of
    /// the high ones at the same cost.
    @Test func classesOfRelease() throws {
        var records = QuotaRecords(
            sources: [("power", "high_stack"), ("heating", "low_stack")].map {
                EmissionSource(
                    region: "140121", pollutant: "so2", sector: $0.0, baseline: 100, quota: 100,
                    release: $0.1)
            },
            measures: ["power", "heating"].map {
                AbatementMeasure(
                    region: "140121", pollutant: "so2", sector: $0, name: "m", cost: 10, maximum: 100)
            }, zones: [ZoneMembership(region: "140121", zone: "all")], shortfallPenalty: 1e5)
        records.receptors = [Receptor(id: "r", limit: 60)]
        records.coefficients = [("high_stack", 0.1), ("low_stack", 1)].map {
            SourceReceptorCoefficient(
                receptor: "r", region: "140121", pollutant: "so2", release: $0.0, concentrationPerTonne: $0.1)
        }
        #expect(isClose(try Solved(records).cost, 500))
        // One entry for all classes instead: 200 with 60 allowed, 140 t in all.
        records.coefficients = [
            SourceReceptorCoefficient(
                receptor: "r", region: "140121", pollutant: "so2", concentrationPerTonne: 1)
        ]
        #expect(isClose(try Solved(records).cost, 1400))
    }

    /// Works of 6, 5 and 5 t with quota for 10: whole, the two of 5 t (value 90 and 80) beat the one of 6 (100);
    /// in parts 6 and 4 of the better one.
    @Test func wholeProjects() throws {
        var records = QuotaRecords(
            sources: [EmissionSource(region: "140121", pollutant: "so2", baseline: 0, quota: 10)],
            projects: [("a", 6.0, 100.0), ("b", 5, 90), ("c", 5, 80)].map {
                GrowthProject(
                    region: "140121", pollutant: "so2", name: $0.0, value: $0.2 / $0.1, maximum: $0.1,
                    isWhole: true)
            }, zones: [ZoneMembership(region: "140121", zone: "all")], shortfallPenalty: 1e5)
        let problem = try QuotaProblem(records)
        let program = MarketProgram(problem)
        #expect(program.wholeColumns == Array(QuotaLayout(problem).growth))
        let found = try BranchAndBoundSolver().solve(program, from: nil)
        #expect(ProgramCertificate(program, found).verdict == .proven)
        #expect(isClose(program.objective(found.values), -170, 1e-6))
        for index in records.projects.indices { records.projects[index].isWhole = false }
        // 18 yuan/t for b, 16.67 for a, 16 for c: 5 t of b and 5 of a.
        do {
            let expected: Double = -90 - 5 * 100 / 6
            #expect(isClose(try Solved(records).cost, expected, 1e-7))
        }
    }
}
