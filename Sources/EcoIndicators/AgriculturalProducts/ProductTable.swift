import EcoAccounts
import EcoParameters
import EcoUnits

/// The columns of a table of products with their prices, by county.
enum ProductColumns {
    static let region = RegionTable.Columns.region
    static let product = Column<String>.text(
        "product", kind: .identifier, LocalizedText(en: "id of the product", zh: "产品代号"))
    static let quantity = Column<Double>.quantity(
        "quantity", unit: .one, range: .nonNegative, LocalizedText(en: "yield of the year", zh: "当年产量"))
    static let unit = Column<String>.text("unit", LocalizedText(en: "unit of the yield", zh: "产量单位"))
    static let price = Column<Double>.quantity(
        "price_yuan_per_unit", unit: .one, range: .positive, presence: .nullable,
        LocalizedText(en: "yuan per unit; empty where unknown, never 0", zh: "单价；未知留空"))
    static let priceYear = ServiceColumns.priceYear
    static let index = ServiceColumns.index
    static let status = ServiceColumns.status
    static let note = ServiceColumns.note

    static var declarations: [ColumnDeclaration] {
        [
            region.declaration, product.declaration, quantity.declaration, unit.declaration,
            price.declaration, priceYear.declaration, index.declaration, status.declaration,
            note.declaration,
        ]
    }
}

/// The yield of one product of one county.
struct ProductYield: Sendable {
    let product: String
    let quantity: Double
    let unit: Unit
    /// Yuan per unit at the account's price level; nil where the table has none.
    var unitPrice: Double?
    let status: FigureStatus

    var value: Double? { unitPrice.map { Valuation.yuan(quantity: quantity, unitPrice: $0) } }
}

/// A row of a table of products, read.
struct ProductRow {
    let index: Int
    let region: RegionCode
    /// What lifts yuan of the row to the account's price year.
    let level: Double
    let yield: ProductYield
}

extension Table {
    /// The rows of a table with ``ProductColumns``; findings about counties, units and price years.
    func productRows(_ context: IndicatorContext, _ diagnostics: inout [Diagnostic]) -> [ProductRow] {
        typealias Columns = ProductColumns
        let products: [ProductRow] = rows.compactMap { row in
            let region = context.regions.code(
                value(row, Columns.region), at: location(row, Columns.region), path: path(Columns.region),
                &diagnostics)
            let level = context.prices.factor(
                from: optional(row, Columns.priceYear) ?? 0, index: optional(row, Columns.index),
                at: location(row, Columns.priceYear), path: path(Columns.priceYear), &diagnostics)
            let unit = unit(row, &diagnostics)
            guard let region, let level, let unit else { return nil }
            let yield = ProductYield(
                product: value(row, Columns.product), quantity: value(row, Columns.quantity), unit: unit,
                unitPrice: optional(row, Columns.price).map { $0 * level },
                status: FigureStatus(rawValue: value(row, Columns.status)) ?? .provisional)
            return ProductRow(index: row, region: region, level: level, yield: yield)
        }
        diagnostics += ProductPlausibility(table: self, regions: context.regions).findings(products)
        return products
    }

    private func unit(_ row: Int, _ diagnostics: inout [Diagnostic]) -> Unit? {
        let written = value(row, ProductColumns.unit)
        if let unit = try? Unit(written) {
            let yuan = Unit.named("CNY")
            guard unit.isConvertible(to: yuan), unit.scale != yuan.scale else { return unit }
            diagnostics.append(
                Diagnostic(
                    code: "wrong_unit", at: location(row, ProductColumns.unit),
                    path: path(ProductColumns.unit),
                    "a value in \(written) with a price in yuan for each \(written)",
                    hint: "write the value in CNY, with price 1"))
            return nil
        }
        diagnostics.append(
            Diagnostic(
                code: "unknown_unit", at: location(row, ProductColumns.unit),
                path: path(ProductColumns.unit), "unknown unit '\(written)'",
                hint: "use t, m3, kWh, CNY, or 1 for pieces"))
        return nil
    }
}

extension RegionFlows {
    /// The account of a county from its products; incomplete without a row or a price.
    ///
    /// - Parameter hasSum: whether quantities of one unit make a common quantity, as water of several users does.
    init(_ products: [ProductYield]?, table: LocalizedText, hasSum: Bool) {
        self.init()
        guard let products else {
            missing = [
                LocalizedText(en: "the table of \(table.en) has no row", zh: "\(table.zh)表中无该县")
            ]
            return
        }
        components = products.map {
            PhysicalFlow(component: $0.product, ecosystem: nil, quantity: $0.quantity, unit: $0.unit)
        }
        let units = Set(products.map(\.unit))
        if products.count == 1 || (hasSum && units.count == 1), let unit = products.first?.unit {
            let total = products.reduce(0) { $0 + $1.quantity }
            headline = [
                PhysicalFlow(component: "total", ecosystem: nil, quantity: total, unit: unit)
            ]
        }
        for product in products where product.unitPrice == nil {
            missing.append(
                LocalizedText(en: "'\(product.product)' has no price", zh: "“\(product.product)”没有单价"))
        }
        isProvisional = products.contains { $0.status.isProvisional }
    }
}
