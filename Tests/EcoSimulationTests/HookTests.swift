import EcoParameters
import EcoUnits
import Testing

@testable import EcoSimulation

/// The example with hooks; `changed` gives the block with their changes at some levels.
private func hooked(
    _ hooks: [[String: Any]], _ changes: [String: Any] = [:],
    changed: ([Int]) -> [String: Any] = { _ in [:] }
) throws -> (parameters: SimulationParameters, inputs: SimulationInputs) {
    var own = changes
    own["hooks"] = hooks
    let parameters = try exampleBlock(own)
    var inputs = try SimulationInputs.example()
    inputs.variants = try parameters.hookStates.map { levels in
        HookVariant(
            levels: levels, parameters: try exampleBlock(own.merging(changed(levels)) { $1 }),
            compensation: inputs.compensation, quota: inputs.quota, records: inputs.records)
    }
    return (parameters, inputs)
}

private func hook(_ id: String, _ path: String, _ further: [String: Any] = [:], value: String = "0.2")
    -> [String: Any]
{
    let change = [
        "path": path,
        value.hasPrefix("x") ? "factor" : "value": value.hasPrefix("x") ? String(value.dropFirst()) : value,
    ]
    return ["id": id, "set": [change]].merging(further) { $1 }
}

private let cutPath = "simulation.quota_issue.annual_cut.so2"
private let budgetPath = "simulation.funds.budget"

private func cut(_ share: Double) -> [String: Any] {
    ["quota_issue": ["annual_cut": ["so2": share, "nox": 0.05]]]
}

/// What a simulation tells beside its hooks.
private func ownBits(_ simulation: Simulation, draw: Int) -> [UInt64] {
    let values = simulation.values(ofDraw: draw).values
    let width = simulation.world.regionCount + 1
    return values.indices.filter { position in
        !simulation.figures[position % simulation.valuesPerYear / width].id.hasPrefix("hook.")
    }.map { bits([values[$0]])[0] }
}

@Suite struct HookTests {

    /// In force in every year it is the scenario with that value; never in force it is the scenario as it stands.
    @Test func aHookIsTheScenarioWithItsChange() throws {
        let (parameters, inputs) = try hooked([hook("tighter", cutPath)]) { _ in cut(0.2) }
        let always = try Simulation(parameters, inputs)
        let byHand = try Simulation(exampleBlock(cut(0.2)), .example())
        #expect(ownBits(always, draw: 1) == ownBits(byHand, draw: 1))
        let never = try hooked([
            hook("tighter", cutPath, ["when": ["figure": "emission.so2_t", "below": 0]])
        ]) { _ in cut(0.2) }
        let plain = try Simulation(exampleBlock(), .example())
        #expect(try ownBits(Simulation(never.parameters, never.inputs), draw: 1) == ownBits(plain, draw: 1))
    }

    /// The total of so2 falls by 10 % a year, by 20 % in the years of the hook.
    @Test func datedHooksHoldInTheirYears() throws {
        let cases: [([String: Any], [Double])] = [
            (["from": 2025, "to": 2025], [0.9, 0.9 * 0.8, 0.9 * 0.8 * 0.9]),
            (["from": 2025, "to": 2025, "lasts": "onward"], [0.9, 0.9 * 0.8, 0.9 * 0.8 * 0.8]),
            (["from": 2025], [0.9, 0.9 * 0.8, 0.9 * 0.8 * 0.8]),
            // Behind the issue of quota the change of a year comes too late for it.
            (["from": 2025, "after": "quota_issue"], [0.9, 0.81, 0.729]),
            (["from": 2025, "after": "quota_issue", "lasts": "onward"], [0.9, 0.81, 0.81 * 0.8]),
        ]
        for (dates, shares) in cases {
            let (parameters, inputs) = try hooked([hook("tighter", cutPath, dates)]) { _ in cut(0.2) }
            let simulation = try Simulation(parameters, inputs)
            let so2 = try #require(simulation.world.pollutants.firstIndex(of: "so2"))
            let held = simulation.world.total(simulation.world.base.quota, pollutant: so2)
            let totals = simulation.states(ofDraw: 0).map {
                simulation.world.total($0.quota, pollutant: so2) + $0.withheld[so2]
            }
            #expect(zip(totals, shares).allSatisfy { abs($0 - held * $1) < 1e-6 })
        }
    }

    /// 1,000,000 yuan, a tenth more in each year from 2025 on: 1,100,000 and 1,210,000.
    @Test func cumulativeFactorsApplyOnceMoreEachYear() throws {
        let rising = hook("rising", budgetPath, ["from": 2025, "lasts": "cumulative"], value: "x1.1")
        let (parameters, inputs) = try hooked([rising]) { levels in
            ["funds": ["budget": ["1000000 CNY", "1100000 CNY", "1210000 CNY"][levels[0]]]]
        }
        let states = try Simulation(parameters, inputs).states(ofDraw: 0)
        #expect(states.map(\.fund.budget) == [100_000_000, 110_000_000, 121_000_000])
        #expect(states.map { $0.rules.levels[0] } == [0, 1, 2])
    }

    /// What the calendar tells is the same in every draw: the market stays out of them beside a hook that hangs on the air.
    @Test func datedHooksStayOutOfTheDraws() throws {
        let more = hook(
            "more", budgetPath, ["when": ["figure": "air.pm25.annual_mean", "above": 0]], value: "2000000 CNY"
        )
        let (parameters, inputs) = try hooked([hook("tighter", cutPath, ["from": 2025]), more]) { levels in
            var block = levels[0] == 0 ? [:] : cut(0.2)
            if levels[1] > 0 { block["funds"] = ["budget": "2000000 CNY"] }
            return block
        }
        let simulation = try Simulation(parameters, inputs)
        for id in ["quota_issue", "market"] {
            #expect(simulation.schedule.contains { $0.declaration.id == id && !$0.isDrawn })
        }
        let each = try Simulation(parameters, inputs, usesTrunk: false)
        #expect(bits(simulation.values(ofDraw: 1).values) == bits(each.values(ofDraw: 1).values))
    }

