import EcoParameters
import EcoRuns
import EcoUnits

/// The search of a standard: what was found, how certain it is, what it must meet, and what could be had instead.
struct SearchSection: ReportSection {
    static let id = "search"
    static let title = SearchText.search
    let body: [Markup]

    init?(_ context: ReportContext) {
        guard let summary = context.table("search_summary.csv") else { return nil }
        let needed = [
            "found", "certainty", "method", "evaluations", "draws", "seed", "unit", "near_optimal", "reason",
            "title_en", "title_zh", "value", "objective", "nearly_best", "evaluations_for_shadows",
        ]
        if let warning = summary.warning(lacking: needed, context) {
            body = warning
            return
        }
        guard let row = summary.rows.first(where: { _ in true }) else { return nil }
        let isFound = row["found"] == "yes"
        let parts = SearchParts(context)
        let objective = SearchUnit(row["unit"], of: row["objective"])
        body =
            [Self.verdict(row, isFound, context)]
            + (context.table("search_standard.csv").map { parts.standard($0, isFound) } ?? [])
            + (context.table("search_measures.csv").map(parts.measures) ?? [])
            + (context.table("search_constraints.csv").map { parts.constraints($0, objective) } ?? [])
            + (context.table("search_burdens.csv").map(parts.burdens) ?? [])
            + parts.fronts()
            + (context.table("alternatives.csv").map { parts.alternatives($0, objective) } ?? [])
    }

    private static func verdict(_ row: StoredRow, _ isFound: Bool, _ context: ReportContext) -> Markup {
        let (sentence, method) = (SearchCertainty.sentence(row), SearchCertainty.method(row))
        let text = context(
            LocalizedText(en: "\(sentence.en) \(method.en)", zh: sentence.zh + method.zh))
        return isFound ? .paragraph(text) : .warning(text)
    }
}

/// The tables and pictures of the section.
private struct SearchParts {
    private let context: ReportContext
    private let titles: String
    private let points: StoredTable?

    init(_ context: ReportContext) {
        self.context = context
        titles = context.language == .zh ? "title_zh" : "title_en"
        points = context.table("search.csv")
    }

    // MARK: Standard

    func standard(_ table: StoredTable, _ isFound: Bool) -> [Markup] {
        let needed = ["low", "high", "step", "value", "near_low", "near_high", "at_end", "unit", titles]
        if let warning = table.warning(lacking: needed, context) { return warning }
        let heads = [
            SearchText.variable, SearchText.range, SearchText.value, SearchText.nearly, SearchText.end,
        ]
        let rows = table.rows.map { row -> [String] in
            let unit = row["unit"].isEmpty ? "" : " " + context.unit(row["unit"])
            func span(_ low: String, _ high: String) -> String {
                guard let low = row.number(low), let high = row.number(high) else {
                    return NumberStyle.absent
                }
                return "\(context.style.figure(low)) – \(context.style.figure(high))\(unit)"
            }
            return [
                row[titles], span("low", "high"),
                row.number("value").map { context.style.figure($0) + unit } ?? NumberStyle.absent,
                span("near_low", "near_high"), SearchText.ends[row["at_end"]].map { context($0) } ?? "",
            ]
        }
        return [
            .subheading(context(isFound ? SearchText.standard : SearchText.nearest)),
            DataTable(
                caption: context(SearchText.standardTable), columns: heads.map { .text(context($0)) },
                rows: Array(rows), note: isFound ? context(SearchText.standardNote) : ""
            ).addressed("search_standard", table.rows, context).markup,
        ]
    }

