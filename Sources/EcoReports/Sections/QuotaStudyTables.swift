import EcoRuns
import EcoUnits

/// What the limits of receptors charge the regions, and what their quota entitles them to.
struct QuotaRents: Sendable {
    private let table: StoredTable

    init(_ table: StoredTable) { self.table = table }

    func markup(_ context: ReportContext) -> [Markup] {
        if let warning = table.warning(lacking: ["region", "charge_yuan", "endowment_yuan"], context) {
            return warning
        }
        var sums: [String: (charge: Double, endowment: Double)] = [:]
        for row in table.rows {
            sums[row["region"], default: (0, 0)].charge += row.number("charge_yuan") ?? 0
            sums[row["region"], default: (0, 0)].endowment += row.number("endowment_yuan") ?? 0
        }
        let scale = AmountScale(forYuan: sums.values.flatMap { [$0.charge, $0.endowment] }, context.language)
        let unit = scale.name(context.language)
        return [
            DataTable(
                caption: context(ReportText.rentTable),
                columns: [
                    .text(context(ReportText.county)), .number(context(ReportText.charge), unit),
                    .number(context(ReportText.endowment), unit),
                ],
                rows: context.ordered(sums.keys).map { region in
                    [
                        context.regionName(region),
                        scale.text(yuan: sums[region]?.charge ?? 0, context.style),
                        scale.text(yuan: sums[region]?.endowment ?? 0, context.style),
                    ]
                }, note: context(ReportText.rentTableNote)
            ).addressed(
                "quota_rents",
                context.ordered(sums.keys).map { "quota_rents:\($0):\(StoredFigure.everything)" },
                context
            ).markup
        ]
    }
}

/// The saving by player.
struct QuotaShares: Sendable {
    private let table: StoredTable

    init(_ table: StoredTable) { self.table = table }

    func markup(_ context: ReportContext) -> [Markup] {
        if let warning = table.warning(lacking: ["player", "owen_yuan"], context) { return warning }
        let hasShapley = table.rows.contains { $0.number("shapley_yuan") != nil }
        let hasError = table.rows.contains { ($0.number("standard_error_yuan") ?? 0) > 0 }
        let heads =
            [ReportText.owenShare] + (hasShapley ? [ReportText.shapleyShare] : [])
            + (hasError ? [ReportText.standardError] : [])
        let scale = AmountScale(forYuan: table.rows.compactMap { $0.number("owen_yuan") }, context.language)
        return [
            DataTable(
                caption: context(ReportText.sharingTable),
                columns: [.text(context(ReportText.player))]
                    + heads.map { .number(context($0), scale.name(context.language)) },
                rows: table.rows.map { row in
                    let keys =
                        ["owen_yuan"] + (hasShapley ? ["shapley_yuan"] : [])
                        + (hasError ? ["standard_error_yuan"] : [])
                    return [name(row["player"], context)]
                        + keys.map { key in
                            row.number(key).map { scale.text(yuan: $0, context.style) } ?? ""
                        }
                }, note: context(ReportText.sharingNote)
            ).addressed("quota_sharing", table.rows, context).markup
        ]
    }

    private func name(_ player: String, _ context: ReportContext) -> String {
        switch player {
        case "rents": return context(ReportText.rentsOfFunds)
        case "all": return context(ReportText.total)
        default:
            if let region = context.regions.name(player, context.language) { return region }
            let members = context.regions.all.filter { $0.id.prefix(4) == player.prefix(4) }
            return members.first.map { $0.city(context.language) }.flatMap { $0.isEmpty ? nil : $0 } ?? player
        }
    }
}

/// Who adds most at each receptor.
struct ReceptorSources: Sendable {
    private let table: StoredTable
    private static let maximumReceptors = 20

    init(_ table: StoredTable) { self.table = table }

    func markup(_ context: ReportContext) -> [Markup] {
        if let warning = table.warning(lacking: ["receptor", "rank", "region", "after_ug_m3"], context) {
            return warning
        }
        let receptors = Dictionary(grouping: table.rows) { $0["receptor"] + " " + $0["period"] }
        let order = receptors.values.compactMap(\.first).map(\.index).sorted()
        let groups = order.compactMap { index in
            receptors.values.first { $0.first?.index == index }
        }
        return [
            hotSpots(context),
            DataTable(
                caption: context(ReportText.contributionTable),
                columns: [.text(context(ReportText.receptor)), .text(context(ReportText.contributions))],
                rows: groups.prefix(Self.maximumReceptors).map { rows in
                    let parts = rows.map { row in
                        let amount = context.style.figure(row.number("after_ug_m3"))
                        return context.regionName(row["region"]) + " " + amount
                    }
                    let name = context.label(.receptor, rows.first?["receptor"] ?? "")
                    return [
                        rows.first?.inPeriod(name) ?? name,
                        parts.joined(separator: context.language == .zh ? "、" : ", "),
                    ]
                },
                note: groups.count > Self.maximumReceptors ? context(ReportText.largestShown) : ""
            ).addressed(
                "receptor_contributions",
                groups.prefix(Self.maximumReceptors).map { rows in
                    "receptor_contributions:\(rows.first?["receptor"] ?? ""):\(StoredFigure.everything)"
                }, context
            ).markup,
        ].compactMap { $0 }
    }

