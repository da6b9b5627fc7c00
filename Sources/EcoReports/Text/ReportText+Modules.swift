import EcoUnits

extension ReportText {
    // MARK: Accounts
    static let accounts = both("Ecosystem accounts", "生态系统核算")
    static let gepByService = both("GEP by county and service", "各县各项服务价值")
    static let gepByServiceAlternative = both(
        "Stacked bars: the value of each ecosystem service in each county.", "堆积条形图：各县各项生态系统服务的价值。")
    static let gepMap = both("Total value per km² by county", "各县单位面积总值")
    static let gepMapAlternative = both(
        "Map of the counties coloured by gross ecosystem product per square kilometre.",
        "按单位面积生态系统生产总值着色的各县地图。")
    static let valueTable = both("Value of services by county", "各县各项服务价值表")
    static let quantityTable = both("Physical quantity of services by county", "各县各项服务实物量表")
    static let statusTable = both("Entries that are not ordinary", "需要说明的核算条目")
    static let worth = both("Value", "价值量")
    static let absentTypes = both("Types that do not occur", "区域内没有的类型")
    static let provisionalNote = both(
        "a rule, parameter or input has not been checked in print", "所用规则、参数或数据尚未与印刷文本核对")
    static let spanNote = both("A span of numbers covers the counties named.", "数值区间为所列各县的最小值至最大值。")
    static let service = both("Service", "服务")
    static let priceYear = both("Prices of the year ", "价格年份：")
    static let perSquareKilometre = both("/km²", "/平方公里")
    static let extentTable = both("Ecosystem extent by county", "各县生态系统面积")
    static let partTable = both("Parts of services, all counties", "服务分项（各县合计）")
    static let part = both("Part", "分项")
    static let quantity = both("Quantity", "实物量")

    // MARK: Air
    static let air = both("Air quality", "环境空气质量")
    static let indexChart = both("Composite index by county and standard", "不同标准下各县综合指数")
    static let indexAlternative = both(
        "Dots: the composite index of each county under each standard; a smaller index is better.",
        "点图：各县在各标准下的综合指数，数值越小越好。")
    static let smallerIsBetter = both("A smaller index is better.", "指数越小，空气质量越好。")
    static let compositeIndex = both("composite index", "综合指数")
    static let rankingTable = both("Ranking by composite index", "综合指数排名")
    static let rank = both("Rank", "排名")
    static let goodDays = both("Good days", "优良天数比例")
    static let monthlyStrip = both("Monthly mean of PM2.5", "PM2.5 月均浓度")
    static let monthlyAlternative = both(
        "Grid of coloured cells: the mean concentration of PM2.5 in each county and month.",
        "热力图：各县各月 PM2.5 平均浓度。")
    static let complianceTable = both("Attainment by pollutant and standard", "各项污染物达标情况")
    static let statisticsTable = both("Annual statistics by pollutant", "各项污染物年度统计")
    static let attained = both("✓ attains the annual assessment, ✗ does not.", "✓ 年评价达标，✗ 不达标。")
    static let invalidMark = both("* too few valid days.", "* 有效天数不足。")
    static let mean = both("mean", "均值")
    static func percentile(_ number: String) -> LocalizedText {
        both("\(number)th percentile", "第 \(number) 百分位数")
    }

