import EcoParameters
import EcoTestSupport
import Testing

@testable import EcoQuota

@Suite("Primary allocation: zero-sum-gains DEA")
struct ZeroSumGainsTests {
    /// Constant returns, one output: the best ratio of output to pollutant is 2 (region b), so the targets are half the
    /// outputs: 2, 3, 1; they add to 6 and 12 t are there: twice the targets.
    @Test func constantReturns() throws {
        let task = AllocationTask(
            pollutant: "co2", regions: ["a", "b", "c"], baseline: [4, 3, 5], total: 12,
            indicators: ["gdp": [4, 6, 2]])
        let quota = try AllocationMethodTests.quota(
            ZeroSumGains(outputs: ["gdp"], returns: .constant), task)
        #expect(AllocationMethodTests.isClose(quota, [4, 6, 2]))
    }

    /// Variable returns: the frontier runs through (2, 1), (4, 3), (8, 4); at output 2 it needs 3. The targets
    /// 2, 4, 8, 3 add to 17, the total is 20.
    @Test func variableReturns() throws {
        let task = AllocationTask(
            pollutant: "co2", regions: ["a", "b", "c", "d"], baseline: [2, 4, 8, 6], total: 20,
            indicators: ["gdp": [1, 3, 4, 2]])
        var findings: [Diagnostic] = []
        let outcome = try #require(ZeroSumGains(outputs: ["gdp"]).divide(task, &findings))
        let expected = [2.0, 4, 8, 3].map { $0 * 20 / 17 }
        #expect(AllocationMethodTests.isClose(outcome.quota, expected))
        let efficiency = outcome.facts.filter { $0.id == "efficiency_before" }.map(\.value)
        #expect(AllocationMethodTests.isClose(efficiency, [1, 1, 1, 0.5]))
    }

    /// A region that produces nothing needs nothing under constant returns.
    @Test func nothingForNothing() throws {
        let task = AllocationTask(
            pollutant: "co2", regions: ["a", "b"], baseline: [4, 3], total: 6, indicators: ["gdp": [0, 6]])
        let quota = try AllocationMethodTests.quota(
            ZeroSumGains(outputs: ["gdp"], returns: .constant), task)
        #expect(AllocationMethodTests.isClose(quota, [0, 6]))
    }

    /// The target of a unit by Lemke's pivoting.
    private func reference(
        _ input: [Double], _ outputs: [[Double]], _ fixed: [[Double]], _ isVariable: Bool, _ unit: Int
    ) -> Double? {
        var program = ReferenceProgram()
        let parts = input.map { program.variable(cost: $0) }
        let row = { (values: [Double], sign: Double) in
            Dictionary(uniqueKeysWithValues: zip(parts, values.map { sign * $0 }))
        }
        for output in outputs { program.limit(row(output, -1), atMost: -output[unit]) }
        for other in fixed { program.limit(row(other, 1), atMost: other[unit]) }
        if isVariable {
            program.limit(row(input.map { _ in 1 }, 1), atMost: 1)
            program.limit(row(input.map { _ in 1 }, -1), atMost: -1)
        }
        return program.optimum()
    }

    @Test(arguments: 1...10) func targetsAgreeWithPivoting(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let row = { (0..<8).map { _ in Double.random(in: 0.1...5, using: &random) } }
        let (input, outputs) = (row(), (0..<(1 + Int(seed % 3))).map { _ in row() })
        let fixed = seed % 2 == 0 ? [row()] : []
        for isVariable in [false, true] {
            let own = DataEnvelopment(
                input: input, outputs: outputs, fixedInputs: fixed,
                returns: isVariable ? .variable : .constant)
            for (unit, target) in own.targets.enumerated() {
                let other = try #require(reference(input, outputs, fixed, isVariable, unit))
                #expect((target - other).magnitude < 1e-9)
            }
        }
    }

    /// After the division every region is efficient, whatever the returns and the number of outputs.
    @Test(arguments: 1...10) func everyRegionEndsEfficient(seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let row = { (0..<30).map { _ in Double.random(in: 0.1...5, using: &random) } }
        let task = AllocationTask(
            pollutant: "co2", regions: (0..<30).map { "r\($0)" }, baseline: row(), total: 60,
            indicators: ["gdp": row(), "people": row(), "labour": row()])
        for returns in ZeroSumGains.Returns.allCases {
            let method = ZeroSumGains(
                outputs: ["gdp", "people"], inputs: seed % 2 == 0 ? ["labour"] : [], returns: returns)
            var findings: [Diagnostic] = []
            let outcome = try #require(method.divide(task, &findings))
            let least = try #require(outcome.facts.first { $0.id == "least_efficiency_after" })
            #expect(least.value > 1 - 1e-9)
        }
    }
}
