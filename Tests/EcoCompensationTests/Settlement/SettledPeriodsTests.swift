import EcoAccounts
@testable import EcoCompensation
import EcoUnits
import Testing

/// Lengths of periods, pools without fines, and what is found after a payment.
@Suite struct SettledPeriodsTests {
    private static func block(adjusters: String = "", cap: String = "")
        -> String
    {
        """
        schemes:
          - scheme: weighted_linear
            id: w
            period: month
            baseline: fixed
            money_per_point: 10 万元
            \(adjusters)
            \(cap)
            indicators: [{indicator: pm25, weight: 1, fixed_baseline: 50 ug/m3}]
        """
    }

    /// Cumulative quarters of a leap year weigh 91, 91, 92 and 92 days: 40, 69, 40 and 70 against 50 add up to
    /// (50 - (91 x 40 + 91 x 69 + 92 x 40 + 92 x 70) / 366) x 10 = (18300 - 20039) / 366 x 10 = -17390 / 366 万元.
    @Test func quartersOfALeapYearWeighTheirDays() throws {
        let figures = try ["40", "69", "40", "70"].enumerated().map {
            try figure(410100, "2020-Q\($0 + 1)", .pm25, $1)
        }
        let result = try settle(
            """
            schemes:
              - scheme: target_linear
                id: henan
                period: quarter
                baseline: fixed
                cumulative: true
                indicators:
                  - {indicator: pm25, fixed_baseline: 50 ug/m3, reward_rate: 10 万元/(ug/m3), fine_rate: 10 万元/(ug/m3)}
            """, figures)
        let sum = try result.claims.map(\.claim.amount).total()
        #expect(try sum == #require(Rational(-173_900_000, over: 366)))
    }

    /// Property 3: without fines there is no pool, whatever the claims on it, and nothing is divided by nothing.
    @Test func withoutFinesThereAreNoRewards() throws {
        var settlement = Settlement(scheme: "shanxi", rules: PublishedFiguresTests.rules)
        try settlement.settle([
            PublishedFiguresTests.claim(140900, "2019-05", wanYuan: "3", "reward"),
            PublishedFiguresTests.claim(141100, "2019-05", wanYuan: "1", "reward"),
        ])
        #expect(settlement.ledger.transfers.isEmpty)
        let paid = settlement.balances.flatMap { [$0.paidIn, $0.paidOut, $0.carried, $0.toppedUp] }
        #expect(paid.allSatisfy { $0 == .zero })
    }

    /// Force majeure recognised after payment: the month of the flood is paid back as a difference; the other month,
    /// and what the neighbour got, stay.
    @Test func forceMajeureAfterPaymentIsADifference() throws {
        let figures = [
            try figure(140100, "2019-07", .pm25, "58"), try figure(140100, "2019-08", .pm25, "53"),
            try figure(140200, "2019-07", .pm25, "46"), try figure(140200, "2019-08", .pm25, "50"),
        ]
        let settled = try settle(Self.block(), figures)
        #expect(try settled.netFen(.region(code(140100))) == -110_000_000)
        let exempted = try settle(
            Self.block(adjusters: "adjusters: [{adjuster: exemption, listed: l.csv}]"), figures,
            files: ["l.csv": "region,period,reason\n140100,2019-07,flood\n"])
        #expect(try exempted.netFen(.region(code(140100))) == -30_000_000)
        let (booked, corrections) = try SettledLedger(
            transfers: settled.ledger.transfers, bookingPeriod: period("2019-12")
        ).corrected(by: exempted.ledger)
        #expect(Array(booked.transfers.prefix(settled.ledger.transfers.count)) == settled.ledger.transfers)
        #expect(try booked.net(of: .region(code(140100))) == wanYuan("-30"))
        #expect(try booked.net(of: .region(code(140200))) == wanYuan("40"))
        let payer = Party.region(try code(140100))
        let own = corrections.filter { $0.payer == payer || $0.payee == payer }
        #expect(try own.map { try $0.difference().fen } == [-80_000_000])
    }

    /// A fine above the cap is carried, then the data are revised: 80 due with a cap of 60 is 60 now and 20 in August.
    /// Revised to 30, 30 of July and the 20 of August are refunded, and nobody else gains.
    @Test func aCarriedFineIsRefundedWhenDataAreRevised() throws {
        let cap = "payment_cap: 60 万元"
        let settled = try settle(
            Self.block(cap: cap),
            [figure(140100, "2019-07", .pm25, "58"), figure(140100, "2019-08", .pm25, "50")])
        let region = Party.region(try code(140100))
        let paid = settled.ledger.transfers.filter { $0.payer == region }
        #expect(paid.map(\.amount) == [try wanYuan("60"), try wanYuan("20")])
        let revised = try settle(
            Self.block(cap: cap),
            [figure(140100, "2019-07", .pm25, "53"), figure(140100, "2019-08", .pm25, "50")])
        let (booked, corrections) = try SettledLedger(
            transfers: settled.ledger.transfers, bookingPeriod: period("2019-12")
        ).corrected(by: revised.ledger)
        #expect(try booked.net(of: region) == wanYuan("-30"))
        let own = try corrections.filter { $0.payer == region }.map { try $0.difference().fen }
        #expect(own.sorted() == [-30_000_000, -20_000_000])
        #expect(try booked.parties.map { try booked.net(of: $0).fen }.reduce(0, +) == 0)
        let again = try SettledLedger(transfers: booked.transfers, bookingPeriod: period("2020-01"))
            .corrected(by: revised.ledger)
        #expect(again.corrections.isEmpty)
    }
}