    func measures(_ table: StoredTable) -> [Markup] {
        if let warning = table.warning(lacking: ["present", "value", "unit", "better", titles], context) {
            return warning
        }
        let heads = [SearchText.measure, SearchText.better, SearchText.present, SearchText.found]
        var seen: Set<String> = []
        let stored = Array(table.rows).filter { seen.insert($0["measure"]).inserted }
        let rows = stored.map { row -> [String] in
            let unit = SearchUnit(row["unit"], of: row["measure"])
            return [
                row[titles], context(row["better"] == "more" ? SearchText.more : SearchText.less),
                unit.written(row.number("present"), context), unit.written(row.number("value"), context),
            ]
        }
        return [
            .subheading(context(SearchText.measures)),
            DataTable(
                caption: context(SearchText.measureTable), columns: heads.map { .text(context($0)) },
                rows: Array(rows)
            ).addressed("search_measures", stored, context).markup,
        ]
    }

    // MARK: Constraints

    func constraints(_ table: StoredTable, _ objective: SearchUnit) -> [Markup] {
        let needed = [
            "sense", "aim", "share_required", "present_share", "share_met", "value", "draw", "county", "year",
            "binds", "objective_change", "best_reached", "unit", "kind", titles,
        ]
        if let warning = table.warning(lacking: needed, context) { return warning }
        let heads: [DataTable.Column] = [
            .text(context(SearchText.constraint)), .text(context(SearchText.aim)),
            .number(context(SearchText.required), "%"), .number(context(SearchText.presentShare), "%"),
            .number(context(SearchText.met), "%"), .text(context(SearchText.deciding)),
            .text(context(SearchText.place)), .text(context(SearchText.binds)),
            .text(context(SearchText.shadow)),
        ]
        return [
            .subheading(context(SearchText.constraints)),
            DataTable(
                caption: context(SearchText.constraintTable), columns: heads,
                rows: Array(table.rows.map { constraint($0, objective) }),
                note: context(SearchText.constraintNote)
            ).addressed("search_constraints", table.rows, context).markup,
        ]
    }

    private func constraint(_ row: StoredRow, _ objective: SearchUnit) -> [String] {
        let isYear = row["kind"] == "peak"
        let unit = SearchUnit(row["unit"], of: row["kind"])
        let value = { (column: String) in
            isYear
                ? row.number(column).map { "\(Int($0))" } ?? "" : unit.written(row.number(column), context)
        }
        let percent = { (column: String) in
            context.style.number(row.number(column).map { $0 * 100 }, digits: 0)
        }
        let draw = row["draw"].isEmpty ? "" : context.bracketed("#\(row["draw"])")
        let place = [row["county"].isEmpty ? "" : context.regionName(row["county"]), row["year"]]
        return [
            row[titles], (row["sense"] == "at_most" ? "≤ " : "≥ ") + value("aim"), percent("share_required"),
            percent("present_share"), percent("share_met"), value("value") + draw,
            place.filter { !$0.isEmpty }.joined(separator: ", "),
            row["binds"] == "yes" ? context(SearchText.yes) : "",
            row["objective_change"].isEmpty
                ? "" : objective.written(row.number("objective_change"), context),
        ]
    }

    // MARK: Burdens

    /// What budgets carry at the values found, and what enterprises bear beside them.
    func burdens(_ table: StoredTable) -> [Markup] {
        let money = [
            ("payments_net_yuan", SearchText.paymentsNet),
            ("own_restoration_yuan", SearchText.ownRestoration),
            ("subsidies_yuan", SearchText.subsidies), ("burden_yuan", SearchText.burden),
            ("revenue_yuan", SearchText.revenue),
        ]
        let needed = ["point", "region", "share", "enterprises_yuan"] + money.map(\.0)
        if let warning = table.warning(lacking: needed, context) { return warning }
        let rows = table.rows.filter { $0["point"] == "found" }.sorted {
            ($0.number("share") ?? 0) > ($1.number("share") ?? 0)
        }
        guard !rows.isEmpty else { return [] }
        let columns = money.map(\.0) + ["enterprises_yuan"]
        let scale = AmountScale(
            forBudgets: rows.flatMap { row in columns.compactMap { row.number($0) } }, context.language)
        let (unit, digits) = (context(scale.name), scale.digits(asTenThousand: 0))
        let yuan = { (row: StoredRow, column: String) in
            scale.text(yuan: row.number(column), context.style, digits: digits)
        }
        return [
            .subheading(context(SearchText.burdens)),
            DataTable(
                caption: context(SearchText.burdenTable),
                columns: [.text(context(ReportText.county))] + money.map { .number(context($0.1), unit) } + [
                    .number(context(SearchText.burdenShare), "%"),
                    .number(context(SearchText.enterprises), unit),
                ],
                rows: rows.map { row in
                    [context.regionName(row["region"])] + money.map { yuan(row, $0.0) } + [
                        context.style.number(row.number("share").map { $0 * 100 }, digits: 2),
                        yuan(row, "enterprises_yuan"),
                    ]
                }, note: context(SearchText.burdenNote)
            ).addressed("search_burdens", rows, context).markup,
        ]
    }

