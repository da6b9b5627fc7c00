import EcoParameters
import EcoUnits
import Testing

@testable import EcoRuns

/// Splitting a change among its causes: figures by hand and the laws of Shapley values.
@Suite("Causes of a change")
struct ChangeCausesTests {
    private static let figure = RunFigure(
        id: "f", region: "", item: "", unit: "CNY", meaning: LocalizedText(en: "f", zh: "f"))

    private func causes(_ count: Int, _ value: @escaping @Sendable (Set<Int>) -> Double) throws
        -> ChangeCauses
    {
        try ChangeCauses(
            (0..<count).map { .init(name: "c\($0)", overrides: ["c=\($0)"]) }, figures: [Self.figure], jobs: 2
        ) { overrides throws(RunFailure) in [value(Set(overrides.compactMap { Int($0.dropFirst(2)) }))] }
    }

    /// a b with a from 2 to 3 and b from 5 to 7: 10 becomes 21. Alone 5 and 4, last 7 and 6, Shapley their means.
    @Test func aProductByHand() throws {
        let split = try causes(2) { changed in (changed.contains(0) ? 3 : 2) * (changed.contains(1) ? 7 : 5) }
        #expect(split.before == [10] && split.after == [21])
        #expect(split.alone == [[5], [4]] && split.last == [[7], [6]])
        #expect(split.shapley == [[6], [5]])
        #expect(split.findings.isEmpty)
    }

    /// 1 + 2 + 4 + 8 with a fine of 100 where both of the first two are changed: the fine is shared by these.
    @Test func sharesAddUpAndEqualsShareEqually() throws {
        let split = try causes(4) { changed in
            changed.reduce(0) { $0 + Double(1 << $1) } + (changed.isSuperset(of: [0, 1]) ? 100 : 0)
        }
        let shares = split.shapley.map { $0[0] }
        for (share, expected) in zip(shares, [51.0, 52, 4, 8]) {
            #expect(abs(share - expected) <= 1e-12 * 100)
        }
        #expect(abs(shares.reduce(0, +) - 115) <= 1e-10)
    }

    /// Efficiency, symmetry and the null player for values that depend on the size of the set and one member.
    @Test(arguments: 1...10)
    func lawsForAnyNumber(_ count: Int) throws {
        let split = try causes(count) { changed in
            let active = changed.subtracting([0])
            return Double(active.count * active.count * active.count)
        }
        guard count > 1 else { return #expect(split.figures.isEmpty) }
        let shares = split.shapley.map { $0[0] }
        let rest = count - 1
        #expect(abs(shares[0]) <= 1e-9)
        let equal = Double(rest * rest)
        for share in shares.dropFirst() { #expect(abs(share - equal) <= 1e-9 * equal) }
    }

    @Test func tooManyCausesAreToldAndNotDrawn() throws {
        let split = try causes(11) { Double($0.count) }
        #expect(split.shapley.isEmpty && split.findings.map(\.code) == ["too_many_causes"])
        #expect(split.alone.allSatisfy { $0 == [1] } && split.last.allSatisfy { $0 == [1] })
    }

    /// A pair without a result leaves no Shapley values, and says so; a single cause without one is an error.
    @Test func combinationsWithoutAResult() throws {
        func run(failing bad: Set<Int>) throws -> ChangeCauses {
            try ChangeCauses(
                (0..<3).map { .init(name: "c\($0)", overrides: ["c=\($0)"]) }, figures: [Self.figure]
            ) { overrides throws(RunFailure) in
                let changed = Set(overrides.compactMap { Int($0.dropFirst(2)) })
                if changed == bad { throw .computation([Diagnostic(code: "no_result", "none")]) }
                return [Double(changed.count)]
            }
        }
        let split = try run(failing: [0, 1])
        #expect(split.shapley.isEmpty && split.findings.map(\.code) == ["causes_incomplete"])
        #expect(split.alone.count == 3)
        #expect(throws: RunFailure.self) { try run(failing: [1]) }
        #expect(throws: RunFailure.self) { try run(failing: []) }
    }

    /// A figure that changes back, and one that stays: the first is kept for what each cause does, the other is not.
    @Test func figuresThatNoCauseMovesAreLeftOut() throws {
        let names = ["back", "still"].map {
            RunFigure(id: $0, region: "", item: "", unit: "t", meaning: LocalizedText($0))
        }
        let split = try ChangeCauses(
            (0..<2).map { .init(name: "c\($0)", overrides: ["c=\($0)"]) }, figures: names
        ) { overrides throws(RunFailure) in
            [(overrides.contains("c=0") ? 3 : 0) - (overrides.contains("c=1") ? 3 : 0), 5]
        }
        #expect(split.figures.map(\.id) == ["back"])
        #expect(split.shapley == [[3], [-3]])
    }
}
