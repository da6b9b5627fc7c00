import EcoRuns
import EcoUnits

extension ComparisonSection {
    private static let maximumBars = 30
    private static let maximumRows = 150
    private static let maximumMaps = 8

    // MARK: Winners and losers

    static func standings(_ comparison: RunComparison, _ context: ReportContext) -> ComparisonSection? {
        let body = comparison.pairs.flatMap { pair -> [Markup] in
            guard pair.standings.contains(where: { $0.side != .same }) else { return [] }
            return [.subheading(pair.later.name), sentence(pair, context)]
                + [map(pair, context)?.markup, bars(pair, context).markup, table(pair, context).markup]
                .compactMap { $0 }
        }
        guard !body.isEmpty else { return nil }
        return ComparisonSection(id: "standings", title: ComparisonText.standings, body: body)
    }

    private static func sentence(_ pair: RunComparison.Pair, _ context: ReportContext) -> Markup {
        let end = context.language == .zh ? "。" : "."
        return .paragraph(ComparisonSummary.standings(pair, context.language) + end)
    }

    private static func bars(_ pair: RunComparison.Pair, _ context: ReportContext) -> Picture {
        let changed = pair.standings.filter { $0.side != .same }
        let scale = AmountScale(forYuan: changed.map(\.total), context.language)
        let largest = changed.sorted { abs($0.total) > abs($1.total) }.prefix(maximumBars).sorted {
            $0.total > $1.total
        }
        return DivergingBarChart(
            title: context.titled(ComparisonText.standingsChart, pair.later.name),
            description: context(ComparisonText.standingsAlternative),
            negative: context(ComparisonText.loses),
            positive: context(ComparisonText.gains),
            bars: largest.map {
                .init(
                    name: context.regionName($0.region), value: scale.value($0.total),
                    text: scale.text(yuan: $0.total, context.style))
            }, unit: scale.name(context.language), style: context.style,
            note: changed.count > maximumBars ? context(ComparisonText.largestShown) : ""
        ).picture
    }

    private static func map(_ pair: RunComparison.Pair, _ context: ReportContext) -> Picture? {
        let scale = AmountScale(forYuan: pair.standings.map(\.total), context.language)
        let values = Dictionary(
            pair.standings.map { ($0.region, scale.value($0.total)) }, uniquingKeysWith: { first, _ in first }
        )
        return RegionMap(
            title: context.titled(ComparisonText.standingsMap, pair.later.name),
            description: context(ComparisonText.mapAlternative), regions: context.shapes, values: values,
            unit: scale.name(context.language), style: context.style, note: context.mapNote, isDiverging: true
        ).picture
    }

    private static func table(_ pair: RunComparison.Pair, _ context: ReportContext) -> DataTable {
        let amounts = pair.standings.flatMap { [$0.payments, $0.market, $0.total] }
        let scale = AmountScale(forYuan: amounts, context.language)
        let unit = scale.name(context.language)
        let text = { (value: Double) in scale.text(yuan: value, context.style) }
        let standings = pair.standings.sorted { $0.total > $1.total }
        let sums = pair.standings.reduce((0.0, 0.0)) { ($0.0 + $1.payments, $0.1 + $1.market) }
        return DataTable(
            caption: context.titled(ComparisonText.standings, pair.later.name),
            columns: [
                .text(context(ReportText.county)), .number(context(ComparisonText.paymentsChange), unit),
                .number(context(ComparisonText.marketChange), unit),
                .number(context(ComparisonText.totalChange), unit),
            ],
            rows: standings.map {
                [context.regionName($0.region), text($0.payments), text($0.market), text($0.total)]
            }, sum: [context(ReportText.total), text(sums.0), text(sums.1), text(sums.0 + sums.1)],
            note: context(ComparisonText.standingsNote)
        ).compared(
            "winners_losers", standings.map { [pair.later.name, $0.region] },
            sum: [pair.later.name, StoredFigure.everything], context)
    }

    // MARK: Differences

    /// A figure of which every region has its own.
    private struct Kind: Hashable {
        let group: ComparedFigure.Group
        let item, part, measure, unit: String

        init(_ figure: ComparedFigure) {
            (group, item, part) = (figure.group, figure.item, figure.part)
            (measure, unit) = (figure.measure, figure.unit)
        }
    }

    static func differences(_ comparison: RunComparison, _ words: ComparisonWords) -> ComparisonSection? {
        let context = words.context
        let body = comparison.pairs.flatMap { pair -> [Markup] in
            ComparedFigure.Group.allCases.flatMap { group -> [Markup] in
                let rows = pair.differences.filter { $0.figure.group == group && !$0.figure.region.isEmpty }
                guard !rows.isEmpty else { return [] }
                let name = ComparisonText.groups[group.rawValue].map { context($0) } ?? group.rawValue
                return [.subheading("\(pair.later.name) – \(name)")] + maps(rows, pair, words)
                    + [details(rows, of: pair, name, words).markup]
            }
        }
        guard !body.isEmpty else { return nil }
        return ComparisonSection(id: "differences", title: ComparisonText.differences, body: body)
    }

    /// Maps of the figures of which most regions changed.
    private static func maps(
        _ rows: [RunComparison.Difference], _ pair: RunComparison.Pair, _ words: ComparisonWords
    ) -> [Markup] {
        let context = words.context
        let kinds = Dictionary(grouping: rows) { Kind($0.figure) }.values.filter { $0.count > 1 }
            .sorted { ($1.count, $0[0].figure.id) < ($0.count, $1[0].figure.id) }
        let shown = kinds.filter { mapped.contains($0[0].figure.measure) || $0[0].figure.group == .air }
        return shown.prefix(maximumMaps).compactMap { rows in
            let figure = rows[0].figure
            let isMoney = figure.unit == "CNY"
            let changes = rows.compactMap { row in row.change.map { (row.figure.region, $0) } }
            let scale = AmountScale(forYuan: changes.map(\.1), context.language)
            let values = Dictionary(
                changes.map { ($0.0, isMoney ? scale.value($0.1) : $0.1) },
                uniquingKeysWith: { first, _ in first })
            return RegionMap(
                title: context.titled(ComparisonText.change, words.name(figure)),
                description: context(ComparisonText.mapAlternative), regions: context.shapes, values: values,
                unit: isMoney ? scale.name(context.language) : words.unit(figure.unit), style: context.style,
                note: context.mapNote, isDiverging: true
            ).picture?.markup
        }
    }

    private static let mapped: Set<String> = [
        "value_yuan", "net_yuan", "net_cost_yuan", "price_yuan_per_t", "emitted_t",
    ]

    private static func details(
        _ rows: [RunComparison.Difference], of pair: RunComparison.Pair, _ name: String,
        _ words: ComparisonWords
    ) -> DataTable {
        // Within a figure by size; a region's order stays where changes are equal.
        let largest = rows.enumerated().sorted {
            (-abs($0.element.relative ?? .infinity), $0.offset) < (
                -abs($1.element.relative ?? .infinity), $1.offset
            )
        }.prefix(maximumRows).sorted { $0.offset < $1.offset }.map(\.element)
        return table(
            largest, of: pair, name, words, withRegion: true,
            note: rows.count > maximumRows ? words.context(ComparisonText.largestShown) : "")
    }
}