    // MARK: Fronts

    /// A picture for the first criterion against each of the others.
    func fronts() -> [Markup] {
        guard let measures = context.table("search_measures.csv"), let points,
            points.missingColumns(["feasible"]).isEmpty
        else { return [] }
        let axes = measures.rows.filter { $0["role"] == "criterion" }
        guard let first = axes.first(where: { _ in true }), axes.count > 1 else { return [] }
        let pictures = axes.dropFirst().compactMap { picture(first, $0, points) }
        return pictures.isEmpty ? [] : [.subheading(context(SearchText.front))] + pictures.map(\.markup)
    }

    private func picture(_ one: StoredRow, _ other: StoredRow, _ points: StoredTable) -> Picture? {
        let feasible = points.rows.filter { $0["feasible"] == "yes" }
        let (across, up) = (
            SearchUnit(one["unit"], of: one["measure"]).scale(
                feasible.map { $0.number(one["measure"]) }, context),
            SearchUnit(other["unit"], of: other["measure"]).scale(
                feasible.map { $0.number(other["measure"]) }, context)
        )
        let places = feasible.compactMap {
            row -> (x: Double, y: Double)? in
            guard let x = row.number(one["measure"]), let y = row.number(other["measure"]) else { return nil }
            return (x * across.factor, y * up.factor)
        }
        guard places.count > 1 else { return nil }
        let chosen = one.number("value").flatMap { x in
            other.number("value").map { (x: x * across.factor, y: $0 * up.factor) }
        }
        return FrontChart(
            title: "\(one[titles]) – \(other[titles])", description: context(SearchText.frontAlternative),
            across: .init(title: one[titles], unit: across.text, isLess: one["better"] == "less"),
            up: .init(title: other[titles], unit: up.text, isLess: other["better"] == "less"),
            points: Array(places), chosen: chosen, style: context.style, note: context(SearchText.frontNote)
        ).picture
    }

    // MARK: Alternatives

    func alternatives(_ table: StoredTable, _ objective: SearchUnit) -> [Markup] {
        guard let variables = context.table("search_standard.csv"),
            table.missingColumns(["rank", "objective"] + variables.rows.map { $0["variable"] }).isEmpty
        else { return [] }
        let scale = objective.scale(table.rows.map { $0.number("objective") }, context)
        let columns =
            [DataTable.Column.text(context(SearchText.rank))]
            + variables.rows.map { .number($0[titles], context.unit($0["unit"])) }
            + [.number(context(SearchText.objective), scale.text)]
        let rows = table.rows.map { row in
            [row["rank"]] + variables.rows.map { context.style.figure(row.number($0["variable"])) }
                + [context.style.figure(row.number("objective").map { $0 * scale.factor })]
        }
        return [
            .subheading(context(SearchText.alternatives)),
            DataTable(
                caption: context(SearchText.alternativeTable), columns: columns, rows: Array(rows)
            ).addressed("alternatives", table.rows, context).markup,
        ]
    }
}
