import EcoAccounts
import EcoParameters
import EcoUnits

/// The block `accounts.indicators.agricultural_products`.
public struct AgriculturalProductsParameters: ParameterGroup {
    enum Columns {
        static let region = RegionTable.Columns.region
        static let product = Column<String>.text(
            "product", kind: .identifier, LocalizedText(en: "id of the product", zh: "产品代号"))
        static let quantity = Column<Double>.quantity(
            "quantity", unit: .one, range: .nonNegative, LocalizedText(en: "yield of the year", zh: "当年产量"))
        static let unit = Column<String>.text("unit", LocalizedText(en: "unit of the yield", zh: "产量单位"))
        static let price = Column<Double>.quantity(
            "price_yuan_per_unit", unit: .one, range: .nonNegative, presence: .nullable,
            LocalizedText(en: "yuan per unit; empty where unknown, never 0", zh: "单价；未知留空"))
        static let priceYear = Column<Int>.integer(
            "price_year", range: 1950...2100, LocalizedText(en: "year of the price", zh: "价格年份"))
        static let index = Column<String>.text(
            PriceLevel.tableIndexKey, kind: .identifier, presence: .optional,
            LocalizedText(en: "index that lifts the price to the account's year", zh: "价格指数"))
        static let status = FigureStatus.column
        static let note = RegionTable.Columns.note
    }

    public static let provisioningTable = TableDeclaration(
        id: "provisioning",
        meaning: LocalizedText(
            en: "Products of the year, a row for each county and product", zh: "各县产品产量与单价"),
        columns: [
            Columns.region.declaration, Columns.product.declaration, Columns.quantity.declaration,
            Columns.unit.declaration, Columns.price.declaration, Columns.priceYear.declaration,
            Columns.index.declaration, Columns.status.declaration, Columns.note.declaration,
        ], uniqueBy: ["region", "product"])

    static let provisioning = Parameter<Table>.table(
        "provisioning", provisioningTable, LocalizedText(en: "products by county", zh: "各县产品"))
    static let basis = Parameter<ProvisioningBasis>.choice(
        "basis", LocalizedText(en: "what the price stands for; bases differ several-fold", zh: "价值口径"))

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "agricultural_products", title: LocalizedText(en: "agricultural products", zh: "农林牧渔产品"),
            meaning: LocalizedText(en: "Market value of products", zh: "市场价值法"),
            parameters: [provisioning.declaration, basis.declaration])
    }

    public let provisioning: Table
    public let basis: ProvisioningBasis
    let basisLocation: SourceLocation

    public init(_ bound: BoundGroup) {
        provisioning = bound[Self.provisioning]
        basis = bound[Self.basis]
        basisLocation = bound.location(of: Self.basis)
    }

    var register: [RegisterEntry] {
        PriceLevel.indices(
            of: provisioning, Columns.index, path: "accounts.indicators.agricultural_products.provisioning")
    }

    func yields(
        _ context: IndicatorContext, _ diagnostics: inout [Diagnostic]
    ) -> [RegionCode: [ProductYield]] {
        var yields: [RegionCode: [ProductYield]] = [:]
        for row in provisioning.rows {
            let region = context.regions.code(
                provisioning.value(row, Columns.region), at: provisioning.location(row, Columns.region),
                path: provisioning.path(Columns.region), &diagnostics)
            guard let yield = yield(row, context, &diagnostics), let region else { continue }
            yields[region, default: []].append(yield)
        }
        return yields
    }

    private func yield(
        _ row: Int, _ context: IndicatorContext, _ diagnostics: inout [Diagnostic]
    ) -> ProductYield? {
        let table = provisioning
        let factor = context.prices.factor(
            from: table.optional(row, Columns.priceYear) ?? 0, index: table.optional(row, Columns.index),
            at: table.location(row, Columns.priceYear), path: table.path(Columns.priceYear), &diagnostics)
        let written = table.value(row, Columns.unit)
        guard let unit = try? Unit(written) else {
            diagnostics.append(
                Diagnostic(
                    code: "unknown_unit", at: table.location(row, Columns.unit),
                    path: table.path(Columns.unit),
                    "unknown unit '\(written)'", hint: "use t, m3, kWh, CNY, or 1 for pieces"))
            return nil
        }
        return ProductYield(
            product: table.value(row, Columns.product), quantity: table.value(row, Columns.quantity),
            unit: unit, unitPrice: table.optional(row, Columns.price).map { $0 * (factor ?? .nan) },
            status: FigureStatus(rawValue: table.value(row, Columns.status)) ?? .provisional)
    }
}

/// What the value of a product stands for.
public enum ProvisioningBasis: String, ParameterChoice {
    case gross
    case net
    case contribution

    public var meaning: LocalizedText {
        switch self {
        case .gross: LocalizedText(en: "gross output", zh: "总产值口径")
        case .net: LocalizedText(en: "net output (value added)", zh: "净产值（增加值）口径")
        case .contribution: LocalizedText(en: "contribution of ecosystems (land rent)", zh: "生态系统贡献（地租）口径")
        }
    }
}
