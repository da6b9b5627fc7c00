import EcoRuns

/// What the run's transfers come to for whom a published row names: like with like.
struct ComputedPayments: Sendable {
    /// By region, then period.
    private var amounts: [String: [String: PaymentPeriods.Amounts]] = [:]
    private let context: ReportContext

    init(_ transfers: StoredTable, _ context: ReportContext) {
        self.context = context
        for row in transfers.rows {
            guard let fen = row.integer("amount_fen") else { continue }
            let period = row["period"]
            if context.regions[row["payer"]] != nil {
                let paid = amounts[row["payer"]]?[period]?.paid ?? 0
                amounts[row["payer"], default: [:]][period, default: .init()].paid =
                    PaymentFigures.sum([paid, fen])
            }
            if context.regions[row["payee"]] != nil {
                let received = amounts[row["payee"]]?[period]?.received ?? 0
                amounts[row["payee"], default: [:]][period, default: .init()].received =
                    PaymentFigures.sum([received, fen])
            }
        }
    }

    /// Fen of a row of `published.csv`; `nil` where the run settles no such period or knows no such place.
    func fen(period: String, unit: String, kind: String) -> Int64? {
        let wanted = kind.hasPrefix("total_") ? Array(amounts.keys) : regions(named: unit)
        let found = wanted.flatMap { region in
            (amounts[region] ?? [:]).filter { Self.holds(period, $0.key) }.values
        }
        guard !wanted.isEmpty, isSettled(period) else { return nil }
        let (paid, received) = (
            PaymentFigures.sum(found.map(\.paid)), PaymentFigures.sum(found.map(\.received))
        )
        switch kind {
        case "fine", "total_fine": return paid
        case "reward", "total_reward": return received
        case "net_fine": return PaymentFigures.sum([paid, -received])
        default: return PaymentFigures.sum([received, -paid])
        }
    }

    /// The region itself, by code or name; all regions of a city; all regions for the whole province.
    private func regions(named unit: String) -> [String] {
        let all = context.regions.all
        if let own = all.first(where: { [$0.id, $0.name.zh, $0.name.en].contains(unit) }) { return [own.id] }
        if ReportText.places[unit] != nil { return all.map(\.id) }
        return all.filter { [$0.city.zh, $0.city.en].contains(unit) }.map(\.id)
    }

    private func isSettled(_ period: String) -> Bool {
        amounts.values.contains { $0.keys.contains { Self.holds(period, $0) } }
    }

    /// Whether a published time, such as `2018-06` or `2017-10..2018-12`, holds a settled period of its kind.
    private static func holds(_ published: String, _ settled: String) -> Bool {
        let ends = published.split(separator: ".", omittingEmptySubsequences: true).map(String.init)
        guard ends.count == 2 else { return published == settled }
        return settled.count == ends[0].count && ends[0] <= settled && settled <= ends[1]
    }
}
