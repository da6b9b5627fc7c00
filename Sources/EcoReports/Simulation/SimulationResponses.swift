import EcoRuns
import EcoUnits

/// What counties chose: how the choices of each year ended, who abates how much, and why.
struct SimulationResponses: Sendable {
    private let tables: [StoredTable]
    private let years: [StoredRow]
    private let choices: [StoredRow]
    private let counties: [StoredRow]
    private let context: ReportContext

    /// nil where counties do not choose.
    init?(_ context: ReportContext) {
        guard let years = context.table("simulation_response_years.csv"),
            let choices = context.table("simulation_response.csv"),
            let counties = context.table("simulation_response_counties.csv")
        else { return nil }
        tables = [years, choices, counties]
        self.years = Array(years.rows)
        self.choices = Array(choices.rows)
        self.counties = Array(counties.rows)
        self.context = context
        if self.years.isEmpty { return nil }
    }

    private static let needed = [
        ["year", "rule", "outcome", "rounds", "cycle_length", "movers", "largest_gain_yuan", "check_steps"],
        ["year", "region", "pollutant", "abated_t", "marginal_cost_yuan_per_t", "marginal_worth_yuan_per_t"],
        ["year", "region", "payments_yuan", "payoff_yuan", "largest_gain_yuan"],
    ]

    var markup: [Markup] {
        for (table, columns) in zip(tables, Self.needed) {
            if let warning = table.warning(lacking: columns, context) { return warning }
        }
        return [.subheading(context(ResponseText.response)), .paragraph(rule), outcomes.markup] + pictures
            + [payoffs.markup]
    }

    private var last: String { years.last?["year"] ?? "" }

    private var rule: String {
        let id = years.first?["rule"] ?? ""
        return context(ResponseText.rules[id] ?? LocalizedText(en: id, zh: id))
    }

    // MARK: Years

    private var outcomes: DataTable {
        let rows = years.map { row in
            let id = row["outcome"]
            let outcome = context(ResponseText.outcomes[id] ?? LocalizedText(en: id, zh: id))
            return [
                row["year"], detail(row).map { outcome + context.bracketed($0) } ?? outcome,
                row["rounds"], names(row["movers"]),
                context.style.number(row.number("largest_gain_yuan"), digits: 0),
                names(row["largest_gain_region"]),
            ]
        }
        let steps = years.first?["check_steps"] ?? ""
        let sections = years.first?["check_sections"] ?? ""
        return DataTable(
            caption: context(ResponseText.yearTable),
            columns: [
                .text(context(ReportText.year)), .text(context(ResponseText.outcome)),
                .number(context(ResponseText.rounds)), .text(context(ResponseText.movers)),
                .number(context(ResponseText.gain), context(ResponseText.yuan)),
                .text(context(ResponseText.gainer)),
            ], rows: Array(rows), note: context(ResponseText.check(steps, sections))
        ).addressed("simulation_response_years", years, context)
    }

    /// The length of a cycle, or the gain for which nobody moves.
    private func detail(_ row: StoredRow) -> String? {
        if (Int(row["cycle_length"]) ?? 1) > 1 { return row["cycle_length"] }
        guard row["outcome"] == "settled_within", let gain = row.number("rest_within_yuan") else {
            return nil
        }
        return context.style.amount(yuan: gain)
    }

    private func names(_ codes: String) -> String {
        codes.split(separator: " ").map { context.regionName(String($0)) }
            .joined(separator: context(ReportText.listSeparator))
    }

    // MARK: Pictures

    private var pictures: [Markup] {
        let rows = choices.filter { $0["year"] == last }
        var pollutants: [String] = []
        for row in rows where !pollutants.contains(row["pollutant"]) { pollutants.append(row["pollutant"]) }
        let reasons = pollutants.compactMap { id in
            reason(id, rows.filter { $0["pollutant"] == id })?.markup
        }
        return [abated(rows, pollutants).markup] + reasons
    }

    private func abated(_ rows: [StoredRow], _ pollutants: [String]) -> Picture {
        let bars = context.regions.all.map { region in
            let parts = pollutants.map { id in
                rows.first { $0["region"] == region.id && $0["pollutant"] == id }?.number("abated_t")
            }
            return StackedBarChart.Bar(
                name: region.name(context.language), parts: parts,
                total: context.style.number(parts.reduce(0) { $0 + ($1 ?? 0) }, digits: 0))
        }
        return StackedBarChart(
            title: context(ResponseText.abated) + context.bracketed(last),
            description: context(ResponseText.abatedAlternative),
            series: pollutants.enumerated().map {
                .init(name: AirSection.pollutantName($1, context), colour: Palette.category($0))
            }, bars: bars, unit: context.unit("t"), style: context.style
        ).picture
    }

    /// What a tonne is worth in the market, with what payments add, and what it costs.
    private func reason(_ pollutant: String, _ rows: [StoredRow]) -> Picture? {
        let dots = rows.compactMap { row -> DotChart.Row? in
            guard let cost = row.number("marginal_cost_yuan_per_t") else { return nil }
            let worth = row.number("marginal_worth_yuan_per_t") ?? 0
            let payment = row.number("marginal_payment_yuan_per_t") ?? 0
            return DotChart.Row(
                name: context.regionName(row["region"]), values: [cost, worth, worth + payment])
        }
        guard !dots.isEmpty else { return nil }
        let name = AirSection.pollutantName(pollutant, context)
        return DotChart(
            title: context.titled(ResponseText.reason, name) + context.bracketed(last),
            description: context(ResponseText.reasonAlternative),
            series: [ResponseText.cost, ResponseText.worth, ResponseText.worthAndPayment].map { context($0) },
            rows: dots, unit: context.unit("CNY/t"), style: context.style,
            note: context(ResponseText.reasonNote)
        ).picture
    }

