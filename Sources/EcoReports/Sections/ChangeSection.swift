import EcoParameters
import EcoRuns
import EcoUnits

/// T6: opening and closing values, growth in constant prices, and what is owed to quantity and price.
struct ChangeSection: ReportSection {
    static let id = "change"
    static let title = ReportText.change
    let body: [Markup]

    init?(_ context: ReportContext) {
        guard let table = context.table("account_change.csv"),
            let first = table.rows.first(where: { _ in true })
        else { return nil }
        let years = ReportText.changeYears(first["opening_year"], first["closing_year"])
        let prices = ReportText.priceLevels(first["opening_price_year"], first["closing_price_year"])
        let parts: [Markup?] = [
            .paragraph(context(years) + (context.language == .zh ? "。" : ". ") + context(prices)),
            Self.growth(table, context)?.markup, Self.services(table, context).markup,
            Self.counties(table, context)?.markup,
            context.table("account_change_factors.csv").flatMap { Self.factors($0, context)?.markup },
        ]
        body = parts.compactMap { $0 }
    }

    private static let splits = [
        (ReportText.splitLaspeyres, "laspeyres_quantity_yuan", "paasche_price_yuan"),
        (ReportText.splitShapley, "shapley_quantity_yuan", "shapley_price_yuan"),
        (ReportText.splitLMDI, "lmdi_quantity_yuan", "lmdi_price_yuan"),
    ]

    private static func columns(
        _ heading: LocalizedText, _ scale: AmountScale, _ context: ReportContext
    ) -> [DataTable.Column] {
        let unit = scale.name(context.language)
        return [
            .text(context(heading)), .number(context(ReportText.opening), unit),
            .number(context(ReportText.closing), unit), .number(context(ReportText.growthCurrent)),
            .number(context(ReportText.growthConstant)),
        ]
            + splits.flatMap { name, _, _ in
                [
                    DataTable.Column.number(context(ReportText.quantityEffect), unit, group: context(name)),
                    .number(context(ReportText.priceEffect), unit, group: context(name)),
                ]
            }
    }

    private static func cells(
        _ row: StoredRow, _ name: String, _ scale: AmountScale, _ context: ReportContext
    ) -> [String] {
        func text(_ column: String) -> String { scale.text(yuan: row.number(column), context.style) }
        let mark = row.boolean("lmdi_replaced_by_shapley") == true ? " *" : ""
        return [
            name, text("opening_yuan"), text("closing_yuan"),
            context.style.percent(row.number("growth_current"), digits: 2),
            context.style.percent(row.number("growth_constant"), digits: 2),
        ]
            + splits.flatMap { _, quantity, price in
                let suffix = quantity.hasPrefix("lmdi") ? mark : ""
                return [text(quantity) + suffix, text(price) + suffix]
            }
    }

    private static func scale(_ rows: [StoredRow], _ context: ReportContext) -> AmountScale {
        AmountScale(forYuan: rows.compactMap { $0.number("closing_yuan") }, context.language)
    }

    /// Services, accounts and the total over all counties; parts of services stand in the table of the run.
    private static func services(_ table: StoredTable, _ context: ReportContext) -> DataTable {
        let scope = AccountScope(table, context)
        let rows = table.rows.filter { scope.isWhole($0) && !$0["id"].contains(".") }
        let scale = scale(Array(rows), context)
        let total = rows.last { _ in true }
        return DataTable(
            caption: context(ReportText.changeTable), columns: columns(ReportText.service, scale, context),
            rows: rows.dropLast().map { cells($0, name($0["id"], context), scale, context) },
            sum: total.map { cells($0, name($0["id"], context), scale, context) },
            note: context(ReportText.splitNote)
        ).addressed("account_change", rows.dropLast(), sum: total, context)
    }

    private static func name(_ id: String, _ context: ReportContext) -> String {
        context.labels.known(.account, id, context.language).map {
            context(ReportText.total) + context.bracketed($0)
        }
            ?? context.label(.indicator, id)
    }

    /// The last row that is no part of a service.
    private static func totalID(_ table: StoredTable, _ scope: AccountScope) -> String {
        table.rows.filter { scope.isWhole($0) && !$0["id"].contains(".") }.last { _ in true }?["id"] ?? ""
    }

    private static func growth(_ table: StoredTable, _ context: ReportContext) -> Picture? {
        let scope = AccountScope(table, context)
        let total = totalID(table, scope)
        let rows = table.rows.filter { $0["id"] == total && scope.counties.contains($0["region"]) }
            .sorted {
                ($0.number("closing_yuan") ?? 0, $1.index) > ($1.number("closing_yuan") ?? 0, $0.index)
            }
        guard rows.count > 1 else { return nil }
        let scale = scale(rows, context)
        return ArrowChart(
            title: context(ReportText.growthChart), description: context(ReportText.growthAlternative),
            rows: rows.prefix(40).compactMap { row in
                guard let before = row.number("opening_yuan"), let after = row.number("closing_yuan") else {
                    return nil
                }
                let growth = row.number("growth_current") ?? 0
                return .init(
                    name: context.regionName(row["region"]), before: scale.value(before),
                    after: scale.value(after),
                    text: context.style.direction(growth) + context.style.percent(abs(growth)))
            },
            falls: context(ReportText.shrinks), rises: context(ReportText.grows), fallColour: Palette.pays,
            riseColour: Palette.receives, unit: scale.name(context.language), style: context.style
        ).picture
    }

    /// The total of each county.
    private static func counties(_ table: StoredTable, _ context: ReportContext) -> DataTable? {
        let scope = AccountScope(table, context)
        guard scope.counties.count > 1 else { return nil }
        let total = totalID(table, scope)
        let rows = scope.ordered(table.rows.filter { $0["id"] == total })
        let scale = scale(rows, context)
        return DataTable(
            caption: context(ReportText.changeByCounty), columns: columns(ReportText.county, scale, context),
            rows: rows.map { cells($0, scope.name($0["region"], context), scale, context) }
        ).addressed("account_change", rows, context)
    }

    /// Services over all counties and types.
    private static func factors(_ table: StoredTable, _ context: ReportContext) -> DataTable? {
        let effects = ["extent_yuan", "intensity_yuan", "price_yuan"]
        var order: [String] = []
        var sums: [String: [Double]] = [:]
        for row in table.rows {
            let id = row["indicator"]
            if sums[id] == nil { order.append(id) }
            let values = effects.map { row.number($0) ?? 0 }
            sums[id] = zip(sums[id] ?? [0, 0, 0], values).map(+)
        }
        let scale = AmountScale(forYuan: sums.values.flatMap { $0 }, context.language)
        let names = [ReportText.extentEffect, ReportText.intensityEffect, ReportText.priceEffect]
        return DataTable(
            caption: context(ReportText.factorTable),
            columns: [.text(context(ReportText.service))]
                + names.map { .number(context($0), scale.name(context.language)) },
            rows: order.map { id in
                [context.label(.indicator, id)] + (sums[id] ?? []).map { scale.text(yuan: $0, context.style) }
            }
        ).addressed(
            "account_change_factors",
            order.map {
                "account_change_factors:\(StoredFigure.everything):\($0):\(StoredFigure.everything)"
            },
            context)
    }
}
