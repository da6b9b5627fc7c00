import EcoUnits

/// Scores and allocations.
extension ReportText {
    static let scores = both("Appraisals and targets", "绩效评价与目标跟踪")
    static let scoreTable = both("Appraisal", "评价")
    static let scoreNote = both(
        "A missing figure has no score and no verdict; it is never 0.", "缺数据不评分、不判定，不按0处理。")
    static let subject = both("Subject", "对象")
    static let scoredIndicator = both("Indicator", "指标")
    static let scoreValue = both("Value", "数值")
    static let grade = both("Grade", "等级")
    static let rowsLeftOut = both("The first rows; all stand in ", "仅列前若干行，全部见 ")

    static let allocations = both("Allocations", "指标、能力与资金分配")
    static let allocationTable = both("Allocation", "分配")
    static let item = both("Item", "分配对象")
    static let recipient = both("Recipient", "获得方")
    static let amount = both("Amount", "数量")
    static let shareOfStock = both("Share of the stock", "占库存比例")
    static let undivided = both("not divided", "未分配")
    static let stockTotal = both("stock", "库存")

    /// A grade or verdict of an appraisal; a firm's own grade such as `A` stays as it is.
    static func grade(_ id: String) -> LocalizedText {
        switch id {
        case "excellent": both("excellent", "优")
        case "good": both("good", "良")
        case "fair": both("fair", "中")
        case "poor": both("poor", "差")
        case "met": both("met", "达标")
        case "not_met": both("not met", "未达标")
        case "open": both("open", "未到期")
        case "breached": both("breached", "违约")
        case "criticised": both("criticised", "通报批评")
        case "not_criticised": both("not criticised", "未通报")
        case "due": both("due", "须开展")
        case "veto": both("veto item", "否决事项")
        default: both(id, id)
        }
    }
}
