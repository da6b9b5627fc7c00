import EcoAccounts
import EcoParameters
import EcoUnits
import Testing

@testable import EcoAir
@testable import EcoSimulation

@Suite struct RankingTests {
    private let cities = """
        city,region,year,composite_index,status,note
        first,,2019,0.5,assumed,
        falling,,2019,80,assumed,
        given,,2020,30,assumed,
        given,,2024,0.6,assumed,
        given,,2026,40.6,assumed,
        own,140100,2019,0.1,assumed,

        """

    private func simulation(_ changes: [String: Any] = [:], targets: String? = nil) throws -> Simulation {
        var block: [String: Any] = [
            "first_year": 2024, "last_year": 2026, "draws": 3, "seed": 11,
            "market": ["abatement": "none"], "weather": ["block_days": 10, "window_days": 15],
            "concentrations": ["receptors": "receptors.csv"],
            "ranking": ["cities": "cities.csv", "annual_change": -0.5, "last": 2],
        ]
        block.merge(changes) { $1 }
        if targets != nil { block["targets"] = "targets.csv" }
        return try Simulation(
            EcoSimulationTests.block(
                block,
                files: [
                    "cities.csv": cities, "receptors.csv": receptorTable(exampleCodes),
                    "targets.csv": targets ?? "",
                ]), .example())
    }

    /// Ranks by sorting all cities: the row of the simulated city does not compete, 80 halves each year from 2019 on
    /// (2.5 in 2024), and the given years are 0.6, 20.6 and 40.6.
    @Test func ranksAreThoseOfTheSortedList() throws {
        let simulation = try simulation()
        for (index, state) in simulation.states(ofDraw: 1).enumerated() {
            let year = state.air.index[(AirKernel.yearSpan * 3)...]
            let own = [(year.first ?? 0) + year[year.startIndex + 1], 2 * year[year.startIndex + 2]].map {
                ($0 / 2 * 100).rounded(.toNearestOrEven) / 100
            }
            let others = [0.5, [2.5, 1.25, 0.62][index], [0.6, 20.6, 40.6][index]]
            let all = (own + others).sorted()
            let ranks = own.map { Double((all.firstIndex(of: $0) ?? -1) + 1) }
            #expect(state.rank.ranks == [ranks[0], ranks[0], ranks[1]])
            #expect(state.rank.cityCount == 5)
            let figure = try #require(simulation.figures.firstIndex { $0.id == "air.city_rank" })
            let values = simulation.values(ofDraw: 1).values
            let first = index * simulation.valuesPerYear + figure * 4
            #expect(Array(values[first..<first + 4]) == state.rank.ranks + [ranks.max() ?? 0])
            // Places 4 and 5 of 5 are the last two.
            let last = ranks.map { $0 > 3 ? 1.0 : 0 }
            #expect(Array(values[first + 4..<first + 8]) == [last[0], last[0], last[1], last[0] + last[1]])
        }
    }

