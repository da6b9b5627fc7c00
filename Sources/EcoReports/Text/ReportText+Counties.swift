import EcoUnits

extension ReportText {
    // MARK: County pages
    static let countyPages = both("County by county", "分县页")
    static let countyFilter = both("Show counties whose name, code or city contains", "按名称、代码或所属市筛选")
    static let countyNote = both(
        "One page a county: what it gets and pays and why, what cleaner air would bring it, its place in the market, its cheapest next measures, its ecosystem services.",
        "每县一页：收支及原因、空气改善一个单位的收益、在市场中的位置、最便宜的后续措施、生态系统服务价值。")
    static let noMarginals = both(
        "What 1 µg/m³ less would bring is not in this run: the scenario asks for it by compensation.analysis.marginal_payments.",
        "本次未计算浓度每降低 1 µg/m³ 的收益；在情景文件中设 compensation.analysis.marginal_payments 即可。")
    static let backToIndex = both("to the list", "返回索引")
    static let whyTable = both("What it pays and receives, and why", "收支及原因")
    static let reason = both("Reason", "原因")
    static let times = both("Periods", "时段数")
    static let largestOne = both("Largest", "最大一笔")
    static let betterTable = both("What one step of cleaner air would bring", "空气改善一步的收益")
    static let bringsColumn = both("Would bring", "可多得")
    static let losesColumn = both("One step worse", "恶化一步")
    static let marketTable = both("Its place in the quota market", "在排污权市场中的位置")
    static let priceColumn = both("Price", "吨价")
    static let ofWhichPlace = both("of which place", "其中：受体点")
    static let ofWhichScarcity = both("of which scarcity", "其中：稀缺")
    static let measuresTable = both("Its cheapest next measures", "最便宜的后续措施")
    static let stillPossible = both("Still possible", "尚可削减")
    static let servicesTable = both("Its ecosystem services", "生态系统服务价值")

    static func netPays(_ amount: String, _ rank: Int, _ count: Int) -> LocalizedText {
        both(
            "Pays net \(amount): number \(rank) of \(count) that pay",
            "净缴纳 \(amount)，在 \(count) 个净缴纳县中列第 \(rank)")
    }
    static func netReceives(_ amount: String, _ rank: Int, _ count: Int) -> LocalizedText {
        both(
            "Receives net \(amount): number \(rank) of \(count) that receive",
            "净获得 \(amount)，在 \(count) 个净获得县中列第 \(rank)")
    }
    static func perHeadNet(_ amount: String) -> LocalizedText { both("\(amount) a head", "人均 \(amount)") }
    static func airSentence(_ index: String, _ rank: String, _ count: Int) -> LocalizedText {
        both("Composite index \(index), rank \(rank) of \(count)", "综合指数 \(index)，\(count) 县中排名第 \(rank)")
    }
    static func marketSentence(_ cost: String, _ gain: String) -> LocalizedText {
        both("Quota market: net cost \(cost), gain from trade \(gain)", "排污权市场：净费用 \(cost)，交易收益 \(gain)")
    }
    static func gepSentence(_ amount: String, _ share: String) -> LocalizedText {
        both("Ecosystem services \(amount), \(share) of all counties", "生态系统服务价值 \(amount)，占各县合计 \(share)")
    }
}
