import EcoAccounts
@testable import EcoCompensation
import EcoParameters
import EcoUnits
import Testing

@Suite struct FairnessTests {
    /// Three regions of 1, 1 and 2 persons with 0, 1 and 3: Lorenz points (1/4, 0), (1/2, 1/4), (1, 1);
    /// area under it 0 + 1/4 x 1/8 + 1/2 x 5/8 = 11/32; Gini = 1 - 2 x 11/32 = 10/32.
    @Test func giniOfWorkedRegions() {
        #expect(Gini.coefficient(of: [3, 0, 1], over: [2, 1, 1]) == 0.3125)
    }

    @Test func equalAmountsPerHeadHaveNoInequality() throws {
        let gini = try #require(Gini.coefficient(of: [2, 4, 6], over: [1, 2, 3]))
        #expect(abs(gini) < 1e-15)
    }

    /// Splitting a region into parts with the same amount per head changes nothing; money's unit neither.
    @Test func giniIsUnchangedBySplittingAndScaling() throws {
        let whole = try #require(Gini.coefficient(of: [1, 8], over: [3, 4]))
        let split = try #require(Gini.coefficient(of: [1, 2, 6], over: [3, 1, 3]))
        let scaled = try #require(Gini.coefficient(of: [100, 800], over: [3, 4]))
        #expect(abs(whole - split) < 1e-15 && abs(whole - scaled) < 1e-15)
    }

    @Test func withoutAPopulationOrMoneyThereIsNoGini() {
        #expect(Gini.coefficient(of: [1, 2], over: [1, nil]) == nil)
        #expect(Gini.coefficient(of: [0, 0], over: [1, 1]) == nil)
    }

    /// A pays 118 万元 of a revenue of 5,900 万元: 2 %; 100,000 people: -11.8 yuan a head; 40 km2.
    @Test func burdensOfWorkedPayments() throws {
        let (a, b) = (try code(140100), try code(140200))
        let regions = RegionTable([
            Region(
                code: a, name: LocalizedText("A"), city: .empty, areaSquareKilometres: 40,
                population: 100_000,
                revenueWanYuan: 5_900),
            Region(code: b, name: LocalizedText("B"), city: .empty, population: 50_000),
        ])
        var ledger = Ledger()
        ledger.append(
            Transfer(
                period: try period("2019-04"), scheme: "plan", payer: .region(a), payee: .fund("pool"),
                amount: try wanYuan("118"), basis: "fine"))
        ledger.append(
            Transfer(
                period: try period("2019-05"), scheme: "plan", payer: .fund("pool"), payee: .region(b),
                amount: try wanYuan("118"), basis: "reward"))
        let fairness = try Fairness(ledger, regions)
        let burden = try #require(fairness.burdens.first)
        #expect(burden.burdenOfRevenue == 0.02)
        #expect(burden.netPerHead == -11.8)
        #expect(burden.netPerSquareKilometre == -29_500)
        #expect(
            fairness.burdens[1].burdenOfRevenue == nil && fairness.burdens[1].netPerSquareKilometre == nil)
        let inequality = try #require(fairness.inequalities.first)
        #expect(inequality.heaviest == a && inequality.heaviestBurden == 0.02)
        // All is paid by two thirds of the people: 1 - (1/3 x 0 + 2/3 x 1) = 1/3.
        #expect(abs(try #require(inequality.giniOfPaid) - 1.0 / 3) < 1e-15)
    }
}
