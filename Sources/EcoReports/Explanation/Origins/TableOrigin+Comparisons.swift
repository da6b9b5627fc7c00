import EcoRuns
import EcoUnits

/// Tables in the folder of a comparison.
extension TableOrigin {
    static let comparisons: [TableOrigin] = [
        TableOrigin(
            table: "differences", keys: ["run", "figure"],
            title: ComparisonText.differencesTitle,
            titles: [
                "measure": ComparisonText.figure, "item": ComparisonText.item, "part": ComparisonText.part,
            ],
            words: ["group": ComparisonText.groups, "measure": ComparisonText.measures],
            made: LocalizedText(
                en: "The figure of the later run less that of the first; money to the fen.",
                zh: "后一运行的数值减去首个运行的数值；金额精确到分。"),
            reads: ["runs"],
            recipes: ["change": difference("after", "before"), "relative_change": relativeChange],
            commands: bothRuns),
        TableOrigin(
            table: "winners_losers", keys: ["run", "region"],
            added: RowAddition(columns: ["payments_change_yuan", "market_change_yuan", "total_change_yuan"]),
            title: ComparisonText.standings,
            words: ["side": ComparisonText.sides],
            made: LocalizedText(
                en:
                    "Change of what the region receives less what it pays, and the fall of its net cost in the market; less than a fen is nothing.",
                zh: "该地区补偿净额的变化与市场净费用的降低；不足一分视为不变。"),
            reads: ["runs", "differences"],
            recipes: [
                "total_change_yuan": { row, _ in
                    [sum([row["payments_change_yuan"], row["market_change_yuan"]])]
                },
                "payments_change_yuan": { row, run in changeOf(run, row, "payments", "net_yuan", "") },
                "market_change_yuan": { row, run in changeOf(run, row, "quota", "net_cost_yuan", "-") },
            ],
            related: { row in
                [
                    "differences:\(row["run"]):payments.\(row["region"]).net_yuan",
                    "differences:\(row["run"]):quota.\(row["region"]).net_cost_yuan",
                ]
            }),
        TableOrigin(
            table: "inputs_changed", keys: ["run", "path"],
            title: ComparisonText.inputs, words: ["kind": ComparisonText.kinds],
            made: LocalizedText(
                en: "Values of the scenario that the runs have differently; files by their digests.",
                zh: "两次运行取值不同的情景参数；文件以摘要比较。"),
            reads: ["runs"], commands: folders),
        TableOrigin(
            table: "causes", keys: ["run", "figure", "cause"],
            added: RowAddition(columns: ["shapley"]),
            title: ComparisonText.causes,
            made: LocalizedText(
                en:
                    "What the cause changes alone, what it changes as the last one, and its Shapley value: the mean over all orders of the causes, which add to the change.",
                zh: "该成因单独变动与最后变动的影响，以及 Shapley 值（全部变动次序下的平均，各成因之和等于变化）。"),
            reads: ["runs", "causes", "combinations"],
            recipes: ["change": changeOfCauses, "alone": alone, "last": last, "shapley": shapley],
            commands: folders, isOutcome: true),
        TableOrigin(
            table: "combinations", keys: ["run", "figure", "combination"],
            title: LocalizedText(en: "Sets of causes", zh: "成因组合"),
            made: LocalizedText(
                en:
                    "The figure of the scenario with these causes in place, by their numbers in causes.csv, and the others as in the first run.",
                zh: "仅使所列成因（causes.csv 中的序号）生效、其余保持首个运行取值时的数值。"),
            isOutcome: true),
        TableOrigin(
            table: "decomposition", keys: ["run", "year", "region", "figure"],
            title: ComparisonText.decomposition,
            titles: Dictionary(
                ChangeGroup.allCases.map { ($0.rawValue, $0.title) }, uniquingKeysWith: { first, _ in first }),
            made: LocalizedText(
                en:
                    "The change of the figure in the year, split among groups of inputs by their Shapley values, which add to it.",
                zh: "该年指标的变化，按 Shapley 值分解到各组输入，各组之和等于变化。"),
            reads: ["runs", "decomposition_combinations"],
            recipes: Dictionary(
                ChangeGroup.allCases.map { ($0.rawValue, part(of: $0)) },
                uniquingKeysWith: { first, _ in first }
            ).merging(["change": changeOfGroups]) { first, _ in first },
            commands: folders, isOutcome: true),
        TableOrigin(
            table: "decomposition_combinations", keys: ["run", "year", "region", "figure", "combination"],
            title: LocalizedText(en: "Sets of groups of inputs", zh: "输入分组组合"),
            made: LocalizedText(
                en:
                    "The figure of the simulation with these groups of inputs as in the later run and the others as in the first.",
                zh: "仅使所列输入分组取后一运行的值、其余取首个运行的值时的模拟结果。"),
            isOutcome: true),
        TableOrigin(
            table: "runs", keys: ["run"],
            title: ComparisonText.runs,
            made: LocalizedText(
                en: "The runs compared; the first one is what the others are compared with.",
                zh: "所比较的运行；其余各次均与首个运行比较。")),
    ]

    // MARK: Arithmetic

