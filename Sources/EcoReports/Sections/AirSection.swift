import EcoParameters
import EcoRuns
import EcoUnits

/// Index and ranking, months, and the year's statistics against the standards.
struct AirSection: ReportSection {
    static let id = "air"
    static let title = ReportText.air
    let body: [Markup]
    private static let maximumRows = 40

    init?(_ context: ReportContext) throws(DiagnosticFailure) {
        guard let table = try context.run.table("air.csv") else { return nil }
        let missing = table.missingColumns(AirFigures.neededColumns)
        guard missing.isEmpty else {
            body = [.warning(context(ReportText.missingColumns) + missing.joined(separator: ", "))]
            return
        }
        let figures = AirFigures(table, context)
        let parts: [Markup?] = [
            Self.indices(figures, context)?.markup, Self.ranking(figures, context)?.markup,
            Self.months(figures, context)?.markup,
        ]
        body =
            parts.compactMap { $0 }
            + figures.standards.compactMap { Self.statistics(figures, $0, context)?.markup }
    }

    private static func ranked(_ figures: AirFigures) -> [String] {
        guard let standard = figures.standards.first else { return [] }
        return figures.ranked(standard).map(\.region)
    }

    private static func indices(_ figures: AirFigures, _ context: ReportContext) -> Picture? {
        let regions = ranked(figures)
        guard !regions.isEmpty else { return nil }
        let rows = regions.prefix(maximumRows).map { region in
            DotChart.Row(
                name: context.regionName(region), values: figures.standards.map { figures.index(region, $0) })
        }
        return DotChart(
            title: context(ReportText.indexChart), description: context(ReportText.indexAlternative),
            series: figures.standards.map { context.label(.standard, $0) }, rows: rows,
            unit: context(ReportText.compositeIndex), style: context.style,
            note: figures.year + " · " + context(ReportText.smallerIsBetter)
        ).picture
    }

    private static func ranking(_ figures: AirFigures, _ context: ReportContext) -> DataTable? {
        let regions = ranked(figures)
        guard !regions.isEmpty else { return nil }
        let standards = figures.standards
        let columns =
            [DataTable.Column.text(context(ReportText.county))]
            + standards.flatMap { standard -> [DataTable.Column] in
                let name = context.label(.standard, standard)
                return [
                    .number(context(ReportText.rank), name),
                    .number(context(ReportText.compositeIndex), name),
                    .number(context(ReportText.goodDays), name),
                ]
            }
        let missing = figures.regions.filter { !regions.contains($0) }
        let rows = (regions + missing).map { region in
            [context.regionName(region)]
                + standards.flatMap { standard -> [String] in
                    let rank = figures.value(region, "all", "rank", standard)
                    let good = figures.value(region, "all", "good_day_ratio", standard)
                    return [
                        context.style.number(rank?.number, digits: 0),
                        context.style.number(figures.index(region, standard), digits: 2),
                        good?.unit == "%"
                            ? context.style.number(good?.number, digits: 1) + "%"
                            : context.style.percent(good?.number),
                    ]
                }
        }
        return DataTable(caption: context(ReportText.rankingTable), columns: columns, rows: rows)
    }

    private static func months(_ figures: AirFigures, _ context: ReportContext) -> Picture? {
        guard !figures.months.isEmpty, let standard = figures.standards.first else { return nil }
        func mean(_ region: String, _ month: String) -> AirFigures.Value? {
            figures.value(region, "pm25", "mean", standard, period: month)
        }
        let rows = figures.regions.prefix(maximumRows).map { region in
            (name: context.regionName(region), values: figures.months.map { mean(region, $0)?.number })
        }
        guard rows.contains(where: { $0.values.contains { $0 != nil } }) else { return nil }
        return HeatStrip(
            title: context(ReportText.monthlyStrip), description: context(ReportText.monthlyAlternative),
            columns: figures.months, rows: rows, unit: "µg/m³", style: context.style,
            note: figures.regions.count > maximumRows ? context(ReportText.largestShown) : ""
        ).picture
    }

    private static func statistics(
        _ figures: AirFigures, _ standard: String, _ context: ReportContext
    ) -> DataTable? {
        let columns = figures.pollutants.flatMap { pollutant in
            figures.statistics(of: pollutant, standard).map { (pollutant: pollutant, statistic: $0) }
        }
        guard !columns.isEmpty else { return nil }
        let headings = columns.map { column -> DataTable.Column in
            let unit =
                figures.regions.lazy
                .compactMap { figures.value($0, column.pollutant, column.statistic, standard)?.unit }.first
                ?? ""
            let name =
                pollutantName(column.pollutant, context) + " " + statisticName(column.statistic, context)
            return .number(name, unitText(unit))
        }
        let digits = columns.map { column in
            column.pollutant == "co" ? 2 : 1
        }
        let rows = figures.regions.map { region in
            [context.regionName(region)]
                + zip(columns, digits).enumerated().map { index, pair in
                    let (column, digits) = pair
                    let value = figures.value(region, column.pollutant, column.statistic, standard)
                    let isLast =
                        index + 1 == columns.count || columns[index + 1].pollutant != column.pollutant
                    let verdict = isLast ? figures.attains(region, column.pollutant, standard) : nil
                    return context.style.number(value?.number, digits: digits)
                        + (value?.isValid == false ? "*" : "") + (verdict.map { $0 ? " ✓" : " ✗" } ?? "")
                }
        }
        let name = context.label(.standard, standard)
        let hasVerdicts = rows.contains { $0.contains { $0.hasSuffix("✓") || $0.hasSuffix("✗") } }
        let hasInvalid = rows.contains { $0.contains { $0.contains("*") } }
        let notes = [
            hasVerdicts ? context(ReportText.attained) : "",
            hasInvalid ? context(ReportText.invalidMark) : "",
        ]
        return DataTable(
            caption: "\(context(ReportText.complianceTable)), \(name)",
            columns: [.text(context(ReportText.county))] + headings, rows: rows,
            note: notes.filter { !$0.isEmpty }.joined(separator: " "))
    }

    static func pollutantName(_ id: String, _ context: ReportContext) -> String {
        if let known = context.labels.known(.pollutant, id, context.language) { return known }
        let formulas = [
            "so2": "SO₂", "no2": "NO₂", "nox": "NOx", "co": "CO", "o3": "O₃", "pm10": "PM10", "pm25": "PM2.5",
        ]
        return formulas[id] ?? context.label(.pollutant, id)
    }

    private static func statisticName(_ id: String, _ context: ReportContext) -> String {
        if let known = context.labels.known(.statistic, id, context.language) { return known }
        if id == "mean" { return context(ReportText.mean) }
        if id.hasPrefix("percentile_") {
            return context(ReportText.percentile(String(id.dropFirst("percentile_".count))))
        }
        return context.label(.statistic, id)
    }

    private static func unitText(_ unit: String) -> String {
        switch unit {
        case "ug/m3": "µg/m³"
        case "mg/m3": "mg/m³"
        default: unit
        }
    }
}