    // MARK: Payments
    static let payments = both("Payments", "补偿资金")
    static let netChart = both("Net payment by county", "各县净收支")
    static let netAlternative = both(
        "Bars to the right for counties that receive, to the left for counties that pay.", "向右为净获得，向左为净缴纳。")
    static let receives = both("receives", "净获得")
    static let pays = both("pays", "净缴纳")
    static let statementTable = both("Statement by party", "各方收支表")
    static let party = both("Party", "收支方")
    static let paid = both("Paid", "缴纳")
    static let received = both("Received", "获得")
    static let retainedColumn = both("Retained", "留存")
    static let carriedColumn = both("Carried", "结转")
    static let net = both("Net", "净额")
    static let allCounties = both("All counties", "各县合计")
    static let balanceTable = both("Balance of each scheme", "各方案资金平衡")
    static let toppedUp = both("Topped up", "上级补足")
    static let balanceNote = both(
        "Paid by counties + topped up = received by counties + retained + carried + set aside, to the fen.",
        "各县缴纳 + 上级补足 = 各县获得 + 留存 + 结转 + 专户留存，精确到分。")
    static let scheme = both("Scheme", "方案")
    static let period = both("Period", "时段")
    static let poolChart = both("Paid and received by period", "各时段缴纳与获得")
    static let poolAlternative = both(
        "Columns for each period: what counties paid and what they received.", "柱状图：各时段各县缴纳与获得合计。")
    static let publishedTable = both("Published payments beside those computed", "公布金额与测算金额对照")
    static let publishedNote = both(
        "Computed: for the same place, period and kind, over all schemes of this run; a city without a row of its own is the sum of its counties. – where the run settles no such period or place. Published figures may rest on another area or rule.",
        "测算列为本次测算同一对象、同一时段、同一类别的全部方案之和；非直接考核的市为所辖县之和。本次未结算的时段或对象以 – 表示。公布数据的范围或规则可能不同。")
    static let publishedUnit = both("Who", "对象")
    static let kind = both("Kind", "类别")
    static let published = both("Published", "公布")
    static let computed = both("Computed", "本次测算")

    static func paymentKind(_ id: String) -> LocalizedText {
        switch id {
        case "fine": both("fine", "扣缴")
        case "reward": both("reward", "奖励")
        case "total_fine": both("total of fines", "扣缴合计")
        case "net_fine": both("net payment", "净缴纳")
        case "net_reward": both("net reward", "净奖励")
        case "total_reward": both("total of rewards", "奖励合计")
        default: both(id, id)
        }
    }

    // MARK: Quota
    static let quota = both("Quota market", "排污权交易")
    static let flowMap = both("Who sends quota to whom", "排污权指标流向图")
    static let flowMapAlternative = both(
        "Map with arrows from sellers to buyers, as wide as the tonnes.", "地图：箭头由卖方指向买方，宽度表示吨数。")
    static let flowDiagram = both("Largest flows of quota", "主要指标流向")
    static let flowAlternative = both(
        "Bands from sellers on the left to buyers on the right; small flows are gathered.",
        "桑基图：左为卖方，右为买方，小额合并。")
    static let sellers = both("sellers", "卖方")
    static let buyers = both("buyers", "买方")
    static let noFlows = both("No quota changes hands.", "没有发生指标交易。")
    static let quotaTable = both("Quota by county", "各县排污权指标")
    static let baseline = both("Baseline", "基准排放")
    static let abated = both("Abated", "削减")
    static let sold = both("Sold", "卖出")
    static let bought = both("Bought", "买入")
    static let reserve = both("Reserve", "储备")
    static let emitted = both("Emitted", "排放")
    static let cost = both("Cost", "费用")
    static let projectValue = both("Value of projects", "新增项目价值")
    static let quotaHeld = both("Quota held", "持有指标")
    static let grown = both("New projects", "新增项目")
    static let placeCharge = both("charge of the place", "受体点约束")
    static let scarcity = both("scarcity of quota", "指标稀缺")
    static let limitKinds: [String: LocalizedText] = [
        "receptor": both("receptor", "受体点"), "pool": both("pool", "交易池"), "reserve": both("reserve", "储备"),
        "buy_back": both("buy-back", "回购"), "emission_cap": both("emission cap", "排放上限"),
        "tradable_quota": both("quota that may be sold", "可出售指标"),
        "purchase_ban": both("ban on buying", "禁止买入"),
    ]
    static let firstLimits = both("The highest prices; all stand in prices.csv.", "仅列影子价格较高者，全部见 prices.csv。")
    static let priceChart = both("Price of one tonne by county", "各县吨价")
    static let priceAlternative = both(
        "Bars: what one more tonne of quota is worth in each county.", "条形图：各县多一吨指标的价值。")
    static let price = both("shadow price", "影子价格")
    static let tonnes = both("t", "吨")
    static let yuanPerTonne = both("yuan/t", "元/吨")
    static let limitTable = both("Binding limits and their prices", "起约束作用的限值及其影子价格")
    static let limit = both("Limit", "限值")
    static let pollutant = both("Pollutant", "污染物")
    static let receptorChart = both("Receptors before and after", "受体点前后浓度")
    static let receptorAlternative = both(
        "Dots: concentration at each receptor before, after, and its limit.", "点图：各受体点调整前、调整后浓度与限值。")
    static let receptorTable = both("Receptors against their limits", "受体点浓度与限值")
    static let receptor = both("Receptor", "受体点")
    static let before = both("before", "调整前")
    static let after = both("after", "调整后")
    static let binding = both("Binding", "起约束作用")
    static let yes = both("yes", "是")
    static let no = both("no", "否")
    static let certificate = both("Certificate", "最优性证书")
    static let certificateMeaning = both(
        "Recomputed from the data apart from the solver: no plan can cost less than the lower bound. The cost "
            + "is that of measures, fees, reserve and shortfall less the value of accepted projects; below 0 the "
            + "projects are worth more than everything else costs.",
        "独立于求解器、由数据重新计算：任何方案的费用都不会低于下界。总费用为措施、手续费、储备和缺口费用减去入选项目价值；"
            + "为负表示项目价值高于全部费用。")
    static let verdict = both("Verdict", "结论")
    static let lowerBound = both("Lower bound", "下界")
    static let gap = both("Relative gap", "相对间隙")
    static let tolerance = both("Tolerance", "容差")
    static let shortfall = both("Shortfall", "缺口")
    static let solver = both("Solver", "求解器")
    static let iterations = both("Iterations", "迭代次数")
    static let violationTable = both(
        "Largest relative violation of each family of constraints", "各类约束的最大相对违反量")
    static let constraintFamily = both("Constraints", "约束类别")
    static let violation = both("Largest violation", "最大违反量")
    static let widestArrow = both("The widest arrow carries", "最宽箭头为")

