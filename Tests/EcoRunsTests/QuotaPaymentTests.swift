import EcoParameters
import Testing

@testable import EcoRuns

@Suite struct QuotaPaymentTests {
    /// Every deal of `quota_flows.csv` is paid at its price, and nobody else pays for quota: per pollutant, what
    /// buyers pay for quota and passage is the sum of tonnes x price, to half a fen a payment.
    @Test func paymentsAreTonnesTimesPrice() throws {
        let temporary = TemporaryFolder()
        try RunStore.write(Taixin.runner.run(Taixin.load(), only: [.quota]), to: temporary.path + "/r")
        let run = try StoredRun(folder: temporary.path + "/r")
        var due: [String: Double] = [:]
        for row in try #require(try run.table("quota_flows.csv")).rows {
            let tonnes = try #require(row.number("sent_t"))
            due[row["pollutant"], default: 0] += tonnes * (try #require(row.number("price_yuan_per_t"))) * 100
        }
        var paid: [String: Int64] = [:]
        var count = 0
        for row in try #require(try run.table("quota_payments.csv")).rows {
            let amount = try #require(row.integer("amount_fen"))
            #expect(amount > 0)
            #expect(row["payer"] != row["payee"])
            count += 1
            if ["quota", "zone_transfer"].contains(row["basis"]) {
                paid[row["pollutant"], default: 0] += amount
            }
        }
        #expect(due.count == 2)
        for (pollutant, fen) in due {
            #expect(abs(Double(paid[pollutant] ?? 0) - fen) <= 0.5 * Double(count))
        }
    }
}
