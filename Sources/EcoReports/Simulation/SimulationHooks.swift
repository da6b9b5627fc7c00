import EcoRuns
import EcoUnits

/// Hooks by year: in which draws they fire, what they look at, and what they make of the scenario's values.
struct SimulationHooks: Sendable {
    private let table: StoredTable
    private let figures: SimulationFigures
    private let context: ReportContext
    private static let needed = [
        "year", "hook", "title_en", "title_zh", "place", "lasts", "figure", "region", "threshold",
        "share_fired", "mean_times", "looked_at", "path", "scenario_value", "value",
    ]

    init(_ table: StoredTable, _ figures: SimulationFigures, _ context: ReportContext) {
        (self.table, self.figures, self.context) = (table, figures, context)
    }

    var markup: [Markup] {
        if let warning = table.warning(lacking: Self.needed, context) { return warning }
        let rows = table.rows.filter { ($0.number("share_fired") ?? 0) > 0 }
        let silent = silentHooks
        let list =
            rows.isEmpty
            ? []
            : [
                DataTable(
                    caption: context(SimulationText.hookTable),
                    columns: [
                        .text(context(ReportText.year)), .text(context(SimulationText.hook)),
                        .text(context(SimulationText.hookCondition)),
                        .text(context(SimulationText.hookLasts)),
                        .number(context(SimulationText.hookLookedAt)),
                        .number(context(SimulationText.hookShare), "%"),
                        .number(context(SimulationText.hookTimes)),
                        .text(context(SimulationText.hookPath)), .text(context(SimulationText.hookOwn)),
                        .text(context(SimulationText.hookValue)),
                    ], rows: rows.map(row), note: context(SimulationText.hookNote)
                ).addressed("simulation_hooks", rows, context).markup
            ]
        return [.subheading(context(SimulationText.hooks))] + list
            + (silent.isEmpty
                ? []
                : [
                    .paragraph(
                        context(SimulationText.hookSilent)
                            + silent.joined(separator: context.language == .zh ? "、" : ", "))
                ])
    }

    private func title(_ row: StoredRow) -> String { row[context.language == .zh ? "title_zh" : "title_en"] }

    private func row(_ row: StoredRow) -> [String] {
        [
            row["year"], title(row), condition(row), lasts(row),
            context.style.number(row.number("looked_at"), digits: 2),
            context.style.number(row.number("share_fired").map { $0 * 100 }, digits: 0),
            context.style.number(row.number("mean_times"), digits: 2), row["path"], row["scenario_value"],
            row["value"],
        ]
    }

    /// `PM2.5, annual mean > 35`; empty for a hook by date.
    private func condition(_ row: StoredRow) -> String {
        guard !row["figure"].isEmpty else { return context(SimulationText.hookDated) }
        let sign = row["threshold"].replacingPrefix("above ", by: "> ").replacingPrefix("below ", by: "< ")
        return [figures.figure(row["figure"])?.title ?? row["figure"], row["region"], sign].filter {
            !$0.isEmpty
        }.joined(separator: " ")
    }

    private func lasts(_ row: StoredRow) -> String {
        switch row["lasts"] {
        case "year": context(SimulationText.hookYear)
        case "onward": context(SimulationText.hookOnward)
        default: context(SimulationText.hookCumulative)
        }
    }

    /// Titles of hooks that fire in no draw of any year.
    private var silentHooks: [String] {
        var titles: [String] = []
        for row in table.rows where !titles.contains(title(row)) {
            let own = table.rows.filter { $0["hook"] == row["hook"] }
            if own.allSatisfy({ ($0.number("share_fired") ?? 0) == 0 }) { titles.append(title(row)) }
        }
        return titles
    }
}

extension String {
    fileprivate func replacingPrefix(_ prefix: String, by other: String) -> String {
        hasPrefix(prefix) ? other + dropFirst(prefix.count) : self
    }
}
