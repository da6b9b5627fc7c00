import EcoUnits

/// How a column of a stored table looks in the workbook.
struct SheetColumn: Sendable {
    enum Content: Sendable {
        case text
        /// A number with this format.
        case number(format: String)
        /// Whole fen, shown in yuan.
        case fen
        /// A region, fund or zone; its name follows in a column of its own.
        case party
    }

    let heading: LocalizedText
    let content: Content
    let width: Double

    /// The column of a heading in the run folder's tables; one that is called after a service, ecosystem type, variable
    /// or figure of the run bears that one's name.
    static func named(_ key: String, _ context: ReportContext) -> SheetColumn {
        known[key] ?? ofSubject(key, context)
            ?? SheetColumn(heading: LocalizedText(en: key, zh: key), content: .text, width: 16)
    }

    private static func ofSubject(_ key: String, _ context: ReportContext) -> SheetColumn? {
        let (isMoney, isMargin) = (key.hasSuffix("_yuan"), key.hasPrefix("margin_"))
        let id = isMoney ? String(key.dropLast("_yuan".count)) : isMargin ? String(key.dropFirst(7)) : key
        guard let name = context.columnSubject(id) else { return nil }
        let heading =
            isMoney
            ? LocalizedText(en: name.en + " (yuan)", zh: name.zh + "（元）")
            : isMargin ? LocalizedText(en: "Margin: " + name.en, zh: "余量：" + name.zh) : name
        return SheetColumn(heading: heading, content: .number(format: "#,##0.00##"), width: 16)
    }

    static func text(_ en: String, _ zh: String, width: Double = 16) -> SheetColumn {
        SheetColumn(heading: LocalizedText(en: en, zh: zh), content: .text, width: width)
    }

    static func number(_ en: String, _ zh: String, _ format: String = "#,##0.00") -> SheetColumn {
        SheetColumn(heading: LocalizedText(en: en, zh: zh), content: .number(format: format), width: 16)
    }

    static func fen(_ en: String, _ zh: String) -> SheetColumn {
        SheetColumn(heading: LocalizedText(en: en + " (yuan)", zh: zh + "（元）"), content: .fen, width: 18)
    }

    static func party(_ en: String, _ zh: String) -> SheetColumn {
        SheetColumn(heading: LocalizedText(en: en, zh: zh), content: .party, width: 10)
    }