    /// `(after - before) / |before|`.
    private static func relativeChange(_ row: StoredRow, _ run: RunRows) -> [String] {
        guard !row["after"].isEmpty, let before = row.number("before"), before != 0 else { return [] }
        let base = bracketed(row["before"])
        return ["(\(row["after"]) - \(base)) / max(\(base), 0 - \(base))"]
    }

    /// The change of a region's figure in `differences.csv`, which a standing rests on; 0 where it did not change.
    private static func changeOf(
        _ run: RunRows, _ row: StoredRow, _ group: String, _ measure: String, _ sign: String
    ) -> [String] {
        let own = run.first(
            "differences",
            [
                "run": row["run"], "group": group, "region": row["region"], "item": "", "part": "",
                "measure": measure,
            ])
        guard let own, !own["change"].isEmpty else { return ["0"] }
        return ["\(sign)(\(own["after"]) - \(bracketed(own["before"])))"]
    }

    /// After less before; the Shapley values of all causes.
    private static func changeOfCauses(_ row: StoredRow, _ run: RunRows) -> [String] {
        let all = run.rows("causes", ["run": row["run"], "figure": row["figure"]])
        return ["\(row["after"]) - \(bracketed(row["before"]))", sum(all.map { $0["shapley"] })]
    }

    private static func alone(_ row: StoredRow, _ run: RunRows) -> [String] {
        guard let values = SetValues(ofCauses: row, run) else { return [change(row)] }
        return [values.difference([row["number"]], [])].compactMap { $0 }
    }

    private static func last(_ row: StoredRow, _ run: RunRows) -> [String] {
        guard let values = SetValues(ofCauses: row, run) else { return [change(row)] }
        return [values.difference(values.players, values.players.filter { $0 != row["number"] })]
            .compactMap { $0 }
    }

    /// Of a single cause the whole; of figures without their sets the change less the values of the others.
    private static func shapley(_ row: StoredRow, _ run: RunRows) -> [String] {
        if let values = SetValues(ofCauses: row, run) {
            return [values.shapley(of: row["number"])].compactMap { $0 }
        }
        let others = run.rows("causes", ["run": row["run"], "figure": row["figure"]]).filter {
            $0["cause"] != row["cause"]
        }
        return [others.isEmpty ? change(row) : "\(change(row)) - (\(sum(others.map { $0["shapley"] })))"]
    }

    private static func change(_ row: StoredRow) -> String {
        "\(row["after"]) - \(bracketed(row["before"]))"
    }

    private static func changeOfGroups(_ row: StoredRow, _ run: RunRows) -> [String] {
        [change(row), sum(ChangeGroup.allCases.map { row[$0.rawValue] })]
    }

    /// The part of a group of inputs in a change between two simulations.
    private static func part(of group: ChangeGroup) -> Recipe {
        { row, run in
            guard let values = SetValues(ofGroups: row, run) else { return [change(row), "0"] }
            return [values.players.contains(group.rawValue) ? values.shapley(of: group.rawValue) : "0"]
                .compactMap { $0 }
        }
    }

    // MARK: Runs

    /// The folders of the first and the later run.
    private static func pair(_ row: StoredRow, _ run: RunRows) -> [StoredRow] {
        let runs = run["runs"]
        return [runs.first, runs.first { $0["run"] == row["run"] }].compactMap { $0 }
    }

    private static func folders(_ row: StoredRow, _ run: RunRows) -> [String] {
        pair(row, run).map { "ecocomp report \(ShellWord.quoted($0["folder"]))" }
    }

    /// The figure's own address in both runs.
    private static func bothRuns(_ row: StoredRow, _ run: RunRows) -> [String] {
        pair(row, run).compactMap { own in
            address(of: row, year: own["year"]).map {
                "ecocomp explain \(ShellWord.quoted(own["folder"])) \(ShellWord.quoted($0))"
            }
        }
    }

    /// What `explain` calls a compared figure in a run; `nil` where the run adds it up from several tables.
    private static func address(of row: StoredRow, year: String) -> String? {
        let every = StoredFigure.everything
        let (region, item) = (row["region"], row["item"])
        switch row["group"] {
        case "accounts":
            return item.isEmpty
                ? "account_regions:\(region.isEmpty ? "all" : region)"
                : "accounts:\(region.isEmpty ? every : region):\(year):\(item)"
        case "air":
            let parts = row["part"].split(separator: ".", maxSplits: 1).map(String.init)
            let figure = item == "all" || item.isEmpty ? row["measure"] : "\(item)_\(row["measure"])"
            return "air:\(region):\(parts.first ?? year):\(figure)" + (parts.count > 1 ? ":" + parts[1] : "")
        case "payments":
            return region.isEmpty && !item.isEmpty
                ? "statement:\(item):\(every):\(every)"
                : "statement:\(region.isEmpty ? every : region):\(every):\(item.isEmpty ? every : item)"
        case "quota":
            return item.hasPrefix("receptor.")
                ? "receptors:\(item.dropFirst("receptor.".count))"
                : item.isEmpty
                    ? region.isEmpty ? nil : "quota_ledger:\(region)"
                    : "quota:\(region.isEmpty ? every : region):\(item)"
        case "prices": return region.isEmpty ? nil : "prices:\(region):\(item)"
        default: return nil
        }
    }
}
