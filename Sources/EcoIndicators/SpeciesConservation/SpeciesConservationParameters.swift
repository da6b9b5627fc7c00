import EcoAccounts
import EcoParameters
import EcoUnits

/// Published prices of species conservation by class of the Shannon-Wiener index.
public enum SpeciesPriceTable: String, ParameterChoice {
    case lyt1721 = "lyt_1721"

    public var meaning: LocalizedText {
        LocalizedText(
            en: "3,000 to 50,000 CNY/hm2 in seven classes of the index (not checked in print)",
            zh: "Shannon-Wiener 指数七级单价（暂定）")
    }

    /// CNY/hm2 a year of an index; each class includes its lower bound.
    func price(index: Double) -> Double {
        let bounds: [(below: Double, price: Double)] = [
            (1, 3_000), (2, 5_000), (3, 10_000), (4, 20_000), (5, 30_000), (6, 40_000),
        ]
        return bounds.first { index < $0.below }?.price ?? 50_000
    }

    static let source = "LY/T 1721-2008, from secondary sources, not checked in print"
}

/// The block `accounts.indicators.species_conservation`.
public struct SpeciesConservationParameters: ParameterGroup {
    enum Columns {
        static let endangered = sum("endangered_sum", "sum of the indices of endangered species", "濒危指数之和")
        static let endemic = sum("endemic_sum", "sum of the indices of endemic species", "特有种指数之和")
        static let oldTrees = sum("old_tree_sum", "sum of the indices of old trees", "古树年龄指数之和")

        private static func sum(_ key: String, _ en: String, _ zh: String) -> Column<Double> {
            .quantity(key, unit: .one, range: .nonNegative, LocalizedText(en: en, zh: zh))
        }
    }

    public static let indexTable = TableDeclaration(
        id: "species_indices",
        meaning: LocalizedText(en: "Rare species and old trees, a row for each county", zh: "各县珍稀物种与古树指数"),
        columns: [
            ServiceColumns.region.declaration, Columns.endangered.declaration, Columns.endemic.declaration,
            Columns.oldTrees.declaration, ServiceColumns.status.declaration, ServiceColumns.note.declaration,
        ], uniqueBy: ["region"])

    static let diversity = ClassFigures.parameter(
        "shannon_wiener", unit: .one, range: .nonNegative,
        LocalizedText(en: "Shannon-Wiener index by class", zh: "各类型 Shannon-Wiener 指数"))
    static let prices = Parameter<SpeciesPriceTable>.choice(
        "price_table", LocalizedText(en: "prices by class of the index", zh: "分级单价表"))
    static let year = Price.yearParameter
    static let index = Price.indexParameter
    static let table = Parameter<Table>.table(
        "species_indices", indexTable, LocalizedText(en: "rare species by county", zh: "各县珍稀物种指数"),
        source: "GB/T 38582-2020"
    ).optional

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "species_conservation", title: LocalizedText(en: "species conservation", zh: "物种保育"),
            meaning: LocalizedText(
                en: "Class price by area; off by default: a supporting service that can outweigh all others",
                zh: "按面积分级计价；支持服务，可能主导总值，默认不计"),
            parameters: [
                diversity.declaration, prices.declaration, year.declaration, index.declaration,
                table.declaration,
            ],
            rules: [
                { bound, diagnostics in
                    guard bound[diversity].isEmpty else { return }
                    diagnostics.append(
                        Diagnostic(
                            code: "missing_value", at: bound.location, path: bound.path(of: diversity),
                            "no class has an index", hint: "for example `shannon_wiener: {forest: 2.5}`"))
                }
            ])
    }

    public let diversity: [String: Double]
    public let prices: SpeciesPriceTable
    public let year: Int
    public let index: String?
    public let table: Table?
    let yearLocation: SourceLocation
    let diversityLocation: SourceLocation
    let path: String

    public init(_ bound: BoundGroup) {
        diversity = bound[Self.diversity]
        prices = bound[Self.prices]
        year = bound[Self.year]
        index = bound[Self.index]
        table = bound[Self.table]
        yearLocation = bound.location(of: Self.year)
        diversityLocation = bound.location(of: Self.diversity)
        path = bound.path
    }

    /// What rare species and old trees make of the price, by county; and whether the figures are assumed.
    func rarity(
        _ context: IndicatorContext, _ diagnostics: inout [Diagnostic]
    ) -> [RegionCode: (factor: Double, isProvisional: Bool)] {
        guard let table else { return [:] }
        return table.regionRows(context, priced: false, &diagnostics).reduce(into: [:]) { rarity, row in
            let factor = SpeciesConservation.rarityFactor(
                endangered: table.value(row.index, Columns.endangered),
                endemic: table.value(row.index, Columns.endemic),
                oldTrees: table.value(row.index, Columns.oldTrees))
            rarity[row.region] = (factor, row.status.isProvisional)
        }
    }

    var register: [RegisterEntry] {
        diversity.sorted { $0.key < $1.key }.map { key, index in
            RegisterEntry(
                "\(path).price_table.\(key)", "\(NumberText.shortest(prices.price(index: index))) CNY/hm2",
                prices.meaning, source: SpeciesPriceTable.source, status: .provisional)
        }
    }
}
