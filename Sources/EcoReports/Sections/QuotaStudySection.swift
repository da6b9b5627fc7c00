import EcoRuns
import EcoUnits

/// What the prices of the market say, who pays and gains, what changed rules would do, and how even it is.
struct QuotaStudySection: ReportSection {
    static let id = "quota_study"
    static let title = ReportText.quotaStudy
    let body: [Markup]

    init?(_ context: ReportContext) {
        let parts: [(String, (StoredTable) -> [Markup])] = [
            ("quota_prices.csv", { QuotaPriceList($0).markup(context) }),
            ("quota_ledger.csv", { QuotaLedger($0).markup(context) }),
            ("quota_rents.csv", { QuotaRents($0).markup(context) }),
            ("quota_sharing.csv", { QuotaShares($0).markup(context) }),
            ("receptor_contributions.csv", { ReceptorSources($0).markup(context) }),
            ("quota_steps.csv", { QuotaSteps($0).markup(context) }),
            ("quota_reliefs.csv", { QuotaReliefs($0).markup(context) }),
            ("quota_curves.csv", { QuotaCurves($0).markup(context) }),
            ("quota_sensitivity.csv", { QuotaSweep($0).markup(context) }),
            ("quota_rules.csv", { QuotaRuleAudit($0).markup(context) }),
            ("quota_allocations.csv", { QuotaAllocations($0).markup(context) }),
            ("quota_equity.csv", { QuotaEquityTables($0).markup(context) }),
        ]
        body = parts.flatMap { name, markup in context.table(name).map(markup) ?? [] }
        guard !body.isEmpty else { return nil }
    }
}

extension StoredTable {
    /// A warning where columns are missing that a part of the report needs.
    func warning(lacking columns: [String], _ context: ReportContext) -> [Markup]? {
        let missing = missingColumns(columns)
        guard !missing.isEmpty else { return nil }
        return [.warning(context(ReportText.missingColumns) + missing.joined(separator: ", "))]
    }
}

/// Prices with their parts, intervals and ranges: a map, sentences and a table.
struct QuotaPriceList: Sendable {
    private let table: StoredTable
    /// Of stations, and of quota.
    private static let maximumSentences = 6
    /// Prices that differ by less, as a part of the highest, are the same to a reader.
    private static let leastDifference = 1e-6
    private static let maximumRows = 60

    init(_ table: StoredTable) { self.table = table }

    func markup(_ context: ReportContext) -> [Markup] {
        if let warning = table.warning(lacking: ["kind", "pollutant", "name", "price"], context) {
            return warning
        }
        let groups = PriceGroup.groups(table.rows.filter { $0["kind"] == "region" }, context)
        return [.subheading(context(ReportText.pricesExplained))] + sentences(context)
            + groups.compactMap { map($0, context)?.markup } + [details(context).markup]
    }

    /// What the dearest limits say: prices of quota, and those of stations, which have another unit.
    private func sentences(_ context: ReportContext) -> [Markup] {
        let limits = table.rows.filter { $0["kind"] != "region" && ($0.number("price") ?? 0) > 0 }
            .sorted { (-($0.number("price") ?? 0), $0.index) < (-($1.number("price") ?? 0), $1.index) }
        let column = context.language == .zh ? "meaning_zh" : "meaning_en"
        let shown = [true, false].flatMap { isStation in
            limits.filter { ($0["kind"] == "receptor") == isStation }.prefix(Self.maximumSentences)
        }
        let items = shown.map { Markup.element("li", [:], .text($0[column])) }
        return items.isEmpty ? [] : [.element("ul", children: items)]
    }

    private func map(_ group: PriceGroup, _ context: ReportContext) -> Picture? {
        var values: [String: Double] = [:]
        for row in group.rows {
            values[row["name"]] = max(values[row["name"]] ?? 0, row.number("price") ?? 0)
        }
        guard let low = values.values.min(), let high = values.values.max(),
            high - low > Self.leastDifference * max(1, high)
        else { return nil }
        return RegionMap(
            title: context.titled(ReportText.priceMap, group.name),
            description: context(ReportText.priceMapAlternative), regions: context.shapes, values: values,
            unit: context.quotaPriceUnit(group.pollutant), style: context.style, note: context.mapNote
        ).picture
    }

    private func details(_ context: ReportContext) -> DataTable {
        let rows = table.rows.filter { $0["kind"] != "region" || isUneven($0) }
        let heads = [ReportText.limit, ReportText.pollutant].map { DataTable.Column.text(context($0)) }
        return DataTable(
            caption: context(ReportText.priceIntervals),
            columns: heads + [
                .number(context(ReportText.price)), .number(context(ReportText.lowestPrice)),
                .number(context(ReportText.highestPrice)), .number(context(ReportText.benchmarkPrice)),
                .number(context(ReportText.holdsTighter)), .number(context(ReportText.holdsLooser)),
                .text(context(ReportText.unit)),
            ],
            rows: rows.prefix(Self.maximumRows).map { row in
                [
                    name(row, context),
                    row["pollutant"].isEmpty ? "" : AirSection.pollutantName(row["pollutant"], context),
                    context.style.figure(row.number("price")),
                    context.style.figure(row.number("price_lower")),
                    context.style.figure(row.number("price_upper")),
                    context.style.figure(row.number("benchmark_yuan_per_t")),
                    reach(row, "holds_tighter", context), reach(row, "holds_looser", context),
                    context.unit(row["limit_unit"]),
                ]
            }, note: context(ReportText.priceIntervalNote)
        ).addressed("quota_prices", rows.prefix(Self.maximumRows), context)
    }

