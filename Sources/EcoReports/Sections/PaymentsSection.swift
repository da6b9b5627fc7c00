import EcoParameters
import EcoRuns
import EcoUnits

/// Who pays and receives, by scheme and period, in exact fen.
struct PaymentsSection: ReportSection {
    static let id = "payments"
    static let title = ReportText.payments
    let body: [Markup]
    private static let maximumBars = 40

    init?(_ context: ReportContext) throws(DiagnosticFailure) {
        guard let table = context.table("statement.csv"), table.rowCount > 0, let figures = context.payments
        else { return nil }
        let missing = table.missingColumns(PaymentFigures.neededColumns)
        guard missing.isEmpty else {
            body = [.warning(context(ReportText.missingColumns) + missing.joined(separator: ", "))]
            return
        }
        var periods: PaymentPeriods?
        if let transfers = context.table("transfers.csv"),
            transfers.missingColumns(PaymentPeriods.neededColumns).isEmpty
        {
            periods = PaymentPeriods(transfers, context.regions)
        }
        let published = context.table("published.csv")
        let pictures = PaymentPictures(figures, context)
        var parts = [pictures.map, Self.netBars(figures, context), pictures.flow].compactMap { $0?.markup }
        parts += figures.schemes.map { Self.statement(figures, scheme: $0, context).markup }
        if let balances = context.table("balances.csv") {
            let table = Self.balance(BalanceFigures(balances), context)
            if !table.rows.isEmpty { parts.append(table.markup) }
        }
        if let periods { parts += Self.pools(periods, context).map(\.markup) }
        if let published { parts.append(Self.published(published, context).markup) }
        body = parts
    }

    /// Counties are paid in 万元, however large the sums: the schemes and their notices reckon in it.
    private static func scale(_ fen: [Int64], _ context: ReportContext) -> AmountScale {
        let scale = AmountScale(forYuan: fen.map { Double($0) / 100 }, context.language)
        return scale.yuan > AmountScale.tenThousand.yuan && context.language == .zh ? .tenThousand : scale
    }

    private static func netBars(_ figures: PaymentFigures, _ context: ReportContext) -> Picture {
        let regions = context.ordered(figures.regionLines.map(\.party)).map { ($0, figures.net($0)) }
            .sorted { (-$0.1, $0.0) < (-$1.1, $1.0) }
        let scale = scale(regions.map(\.1), context)
        let half = maximumBars / 2
        let shown = regions.count > maximumBars ? Array(regions.prefix(half) + regions.suffix(half)) : regions
        let bars = shown.map { region, fen in
            DivergingBarChart.Bar(
                name: context.regionName(region), value: scale.value(Double(fen) / 100),
                text: scale.text(fen: fen, context.style))
        }
        return DivergingBarChart(
            title: context(ReportText.netChart), description: context(ReportText.netAlternative),
            negative: context(ReportText.pays), positive: context(ReportText.receives), bars: bars,
            unit: scale.name(context.language), style: context.style,
            note: [figures.year, regions.count > maximumBars ? context(ReportText.largestShown) : ""]
                .filter { !$0.isEmpty }.joined(separator: " · ")
        ).picture
    }

    private static func statement(
        _ figures: PaymentFigures, scheme: String, _ context: ReportContext
    ) -> DataTable {
        let lines = figures.lines.filter { $0.scheme == scheme }
        let all: [(LocalizedText, (PaymentFigures.Line) -> Int64)] = [
            (ReportText.paid, { $0.paid }), (ReportText.received, { $0.received }),
            (ReportText.retainedColumn, { $0.retained }), (ReportText.carriedColumn, { $0.carried }),
            (ReportText.net, { $0.net }),
        ]
        let isOptional = [false, false, true, true, false]
        let parts = zip(all, isOptional).filter { part, isOptional in
            !isOptional || lines.contains { part.1($0) != 0 }
        }.map(\.0)
        let scale = scale(lines.flatMap { line in parts.map { $0.1(line) } }, context)
        let unit = scale.name(context.language)
        let order = Dictionary(
            context.ordered(lines.map(\.party)).enumerated().map { ($1, $0) },
            uniquingKeysWith: { first, _ in first })
        let sorted = lines.enumerated().sorted {
            (order[$0.element.party] ?? 0, $0.offset) < (order[$1.element.party] ?? 0, $1.offset)
        }.map(\.element)
        func amounts(_ of: [PaymentFigures.Line]) -> [String] {
            parts.map { part in scale.text(fen: PaymentFigures.sum(of.map(part.1)), context.style) }
        }
        // A scheme that settles several years has a line for each.
        let years = Set(lines.map(\.year))
        let hasYears = years.count > 1
        func cells(_ line: PaymentFigures.Line) -> [String] {
            [context.partyName(line.party)] + (hasYears ? [line.year] : []) + amounts([line])
        }
        return DataTable(
            caption: context.titled(ReportText.statementTable, context.label(.scheme, scheme)),
            columns: [.text(context(ReportText.party))]
                + (hasYears ? [.text(context(ReportText.year))] : [])
                + parts.map { .number(context($0.0), unit) },
            rows: sorted.filter { figures.isRegion($0.party) }.map(cells),
            sum: [context(ReportText.allCounties)] + (hasYears ? [""] : [])
                + amounts(lines.filter { figures.isRegion($0.party) }),
            rowsAfterSum: sorted.filter { !figures.isRegion($0.party) }.map(cells)
        ).addressed(
            "statement", sorted.filter { figures.isRegion($0.party) }.map(address),
            sum: StoredFigure.address(
                "statement",
                [StoredFigure.everything, hasYears ? StoredFigure.everything : years.first ?? "", scheme]),
            after: sorted.filter { !figures.isRegion($0.party) }.map(address), context)
    }

