import EcoAccounts
@testable import EcoCompensation
import EcoParameters
import EcoUnits
import Testing

/// Edge cases of schemes by name, each with its own arithmetic.
@Suite struct AirEdgeCasesTests {
    static func ladder(_ extra: String = "") -> String {
        """
        schemes:
          - scheme: rank_ladder
            id: ladder
            rewards: [30 万元, 20 万元]
            fines: [30 万元, 20 万元]
            \(extra)
            indicators: [{indicator: composite_index, level_weight: 1}]
        """
    }

    static func pool(_ extra: String = "", measure: String = "change_rate") -> String {
        """
        schemes:
          - scheme: pool_share
            id: pool
            period: month
            pool: 100 万元
            periods: [2019-04]
            measure: \(measure)
            \(extra)
            indicators: [{indicator: pm25}]
        """
    }

    private func indices(_ values: [String?]) throws -> [Figure] {
        try values.enumerated().map { try figure(140_100 + $0, "2019-04", .compositeIndex, $1) }
    }

    private func years(_ values: [(now: String, before: String?)]) throws -> [Figure] {
        try values.enumerated().flatMap { index, pair in
            let now = try figure(140_100 + index, "2019-04", .pm25, pair.now)
            guard let before = pair.before else { return [now] }
            return [now, try figure(140_100 + index, "2018-04", .pm25, before)]
        }
    }

    private func nets(_ result: SettlementResult, _ count: Int) throws -> [Int64] {
        try (0..<count).map { try result.netFen(.region(code(140_100 + $0))) / 10_000 }
    }

    // MARK: Ladders

    @Test func tiesOfAllRegionsPayNothing() throws {
        let result = try settle(Self.ladder(), indices(["5", "5", "5", "5", "5"]))
        #expect(result.ledger.transfers.isEmpty)
        #expect(result.claims.count == 5)
    }

