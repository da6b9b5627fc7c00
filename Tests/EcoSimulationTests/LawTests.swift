import EcoAccounts
import EcoParameters
import EcoUnits
import Testing

@testable import EcoAir
@testable import EcoSimulation

@Suite struct LawTests {
    private func bits(_ values: [Double]) -> [UInt64] { values.map(\.bitPattern) }

    /// The catalogue promises one folder for each process.
    @Test func idsAreUniqueAndFieldsHaveOneOwner() {
        #expect(Set(ProcessCatalogue.ids).count == ProcessCatalogue.processes.count)
        for process in ProcessCatalogue.processes {
            #expect(!process.declaration.outputs.isEmpty)
            #expect(!process.declaration.title.zh.isEmpty)
        }
    }

    @Test func sameSeedGivesTheSameBytesAndDrawsDiffer() throws {
        let (one, other) = (
            try Simulation(exampleBlock(), .example()), try Simulation(exampleBlock(), .example())
        )
        #expect(bits(one.values(ofDraw: 2).values) == bits(other.values(ofDraw: 2).values))
        #expect(bits(one.values(ofDraw: 1).values) != bits(one.values(ofDraw: 2).values))
    }

    /// What no draw changes is computed once; running all of it in each draw changes no bit.
    @Test func trunkIsOnlySpeed() throws {
        let once = try Simulation(exampleBlock(), .example())
        let each = try Simulation(exampleBlock(), .example(), usesTrunk: false)
        #expect(once.schedule.contains { !$0.isDrawn } && once.schedule.contains { $0.isDrawn })
        #expect(bits(once.values(ofDraw: 1).values) == bits(each.values(ofDraw: 1).values))
    }

    /// No growth, no measure, whole years of the one observed year: the air of the base year to the last bit.
    @Test func noPolicyIsTheBaseline() throws {
        let parameters = try block(
            [
                "first_year": 2025, "last_year": 2027, "market": ["abatement": "none"],
                "concentrations": ["receptors": "receptors.csv"],
            ], files: ["receptors.csv": receptorTable(exampleCodes)])
        let simulation = try Simulation(parameters, .example())
        let base = simulation.world.base.air
        for state in simulation.states(ofDraw: 0) { #expect(state.air == base) }
    }

    @Test func orderOfRowsAndRegionsChangesNothing() throws {
        let codes = exampleCodes
        let straight = try Simulation(exampleBlock(), .example(codes))
        var turned = try SimulationInputs.example(Array(codes.reversed()))
        turned.records?.measures.shuffle()
        let other = try Simulation(exampleBlock(codes: codes.reversed()), turned)
        #expect(bits(straight.values(ofDraw: 0).values) == bits(other.values(ofDraw: 0).values))
    }

    @Test func quotaAndWhatIsWithheldAddUpToTheCap() throws {
        let simulation = try Simulation(exampleBlock(), .example())
        let held = simulation.world.pollutants.indices.map {
            simulation.world.total(simulation.world.base.quota, pollutant: $0)
        }
        let cuts = ["nox": 0.95, "so2": 0.9]
        for state in simulation.states(ofDraw: 0) {
            for (pollutant, id) in simulation.world.pollutants.enumerated() {
                let cap = (0...state.index).reduce(held[pollutant]) { cap, _ in cap * (cuts[id] ?? 1) }
                let sum =
                    simulation.world.total(state.quota, pollutant: pollutant) + state.withheld[pollutant]
                #expect(abs(sum - cap) < 1e-9 * cap)
                // Nothing is emitted beyond the quota, since the example's measures suffice.
                let emitted = simulation.world.total(state.emission, pollutant: pollutant)
                #expect(emitted <= cap * (1 + 1e-6))
            }
        }
    }

    @Test func daysAreConservedAndBlocksStayWhole() throws {
        let simulation = try Simulation(exampleBlock(), .example())
        for state in simulation.states(ofDraw: 1) {
            let count = CalendarDate.dayCount(ofYear: state.year)
            #expect(state.sourceDays.count == count)
            #expect(state.sourceDays.allSatisfy { (0..<365).contains($0) })
            var breaks = 0
            for day in 1..<count where state.sourceDays[day] != state.sourceDays[day - 1] + 1 {
                // 29 February repeats the day before it.
                if state.sourceDays[day] == state.sourceDays[day - 1], day == 59 { continue }
                #expect(day % 10 == 0)
                breaks += 1
            }
            #expect(breaks > 10)
            for region in 0..<simulation.world.regionCount {
                let place = AirKernel.yearSpan * simulation.world.regionCount + region
                #expect(state.air.good[place] <= state.air.valid[place])
                #expect(Int(state.air.valid[place]) <= count)
                let levels = state.response.levelCount
                let days = state.response.days[region * levels..<(region + 1) * levels].reduce(0, +)
                #expect(Int(days) == count)
            }
        }
    }

    @Test func fundAddsUpToTheFen() throws {
        let simulation = try Simulation(
            exampleBlock(["funds": ["budget": "1234567.89 CNY", "carry_limit": 0.5]]), .example())
        var closing: Int64 = 0
        for state in simulation.states(ofDraw: 0) {
            let fund = state.fund
            #expect(fund.opening == closing)
            #expect(
                fund.closing == fund.opening + fund.budget + fund.fromSchemes - fund.restoration
                    - fund.returned)
            closing = fund.closing
        }
        #expect(closing > 0)
    }

    /// A response can only lower what is emitted and breathed on its days.
    @Test func responseCleansItsDays() throws {
        let with = try Simulation(exampleBlock(), .example())
        let without = try Simulation(exampleBlock(["switched_off": ["heavy_pollution"]]), .example())
        var isEffective = false
        for (one, other) in zip(with.states(ofDraw: 0), without.states(ofDraw: 0)) {
            for (cleaner, dirtier) in zip(one.air.assessed, other.air.assessed) {
                #expect(cleaner <= dirtier * (1 + 1e-12))
                if cleaner < dirtier { isEffective = true }
            }
            #expect(one.response.cost.allSatisfy { $0 >= 0 })
        }
        #expect(isEffective)
    }
}
