import EcoRuns
import EcoUnits

/// Tables of payments.
extension TableOrigin {
    static let settlements: [TableOrigin] = [
        TableOrigin(
            table: "statement", keys: ["party", "year", "scheme"],
            added: RowAddition(
                columns: ["paid_fen", "received_fen", "retained_fen", "carried_fen", "net_fen"],
                countiesOf: "party"),
            made: LocalizedText(
                en: "What a party pays and receives under a scheme in a year: its payments added.",
                zh: "一方在一年内按某方案缴纳与获得的补偿合计。"),
            recipes: [
                "paid_fen": { row, run in [payments(run, of: row, as: "payer")] },
                "received_fen": { row, run in [payments(run, of: row, as: "payee")] },
            ]),
        TableOrigin(
            table: "balances", keys: ["scheme"],
            added: RowAddition(columns: [
                "paid_in_fen", "paid_out_fen", "retained_fen", "carried_fen", "topped_up_fen",
                "set_aside_fen",
            ]),
            made: LocalizedText(
                en:
                    "The fund of a scheme by period: paid in and topped up is paid out, retained, carried or set aside.",
                zh: "方案资金池分期平衡：缴入与补足等于拨付、留存、结转与专户之和。")),
        TableOrigin(
            table: "fairness", keys: ["region", "year"],
            added: RowAddition(columns: ["paid_fen", "received_fen", "net_fen", "revenue_yuan"]),
            made: LocalizedText(
                en:
                    "What a county pays and receives under all schemes, by head, by area and over its revenue.",
                zh: "一县各方案合计的缴纳与获得，按人口、面积及财政收入计。"),
            recipes: [
                "paid_fen": { row, run in [statements(run, of: row, "paid_fen")] },
                "received_fen": { row, run in [statements(run, of: row, "received_fen")] },
                "burden_of_revenue": { row, _ in
                    row["revenue_yuan"].isEmpty ? [] : ["\(row["paid_fen"]) / 100 / \(row["revenue_yuan"])"]
                },
            ]),
        TableOrigin(
            table: "inequality", keys: ["year"],
            made: LocalizedText(
                en:
                    "Gini coefficient over people: 1 - Σ people × (2 × amounts of the counties before + amount) / (all people × all amounts), counties in the order of their amount per head, amounts in fen of fairness.csv, people of regions.csv.",
                zh:
                    "以人口为权的基尼系数：1 − Σ 人口 ×（2 × 前列各县金额 + 本县金额）÷（总人口 × 总金额），各县按人均金额由低到高排列，金额取 fairness.csv（分），人口取 regions.csv。"
            ),
            recipes: [
                "gini_of_paid": { row, run in gini(run, row, "paid_fen") },
                "gini_of_received": { row, run in gini(run, row, "received_fen") },
                "heaviest_burden_of_revenue": { row, run in
                    largest(run.rows("fairness", ["year": row["year"]]).map { $0["burden_of_revenue"] })
                },
            ],
            related: { ["fairness:\($0["heaviest_region"]):\($0["year"])"] }),
        TableOrigin(
            table: "claims", keys: ["scheme", "period", "payer", "payee", "basis"],
            added: RowAddition(columns: ["claimed_yuan", "amount_fen"]),
            made: LocalizedText(
                en: "A claim of a scheme with its arithmetic, as its money after rounding and sharing out.",
                zh: "方案的一项应收应付及其计算步骤，金额为取整与分摊之后。"),
            related: { ["transfers:\($0["payer"]):\($0["payee"]):\($0["period"]):\($0["scheme"])"] }),
        TableOrigin(
            table: "calculations", keys: ["node"],
            title: LocalizedText(en: "Steps of payments", zh: "补偿计算步骤"),
            made: LocalizedText(
                en: "A step of the arithmetic of payments, from the steps named in inputs.",
                zh: "补偿计算的一步，由 inputs 所列各步得出。")),
        TableOrigin(
            table: "corrections", keys: ["period", "scheme", "payer", "payee", "basis"],
            added: RowAddition(columns: ["settled_fen", "recomputed_fen", "difference_fen"]),
            made: LocalizedText(
                en: "The payment settled again on revised data, less what was settled.",
                zh: "按修订数据重新结算的金额减去原结算金额。"),
            recipes: ["difference_fen": difference("recomputed_fen", "settled_fen")],
            blocks: ["compensation.corrections"]),
        TableOrigin(
            table: "consolidated", keys: ["region", "year", "kind", "item", "counterparty"],
            added: RowAddition(ofOneUnit: ["given", "received"], hasNet: true),
            made: LocalizedText(
                en:
                    "What a county gives one counterparty and receives from it: payments, quota and its money, things in kind, services. Kinds are never added.",
                zh: "一县与一方之间的往来：补偿款、指标及其价款、非货币补偿与服务；不同种类不相加。"),
            recipes: [
                "given": { row, run in consolidated(run, row, isGiven: true) },
                "received": { row, run in consolidated(run, row, isGiven: false) },
            ]),
        TableOrigin(
            table: "in_kind", keys: ["period", "provider", "recipient", "form", "subject"],
            made: LocalizedText(
                en: "Compensation that is not money, as the scenario or a scheme states it.",
                zh: "方案或补偿办法载明的非货币补偿。"),
            blocks: ["compensation.in_kind"]),
        TableOrigin(
            table: "scores", keys: ["appraisal", "subject", "period", "indicator"],
            made: LocalizedText(
                en:
                    "What an appraisal gave: of a target the value reached, its gap, and the gap by the years left; of a total the share of its parts that are met.",
                zh: "评价结果：目标的完成值、差距及剩余年限的年均差距；总分为达标项所占比例。"),
            reads: ["input_rows"], recipes: ["value": score], blocks: ["compensation.appraisals"]),
        TableOrigin(
            table: "allocations", keys: ["allocation", "period", "item", "recipient"],
            added: RowAddition(ofOneUnit: ["amount"]),
            made: LocalizedText(
                en:
                    "What a recipient gets of a stock by the method of the allocation; the recipient unallocated has what is left of it.",
                zh: "按分配方法由某存量中所得份额；recipient 为 unallocated 的一行是剩余量。"),
            blocks: ["compensation.allocations"]),
    ]

