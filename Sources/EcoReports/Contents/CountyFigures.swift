import EcoRuns

/// The stored rows of every county, gathered once: pages of 117 counties must not search whole tables.
struct CountyFigures: Sendable {
    let accounts: AccountFigures?
    let air: AirFigures?
    let ranked: [String: Int]
    /// Received less paid, from the largest receiver to the largest payer.
    let nets: [(region: String, net: Int64)]
    let quota: QuotaFigures?
    private let rows: [String: [String: [StoredRow]]]
    private let transfers: [String: [StoredRow]]
    let hasPayments: Bool
    let hasMarginals: Bool

    /// Tables whose rows name a county, by the column that does.
    private static let tables = [
        "statement.csv": "party", "fairness.csv": "region", "marginal_payments.csv": "region",
        "prices.csv": "region", "quota_steps.csv": "region", "quota_ledger.csv": "party",
    ]

    init(_ context: ReportContext) {
        accounts = context.accounts
        let air = context.air
        self.air = air
        let order = air.flatMap { air in air.standards.first.map { air.ranked($0) } } ?? []
        ranked = Dictionary(
            order.enumerated().map { ($1.region, $0 + 1) }, uniquingKeysWith: { first, _ in first })
        nets = context.payments?.nets ?? []
        quota = context.table("quota.csv").map { QuotaFigures($0.rows, context) }
        rows = Self.tables.reduce(into: [:]) { found, entry in
            found[entry.key] = context.table(entry.key).map { table in
                Dictionary(grouping: table.rows) { $0[entry.value] }
            }
        }
        var transfers: [String: [StoredRow]] = [:]
        for row in context.table("transfers.csv").map({ Array($0.rows) }) ?? [] {
            for party in [row["payer"], row["payee"]] where context.regions[party] != nil {
                transfers[party, default: []].append(row)
            }
        }
        self.transfers = transfers
        hasPayments = context.table("statement.csv") != nil
        hasMarginals = context.table("marginal_payments.csv").map { $0.rowCount > 0 } ?? false
    }

    func rows(_ table: String, of region: String) -> [StoredRow] { rows[table]?[region] ?? [] }

    func transfers(of region: String) -> [StoredRow] { transfers[region] ?? [] }

    /// Net payment, and its rank among the counties of the same sign.
    func net(of region: String) -> (fen: Int64, rank: Int, count: Int)? {
        guard let net = nets.first(where: { $0.region == region })?.net else { return nil }
        let same = nets.filter { net < 0 ? $0.net < 0 : $0.net > 0 }.map(\.net)
        let larger = same.filter { $0.magnitude > net.magnitude }.count
        return (net, larger + 1, same.count)
    }
}
