import EcoAccounts
@testable import EcoCompensation
import EcoTestSupport
import EcoUnits
import Testing

/// Laws that hold for every family with tables of its own, on seeded random tables.
@Suite struct TableSchemeLawsTests {
    struct Draw: Sendable, CustomTestStringConvertible {
        let family: String
        let seed: UInt64
        var testDescription: String { "\(family) \(seed)" }
    }

    static let draws = TableFamilies.names.flatMap { family in
        (UInt64(1)...8).map { Draw(family: family, seed: $0) }
    }

    private func make(_ draw: Draw) -> TableCase {
        var random = SeededGenerator(seed: draw.seed)
        return TableFamilies.make(draw.family, &random)
    }

    /// Property 1: what parties pay, parties receive; the working fund keeps nothing, to the fen.
    @Test(arguments: draws) func accountsBalance(_ draw: Draw) throws {
        let result = try make(draw).settle()
        var byPeriod: [Period: Int64] = [:]
        for transfer in result.ledger.transfers {
            if transfer.payee == .fund("compensation_fund") {
                byPeriod[transfer.period, default: 0] += transfer.amount.fen
            }
            if transfer.payer == .fund("compensation_fund") {
                byPeriod[transfer.period, default: 0] -= transfer.amount.fen
            }
        }
        #expect(byPeriod.values.allSatisfy { $0 == 0 })
        #expect(try result.ledger.parties.map { try result.netFen($0) }.reduce(0, +) == 0)
        #expect(try result.balances.allSatisfy { try $0.isBalanced() })
    }

    /// Property 6: the order of rows never matters.
    @Test(arguments: draws) func orderOfRowsNeverMatters(_ draw: Draw) throws {
        var random = SeededGenerator(seed: draw.seed &+ 1000)
        let original = make(draw)
        let shuffled = try original.shuffled(&random).settle()
        #expect(try Self.sums(original.settle()) == Self.sums(shuffled))
    }

    /// Property 11: the same input gives the same transfers, one by one.
    @Test(arguments: draws) func sameInputSameTransfers(_ draw: Draw) throws {
        let one = try make(draw).settle(), two = try make(draw).settle()
        #expect(one.ledger.transfers == two.ledger.transfers)
        #expect(one.claims.map(\.calculation) == two.claims.map(\.calculation))
    }

    /// Property 5: money doubles with its prices. Families whose money is data are left out.
    @Test(
        arguments: draws.filter {
            !["enclave_sharing", "gep_payment", "damage_claim", "pay_by_result"].contains($0.family)
        })
    func doubledPricesDoubleMoney(_ draw: Draw) throws {
        let one = try make(draw).settle().claims, two = try make(draw).settle(money: 2).claims
        #expect(one.count == two.count)
        for (single, double) in zip(one, two) {
            #expect(try double.claim.amount == single.claim.amount * Rational(2))
        }
        #expect(one.contains { $0.claim.amount != .zero })
    }

    /// Property 12: amounts are whole fen, and those of a step are whole steps.
    @Test(arguments: draws) func amountsAreWholeSteps(_ draw: Draw) throws {
        let scheme = try #require(parameters(make(draw).yaml(), files: make(draw).files).schemes.first)
        for transfer in try make(draw).settle().ledger.transfers {
            #expect(try (transfer.amount.yuan / scheme.settlement.step).isInteger)
        }
    }

    /// Every amount can be followed to a figure of a table.
    @Test(arguments: draws) func everyClaimRestsOnACell(_ draw: Draw) throws {
        for settled in try make(draw).settle().claims where settled.amount != .zero {
            let steps = settled.calculation.allSteps
            let hasCell = steps.contains { step in
                if case .cell = step.origin { return true }
                return false
            }
            let isFlat = ["central_grant", "water_quality_award"].contains(settled.claim.basis)
            #expect(hasCell || isFlat, "\(settled.claim.basis)")
        }
    }

    private struct Flow: Hashable {
        let period: Period
        let payer: Party
        let payee: Party
        let basis: String
    }

    private static func sums(_ result: SettlementResult) throws -> [Flow: Int64] {
        var sums: [Flow: Int64] = [:]
        for transfer in result.ledger.transfers {
            let flow = Flow(
                period: transfer.period, payer: transfer.payer, payee: transfer.payee, basis: transfer.basis)
            sums[flow, default: 0] += transfer.amount.fen
        }
        return sums
    }
}
