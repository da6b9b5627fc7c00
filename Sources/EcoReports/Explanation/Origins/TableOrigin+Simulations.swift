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
                    "Mean and quantiles over the draws of the figure in the year. Single draws of what `simulation.kept_draws` asks for stand in simulation_draws.csv; the seed of the scenario gives all of them again. Without a region: counties added or averaged in each draw, as simulation_figures tells.",
                zh:
                    "该年指标在各次抽样下的均值与分位数；单次抽样值按 simulation.kept_draws 存于 simulation_draws.csv，相同种子可全部重现。无地区的一行为每次抽样内各县之和或平均，方式见 simulation_figures。"
            ),
            recipes: [
                "mean": yearMean, "p05": asMean, "p25": certain, "p50": certain, "p75": certain,
                "p95": asMean,
            ],
            worked: overDraws,
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
                    let mean = bracketed(row["mean"])
                    switch row["kind"] {
                    case "at_most": return ["\(mean) - \(bracketed(row["aim"]))"]
                    case "at_least": return ["\(bracketed(row["aim"])) - \(mean)"]
                    default: return ["\(mean) - \(row["by_year"])"]
                    }
                },
                "mean": { row, run in yearly(run, row["by_year"], row["region"], row["figure"], "mean") },
                "p05": { row, run in yearly(run, row["by_year"], row["region"], row["figure"], "p05") },
                "p95": { row, run in yearly(run, row["by_year"], row["region"], row["figure"], "p95") },
            ],
            worked: targetsOverDraws,
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
            worked: [
                "share_fired": drawnMean { ("hook.\($0["hook"]).fired", "", $0["year"]) },
                "mean_times": drawnMean { ("hook.\($0["hook"]).in_force", "", $0["year"]) },
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
            worked: fundOverDraws,
            related: { ["simulation_years:\($0["year"])::fund.balance_yuan"] }, blocks: ["simulation.funds"]),
        TableOrigin(
            table: "simulation_draws", keys: ["figure", "region", "year", "draw"],
            title: LocalizedText(en: "Single draws", zh: "各次抽样值"),
            made: LocalizedText(
                en:
                    "The figure in one draw of weather and parameters, counted from 1; without a region of all counties together.",
                zh: "某次气象与参数抽样（自 1 起编号）下的指标值；无地区为全域。"),
            related: { ["simulation_years:\($0["year"]):\($0["region"]):\($0["figure"])"] },
            blocks: ["simulation"], isOutcome: true),
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
}
