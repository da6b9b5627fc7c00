import EcoAccounts
@testable import EcoCompensation
import EcoUnits
import Testing

/// Caps, budgets, ties in rounding and pools at their edges.
@Suite struct SettlementLimitsTests {
    private func settlement(
        _ funding: SettlementRules.Funding, cap: String? = nil, step: String = "10000",
        _ rounding: MoneyRounding = .halfUp
    ) throws -> Settlement {
        Settlement(
            scheme: "plan",
            rules: SettlementRules(
                funding: funding, fund: "fund", upperLevel: "province", carriedFund: "carried",
                step: try exact(step),
                rounding: rounding, paymentCap: try cap.map { try exact($0) }))
    }

    private func claim(_ region: Int, _ month: String, yuan: String) throws -> Claim {
        Claim(
            scheme: "plan", region: try code(region), period: try period(month), amount: try exact(yuan),
            basis: "part",
            calculation: Calculation(.sum, "part", try exact(yuan), .yuan))
    }

    /// 2.5 and 3.5 万元 in whole 万元, both directions alike.
    @Test(arguments: [
        (MoneyRounding.halfUp, [3, 4]), (.halfEven, [2, 4]), (.up, [3, 4]), (.down, [2, 3]),
    ])
    func tiesInRounding(_ rounding: MoneyRounding, _ expected: [Int64]) throws {
        for sign in ["", "-"] {
            var settlement = try settlement(.guaranteed(surplus: .retained, budget: nil), rounding)
            try settlement.settle([
                claim(140100, "2019-01", yuan: "\(sign)25000"),
                claim(140200, "2019-01", yuan: "\(sign)35000"),
            ])
            #expect(
                settlement.settled.map { $0.amount.fen.magnitude } == expected.map { UInt64($0) * 1_000_000 })
        }
    }

    @Test func singleReceiverTakesThePool() throws {
        var settlement = try settlement(.pool(share: exact("0.8")))
        try settlement.settle([
            claim(140100, "2019-01", yuan: "-1000000"), claim(140200, "2019-01", yuan: "0.01"),
        ])
        #expect(settlement.balances.map(\.paidOut) == [Money(fen: 80_000_000)])
        #expect(settlement.balances.map(\.retained) == [Money(fen: 20_000_000)])
    }

    @Test func poolWithoutReceiversIsCarriedAndReported() throws {
        var settlement = try settlement(.pool(share: exact("0.8")))
        try settlement.settle([claim(140100, "2019-01", yuan: "-1000000")])
        #expect(settlement.balances.map(\.carried) == [Money(fen: 80_000_000)])
        #expect(settlement.warnings.map(\.code) == ["pool_carried_forward"])
        #expect(settlement.warnings.first?.messageZh == "2019-01 无获得方：资金池 800000.00 元转入carried")
        #expect(try settlement.ledger.net(of: .fund("carried")) == Money(fen: 80_000_000))
    }

    /// A cap of 60.9 万元 holds as 60: of 100 due in January 40 is deferred; February has nothing due and pays
    /// them; of 70 due in March 10 stays open.
    @Test func paymentsAboveTheCapAreDeferred() throws {
        var settlement = try settlement(.guaranteed(surplus: .retained, budget: nil), cap: "609000")
        try settlement.settle([
            claim(140100, "2019-01", yuan: "-1000000"), claim(140100, "2019-02", yuan: "0"),
            claim(140100, "2019-03", yuan: "-700000"),
        ])
        #expect(settlement.balances.map(\.paidIn.fen) == [60_000_000, 40_000_000, 60_000_000])
        #expect(settlement.owedByRegions.map(\.value) == [Money(fen: 10_000_000)])
        #expect(settlement.warnings.map(\.code) == ["payment_deferred", "payment_deferred"])
        #expect(settlement.settled.first { $0.calculation.step == .cap }?.amount == Money(fen: -60_000_000))
    }

    /// The cap of 60 holds for a region's claims and debts together: of 40 and 50 it pays 60 and owes 30; with 50
    /// more it pays 30 and 30 and owes 20. Another region has its own cap.
    @Test func theCapHoldsForAllClaimsOfARegion() throws {
        var settlement = try settlement(.guaranteed(surplus: .retained, budget: nil), cap: "600000")
        try settlement.settle([
            claim(140100, "2019-01", yuan: "-400000"), claim(140100, "2019-01", yuan: "-500000"),
            claim(140200, "2019-01", yuan: "-550000"), claim(140100, "2019-02", yuan: "-500000"),
        ])
        #expect(settlement.balances.map(\.paidIn.fen) == [115_000_000, 60_000_000])
        #expect(settlement.owedByRegions == [try code(140100): Money(fen: 20_000_000)])
        let february = settlement.ledger.transfers.filter {
            $0.period == Period("2019-02") && $0.payer.region != nil
        }
        #expect(february.map(\.basis) == ["deferred_payment", "part"])
        #expect(february.map(\.amount.fen) == [30_000_000, 30_000_000])
    }

    /// Nobody pays; 90 and 30 are due, the budget is 60: 45 and 15, the rest from the budget of February.
    @Test func claimsAboveTheBudgetAreDeferred() throws {
        var settlement = try settlement(.guaranteed(surplus: .retained, budget: exact("600000")))
        try settlement.settle([
            claim(140100, "2019-01", yuan: "900000"), claim(140200, "2019-01", yuan: "300000"),
            claim(140100, "2019-02", yuan: "0"),
        ])
        #expect(settlement.settled.prefix(3).map(\.amount.fen).contains(45_000_000))
        #expect(settlement.balances.map(\.toppedUp.fen) == [60_000_000, 60_000_000])
        #expect(try settlement.ledger.net(of: .region(code(140100))) == Money(fen: 90_000_000))
        #expect(try settlement.ledger.net(of: .region(code(140200))) == Money(fen: 30_000_000))
        #expect(settlement.owedToRegions.isEmpty)
    }

    @Test func surplusIsRetainedOrCarried() throws {
        for (surplus, fund) in [(SettlementRules.Surplus.retained, "province"), (.carried, "carried")] {
            var settlement = try settlement(.guaranteed(surplus: surplus, budget: nil))
            try settlement.settle([
                claim(140100, "2019-01", yuan: "-500000"), claim(140200, "2019-01", yuan: "200000"),
            ])
            #expect(try settlement.ledger.net(of: .fund(fund)) == Money(fen: 30_000_000))
        }
    }

    /// 10^15 万元 is 10^21 fen: past Int64.
    @Test func overflowThrows() throws {
        var settlement = try settlement(.guaranteed(surplus: .retained, budget: nil))
        let claims = [try claim(140100, "2019-01", yuan: "10000000000000000000")]
        #expect(throws: ArithmeticOverflow.self) { try settlement.settle(claims) }
    }

    /// The audit reads transfers only: a transfer taken away from a balanced ledger shows.
    @Test func auditSeesAMissingTransfer() throws {
        var settlement = try settlement(.pool(share: exact("0.8")))
        try settlement.settle([
            claim(140100, "2019-01", yuan: "-1000000"), claim(140200, "2019-01", yuan: "1"),
            claim(140300, "2019-01", yuan: "2"),
        ])
        let rules = ["plan": settlement.rules]
        #expect(try settlement.ledger.schemeBalances(rules) == settlement.balances)
        for left in settlement.ledger.transfers.indices {
            var transfers = settlement.ledger.transfers
            transfers.remove(at: left)
            var ledger = Ledger()
            ledger.append(contentsOf: transfers)
            #expect(try ledger.schemeBalances(rules).contains { try !$0.isBalanced() })
        }
    }
}
