import EcoUnits

extension ReportText {
    static let quotaStudy = both("Market analysis", "市场分析")
    static let pricesExplained = both("What the prices say", "价格说明")
    static let priceMap = both("Price of one tonne by county", "各县吨价分布")
    static let priceMapAlternative = both(
        "Map of the counties coloured by what one more tonne of quota is worth.", "按多一吨指标的价值着色的各县地图。")
    static let priceIntervals = both("Prices, their intervals and how far they hold", "价格、区间与有效范围")
    static let priceIntervalNote = both(
        "Lowest and highest: where several price systems prove the same plan. Holds: how far the limit may be "
            + "tightened or eased before the price changes (\u{2265}: at least); empty where it holds as far as the limit "
            + "can move or was not worked out. Where marginal costs slope, within 1 % or the part that the scenario "
            + "sets.",
        "最低与最高：同一方案可由多组价格证明时的区间。有效范围：限值收紧或放宽多少以内价格不变（≥ 表示至少）；空白表示始终不变或未计算。"
            + "边际成本倾斜时指价格变动不超过 1 % 或情景所设比例。")
    static let quotaPriceKinds: [String: LocalizedText] = [
        "region": both("county", "县（市、区）"), "zone": both("zone", "片区"),
        "receptor": both("receptor", "受体点"), "reserve": both("reserve", "储备"),
        "buy_back": both("buy-back", "回购"),
    ]
    static let allRegions = both("all regions", "全部地区")
    static let lowestPrice = both("Lowest", "最低")
    static let highestPrice = both("Highest", "最高")
    static let benchmarkPrice = both("Floor price", "基准价")
    static let holdsTighter = both("Holds when tightened by", "收紧有效范围")
    static let holdsLooser = both("Holds when eased by", "放宽有效范围")

    // MARK: Ledger
    static let whoGains = both("Who pays and who gains", "各方收支与得益")
    static let gainChart = both("Gain of each county against no trade", "各县相对不交易的得益")
    static let gainAlternative = both(
        "Bars to the right for counties that gain by the market, to the left for those that lose.",
        "向右为得益，向左为受损。")
    static let gains = both("gains", "得益")
    static let loses = both("loses", "受损")
    static let ledgerTable = both("Ledger of the market by county", "各县市场收支表")
    static let ledgerNote = both(
        "Net cost = measures + shortfall + paid + fees - value of projects - received. Gain = cost alone - net cost. "
            + "The gains of all counties and the rents of the funds add to what trade saves. A county may lose where "
            + "limits of receptors bind: for these it abates more than the price of quota alone would have it do, and others "
            + "less; the receptor rents below tell what would even that out.",
        "净费用 = 措施 + 缺口 + 支付 + 手续费 − 项目价值 − 收入；得益 = 单独达标费用 − 净费用。各县得益与各基金租金之和等于交易节省的费用。"
            + "受体点限值起约束时，个别县可能净受损：为共同达标，其减排多于指标价格所要求的水平，他县则较少；下方受体点租金可用于平衡。")
    static let measureCost = both("Measures", "措施费用")
    static let enclaveValue = both("Enclave share of value", "飞地增加值分享")
    static let taxKept = both("Tax kept", "留存税收")
    static let shortfallCost = both("Shortfall at penalty", "缺口惩罚")
    static let paidForQuota = both("Paid for quota", "购买指标支付")
    static let receivedForQuota = both("Received for quota", "出售指标收入")
    static let feesPaid = both("Fees", "手续费")
    static let netCost = both("Net cost", "净费用")
    static let costAlone = both("Cost alone", "单独达标费用")
    static let gain = both("Gain", "得益")
    static let fundTable = both("Funds of the market", "市场相关基金")
    static let income = both("Income", "净收入")
    static let rent = both("Rent", "租金")
    static let rentNote = both(
        "Rent: income beyond what the service costs: scarcity of the way between zones and of the reserve.",
        "租金：净收入超过服务成本的部分，即片区间流动与储备的稀缺价值。")
    static let marketFunds: [String: LocalizedText] = [
        "exchange": both("Exchange (fees of both sides)", "交易机构（双方手续费）"),
        "transfer_fund": both("Ways between zones", "片区间流动"),
        "provincial_reserve": both("Provincial reserve", "省级储备"),
    ]
    static let rentTable = both("Receptor rents by county", "各县受体点租金")
    static let charge = both("Charge for emission", "排放应付")
    static let endowment = both("Endowment of quota", "指标应得")
    static let rentTableNote = both(
        "Price of each binding receptor x what emission, and what quota, adds there. The scheme `receptor_rent` makes "
            + "claims of them.",
        "受体点影子价格 × 排放（指标）在该点的浓度贡献；可由补偿方案 `receptor_rent` 计入补偿台账。")