    private static func address(_ line: PaymentFigures.Line) -> String {
        StoredFigure.address("statement", [line.party, line.year, line.scheme])
    }

    private static func balance(_ figures: BalanceFigures, _ context: ReportContext) -> DataTable {
        let heads = [
            ReportText.paid, ReportText.toppedUp, ReportText.received, ReportText.retainedColumn,
            ReportText.carriedColumn, ReportText.setAside,
        ]
        let amounts = figures.schemes.map { scheme in figures.amounts([scheme]) }
        let scale = scale(amounts.flatMap { $0 }, context)
        let rows = zip(figures.schemes, amounts).map { scheme, amounts in
            [context.label(.scheme, scheme)] + amounts.map { scale.text(fen: $0, context.style) }
        }
        return DataTable(
            caption: context(ReportText.balanceTable),
            columns: [.text(context(ReportText.scheme))]
                + heads.map { .number(context($0), scale.name(context.language)) },
            rows: rows, note: context(ReportText.balanceNote),
            figures: .init("balances", of: figures.schemes.map { [$0] }, context))
    }

    /// One picture for each scheme that settles more than once a year.
    private static func pools(_ periods: PaymentPeriods, _ context: ReportContext) -> [Picture] {
        periods.byScheme.keys.sorted().compactMap { scheme in
            guard let entries = periods.byScheme[scheme], entries.count > 1 else { return nil }
            let scale = scale(entries.flatMap { [$0.amounts.paid, $0.amounts.received] }, context)
            return ColumnChart(
                title: context.titled(ReportText.poolChart, context.label(.scheme, scheme)),
                description: context(ReportText.poolAlternative),
                series: [
                    .init(name: context(ReportText.paid), colour: Palette.pays),
                    .init(name: context(ReportText.received), colour: Palette.receives),
                ],
                periods: entries.map { entry in
                    let amounts = [entry.amounts.paid, entry.amounts.received]
                    return (entry.period, amounts.map { scale.value(Double($0) / 100) })
                },
                unit: scale.name(context.language), style: context.style
            ).picture
        }
    }

    private static func published(_ table: StoredTable, _ context: ReportContext) -> DataTable {
        let computed = context.table("transfers.csv").map { ComputedPayments($0, context) }
        let rows = table.rows.map { row -> [String] in
            let fen = computed?.fen(period: row["period"], unit: row["unit"], kind: row["kind"])
            return [
                context.period(row["period"]), context.place(row["unit"]),
                context(ReportText.paymentKind(row["kind"])),
                context.style.number(row.number("amount_wan_yuan"), digits: 2),
                fen.map { AmountScale.tenThousand.text(fen: $0, context.style) } ?? NumberStyle.absent,
                context.note(row), row["source"],
            ]
        }
        let unit = AmountScale.tenThousand.name(context.language)
        return DataTable(
            caption: context(ReportText.publishedTable),
            columns: [
                .text(context(ReportText.period)), .text(context(ReportText.publishedUnit)),
                .text(context(ReportText.kind)), .number(context(ReportText.published), unit),
                .number(context(ReportText.computed), unit), .text(context(ReportText.note)),
                .path(context(ReportText.source)),
            ], rows: rows, note: context(ReportText.publishedNote)
        ).addressed("published", table.rows, context)
    }
}
