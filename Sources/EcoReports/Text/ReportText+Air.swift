import EcoUnits

extension ReportText {
    /// Statistics of `air.csv` by their ids.
    static let statistics: [String: LocalizedText] = [
        "mean": mean, "composite_index": compositeIndex, "rank": rank, "good_day_ratio": goodDays,
        "sub_index": both("sub-index", "分指数"), "largest_sub_index": both("largest sub-index", "最大分指数"),
        "attains": both("attained", "达标"), "annex_index": both("index by the annex", "附录指数"),
        "good_day_rank": both("rank by good days", "优良天数排名"),
        "compliance_rate": both("days within the limit", "达标率"),
    ]

    /// Days whose AQI is of a level of HJ 633, 1 to 6.
    static func daysOfLevel(_ level: String) -> LocalizedText {
        let names = ["一": "1", "二": "2", "三": "3", "四": "4", "五": "5", "六": "6"]
        let chinese = names.first { $0.value == level }?.key ?? level
        return LocalizedText(en: "days of AQI level \(level)", zh: "空气质量\(chinese)级天数")
    }

    // MARK: Changes, ranks among cities, dustfall
    static let airChangeTable = both("Composite index against the year before", "综合指数同比变化")
    static let standardColumn = both("Standard", "标准")
    static let yearBefore = both("Year before", "上年同期")
    static let rate = both("Change", "变化率")
    static let improvementRank = both("Improvement", "改善排名")
    static let deteriorationRank = both("Deterioration", "恶化排名")
    static let changeNote = both(
        "Both years are computed under the same standard. A county whose six items meet grade II is not ranked for deterioration. * a base or figure is missing, zero or very small.",
        "两年均按同一标准计算；六项均达二级标准的不参与恶化排名。* 基期或本期缺失、为零或过小。")
    static let gapTable = both("Rank among the listed cities", "在排名城市中的位次")
    static let citiesRanked = both("Cities", "城市数")
    static let targetRank = both("Target rank", "目标名次")
    static let indexGap = both("Gap", "差距")
    static let gapNote = both(
        "Gap: by how much the composite index must still fall; negative where the target rank is reached.",
        "差距：综合指数尚需下降的数值，负值表示已达到目标名次。")
    static let dustfallTable = both("Dustfall", "降尘量")
    static let month = both("month", "月")
    static let withoutSandDust = both("Sand-dust removed", "扣除沙尘")
    static let largest = both("largest", "最大值")
    static let smallest = both("smallest", "最小值")
    static let withinLimit = both("Within limit", "达标")
    static let cleanUp = both("Clean-up", "专项清洁")
    static let dustfallNote = both(
        "A value equal to the limit complies. ! a special clean-up is due.", "等于限值为达标。! 须开展专项清洁。")
}