    private static let known: [String: SheetColumn] = [
        "region": party("Region code", "区划代码"), "party": party("Party", "收支方"),
        "payer": party("Payer", "付款方"), "payee": party("Payee", "收款方"), "from": party("From", "来自"),
        "to": party("To", "去向"),
        "name_zh": text("Chinese name", "中文名称"), "name_en": text("English name", "英文名称"),
        "city_zh": text("City (Chinese)", "所属市"), "city_en": text("City (English)", "所属市（英文）"),
        "year": number("Year", "年份", "0"), "price_year": number("Price year", "价格年份", "0"),
        "appraisal": text("Appraisal", "评价", width: 24), "subject": text("Subject", "对象", width: 20),
        "grade": text("Grade", "等级"), "allocation": text("Allocation", "分配", width: 24),
        "item": text("Item", "分配对象", width: 24), "recipient": text("Recipient", "获得方", width: 20),
        "amount": number("Amount", "数量", "#,##0.00####"),
        "period": text("Period", "时段"), "account": text("Account", "账户"),
        "indicator": text("Indicator", "指标", width: 24), "ecosystem": text("Ecosystem", "生态系统类型"),
        "unit": text("Unit", "单位"), "status": text("Status", "状态"), "note": text("Note", "备注", width: 40),
        "note_zh": text("Note (Chinese)", "备注（中文）", width: 40),
        "rule_pack": text("Rule pack", "规则包", width: 22), "standard": text("Standard", "标准", width: 26),
        "pollutant": text("Pollutant", "污染物"), "sector": text("Sector", "部门"),
        "statistic": text("Statistic", "统计量", width: 20), "scheme": text("Scheme", "方案", width: 24),
        "basis": text("Basis", "依据", width: 30), "limit": text("Limit", "限值", width: 24),
        "receptor": text("Receptor", "受体点"), "binding": text("Binding", "起约束作用"),
        "valid": text("Valid", "有效"), "kind": text("Kind", "类别"), "source": text("Source", "来源", width: 40),
        "source_zh": text("Source (Chinese)", "来源（中文）", width: 40),
        "path": text("Parameter", "参数", width: 36), "value_yuan": number("Value (yuan)", "价值量（元）"),
        "origin": text("Given by", "取值来源", width: 24), "topic": text("Topic", "主题"),
        "statement_zh": text("Statement (Chinese)", "内容（中文）", width: 60),
        "statement_en": text("Statement (English)", "内容（英文）", width: 60),
        "formula": text("Formula", "公式", width: 40), "affects": text("Affects", "影响", width: 24),
        "quantity": number("Quantity", "实物量", "#,##0.00##"), "value": number("Value", "数值", "#,##0.00##"),
        "valid_days": number("Valid days", "有效天数", "0"), "area_km2": number("Area (km²)", "面积（平方公里）"),
        "population": number("Population", "人口", "#,##0"),
        "longitude": number("Longitude (°)", "经度（°）", "0.0000"),
        "latitude": number("Latitude (°)", "纬度（°）", "0.0000"),
        "amount_fen": fen("Amount", "金额"), "paid_fen": fen("Paid", "缴纳"),
        "received_fen": fen("Received", "获得"),
        "retained_fen": fen("Retained", "留存"), "carried_fen": fen("Carried over", "结转"),
        "net_fen": fen("Net", "净额"),
        "paid_in_fen": fen("Paid by counties", "各县缴纳"), "paid_out_fen": fen("Received by counties", "各县获得"),
        "topped_up_fen": fen("Topped up", "上级补足"), "quota_t": number("Quota held (t)", "持有指标（吨）"),
        "grown_t": number("New projects (t)", "新增项目（吨）"), "shortfall_t": number("Shortfall (t)", "缺口（吨）"),
        "place_charge_yuan_per_t": number("Charge of the place (yuan/t)", "受体点约束（元/吨）"),
        "scarcity_yuan_per_t": number("Scarcity (yuan/t)", "指标稀缺（元/吨）"),
        "baseline_t": number("Baseline (t)", "基准排放（吨）"), "abated_t": number("Abated (t)", "削减（吨）"),
        "sold_t": number("Sold (t)", "卖出（吨）"), "bought_t": number("Bought (t)", "买入（吨）"),
        "reserve_t": number("Reserve (t)", "储备（吨）"), "emitted_t": number("Emitted (t)", "排放（吨）"),
        "cost_yuan": number("Cost (yuan)", "费用（元）"), "sent_t": number("Sent (t)", "发出（吨）"),
        "received_t": number("Received (t)", "收到（吨）"), "ratio": number("Trading ratio", "交易比率", "0.00##"),
        "price_yuan_per_t": number("Price (yuan/t)", "价格（元/吨）"),
        "shadow_price_yuan_per_t": number("Shadow price (yuan/t)", "影子价格（元/吨）"),
        "amount_wan_yuan": number("Amount (10,000 yuan)", "金额（万元）"),
        "baseline_ug_m3": number("Before (µg/m³)", "调整前（µg/m³）"),
        "after_ug_m3": number("After (µg/m³)", "调整后（µg/m³）"),
        "limit_ug_m3": number("Limit (µg/m³)", "限值（µg/m³）"),
        "margin_ug_m3": number("Margin (µg/m³)", "余量（µg/m³）"), "is_hot_spot": text("Load grows", "浓度上升"),
    ].merging(quotaStudy) { first, _ in first }.merging(accounts) { first, _ in first }
        .merging(settlements) { first, _ in first }.merging(simulations) { first, _ in first }
        .merging(comparisons) { first, _ in first }

