import EcoScenarios
import EcoUnits
import Testing

@testable import EcoRuns

/// The consolidated statement against the tables that it puts together.
@Suite struct ConsolidatedTests {
    let temporary = TemporaryFolder()

    private func sums(_ table: StoredTable, by key: (StoredRow) -> String, _ column: String) -> [String:
        Rational]
    {
        var sums: [String: Rational] = [:]
        for row in table.rows {
            guard let amount = Rational(decimal: row[column]) else { continue }
            sums[key(row)] = try? (sums[key(row)] ?? .zero) + amount
        }
        return sums.filter { $0.value != .zero }
    }

    /// Cash adds to the statement to the fen, quota to the market's own table, and every row of cash has its
    /// clause.
    @Test func itAddsToStatementMarketAndAccounts() throws {
        let result = try Taixin.runner.run(ScenarioLoader.load(path: Taixin.folder))
        try RunStore.write(result, to: "\(temporary.path)/run")
        let run = try StoredRun(folder: "\(temporary.path)/run")
        let consolidated = try #require(try run.table("consolidated.csv"))
        let statement = try #require(try run.table("statement.csv"))
        let isRegion = { (row: StoredRow) in row["party"].allSatisfy(\.isNumber) }
        for (column, fen) in [("given", "paid_fen"), ("received", "received_fen")] {
            let cash = sums(
                consolidated, by: { $0["kind"] == "cash" ? $0["region"] + " " + $0["item"] : "" }, column)
            let stated = sums(statement, by: { isRegion($0) ? $0["party"] + " " + $0["scheme"] : "" }, fen)
            for (key, amount) in stated where !key.isEmpty {
                #expect(try (cash[key] ?? .zero) * Rational(100) == amount, "\(key)")
            }
            #expect(cash.keys.filter { !$0.isEmpty }.count == stated.keys.filter { !$0.isEmpty }.count)
        }
        let quota = try #require(try run.table("quota.csv"))
        let sold = quota.rows.compactMap { $0.number("sold_t") }.reduce(0, +)
        let given = consolidated.rows.filter { $0["kind"] == "quota" }.compactMap { $0.number("given") }
            .reduce(0, +)
        #expect(sold > 0 && abs(given - sold) <= 1e-6 * sold)
        let kinds = Set(consolidated.rows.map { $0["kind"] })
        #expect(kinds == ["cash", "quota", "quota_payment", "service"])
        let withoutClause = consolidated.rows.filter { $0["kind"] == "cash" && $0["clause_zh"].isEmpty }
        #expect(Array(withoutClause).isEmpty)
    }
}
