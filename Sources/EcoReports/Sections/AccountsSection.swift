import EcoParameters
import EcoRuns
import EcoUnits

/// GEP by service and county: bars, map and tables.
struct AccountsSection: ReportSection {
    static let id = "accounts"
    static let title = ReportText.accounts
    let body: [Markup]
    private static let maximumBars = 40

    init?(_ context: ReportContext) throws(DiagnosticFailure) {
        guard let table = context.table("accounts.csv"), let figures = context.accounts else { return nil }
        let missing = table.missingColumns(AccountFigures.neededColumns)
        guard missing.isEmpty else {
            body = [.warning(context(ReportText.missingColumns) + missing.joined(separator: ", "))]
            return
        }
        let parts: [Markup?] = [
            figures.hasValues ? Self.bars(figures, context).markup : .note(context(ReportText.noValueNote)),
            Self.map(figures, context)?.markup,
            figures.hasValues ? Self.values(figures, context).markup : nil,
            Self.quantities(figures, context).markup,
            // Runs with account tables list the parts there, with their prices.
            context.table("account_services.csv") == nil ? Self.parts(figures, context)?.markup : nil,
            Self.extents(figures, context)?.markup,
            AccountRemarks(figures).table(context)?.markup,
        ]
        body = parts.compactMap { $0 }
    }

    private static func scale(_ figures: AccountFigures, _ context: ReportContext) -> AmountScale {
        AmountScale(
            forYuan: Array(figures.totals.values)
                + figures.services.values.flatMap { $0.values.compactMap(\.yuan) },
            context.language)
    }

    private static func bars(_ figures: AccountFigures, _ context: ReportContext) -> Picture {
        let scale = scale(figures, context)
        let shown = Array(figures.indicators.prefix(7))
        let rest = figures.indicators.dropFirst(7)
        var series = shown.enumerated().map {
            StackedBarChart.Series(name: context.label(.indicator, $1), colour: Palette.category($0))
        }
        if !rest.isEmpty {
            series.append(.init(name: context(ReportText.other), colour: Palette.category(7)))
        }
        func height(_ region: String) -> Double {
            figures.indicators.reduce(0) { $0 + (figures.yuan($1, region) ?? 0) }
        }
        let regions = figures.regions.sorted { (-height($0), $0) < (-height($1), $1) }
        let bars = regions.prefix(maximumBars).map { region in
            var parts = shown.map { figures.yuan($0, region).map(scale.value) }
            if !rest.isEmpty {
                parts.append(scale.value(rest.reduce(0) { $0 + (figures.yuan($1, region) ?? 0) }))
            }
            return StackedBarChart.Bar(
                name: context.regionName(region), parts: parts,
                total: scale.text(yuan: figures.totals[region], context.style))
        }
        return StackedBarChart(
            title: context(ReportText.gepByService), description: context(ReportText.gepByServiceAlternative),
            series: series, bars: bars, unit: scale.name(context.language), style: context.style,
            note: note(figures, context, cut: regions.count > maximumBars)
        ).picture
    }

    private static func note(_ figures: AccountFigures, _ context: ReportContext, cut: Bool) -> String {
        var parts = [figures.year]
        if !figures.priceYears.isEmpty {
            parts.append(context(ReportText.priceYear) + figures.priceYears.joined(separator: ", "))
        }
        if cut { parts.append(context(ReportText.largestShown)) }
        return parts.filter { !$0.isEmpty }.joined(separator: " · ")
    }

    private static func map(_ figures: AccountFigures, _ context: ReportContext) -> Picture? {
        let density = figures.density(context.regions)
        let scale = AmountScale(forYuan: Array(density.values), context.language)
        guard !density.isEmpty else { return nil }
        return RegionMap(
            title: context(ReportText.gepMap), description: context(ReportText.gepMapAlternative),
            regions: context.shapes, values: density.mapValues(scale.value),
            unit: scale.name(context.language) + context(ReportText.perSquareKilometre), style: context.style,
            note: context.mapNote
        ).picture
    }

    /// Services down the page and counties across where these are few, else the other way round in pieces that fit.
    private static func values(_ figures: AccountFigures, _ context: ReportContext) -> CrossTable {
        let scale = scale(figures, context)
        func text(_ yuan: Double?) -> String { scale.text(yuan: yuan, context.style) }
        let density = figures.density(context.regions)
        let densityScale = AmountScale(forYuan: Array(density.values), context.language)
        let perArea = densityScale.name(context.language) + context(ReportText.perSquareKilometre)
        var table = CrossTable(
            caption: context(ReportText.valueTable), unit: scale.name(context.language), context: context)
        table.regions = figures.regions
        table.services = figures.indicators.map { id in
            CrossTable.Line(
                name: context.label(.indicator, id),
                values: figures.regions.map { text(figures.yuan(id, $0)) },
                sum: text(figures.sum(of: id)), figure: id)
        }
        table.totals = [
            CrossTable.Line(
                name: context(ReportText.total), values: figures.regions.map { text(figures.totals[$0]) },
                sum: text(figures.total), figure: figures.totalID),
            CrossTable.Line(
                name: context(ReportText.gepPerArea), unit: perArea,
                values: figures.regions.map { densityScale.text(yuan: density[$0], context.style) }, sum: "",
                figure: figures.totalID,
                ownFigure: context.table("account_regions.csv") == nil ? "" : "account_regions:*"),
        ]
        table.address = address(figures)
        table.note = (figures.rulePacks.map(context.rulePack) + totalNotes(figures, context)).joined(
            separator: context(ReportText.clauseSeparator))
        return table
    }

