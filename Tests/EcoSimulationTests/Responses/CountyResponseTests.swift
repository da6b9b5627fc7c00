import EcoAccounts
import EcoCompensation
import EcoParameters
import EcoQuota
import EcoUnits
import Glibc
import Testing

@testable import EcoAir
@testable import EcoSimulation

/// Whole simulations again and again: minutes in a debug build.
private let runsLongTests = getenv("ECOCOMP_LONG_TESTS") != nil

/// Two counties with the same air on every day: 60 ug/m3 of PM2.5, of which a tonne of SO2 of their own makes 0.01.
private struct TwoCounties {
    static let codes = ["140101", "140102"]
    static let transfer = 0.01

    var slope = 2.5
    var cost = 0.0
    var maximum = 800.0
    var quota = 1000.0
    /// What a tonne of the neighbour makes.
    var across = 0.0
    var codes = Self.codes

    func inputs(_ schemes: [[String: Any]]) throws -> SimulationInputs {
        let regions = try regionTable(codes.sorted())
        var inputs = SimulationInputs(regions: regions, year: 2019)
        let evaluator = AirEvaluator(standard: AirStandard(.gb3095Of2012), excludesSandDust: true)
        inputs.evaluator = evaluator
        inputs.series = ObservedSeries([Self.days(regions)], regions: regions.codes, evaluator: evaluator)
        inputs.records = market
        let compensation = try Binder.bind(
            node(["schemes": schemes]), to: CompensationParameters.declaration, files: MemoryFiles())
        inputs.compensation = CompensationParameters(compensation)
        return inputs
    }

    private static func days(_ regions: RegionTable) -> RegionDays {
        let levels: [(DailyItem, Int128)] = [
            (.so2, 20), (.no2, 40), (.co, 1), (.o3, 100), (.pm10, 80), (.pm25, 60), (.o3OneHour, 120),
        ]
        var days = RegionDays(year: 2019, regions: regions.codes)
        for region in regions.codes.indices {
            for day in 0..<days.dayCount {
                for (item, value) in levels { days[region, item, day] = Rational(value) }
            }
        }
        return days
    }

    private var market: QuotaRecords {
        QuotaRecords(
            sources: codes.map { EmissionSource(region: $0, pollutant: "so2", baseline: 1000, quota: quota) },
            measures: codes.map {
                AbatementMeasure(
                    region: $0, pollutant: "so2", name: "filter", cost: cost, slope: slope, maximum: maximum)
            },
            zones: codes.map { ZoneMembership(region: $0, zone: "all") },
            receptors: codes.map { Receptor(id: "r\($0)", limit: 1000) },
            coefficients: codes.flatMap { receptor in
                codes.map { region in
                    SourceReceptorCoefficient(
                        receptor: "r\(receptor)", region: region, pollutant: "so2",
                        concentrationPerTonne: receptor == region ? Self.transfer : across)
                }
            }, shortfallPenalty: 1_000_000)
    }

    /// One year without a market, unless the changes say so.
    func block(_ response: [String: Any]?, _ changes: [String: Any] = [:]) throws -> SimulationParameters {
        var values: [String: Any] = [
            "first_year": 2021, "last_year": 2021, "market": ["abatement": "none"],
            "concentrations": ["receptors": "receptors.csv"],
        ]
        if let response { values["response"] = response }
        values.merge(changes) { $1 }
        return try EcoSimulationTests.block(values, files: ["receptors.csv": receptorTable(codes)])
    }

    /// `rate` yuan for each ug/m3 below 60, both ways.
    static func linear(_ rate: Int, _ further: [String: Any] = [:]) -> [String: Any] {
        var scheme: [String: Any] = [
            "scheme": "weighted_linear", "id": "linear", "period": "year", "baseline": "fixed",
            "rounding_step": "0.01 CNY",
            "indicators": [
                [
                    "indicator": "pm25", "weight": 1, "rate": "\(rate) CNY/(ug/m3)",
                    "fixed_baseline": "60 ug/m3",
                ]
            ],
        ]
        scheme.merge(further) { $1 }
        return scheme
    }
}

