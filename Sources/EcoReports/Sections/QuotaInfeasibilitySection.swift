import EcoRuns
import EcoUnits

/// Why no plan of the market meets its limits: what is missing where, who adds to it, and what would help.
struct QuotaInfeasibilitySection: ReportSection {
    static let id = "quota_infeasibility"
    static let title = ReportText.noPlan
    let body: [Markup]

    init?(_ context: ReportContext) {
        guard let table = context.table("quota_infeasibility.csv") else { return nil }
        if let warning = table.warning(lacking: ["conflict", "part", "text_en", "missing"], context) {
            body = warning
            return
        }
        let conflicts = Set(table.rows.filter { $0["part"] == "conflict" }.map { $0["conflict"] })
        body =
            [.paragraph(context(ReportText.noPlanMeaning))]
            + conflicts.sorted { (Int($0) ?? 0) < (Int($1) ?? 0) }.flatMap { conflict in
                Conflict(number: conflict, rows: table.rows.filter { $0["conflict"] == conflict })
                    .markup(context)
            } + Self.further(table, context)
    }

    private static func further(_ table: StoredTable, _ context: ReportContext) -> [Markup] {
        let rows = table.rows.filter { $0["part"] == "further" }
        guard !rows.isEmpty else { return [] }
        return [
            .subheading(context(ReportText.furtherLimits)),
            .element(
                "ul",
                children: rows.map { row in
                    let missing =
                        context.style.figure(row.number("missing")) + " " + context.unit(row["unit"])
                    return .element("li", [:], .text(text(row, context) + context.bracketed(missing)))
                }),
        ]
    }

    private static func text(_ row: StoredRow, _ context: ReportContext) -> String {
        row[context.language == .zh ? "text_zh" : "text_en"]
    }

    /// Limits that cannot be met together.
    private struct Conflict {
        let number: String
        let rows: [StoredRow]

        func markup(_ context: ReportContext) -> [Markup] {
            let sentence = rows.first { $0["part"] == "conflict" }.map { text($0, context) } ?? ""
            return [
                .subheading(context(ReportText.conflict) + " " + number), .warning(sentence), limits(context),
                contributions(context), ways(context),
            ].compactMap { $0 }
        }

        private func of(_ part: String) -> [StoredRow] { rows.filter { $0["part"] == part } }

        private func limits(_ context: ReportContext) -> Markup? {
            let keys = [
                ("value", ReportText.limit), ("missing", ReportText.missingAmount),
                ("raised_to", ReportText.raisedTo),
                ("weight", ReportText.weightInProof),
            ]
            return DataTable(
                caption: context(ReportText.conflictLimits),
                columns: [.text(context(ReportText.limit))] + keys.map { .number(context($0.1)) }
                    + [.text(context(ReportText.unit))],
                rows: of("limit").map { row in
                    [text(row, context)] + keys.map { context.style.figure(row.number($0.0)) }
                        + [context.unit(row["unit"])]
                }, note: context(ReportText.conflictNote)
            ).addressed("quota_infeasibility", of("limit"), context).markup
        }

        private func contributions(_ context: ReportContext) -> Markup? {
            let parts = of("contribution")
            guard !parts.isEmpty else { return nil }
            return DataTable(
                caption: context(ReportText.whoAdds),
                columns: [
                    .text(context(ReportText.county)), .text(context(ReportText.pollutant)),
                    .number(context(ReportText.emission), context(ReportText.tonnes)),
                    .number(context(ReportText.addsToLimits), context.unit(parts[0]["unit"])),
                ],
                rows: parts.map { row in
                    [
                        context.regionName(row["region"]),
                        AirSection.pollutantName(row["pollutant"], context),
                        context.style.figure(row.number("emission_t")),
                        context.style.figure(row.number("value")),
                    ]
                }
            ).addressed("quota_infeasibility", parts, context).markup
        }

        private func ways(_ context: ReportContext) -> Markup? {
            let ways = of("relief")
            guard !ways.isEmpty else { return nil }
            return QuotaReliefs.table(
                ways.map { (text($0, context), $0.number("cost_yuan"), nil) }, context
            ).addressed("quota_infeasibility", ways, context).markup
        }
    }
}

/// What would cover emission without quota.
struct QuotaReliefs: Sendable {
    private let table: StoredTable

