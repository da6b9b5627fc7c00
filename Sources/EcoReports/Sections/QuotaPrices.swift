import EcoRuns
import EcoUnits

/// Prices by county and the prices of binding limits.
struct QuotaPrices: Sendable {
    private let table: StoredTable
    private static let maximumBars = 40

    init(_ table: StoredTable) { self.table = table }

    func markup(_ context: ReportContext) -> [Markup] {
        let missing = table.missingColumns(["pollutant", "region", "shadow_price_yuan_per_t"])
        guard missing.isEmpty else {
            return [.warning(context(ReportText.missingColumns) + missing.joined(separator: ", "))]
        }
        let regions = table.rows.filter { !$0["region"].isEmpty && $0["limit"].isEmpty }
        return PriceGroup.byPeriod(regions).map { bars($0, context).markup }
            + [limits(context)?.markup].compactMap { $0 }
    }

    /// One bar a row of a county, all of one pollutant and period; in its parts where the table has them.
    private func bars(_ group: [StoredRow], _ context: ReportContext) -> Picture {
        let rows = group.sorted { (-Self.price($0), $0.index) < (-Self.price($1), $1.index) }
        let pollutant = rows.first?["pollutant"] ?? ""
        let name = AirSection.pollutantName(pollutant, context)
        let splits = rows.contains { $0.number(Self.parts[0].column) != nil }
        let parts = splits ? Self.parts : [(Self.priceColumn, ReportText.price)]
        let bars = rows.prefix(Self.maximumBars).map { row in
            let isShared = rows.contains { $0.index != row.index && $0["region"] == row["region"] }
            let pool = isShared ? Self.poolName(row["pool"], context) : ""
            let names = [context.regionName(row["region"]), pool].filter { !$0.isEmpty }
            return StackedBarChart.Bar(
                name: names.joined(separator: " · "), parts: parts.map { row.number($0.column) },
                total: context.style.number(row.number(Self.priceColumn), digits: 0))
        }
        return StackedBarChart(
            title: context.titled(ReportText.priceChart, rows.first?.inPeriod(name) ?? name),
            description: context(ReportText.priceAlternative),
            series: parts.enumerated().map { .init(name: context($1.name), colour: Palette.category($0)) },
            bars: bars,
            unit: context.quotaPriceUnit(pollutant), style: context.style,
            note: rows.count > Self.maximumBars ? context(ReportText.largestShown) : ""
        ).picture
    }

    private static let priceColumn = "shadow_price_yuan_per_t"
    private static let parts = [
        (column: "place_charge_yuan_per_t", name: ReportText.placeCharge),
        (column: "scarcity_yuan_per_t", name: ReportText.scarcity),
    ]

    private static func price(_ row: StoredRow) -> Double { row.number(priceColumn) ?? 0 }

    private func limits(_ context: ReportContext) -> DataTable? {
        let rows = table.rows.filter { $0["region"].isEmpty && !$0["limit"].isEmpty }
        guard !rows.isEmpty else { return nil }
        let heads = [ReportText.limit, ReportText.pollutant].map { DataTable.Column.text(context($0)) }
        let shown = rows.sorted { (-Self.price($0), $0.index) < (-Self.price($1), $1.index) }.prefix(
            Self.maximumBars)
        return DataTable(
            caption: context(ReportText.limitTable),
            columns: heads + [
                .number(context(ReportText.price)), .text(context(ReportText.unit)),
                .text(context(ReportText.note)),
            ],
            rows: shown.map { row in
                [
                    row.inPeriod(Self.limitName(row["limit"], context)),
                    row["pollutant"].isEmpty ? "" : AirSection.pollutantName(row["pollutant"], context),
                    context.style.figure(row.number(Self.priceColumn)), context.unit(row["unit"]),
                    context.note(row),
                ]
            }, note: rows.count > shown.count ? context(ReportText.firstLimits) : ""
        ).addressed("prices", shown, context)
    }

    /// A pool of sectors by its own name, else by that of the sector after which it is called.
    static func poolName(_ id: String, _ context: ReportContext) -> String {
        context.labels.known(.pool, id, context.language) ?? context.label(.sector, id)
    }

    /// `receptor 1081A` or `emission_cap 140106 industry`: the kind and the ids by their names.
    private static func limitName(_ limit: String, _ context: ReportContext) -> String {
        let words = limit.split(separator: " ").map(String.init)
        guard let first = words.first, let kind = ReportText.limitKinds[first] else { return limit }
        let names = words.dropFirst().map { word in
            word == "all"
                ? context(ReportText.allRegions)
                : context.regions.name(word, context.language) ?? context.labels.known(
                    .receptor, word, context.language)
                    ?? context.labels.known(.zone, word, context.language) ?? poolName(word, context)
        }
        return ([context(kind)] + names).joined(separator: " ")
    }
}

/// Prices of one pollutant and period; of one of its pools, where sectors may not all trade with each other.
struct PriceGroup {
    let pollutant: String
    /// The pollutant's name, with the period and the pool where there are several.
    let name: String
    let rows: [StoredRow]

    /// Rows of one pollutant and period together: pollutants by id, periods as the table has them.
    static func byPeriod(_ rows: some Sequence<StoredRow>) -> [[StoredRow]] {
        Dictionary(grouping: rows) { [$0["pollutant"], $0["period"]] }.values.sorted {
            ($0[0]["pollutant"], $0[0].index) < ($1[0]["pollutant"], $1[0].index)
        }
    }

    /// In the order of the pollutants, periods and pools.
    static func groups(_ rows: [StoredRow], _ context: ReportContext) -> [PriceGroup] {
        byPeriod(rows).flatMap { own -> [PriceGroup] in
            let pollutant = own[0]["pollutant"]
            let name = own[0].inPeriod(AirSection.pollutantName(pollutant, context))
            let pools = Dictionary(grouping: own) { $0["pool"] }
            guard pools.count > 1 else { return [PriceGroup(pollutant: pollutant, name: name, rows: own)] }
            return pools.keys.sorted().map { pool in
                let parts = [name, pool.isEmpty ? "" : QuotaPrices.poolName(pool, context)]
                return PriceGroup(
                    pollutant: pollutant, name: parts.filter { !$0.isEmpty }.joined(separator: " · "),
                    rows: pools[pool] ?? [])
            }
        }
    }
}

extension StoredRow {
    /// A name, with the period of the row where the market has several.
    func inPeriod(_ name: String) -> String {
        self["period"].isEmpty ? name : name + " · " + self["period"]
    }
}
