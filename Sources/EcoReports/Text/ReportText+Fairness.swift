import EcoUnits

extension ReportText {
    static let fairness = both("Who bears and gains, and what an effort pays", "负担、受益与激励")
    static let consolidated = both("Consolidated statement", "综合账单")
    static let consolidatedTable = both("What each county gives and receives", "各县收支与贡献")
    static let cashNet = both("Cash, net", "现金净额")
    static let quotaMoneyNet = both("For quota, net", "指标交易净额")
    static let inKindNet = both("In kind, net", "实物与服务补偿净额")
    static let servicesGiven = both("Regulating services given", "提供的调节服务")
    static let consolidatedNote = both(
        "Columns are never added to each other. consolidated.csv lists each counterparty with its clause, and quota in tonnes.",
        "各列不可相加；逐对手方及依据、指标吨数见 consolidated.csv。")
    static let burdenTable = both("Burden and benefit by county", "各县负担与受益")
    static let netPerHead = both("Net per head", "人均净额")
    static let netPerArea = both("Net per km²", "单位面积净额")
    static let burden = both("Paid over revenue", "缴纳占财政收入")
    static let inequalityTable = both("Inequality over the people of the counties", "各县人口间的不均等程度")
    static let giniOfPaid = both("Gini of what is paid", "缴纳基尼系数")
    static let giniOfReceived = both("Gini of what is received", "获得基尼系数")
    static let heaviestBurden = both("Largest burden", "最大负担")
    static let inequalityNote = both(
        "0: the same for everybody; near 1: all in one county. Absent where a population is not known.",
        "0 为人人相等，接近 1 为集中于一县；人口未知时不计算。")
    static let marginalTable = both("What one step of the air is worth in a year", "空气质量每变化一步的年度补偿变化")
    static let indicator = both("Indicator", "指标")
    static let step = both("Step", "步长")
    static let gainIfBetter = both("Gained if better", "改善时增加")
    static let gainIfWorse = both("Gained if worse", "恶化时增加")
    static let marginalNote = both(
        "Each indicator alone, all else as it is; the largest twenty by scheme. 0 and missing rows: an effort of this size pays nothing.",
        "单项指标变化、其余不变；每方案列最大的二十行。为零或未列出者，改善无收益。")
    static let nothingFound = both("none found", "未发现")
    static let jumpTable = both("Where a payment jumps", "补偿金额的跳跃点")
    static let between = both("Between", "区间")
    static let paymentBelow = both("Payment at the lower end", "下端金额")
    static let paymentAbove = both("Payment at the upper end", "上端金额")
    static let deadZoneTable = both("Where better air gains nothing", "改善无收益的区间")
    static let payment = both("Payment", "金额")
    static let holdsPresent = both("Present value inside", "现值在内")
    static let riskTable = both("Funds over resampled weather years", "气象年重抽样下的资金")
    static let fundMean = both("Mean", "均值")
    static let quantile05 = both("5 % quantile", "5% 分位")
    static let fundMedian = both("Median", "中位数")
    static let quantile95 = both("95 % quantile", "95% 分位")
    static let correctionTable = both("Corrections of the earlier ledger", "对已结算台账的更正")
    static let settledBefore = both("Settled before", "已结算")
    static let fromRevisedData = both("From revised data", "按修订数据")
    static let difference = both("Difference booked", "差额入账")
    static let setAside = both("Set aside", "专户留存")

    static func fundItem(_ id: String) -> LocalizedText {
        switch id {
        case "paid_in": both("Paid by counties", "各县缴纳")
        case "paid_out": both("Received by counties", "各县获得")
        case "retained": retainedColumn
        default: toppedUp
        }
    }
}
