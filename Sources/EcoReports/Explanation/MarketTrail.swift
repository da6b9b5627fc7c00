import EcoParameters
import EcoRuns
import EcoUnits

/// What a figure of the quota market is made from: measures with their costs, deals, payments with their rounding, and
/// the rows of the input.
struct MarketTrail: Sendable {
    let context: ReportContext
    let trail: ParameterTrail

    private func rows(_ table: String, _ matches: (StoredRow) -> Bool) -> [StoredRow] {
        (context.table(table)?.rows).map { $0.filter(matches) } ?? []
    }

    // MARK: Region and pollutant

    /// The lines below a row of `quota.csv`.
    func quota(_ row: StoredRow) -> [Explanation.Line] {
        let (region, pollutant) = (row["region"], row["pollutant"])
        let steps = rows("quota_steps.csv") {
            $0["region"] == region && $0["pollutant"] == pollutant && $0["sector"] == row["sector"]
                && $0["period"] == row["period"]
        }
        let used = steps.filter { ($0.number("used_t") ?? 0) > 0 }
        return [
            sum("abated_t", of: row, used, "used_t"), sum("cost_yuan", of: row, used, "cost_yuan"),
        ].compactMap { $0 } + used.flatMap { [step($0)] + measure($0) } + deals(row)
            + inputs(region, pollutant, besides: "quota.measures")
    }

    private func sum(
        _ column: String, of row: StoredRow, _ parts: [StoredRow], _ part: String
    ) -> Explanation.Line? {
        guard !row[column].isEmpty, !parts.isEmpty else { return nil }
        var line = Explanation.Line(
            depth: 1, title: context(SheetColumn.named(column, context).heading), value: row[column])
        line.formula = .sum(row[column], parts.map { (.plus, $0[part]) })
        return line
    }

    private func step(_ row: StoredRow) -> Explanation.Line {
        .init(
            depth: 2, title: context.subject(row["measure"]), value: "\(row["used_t"]) t",
            remarks: ["explain \(StoredFigure.address(of: row, in: "quota_steps"))"])
    }

    /// The lines below a row of `quota_steps.csv`: the cost of a step is that of a line that rises with what is used.
    func measure(_ row: StoredRow, depth: Int = 3) -> [Explanation.Line] {
        let inputs = trail.rows("quota.measures", region: row["region"], pollutant: row["pollutant"]).filter {
            ParameterTrail.cell($0, "measure") == row["measure"]
                && ParameterTrail.cell($0, "sector") == row["sector"]
        }
        guard inputs.count == 1, let input = inputs.first else { return [] }
        let cost = ParameterTrail.cell(input, "cost_yuan_per_t")
        let slope = ParameterTrail.cell(input, "slope_yuan_per_t2")
        let used = row["used_t"]
        var line = Explanation.Line(
            depth: depth, title: context(SheetColumn.named("cost_yuan", context).heading),
            value: row["cost_yuan"])
        if !cost.isEmpty, !used.isEmpty, !row["cost_yuan"].isEmpty {
            let rising = slope.isEmpty ? "" : " + \(slope) * \(used) * \(used) / 2"
            line.formula = Formula(value: row["cost_yuan"], expression: "\(cost) * \(used)" + rising)
        }
        return [line, trail.line(input: input, depth: depth)]
    }

    /// What was sold and bought.
    private func deals(_ figure: StoredRow) -> [Explanation.Line] {
        rows("quota_flows.csv") {
            $0["pollutant"] == figure["pollutant"] && $0["period"] == figure["period"]
                && [$0["from"], $0["to"]].contains(figure["region"])
        }.map { row in
            .init(
                depth: 1, title: context.partyName(row["from"]) + " → " + context.partyName(row["to"]),
                value: "\(row["sent_t"]) t",
                remarks: ["explain \(StoredFigure.address(of: row, in: "quota_flows"))"])
        }
    }

    private func inputs(_ region: String, _ pollutant: String, besides: String) -> [Explanation.Line] {
        trail.rows("quota.", region: region, pollutant: pollutant).filter { !$0["path"].hasPrefix(besides) }
            .map { trail.line(input: $0, depth: 1) }
    }

    // MARK: Money