/// The response of counties through the very schemes, air and market of the year.
@Suite struct CountyResponseTests {
    private func choice(
        _ counties: TwoCounties, _ schemes: [[String: Any]], _ response: [String: Any],
        _ changes: [String: Any] = [:]
    ) throws -> ChoiceYear {
        let simulation = try Simulation(counties.block(response, changes), counties.inputs(schemes))
        if let stop = simulation.stop { throw DiagnosticFailure(stop.diagnostics) }
        return try #require(simulation.states(ofDraw: 0).first).choice
    }

    /// c = 100,000 yuan per ug/m3, T = 0.01, cost 2.5 a² / 2: a = c T / k = 400 t, payoff c T a - k a² / 2 = 200,000.
    @Test func aLinearPaymentIsAnsweredByItsClosedForm() throws {
        let choice = try choice(TwoCounties(), [TwoCounties.linear(100_000)], ["rule": "equilibrium"])
        #expect(choice.outcome == .exact)
        for county in 0..<2 {
            #expect(abs(choice.abated[county] - 400) < 1e-3)
            #expect(abs(choice.payoffs[county] - 200_000) < 1)
            #expect(abs(choice.marginalPayment[county] - 1000) < 0.01)
            #expect(abs(choice.marginalCost[county] - 1000) < 0.01)
        }
        #expect(try #require(choice.gains.max()) < 1)
    }

    /// The same by rounds of answers, whose lattice is 800 / (12 x 2¹⁰) t wide.
    @Test(.enabled(if: runsLongTests), arguments: ["best_response", "myopic"])
    func answersFindTheSame(_ rule: String) throws {
        let choice = try choice(
            TwoCounties(), [TwoCounties.linear(100_000)],
            ["rule": rule, "refinements": 10, "smallest_gain": "0.5 CNY"])
        #expect(choice.abated.allSatisfy { abs($0 - 400) < 1 })
        #expect(try #require(choice.gains.max()) < 5)
    }

    /// Payments to the neighbour's air are no county's own: what blows across does not change its answer.
    @Test func whatBlowsAcrossChangesNoAnswer() throws {
        let choice = try choice(
            TwoCounties(across: 0.004), [TwoCounties.linear(100_000)], ["rule": "equilibrium"])
        #expect(choice.outcome == .exact)
        #expect(choice.abated.allSatisfy { abs($0 - 400) < 1e-3 })
    }

    /// Improvement since last year is 0.01 a each, and the first county's measures cost four times as much:
    /// q = sqrt(k_1 / k_2) = 2, a_1 = sqrt(pool q / k_1) / (1 + q), a_2 = q a_1.
    @Test func aRealPoolIsSharedAsItsClosedForm() throws {
        let counties = TwoCounties(slope: 40)
        var inputs = try counties.inputs([
            [
                "scheme": "pool_share", "id": "pool", "period": "year", "pool": "400 万元", "measure": "change",
                "indicators": [["indicator": "pm25"]], "rounding_step": "0.01 CNY",
            ]
        ])
        inputs.records?.measures[1].slope = 10
        let parameters = try counties.block([
            "rule": "equilibrium", "smallest_gain": "20 CNY",
        ])
        let choice = try #require(Simulation(parameters, inputs).states(ofDraw: 0).first).choice
        let first = (4_000_000.0 * 2 / 40).squareRoot() / 3
        #expect(choice.outcome == .variational)
        #expect(choice.gainBound <= 20)
        #expect(abs(choice.abated[0] - first) < 1)
        #expect(abs(choice.abated[1] - 2 * first) < 1)
        #expect(try #require(choice.gains.max()) < 20)
    }

