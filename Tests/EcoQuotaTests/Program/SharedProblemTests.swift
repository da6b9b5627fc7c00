@testable import EcoQuota
import Testing

/// A problem that takes what it can from another is the one made by itself.
@Suite("Problems that share their parts")
struct SharedProblemTests {
    @Test(arguments: 0..<12)
    func programmesAreTheSame(_ seed: Int) throws {
        var generator = RandomMarket(seed: UInt64(seed) + 50, isSloped: seed.isMultiple(of: 2))
        let records = generator.records(counties: 5)
        let base = try QuotaProblem(records)
        for change in Self.changes {
            var changed = records
            change(&changed)
            let shared = try QuotaProblem(changed, sharing: base)
            let own = try QuotaProblem(changed)
            let (one, two) = (MarketProgram(shared), MarketProgram(own))
            #expect(one.cost == two.cost && one.curvature == two.curvature && one.upper == two.upper)
            #expect(one.matrix == two.matrix && one.right == two.right && one.rowKinds == two.rowKinds)
            #expect(one.ambient.matrix == two.ambient.matrix && one.ambient.group == two.ambient.group)
            #expect(one.ambient.allowance == two.ambient.allowance)
        }
    }

    /// What is wrong with changed records is told, whatever they share.
    @Test func everyFindingIsTold() throws {
        var generator = RandomMarket(seed: 3, isSloped: true)
        let records = generator.records(counties: 5)
        let base = try QuotaProblem(records)
        let breakages: [(inout QuotaRecords) -> Void] = [
            { $0.sources[0].baseline = -1 }, { $0.sources[1] = $0.sources[0] },
            { $0.measures[0].cost = .nan }, { $0.zones.removeLast() },
            { $0.arcs.append(ZoneArc(from: "z0", to: "nowhere")) }, { $0.shortfallPenalty = 0 },
            { $0.receptors.append(Receptor(id: "unfelt", limit: 1)) },
        ]
        for change in breakages {
            var changed = records
            change(&changed)
            let (own, shared) = (QuotaValidation(changed), QuotaValidation(changed, sharing: base.records))
            #expect(!own.findings.isEmpty && own.findings == shared.findings)
        }
    }

    private static let changes: [@Sendable (inout QuotaRecords) -> Void] = [
        { _ in }, { $0.sources[0].quota *= 1.1 }, { $0.measures[0].cost += 5 },
        { $0.shortfallPenalty *= 2 }, { $0.sources.reverse() },
        { records in for index in records.sources.indices { records.sources[index].mayBuy = false } },
        { $0.rules[0].reserve += 3 },
        { records in
            for index in records.coefficients.indices {
                records.coefficients[index].concentrationPerTonne *= 2
            }
        },
        { records in for index in records.receptors.indices { records.receptors[index].limit *= 1.5 } },
    ]
}
