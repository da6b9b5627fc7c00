import EcoAccounts
import EcoParameters
import EcoQuota
import EcoUnits
import Testing

@testable import EcoAir
@testable import EcoSimulation

@Suite struct LawTests {

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
        for state in simulation.states(ofDraw: 0) { #expect(isSame(state.air, base)) }
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
                // Spans that no scheme reads keep no percentile.
                #expect(cleaner <= dirtier * (1 + 1e-12) || cleaner.isNaN && dirtier.isNaN)
                if cleaner < dirtier { isEffective = true }
            }
            #expect(one.response.cost.allSatisfy { $0 >= 0 })
        }
        #expect(isEffective)
    }
}

/// What has to hold over the years whatever the numbers are.
@Suite struct YearLawTests {

    /// Less quota can only cost more: measures, less what new projects earn, plus what lacks quota.
    @Test func aStricterTargetNeverCostsLess() throws {
        var earlier = [Double](repeating: 0, count: 3)
        for cut in [0.0, 0.03, 0.08, 0.15, 0.3] {
            let simulation = try Simulation(
                exampleBlock(["quota_issue": ["annual_cut": ["so2": cut, "nox": cut]]]), .example())
            let costs = simulation.states(ofDraw: 0).map { state in
                state.market.measureCost.reduce(0, +) + state.market.shortfallCost.reduce(0, +)
                    - state.market.projectValue.reduce(0, +)
            }
            for (now, before) in zip(costs, earlier) { #expect(now >= before - 1e-6 * max(1, abs(before))) }
            earlier = costs
        }
        #expect(earlier.allSatisfy { $0 > 0 })
    }

    /// The same for a limit on the air: the fewer micrograms are let through, the dearer the plan.
    @Test func aStricterLimitOfAReceptorNeverCostsLess() throws {
        var earlier = -Double.infinity
        for share in [10, 0.8, 0.7, 0.6, 0.5] {
            var inputs = try SimulationInputs.example()
            inputs.records?.limitReceptors(to: share)
            let first = try #require(try Simulation(exampleBlock(), inputs).states(ofDraw: 0).first)
            let cost = first.market.measureCost.reduce(0, +)
            #expect(cost >= earlier - 1e-6 * max(1, abs(earlier)))
            earlier = cost
        }
        #expect(earlier > 0)
    }

    /// Without growth, measure, quota cut and payment every part of every year is that of the base year, to the last bit.
    @Test func noPolicyLeavesEveryPartAsItIs() throws {
        let parameters = try block(
            [
                "first_year": 2025, "last_year": 2027, "market": ["abatement": "none"],
                "concentrations": ["receptors": "receptors.csv"],
            ], files: ["receptors.csv": receptorTable(exampleCodes)])
        let simulation = try Simulation(parameters, .example())
        let base = simulation.world.base
        for draw in 0..<2 {
            for state in simulation.states(ofDraw: draw) {
                #expect(bits(state.activity) == bits(base.activity))
                #expect(bits(state.quota) == bits(base.quota))
                #expect(bits(state.emission) == bits(base.emission))
                #expect(bits(state.change) == bits(base.change))
                #expect(isSame(state.air, base.air))
                #expect(state.sourceDays == base.sourceDays)
            }
        }
    }

    /// Memory that is used again, the order of the draws and the number of threads change no byte.
    @Test func threadsAndOrderChangeNoByte() async throws {
        let simulation = try Simulation(exampleBlock(), .example())
        let alone = (0..<6).map { bits(simulation.values(ofDraw: $0).values) }
        var run = simulation.newRun()
        for number in [5, 0, 3, 3, 1] {
            #expect(run.play(number) == nil)
            #expect(bits(run.values) == alone[number])
        }
        let together = await withTaskGroup(of: (Int, [UInt64]).self) { group in
            for number in 0..<6 {
                group.addTask { (number, simulation.values(ofDraw: number).values.map(\.bitPattern)) }
            }
            return await group.reduce(into: [Int: [UInt64]]()) { $0[$1.0] = $1.1 }
        }
        for number in 0..<6 { #expect(together[number] == alone[number]) }
    }

    /// The heavily polluted days that the cuts avoid are those by which the years with and without response differ.
    @Test func avoidedDaysAreTheDifferenceOfTwoYears() throws {
        var inputs = try SimulationInputs.example()
        let evaluator = try #require(inputs.evaluator)
        var days = try randomDays(inputs.regions, year: 2019, seed: 5)
        let dirtier = try #require(Rational(3, over: 2))
        for region in inputs.regions.codes.indices {
            for item in DailyItem.allCases {
                for day in 0..<days.dayCount {
                    days[region, item, day] = try days[region, item, day].map { try $0 * dirtier }
                }
            }
        }
        inputs.series = ObservedSeries([days], regions: inputs.regions.codes, evaluator: evaluator)
        let with = try Simulation(exampleBlock(), inputs)
        let without = try Simulation(exampleBlock(["switched_off": ["heavy_pollution"]]), inputs)
        let regions = with.world.regionCount
        var avoided = 0.0
        for draw in 0..<2 {
            for (one, other) in zip(with.states(ofDraw: draw), without.states(ofDraw: draw)) {
                for region in 0..<regions {
                    let place = AirKernel.yearSpan * regions + region
                    let difference = other.air.heavy[place] - one.air.heavy[place]
                    #expect(one.response.heavyAvoided[region] == Double(difference))
                    avoided += one.response.heavyAvoided[region]
                }
            }
        }
        #expect(avoided > 0)
    }

    /// Land moves from one type to the other and nowhere else, in whole square metres, and the account's value follows
    /// with the years that new land needs: after k of 4 years it serves k quarters.
    @Test func restoredLandIsConservedAndServes() throws {
        let (cropland, forest) = (EcosystemType.cropland, EcosystemType.forest)
        func entry(
            _ region: String, _ account: AccountEntry.Account, _ indicator: String, _ type: EcosystemType?,
            _ quantity: Double?, _ yuan: Double?
        ) throws -> AccountEntry {
            AccountEntry(
                region: try #require(RegionCode(region)), year: 2019, account: account, indicator: indicator,
                ecosystem: type, quantity: quantity, unit: .named("km2"), valueYuan: yuan, priceYear: 2019,
                status: .ok, rulePack: "test")
        }
        // 100 km2 of cropland at 1 yuan, 50 km2 of forest at 5 yuan a square metre: 100 + 250 million yuan.
        var inputs = SimulationInputs(regions: try regionTable(["140101"]), year: 2019)
        inputs.hasAccounts = true
        inputs.accounts = [
            try entry("140101", .extent, "area", cropland, 100, nil),
            try entry("140101", .extent, "area", forest, 50, nil),
            try entry("140101", .regulating, "water_retention", cropland, nil, 100e6),
            try entry("140101", .regulating, "water_retention", forest, nil, 250e6),
            try entry("140101", .regulating, "water_retention", nil, nil, 350e6),
            try entry("140101", .total, "gep", nil, nil, 350e6),
        ]
        // 30,000 yuan a hectare: 3 million yuan restore 1 km2 a year; 2 % of 100 km2 would be the most.
        let parameters = try block([
            "first_year": 2020, "last_year": 2023, "funds": ["budget": "3000000 CNY"],
            "restoration": [
                "from": "cropland", "to": "forest", "cost": "30000 CNY/hm2", "years_to_full_service": 4,
            ],
        ])
        let simulation = try Simulation(parameters, inputs)
        let (from, to) = (
            try #require(EcosystemType.allCases.firstIndex(of: cropland)),
            try #require(EcosystemType.allCases.firstIndex(of: forest))
        )
        for (index, state) in simulation.states(ofDraw: 0).enumerated() {
            let years = Int64(index + 1)
            #expect(state.land.reduce(0, +) == 150_000_000)
            #expect(state.land[from] == 100_000_000 - years * 1_000_000)
            #expect(state.land[to] == 50_000_000 + years * 1_000_000)
            // Cropland gone: 1 yuan a square metre; of k stands of 1 km2 the youngest serves a quarter, the next half.
            let serving = (0..<index + 1).reduce(0.0) { $0 + Double($1 + 1) / 4 }
            let expected = 350e6 - Double(years) * 1e6 + 5e6 * serving
            #expect(abs(state.services.gep[0] - expected) < 1e-3)
            #expect(state.fund.closing == 0 && state.fund.restoration == 300_000_000)
        }
    }
}
