import EcoParameters
import EcoScenarios
import EcoTestSupport
import Testing

@Suite("Plans of a sweep")
struct SweepTests {
    private func plan(_ text: String) throws -> SweepPlan {
        let folder = try TestFolder(["sweep.yaml": text])
        let loaded = try ScenarioLoader.load(SweepParameters.self, path: "\(folder.path)/sweep.yaml")
        return SweepPlan(loaded.root)
    }

    private func plan(vary: String..., sample: String? = nil, n: Int? = nil) throws -> SweepPlan {
        let further = [("sample", sample), ("n", n.map { "\($0)" })].map { ($0, $1.map { [$0] } ?? []) }
        let node = try SweepOption.document(vary: vary, further)
        let files = ScenarioFiles(folder: ".")
        return SweepPlan(
            SweepParameters(try Binder.bind(node, to: SweepParameters.declaration, files: files)))
    }

    private func findings(_ text: String) throws -> [Diagnostic] {
        do {
            _ = try plan(text)
            return []
        } catch let failure as DiagnosticFailure { return failure.diagnostics }
    }

    @Test func aGridTakesEveryCombination() throws {
        let plan = try plan(vary: "a.b=1, 2", "c=x,y,z")
        #expect(plan.runCount == 6)
        #expect(plan[0].overrides == ["a.b=1", "c=x"])
        #expect(plan[5].overrides == ["a.b=2", "c=z"])
        #expect(Set((0..<6).map { plan[$0].values }).count == 6)
    }

    @Test func theUnitOfTheLastValueIsThatOfAll() throws {
        let plan = try plan(vary: "a=20, 50 CNY/t", "b=x, y z")
        #expect(plan[0].values == ["20 CNY/t", "x"] && plan[3].values == ["50 CNY/t", "y z"])
    }

    @Test func unitsMayHaveBrackets() throws {
        let plan = try plan(vary: "a=5, 7 万元/(ug/m3)", "b=1..3/3 万元/(ug/m3)")
        #expect(plan.runCount == 6)
        #expect(plan[5].values == ["7 万元/(ug/m3)", "3 万元/(ug/m3)"])
        let drawn = try self.plan(vary: "a=uniform(5, 5.5) 万元/(ug/m3)", sample: "lhs", n: 3)
        #expect(drawn[0].values[0].hasPrefix("5.") && drawn[0].values[0].hasSuffix(" 万元/(ug/m3)"))
    }

    @Test func aListTakesRowByRow() throws {
        let plan = try plan(
            """
            sample: list
            vary:
              - {path: a, values: [1, 2]}
              - {path: b, values: [3, 4], unit: CNY/t}
            """)
        #expect(
            (0..<plan.runCount).map { plan[$0].overrides } == [["a=1", "b=3 CNY/t"], ["a=2", "b=4 CNY/t"]])
    }

    /// 0, 2.5, 5, 7.5, 10.
    @Test func stepsIncludeBothEnds() throws {
        let plan = try plan(vary: "a=0..10/5 CNY/t")
        #expect(
            (0..<5).map { plan[$0].values[0] } == [
                "0 CNY/t", "2.5 CNY/t", "5 CNY/t", "7.5 CNY/t", "10 CNY/t",
            ])
    }

    /// Every variant meets the same draws, in the same order.
    @Test func variantsArePaired() throws {
        let plan = try plan(
            """
            sample: lhs
            n: 10
            vary: [{path: a, distribution: uniform, low: 1, high: 2}]
            scenarios:
              - {id: trade}
              - {id: no_trade, set: ["quota.arcs=[]"]}
            """)
        #expect(plan.runCount == 20)
        for row in 0..<10 {
            #expect(plan[row].values == plan[row + 10].values)
            #expect(plan[row + 10].overrides == ["quota.arcs=[]"] + plan[row].overrides)
        }
        #expect(plan[3].variant == "trade" && plan[13].variant == "no_trade")
    }

    @Test func plansForIndicesHaveTheirRuns() throws {
        let sobol = try plan(vary: "a=uniform(0, 1)", "b=normal(5, 1) CNY/t", sample: "sobol", n: 8)
        #expect(sobol.runCount == 8 * 4)
        #expect(sobol[0].values[1].hasSuffix(" CNY/t"))
        let morris = try plan(vary: "a=uniform(0, 1)", "b=uniform(0, 1)", sample: "morris", n: 5)
        #expect(morris.runCount == 15)
    }

    @Test func mistakesAreToldAtOnceWithTheirPlaces() throws {
        let found = try findings(
            """
            sample: sobol
            vary:
              - {path: a, distribution: uniform, low: 2, high: 1}
              - {path: a, values: [1]}
              - {path: c, distribution: normal, mean: 1, mode: 3}
              - {path: d}
            correlation:
              - {between: [a, e], value: 0.5}
            """)
        let told = found.map { "\($0.code) \($0.location?.line ?? 0)" }
        #expect(
            Set(told) == [
                "out_of_range 3", "missing_value 5", "contradiction 5", "missing_value 6",
            ], "\(told)")
    }

    @Test func plansThatContradictThemselvesAreRefused() throws {
        let two = "vary: [{path: a, distribution: uniform, low: 0, high: 1}, {path: b, values: [1]}]\n"
        #expect(try findings("sample: lhs\n" + two).map(\.code) == ["missing_value"])
        #expect(try findings("sample: grid\n" + two).map(\.code) == ["contradiction"])
        #expect(
            try findings("sample: grid\nn: 3\nvary: [{path: a, values: [1]}]").map(\.code) == [
                "contradiction"
            ])
        let lists = "sample: list\nvary: [{path: a, values: [1, 2]}, {path: b, values: [1]}]"
        #expect(try findings(lists).map(\.code) == ["size_mismatch"])
        let twice = "vary: [{path: a, values: [1]}, {path: a, values: [2]}]"
        #expect(try findings(twice).map(\.code) == ["duplicate"])
        let dependent = "sample: sobol\nn: 4\n" + two + "correlation: [{between: [a, b], value: 0.5}]"
        #expect(try findings(dependent).map(\.code) == ["contradiction"])
        let unknown = "sample: lhs\nn: 4\n" + two + "correlation: [{between: [a, c], value: 0.5}]"
        #expect(try findings(unknown).map(\.code) == ["unknown_id"])
        let long = "values: [\((0..<400).map { "\($0)" }.joined(separator: ", "))]"
        let huge = "vary: [{path: a, \(long)}, {path: b, \(long)}, {path: c, \(long)}]"
        #expect(try findings(huge).map(\.code) == ["out_of_range"])
        let many = (0..<129).map { "{path: a\($0), distribution: uniform, low: 0, high: 1}" }
        let wide = "vary: [\(many.joined(separator: ", "))]\nn: 2\nsample: "
        #expect(try findings(wide + "sobol").map(\.code) == ["out_of_range"])
        #expect(try findings(wide + "quasi_random") == [])
        #expect(try findings("vary: []").map(\.code) != [])
        #expect(throws: DiagnosticFailure.self) { try plan(vary: "a") }
        #expect(throws: DiagnosticFailure.self) { try plan(vary: "a=gamma(1, 2)", sample: "lhs", n: 3) }
    }
}