    /// Receptors whose load grows, even below their limit.
    private func hotSpots(_ context: ReportContext) -> Markup? {
        guard let receptors = context.table("receptors.csv"), receptors.hasColumn("is_hot_spot") else {
            return nil
        }
        let grown = receptors.rows.filter { $0.boolean("is_hot_spot") == true }
        guard !grown.isEmpty else { return .paragraph(context(ReportText.noHotSpots)) }
        let names = grown.map { $0.inPeriod(context.label(.receptor, $0["receptor"])) }
        return .warning(
            context(ReportText.hotSpots) + names.joined(separator: context.language == .zh ? "、" : ", "))
    }
}

/// The steps at the margin: used in part, next in line, or used under a stricter target.
struct QuotaSteps: Sendable {
    private let table: StoredTable
    private static let maximumRows = 60

    init(_ table: StoredTable) { self.table = table }

    func markup(_ context: ReportContext) -> [Markup] {
        if let warning = table.warning(
            lacking: ["region", "pollutant", "measure", "state", "used_t"], context)
        {
            return warning
        }
        let marginal = table.rows.filter { row in
            let more = (row.number("used_when_stricter_t") ?? 0) - (row.number("used_t") ?? 0)
            return row["state"] == "partly" || row["state"] == "next"
                || more > 1e-6 * (row.number("maximum_t") ?? 1)
        }
        let tonnes = context(ReportText.tonnes)
        let tellsPayback = marginal.contains { $0.number("payback_years") != nil }
        return [
            DataTable(
                caption: context(ReportText.stepTable),
                columns: [
                    .text(context(ReportText.county)), .text(context(ReportText.pollutant)),
                    .text(context(ReportText.measure)), .text(context(ReportText.stepState)),
                    .number(context(ReportText.used), tonnes), .number(context(ReportText.greatest), tonnes),
                    .number(context(ReportText.marginalCost), context(ReportText.yuanPerTonne)),
                    .number(context(ReportText.usedWhenStricter), tonnes),
                ] + (tellsPayback ? [.number(context(ReportText.payback), context(ReportText.years))] : []),
                rows: marginal.prefix(Self.maximumRows).map { row in
                    [
                        row.inPeriod(context.regionName(row["region"])),
                        context.nameAndUnit(row["pollutant"]),
                        context.label(.measure, row["measure"]),
                        context(ReportText.stepStates[row["state"]] ?? LocalizedText(row["state"])),
                        context.style.number(row.number("used_t"), digits: 1),
                        context.style.number(row.number("maximum_t"), digits: 1),
                        context.style.number(row.number("marginal_cost_yuan_per_t"), digits: 0),
                        context.style.number(row.number("used_when_stricter_t"), digits: 1),
                    ]
                        + (tellsPayback
                            ? [context.style.number(row.number("payback_years"), digits: 1)] : [])
                },
                note: marginal.count > Self.maximumRows ? context(ReportText.allStepsElsewhere) : ""
            ).addressed("quota_steps", marginal.prefix(Self.maximumRows), context).markup
        ]
    }
}

/// Cost and price under changed rules.
struct QuotaSweep: Sendable {
    private let table: StoredTable

    init(_ table: StoredTable) { self.table = table }

    func markup(_ context: ReportContext) -> [Markup] {
        if let warning = table.warning(lacking: ["kind", "value", "cost_yuan"], context) { return warning }
        let kinds = ["cap", "replacement_ratio", "reserve", "station_limit"].filter { kind in
            table.rows.contains { $0["kind"] == kind }
        }
        return [.subheading(context(ReportText.changedRules))] + enclaves(context)
            + kinds.flatMap { kind in
                let rows = table.rows.filter { $0["kind"] == kind }
                return [costs(kind, rows, context).markup, prices(kind, rows, context)?.markup].compactMap {
                    $0
                }
            }
    }

