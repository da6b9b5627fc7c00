import EcoAccounts
import EcoParameters
import EcoUnits

/// The block `accounts.indicators.agricultural_products`.
public struct AgriculturalProductsParameters: ParameterGroup {
    enum Columns {
        static let group = Column<String>.choice(
            "group", ProductGroup.allCases.map { ChoiceOption($0.rawValue, $0.meaning) }, presence: .optional,
            LocalizedText(en: "section of agriculture", zh: "产品类别"))
        static let share = Column<Double>.quantity(
            "ecosystem_share", unit: .one, range: .fraction, presence: .optional,
            LocalizedText(en: "part of the value that ecosystems contribute, 0 to 1", zh: "生态系统贡献份额"))
        static let intermediate = cost("intermediate_yuan", "intermediate use", "中间投入")
        static let labour = cost("labour_yuan", "pay of labour", "劳动报酬")
        static let capitalUse = cost("capital_use_yuan", "use of fixed capital", "固定资产折旧")
        static let capitalReturn = cost("capital_return_yuan", "return on capital", "资本回报")

        static var costs: [Column<Double>] { [intermediate, labour, capitalUse, capitalReturn] }

        private static func cost(_ key: String, _ en: String, _ zh: String) -> Column<Double> {
            .quantity(
                key, unit: .named("CNY"), range: .nonNegative, presence: .optional,
                LocalizedText(en: "\(en) of the row's quantity", zh: zh))
        }
    }

    public static let provisioningTable = TableDeclaration(
        id: "provisioning",
        meaning: LocalizedText(
            en: "Products of the year, a row for each county and product", zh: "各县产品产量与单价"),
        columns: ProductColumns.declarations + [Columns.group.declaration, Columns.share.declaration]
            + Columns.costs.map(\.declaration), uniqueBy: ["region", "product"])

    static let provisioning = Parameter<Table>.table(
        "provisioning", provisioningTable, LocalizedText(en: "products by county", zh: "各县产品"))
    static let basis = Parameter<ProvisioningBasis>.choice(
        "basis", LocalizedText(en: "what the value stands for; bases differ several-fold", zh: "价值口径"))
    static let method = Parameter<ContributionMethod>.choice(
        "contribution_method",
        LocalizedText(en: "how the contribution of ecosystems is found", zh: "生态系统贡献测算方法")
    ).optional
    static let share = Parameter<Double>.quantity(
        "ecosystem_share", unit: .one, range: .fraction,
        LocalizedText(
            en: "share of land rent, of products that the table gives none", zh: "地租份额（表中未列者）"),
        source: "published by country and decade; none for counties"
    ).optional

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "agricultural_products", title: LocalizedText(en: "agricultural products", zh: "农林牧渔产品"),
            meaning: LocalizedText(
                en: "Market value of products, or what ecosystems contribute", zh: "市场价值法或生态系统贡献"),
            parameters: [
                provisioning.declaration, basis.declaration, method.declaration, share.declaration,
            ],
            rules: [
                { bound, diagnostics in
                    let isContribution = bound[basis] == .contribution
                    guard isContribution != (bound[method] != nil) else { return }
                    diagnostics.append(
                        Diagnostic(
                            code: isContribution ? "missing_value" : "conflicting_values",
                            at: bound.location(of: method), path: bound.path(of: method),
                            isContribution
                                ? "the basis 'contribution' needs its method"
                                : "a method of contribution does not belong to the basis '\(bound[basis])'",
                            hint: "`contribution_method` goes with `basis: contribution`"))
                }
            ])
    }

    public let provisioning: Table
    public let basis: ProvisioningBasis
    let method: ContributionMethod?
    let share: Double?

    public init(_ bound: BoundGroup) {
        provisioning = bound[Self.provisioning]
        basis = bound[Self.basis]
        method = bound[Self.method]
        share = bound[Self.share]
    }

    var register: [RegisterEntry] {
        PriceLevel.indices(
            of: provisioning, ProductColumns.index,
            path: "accounts.indicators.agricultural_products.provisioning")
    }

    /// A product with its section of agriculture.
    struct Product: Sendable {
        let yield: ProductYield
        let group: ProductGroup?
    }

    func products(
        _ context: IndicatorContext, _ diagnostics: inout [Diagnostic]
    ) -> [RegionCode: [Product]] {
        var products: [RegionCode: [Product]] = [:]
        for row in provisioning.productRows(context, &diagnostics) {
            var yield = row.yield
            if let price = yield.unitPrice, let method {
                yield.unitPrice = contribution(method, price, row, &diagnostics)
            }
            let group = ProductGroup(rawValue: provisioning.value(row.index, Columns.group))
            products[row.region, default: []].append(Product(yield: yield, group: group))
        }
        return products
    }

    /// Yuan per unit that ecosystems contribute; nil with a finding where the table lacks what that needs.
    private func contribution(
        _ method: ContributionMethod, _ price: Double, _ row: ProductRow, _ diagnostics: inout [Diagnostic]
    ) -> Double? {
        func report(_ column: Column<Double>, _ message: String, _ hint: String) -> Double? {
            diagnostics.append(
                Diagnostic(
                    code: "missing_value", at: provisioning.location(row.index, column),
                    path: provisioning.path(column), message, hint: hint))
            return nil
        }
        switch method {
        case .share:
            guard let share = provisioning.optional(row.index, Columns.share) ?? share else {
                return report(
                    Columns.share, "'\(row.yield.product)' has no share of land rent",
                    "fill `ecosystem_share` in the table or in the block")
            }
            return EcosystemContribution.share(gross: price, share: share)
        case .residual:
            let costs = Columns.costs.map { provisioning.optional(row.index, $0) }
            if let lacking = zip(Columns.costs, costs).first(where: { $1 == nil })?.0 {
                return report(
                    lacking, "'\(row.yield.product)' has no \(lacking.key)",
                    "the residual needs all four costs; write 0 where there is none")
            }
            guard row.yield.quantity > 0 else { return 0 }
            let own = costs.map { ($0 ?? .nan) * row.level }
            let output = Valuation.yuan(quantity: row.yield.quantity, unitPrice: price)
            return EcosystemContribution.residual(
                output: output, intermediate: own[0], labour: own[1], capitalUse: own[2],
                capitalReturn: own[3]) / row.yield.quantity
        }
    }
}