    // MARK: Payoffs

    private var payoffs: DataTable {
        let parts: [(String, LocalizedText)] = [
            ("payments_yuan", ResponseText.payments), ("quota_yuan", ResponseText.quota),
            ("measure_cost_yuan", ResponseText.measures), ("restoration_yuan", ResponseText.restoration),
            ("damage_yuan", ResponseText.damage), ("payoff_yuan", ResponseText.payoff),
        ]
        let own = counties.filter { $0["year"] == last }
        // A part that is nothing for everybody takes no column.
        let shown = parts.filter { part in own.contains { ($0.number(part.0) ?? 0) != 0 } }
        let scale = AmountScale(
            forBudgets: own.flatMap { row in shown.compactMap { row.number($0.0) } }, context.language)
        let digits = scale.digits(asTenThousand: 1)
        let rows = own.map { row in
            [context.regionName(row["region"])]
                + shown.map { scale.text(yuan: row.number($0.0), context.style, digits: digits) }
                + [context.style.number(row.number("largest_gain_yuan"), digits: 0)]
        }
        return DataTable(
            caption: context(ResponseText.payoffTable) + context.bracketed(last),
            columns: [.text(context(ReportText.county))]
                + shown.map { .number(context($0.1), context(scale.name)) }
                + [.number(context(ResponseText.gain), context(ResponseText.yuan))], rows: Array(rows),
            note: context(ResponseText.payoffNote)
        ).addressed("simulation_response_counties", own, context)
    }
}

/// The words of the part on counties' choices.
enum ResponseText {
    private static func both(_ en: String, _ zh: String) -> LocalizedText { LocalizedText(en: en, zh: zh) }

    static let response = both("What counties choose", "各县响应")
    static let rules: [String: LocalizedText] = [
        "myopic": both(
            "Each county answers once to what the others did the year before.", "各县针对其他县上年水平作一次最优选择。"),
        "best_response": both(
            "Counties answer to each other in rounds, from last year's levels on.", "各县自上年水平起逐轮作最优反应。"),
        "equilibrium": both(
            "Counties choose so that none would gain by leaving its own choice; where no such choice stands, the table says so.",
            "各县选择满足“任一县单独改变均不得益”；若不存在或未收敛，下表如实列出。"),
    ]
    static let outcomes: [String: LocalizedText] = [
        "exact": both("equilibrium, exact", "均衡（精确解）"),
        "potential": both("equilibrium of concave payments, by a potential, exact", "凹补偿均衡（势函数，精确解）"),
        "variational": both("equilibrium of concave payments, by a variational inequality", "凹补偿均衡（变分不等式）"),
        "settled": both("nobody moves", "稳定"),
        "settled_within": both("nobody moves for less", "近似稳定，不足此得益不变动"),
        "cycle": both("goes round", "循环"),
        "unsettled": both("no rest found", "未稳定"),
        "answered": both("answered once", "一次反应"),
    ]
    static let yearTable = both("How the choices of each year ended, and what the check found", "各年选择结果与复核")
    static let outcome = both("Outcome", "结果")
    static let rounds = both("Rounds", "轮数")
    static let movers = both("Counties that still move", "仍在变动的县")
    static let gain = both("Largest gain found", "复核最大得益")
    static let gainer = both("by", "所在县")
    static let yuan = both("yuan", "元")

    static func check(_ steps: String, _ sections: String) -> LocalizedText {
        both(
            "The check is a scan of its own: each county alone, \(steps) steps along each pollutant and along all together, then \(sections) golden sections around the best. What it finds is the least that could be gained.",
            "复核独立扫描：逐县单独改变，沿各污染物及全部污染物各取 \(steps) 步，再于最优点附近作 \(sections) 次黄金分割；所列为得益下界。")
    }

    static let abated = both("Who abates how much", "各县减排量")
    static let abatedAlternative = both(
        "Bars of the tonnes that each county abates, by pollutant.", "各县分污染物减排吨数条形图。")
    static let reason = both("And why, at the last tonne", "边际比较")
    static let reasonAlternative = both(
        "Of each county the cost of its last tonne, what that is worth in the market, and that with payments.",
        "各县最后一吨减排的费用、市场价值及加上补偿后的价值。")
    static let cost = both("costs", "边际费用")
    static let worth = both("worth in the market", "市场价值")
    static let worthAndPayment = both("with payments", "加边际补偿")
    static let reasonNote = both(
        "A county abates until the last tonne costs what the market and payments bring. Where they lie apart, it does all it can, nothing, or stands at a step of a ladder.",
        "各县减排至最后一吨的费用等于市场价值与边际补偿之和；两者不等时，为已全部减排、未减排或处于阶梯台阶。")
    static let payoffTable = both("Payoff of each county", "各县收益")
    static let payments = both("Payments", "补偿净额")
    static let quota = both("Quota beyond emission", "富余指标价值")
    static let measures = both("Measures", "减排费用")
    static let restoration = both("Restoration", "自主修复")
    static let damage = both("Own damage", "自担损害")
    static let payoff = both("Payoff", "合计收益")
    static let payoffNote = both(
        "As counties expect it when they choose. Quota counts at what a tonne is worth in the market's plan, limits of the air included: no money need change hands.",
        "为各县决策时的预期。指标按市场方案中每吨价值（含环境约束影子价格）计，不一定发生实际收付。")
}