    /// The lines below a row of `quota_payments.csv`: what is sent, its price, whole fen.
    func payment(_ row: StoredRow) -> [Explanation.Line] {
        let flows = rows("quota_flows.csv") {
            $0["from"] == row["payee"] && $0["to"] == row["payer"] && $0["pollutant"] == row["pollutant"]
                && $0["period"] == row["period"]
        }
        guard row["basis"] == "quota", let flow = flows.first, flows.count == 1 else { return [fee(row)] }
        var line = Explanation.Line(
            depth: 1, title: context(LocalizedText(en: "rounded to the fen", zh: "取整到分")),
            value: row["amount_fen"] + " " + context(LocalizedText(en: "fen", zh: "分")),
            remarks: ["explain \(StoredFigure.address(of: flow, in: "quota_flows"))"])
        line.formula = Formula(
            value: row["amount_fen"],
            expression: "round(\(flow["sent_t"]) * \(flow["price_yuan_per_t"]) * 100)")
        return [line]
    }

    private func fee(_ row: StoredRow) -> Explanation.Line {
        guard let rate = trail.parameter("quota.fee_rate") else {
            return .init(depth: 1, title: context.label(.basis, row["basis"]), value: "")
        }
        return trail.line(rate, depth: 1)
    }

    /// The lines below a row of `quota_ledger.csv`.
    func ledger(_ row: StoredRow) -> [Explanation.Line] {
        let party = row["party"]
        let results = rows("quota.csv") { $0["region"] == party }
        return [
            sum("measure_cost_yuan", of: row, results, "cost_yuan"),
            sum("project_value_yuan", of: row, results.filter { !$0["value_yuan"].isEmpty }, "value_yuan"),
            paid("quota_paid_yuan", row, "payer"), paid("quota_received_yuan", row, "payee"),
        ].compactMap { $0 }
            + Set(results.map { $0["pollutant"] }).sorted().map { pollutant in
                .init(
                    depth: 1, title: context.label(.pollutant, pollutant), value: "",
                    remarks: ["explain quota:\(party):\(pollutant)"])
            }
    }

    /// Quota paid for or sold, from the payments; those are whole fen, so the sum meets the ledger to half a fen each.
    private func paid(_ column: String, _ row: StoredRow, _ side: String) -> Explanation.Line? {
        let flows = rows("quota_flows.csv") { $0[side == "payer" ? "to" : "from"] == row["party"] }
        guard !flows.isEmpty, !row[column].isEmpty else { return nil }
        var line = Explanation.Line(
            depth: 1, title: context(SheetColumn.named(column, context).heading), value: row[column])
        line.formula = Formula(
            value: row[column],
            expression: flows.map { "\($0["sent_t"]) * \($0["price_yuan_per_t"])" }.joined(separator: " + "))
        return line
    }

    /// The lines below a price of a region: its place charge by receptor, and what binds.
    func price(_ row: StoredRow) throws(DiagnosticFailure) -> [Explanation.Line] {
        let parts =
            (try context.run.table("place_charges.csv")?.rows).map { rows in
                rows.filter {
                    $0["region"] == row["region"] && $0["pollutant"] == row["pollutant"]
                        && $0["pool"] == row["pool"] && $0["period"] == row["period"]
                }
            } ?? []
        return placeCharge(row, parts)
            + rows("prices.csv") {
                $0["region"].isEmpty && !$0["limit"].isEmpty && $0["period"] == row["period"]
            }.map { limit in
                let note = limit[context.language == .zh && !limit["note_zh"].isEmpty ? "note_zh" : "note"]
                return .init(
                    depth: 1, title: note.isEmpty ? limit["limit"] : note,
                    value: "\(limit["shadow_price_yuan_per_t"]) \(context.unit(limit["unit"]))")
            }
    }

    /// The price of each receptor's limit times what a tonne adds there.
    private func placeCharge(_ row: StoredRow, _ parts: [StoredRow]) -> [Explanation.Line] {
        let column = "place_charge_yuan_per_t"
        let sum = parts.map { "\($0["price_yuan_per_ug_m3"]) * \($0["effect_ug_m3_per_t"])" }
            .joined(separator: " + ")
        guard let figure = row.number(column), !parts.isEmpty else { return [] }
        let found = ExpressionValue.gives(sum, figure) ? sum : nil
        let head = Explanation.Line(
            depth: 1, title: context(SheetColumn.named(column, context).heading), value: row[column],
            formula: found.map { Formula(value: row[column], expression: $0) })
        return [head]
            + parts.map { part in
                .init(
                    depth: 2, title: context.label(.receptor, part["receptor"]),
                    value: part["charge_yuan_per_t"],
                    formula: .product(
                        part["charge_yuan_per_t"], [part["price_yuan_per_ug_m3"], part["effect_ug_m3_per_t"]])
                )
            }
    }
}