    init(_ table: StoredTable) { self.table = table }

    func markup(_ context: ReportContext) -> [Markup] {
        if let warning = table.warning(lacking: ["change_en", "change_zh", "cost_yuan"], context) {
            return warning
        }
        let column = context.language == .zh ? "change_zh" : "change_en"
        return [
            .subheading(context(ReportText.coveringShortfall)),
            Self.table(
                table.rows.map { ($0[column], $0.number("cost_yuan"), $0.number("shortfall_left_t")) },
                context
            ).addressed("quota_reliefs", table.rows, context).markup,
        ]
    }

    /// Ways out with what the plan costs then, and what stays without quota.
    static func table(
        _ ways: [(change: String, cost: Double?, left: Double?)], _ context: ReportContext
    ) -> DataTable {
        let scale = AmountScale(forYuan: ways.compactMap(\.cost), context.language)
        let hasLeft = ways.contains { $0.left != nil }
        return DataTable(
            caption: context(ReportText.waysOut),
            columns: [
                .text(context(ReportText.adjustment)),
                .number(context(ReportText.costThen), scale.name(context.language)),
            ] + (hasLeft ? [.number(context(ReportText.shortfall), context(ReportText.tonnes))] : []),
            rows: ways.map { way in
                [way.change, scale.text(yuan: way.cost, context.style)]
                    + (hasLeft ? [context.style.figure(way.left)] : [])
            })
    }
}

/// What stricter aims cost: a line for each curve.
struct QuotaCurves: Sendable {
    private let table: StoredTable

    init(_ table: StoredTable) { self.table = table }

    func markup(_ context: ReportContext) -> [Markup] {
        if let warning = table.warning(lacking: ["curve", "aim", "level", "cost_yuan"], context) {
            return warning
        }
        let curves = Set(table.rows.map { $0["curve"] }).sorted { (Int($0) ?? 0) < (Int($1) ?? 0) }
        return [.subheading(context(ReportText.costCurves))]
            + curves.flatMap { curve -> [Markup] in
                let rows = table.rows.filter { $0["curve"] == curve }
                return [chart(rows, context).markup, details(rows, context).markup]
            }
    }

    private func aim(_ rows: [StoredRow], _ context: ReportContext) -> String {
        let id = rows.first?["aim"] ?? ""
        return context(ReportText.curveAims[id] ?? LocalizedText(id))
    }

    private func chart(_ rows: [StoredRow], _ context: ReportContext) -> Picture {
        let scale = AmountScale(forYuan: rows.compactMap { $0.number("cost_yuan") }, context.language)
        let points = rows.compactMap { row in
            row.number("level").map { (x: $0, y: row.number("cost_yuan").map { scale.value($0) }) }
        }
        return LineChart(
            title: context.titled(ReportText.costCurve, aim(rows, context)),
            description: context(ReportText.curveAlternative),
            lines: [
                .init(
                    name: context(ReportText.quotaCost), colour: Palette.category(0),
                    points: points.sorted { $0.x < $1.x })
            ], unit: scale.name(context.language), axis: aim(rows, context), style: context.style
        ).picture
    }

    private func details(_ rows: [StoredRow], _ context: ReportContext) -> DataTable {
        let scale = AmountScale(forYuan: rows.compactMap { $0.number("cost_yuan") }, context.language)
        let hasPrices = rows.contains { $0.number("price_yuan_per_unit") != nil }
        return DataTable(
            caption: context.titled(ReportText.costCurve, aim(rows, context)),
            columns: [
                .number(aim(rows, context)),
                .number(context(ReportText.quotaCost), scale.name(context.language)),
            ] + (hasPrices ? [.number(context(ReportText.priceOfOneMore))] : [])
                + [.text(context(ReportText.verdict))],
            rows: rows.map { row in
                let verdict = row.boolean("proven") == true ? "proven" : "not proven"
                return [
                    context.style.figure(row.number("level")),
                    scale.text(yuan: row.number("cost_yuan"), context.style),
                ] + (hasPrices ? [context.style.figure(row.number("price_yuan_per_unit"))] : [])
                    + [context(ReportText.verdict(verdict))]
            }, note: context(ReportText.curveNote)
        ).addressed("quota_curves", rows, context)
    }
}