    // MARK: Sharing
    static let sharingTable = both("How the saving is shared", "节省费用的分享")
    static let player = both("Player", "参与方")
    static let owenShare = both("By prices (Owen)", "按价格（Owen）")
    static let shapleyShare = both("Shapley value", "Shapley 值")
    static let standardError = both("Standard error", "标准误")
    static let rentsOfFunds = both("rents of funds", "基金租金")
    static let sharingNote = both(
        "By prices nobody does better in a smaller market; the Shapley value is what each adds on average.",
        "按价格分享时任何联盟单独交易都不会更好；Shapley 值为各方平均边际贡献。")

    // MARK: Receptors and measures
    static let receptorYears = both("Receptors in each year of weather", "各气象年受体点浓度")
    static let receptorYearsNote = both(
        "The table of receptors above tells the concentration that the plan's limit is held to.",
        "上方受体点表给出方案限值所依据的浓度。")
    static let weight = both("Weight", "权重")
    static let weatherYear = both("Weather of", "气象年")
    static let held = both("Held", "达标")
    static let contributionTable = both("Largest contributions at each receptor, µg/m³", "各受体点主要贡献（µg/m³）")
    static let contributions = both("Counties with what they add after trade", "各县调整后贡献")
    static let noHotSpots = both(
        "No receptor is loaded more than before.", "没有受体点的浓度贡献高于调整前。")
    static let hotSpots = both(
        "Loaded more than before, even where below the limit: ", "浓度贡献高于调整前（含未超限）的受体点：")
    static let stepTable = both("Measures at the margin", "边际措施")
    static let measure = both("Measure", "措施")
    static let stepState = both("Use", "采用情况")
    static let stepStates: [String: LocalizedText] = [
        "full": both("in full", "全部采用"), "partly": both("in part", "部分采用"), "next": both("next", "下一步"),
        "unused": both("not used", "未采用"),
    ]
    static let used = both("Used", "采用量")
    static let greatest = both("At most", "最大量")
    static let marginalCost = both("Marginal cost", "边际成本")
    static let usedWhenStricter = both("Used under a stricter target", "更严目标下采用量")
    static let payback = both("Pays back in", "投资回收期")
    static let years = both("years", "年")
    static let allStepsElsewhere = both("All steps stand in quota_steps.csv.", "全部措施见 quota_steps.csv。")

