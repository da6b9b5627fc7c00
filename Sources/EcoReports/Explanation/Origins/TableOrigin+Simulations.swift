import EcoRuns
import EcoUnits

/// Tables of the years of a simulation.
extension TableOrigin {
    static let simulations: [TableOrigin] = [
        TableOrigin(
            table: "simulation_years", keys: ["year", "region", "figure"],
            added: RowAddition(ofOneUnit: ["mean"], parts: ["region": RowAddition.ofOneCounty]),
            made: LocalizedText(
                en:
                    "Mean and quantiles over the draws of the figure in the year. Draws are not kept; the seed of the scenario gives them again. Without a region: counties added or averaged in each draw, as simulation_figures tells.",
                zh: "该年指标在各次抽样下的均值与分位数；抽样值不保存，相同种子可重现。无地区的一行为每次抽样内各县之和或平均，方式见 simulation_figures。"),
            recipes: ["mean": yearMean, "p25": certain, "p50": certain, "p75": certain],
            related: { row in
                row["figure"].hasPrefix("quota.")
                    ? ["simulation_market:\(row["year"]):\(pollutant(of: row["figure"]))"] : []
            },
            blocks: ["simulation"], isOutcome: true),
        TableOrigin(
            table: "simulation_targets", keys: ["target"],
            made: LocalizedText(
                en:
                    "The figure in the year of the target over the draws, its mean against the aim, and the share of draws that meet it.",
                zh: "目标年份指标在各次抽样下的取值，其均值与目标之差，以及达标抽样的比例。"),
            recipes: [
                "gap": { row, _ in
                    row["kind"] == "at_most"
                        ? ["max(0, \(row["mean"]) - \(row["aim"]))"]
                        : ["max(0, \(row["aim"]) - \(bracketed(row["mean"])))"]
                },
                "mean": { row, run in yearly(run, row["by_year"], row["region"], row["figure"], "mean") },
                "p05": { row, run in yearly(run, row["by_year"], row["region"], row["figure"], "p05") },
                "p95": { row, run in yearly(run, row["by_year"], row["region"], row["figure"], "p95") },
            ],
            related: { ["simulation_years:\($0["by_year"]):\($0["region"]):\($0["figure"])"] },
            blocks: ["simulation.targets"]),
        TableOrigin(
            table: "simulation_hooks", keys: ["year", "hook", "path"],
            made: LocalizedText(
                en:
                    "A rule looked at its figure at the end of the year, in every draw; the share of draws in which it fired, and what it made of its value in the first draw.",
                zh: "规则于年末查看其指标（每次抽样分别判断）；列出触发抽样的比例及首次抽样中参数的取值。"),
            recipes: [
                "share_fired": { row, run in
                    yearly(run, row["year"], "", "hook.\(row["hook"]).fired", "mean")
                },
                "mean_times": { row, run in
                    yearly(run, row["year"], "", "hook.\(row["hook"]).in_force", "mean")
                },
            ],
            blocks: ["simulation.hooks"], isOutcome: true),
        TableOrigin(
            table: "simulation_market", keys: ["year", "pollutant"],
            added: RowAddition(columns: [
                "activity_t", "quota_t", "withheld_t", "emission_t", "traded_t", "reserve_drawn_t",
                "shortfall_t",
            ]),
            made: LocalizedText(
                en:
                    "The market of the year in the first draw, counties added; where no draw changes it, the same as in simulation_years.",
                zh: "首次抽样中该年的市场，各县合计；抽样不影响市场时与 simulation_years 相同。"),
            recipes: [
                "quota_t": { row, run in
                    issue(run, pollutant: row["pollutant"], year: row["year"]) + counties(run, row, "quota")
                },
                "emission_t": { row, run in counties(run, row, "emission") },
            ],
            blocks: ["simulation.market"], isOutcome: true),
        TableOrigin(
            table: "simulation_funds", keys: ["year"],
            added: RowAddition(columns: [
                "budget_yuan", "from_schemes_yuan", "restoration_yuan", "returned_yuan",
            ]),
            made: LocalizedText(
                en:
                    "The fund, means over the draws: what was left last year and came in, less restoration and what was returned.",
                zh: "资金池（各次抽样均值）：上年余额加本年收入，减修复支出与退还。"),
            recipes: [
                "balance_yuan": fundBalance,
                "budget_yuan": { row, run in yearly(run, row["year"], "", "fund.budget_yuan", "mean") },
                "from_schemes_yuan": { row, run in
                    yearly(run, row["year"], "", "fund.from_schemes_yuan", "mean")
                },
                "restoration_yuan": { row, run in
                    yearly(run, row["year"], "", "fund.restoration_yuan", "mean")
                },
                "returned_yuan": { row, run in yearly(run, row["year"], "", "fund.returned_yuan", "mean") },
                "score": { row, run in yearly(run, row["year"], "", "fund.score", "mean") },
            ],
            related: { ["simulation_years:\($0["year"])::fund.balance_yuan"] }, blocks: ["simulation.funds"]),
        TableOrigin(
            table: "simulation_response", keys: ["year", "region", "pollutant"],
            added: RowAddition(columns: ["abated_t", "largest_t"]),
            made: LocalizedText(
                en:
                    "What the county cuts where its payoff is largest, given what the others choose, in the first draw: there one tonne more would cost what it is worth in quota and payments, or a limit holds.",
                zh: "首次抽样中在他县选择给定时使本县收益最大的削减量：此处再削减一吨的费用等于其指标与补偿价值，或受上下限约束。"),
            related: { ["simulation_response_counties:\($0["year"]):\($0["region"])"] },
            blocks: ["simulation.counties"], isOutcome: true),
        TableOrigin(
            table: "simulation_response_counties", keys: ["year", "region"],
            added: RowAddition(columns: ["payoff_yuan", "restored_km2"]),
            made: LocalizedText(
                en: "The parts of the county's payoff in the first draw; they add to the payoff.",
                zh: "首次抽样中该县收益的组成，相加即为收益。"),
            recipes: [
                "payoff_yuan": { row, run in
                    [
                        sum(
                            row.headings.filter {
                                $0.hasSuffix("_yuan") && !["payoff_yuan", "largest_gain_yuan"].contains($0)
                            }.map { row[$0] })
                    ]
                }
            ],
            blocks: ["simulation.counties"]),
        TableOrigin(
            table: "simulation_response_years", keys: ["year"],
            made: LocalizedText(
                en:
                    "How the choices of the year ended in the first draw; the largest gain is the most that any county could still have by another choice.",
                zh: "首次抽样中该年各县选择的结果；最大收益为任一县单独改变选择仍可得到的最大值。"),
            recipes: [
                "largest_gain_yuan": { row, run in
                    largest(
                        run.rows("simulation_response_counties", ["year": row["year"]]).map {
                            $0["largest_gain_yuan"]
                        })
                }
            ],
            blocks: ["simulation.counties"]),
    ]