    /// The ladder of `AnswerTests` with money: 100,000 yuan to the first place, shared where equal; 30,000 yuan/t, at most
    /// 4 t in steps of one: (1, 2), (3, 0), (1, 2).
    @Test func aRealLadderGoesRound() throws {
        let ladder: [String: Any] = [
            "scheme": "rank_ladder", "id": "ladder", "period": "year", "funding": "topped_up",
            "indicators": [["indicator": "pm25", "level_weight": 1]], "rewards": ["10 万元"],
        ]
        let counties = TwoCounties(slope: 0, cost: 30_000, maximum: 4)
        let response: [String: Any] = [
            "rule": "equilibrium", "scan_steps": 4, "refinements": 0, "smallest_gain": "1 CNY",
        ]
        let choice = try choice(counties, [ladder], response)
        #expect(choice.outcome == .cycle(length: 2))
        #expect(choice.movers == [0, 1])
        #expect(choice.abated == [1, 2])
        #expect(choice.lowest == [1, 0] && choice.highest == [3, 2])
        // The first county leaves 1 for 3: 100,000 - 90,000 against -30,000.
        #expect(try #require(choice.gains.max()) >= 40_000 - 1)
        let simulation = try Simulation(counties.block(response), counties.inputs([ladder]))
        let result = try SimulationResult(
            simulation, draws: [simulation.values(ofDraw: 0).values])
        #expect(result.warnings.map(\.code).contains("response_cycle"))
    }