    /// Columns of the study of a quota market.
    private static let quotaStudy: [String: SheetColumn] = [
        "name": text("Region, zone or receptor", "地区、片区或受体点", width: 20), "pool": text("Class", "行业类别"),
        "price": number("Price", "价格"), "price_unit": text("Unit of the price", "价格单位"),
        "benchmark_yuan_per_t": number("Floor price (yuan/t)", "基准价（元/吨）"),
        "price_lower": number("Lowest", "最低"), "price_upper": number("Highest", "最高"),
        "holds_tighter": number("Holds when tightened by", "收紧有效范围"),
        "holds_looser": number("Holds when eased by", "放宽有效范围"),
        "limit_unit": text("Unit of the limit", "限值单位"),
        "meaning_en": text("Meaning (English)", "含义（英文）", width: 60),
        "meaning_zh": text("Meaning (Chinese)", "含义（中文）", width: 60),
        "measure_cost_yuan": number("Measures (yuan)", "措施费用（元）"),
        "project_value_yuan": number("Value of projects (yuan)", "新增项目价值（元）"),
        "enclave_value_yuan": number("Enclave share of value (yuan)", "飞地增加值分享（元）"),
        "tax_yuan": number("Tax kept (yuan)", "留存税收（元）"),
        "shortfall_cost_yuan": number("Shortfall at penalty (yuan)", "缺口惩罚（元）"),
        "quota_paid_yuan": number("Paid for quota (yuan)", "购买指标支付（元）"),
        "quota_received_yuan": number("Received for quota (yuan)", "出售指标收入（元）"),
        "fees_yuan": number("Fees (yuan)", "手续费（元）"), "net_cost_yuan": number("Net cost (yuan)", "净费用（元）"),
        "cost_alone_yuan": number("Cost alone (yuan)", "单独达标费用（元）"),
        "gain_yuan": number("Gain (yuan)", "得益（元）"),
        "income_yuan": number("Income (yuan)", "净收入（元）"), "rent_yuan": number("Rent (yuan)", "租金（元）"),
        "charge_yuan": number("Charge for emission (yuan)", "排放应付（元）"),
        "endowment_yuan": number("Endowment of quota (yuan)", "指标应得（元）"),
        "receptor_region": party("Region of the receptor", "受体点所在地区"),
        "player": text("Player", "参与方"), "regions": text("Regions", "地区", width: 40),
        "owen_yuan": number("By prices, Owen (yuan)", "按价格分享（元）"),
        "shapley_yuan": number("Shapley value (yuan)", "Shapley 值（元）"),
        "standard_error_yuan": number("Standard error (yuan)", "标准误（元）"),
        "orders_drawn": number("Orders drawn", "抽样次序数", "0"), "measure": text("Measure", "措施", width: 24),
        "state": text("Use", "采用情况"), "maximum_t": number("At most (t)", "最大量（吨）"),
        "used_t": number("Used (t)", "采用量（吨）"),
        "marginal_cost_yuan_per_t": number("Marginal cost (yuan/t)", "边际成本（元/吨）"),
        "worth_yuan": number("Worth at the price (yuan)", "按影子价格的价值（元）"),
        "used_when_stricter_t": number("Used under a stricter target (t)", "更严目标下采用量（吨）"),
        "investment_yuan": number("Investment (yuan)", "投资（元）"),
        "payback_years": number("Pays back in (years)", "投资回收期（年）"),
        "weather": text("Weather of", "气象年"), "held": text("Held", "达标"),
        "rank": number("Rank", "排名", "0"), "before_ug_m3": number("Before (µg/m³)", "调整前（µg/m³）"),
        "mean_price_yuan_per_t": number("Mean price (yuan/t)", "均价（元/吨）"),
        "share_of_baseline": number("Share of baseline", "基准排放份额", "0.0000"),
        "share_before": number("Share of quota before", "交易前指标份额", "0.0000"),
        "share_after": number("Share of emission after", "交易后排放份额", "0.0000"),
        "quota_kg_per_head": number("Quota (kg/head)", "人均指标（千克）", "0.000"),
        "emission_kg_per_head": number("Emission (kg/head)", "人均排放（千克）", "0.000"),
        "rule": text("Rule", "规则", width: 24), "records_touched": number("Records touched", "涉及记录", "0"),
        "exempted_t": number("Exempted (t)", "豁免量（吨）"), "blocked_deals": number("Deals blocked", "阻止交易", "0"),
        "blocked_t": number("Quota blocked (t)", "阻止指标量（吨）"),
        "blocked_projects": number("Projects blocked", "阻止项目", "0"),
        "blocked_growth_t": number("Growth blocked (t)", "阻止新增（吨）"),
        "limits_broken_without": number("Limits broken without it", "去除后超出的限值", "0"),
        "deals_without": number("Deals without it", "去除后交易", "0"),
        "rule_cost_yuan": number("Cost of the rule (yuan)", "规则代价（元）"), "method": text("Method", "方法"),
        "held_t": number("Held before (t)", "分配前持有（吨）"),
        "gini_before": number("Gini before", "交易前基尼系数", "0.000"),
        "gini_after": number("Gini after", "交易后基尼系数", "0.000"),
    ]
}
