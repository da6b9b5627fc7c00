import EcoParameters
import EcoUnits

extension LoadPrice {
    private static let terms = FundTerms(step: "1 CNY", source: "no published rule states a step")
    private static let periodParameter = Parameter<PeriodKind>.choice(
        "period", default: .month, LocalizedText(en: "length of a settlement period", zh: "结算周期"))
    private static let directionParameter = Parameter<Direction>.choice(
        "direction", default: .chargeOnly, LocalizedText(en: "which way money moves", zh: "补偿方向"))
    private static let routeParameter = MoneyRoute.parameter(default: .throughFund)
    private static let price = Parameter<Rational>.exactQuantity(
        "price", unit: .named("CNY/t"), range: .nonNegative,
        LocalizedText(en: "price of one tonne of load over the target", zh: "每吨污染物补偿标准"))

    private static let itemsParameter = Parameter<[ItemRule]>.variants(
        "indicators", discriminator: "indicator",
        options: WaterItem.allCases.filter { !$0.isBetterHigher }.map { item in
            VariantOption(
                id: item.rawValue,
                group: GroupDeclaration(
                    id: item.rawValue, title: item.name,
                    meaning: LocalizedText(en: "Price of one item's load", zh: "一项指标的补偿标准"),
                    parameters: [price.optional.declaration]))
        },
        LocalizedText(en: "items with their prices", zh: "指标及补偿标准")
    ) { id, bound in
        WaterItem(rawValue: id).map { ItemRule(item: $0, price: bound[price]) }
    }

    static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "load_price", title: LocalizedText(en: "Load times price", zh: "超标通量计价补偿"),
            meaning: LocalizedText(
                en: "Excess concentration times water volume times a price a tonne",
                zh: "超标浓度×水量×补偿标准"),
            parameters: SchemeScope.declarations + WaterTables.declarations + [
                periodParameter.declaration, itemsParameter.declaration, directionParameter.declaration,
                routeParameter.declaration,
            ] + terms.declarations,
            completion: .presets(presets), rules: [check])
    }

    public init(_ bound: BoundGroup) {
        scope = SchemeScope(bound, presets: Self.presets)
        settlement = Self.terms.rules(bound)
        records = WaterRecords(bound)
        period = bound[Self.periodParameter]
        items = bound[Self.itemsParameter]
        direction = bound[Self.directionParameter]
        route = bound[Self.routeParameter]
    }

    private static func check(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        SchemeScope.check(bound, presets: presets, &diagnostics)
        bound.requireValues(["indicators"], &diagnostics)
        bound.checkIndicators(requiring: ["price"], &diagnostics)
        terms.check(bound, &diagnostics)
    }
}

extension LoadPrice {
    static let presets = [
        taihu("jiangsu_taihu", en: "Jiangsu, Taihu basin", zh: "江苏省太湖流域办法"),
        taihu("zhenjiang", en: "Zhenjiang (Jiangsu)", zh: "镇江市办法"), henan2010,
    ]

    private static let taihuText = "rule of Zhenjiang on water compensation, after that of the Taihu basin"

    /// How a section's charge is split among counties is data: shares by item in the table of sections.
    private static func taihu(_ id: String, en: String, zh: String) -> SchemePreset {
        SchemePreset(
            id: id, title: LocalizedText(en: en, zh: zh),
            entries: [
                .init("indicators.permanganate_index.price", "1.5 万元/t", taihuText, .published),
                .init("indicators.ammonia_nitrogen.price", "10 万元/t", taihuText, .published),
                .init("indicators.total_phosphorus.price", "10 万元/t", taihuText, .published),
            ])
    }

    private static let henan2010 = SchemePreset(
        id: "henan_2010", title: LocalizedText(en: "Henan, 2010", zh: "河南省2010年办法"),
        entries: [
            .init("indicators.cod.price", "2500 CNY/t", "reports on the Henan rule of 2010", .published),
            .init(
                "indicators.ammonia_nitrogen.price", "10000 CNY/t", "reports on the Henan rule of 2010",
                .published),
            .init(
                "route", "through_fund", "reports on the Henan rule of 2010: by way of the province",
                .published),
        ])
}
