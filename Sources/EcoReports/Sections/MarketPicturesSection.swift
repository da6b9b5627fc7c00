import EcoRuns
import EcoUnits

/// Money beside quota on the map, the price in its two parts, and the supply of abatement.
struct MarketPicturesSection: ReportSection {
    static let id = "market-pictures"
    static let title = ReportText.marketPictures
    let body: [Markup]
    private static let largestFlows = 12

    init?(_ context: ReportContext) {
        body =
            Self.money(context) + (context.table("prices.csv").map { Self.prices($0, context) } ?? [])
            + (context.table("quota_steps.csv").map { Self.supply($0, context) } ?? [])
        if body.isEmpty { return nil }
    }

    // MARK: Money

    private static func money(_ context: ReportContext) -> [Markup] {
        guard let table = context.table("quota_payments.csv") else { return [] }
        let paid = table.rows.filter {
            context.regions[$0["payer"]] != nil && context.regions[$0["payee"]] != nil
        }
        let sums = Dictionary(grouping: paid) { [$0["payer"], $0["payee"]] }.mapValues { rows in
            Double(PaymentFigures.sum(rows.compactMap { $0.integer("amount_fen") })) / 100
        }
        guard !sums.isEmpty else { return [] }
        let scale = AmountScale(forYuan: Array(sums.values), context.language)
        let flows = sums.map { ends, yuan in
            Flow(
                from: ends[0], to: ends[1], fromName: context.regionName(ends[0]),
                toName: context.regionName(ends[1]), amount: scale.value(yuan))
        }
        let unit = scale.name(context.language)
        let map = FlowMap(
            title: context(ReportText.moneyMap), description: context(ReportText.moneyMapAlternative),
            regions: context.shapes, flows: flows, unit: unit, style: context.style,
            largestName: context(ReportText.widestArrow), otherName: context(ReportText.other),
            colour: Palette.pays, maximumArrows: largestFlows, note: context.mapNote
        ).picture
        let diagram = SankeyDiagram(
            title: context(ReportText.moneyDiagram), description: context(ReportText.moneyAlternative),
            sendersTitle: context(ReportText.buyers) + context.bracketed(unit),
            receiversTitle: context(ReportText.sellers) + context.bracketed(unit),
            flows: SankeyDiagram.gathered(flows, largest: largestFlows, other: context(ReportText.other)),
            unit: unit, style: context.style
        ).picture
        return [map?.markup, diagram.markup].compactMap { $0 }
    }

    // MARK: Prices

    private static let parts = [
        (column: "place_charge_yuan_per_t", title: ReportText.placeMap),
        (column: "scarcity_yuan_per_t", title: ReportText.scarcityMap),
    ]

    /// Prices that differ by less are the same to a reader.
    private static let leastDifference = 1e-3

    /// Two maps a pollutant; a part that is the same everywhere is said in words.
    private static func prices(_ table: StoredTable, _ context: ReportContext) -> [Markup] {
        let rows = table.rows.filter { !$0["region"].isEmpty && $0["limit"].isEmpty }
        return PriceGroup.groups(rows, context).flatMap { group -> [Markup] in
            let maps = parts.compactMap { map($0.column, $0.title, group, context) }
            guard !maps.isEmpty else { return [] }
            return [.element("div", ["class": "pair"], children: maps), numbers(group, context)]
        }
    }

    /// The numbers of the maps, folded: each county's page has its own.
    private static func numbers(_ group: PriceGroup, _ context: ReportContext) -> Markup {
        let caption = context.titled(ReportText.splitTable, group.name)
        let heads = [ReportText.priceColumn, ReportText.ofWhichPlace, ReportText.ofWhichScarcity]
        let columns = ["shadow_price_yuan_per_t"] + parts.map(\.column)
        let table = DataTable(
            caption: caption,
            columns: [.text(context(ReportText.county))]
                + heads.map { .number(context($0), context.quotaPriceUnit(group.pollutant)) },
            rows: group.rows.map { row in
                [context.regionName(row["region"])]
                    + columns.map { context.style.number(row.number($0), digits: 0) }
            }
        ).addressed("prices", group.rows, context)
        return .element("details", [:], .element("summary", [:], .text(caption)), table.markup)
    }

    private static func map(
        _ column: String, _ title: LocalizedText, _ group: PriceGroup, _ context: ReportContext
    ) -> Markup? {
        let values = Dictionary(
            group.rows.compactMap { row in row.number(column).map { (row["region"], $0) } },
            uniquingKeysWith: max)
        guard let low = values.values.min(), let high = values.values.max() else { return nil }
        let heading = context.titled(title, group.name)
        let unit = context.quotaPriceUnit(group.pollutant)
        guard high - low > leastDifference * max(1, high) else {
            let price = context.style.number(high, digits: 0)
            return .paragraph("\(heading) – \(context(ReportText.evenPart)) \(price) \(unit)")
        }
        return RegionMap(
            title: heading, description: context(ReportText.splitMapAlternative), regions: context.shapes,
            values: values, unit: unit, style: context.style, note: context.mapNote, width: 560
        ).picture?.markup
    }

    // MARK: Supply

    private static func supply(_ table: StoredTable, _ context: ReportContext) -> [Markup] {
        guard table.missingColumns(["pollutant", "maximum_t", "used_t", "marginal_cost_yuan_per_t"]).isEmpty
        else { return [] }
        return PriceGroup.byPeriod(table.rows).map { rows in
            let pollutant = rows[0]["pollutant"]
            let name = rows[0].inPeriod(AirSection.pollutantName(pollutant, context))
            let steps = rows.compactMap { row -> SupplyCurve.Step? in
                guard let tonnes = row.number("maximum_t"), let cost = row.number("marginal_cost_yuan_per_t")
                else { return nil }
                return .init(
                    name: "\(context.regionName(row["region"])) \(context.label(.measure, row["measure"]))",
                    tonnes: tonnes, used: row.number("used_t") ?? 0, cost: cost)
            }
            return SupplyCurve(
                title: context.titled(ReportText.supplyCurve, name),
                description: context(ReportText.supplyAlternative), steps: steps,
                usedName: context(ReportText.measureUsed), unusedName: context(ReportText.measureUnused),
                across: context(ReportText.cumulativeTonnes), upward: context.quotaPriceUnit(pollutant),
                unit: context.amountUnit(pollutant), style: context.style
            ).picture.markup
        }
    }
}