    private func reach(_ row: StoredRow, _ column: String, _ context: ReportContext) -> String {
        let amount = row.number(column)
        let text = context.style.figure(amount)
        return amount != nil && row["range_is_exact"] == "no" ? "≥ " + text : text
    }

    /// Regions stand in the table where their price is no single number.
    private func isUneven(_ row: StoredRow) -> Bool {
        guard let lower = row.number("price_lower") else { return false }
        guard let upper = row.number("price_upper") else { return true }
        return upper - lower > 1e-6 * max(1, upper)
    }

    private func name(_ row: StoredRow, _ context: ReportContext) -> String {
        let kind = context(ReportText.quotaPriceKinds[row["kind"]] ?? ReportText.limit)
        let name = row["name"].isEmpty ? "" : context.partyName(row["name"])
        let known =
            row["name"] == "all"
            ? context(ReportText.allRegions)
            : context.labels.known(.receptor, row["name"], context.language) ?? name
        let isShared = table.rows.contains {
            $0["kind"] == row["kind"] && $0["name"] == row["name"] && $0["pollutant"] == row["pollutant"]
                && $0["pool"] != row["pool"]
        }
        let pool = isShared && !row["pool"].isEmpty ? QuotaPrices.poolName(row["pool"], context) : ""
        return [kind, known, pool, row["period"]].filter { !$0.isEmpty }.joined(separator: " ")
    }
}

/// What each region pays and gains, and what the funds keep.
struct QuotaLedger: Sendable {
    private let table: StoredTable
    private static let maximumBars = 40
    /// Below a fen nobody gains or loses.
    private static let leastGain = 0.01

    init(_ table: StoredTable) { self.table = table }

    private static let columns: [(key: String, heading: LocalizedText)] = [
        ("measure_cost_yuan", ReportText.measureCost), ("project_value_yuan", ReportText.projectValue),
        ("enclave_value_yuan", ReportText.enclaveValue), ("tax_yuan", ReportText.taxKept),
        ("shortfall_cost_yuan", ReportText.shortfallCost), ("quota_paid_yuan", ReportText.paidForQuota),
        ("quota_received_yuan", ReportText.receivedForQuota), ("fees_yuan", ReportText.feesPaid),
        ("net_cost_yuan", ReportText.netCost), ("cost_alone_yuan", ReportText.costAlone),
        ("gain_yuan", ReportText.gain),
    ]

    func markup(_ context: ReportContext) -> [Markup] {
        if let warning = table.warning(lacking: ["party", "net_cost_yuan", "gain_yuan"], context) {
            return warning
        }
        return [.subheading(context(ReportText.whoGains)), picture(context)?.markup, ledger(context).markup]
            .compactMap { $0 } + funds(context)
    }

    private var regions: [StoredRow] { table.rows.filter { $0.number("net_cost_yuan") != nil } }

    private func picture(_ context: ReportContext) -> Picture? {
        let rows = regions.compactMap { row in row.number("gain_yuan").map { (row["party"], $0) } }
            .filter { abs($0.1) >= Self.leastGain }.sorted { (-$0.1, $0.0) < (-$1.1, $1.0) }
        guard !rows.isEmpty else { return nil }
        let scale = AmountScale(forYuan: rows.map(\.1), context.language)
        return DivergingBarChart(
            title: context(ReportText.gainChart), description: context(ReportText.gainAlternative),
            negative: context(ReportText.loses), positive: context(ReportText.gains),
            bars: rows.prefix(Self.maximumBars).map { region, gain in
                .init(
                    name: context.regionName(region), value: scale.value(gain),
                    text: scale.text(yuan: gain, context.style))
            }, unit: scale.name(context.language), style: context.style,
            note: rows.count > Self.maximumBars ? context(ReportText.largestShown) : ""
        ).picture
    }

    private func ledger(_ context: ReportContext) -> DataTable {
        let rows = regions
        let shown = Self.columns.filter { column in
            rows.contains { ($0.number(column.key) ?? 0) != 0 }
        }
        let scale = AmountScale(
            forYuan: shown.flatMap { column in rows.compactMap { $0.number(column.key) } }, context.language)
        return DataTable(
            caption: context(ReportText.ledgerTable),
            columns: [.text(context(ReportText.county))]
                + shown.map { .number(context($0.heading), scale.name(context.language)) },
            rows: rows.map { row in
                [context.regionName(row["party"])]
                    + shown.map { column in
                        row.number(column.key).map { scale.text(yuan: $0, context.style) } ?? ""
                    }
            },
            sum: [context(ReportText.total)]
                + shown.map { column in
                    scale.text(
                        yuan: rows.compactMap { $0.number(column.key) }.reduce(0, +), context.style)
                }, note: context(ReportText.ledgerNote)
        ).addressed("quota_ledger", rows, sum: "quota_ledger:\(StoredFigure.everything)", context)
    }

    private func funds(_ context: ReportContext) -> [Markup] {
        let rows = table.rows.filter { $0.number("income_yuan") != nil }
        guard rows.contains(where: { $0.number("income_yuan") != 0 }) else { return [] }
        return [
            DataTable(
                caption: context(ReportText.fundTable),
                columns: [
                    .text(context(ReportText.party)), .number(context(ReportText.income)),
                    .number(context(ReportText.rent)),
                ],
                rows: rows.map { row in
                    [
                        context(ReportText.marketFunds[row["party"]] ?? LocalizedText(row["party"])),
                        context.style.amount(yuan: row.number("income_yuan")),
                        context.style.amount(yuan: row.number("rent_yuan")),
                    ]
                }, note: context(ReportText.rentNote)
            ).addressed("quota_ledger", rows, context).markup
        ]
    }
}