    // MARK: Years

    private static func yearly(
        _ run: RunRows, _ year: String, _ region: String, _ figure: String, _ column: String
    ) -> [String] {
        run.first("simulation_years", ["year": year, "region": region, "figure": figure]).map {
            [$0[column]]
        } ?? []
    }

    /// Over all counties: means add as the figures do. Of a fund: what is carried from year to year.
    private static func yearMean(_ row: StoredRow, _ run: RunRows) -> [String] {
        var found: [String] = []
        found += yearlyLaw(row, run)
        if row["region"].isEmpty {
            let parts = run.rows("simulation_years", ["year": row["year"], "figure": row["figure"]])
                .filter { !$0["region"].isEmpty }.map { $0["mean"] }
            if !parts.isEmpty { found += [sum(parts), "(\(sum(parts))) / \(parts.count)"] }
        }
        if row["figure"] == "fund.balance_yuan" {
            found += run.first("simulation_funds", ["year": row["year"]]).map { fundBalance($0, run) } ?? []
        }
        if row["figure"] == "payments.net_yuan" {
            let schemes = run.rows("simulation_years", ["year": row["year"], "region": row["region"]]).filter
            {
                $0["figure"].hasPrefix("payments.") && $0["figure"] != row["figure"]
                    && $0["figure"].hasSuffix(".net_yuan")
            }
            if !schemes.isEmpty { found.append(sum(schemes.map { $0["mean"] })) }
        }
        return found + certain(row, run)
    }

    /// What is the same in every draw is its own mean and every quantile.
    private static func certain(_ row: StoredRow, _ run: RunRows) -> [String] {
        let ends = [row["p05"], row["p95"]].filter { !$0.isEmpty }
        return ends.count == 2 && ends[0] == ends[1]
            ? ["(\(bracketed(ends[0])) + \(bracketed(ends[1]))) / 2"] : []
    }

    private static func counties(_ run: RunRows, _ row: StoredRow, _ what: String) -> [String] {
        let own = run.rows(
            "simulation_years", ["year": row["year"], "figure": "\(what).\(row["pollutant"])_t"]
        )
        .filter { !$0["region"].isEmpty }
        return own.isEmpty ? [] : [sum(own.map { $0["mean"] })]
    }

    // MARK: Fund

    private static func fundBalance(_ row: StoredRow, _ run: RunRows) -> [String] {
        let year = Int(row["year"]) ?? 0
        let flows =
            "\(bracketed(row["budget_yuan"])) + \(bracketed(row["from_schemes_yuan"]))"
            + " - \(bracketed(row["restoration_yuan"])) - \(bracketed(row["returned_yuan"]))"
        if let before = run.first("simulation_funds", ["year": "\(year - 1)"]) {
            return ["\(before["balance_yuan"]) + \(flows)"]
        }
        let opening =
            run.parameter("simulation.funds.opening_balance")
            .split(separator: " ").first.map(String.init) ?? "0"
        return ["\(opening) + \(flows)", "\(opening) * 10000 + \(flows)", flows]
    }
}
