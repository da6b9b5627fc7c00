import EcoAccounts
import EcoParameters
import EcoUnits

/// Ecological products that a region brings in from outside, which some documents subtract from its total.
enum NetImports {
    enum Columns {
        static let region = RegionTable.Columns.region
        static let product = Column<String>.text(
            "product", kind: .identifier, LocalizedText(en: "what comes in", zh: "流入产品"))
        static let value = Column<Double>.quantity(
            "value_yuan", unit: .named("CNY"), range: .any,
            LocalizedText(en: "imports less exports of products that are used up", zh: "流入减流出的价值"))
        static let priceYear = ServiceColumns.priceYear
        static let index = ServiceColumns.index
        static let status = ServiceColumns.status
        static let note = ServiceColumns.note
    }

    /// The table `accounts.net_imports`.
    static let declaration = TableDeclaration(
        id: "net_imports",
        meaning: LocalizedText(en: "Ecological products from outside the region", zh: "区外流入的生态产品"),
        columns: [
            Columns.region.declaration, Columns.product.declaration, Columns.value.declaration,
            Columns.priceYear.declaration, Columns.index.declaration, Columns.status.declaration,
            Columns.note.declaration,
        ], uniqueBy: ["region", "product"])

    struct Total: Sendable {
        /// At the account's price level.
        var yuan = 0.0
        var isProvisional = false
    }

    /// The sum of each region that the table names.
    static func totals(
        _ table: Table, _ context: IndicatorContext, _ diagnostics: inout [Diagnostic]
    ) -> [RegionCode: Total] {
        var totals: [RegionCode: Total] = [:]
        for row in table.rows {
            let region = context.regions.code(
                table.value(row, Columns.region), at: table.location(row, Columns.region),
                path: table.path(Columns.region), &diagnostics)
            let factor = context.prices.factor(
                from: table.optional(row, Columns.priceYear) ?? 0, index: table.optional(row, Columns.index),
                at: table.location(row, Columns.priceYear), path: table.path(Columns.priceYear), &diagnostics)
            guard let region, let factor else { continue }
            let status = FigureStatus(rawValue: table.value(row, Columns.status)) ?? .provisional
            totals[region, default: Total()].yuan += table.value(row, Columns.value) * factor
            if status.isProvisional { totals[region, default: Total()].isProvisional = true }
        }
        return totals
    }
}
