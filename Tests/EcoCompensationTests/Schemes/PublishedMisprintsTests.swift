import EcoAccounts
@testable import EcoCompensation
import EcoUnits
import Testing

/// Published figures that hold a slip, or that name more than their sum.
@Suite struct PublishedMisprintsTests {
    /// E16, 2019-05: printed fines of 1,496.8 would make a pool of 1,197.44; the printed rewards of 1,157.44 belong to
    /// fines of 1,446.8. One digit is off; the checked pair is 1,446.8 and 1,157.44.
    @Test(arguments: [("1446.8", "1157.44", true), ("1496.8", "1197.44", false)])
    func shanxiMay2019HasADigitOff(_ fines: String, _ pool: String, _ isPrinted: Bool) throws {
        var settlement = Settlement(scheme: "shanxi", rules: PublishedFiguresTests.rules)
        try settlement.settle([
            PublishedFiguresTests.claim(140100, "2019-05", wanYuan: "-\(fines)", "fine"),
            PublishedFiguresTests.claim(140900, "2019-05", wanYuan: "1", "reward"),
        ])
        let paid = try #require(settlement.balances.first).paidOut
        #expect(try paid == wanYuan(pool))
        #expect(try (paid == wanYuan("1157.44")) == isPrinted)
    }

    /// E16, 2017-10 to 2018-12: 80 % of 50,700 would be 40,560, and 36,700 were paid: the rule was not 80 % in each of
    /// these months, so the share is a parameter. 36,700 / 50,700 = 0.72387.
    @Test func shanxiBefore2019WasNotAlways80Percent() throws {
        let share = try exact("36700") / exact("50700")
        #expect(share < Rational(4, over: 5) ?? .zero)
        #expect(try share.rounded(toDigits: 3).text(digits: 3) == "0.724")
    }

    /// E14: the ten rungs of Hebei's channel counties are 50, 46, ... 14, each way.
    @Test func hebeiRungsFallByFour() throws {
        let bound = try parameters(
            """
            schemes:
              - scheme: rank_ladder
                id: ladder
                preset: hebei_2018_channel_counties
                indicators: [{indicator: composite_index, level_weight: 1}]
            """)
        let ladder = try #require(bound.schemes.first as? RankLadder)
        let rungs = (0..<10).map { Rational((50 - 4 * $0) * 10_000) }
        #expect(ladder.rewards == rungs)
        #expect(ladder.fines == rungs)
    }
}
