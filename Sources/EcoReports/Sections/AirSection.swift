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
        guard let table = context.table("air.csv"), let figures = context.air else { return nil }
        let missing = table.missingColumns(AirFigures.neededColumns)
        guard missing.isEmpty else {
            body = [.warning(context(ReportText.missingColumns) + missing.joined(separator: ", "))]
            return
        }
        let parts: [Markup?] = [
            Self.indices(figures, context)?.markup, AirFurtherTables(context).rankingChange?.markup,
            Self.ranking(figures, context)?.markup,
            Self.months(figures, context)?.markup,
        ]
        body =
            parts.compactMap { $0 } + AirStatistics(figures).tables(context).map(\.markup)
            + AirFurtherTables(context).tables.map(\.markup)
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
            includingZero: false, note: figures.year + " · " + context(ReportText.smallerIsBetter)
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
                    .number(context(ReportText.rank), group: name, figure: "rank:\(standard)"),
                    .number(
                        context(ReportText.compositeIndex), group: name, figure: "composite_index:\(standard)"
                    ),
                    .number(context(ReportText.goodDays), group: name, figure: "good_day_ratio:\(standard)"),
                ]
            }
        let missing = figures.regions.filter { !regions.contains($0) }
        let rows = (regions + missing).map { region in
            [context.regionName(region)]
                + standards.flatMap { standard -> [String] in
                    let rank = figures.value(region, "all", "rank", standard)
                    let index = figures.value(region, "all", "composite_index", standard)
                    let good = figures.value(region, "all", "good_day_ratio", standard)
                    let ratio =
                        good?.unit == "%"
                        ? context.style.number(good?.number, digits: 1) + "%"
                        : context.style.percent(good?.number)
                    return [
                        context.style.number(rank?.number, digits: 0) + (rank?.mark ?? ""),
                        context.style.number(index?.number, digits: 2) + (index?.mark ?? ""),
                        ratio + (good?.mark ?? ""),
                    ]
                }
        }
        return DataTable(
            caption: context(ReportText.rankingTable), columns: columns, rows: rows,
            note: AirStatistics.hasMark(rows) ? context(ReportText.invalidMark) : "",
            figures: FigureAddresses(
                pattern: AirFigureName.pattern,
                rows: (regions + missing).map { "air:\($0):\(figures.year):\(FigureAddresses.column)" },
                context))
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

    static func pollutantName(_ id: String, _ context: ReportContext) -> String {
        if let known = context.labels.known(.pollutant, id, context.language) { return known }
        let formulas = [
            "so2": "SO₂", "no2": "NO₂", "nox": "NOx", "co": "CO", "o3": "O₃", "pm10": "PM10", "pm25": "PM2.5",
        ]
        return formulas[id] ?? ReportText.pollutants[id].map { context($0) } ?? context.label(.pollutant, id)
    }
}