    /// What the rules of enclaves are worth: a sentence, for two points are no line.
    private func enclaves(_ context: ReportContext) -> [Markup] {
        let rows = table.rows.filter { $0["kind"] == "enclave" }
        let cost = { (value: Double) in rows.first { $0.number("value") == value }?.number("cost_yuan") }
        guard !rows.isEmpty else { return [] }
        guard let with = cost(1), let without = cost(0) else {
            return [.paragraph(context(ReportText.enclavesNeeded))]
        }
        let amounts = [with, without, without - with].map { context.style.amount(yuan: $0) }
        return [.paragraph(context(ReportText.enclaves(amounts[0], amounts[1], amounts[2])))]
    }

    private func costs(_ kind: String, _ rows: [StoredRow], _ context: ReportContext) -> Picture {
        let yuan = rows.compactMap { $0.number("cost_yuan") }
        let scale = AmountScale(forYuan: yuan, context.language)
        var costs: [Double: Double?] = [:]
        for row in rows {
            if let value = row.number("value") {
                costs[value] = row.number("cost_yuan").map { scale.value($0.rounded()) }
            }
        }
        let line = LineChart.Line(
            name: context(ReportText.quotaCost), colour: Palette.category(0),
            points: costs.keys.sorted().map { ($0, costs[$0] ?? nil) })
        return chart(
            context.titled(ReportText.costUnder, name(kind, context)), [line], scale.name(context.language),
            kind,
            context)
    }

    private func prices(_ kind: String, _ rows: [StoredRow], _ context: ReportContext) -> Picture? {
        let pollutants = Set(rows.map { $0["pollutant"] }).filter { !$0.isEmpty }.sorted()
        guard rows.contains(where: { ($0.number("mean_price_yuan_per_t") ?? 0) > 0 }) else { return nil }
        let lines = pollutants.enumerated().map { index, pollutant in
            LineChart.Line(
                name: AirSection.pollutantName(pollutant, context), colour: Palette.category(index),
                points: rows.filter { $0["pollutant"] == pollutant }.compactMap { row in
                    row.number("value").map { ($0, Self.price(row)) }
                }.sorted { $0.0 < $1.0 })
        }
        return chart(
            context.titled(ReportText.priceUnder, name(kind, context)), lines,
            context(ReportText.yuanPerTonne), kind, context)
    }

    /// To the tenth of a fen: what lies below is rounding of the solver.
    private static func price(_ row: StoredRow) -> Double? {
        row.number("mean_price_yuan_per_t").map { ($0 * 1000).rounded() / 1000 }
    }

    private func chart(
        _ title: String, _ lines: [LineChart.Line], _ unit: String, _ kind: String, _ context: ReportContext
    ) -> Picture {
        LineChart(
            title: title, description: context(ReportText.sensitivityAlternative), lines: lines, unit: unit,
            axis: name(kind, context)
                + (kind == "replacement_ratio" ? "" : context.bracketed(context(ReportText.asFactor))),
            present: kind == "replacement_ratio" ? nil : 1, style: context.style
        ).picture
    }

    private func name(_ kind: String, _ context: ReportContext) -> String {
        context(ReportText.sensitivityKinds[kind] ?? LocalizedText(kind))
    }
}

/// Gini coefficients and shares before and after trade.
struct QuotaEquityTables: Sendable {
    private let table: StoredTable

    init(_ table: StoredTable) { self.table = table }

    func markup(_ context: ReportContext) -> [Markup] {
        if let warning = table.warning(lacking: ["region", "pollutant", "share_after"], context) {
            return warning
        }
        let pollutants = Set(table.rows.map { $0["pollutant"] }).sorted()
        let summaries = table.rows.filter { $0["region"].isEmpty && $0.number("gini_before") != nil }
        let ginis = DataTable(
            caption: context(ReportText.quotaGini),
            columns: [
                .text(context(ReportText.pollutant)), .number(context(ReportText.before)),
                .number(context(ReportText.after)),
            ],
            rows: summaries.map { row in
                [
                    AirSection.pollutantName(row["pollutant"], context),
                    context.style.number(row.number("gini_before"), digits: 3),
                    context.style.number(row.number("gini_after"), digits: 3),
                ]
            }, note: context(ReportText.giniNote)
        ).addressed("quota_equity", summaries, context)
        return [.subheading(context(ReportText.equity))]
            + (summaries.isEmpty ? [] : [ginis.markup]) + pollutants.map { shares($0, context).markup }
    }

