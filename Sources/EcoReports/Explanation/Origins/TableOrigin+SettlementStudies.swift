import EcoRuns
import EcoUnits

/// Tables of what payments would be under other figures.
extension TableOrigin {
    static let settlementStudies: [TableOrigin] = [
        TableOrigin(
            table: "marginal_payments", keys: ["region", "year", "scheme", "indicator"],
            added: RowAddition(columns: ["net_yuan"]),
            made: LocalizedText(
                en:
                    "The scheme settled twice more with the county's figure one step better and one step worse in every period of the year, all else as it is: what the county receives less what it pays, against the same as things are.",
                zh: "将该县该指标在年内各期各改善、恶化一个步长，其余不变，重新结算两次：净得额与现状净得额之差。"),
            recipes: [
                "gain_if_better_yuan": difference("net_if_better_yuan", "net_yuan"),
                "gain_if_worse_yuan": difference("net_if_worse_yuan", "net_yuan"),
            ],
            related: { ["statement:\($0["region"]):\($0["year"]):\($0["scheme"])"] },
            blocks: ["compensation.analysis"], isOutcome: true),
        TableOrigin(
            table: "payment_jumps", keys: ["scheme", "region", "period", "indicator", "lower"],
            made: LocalizedText(
                en:
                    "The scheme settled again at two neighbouring values of the figure, between which the payment jumps.",
                zh: "在指标的两个相邻取值处重新结算，补偿额在其间跳跃。"),
            blocks: ["compensation.analysis"], isOutcome: true),
        TableOrigin(
            table: "dead_zones", keys: ["scheme", "region", "period", "indicator", "lower"],
            made: LocalizedText(
                en:
                    "The scheme settled again at values of the figure, between which the payment stays the same.",
                zh: "在指标的一系列取值处重新结算，补偿额在此区间内不变。"),
            blocks: ["compensation.analysis"], isOutcome: true),
        TableOrigin(
            table: "fund_risk", keys: ["scheme", "year", "item"],
            made: LocalizedText(
                en:
                    "The scheme settled on years drawn period by period from the history (seed and number below): mean, and quantiles by linear interpolation between the ordered draws. The draws themselves are not kept; the same seed gives them again.",
                zh: "逐期由历史年份抽样（随机种子与次数见下）并重新结算：均值，及按抽样值排序后线性内插的分位数。抽样值不保存，相同种子可重现。"),
            related: { ["balances:\($0["scheme"])"] },
            blocks: ["compensation.analysis.fund_risk"], isOutcome: true),
    ]
}
