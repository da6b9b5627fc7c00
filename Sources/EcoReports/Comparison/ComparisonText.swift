import EcoUnits

/// Words of a comparison.
enum ComparisonText {
    private static func both(_ en: String, _ zh: String) -> LocalizedText { LocalizedText(en: en, zh: zh) }

    static let comparison = both("Comparison of runs", "情景对比")
    static let runs = both("What is compared", "对比对象")
    static let run = both("Run", "情景")
    static let baseline = both("compared with", "基准")
    static let title = both("Title", "标题")
    static let year = both("Year", "年度")
    static let rulePacks = both("Rule packs", "核算规则包")
    static let standards = both("Standards", "标准版本")
    static let version = both("Program", "程序版本")
    static let warnings = both("What to keep in mind", "注意事项")

    static let totals = both("Totals", "合计")
    static let figure = both("Figure", "指标")
    static let item = both("Of what", "对象")
    static let part = both("Part", "部分")
    static let differencesTitle = both("Differences", "差异")
    static let decomposition = both("What the years differ by", "多年模拟差异的分解")
    static let before = both("Before", "变动前")
    static let after = both("After", "变动后")
    static let change = both("Change", "变化")
    static let relative = both("Change, %", "变化率（%）")
    static let unit = both("Unit", "单位")
    static let nothingChanged = both("No figure changed.", "没有数字发生变化。")
    static let unchanged = both("figures unchanged", "个数字未变")
    static let onlyThere = both("in one run only", "仅见于一方")

    static let inputs = both("What was changed", "输入变动")
    static let kind = both("Kind", "类别")
    static let kinds: [String: LocalizedText] = [
        "value": both("value", "参数"), "file": both("input file", "输入文件"), "method": both("method", "方法"),
    ]
    static let path = both("What", "项目")
    static let noInputs = both("The runs were made with the same values and files.", "两次运行的参数与文件完全相同。")

    static let causes = both("Causes of the change", "变化的成因")
    static let cause = both("What was changed", "变动项")
    static let alone = both("Alone", "单独变动")
    static let last = both("As the last one", "最后变动")
    static let shapley = both("Share (Shapley)", "分摊（Shapley 值）")
    static let sum = both("Sum", "合计")
    static let causesNote = both(
        "Alone: what it changes with everything else as before. As the last one: with everything else as after. The "
            + "shares are the mean over all orders of changing and add up to the whole change. causes.csv has every "
            + "figure of every county.",
        "单独变动：其他项保持变动前；最后变动：其他项已为变动后；分摊为各种先后次序下的平均影响，合计等于全部变化。各县各项见 causes.csv。")
    static let causesChart = both("Shares of the change", "变化的分摊")
    static let causesAlternative = both(
        "Bars: what each changed input adds to or takes from the figure.", "条形：各变动项对该指标的增减影响。")
    static let raises = both("raises", "增加")
    static let lowers = both("lowers", "减少")

    static let standings = both("Who wins and who loses", "得益与受损")
    static let winners = both("gain", "个地区得益")
    static let sides = [
        "gains": both("gains", "得益"), "loses": both("loses", "受损"), "same": both("stays as it is", "不变"),
    ]
    static let losers = both("lose", "个地区受损")
    static let same = both("stay as they are", "个地区不变")
    static let gains = both("gains", "得益")
    static let loses = both("loses", "受损")
    static let standingsChart = both("Change of each region's money", "各地收支变化")
    static let standingsAlternative = both(
        "Bars to the right for regions that gain, to the left for those that lose.", "向右为得益，向左为受损。")
    static let standingsMap = both("Who gains and who loses", "得益与受损分布")
    static let mapAlternative = both(
        "Map of the regions coloured by the change; the sign decides the colour.", "按变化着色的各地地图，颜色区分正负。")
    static let paymentsChange = both("Compensation", "补偿净额变化")
    static let marketChange = both("Market", "市场净费用减少")
    static let totalChange = both("Together", "合计变化")
    static let standingsNote = both(
        "Compensation: change of received less paid. Market: by how much the net cost of the quota market falls. The "
            + "value of ecosystems and the air are no part of it.",
        "补偿：获得减缴纳的变化；市场：指标市场净费用的减少额。生态产品价值与空气质量不计入。")

    static let differences = both("Differences by region", "各地差异")
    static let largestShown = both(
        "The largest changes are shown; differences.csv has all of them.", "仅列变化最大者，全部见 differences.csv。")
    static let groups: [String: LocalizedText] = [
        "accounts": both("Ecosystem accounts", "生态产品核算"), "air": both("Air", "环境空气"),
        "payments": both("Compensation", "生态补偿"), "quota": both("Quota market", "指标市场"),
        "prices": both("Prices of quota", "指标价格"),
    ]
    static let allFunds = both("all funds", "各资金池合计")
    static let measures: [String: LocalizedText] = [
        "value_yuan": both("value", "价值"), "quantity": both("quantity", "实物量"),
        "paid_yuan": both("paid", "缴纳额"), "received_yuan": both("received", "获得额"),
        "net_yuan": both("received less paid", "净额"), "balance_yuan": both("balance of the fund", "资金净流入"),
        "cost_yuan": both("cost of the plan", "方案总费用"),
        "cost_without_trade_yuan": both("cost without trade", "无交易总费用"),
        "saving_yuan": both("what trade saves", "交易节省费用"),
        "shortfall_t": both("emission without quota", "指标缺口"),
        "net_cost_yuan": both("net cost", "净费用"), "measure_cost_yuan": both("cost of the measures", "措施费用"),
        "project_value_yuan": both("value of projects", "项目价值"), "gain_yuan": both("gain by trade", "交易得益"),
        "abated_t": both("abated", "减排量"), "sold_t": both("quota sold", "出售指标"),
        "bought_t": both("quota bought", "购入指标"), "emitted_t": both("emitted", "排放量"),
        "quota_t": both("quota held", "持有指标"), "concentration_ug_per_m3": both("concentration", "浓度"),
        "price_yuan_per_t": both("price", "价格"),
        "price_yuan_per_ug_per_m3": both("price of the limit", "限值影子价格"),
    ]
    static let ecosystemProducts = both("Gross ecosystem product", "生态产品总值（GEP）")
}
