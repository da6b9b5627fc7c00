import EcoParameters
import EcoQuota
import Testing

@testable import EcoSimulation

/// Which draws of a simulation of three counties and three years a run keeps.
@Suite struct KeptDrawTests {
    private static let targets =
        "target,name_en,name_zh,figure,region,kind,by_year,aim,joint,status,note\n"
        + "low,,,emission.so2_t,140102,at_most,2025,1e9,,assumed,\npeak,,,emission.so2_t,,peak_by,2025,,,assumed,\n"

    private func simulation(_ kept: String?) throws -> Simulation {
        var inputs = SimulationInputs(regions: try regionTable(exampleCodes), year: 2023)
        inputs.records = exampleMarket(exampleCodes)
        var values: [String: Any] = ["first_year": 2024, "last_year": 2026, "targets": "targets.csv"]
        values["kept_draws"] = kept
        return try Simulation(block(values, files: ["targets.csv": Self.targets]), inputs)
    }

    /// Of draws that differ in every value: draw d has the value d everywhere.
    private func paths(
        _ simulation: Simulation, draws: Int
    ) throws -> [SimulationResult.KeptPath] {
        let values = (0..<draws).map { [Double](repeating: Double($0), count: simulation.valuesPerDraw) }
        return try SimulationResult(simulation, draws: values).keptPaths
    }

    @Test func theTargetsAlone() throws {
        let simulation = try simulation("targets")
        let figure = try #require(simulation.figures.firstIndex { $0.id == "emission.so2_t" })
        // The figure of a target in its year, that of a peak in all; 140102 is the second county.
        let expected = [
            SimulationResult.KeptPath(figure: figure, place: 1, years: [1]),
            SimulationResult.KeptPath(figure: figure, place: exampleCodes.count, years: [0, 1, 2]),
        ]
        #expect(try paths(simulation, draws: 3) == expected)
        // With more values than are kept unasked, the same.
        let many = try self.simulation(nil)
        let draws = DrawKeeping.largestAutomatic / (3 * many.figures.count) + 1
        #expect(try paths(many, draws: draws) == expected)
    }

    @Test func theWholeUnasked() throws {
        let simulation = try simulation(nil)
        let kept = try paths(simulation, draws: 3)
        let whole = kept.filter { $0.place == exampleCodes.count }
        #expect(whole.count == simulation.figures.count && kept.count == whole.count + 1)
        #expect(whole.allSatisfy { $0.years == [0, 1, 2] })
    }

    @Test func everyCountyOrNothing() throws {
        let all = try simulation("all")
        #expect(try paths(all, draws: 2).count == all.figures.count * (exampleCodes.count + 1))
        #expect(try paths(simulation("none"), draws: 2).isEmpty)
        #expect(try paths(all, draws: 1).isEmpty, "one draw is its own mean")
    }

    /// What is the same in every draw stands in the years already.
    @Test func whatDoesNotDifferIsNotKept() throws {
        let simulation = try simulation("whole")
        let values = (0..<4).map { _ in [Double](repeating: 7, count: simulation.valuesPerDraw) }
        let kept = try SimulationResult(simulation, draws: values).keptPaths
        #expect(kept.map(\.years.count).sorted() == [1, 3], "the targets alone")
    }
}