    /// Quota of 800 t each under a baseline of 1,000: 400 t are to go. Payments bring 400 and 200 yuan/t:
    /// 2.5 a_1 - 400 = 2.5 a_2 - 200 = price, a_1 + a_2 = 400: a = (240, 160), price 200. What one abates more the
    /// other abates less; without payments both abate 200 at 500.
    @Test func underACapPaymentsMoveAbatementAndLowerThePrice() throws {
        let scheme = TwoCounties.linear(20_000, ["coefficients": ["140101": 2]])
        let market = ["market": [String: Any]()]
        let with = try choice(TwoCounties(quota: 800), [scheme], ["rule": "equilibrium"], market)
        #expect(with.outcome == .exact)
        #expect(abs(with.abated[0] - 240) < 0.01 && abs(with.abated[1] - 160) < 0.01)
        for county in 0..<2 { #expect(abs(with.marginalWorth[county] - 200) < 0.1) }
        #expect(try #require(with.gains.max()) < 1)
        let without = try choice(
            TwoCounties(quota: 800), [scheme], ["rule": "equilibrium", "terms": ["quota"]], market)
        #expect(without.abated.allSatisfy { abs($0 - 200) < 0.01 })
        for county in 0..<2 { #expect(abs(without.marginalWorth[county] - 500) < 0.1) }
    }

    /// The same by rounds of answers and of prices: at 500 yuan they want (360, 280), which payments of (400, 200) explain;
    /// the market that knows of them makes the 400 t as (240, 160) at 200, and there they stay. All amounts lie on the
    /// lattice of 40 t.
    @Test func roundsOfPricesMeetTheSameMarket() throws {
        let scheme = TwoCounties.linear(20_000, ["coefficients": ["140101": 2]])
        let choice = try choice(
            TwoCounties(quota: 800), [scheme],
            ["rule": "best_response", "scan_steps": 20, "refinements": 0], ["market": [String: Any]()])
        #expect(choice.outcome == .settled)
        #expect(choice.worthChange < 1e-3)
        #expect(abs(choice.abated[0] - 240) < 0.01 && abs(choice.abated[1] - 160) < 0.01)
        for county in 0..<2 { #expect(abs(choice.marginalWorth[county] - 200) < 0.1) }
        #expect(try #require(choice.gains.max()) < 1)
    }

    /// A pool of 320,000 yuan beside a market that asks for A = 400 t of both. At the price w:
    /// k_1 a_1 = w + V a_2 / A² and k_2 a_2 = w + V a_1 / A², so that a_1 = (k_2 A + V / A) / (k_1 + k_2 + 2 V / A²):
    /// with k = (8.5, 2.5) and V / A² = 2, V / A = 800 it is 1800 / 15 = 120, a_2 = 280, w = 8.5 x 120 - 2 x 280 = 460.
    /// Without the pool a_1 = 2.5 x 400 / 11 = 90.9 at 773: shares draw the smaller one up and the price down.
    @Test func aPoolBesideAMarketMeetsItsClosedForm() throws {
        let counties = TwoCounties(slope: 8.5, quota: 800)
        var inputs = try counties.inputs([
            [
                "scheme": "pool_share", "id": "pool", "period": "year", "pool": "32 万元", "measure": "change",
                "indicators": [["indicator": "pm25"]], "rounding_step": "0.01 CNY",
            ]
        ])
        inputs.records?.measures[1].slope = 2.5
        let parameters = try counties.block(
            ["rule": "equilibrium", "smallest_gain": "50 CNY"], ["market": [String: Any]()])
        let choice = try #require(Simulation(parameters, inputs).states(ofDraw: 0).first).choice
        #expect(choice.outcome == .variational)
        #expect(choice.gainBound <= 50)
        // The bound leaves 50 yuan over 680 t, 0.07 yuan/t of marginal cost and worth: 0.01 t of 120.
        #expect(abs(choice.abated[0] - 120) < 0.02 && abs(choice.abated[1] - 280) < 0.02)
        for county in 0..<2 { #expect(abs(choice.marginalWorth[county] - 460) < 0.2) }
        #expect(try #require(choice.gains.max()) <= choice.gainBound + 1)
    }

    /// Half of 20 yuan for each of 10,000 people is 100,000 yuan per ug/m3: 400 t, as a payment of that rate.
    @Test func ownDamageCountsAsAPayment() throws {
        let counties = TwoCounties()
        var inputs = try counties.inputs([TwoCounties.linear(0)])
        inputs.regions = RegionTable(
            inputs.regions.regions.map {
                Region(code: $0.code, name: $0.name, city: $0.city, population: 10_000)
            })
        let parameters = try counties.block([
            "rule": "equilibrium", "damage_share": 0.5, "damage_value": "20 CNY/(ug/m3)",
        ])
        let choice = try #require(Simulation(parameters, inputs).states(ofDraw: 0).first).choice
        #expect(choice.outcome == .exact)
        #expect(choice.abated.allSatisfy { abs($0 - 400) < 1e-3 })
    }
}

/// Laws of the response over years, draws and orders.
@Suite(.enabled(if: runsLongTests)) struct ResponseLawTests {

    private func inputs(_ codes: [String] = exampleCodes) throws -> SimulationInputs {
        var inputs = try SimulationInputs.example(codes)
        let compensation = try Binder.bind(
            node(["schemes": [TwoCounties.linear(3_000_000)]]), to: CompensationParameters.declaration,
            files: MemoryFiles())
        inputs.compensation = CompensationParameters(compensation)
        return inputs
    }

    private func block(_ rule: String?, weather: String = "observed", codes: [String] = exampleCodes) throws
        -> SimulationParameters
    {
        let response: [String: Any] = [
            "rule": rule ?? "none", "weather": weather, "scan_steps": 3, "refinements": 2, "check_steps": 2,
            "rounds": 3, "price_rounds": 2,
        ]
        return try exampleBlock(
            rule == nil ? ["last_year": 2025] : ["last_year": 2025, "response": response], codes: codes)
    }

    @Test func noRuleIsTheBaselineToTheLastBit() throws {
        let (with, without) = (
            try Simulation(block("none"), inputs()), try Simulation(block(nil), inputs())
        )
        #expect(with.figures.map(\.id) == without.figures.map(\.id))
        #expect(bits(with.values(ofDraw: 1).values) == bits(without.values(ofDraw: 1).values))
    }

    /// Schemes that pay nothing leave the market's plan: no tonne more, none less.
    @Test func withoutPaymentsTheMarketDecides() throws {
        let parameters = try exampleBlock([
            "last_year": 2025, "response": ["rule": "equilibrium", "terms": ["quota"]],
        ])
        let (with, without) = (
            try Simulation(parameters, inputs()), try Simulation(block(nil), inputs())
        )
        for (one, other) in zip(with.states(ofDraw: 0), without.states(ofDraw: 0)) {
            #expect(one.emission == other.emission)
            #expect(one.market.measureCost == other.market.measureCost)
            #expect(one.market.quotaIncome == other.market.quotaIncome)
        }
    }

    @Test func orderOfRowsAndRegionsChangesNothing() throws {
        let straight = try Simulation(block("best_response"), inputs())
        let codes = Array(exampleCodes.reversed())
        var turned = try inputs(codes)
        turned.records?.measures.shuffle()
        let other = try Simulation(block("best_response", codes: codes), turned)
        #expect(bits(straight.values(ofDraw: 0).values) == bits(other.values(ofDraw: 0).values))
    }

    /// On observed days the choice belongs to what no draw changes; on drawn days to each draw. Side by side or one
    /// after the other, with the trunk or without: the same bits.
    @Test(arguments: ["observed", "drawn"])
    func threadsAndTrunkChangeNoBit(_ weather: String) async throws {
        let simulation = try Simulation(block("myopic", weather: weather), inputs())
        let response = try #require(simulation.schedule.first { $0.declaration.id == "response" })
        #expect(response.isDrawn == (weather == "drawn"))
        let serial = (0..<2).map { bits(simulation.values(ofDraw: $0).values) }
        let parallel = await withTaskGroup(of: (Int, [UInt64]).self) { group in
            for draw in 0..<2 {
                group.addTask { (draw, simulation.values(ofDraw: draw).values.map(\.bitPattern)) }
            }
            var found = [[UInt64]](repeating: [], count: 2)
            for await (draw, values) in group { found[draw] = values }
            return found
        }
        #expect(serial == parallel)
        let each = try Simulation(block("myopic", weather: weather), inputs(), usesTrunk: false)
        #expect(bits(each.values(ofDraw: 1).values) == serial[1])
    }

    /// What is paid is what the year's schemes pay on the year's own air where counties know its weather.
    @Test func expectedPaymentsAreThoseOfTheYear() throws {
        let simulation = try Simulation(block("myopic", weather: "drawn"), inputs())
        for state in simulation.states(ofDraw: 0) {
            let paid = state.money.net.map { Double($0) / 100 }
            for (expected, own) in zip(state.choice.terms[ResponseTerm.payments.rawValue], paid) {
                #expect(abs(expected - own) < 1e-3 * (1 + abs(own)))
            }
        }
    }

    /// 30 t of each measure more cost what the measure's own terms say, on top of the market.
    @Test func costsOfChosenMeasuresAreBooked() throws {
        let simulation = try Simulation(
            try exampleBlock(["last_year": 2024, "response": ["rule": "equilibrium"]]), inputs())
        let state = try #require(simulation.states(ofDraw: 0).first)
        let cost = state.choice.terms[ResponseTerm.measures.rawValue]
        for (own, booked) in zip(cost, state.market.measureCost) {
            #expect(abs(own + booked) < 1e-6 * (1 + booked))
        }
        #expect(try #require(state.choice.abated.max()) > 0)
    }
}

/// What is wrong with the block, at its place.
@Suite struct ResponseFindingTests {
    private func codes(
        _ response: [String: Any], _ changes: [String: Any] = [:],
        _ change: (inout SimulationInputs) -> Void = { _ in }
    ) throws -> [String] {
        let counties = TwoCounties()
        var inputs = try counties.inputs([TwoCounties.linear(1000)])
        change(&inputs)
        do {
            _ = try Simulation(counties.block(response, changes), inputs)
            return []
        } catch let failure as DiagnosticFailure {
            #expect(failure.diagnostics.allSatisfy { $0.location != nil && !$0.hint.isEmpty })
            return failure.diagnostics.map(\.code)
        }
    }

    @Test func everyContradictionIsTold() throws {
        #expect(try codes(["rule": "myopic", "damping": 1]) == ["out_of_range"])
        #expect(try codes(["rule": "myopic", "damage_share": 0.5]) == ["missing_value"])
        #expect(
            try codes(["rule": "myopic"], ["market": ["foresight": "perfect"]]).contains("contradiction"))
        #expect(
            try codes(["rule": "myopic"], ["order": ["market", "response", "concentrations"]])
                == ["contradiction"])
        #expect(
            try codes(
                ["rule": "myopic", "weather": "drawn"],
                ["order": ["response", "weather_year", "market", "concentrations"]]) == ["contradiction"])
        #expect(try codes(["rule": "myopic"]) { $0.records?.measures = [] } == ["missing_value"])
        #expect(
            try codes(["rule": "myopic", "restoration_payment": "40000 CNY/hm2"]) == ["missing_value"])
    }

    /// Each of the counties without a population is named.
    @Test func damageNeedsPopulation() throws {
        #expect(
            try codes(["rule": "myopic", "damage_share": 0.5, "damage_value": "20 CNY/(ug/m3)"])
                == ["missing_value", "missing_value"])
    }
}