    static func verdict(_ id: String) -> LocalizedText {
        switch id {
        case "proven": both("proven optimal", "已证明最优")
        case "not proven": both("not proven", "未证明最优")
        case "optimal": both("optimal", "最优")
        case "feasible": both("feasible, optimality not proven", "可行，未证明最优")
        case "infeasible": both("cannot be met", "不可行")
        case "failed", "not_certified": both("not certified", "未通过验证")
        default: both(id, id)
        }
    }

    /// The verdict, with the word that it is of straight lines alone where it is.
    static func verdict(_ figures: CertificateFigures) -> LocalizedText {
        let verdict = verdict(figures.verdict)
        guard figures.isOfStraightLines else { return verdict }
        return both("\(verdict.en), as a market of straight lines", "\(verdict.zh)（仅限线性化市场）")
    }

    static let provenOf = both("What the proof speaks of", "证明的适用范围")

    static func solver(_ id: String) -> LocalizedText {
        id == "interior_point" ? both("interior point", "内点法") : both(id, id)
    }

    /// A family of constraints of the certificate.
    static func constraintFamily(_ id: String) -> LocalizedText {
        switch id {
        case "emission_balance": both("emission balance", "排放平衡")
        case "emission_cap": both("emission caps", "排放上限")
        case "quota": both("quota held", "持有指标")
        case "pool_balance": both("balance of pools", "交易池平衡")
        case "reserve": both("reserve", "储备")
        case "buy_back": both("buy-back", "回购")
        case "tradable": both("tradable quota", "可转让指标")
        case "reserve_tier": both("reserve tiers", "储备层级")
        case "section_balance": both("balance of river sections", "断面负荷平衡")
        case "section_limit": both("limits of river sections", "断面限值")
        case "carry_over": both("carry-over", "结转")
        case "total": both("totals of rules", "规则合计量")
        case "ambient": both("receptor limits", "受体点限值")
        case "range": both("ranges of variables", "变量取值范围")
        case "gini_limit": both("Gini coefficients, rows that bind", "基尼系数约束（起作用的线性约束）")
        case "convex_limits": both("limits that are not straight", "非线性凸约束")
        case "straight_lines": both("limits of response surfaces, every year", "响应曲面限值（各气象年）")
        case "share_of_years": both("limits in the years that hold", "达标年份的限值")
        default: both(String(id.map { $0 == "_" ? " " : $0 }), String(id.map { $0 == "_" ? " " : $0 }))
        }
    }
}
