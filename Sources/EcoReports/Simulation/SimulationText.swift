import EcoUnits

/// The words of the section on simulated years.
enum SimulationText {
    private static func both(_ en: String, _ zh: String) -> LocalizedText { LocalizedText(en: en, zh: zh) }

    static let simulation = both("The years that follow", "多年模拟")
    static let noYear = both(
        "No year could be solved; the warnings tell why.", "没有任何一年可以求解，原因见警告。")
    static let targets = both("Targets", "目标")
    static let target = both("Target", "目标")
    static let targetTable = both("Dated targets and how they stand", "分年目标达成情况")
    static let targetNote = both(
        "The year from which a target stays met is the median of the draws. What every measure in full would reach is told for targets that no draw meets.",
        "“达到年份”为各次抽样中稳定达标起始年的中位数；对任何抽样均未达到的目标，列出措施全部实施时的最好水平。")
    static let byYear = both("By", "目标年")
    static let aim = both("Aim", "目标值")
    static let expected = both("Mean", "均值")
    static let range = both("Nine tenths of draws", "九成抽样区间")
    static let shareMet = both("Draws that meet it", "达标抽样比例")
    static let attained = both("Stays met from", "达到年份")
    static let together = both("With its group from", "协同达到年份")
    static let heldBack = both("Farthest from it", "差距最大的县")
    static let reachable = both("Best reachable", "可达最好水平")
    static let never = both("not in these years", "模拟期内未达到")
    static let peak = both("peak", "达峰")
    static let all = both("all", "全区")
    static let paths = both("Paths", "演变路径")
    static let pathAlternative = both(
        "A line of yearly means with the bands of the draws; short bars mark aims.",
        "年均值折线及抽样色带，短横线为目标值。")
    static let maps = both("Maps by year", "分年地图")
    static let mapAlternative = both("Counties coloured by the mean of the draws.", "按抽样均值着色的县域图。")
    static let winners = both("Who gains and who pays", "受益与负担")
    static let winnersAlternative = both(
        "Bars to the right gain over the years, bars to the left pay.", "向右为累计受益，向左为累计负担。")
    static func winnersShown(_ each: Int, of all: Int) -> LocalizedText {
        both(
            "The \(each) counties at either end, of \(all); the table holds all.",
            "图中为 \(all) 个县中两端各 \(each) 个，全部见下表。")
    }
    static let gains = both("gains", "受益")
    static let loses = both("pays", "负担")
    static let winnersTable = both("Money of each county over all years, mean of the draws", "各县累计资金（抽样均值）")
    static let winnersNote = both(
        "Not discounted. Value added of projects in the market itself is left out.", "未折现；不含市场内增长项目的增加值。")
    static let market = both("Market by year", "逐年指标市场")
    static let marketTable = both("Quota, emission, trade and price by year", "逐年指标、排放、交易与价格")
    static let marketNote = both(
        "The price is the mean of the zones in which quota is bought.", "价格为有购入片区的加权平均价。")
    static let activity = both("Without measures", "未采取措施排放")
    static let quota = both("Quota", "指标")
    static let emission = both("Emission", "排放量")
    static let traded = both("Bought", "交易量")
    static let price = both("Price", "价格")
    static let alerts = both("Response to heavy pollution", "重污染应急响应")
    static let alertTable = both(
        "Alerts by year: days and AQI as means of the counties, tonnes and money as sums, means of the draws",
        "逐年预警：天数与 AQI 为各县均值，减排量与金额为合计（抽样均值）")
    static let alertNote = both(
        "Days are known in advance and false alarms are not modelled, so that the effect is the most that the lists can do.",
        "假定预报准确且无误报，效果为减排清单的上限。")
    static let hooks = both("Values that change within the years", "模拟期内的参数调整")
    static let hookTable = both(
        "What fired in which year: share of the draws, and what the first draw makes of each value",
        "逐年触发的调整规则：触发的抽样比例及首次抽样的参数取值")
    static let hookNote = both(
        "What is looked at is the last value of the figure before the hook: of the year where its process has run, else of the year before. Times: how often the change applies, mean of the draws.",
        "“所依据的值”为规则之前指标的最近值：所属环节已运行则为当年值，否则为上年值。“生效次数”为抽样均值。")
    static let hook = both("Hook", "规则")
    static let hookCondition = both("Fires where", "触发条件")
    static let hookDated = both("by date", "按年份")
    static let hookLasts = both("Lasts", "有效期")
    static let hookYear = both("the year", "当年")
    static let hookOnward = both("from then on", "此后一直有效")
    static let hookCumulative = both("from then on, adds up", "此后累计")
    static let hookLookedAt = both("Looked at", "所依据的值")
    static let hookShare = both("Draws in which it fires", "触发的抽样比例")
    static let hookTimes = both("Times in force", "生效次数")
    static let hookPath = both("Value", "参数")
    static let hookOwn = both("In the scenario", "原值")
    static let hookValue = both("In the year", "当年取值")
    static let hookSilent = both("In no draw of any year: ", "各年各次抽样均未触发：")
    static let fund = both("Fund", "专项资金")
    static let fundTable = both("The fund by year, mean of the draws", "逐年专项资金（抽样均值）")
    static let budget = both("Budget", "预算")
    static let fromSchemes = both("From schemes", "方案结余")
    static let restoration = both("Restoration", "生态修复")
    static let returned = both("Returned", "上缴")
    static let balance = both("Balance", "余额")
    static let low = both("Balance, 5 %", "余额（5% 分位）")
    static let high = both("Balance, 95 %", "余额（95% 分位）")
    static let score = both("Score", "绩效得分")
}