    /// Without measures emission grows by 3 % a year: 1.03, 1.0609, 1.0927 of the base year. Above 1.05 from 2025 on:
    /// at the start of the year that is seen a year later, behind the market in the year itself.
    @Test func aConditionIsHeldAgainstTheLastValueBeforeIt() throws {
        let base = exampleMarket(exampleCodes).sources.filter { $0.pollutant == "so2" }
            .reduce(0) { $0 + $1.baseline }
        let condition: [String: Any] = ["figure": "emission.so2_t", "above": 1.05 * base]
        let places: [([String: Any], [Bool])] = [
            ([:], [false, false, true]), (["after": "market"], [false, true, true]),
            (["before": "market"], [false, false, true]),
            (["after": "market", "to": 2025], [false, true, false]),
        ]
        for (place, fires) in places {
            let own = hook(
                "more", budgetPath, place.merging(["when": condition]) { $1 }, value: "2000000 CNY")
            let (parameters, inputs) = try hooked([own], ["market": ["abatement": "none"]]) { levels in
                levels[0] == 0 ? [:] : ["funds": ["budget": "2000000 CNY"]]
            }
            let states = try Simulation(parameters, inputs).states(ofDraw: 0)
            #expect(states.map { $0.rules.fired[0] } == fires)
            #expect(states.map(\.fund.budget) == fires.map { $0 ? 200_000_000 : 100_000_000 })
        }
    }

    /// Air differs between draws, and so does what hangs on it: each draw by itself, with the trunk or without.
    @Test func conditionsOnTheAirBelongToTheDraws() throws {
        let plain = try Simulation(exampleBlock(), .example())
        let figure = try #require(plain.figures.firstIndex { $0.id == "air.pm25.annual_mean" })
        let all = plain.world.regionCount
        let means = (0..<3).map { plain.path(figure, all, plain.values(ofDraw: $0).values) }
        let threshold = try #require(means.map { $0[0] }.sorted().dropFirst().first)
        let own = hook(
            "more", budgetPath, ["when": ["figure": "air.pm25.annual_mean", "above": threshold]],
            value: "2000000 CNY")
        let (parameters, inputs) = try hooked([own]) { levels in
            levels[0] == 0 ? [:] : ["funds": ["budget": "2000000 CNY"]]
        }
        let simulation = try Simulation(parameters, inputs)
        let each = try Simulation(parameters, inputs, usesTrunk: false)
        #expect(simulation.schedule.contains { $0.declaration.id == "hooks" && $0.isDrawn })
        #expect(simulation.schedule.contains { $0.declaration.id == "market" && !$0.isDrawn })
        for draw in 0..<3 {
            let fired = simulation.states(ofDraw: draw).map { $0.rules.fired[0] }
            #expect(fired == [false] + means[draw].dropLast().map { $0 > threshold })
            #expect(bits(simulation.values(ofDraw: draw).values) == bits(each.values(ofDraw: draw).values))
        }
    }

    /// Each thing that is wrong is told, all at once.
    @Test func everyContradictionIsTold() throws {
        let hooks = [
            hook("a", cutPath, ["from": 2030]), hook("b", "simulation.weather.block_days"),
            hook("c", cutPath, ["when": ["figure": "emission.so3_t", "above": 1]]),
            hook("c", budgetPath, ["after": "ranking", "lasts": "cumulative"]),
            hook("d", cutPath, ["from": 2026, "to": 2025]),
            hook("e", "simulation.restoration.cost"), hook("f", "quota.penalty", value: "high"),
            hook("g", "\(cutPath)", ["from": 2025]),
        ]
        let (parameters, inputs) = try hooked(hooks)
        let findings = Simulation.findings(parameters, inputs).filter(\.isError)
        #expect(findings.allSatisfy { $0.location != nil && !$0.hint.isEmpty && !$0.hintZh.isEmpty })
        #expect(
            Set(findings.map(\.code)) == [
                "out_of_range", "fixed_over_years", "unknown_figure", "duplicate_id", "unknown_process",
                "contradiction", "nothing_to_change", "wrong_type", "conflicting_values",
            ])
        #expect(findings.contains { $0.code == "unknown_figure" && $0.hint.contains("emission.so2_t") })
        #expect(
            findings.contains { $0.code == "fixed_over_years" && $0.hint.contains("compensation.schemes.*") })
        let perfect = try hooked([hook("a", cutPath)], ["market": ["foresight": "perfect"]])
        let codes = Simulation.findings(perfect.parameters, perfect.inputs).filter(\.isError).map(\.code)
        #expect(codes == ["contradiction"])
    }

    /// Value and factor, two places, two thresholds: each is one or the other.
    @Test func halvesOfAHookExcludeEachOther() throws {
        let wrong: [[String: Any]] = [
            ["id": "a", "set": [["path": cutPath]]],
            ["id": "a", "set": [["path": cutPath, "value": "0.2", "factor": 2]]],
            hook("a", cutPath, ["before": "market", "after": "market"]),
            hook("a", cutPath, ["when": ["figure": "emission.so2_t"]]),
            hook("a", cutPath, ["when": ["figure": "emission.so2_t", "above": 1, "below": 2]]),
            hook("a", cutPath, ["after": "no_process"]),
        ]
        for hook in wrong {
            #expect(throws: DiagnosticFailure.self) { try exampleBlock(["hooks": [hook]]) }
        }
    }
}
