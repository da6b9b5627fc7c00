import Testing

@testable import EcoReports

/// Statistics over draws as arithmetic, by numbers worked out by hand.
@Suite struct DrawnValuesTests {
    private let five = DrawnValues(
        draws: [1, 2, 3, 5, 6], texts: ["10", "30", "20", "50", "40"], place: "simulation_draws.csv:2-6",
        cells: "E2:E6")

    @Test func aMeanIsTheSumOverTheNumber() throws {
        #expect(try #require(five).mean.expression == "(10 + 30 + 20 + 50 + 40) / 5")
    }

    /// 100 values 1 to 100 add up to 5,050.
    @Test func manyDrawsAreToldByTheirSum() throws {
        let many = DrawnValues(draws: Array(1...100), texts: (1...100).map { "\($0)" }, place: "")
        #expect(try #require(many).mean.expression == "5050 / 100")
    }

    /// Place 0.05 * 4 = 0.2: a fifth of the way from 10 to 20; place 0.5 * 4 = 2: the third.
    @Test func aQuantileLiesBetweenTwoDraws() throws {
        let low = try #require(five).quantile(0.05)
        #expect(low.expression == "10 + (0.05 * (5 - 1) - 0) * (20 - 10)")
        let value = try #require(low.expression.flatMap(ExpressionValue.of))
        #expect(abs(value - 12) < 1e-12)
        #expect(low.remarks.contains { $0.en == "place 1: 20, draw 3" })
        let middle = try #require(five).quantile(0.5)
        #expect(middle.expression.flatMap(ExpressionValue.of) == 30)
        #expect(try #require(five).quantile(1).expression == "50")
    }

    /// Of six draws one gave no value: at most 30 in three of six; the draws 5 and 6 miss it.
    @Test func aShareCountsDrawsWithoutAValueAsMissing() throws {
        let share = try #require(five?.share(atMost: true, "30", of: 6))
        #expect(share.expression.flatMap(ExpressionValue.of) == 0.5)
        let told = share.remarks.map(\.en)
        #expect(told.contains("missed in the draws 5, 6"))
        #expect(told.contains("1 draws gave no value and count as missing it"))
        let least = try #require(five?.share(atMost: false, "60", of: 5))
        #expect(least.expression.flatMap(ExpressionValue.of) == 0)
    }

    /// Three of five are to be met: the third largest, 30 in draw 2.
    @Test func theDecidingDrawIsTheOneAtThePlaceAskedFor() throws {
        #expect(try #require(five).deciding(count: 3) == 1)
        #expect(try #require(five).deciding(count: 0) == nil)
    }
}