    /// Rank, reclaimed water, new energy in megawatts and as a share, dustfall, and a peak together with the air.
    @Test func everyKindOfTargetIsTracked() throws {
        let head = "target,name_en,name_zh,figure,region,kind,by_year,aim,joint,status,note\n"
        let rows = [
            "rank,,,air.city_rank,140101,at_most,2026,3,,assumed,",
            "pm,,,air.pm25.annual_mean,,at_most,2026,1000,both,assumed,",
            "never,,,air.pm25.annual_mean,,at_most,2026,1,,assumed,",
            "peak,,,trend.co2,,peak_by,2025,,both,assumed,",
            "dust,,,trend.dustfall,,at_most,2026,7,,assumed,",
            "reclaimed,,,trend.reclaimed_water,,at_least,2025,25,,assumed,",
            "capacity,,,trend.new_energy_capacity,,at_least,2026,100,,assumed,",
            "share,,,trend.new_energy_share,,at_least,2026,50,,assumed,",
        ].joined(separator: "\n")
        let paths = """
            figure,name_en,name_zh,unit,region,year,value,standard_deviation,status,note
            co2,,,t,,2024,10,,assumed,
            co2,,,t,,2025,12,,assumed,
            co2,,,t,,2026,11,,assumed,
            dustfall,,,t/km2,,2024,8,,assumed,
            dustfall,,,t/km2,,2026,6,,assumed,
            reclaimed_water,,,%,,2024,24,,assumed,
            reclaimed_water,,,%,,2026,26,,assumed,
            new_energy_capacity,,,MW,,2024,90,,assumed,
            new_energy_capacity,,,MW,,2026,130,,assumed,
            new_energy_share,,,%,,2024,45,,assumed,
            new_energy_share,,,%,,2026,49,,assumed,

            """
        let parameters = try EcoSimulationTests.block(
            [
                "first_year": 2024, "last_year": 2026, "market": ["abatement": "none"],
                "concentrations": ["receptors": "receptors.csv"], "ranking": ["cities": "cities.csv"],
                "trends": ["paths": "paths.csv"], "targets": "targets.csv",
            ],
            files: [
                "cities.csv": cities, "receptors.csv": receptorTable(exampleCodes),
                "targets.csv": head + rows + "\n",
                "paths.csv": paths,
            ])
        let simulation = try Simulation(parameters, .example())
        let result = try SimulationResult(
            simulation, draws: (0..<2).map { simulation.values(ofDraw: $0).values })
        let outcomes = Dictionary(uniqueKeysWithValues: result.targets.map { ($0.target.id, $0) })
        // 8 to 6 by 2026: 7 in 2025. 24 to 26: 25 in 2025. 90 to 130: 110 in 2025. 49 misses 50 by 1.
        #expect(outcomes["dust"]?.attainmentYear == 2025)
        #expect(outcomes["reclaimed"]?.attainmentYear == 2025 && outcomes["reclaimed"]?.gap == 0)
        #expect(outcomes["capacity"]?.attainmentYear == 2025)
        #expect(outcomes["share"]?.attainmentYear == nil && outcomes["share"]?.gap == 1)
        #expect(outcomes["peak"]?.attainmentYear == 2025 && outcomes["peak"]?.shareMet == 1)
        // The air is within its aim from the first year, the peak comes in the second: together 2025.
        #expect(outcomes["pm"]?.attainmentYear == 2024 && outcomes["pm"]?.jointYear == 2025)
        #expect(outcomes["rank"]?.attainmentYear != nil)
        // Held back by the dirtiest counties, dirtiest first.
        let air = try #require(simulation.states(ofDraw: 0).last).air
        let dirtiest = (0..<3).sorted {
            air.assessed[(AirKernel.yearSpan * 3 + $0) * 6 + 5]
                > air.assessed[(AirKernel.yearSpan * 3 + $1) * 6 + 5]
        }
        #expect(outcomes["never"]?.heldBackBy == dirtiest)
        let warning = try #require(result.warnings.first { $0.path == "never" })
        #expect(warning.code == "target_out_of_reach" && warning.location?.file == "targets.csv")
    }

    @Test func ranksNeedAir() throws {
        var inputs = SimulationInputs(regions: try regionTable(exampleCodes), year: 2023)
        inputs.records = exampleMarket(exampleCodes)
        do {
            _ = try Simulation(
                EcoSimulationTests.block(
                    ["first_year": 2024, "last_year": 2024, "ranking": ["cities": "cities.csv"]],
                    files: ["cities.csv": cities]), inputs)
            Issue.record("ranks without air")
        } catch let failure as DiagnosticFailure {
            #expect(failure.diagnostics.map(\.code) == ["missing_value"])
            #expect(failure.diagnostics.first?.path == "simulation.ranking")
        }
    }
}

/// Weather years that lack days.
@Suite struct WeatherGapTests {
    private func series(_ leaveOut: (DailyItem, Int) -> Bool) throws -> SimulationInputs {
        var inputs = try SimulationInputs.example()
        let evaluator = try #require(inputs.evaluator)
        let full = try randomDays(inputs.regions, year: 2019, seed: 5, missing: 0)
        var days = RegionDays(year: 2019, regions: inputs.regions.codes)
        for region in inputs.regions.codes.indices {
            for item in DailyItem.allCases {
                for day in 0..<full.dayCount where !(region == 1 && leaveOut(item, day)) {
                    days[region, item, day] = full[region, item, day]
                }
            }
        }
        inputs.series = ObservedSeries([days], regions: inputs.regions.codes, evaluator: evaluator)
        return inputs
    }

    /// 1 to 31 August are days 212 to 242, counted from 0.
    @Test func aMonthWithoutAValueIsRefusedWithCountyMonthAndItem() throws {
        let inputs = try series { item, day in item == .pm25 && (212...242).contains(day) }
        do {
            _ = try Simulation(exampleBlock(), inputs)
            Issue.record("a month without PM2.5 was drawn from")
        } catch let failure as DiagnosticFailure {
            let gap = try #require(failure.diagnostics.first)
            #expect(failure.diagnostics.map(\.code) == ["weather_gap"])
            #expect(gap.path == "air 2019-08")
            #expect(gap.message.contains("140102") && gap.message.contains("pm25"))
        }
    }

    @Test func fewerMissingDaysAreToldInOneWarning() throws {
        let inputs = try series { item, day in item == .pm25 && (212..<222).contains(day) }
        let warnings = try Simulation(exampleBlock(), inputs).warnings.filter {
            $0.code == "weather_year_incomplete"
        }
        #expect(warnings.count == 1 && warnings.first?.message.contains("10 ") == true)
    }
}
