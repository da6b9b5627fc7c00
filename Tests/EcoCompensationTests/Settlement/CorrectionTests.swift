import EcoAccounts
@testable import EcoCompensation
import EcoParameters
import EcoTestSupport
import EcoUnits
import Testing

@Suite struct CorrectionTests {
    private func transfer(
        _ time: String, _ payer: String, _ payee: String, _ fen: Int64, _ basis: String = "pm25_fine"
    ) throws -> Transfer {
        Transfer(
            period: try period(time), scheme: "plan", payer: Party(payer), payee: Party(payee),
            amount: Money(fen: fen), basis: basis)
    }

    private func ledger(_ transfers: [Transfer]) -> Ledger {
        var ledger = Ledger()
        ledger.append(contentsOf: transfers)
        return ledger
    }

    /// Settled 100 and 40; the revised data give 70 and 60: 30 back, 20 more, both booked in December.
    @Test func onlyDifferencesAreBooked() throws {
        let settled = [
            try transfer("2019-01", "140100", "pool", 100), try transfer("2019-02", "140100", "pool", 40),
        ]
        let now = ledger([
            try transfer("2019-01", "140100", "pool", 70), try transfer("2019-02", "140100", "pool", 60),
        ])
        let (booked, corrections) = try SettledLedger(
            transfers: settled, bookingPeriod: period("2019-12")
        ).corrected(by: now)
        #expect(Array(booked.transfers.prefix(2)) == settled)
        #expect(
            Array(booked.transfers.dropFirst(2)) == [
                try transfer("2019-12", "pool", "140100", 30, "correction:2019-01:pm25_fine"),
                try transfer("2019-12", "140100", "pool", 20, "correction:2019-02:pm25_fine"),
            ])
        #expect(try corrections.map { try $0.difference().fen } == [-30, 20])
    }

    /// Law over random ledgers: nets as recomputed, a second correction with the same data books nothing,
    /// and a third set of data still leads to its own nets.
    @Test(arguments: [1, 2, 3, 4, 5, 6, 7, 8]) func netsFollowTheDataAndRepeatsChangeNothing(
        _ seed: UInt64
    ) throws {
        var generator = SeededGenerator(seed: seed)
        var ledgers: [Ledger] = []
        for _ in 0..<3 { ledgers.append(try randomLedger(&generator)) }
        let december = try period("2019-12")
        let once = try SettledLedger(transfers: ledgers[0].transfers, bookingPeriod: december)
            .corrected(by: ledgers[1])
        let again = try SettledLedger(transfers: once.ledger.transfers, bookingPeriod: december)
            .corrected(by: ledgers[1])
        #expect(again.corrections.isEmpty)
        let third = try SettledLedger(transfers: once.ledger.transfers, bookingPeriod: period("2020"))
            .corrected(by: ledgers[2])
        for (booked, data) in [(once.ledger, ledgers[1]), (third.ledger, ledgers[2])] {
            for party in Set(booked.parties + data.parties) {
                #expect(try booked.net(of: party) == data.net(of: party))
            }
        }
    }

    private func randomLedger(_ generator: inout SeededGenerator) throws -> Ledger {
        var transfers: [Transfer] = []
        for region in ["140100", "140200", "140300"] {
            for month in ["2019-01", "2019-02"] {
                let isPaying = Bool.random(using: &generator)
                let fen = Int64.random(in: 0...3, using: &generator) * 100
                transfers.append(
                    try transfer(
                        month, isPaying ? region : "pool", isPaying ? "pool" : region, fen, "air_change"))
            }
        }
        return ledger(transfers)
    }

    @Test func aCorrectedRunKeepsTheEarlierRows() throws {
        let settled = """
            year,period,scheme,payer,payee,amount_fen,basis
            2019,2019-01,plan,140100,reward_pool,50000000,pm25_fine
            2019,2019-01,plan,reward_pool,140200,40000000,pm25_reward
            2019,2019-01,plan,reward_pool,province,10000000,retained
            """
        // 5 ug/m3 above the mean of 40: 5 x 10 = 50 万元 were settled. Revised to 44 and 36, it is 4 x 10 = 40.
        let result = try settle(
            """
            corrections: {settled: settled.csv, booked_in: 2019-06}
            schemes:
              - scheme: benchmark_tiers
                id: plan
                baselines: [mean_of_area]
                fine_combination: sum
                reward_condition: all
                indicators:
                  - indicator: pm25
                    weight: 1
                    tiers: [{up_to: 5 ug/m3, rate: 10 万元/(ug/m3)}, {rate: 20 万元/(ug/m3)}]
            """,
            [figure(140100, "2019-01", .pm25, "44"), figure(140200, "2019-01", .pm25, "36")],
            files: ["settled.csv": settled])
        #expect(result.ledger.transfers.count == 6)
        #expect(try result.netFen(.region(code(140100))) == -40_000_000)
        #expect(try result.netFen(.region(code(140200))) == 32_000_000)
        #expect(try result.netFen(.fund("province")) == 8_000_000)
        #expect(result.corrections.count == 3)
    }
}