    // MARK: Sensitivity and equity
    static let changedRules = both("What changed rules would do", "规则变化的影响")
    static let sensitivityKinds: [String: LocalizedText] = [
        "cap": both("total quota", "指标总量"),
        "replacement_ratio": both("replacement ratio before the rules", "替代倍数（规则适用前）"),
        "reserve": both("reserve", "储备量"), "station_limit": both("station limits", "站点限值"),
    ]
    static func enclaves(_ with: String, _ without: String, _ gain: String) -> LocalizedText {
        both(
            "With enclaves the plan costs \(with), with every project at home \(without): they save \(gain).",
            "允许飞地时方案费用为\(with)，项目均留在原地时为\(without)，飞地政策节省\(gain)。")
    }
    static let enclavesNeeded = both(
        "Without enclaves no plan meets the limits, or none is proven.", "不允许飞地时，没有满足限值或获证明的方案。")
    static let sensitivityAlternative = both(
        "Lines: the result as one rule changes; the dashed line marks the present rule.",
        "折线：单项规则变化时的结果，虚线为现状。")
    static let costUnder = both("Cost of the plan by", "方案费用随变化")
    static let priceUnder = both("Mean price of quota by", "指标均价随变化")
    static let asFactor = both("1 = as it is", "1 为现状")
    static let equity = both("How evenly it lies", "公平性")
    static let quotaGini = both("Gini coefficient over people", "按人口的基尼系数")
    static let giniNote = both(
        "Before: quota. After: emission under the plan. Above 0.4 is the usual warning line.",
        "交易前按指标，交易后按排放；0.4 为常用警戒线。")
    static let shareTable = both("Shares before and after trade", "交易前后份额")
    static let shareOfBaseline = both("of baseline emission", "基准排放份额")
    static let shareBefore = both("of quota before", "交易前指标份额")
    static let shareAfter = both("of emission after", "交易后排放份额")
    static let quotaPerHead = both("Quota", "人均指标")
    static let emissionPerHead = both("Emission", "人均排放")
    static let kilogramsPerHead = both("kg/head", "千克/人")

    // MARK: Rules and allocations
    static let quotaRuleTable = both("What each rule blocks and costs", "规则审计")
    static let ruleName = both("Rule", "规则")
    static let recordsTouched = both("Records touched", "涉及记录")
    static let exempted = both("Exempted", "豁免量")
    static func populationMean(_ before: String, _ after: String, _ limit: String) -> LocalizedText {
        both(
            "Weighted by population the concentration is \(before) µg/m³ before and \(after) µg/m³ after; the limits "
                + "come to \(limit) µg/m³.",
            "按人口加权的平均浓度：调整前 \(before) µg/m³，调整后 \(after) µg/m³；限值的加权平均为 \(limit) µg/m³。")
    }

    static let dealsWithout = both("Deals without it", "去除后交易")
    static let blockedDeals = both("of them blocked", "其中被阻止")
    static let blockedQuota = both("Quota blocked", "阻止指标量")
    static let blockedProjects = both("Projects blocked", "阻止项目")
    static let ruleCost = both("Cost of the rule", "规则代价")
    static let ruleNote = both(
        "The market solved again without each rule. Below 0: the rule helps, as a reserve does. 0: the proofs of both "
            + "plans cannot tell the cost from nothing; quota_rules.csv has the uncertainty.",
        "逐条去除规则后重新求解；负值表示该规则降低费用，如储备；0 表示按两个方案的证明精度无法与零区分，不确定度见 quota_rules.csv。")
    static let quotaAllocationTable = both(
        "Primary allocations with the same market behind them", "不同初始分配下的市场结果")
    static let allocationMethod = both("Method", "方法")
    static let allocationMethods: [String: LocalizedText] = [
        "benchmark": both("Intensity benchmark", "强度基准"), "entropy": both("Entropy weights", "熵权法"),
        "equal_percentage": both("Equal percentage", "等比例"), "equal_share": both("Equal share", "均等份额"),
        "gini_minimal": both("Minimal Gini", "基尼系数最优"), "historical": both("Historical", "历史法"),
        "primary_auction": both("Auction", "拍卖"), "zero_sum_gains": both("Zero-sum gains DEA", "零和收益 DEA"),
    ]
    static let largestCut = both("Largest cut of what is held", "最大削减比例")
    static let allocationNote = both(
        "Cost after trade. Where no fee, ratio or barrier hinders trade, every division of one total costs the same.",
        "为交易后费用；若交易不受手续费、替代倍数与流向限制，同一总量的任何分配费用相同。")
}
