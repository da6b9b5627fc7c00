import EcoRuns

/// What each scheme took in and gave out over all periods, in fen, as stored in `balances.csv`.
struct BalanceFigures: Sendable {
    let schemes: [String]
    private let sums: [String: [Int64]]

    /// In the order of ``amounts(_:)``.
    private static let columns = [
        "paid_in_fen", "topped_up_fen", "paid_out_fen", "retained_fen", "carried_fen",
        "set_aside_fen",
    ]

    init(_ table: StoredTable) {
        var sums: [String: [Int64]] = [:]
        for row in table.rows {
            let amounts = Self.columns.map { row.integer($0) ?? 0 }
            let earlier = sums[row["scheme"]] ?? amounts.map { _ in 0 }
            sums[row["scheme"]] = zip(earlier, amounts).map { PaymentFigures.sum([$0, $1]) }
        }
        self.sums = sums
        schemes = sums.keys.sorted()
    }

    /// What a period's balance leaves open, in fen: 0 where it closes.
    static func rest(_ row: StoredRow) -> Int64 {
        let amounts = columns.map { row.integer($0) ?? 0 }
        return PaymentFigures.sum([amounts[0], amounts[1]] + amounts[2...].map { -$0 })
    }

    /// Paid in, topped up, paid out, retained, carried and set aside of these schemes together.
    func amounts(_ schemes: [String]) -> [Int64] {
        schemes.reduce(Self.columns.map { _ in 0 }) { total, scheme in
            zip(total, sums[scheme] ?? []).map { PaymentFigures.sum([$0, $1]) }
        }
    }
}
