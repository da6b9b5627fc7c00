import EcoParameters

/// Reads the figures of a run folder from its tables.
struct FigureReader {
    private(set) var figures: [ComparedFigure] = []
    private(set) var amounts: [ComparedFigure: ComparedAmount] = [:]
    private(set) var priceYears: Set<String> = []

    mutating func read(_ run: StoredRun) throws(DiagnosticFailure) {
        if let table = try run.table("accounts.csv") { readAccounts(table) }
        if let table = try run.table("air.csv") { readAir(table) }
        if let table = try run.table("transfers.csv") {
            readPayments(table, regions: try run.table("regions.csv")?.rows.map { $0["region"] } ?? [])
        }
        if let certificate = try run.document("certificate.json") { readCosts(certificate) }
        if let table = try run.table("quota_ledger.csv") { readLedger(table) }
        if let table = try run.table("quota.csv") { readQuota(table) }
        if let table = try run.table("receptors.csv") { readReceptors(table) }
        if let table = try run.table("quota_prices.csv") { readPrices(table) }
    }

    private mutating func add(_ figure: ComparedFigure, _ amount: ComparedAmount?) {
        guard let amount, amounts[figure] == nil else { return }
        figures.append(figure)
        amounts[figure] = amount
    }

    /// Adds to a figure that several rows make up.
    private mutating func sum(_ figure: ComparedFigure, _ value: Double?) {
        guard let value else { return }
        if let known = amounts[figure] {
            amounts[figure] = ComparedAmount(known.value + value)
        } else {
            add(figure, ComparedAmount(value))
        }
    }

    // MARK: Accounts and air

    private mutating func readAccounts(_ table: StoredTable) {
        for row in table.rows where row["ecosystem"].isEmpty && row["account"] != "extent" {
            if !row["price_year"].isEmpty { priceYears.insert(row["price_year"]) }
            let isTotal = row["account"] == "total"
            let item =
                isTotal
                ? (row["indicator"] == "gep" ? "" : row["indicator"])
                : row["indicator"] == "total" ? row["account"] : row["indicator"]
            for region in [row["region"], ""] {
                sum(
                    ComparedFigure(.accounts, region: region, item: item, "value_yuan", unit: "CNY"),
                    row.number("value_yuan"))
                guard !isTotal, row["indicator"] != "total" else { continue }
                sum(
                    ComparedFigure(.accounts, region: region, item: item, "quantity", unit: row["unit"]),
                    row.number("quantity"))
            }
        }
    }

    private mutating func readAir(_ table: StoredTable) {
        for row in table.rows {
            let part = [row["period"], row["standard"]].filter { !$0.isEmpty }.joined(separator: ".")
            add(
                ComparedFigure(
                    .air, region: row["region"], item: row["pollutant"], part: part, row["statistic"],
                    unit: row["unit"]), row.number("value").map { ComparedAmount($0) })
        }
    }

    // MARK: Payments

    /// To the fen: every party's sums, and every region's net by scheme.
    private mutating func readPayments(_ table: StoredTable, regions: [String]) {
        var paid: [String: Int64] = [:]
        var received: [String: Int64] = [:]
        var nets: [String: [String: Int64]] = [:]
        for row in table.rows {
            guard let fen = row.integer("amount_fen") else { continue }
            paid[row["payer"], default: 0] += fen
            received[row["payee"], default: 0] += fen
            nets[row["scheme"], default: [:]][row["payer"], default: 0] -= fen
            nets[row["scheme"], default: [:]][row["payee"], default: 0] += fen
        }
        let isRegion = Set(regions)
        func add(_ region: String, _ item: String, _ measure: String, _ fen: Int64) {
            self.add(
                ComparedFigure(.payments, region: region, item: item, measure, unit: "CNY"),
                ComparedAmount(fen: fen))
        }
        add("", "", "paid_yuan", paid.filter { isRegion.contains($0.key) }.values.reduce(0, +))
        for fund in Set(paid.keys).union(received.keys).subtracting(isRegion).sorted() {
            add("", fund, "balance_yuan", (received[fund] ?? 0) - (paid[fund] ?? 0))
        }
        for region in regions {
            let (out, into) = (paid[region] ?? 0, received[region] ?? 0)
            add(region, "", "paid_yuan", out)
            add(region, "", "received_yuan", into)
            add(region, "", "net_yuan", into - out)
            guard nets.count > 1 else { continue }
            for scheme in nets.keys.sorted() { add(region, scheme, "net_yuan", nets[scheme]?[region] ?? 0) }
        }
    }

    // MARK: Market

    private mutating func readCosts(_ certificate: JSON) {
        let yuan = "CNY"
        let cost = certificate["objective_yuan"]?.doubleValue
        let alone = certificate["cost_without_trade_yuan"]?.doubleValue
        sum(ComparedFigure(.quota, "cost_yuan", unit: yuan), cost)
        sum(ComparedFigure(.quota, "cost_without_trade_yuan", unit: yuan), alone)
        if let cost, let alone {
            sum(ComparedFigure(.quota, "saving_yuan", unit: yuan), settled(alone - cost, to: 1e6))
        }
        sum(ComparedFigure(.quota, "shortfall_t", unit: "t"), certificate["shortfall_t"]?.doubleValue)
    }

    private mutating func readLedger(_ table: StoredTable) {
        for row in table.rows where !row["net_cost_yuan"].isEmpty {
            for measure in ["net_cost_yuan", "measure_cost_yuan", "project_value_yuan", "gain_yuan"] {
                sum(ComparedFigure(.quota, region: row["party"], measure, unit: "CNY"), row.number(measure))
            }
        }
    }

    private mutating func readQuota(_ table: StoredTable) {
        let measures = ["abated_t", "sold_t", "bought_t", "emitted_t", "quota_t", "shortfall_t"]
        for row in table.rows {
            for measure in measures {
                for region in [row["region"], ""] {
                    sum(
                        ComparedFigure(
                            .quota, region: region, item: row["pollutant"], part: row["period"], measure,
                            unit: "t"), row.number(measure))
                }
            }
        }
    }

    private mutating func readReceptors(_ table: StoredTable) {
        for row in table.rows {
            sum(
                ComparedFigure(
                    .quota, item: "receptor.\(row["receptor"])", part: row["period"],
                    "concentration_ug_per_m3", unit: "ug/m3"), row.number("after_ug_m3"))
        }
    }

    private mutating func readPrices(_ table: StoredTable) {
        for row in table.rows {
            let isRegion = row["kind"] == "region"
            let isReceptor = row["kind"] == "receptor"
            let item = isReceptor ? "receptor.\(row["name"])" : row["pollutant"]
            let place =
                isRegion || isReceptor
                ? "" : [row["kind"], row["name"]].filter { !$0.isEmpty }.joined(separator: ".")
            let pool = row["pool"] == row["pollutant"] ? "" : row["pool"]
            let part = [place, pool, row["period"]].filter { !$0.isEmpty }.joined(separator: ".")
            sum(
                ComparedFigure(
                    .prices, region: isRegion ? row["name"] : "", item: item, part: part,
                    row["limit_unit"] == "t" ? "price_yuan_per_t" : "price_yuan_per_ug_per_m3",
                    unit: row["price_unit"]), row.number("price"))
        }
    }
}
