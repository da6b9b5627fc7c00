import EcoRuns
import EcoUnits

/// Tables of the search of a standard.
extension TableOrigin {
    static let searches: [TableOrigin] = [
        TableOrigin(
            table: "search", keys: ["point"],
            made: LocalizedText(
                en:
                    "A standard that was tried: the simulation run with its values, the objective as the mean over the draws, margins of the constraints in the draw that decides, as parts of their aims. The violation adds the margins below 0.",
                zh: "一个试算标准：以其取值运行模拟，目标为各次抽样均值，约束余量取起决定作用的抽样、以目标值的比例计；违反量为负余量之和。"),
            recipes: [
                "violation": { row, _ in
                    let broken = row.headings.filter { $0.hasPrefix("margin_") && row[$0].hasPrefix("-") }
                    return [broken.isEmpty ? "0" : "-(" + sum(broken.map { row[$0] }) + ")"]
                },
                "objective": { row, run in
                    (run["search_summary"].first?["objective"]).map { [row[$0]] } ?? []
                },
            ],
            commands: trial, blocks: ["search"], isOutcome: true),
        TableOrigin(
            table: "search_summary", keys: ["objective"],
            made: LocalizedText(
                en:
                    "How the standard was searched and how certain it is; counts of the points of search.csv.",
                zh: "寻优过程与结果的确定程度；点数来自 search.csv。"),
            recipes: [
                "evaluations": { _, run in counted(run, "search") { _ in true } },
                "front": { _, run in counted(run, "search") { $0["on_front"] == "yes" } },
                "nearly_best": { _, run in counted(run, "search") { $0["nearly_best"] == "yes" } },
                "value": { _, run in measure(run, "objective", "value") },
                "present": { _, run in measure(run, "objective", "present") },
            ],
            worked: ["hypervolume": { _, run in FrontVolume(run)?.worked }],
            related: { ["search_measures:objective:\($0["objective"])"] },
            blocks: ["search"], isOutcome: true),
        TableOrigin(
            table: "search_standard", keys: ["variable"],
            made: LocalizedText(
                en:
                    "The value found for a variable; near_low and near_high are the least and largest among points nearly as good.",
                zh: "变量的寻优结果；near_low 与 near_high 为近优点中的最小值与最大值。"),
            recipes: [
                "value": { row, run in
                    guard let value = measure(run, "objective", "value").first else { return [] }
                    return run.rows("search", ["objective": value]).prefix(1).map { $0[row["variable"]] }
                },
                "near_low": { row, run in near(run, row, "min") },
                "near_high": { row, run in near(run, row, "max") },
            ],
            commands: { _, run in standardFound(run) }, blocks: ["search.variables"], isOutcome: true),
        TableOrigin(
            table: "search_constraints", keys: ["constraint"],
            made: LocalizedText(
                en:
                    "How a constraint stands at the standard found, in the draw that decides; its margin is a part of the aim (of a fund's balance, of its yearly budget).",
                zh: "寻优结果下约束的状况，取起决定作用的抽样；余量以目标值的比例计（资金余额以年度预算的比例计）。"),
            reads: [drawsOfSearch, "search_shadows"],
            recipes: [
                "objective_change": { row, run in
                    let relaxed = run.first("search_shadows", ["constraint": row["constraint"]])
                    guard let relaxed, let best = measure(run, "objective", "value").first else { return [] }
                    return ["\(relaxed["objective"]) - \(bracketed(best))"]
                },
                "margin": { row, _ in
                    let (value, aim) = (bracketed(row["value"]), bracketed(row["aim"]))
                    guard !row["value"].isEmpty, (row.number("aim") ?? 0) != 0 else { return [] }
                    return row["sense"] == "at_most"
                        ? ["(\(aim) - \(value)) / max(\(aim), -\(aim))"]
                        : ["(\(value) - \(aim)) / max(\(aim), -\(aim))"]
                },
                "present_share": { row, run in
                    run.first("simulation_targets", ["target": row["constraint"]]).map { [$0["share_met"]] }
                        ?? []
                },
            ],
            worked: [
                "present_share": shareOfDraws("present"), "share_met": shareOfDraws("found"),
                "draw": decidingDraw, "value": decidingValue, "margin": decidingMargin,
            ],
            related: {
                $0["objective_change"].isEmpty ? [] : ["search_shadows:\($0["constraint"])"]
            },
            commands: { _, run in standardFound(run) }, blocks: ["search.constraints"], isOutcome: true),
        TableOrigin(
            table: "search_measures", keys: ["role", "measure"],
            made: LocalizedText(
                en:
                    "What is sought, with the values of the scenario and with the standard found: means over the draws.",
                zh: "寻优目标在现行取值与寻优结果下的值：各次抽样的均值。"),
            reads: [drawsOfSearch],
            recipes: [
                "value": { row, run in
                    guard let value = measure(run, "objective", "value").first else { return [] }
                    return run.rows("search", ["objective": value]).prefix(1).map { $0[row["measure"]] }
                },
                "present": present,
            ],
            worked: ["value": measureOverDraws("found"), "present": measureOverDraws("present")],
            commands: { _, run in standardFound(run) },
            blocks: ["search.objective", "search.pareto", "search.discount_rate"], isOutcome: true),
        TableOrigin(
            table: "search_burdens", keys: ["point", "region"],
            added: RowAddition(columns: [
                "payments_net_yuan", "own_restoration_yuan", "subsidies_yuan", "burden_yuan", "revenue_yuan",
                "enterprises_yuan",
            ]),
            made: LocalizedText(
                en:
                    "What the budget of a county bears in a year, mean over years and draws: own restoration and subsidies less what schemes pay it, over its revenue.",
                zh: "县级财政年均负担（各年各次抽样均值）：自有修复与补贴减去补偿净得，再除以财政收入。"),
            recipes: [
                "burden_yuan": { row, _ in
                    [
                        "\(bracketed(row["own_restoration_yuan"])) + \(bracketed(row["subsidies_yuan"])) - \(bracketed(row["payments_net_yuan"]))"
                    ]
                },
                "share": { row, _ in ["\(row["burden_yuan"]) / \(row["revenue_yuan"])"] },
                "payments_net_yuan": { row, run in
                    // The years of the run are those of the scenario as it stands.
                    let years = run.rows(
                        "simulation_years", ["region": row["region"], "figure": "payments.net_yuan"])
                    return row["point"] == "present" && !years.isEmpty
                        ? ["(\(sum(years.map { $0["mean"] }))) / \(years.count)"] : []
                },
            ],
            commands: { row, run in row["point"] == "found" ? standardFound(run) : [] }, blocks: ["search"],
            isOutcome: true),
        TableOrigin(
            table: "search_shadows", keys: ["constraint"],
            title: LocalizedText(en: "Where a constraint is relaxed", zh: "约束放宽后的方案"),
            made: LocalizedText(
                en: "The best point found where the constraint asks for a little less, and its objective.",
                zh: "约束略微放宽时找到的最优方案及其目标值。"),
            related: { ["search_constraints:\($0["constraint"])"] }, commands: trial, blocks: ["search"],
            isOutcome: true),
        TableOrigin(
            table: drawsOfSearch, keys: ["point", "role", "id", "draw"],
            title: LocalizedText(en: "Single draws of the search", zh: "寻优各次抽样值"),
            titles: ["id": LocalizedText(en: "Constraint or measure", zh: "约束或目标")],
            made: LocalizedText(
                en:
                    "A constraint or measure in one draw, of the scenario as it stands (present) or of the standard found; the margin is a part of the aim.",
                zh: "某次抽样下约束或目标的值：present 为现行方案，found 为寻优结果；余量以目标值的比例计。"),
            commands: { row, run in row["point"] == "found" ? standardFound(run) : [] }, blocks: ["search"],
            isOutcome: true),
        TableOrigin(
            table: "pareto", keys: ["point"],
            made: LocalizedText(
                en: "A point of search.csv that no other beats in all criteria.",
                zh: "search.csv 中不被他点在全部目标上同时胜出的点。"),
            recipes: ["objective": pointObjective],
            related: { ["search:\($0["point"])"] }, commands: trial),
        TableOrigin(
            table: "alternatives", keys: ["rank"],
            made: LocalizedText(
                en: "A point nearly as good as the best: how much worse its objective is.",
                zh: "近优备选点及其目标值与最优之差。"),
            recipes: [
                "objective": pointObjective,
                "worse_by": { row, run in
                    guard let best = run["alternatives"].first?["objective"] else { return [] }
                    let (own, other) = (bracketed(row["objective"]), bracketed(best))
                    return ["\(own) - \(other)", "\(other) - \(own)"]
                },
            ],
            related: { ["search:\($0["point"])"] }, commands: trial),
    ]

    // MARK: Points

    private static func counted(
        _ run: RunRows, _ table: String, _ holds: (StoredRow) -> Bool
    ) -> [String] {
        let ones = run[table].map { holds($0) ? "1" : "0" }
        return ones.isEmpty ? [] : ["count(1, 1, \(ones.joined(separator: ", ")))"]
    }

    private static func measure(_ run: RunRows, _ role: String, _ column: String) -> [String] {
        run.first("search_measures", ["role": role]).map { [$0[column]] } ?? []
    }

    private static func near(_ run: RunRows, _ row: StoredRow, _ choice: String) -> [String] {
        let values = run.rows("search", ["nearly_best": "yes"]).map { $0[row["variable"]] }
        return values.isEmpty ? [] : ["\(choice)(\(values.joined(separator: ", ")))"]
    }

    private static func pointObjective(_ row: StoredRow, _ run: RunRows) -> [String] {
        run.first("search", ["point": row["point"]]).map { [$0["objective"]] } ?? []
    }
}