    private static func address(_ figures: AccountFigures) -> String {
        "accounts:*:\(figures.year):\(FigureAddresses.column)"
    }

    private static func totalNotes(_ figures: AccountFigures, _ context: ReportContext) -> [String] {
        figures.totalNotes.map { clause, regions in
            guard Set(regions).count < figures.regions.count else { return clause }
            return clause + context.bracketed(figures.names(of: regions, context))
        }
    }

    private static func quantities(_ figures: AccountFigures, _ context: ReportContext) -> CrossTable {
        var table = CrossTable(caption: context(ReportText.quantityTable), unit: "", context: context)
        table.regions = figures.regions
        table.services = figures.indicators.map { id in
            let own = figures.services[id] ?? [:]
            let units = Set(own.values.map(\.unit)).subtracting(["1"]).sorted().map(context.unit).joined(
                separator: ", ")
            let digits = context.style.digits(for: own.values.compactMap(\.quantity))
            return CrossTable.Line(
                name: context.label(.indicator, id), unit: units,
                values: figures.regions.map { context.style.number(own[$0]?.quantity, digits: digits) },
                figure: id)
        }
        table.address = address(figures)
        return table
    }

    /// Sums over all counties; open where one county has no figure.
    private static func parts(_ figures: AccountFigures, _ context: ReportContext) -> DataTable? {
        guard !figures.parts.isEmpty else { return nil }
        func service(_ id: String) -> String { String(id.prefix { $0 != "." }) }
        let rank = Dictionary(
            figures.indicators.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        let order = figures.parts.keys.sorted {
            (rank[service($0)] ?? .max, $0) < (rank[service($1)] ?? .max, $1)
        }
        func sum(_ values: [Double?]) -> Double? {
            values.contains { $0 == nil } ? nil : values.compactMap { $0 }.reduce(0, +)
        }
        let yuan = order.map { id in sum((figures.parts[id] ?? [:]).values.map(\.yuan)) }
        let scale = AmountScale(forYuan: yuan.compactMap { $0 }, context.language)
        let rows = zip(order, yuan).map { id, yuan -> [String] in
            let entries = (figures.parts[id] ?? [:]).values
            return [
                context.label(.indicator, service(id)) + " · " + context.component(id),
                context.style.figure(sum(entries.map(\.quantity))),
                Set(entries.map { context.unit($0.unit) }).sorted().joined(separator: ", "),
                scale.text(yuan: yuan, context.style),
            ]
        }
        return DataTable(
            caption: context(ReportText.partTable),
            columns: [
                .text(context(ReportText.part)), .number(context(ReportText.quantity)),
                .text(context(ReportText.unit)),
                .number(context(ReportText.worth), scale.name(context.language)),
            ], rows: rows
        ).addressed(
            "accounts", order.map { "accounts:\(StoredFigure.everything):\(figures.year):\($0)" }, context)
    }

    /// Types by their area, largest first; those without any are named below.
    private static func extents(_ figures: AccountFigures, _ context: ReportContext) -> DataTable? {
        let areas = figures.extents.mapValues { $0.values.reduce(0, +) }
        let types = areas.filter { $0.value > 0 }.sorted { (-$0.value, $0.key) < (-$1.value, $1.key) }
            .map(\.key)
        guard !types.isEmpty else { return nil }
        let columns =
            [DataTable.Column.text(context(ReportText.county))]
            + types.map { .number(context.label(.ecosystem, $0), context.unit("km2"), figure: $0) }
        let rows = figures.regions.map { region in
            [context.regionName(region)]
                + types.map { context.style.number(figures.extents[$0]?[region], digits: 1) }
        }
        let sums = types.map { context.style.number(areas[$0], digits: 1) }
        let hasTable = context.table("account_extent.csv") != nil
        func address(_ region: String) -> String {
            hasTable
                ? "account_extent:\(region):\(FigureAddresses.column)"
                : "accounts:\(region):\(figures.year):area"
        }
        let absent = areas.keys.filter { !types.contains($0) }.sorted().map { context.label(.ecosystem, $0) }
        return DataTable(
            caption: context(ReportText.extentTable), columns: columns, rows: rows,
            sum: [context(ReportText.total)] + sums,
            note: absent.isEmpty
                ? ""
                : context.titled(
                    ReportText.absentTypes, absent.joined(separator: context(ReportText.listSeparator)))
        ).addressed(
            hasTable ? "account_extent" : "accounts", figures.regions.map(address),
            sum: address(StoredFigure.everything), context)
    }
}
