import EcoRuns
import EcoUnits

/// Tables of what the quota market would be under other rules, limits and allocations.
extension TableOrigin {
    static let marketStudies: [TableOrigin] = [
        TableOrigin(
            table: "quota_rules", keys: ["rule"],
            made: LocalizedText(
                en:
                    "The market solved again without the rule, all else as it is; the cost of the rule is the cost under all rules less that, 0 where the gaps of both proofs are larger.",
                zh: "去除该规则、其余不变后重新求解；规则成本为全部规则下的费用减去去除该规则后的费用，小于两次证明误差者记为 0。"),
            recipes: [
                "rule_cost_yuan": { row, run in
                    guard let objective = run.objective, !row["cost_without_yuan"].isEmpty else { return [] }
                    return ["\(bracketed(objective)) - \(bracketed(row["cost_without_yuan"]))"]
                }
            ],
            blocks: ["quota.rules"], isOutcome: true),
        TableOrigin(
            table: "quota_sensitivity", keys: ["kind", "value", "pollutant"],
            made: LocalizedText(
                en:
                    "The market solved again with all quota, replacement ratios, reserves or the limits of stations (above background) times the value; for ratios the value itself. The price is the mean over the accounts of the pollutant.",
                zh: "将指标总量、储备量或站点限值（扣除背景）乘以该值，或将替代倍数改为该值后重新求解；价格为该污染物各账户的平均。"),
            besidePlan: "cost_yuan", blocks: ["quota.analysis"], isOutcome: true),
        TableOrigin(
            table: "quota_curves", keys: ["curve", "aim", "level"],
            made: LocalizedText(
                en:
                    "The market solved again with the aim held at the level, all else as it is; the price is the multiplier of that aim.",
                zh: "将目标定在该水平、其余不变后重新求解；价格为该目标的影子价格。"),
            besidePlan: "cost_yuan", blocks: ["quota.curves"], isOutcome: true),
        TableOrigin(
            table: "quota_allocations", keys: ["method", "pollutant", "region"],
            added: RowAddition(
                columns: ["baseline_t", "held_t", "quota_t"], parts: ["region": RowAddition.ofOneCounty]),
            made: LocalizedText(
                en:
                    "The quota that a method of primary allocation gives, beside what is held; without a region the cost of the market solved behind it.",
                zh: "各初始分配方法给出的指标与现有指标；无地区的一行为该分配下市场重新求解的费用。"),
            recipes: [
                "baseline_t": { row, run in [held(run, row, "baseline_t")] },
                "held_t": { row, run in [held(run, row, "quota_t")] },
            ],
            besidePlan: "cost_yuan", blocks: ["quota.allocation"], isOutcome: true),
        TableOrigin(
            table: "quota_reliefs", keys: ["change_en"],
            made: LocalizedText(
                en:
                    "The market solved again with the change, to see whether emission without quota is covered.",
                zh: "作此改变后重新求解，看缺口是否得以弥补。"),
            besidePlan: "cost_yuan", isOutcome: true),
        TableOrigin(
            table: "quota_infeasibility", keys: ["conflict", "part", "text_en"],
            made: LocalizedText(
                en:
                    "No plan meets the limits: the smallest sets of limits that conflict, who adds to them (emission left after every measure times what a tonne adds), and the cheapest ways out, each solved.",
                zh: "无方案满足全部限值：最小冲突限值组、各方贡献（全部措施后的剩余排放乘每吨贡献），以及逐一求解的最省出路。"),
            recipes: [
                "raised_to": { row, _ in
                    row["missing"].isEmpty
                        ? [] : ["\(row["value"]) + \(row["missing"])", "\(row["value"]) - \(row["missing"])"]
                }
            ],
            isOutcome: true),
        TableOrigin(
            table: "quota_sharing", keys: ["player"],
            made: LocalizedText(
                en:
                    "What trade saves, shared: by the prices of the market (Owen 1975) the gains of a player's counties added; Shapley (1953) is the mean of what the player adds over the orders of joining, markets of coalitions each solved.",
                zh: "交易所节省费用的分享：按市场价格（Owen 1975）为该方各县收益之和；Shapley（1953）为各加入次序下其边际贡献的平均，各联盟市场分别求解。"),
            recipes: [
                "owen_yuan": sharing,
                "shapley_yuan": { row, run in
                    let players = run["quota_sharing"].filter { !["all", "rents"].contains($0["player"]) }
                    return row["player"] == "all" ? [sum(players.map { $0["shapley_yuan"] })] : []
                },
            ],
            blocks: ["quota.sharing"], isOutcome: true),
    ]

    private static func held(_ run: RunRows, _ row: StoredRow, _ column: String) -> String {
        sum(
            run.rows(
                "quota",
                ["region": row["region"], "pollutant": row["pollutant"], "period": row["period"]]
            ).map { $0[column] })
    }

    private static func sharing(_ row: StoredRow, _ run: RunRows) -> [String] {
        switch row["player"] {
        case "all":
            return [sum(run["quota_sharing"].filter { $0["player"] != "all" }.map { $0["owen_yuan"] })]
        case "rents": return [sum(run["quota_ledger"].map { $0["rent_yuan"] })]
        default:
            let own = row["regions"].split(separator: " ").map(String.init)
            return [sum(run["quota_ledger"].filter { own.contains($0["party"]) }.map { $0["gain_yuan"] })]
        }
    }
}
