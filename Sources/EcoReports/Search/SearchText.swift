import EcoUnits

/// The words of the section on the search of a standard.
enum SearchText {
    private static func both(_ en: String, _ zh: String) -> LocalizedText { LocalizedText(en: en, zh: zh) }

    static let search = both("Search of the standard", "标准寻优")
    static let standard = both("The standard found", "寻优结果")
    static let nearest = both("The point that misses least", "最接近可行的方案")
    static let standardTable = both("Values chosen within their ranges", "各决策变量取值")
    static let variable = both("Variable", "决策变量")
    static let range = both("Range", "取值区间")
    static let value = both("Value", "取值")
    static let nearly = both("Nearly as good", "次优取值范围")
    static let end = both("At an end", "触及边界")
    static let ends = ["low": both("low end", "下限"), "high": both("high end", "上限")]
    static let standardNote = both(
        "Nearly as good: from the lowest to the highest value among all points that were evaluated and whose objective is worse by no more than the tolerance.",
        "次优取值范围：已试算方案中目标值差距不超过允许范围者的最小值至最大值。")
    static let measures = both("What it is sought for", "目标与各维度")
    static let measureTable = both("As the scenario stands, and with the values found", "现状情景与寻优结果对比")
    static let measure = both("Measure", "指标")
    static let present = both("As it stands", "现状情景")
    static let found = both("Found", "寻优结果")
    static let better = both("Better", "优化方向")
    static let less = both("less", "越小越好")
    static let more = both("more", "越大越好")
    static let constraints = both("What it must meet, and what binds", "约束条件与起约束作用的条件")
    static let constraintTable = both("Constraints at the values found", "各约束在寻优结果处的状态")
    static let constraint = both("Constraint", "约束")
    static let aim = both("Asked for", "要求")
    static let required = both("Draws required", "要求比例")
    static let presentShare = both("As it stands", "现状达标比例")
    static let met = both("Draws that meet it", "达标比例")
    static let deciding = both("In the deciding draw", "决定性抽样中的值")
    static let place = both("Where", "所在县、年份")
    static let binds = both("Binds", "起约束作用")
    static let yes = both("yes", "是")
    static let shadow = both("Objective if 1 % less is asked", "放宽 1% 时目标变化")
    static let reached = both("Best reached", "可达最好值")
    static let constraintNote = both(
        "The deciding draw is the one that just completes the share that is required. A constraint binds where less than half a per cent of what it asks for is left. The change of the objective is that of the best point found with the constraint relaxed by one per cent of its aim.",
        "决定性抽样：恰好使达标比例满足要求的那一次抽样。余量不足要求值 0.5% 的约束视为起约束作用。目标变化为该约束按要求值放宽 1% 后所找到的最好方案与原方案之差。")
    static let burdens = both("What counties carry", "各县负担")
    static let burdenTable = both(
        "Budgets of the counties and their enterprises in a year, mean of years and draws",
        "各县财政与企业年均负担（各年各次抽样均值）")
    static let paymentsNet = both("Received less paid", "补偿净额")
    static let ownRestoration = both("Own restoration, net", "自主修复净支出")
    static let subsidies = both("Subsidies", "减排补贴")
    static let burden = both("Burden", "负担")
    static let revenue = both("Revenue", "财力")
    static let burdenShare = both("Of revenue", "占财力")
    static let percentOfRevenue = both("% of revenue", "%（占财力）")
    static let enterprises = both("Enterprises", "企业费用")
    static let burdenNote = both(
        "Burden is what the public budget carries: own restoration and subsidies less what is received under schemes; below 0 the county gains. Enterprises bear the rest of measures, upgrades, alerts and projects, and what they pay for quota; it is no burden of the budget.",
        "负担为县级财政净支出：自主修复与补贴扣除补偿净额，负值表示受益。企业费用为减排、提级、应急与项目费用的其余部分及指标支出，不计入财政负担。")
    static let front = both("Trade-offs", "权衡关系")
    static let frontAlternative = both(
        "Grey dots: points that meet every constraint; coloured dots on a line: those that nothing beats; ring: the point found.",
        "灰点为满足约束的方案，连线彩点为帕累托最优方案，圆环为寻优结果。")
    static let frontNote = both(
        "Points on the line are beaten in neither direction by any point that was evaluated. Those of all criteria together are in pareto.csv.",
        "连线上的方案在两个维度上均未被其他已试算方案超越；全部维度的前沿见 pareto.csv。")
    static let alternatives = both("Nearly as good, and different", "次优备选方案")
    static let alternativeTable = both(
        "The best point, then each the farthest from those before it", "最优方案及与之差异最大的备选方案")
    static let rank = both("Rank", "序号")
    static let objective = both("Objective", "目标值")
    static let methods = [
        "enumeration": both("every combination was tried", "逐一试算全部组合"),
        "linear": both(
            "objective and constraints are linear in every draw (proof and audit: method note)",
            "目标与约束在各次抽样中均为线性（证明与复核见方法说明）"),
        "bisection": both(
            "the objective never falls and constraints never rise (proof and audit: method note)",
            "目标与约束关于变量单调（证明与复核见方法说明）"),
        "global": both("design, evolution and refinement over the whole range", "在全区间内布点、进化与局部改进"),
    ]
    static let reasons = [
        "no_proof": both("nothing proves that no other point is better", "尚无证明不存在更好方案"),
        "contradicted": both(
            "the points that were tried contradict the form that was claimed", "试算结果与所设结构不符，已改用全局方法"),
        "unfinished": both("the evaluations ran out", "计算次数用尽"),
    ]
}
