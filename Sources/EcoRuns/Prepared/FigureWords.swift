import EcoAccounts
import EcoCompensation
import EcoIndicators
import EcoUnits

/// Figures in words.
enum FigureWords {
    static func meaning(of key: FigureKey) -> LocalizedText {
        let what = measures[key.measure] ?? general(key)
        let subject = [key.item.isEmpty ? nil : item(key), key.part.isEmpty ? nil : plain(key.part)]
        return subject.compactMap { $0 }.reduce(what) { text, word in
            LocalizedText(en: "\(text.en), \(word.en)", zh: joined(word.zh, text.zh))
        }
    }

    /// Chinese words stand side by side, two words of Latin letters apart.
    private static func joined(_ one: String, _ other: String) -> String {
        let areLatin = one.last?.isASCII == true && other.first?.isASCII == true
        return one + (areLatin ? " " : "") + other
    }

    private static func general(_ key: FigureKey) -> LocalizedText {
        if key.measure.hasPrefix("quantity_") { return LocalizedText(en: "quantity", zh: "实物量") }
        if key.measure.hasPrefix("amount_") { return LocalizedText(en: "amount allocated", zh: "分配量") }
        if key.block == .air, let name = airName(key.measure) { return name }
        let words = String(key.measure.map { $0 == "_" ? " " : $0 })
        return LocalizedText(en: words, zh: words)
    }

    /// Such as `annual_mean_exceedance`.
    private static func airName(_ measure: String) -> LocalizedText? {
        let isAnnual = measure.hasPrefix(annual)
        let statistic = isAnnual ? String(measure.dropFirst(annual.count)) : measure
        let level = statistic.hasPrefix("days_level_") ? statistic.last.map(String.init) : nil
        let chinese = airStatistics[statistic] ?? level.map { "空气质量 \($0) 级天数" }
        return chinese.map { name in
            LocalizedText(
                en: String(measure.map { $0 == "_" ? " " : $0 }), zh: (isAnnual ? "年" : "") + name)
        }
    }

    private static let annual = "annual_"

    private static let airStatistics = [
        "mean": "均值", "percentile": "百分位数", "mean_exceedance": "均值超标倍数",
        "percentile_exceedance": "百分位数超标倍数", "compliance_rate": "达标率", "sub_index": "分指数",
        "largest_sub_index": "最大分指数", "composite_index": "综合指数", "annex_index": "附录指数",
        "good_days": "优良天数", "good_day_ratio": "优良天数比例", "good_day_rank": "优良天数排名",
        "rank": "综合指数排名", "attains": "达标",
    ]

    private static func item(_ key: FigureKey) -> LocalizedText {
        switch key.block {
        case .gep:
            accounts[key.item] ?? IndicatorCatalogue.entry(key.item)?.declaration.title
                ?? LocalizedText(key.item)
        case .air, .quota: PollutantName.name(key.item) ?? LocalizedText(key.item)
        case .payments: funds[key.item] ?? plain(key.item)
        case .scores, .allocations: plain(key.item)
        }
    }

    /// Of what the scenario itself names: its id, underscores as blanks.
    private static func plain(_ id: String) -> LocalizedText {
        LocalizedText(String(id.map { $0 == "_" ? " " : $0 }))
    }

    /// Parties of payments that are no county.
    private static let funds: [String: LocalizedText] = [
        "fund": LocalizedText(en: "all funds", zh: "全部资金池"),
        "central_government": LocalizedText(en: "central government", zh: "中央财政"),
    ].merging(
        StandardFund.allCases.map { ($0.rawValue, $0.name) }, uniquingKeysWith: { first, _ in first })

    private static let accounts: [String: LocalizedText] = [
        "provisioning": LocalizedText(en: "provisioning services", zh: "供给服务"),
        "regulating": LocalizedText(en: "regulating services", zh: "调节服务"),
        "cultural": LocalizedText(en: "cultural services", zh: "文化服务"),
        "net_imports": LocalizedText(en: "products from outside", zh: "区外流入产品"),
    ]

    private static let measures: [String: LocalizedText] = [
        "value_yuan": LocalizedText(en: "value of ecosystem products", zh: "生态产品价值"),
        "paid_yuan": LocalizedText(en: "paid as compensation", zh: "补偿缴纳额"),
        "received_yuan": LocalizedText(en: "received as compensation", zh: "补偿获得额"),
        "net_yuan": LocalizedText(en: "received less paid", zh: "补偿净额"),
        "balance_yuan": LocalizedText(en: "what the fund received less what it paid", zh: "资金净流入"),
        "score": LocalizedText(en: "score", zh: "得分"),
        "cost_yuan": LocalizedText(en: "cost of the plan", zh: "方案总费用"),
        "cost_without_trade_yuan": LocalizedText(en: "cost without trade", zh: "无交易总费用"),
        "saving_yuan": LocalizedText(en: "what trade saves", zh: "交易节省费用"),
        "shortfall_t": LocalizedText(en: "emission without quota", zh: "指标缺口"),
        "net_cost_yuan": LocalizedText(en: "cost less value and receipts", zh: "净费用"),
        "measure_cost_yuan": LocalizedText(en: "cost of the measures", zh: "减排措施费用"),
        "project_value_yuan": LocalizedText(en: "value added by projects", zh: "项目增加值"),
        "gain_yuan": LocalizedText(en: "gain by the market", zh: "市场收益"),
        "price_yuan_per_t": LocalizedText(en: "price of a tonne", zh: "每吨价格"),
        "baseline_t": LocalizedText(en: "emission before", zh: "基准排放量"),
        "emitted_t": LocalizedText(en: "emission under the plan", zh: "方案排放量"),
        "sold_t": LocalizedText(en: "quota sold", zh: "出售指标"),
        "bought_t": LocalizedText(en: "quota bought", zh: "购入指标"),
        "concentration_ug_per_m3": LocalizedText(en: "concentration", zh: "浓度"),
        "price_yuan_per_ug_per_m3": LocalizedText(en: "price of the limit", zh: "限值影子价格"),
    ]
}