    // MARK: Payments

    private static func payments(_ run: RunRows, of row: StoredRow, as side: String) -> String {
        let own = run.rows("transfers", [side: row["party"], "year": row["year"], "scheme": row["scheme"]])
        return own.isEmpty ? "0" : sum(own.map { $0["amount_fen"] })
    }

    private static func statements(_ run: RunRows, of row: StoredRow, _ column: String) -> String {
        let own = run.rows("statement", ["party": row["region"], "year": row["year"]])
        return own.isEmpty ? "0" : sum(own.map { $0[column] })
    }

    private static func gini(_ run: RunRows, _ row: StoredRow, _ column: String) -> [String] {
        let cells = run.rows("fairness", ["year": row["year"]]).map { burden in
            (
                amount: burden[column],
                people: run.first("regions", ["region": burden["region"]])?["population"] ?? ""
            )
        }
        return GiniExpression.text(cells).map { [$0] } ?? []
    }

    // MARK: Consolidated

    private static func consolidated(_ run: RunRows, _ row: StoredRow, isGiven: Bool) -> [String] {
        let (own, other) = (row["region"], row["counterparty"])
        let (from, to) = isGiven ? (own, other) : (other, own)
        switch row["kind"] {
        case "cash":
            let paid = run.rows(
                "transfers", ["payer": from, "payee": to, "year": row["year"], "scheme": row["item"]])
            return paid.isEmpty ? [] : ["(\(sum(paid.map { $0["amount_fen"] }))) / 100"]
        case "quota_payment":
            return run.rows("quota_payments", ["payer": from, "payee": to]).filter {
                "\($0["pollutant"]): \($0["basis"])" == row["item"]
            }.map { "\($0["amount_fen"]) / 100" }
        case "quota":
            return run.rows("quota_flows", ["from": from, "to": to, "pollutant": row["item"]]).map {
                isGiven ? $0["sent_t"] : "\($0["sent_t"]) / \($0["ratio"])"
            }
        case "service":
            return run.rows("account_services", ["region": own, "indicator": row["item"]]).filter {
                $0["component"].isEmpty
            }.map { $0["value_yuan"] }
        default: return []
        }
    }

    // MARK: Scores

    private static func score(_ row: StoredRow, _ run: RunRows) -> [String] {
        let own = ["appraisal": row["appraisal"], "subject": row["subject"], "period": row["period"]]
        let others = run.rows("scores", own)
        if row["indicator"] == "total" {
            let graded = others.filter {
                $0["indicator"] != "total" && ["met", "not_met"].contains($0["grade"])
            }
            let met = graded.map { $0["grade"] == "met" ? "1" : "0" }
            return graded.isEmpty ? [] : ["(\(met.joined(separator: " + "))) * 100 / \(graded.count)"]
        }
        for (ending, expressions) in [("_gap", gaps), ("_annual_pace", paces)]
        where row["indicator"].hasSuffix(ending) {
            return expressions(String(row["indicator"].dropLast(ending.count)), row, others, run)
        }
        guard row["indicator"].hasSuffix("_balance") else { return [] }
        let head = row["indicator"].dropLast("balance".count)
        let parts = ["freed", "handed_over"].compactMap { name in
            others.first { $0["indicator"] == head + name }?["value"]
        }
        return parts.count == 2 ? [parts.joined(separator: " - ")] : []
    }

    private typealias ScoreParts = @Sendable (String, StoredRow, [StoredRow], RunRows) -> [String]

    /// How far the value is from its target, from the row of the input that sets it.
    private static let gaps: ScoreParts = { indicator, row, others, run in
        guard let value = others.first(where: { $0["indicator"] == indicator })?["value"] else { return [] }
        return targets(indicator, row, run).flatMap { target in
            let aim = ParameterTrail.cell(target, "target")
            return aim.isEmpty ? [] : ["max(0, \(aim) - \(value))", "max(0, \(value) - \(aim))"]
        }
    }

    /// The gap by the years that are left.
    private static let paces: ScoreParts = { indicator, row, others, run in
        guard let gap = others.first(where: { $0["indicator"] == indicator + "_gap" })?["value"] else {
            return []
        }
        return targets(indicator, row, run).compactMap { target in
            let year = ParameterTrail.cell(target, "target_year")
            return year.isEmpty ? nil : "\(gap) / (\(year) - \(row["period"].prefix(4)))"
        }
    }

    private static func targets(_ indicator: String, _ row: StoredRow, _ run: RunRows) -> [StoredRow] {
        run["input_rows"].filter {
            $0["path"].hasPrefix("compensation.appraisals") && $0["region"] == row["subject"]
                && ParameterTrail.cell($0, "indicator") == indicator
        }
    }
}
