import EcoRuns

/// Payments by party and scheme, in fen, as stored.
struct PaymentFigures: Sendable {
    struct Line: Sendable {
        let party: String
        let year: String
        let scheme: String
        let paid: Int64
        let received: Int64
        let retained: Int64
        let carried: Int64
        let net: Int64
    }

    static let neededColumns = ["party", "scheme", "paid_fen", "received_fen", "net_fen"]

    let year: String
    let lines: [Line]
    let schemes: [String]
    private let regions: RunRegions

    init(_ table: StoredTable, _ context: ReportContext) {
        let years = Set(table.rows.map { $0["year"] })
        year = years.sorted().joined(separator: ", ")
        lines = table.rows.map { row in
            Line(
                party: row["party"], year: row["year"], scheme: row["scheme"],
                paid: row.integer("paid_fen") ?? 0,
                received: row.integer("received_fen") ?? 0, retained: row.integer("retained_fen") ?? 0,
                carried: row.integer("carried_fen") ?? 0, net: row.integer("net_fen") ?? 0)
        }
        schemes = Set(lines.map(\.scheme)).sorted()
        regions = context.regions
    }

    func isRegion(_ party: String) -> Bool { regions[party] != nil }

    var regionLines: [Line] { lines.filter { isRegion($0.party) } }

    /// What the regions paid.
    var fines: Int64 { Self.sum(regionLines.map(\.paid)) }
    /// What the regions received.
    var rewards: Int64 { Self.sum(regionLines.map(\.received)) }
    var retained: Int64 { Self.sum(lines.map(\.retained)) }
    var carried: Int64 { Self.sum(lines.map(\.carried)) }

    func net(_ region: String) -> Int64 { Self.sum(lines.filter { $0.party == region }.map(\.net)) }

    /// Received less paid by region, over all schemes; from the largest receiver to the largest payer.
    var nets: [(region: String, net: Int64)] {
        let sums = Dictionary(grouping: regionLines, by: \.party).mapValues { Self.sum($0.map(\.net)) }
        return sums.map { (region: $0.key, net: $0.value) }.sorted {
            (-$0.net, $0.region) < (-$1.net, $1.region)
        }
    }

    /// A sum that stops at the range's end instead of trapping.
    static func sum(_ amounts: [Int64]) -> Int64 {
        amounts.reduce(0) { total, amount in
            let (sum, overflow) = total.addingReportingOverflow(amount)
            return overflow ? (amount > 0 ? .max : .min) : sum
        }
    }
}

/// What regions paid and received in each period, by scheme.
struct PaymentPeriods: Sendable {
    struct Amounts: Sendable {
        var paid: Int64 = 0
        var received: Int64 = 0
    }

    static let neededColumns = ["period", "scheme", "payer", "payee", "amount_fen"]

    /// Periods by scheme, in time's order.
    let byScheme: [String: [(period: String, amounts: Amounts)]]

    init(_ table: StoredTable, _ regions: RunRegions) {
        var sums: [String: [String: Amounts]] = [:]
        for row in table.rows {
            guard let fen = row.integer("amount_fen") else { continue }
            var amounts = sums[row["scheme"]]?[row["period"]] ?? Amounts()
            if regions[row["payer"]] != nil { amounts.paid = PaymentFigures.sum([amounts.paid, fen]) }
            if regions[row["payee"]] != nil {
                amounts.received = PaymentFigures.sum([amounts.received, fen])
            }
            sums[row["scheme"], default: [:]][row["period"]] = amounts
        }
        byScheme = sums.mapValues { $0.sorted { $0.key < $1.key }.map { ($0.key, $0.value) } }
    }
}
