@testable import EcoQuota
import EcoTestSupport
import Testing

/// The same search with the solver of the engine, whose prices are those of an interior point.
@Suite("Why there is no plan, by the interior point")
struct StructuredConflictTests {
    @Test func oneReceptor() throws {
        let program = LimitConflictTests.stations([[0.5, 0.3, 0.2]], limits: [70])
        let found = try LimitConflict.find(
            in: program, program.limits(ofRows: []), with: InteriorPointSolver())
        let conflict = try #require(found.conflicts.first)
        #expect(found.conflicts.count == 1 && conflict.members.map(\.limit.place) == [.ambient(0)])
        #expect((conflict.members[0].missing - 7).magnitude < 1e-6)
        #expect(conflict.margin <= 7 && conflict.margin > 7 - 1e-9)
    }

    @Test(arguments: 1...60)
    func randomMarkets(_ seed: Int) throws {
        var market = RandomMarket(seed: UInt64(seed) + 300, isSloped: seed.isMultiple(of: 2))
        var records = market.records(counties: 3)
        if seed.isMultiple(of: 3) {
            for index in records.receptors.indices { records.receptors[index].limit *= 0.6 }
        }
        let report = try InfeasibilityReport(QuotaProblem(records), with: InteriorPointSolver())
        #expect((report == nil) == (PairwiseModel(records).optimum() != nil))
        for conflict in report?.conflicts ?? [] {
            #expect(conflict.proof.margin > 0 && !conflict.limits.isEmpty)
        }
    }

    /// Without co-effects every source reaches its least emission by itself: the load that is out of reach is
    /// that of all measures in full use, in closed form.
    @Test func stationsOfManyCounties() throws {
        let generator = InstanceGenerator(counties: 40, receptors: 12, zones: 3, seed: 1, isSloped: false)
        var records = generator.records()
        for index in [2, 7] { records.receptors[index].limit *= 0.1 }
        let problem = try QuotaProblem(records)
        let report = try #require(try InfeasibilityReport(problem, with: InteriorPointSolver()))
        let least = problem.loads(ofEmissions: problem.sources.indices.map(problem.lowestEmission))
        for index in [2, 7] {
            let id = records.receptors[index].id
            let conflict = try #require(report.conflicts.first { $0.limits[0].kind == .receptor(id) })
            let expected = least[index] - problem.allowances[index]
            #expect(conflict.limits.count == 1)
            #expect((conflict.limits[0].missing / expected - 1).magnitude < 1e-7)
            #expect(conflict.proof.margin <= expected * (1 + 1e-12))
            #expect(conflict.proof.margin > expected * (1 - 1e-7))
            let load = conflict.contributions.reduce(0) { $0 + $1.load }
            #expect((load / least[index] - 1).magnitude < 1e-6)
        }
        #expect(report.conflicts.count == 2)
    }
}
