import EcoRuns
import EcoUnits

/// Changes against the year before, gaps to a rank, and dustfall, where the run holds them.
struct AirFurtherTables: Sendable {
    private let context: ReportContext
    private static let maximumRows = 60

    init(_ context: ReportContext) { self.context = context }

    var tables: [DataTable] { [changes, gaps, dustfall].compactMap { $0 } }

    /// Rates of the composite index of the longest periods, from the most improved.
    private var changes: DataTable? {
        guard let table = context.table("air_changes.csv") else { return nil }
        let years = table.rows.filter { $0["indicator"] == "composite_index" && $0["period"].count == 4 }
        let found = years.isEmpty ? table.rows.filter { $0["indicator"] == "composite_index" } : years
        guard !found.isEmpty else { return nil }
        let order = found.sorted {
            ($0["standard"], $0["period"], $0.number("improvement_rank") ?? .infinity, $0["region"])
                < ($1["standard"], $1["period"], $1.number("improvement_rank") ?? .infinity, $1["region"])
        }
        let rows = order.prefix(Self.maximumRows).map { row in
            [
                context.regionName(row["region"]), row["period"], context.label(.standard, row["standard"]),
                context.style.number(row.number("base"), digits: 2),
                context.style.number(row.number("current"), digits: 2),
                context.style.number(row.number("percent"), digits: 1) + (row["flag"].isEmpty ? "" : "*"),
                context.style.number(row.number("improvement_rank"), digits: 0),
                context.style.number(row.number("deterioration_rank"), digits: 0),
            ]
        }
        return DataTable(
            caption: context(ReportText.airChangeTable),
            columns: [
                .text(context(ReportText.county)), .text(context(ReportText.period)),
                .text(context(ReportText.standardColumn)), .number(context(ReportText.yearBefore)),
                .number(context(ReportText.compositeIndex)), .number(context(ReportText.rate), "%"),
                .number(context(ReportText.improvementRank)), .number(context(ReportText.deteriorationRank)),
            ], rows: Array(rows), note: context(ReportText.changeNote)
        ).addressed("air_changes", order.prefix(Self.maximumRows), context)
    }

    /// This year's ranking with an arrow from the year before, under the first standard.
    var rankingChange: Picture? {
        let all = context.table("air_changes.csv")?.rows.filter {
            $0["indicator"] == "composite_index" && $0["period"].count == 4
        }
        guard let first = all?.first else { return nil }
        let rows = (all ?? []).compactMap { row -> ArrowChart.Row? in
            guard row["standard"] == first["standard"], row["period"] == first["period"],
                let base = row.number("base"), let current = row.number("current")
            else { return nil }
            let percent = row.number("percent") ?? 0
            return .init(
                name: context.regionName(row["region"]), before: base, after: current,
                text: context.style.direction(percent) + context.style.number(abs(percent), digits: 1) + "%")
        }.sorted { ($0.after, $0.name) < ($1.after, $1.name) }
        return ArrowChart(
            title: context(ReportText.rankingChange),
            description: context(ReportText.rankingChangeAlternative),
            rows: Array(rows.prefix(Self.maximumRows)), falls: context(ReportText.better),
            rises: context(ReportText.worse), fallColour: Palette.receives, riseColour: Palette.pays,
            unit: context(ReportText.compositeIndex), style: context.style,
            note: "\(first["period"]) · \(context.label(.standard, first["standard"]))"
        ).picture
    }

    private var gaps: DataTable? {
        guard let table = context.table("air_rank_gaps.csv"), table.rowCount > 0 else { return nil }
        let rows = table.rows.prefix(Self.maximumRows).map { row in
            [
                context.regionName(row["region"]), row["period"],
                context.style.number(row.number("composite_index"), digits: 2),
                context.style.number(row.number("rank"), digits: 0),
                context.style.number(row.number("cities"), digits: 0),
                context.style.number(row.number("target_rank"), digits: 0),
                context.style.number(row.number("gap"), digits: 2),
            ]
        }
        return DataTable(
            caption: context(ReportText.gapTable),
            columns: [
                .text(context(ReportText.county)), .text(context(ReportText.period)),
                .number(context(ReportText.compositeIndex)), .number(context(ReportText.rank)),
                .number(context(ReportText.citiesRanked)), .number(context(ReportText.targetRank)),
                .number(context(ReportText.indexGap)),
            ], rows: Array(rows), note: context(ReportText.gapNote)
        ).addressed("air_rank_gaps", table.rows.prefix(Self.maximumRows), context)
    }

    private var dustfall: DataTable? {
        guard let table = context.table("air_dustfall.csv"), table.rowCount > 0 else { return nil }
        let unit = "t/(km²·" + context(ReportText.month) + ")"
        let rows = table.rows.prefix(Self.maximumRows).map { row in
            [
                context.regionName(row["region"]), row["period"],
                (row.boolean("sand_dust_removed") ?? false) ? "✓" : "",
                context.style.number(row.number("mean_t_km2_month"), digits: 1),
                context.style.number(row.number("largest_t_km2_month"), digits: 1),
                context.style.number(row.number("smallest_t_km2_month"), digits: 1),
                (row.boolean("complies") ?? false) ? "✓" : "✗",
                (row.boolean("special_clean_up") ?? false) ? "!" : "",
                context.style.number(row.number("rank"), digits: 0),
                context.style.number(row.number("percent"), digits: 1),
            ]
        }
        return DataTable(
            caption: context(ReportText.dustfallTable),
            columns: [
                .text(context(ReportText.county)), .text(context(ReportText.period)),
                .mark(context(ReportText.withoutSandDust)), .number(context(ReportText.mean), unit),
                .number(context(ReportText.largest), unit), .number(context(ReportText.smallest), unit),
                .mark(context(ReportText.withinLimit)), .mark(context(ReportText.cleanUp)),
                .number(context(ReportText.rank)), .number(context(ReportText.rate), "%"),
            ], rows: Array(rows), note: context(ReportText.dustfallNote)
        ).addressed("air_dustfall", table.rows.prefix(Self.maximumRows), context)
    }
}
