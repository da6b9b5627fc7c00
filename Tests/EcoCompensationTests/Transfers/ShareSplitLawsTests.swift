import EcoAccounts
@testable import EcoCompensation
import EcoTestSupport
import EcoUnits
import Testing

/// Laws of the split by shares, on seeded random contributions and amounts.
@Suite struct ShareSplitLawsTests {
    static let seeds = Array(UInt64(1)...30)

    private func fen(
        _ amount: String, _ contributions: [Int], _ remainder: String = "largest_remainder"
    ) throws -> [Int64] {
        let rows = contributions.enumerated().map { "taiyuan_fund,\(140_101 + $0),\($1)" }
        let result = try settle(
            """
            schemes:
              - scheme: share_split
                id: split
                amounts: amounts.csv
                shares: shares.csv
                share_basis: contribution
                remainder: \(remainder)
            """, [],
            files: [
                "amounts.csv": "payer,period,amount_yuan\ntaiyuan_fund,2023,\(amount)",
                "shares.csv": (["payer,region,share"] + rows).joined(separator: "\n"),
            ], regions: try contributions.indices.map { try code(140_101 + $0) })
        return try contributions.indices.map { try result.netFen(.region(code(140_101 + $0))) }
    }

    /// Property 10, for gains and losses and both rules for what is left over.
    @Test(arguments: seeds, ["largest_remainder", "first"])
    func partsAddUpToTheWhole(_ seed: UInt64, _ remainder: String) throws {
        var random = SeededGenerator(seed: seed)
        let contributions = (0..<Int.random(in: 1...9, using: &random)).map { _ in
            Int.random(in: 1...997, using: &random)
        }
        let whole = Int64.random(in: -9_999_999...9_999_999, using: &random)
        let text = "\(whole < 0 ? "-" : "")\(abs(whole) / 100).\(abs(whole) % 100 / 10)\(abs(whole) % 10)"
        let parts = try fen(text, contributions, remainder)
        #expect(parts.reduce(0, +) == whole)
        let sum = Int64(contributions.reduce(0, +))
        let most = remainder == "first" ? Int64(contributions.count) : 1
        for (part, contribution) in zip(parts, contributions) {
            #expect(abs(part * sum - whole * Int64(contribution)) <= most * sum)
        }
    }

    /// Property 6: swapping two recipients swaps their parts.
    @Test(arguments: seeds) func recipientsAreAlike(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let contributions = [3, 5, 8, 13, 21].shuffled(using: &random)
        var swapped = contributions
        swapped.swapAt(0, 4)
        var parts = try fen("12345.67", contributions)
        parts.swapAt(0, 4)
        #expect(try fen("12345.67", swapped) == parts)
    }

    private func found(amounts: String = "fund,2023,100", shares: [String], extra: String = "") -> [String] {
        findings {
            _ = try settle(
                """
                schemes:
                  - scheme: share_split
                    id: split
                    amounts: amounts.csv
                    shares: shares.csv
                    \(extra)
                """, [],
                files: [
                    "amounts.csv": "payer,period,amount_yuan\n\(amounts)",
                    "shares.csv": (["payer,region,share"] + shares).joined(separator: "\n"),
                ], regions: [try code(140_101), try code(140_102)])
        }
        .map { "\($0.code) \($0.location?.file ?? ""):\($0.location?.line ?? 0)" }
    }

    @Test func badSharesAreLocated() throws {
        #expect(found(shares: ["fund,140101,0.5", "fund,140102,0.4"]) == ["sum_not_whole shares.csv:2"])
        #expect(found(shares: ["fund,140101,-0.5"]) == ["out_of_range shares.csv:2"])
        #expect(found(shares: ["fund,140101,0.5", "fund,140199,0.5"]) == ["unknown_region shares.csv:3"])
        #expect(found(amounts: "other,2023,100", shares: ["fund,140101,1"]) == ["no_shares amounts.csv:2"])
        #expect(
            found(amounts: "140101,2023,100", shares: ["140101,140101,1"]) == ["self_payment shares.csv:2"])
        #expect(
            found(amounts: "fund,2023,100.05", shares: ["fund,140101,1"], extra: "rounding_step: 1 CNY")
                == ["out_of_range scenario.yaml:2"])
    }
}