    private func shares(_ pollutant: String, _ context: ReportContext) -> DataTable {
        let rows = table.rows.filter { $0["pollutant"] == pollutant && !$0["region"].isEmpty }
        let columns: [(key: String, heading: LocalizedText)] = [
            ("share_of_baseline", ReportText.shareOfBaseline), ("share_before", ReportText.shareBefore),
            ("share_after", ReportText.shareAfter),
        ]
        let heads = [
            ("quota_kg_per_head", ReportText.quotaPerHead),
            ("emission_kg_per_head", ReportText.emissionPerHead),
        ]
        .filter { key, _ in rows.contains { $0.number(key) != nil } }
        return DataTable(
            caption: context.titled(ReportText.shareTable, AirSection.pollutantName(pollutant, context)),
            columns: [.text(context(ReportText.county))]
                + columns.map { .number(context($0.heading), "%") }
                + heads.map { .number(context($0.1), context(ReportText.kilogramsPerHead)) },
            rows: rows.map { row in
                [context.regionName(row["region"])]
                    + columns.map { context.style.number((row.number($0.key) ?? 0) * 100, digits: 2) }
                    + heads.map { context.style.number(row.number($0.0), digits: 2) }
            }
        ).addressed("quota_equity", rows, context)
    }
}

/// What each rule blocks and costs.
struct QuotaRuleAudit: Sendable {
    private let table: StoredTable

    init(_ table: StoredTable) { self.table = table }

    func markup(_ context: ReportContext) -> [Markup] {
        if let warning = table.warning(lacking: ["rule", "rule_cost_yuan"], context) { return warning }
        let tonnes = context(ReportText.tonnes)
        let scale = AmountScale(
            forYuan: table.rows.compactMap { $0.number("rule_cost_yuan") }, context.language)
        return [
            DataTable(
                caption: context(ReportText.quotaRuleTable),
                columns: [
                    .text(context(ReportText.ruleName)), .number(context(ReportText.recordsTouched)),
                    .number(context(ReportText.exempted), tonnes), .number(context(ReportText.dealsWithout)),
                    .number(context(ReportText.blockedDeals)),
                    .number(context(ReportText.blockedQuota), tonnes),
                    .number(context(ReportText.blockedProjects)),
                    .number(context(ReportText.ruleCost), scale.name(context.language)),
                ],
                rows: table.rows.map { row in
                    let name = row[context.language == .zh ? "name_zh" : "name_en"]
                    return [name.isEmpty ? row["rule"] : name, row["records_touched"]]
                        + [
                            context.style.number(row.number("exempted_t"), digits: 1), row["deals_without"],
                            row["blocked_deals"],
                            context.style.number(row.number("blocked_t"), digits: 1), row["blocked_projects"],
                            scale.text(yuan: row.number("rule_cost_yuan"), context.style),
                        ]
                }, note: context(ReportText.ruleNote)
            ).addressed("quota_rules", table.rows, context).markup
        ]
    }
}

/// The market behind each primary allocation.
struct QuotaAllocations: Sendable {
    private let table: StoredTable

    init(_ table: StoredTable) { self.table = table }

    func markup(_ context: ReportContext) -> [Markup] {
        if let warning = table.warning(lacking: ["method", "region", "quota_t", "cost_yuan"], context) {
            return warning
        }
        let outcomes = table.rows.filter { $0["region"].isEmpty }
        guard !outcomes.isEmpty else { return [] }
        let scale = AmountScale(forYuan: outcomes.compactMap { $0.number("cost_yuan") }, context.language)
        return [
            DataTable(
                caption: context(ReportText.quotaAllocationTable),
                columns: [
                    .text(context(ReportText.allocationMethod)),
                    .number(context(ReportText.quotaCost), scale.name(context.language)),
                    .number(context(ReportText.shortfall), context(ReportText.tonnes)),
                    .number(context(ReportText.largestCut), "%"), .text(context(ReportText.county)),
                ],
                rows: outcomes.map { outcome in
                    let cut = largestCut(outcome["method"])
                    return [
                        ReportText.allocationMethods[outcome["method"]].map { context($0) }
                            ?? context.label(.scheme, outcome["method"]),
                        scale.text(yuan: outcome.number("cost_yuan"), context.style),
                        context.style.number(outcome.number("shortfall_t"), digits: 1),
                        context.style.number(cut.map { $0.part * 100 }, digits: 1),
                        cut.map { context.regionName($0.region) } ?? "",
                    ]
                }, note: context(ReportText.allocationNote)
            ).addressed("quota_allocations", outcomes, context).markup
        ]
    }

    /// The region that loses the largest part of what it holds.
    private func largestCut(_ method: String) -> (region: String, part: Double)? {
        var sums: [String: (held: Double, quota: Double)] = [:]
        for row in table.rows where row["method"] == method && !row["region"].isEmpty {
            sums[row["region"], default: (0, 0)].held += row.number("held_t") ?? 0
            sums[row["region"], default: (0, 0)].quota += row.number("quota_t") ?? 0
        }
        let cuts = sums.filter { $0.value.held > 0 }.map { ($0.key, 1 - $0.value.quota / $0.value.held) }
        return cuts.max { ($0.1, $1.0) < ($1.1, $0.0) }.map { (region: $0.0, part: $0.1) }
    }
}