    /// Places 2 to 5 of a field of six hold 20, 0, 0, -20: nothing in all.
    @Test func tieOverBothBordersOfTheLadder() throws {
        #expect(
            try nets(settle(Self.ladder(), indices(["1", "2", "2", "2", "2", "3"])), 6)
                == [3000, 0, 0, 0, 0, -3000])
    }

    @Test func ladderLongerThanTheFieldIsAFinding() throws {
        let found = findings { _ = try settle(Self.ladder(), indices(["1", "2", "3"])) }
        #expect(found.map(\.code) == ["ladder_longer_than_field"])
        #expect(found.first?.location?.line == 2)
    }

    /// A field of three: one outer rung each way, the middle pays nothing. Of two: the same without a middle. Of one:
    /// nothing at all.
    @Test(arguments: [
        (["1", "2", "3"], [Int64(3000), 0, -3000]), (["2", "1"], [-3000, 3000]), (["2"], [0]),
    ])
    func fewerRegionsThanRungsAndOddFields(_ values: [String], _ expected: [Int64]) throws {
        let result = try settle(Self.ladder("short_field: drop_inner_rungs"), indices(values))
        #expect(try nets(result, values.count) == expected)
        #expect(result.warnings.map(\.code) == ["ladder_longer_than_field"])
    }

    /// Five regions and four rungs: the third is neutral.
    @Test func oddFieldHasANeutralMiddle() throws {
        #expect(
            try nets(settle(Self.ladder(), indices(["5", "4", "3", "2", "1"])), 5)
                == [-3000, -2000, 0, 2000, 3000])
    }

    /// The region without data is unranked, and the ladder holds for the four others.
    @Test func regionWithoutDataIsUnranked() throws {
        let figures = try indices(["5", nil, "3", "2", "1"])
        #expect(findings { _ = try settle(Self.ladder(), figures) }.map(\.code) == ["missing_data"])
        let result = try settle(Self.ladder("missing_data: not_assessed"), figures)
        #expect(try nets(result, 5) == [-3000, 0, -2000, 2000, 3000])
        #expect(!result.claims.contains { $0.claim.region == RegionCode("140101") })
    }

    @Test func unrankedRegionsMayLeaveTheFieldTooShort() throws {
        let found = findings {
            _ = try settle(
                Self.ladder("missing_data: not_assessed"), indices(["5", nil, nil, "2", "1"]))
        }
        #expect(found.contains { $0.code == "ladder_longer_than_field" })
    }

    // MARK: Pools

    @Test func singleReceiverGetsTheWholePool() throws {
        let result = try settle(Self.pool(), years([("45", "50"), ("55", "50"), ("50", "50")]))
        #expect(try nets(result, 3) == [10_000, 0, 0])
    }

    @Test func nobodyImprovedSoThePoolIsCarried() throws {
        let result = try settle(Self.pool(), years([("50", "50"), ("55", "50")]))
        #expect(result.ledger.transfers.isEmpty)
        #expect(result.warnings.map(\.code) == ["pool_carried_forward"])
    }

    /// Negative improvement is no negative share: 10 % better takes all, 50 % worse pays nothing.
    @Test func negativeImprovementGetsNothing() throws {
        #expect(try nets(settle(Self.pool(), years([("45", "50"), ("75", "50")])), 2) == [10_000, 0])
    }

    // MARK: Baselines

    @Test func missingBaseIsAFinding() throws {
        let figures = try years([("45", "50"), ("45", nil)])
        #expect(findings { _ = try settle(Self.pool(), figures) }.map(\.code) == ["missing_data"])
        let result = try settle(Self.pool("missing_data: not_assessed"), figures)
        #expect(try nets(result, 2) == [10_000, 0])
    }

    @Test func equalBaseIsNoChange() throws {
        #expect(try nets(settle(Self.pool(), years([("50", "50"), ("49", "50")])), 2) == [0, 10_000])
    }

    /// A rate on a base of 0 or of 0.5 ug/m3 is refused; the change in ug/m3 has no such trouble.
    @Test(arguments: ["0", "0.5"]) func tinyBaseIsAFinding(_ base: String) throws {
        let figures = try years([("45", "50"), ("0.4", base)])
        let found = findings { _ = try settle(Self.pool(), figures) }
        #expect(found.map(\.code) == ["tiny_base"])
        #expect(found.first?.message.contains("140101") == true && found.first?.location != nil)
        let left = try settle(Self.pool("missing_data: not_assessed"), figures)
        #expect(left.warnings.map(\.code) == ["tiny_base"])
        #expect(try nets(left, 2) == [10_000, 0])
        #expect(try settle(Self.pool(measure: "change"), figures).warnings.isEmpty)
    }

    @Test func baseUnderAnotherStandardIsRefused() throws {
        var figures = try years([("45", "50")])
        figures[1].standard = "gb3095_2026_final"
        #expect(findings { _ = try settle(Self.pool(), figures) }.map(\.code) == ["mixed_standards"])
    }

    // MARK: Findings after settlement

    /// Settled: the second pays 30, the first gets 60. The first then is found to have falsified: it gives back 60 and
    /// pays 30, as the worst. The difference to the settled ledger is 90 against it; the second keeps its 30.
    @Test func fraudAfterSettlementIsADifference() throws {
        let block = { (extra: String) in
            """
            schemes:
              - scheme: weighted_linear
                id: w
                period: month
                baseline: fixed
                money_per_point: 10 万元
                \(extra)
                indicators: [{indicator: pm25, weight: 1, fixed_baseline: 50 ug/m3}]
            """
        }
        let figures = try years([("44", nil), ("53", nil)])
        let settled = try settle(block(""), figures)
        let found = try settle(
            block("adjusters: [{adjuster: fraud_finding, findings: f.csv}]"), figures,
            files: ["f.csv": "region,period,decision\n140100,2019-04,decision 7\n"])
        #expect(try nets(settled, 2) == [6000, -3000])
        #expect(try nets(found, 2) == [-3000, -3000])
        #expect(found.warnings.map(\.code) == ["fraud_finding"])
        // The trail leads to the row of the finding, and to what the worst region is charged.
        let charge = try #require(found.claims.first { $0.claim.basis == "fraud_finding" }).calculation
            .allSteps
        #expect(charge.contains { $0.name == "fraud_finding" && $0.origin?.description == "f.csv:2:1" })
        #expect(charge.contains { $0.name == "worst_charge" && $0.note.en.contains("140101") })
        let withdrawn = found.claims.flatMap(\.calculation.allSteps).first { $0.step == .exemption }
        #expect(withdrawn?.origin?.description == "f.csv:2:1")
        let (_, corrections) = try SettledLedger(
            transfers: settled.ledger.transfers, bookingPeriod: period("2019-12")
        ).corrected(by: found.ledger)
        let first = Party.region(try code(140100))
        let change = try corrections.filter { $0.payer == first || $0.payee == first }.map {
            try ($0.payee == first ? 1 : -1) * $0.difference().fen
        }.reduce(0, +)
        #expect(change == -90_000_000)
    }
}
