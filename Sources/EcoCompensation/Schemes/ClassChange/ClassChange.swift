import EcoAccounts
import EcoParameters
import EcoUnits

/// An agreement between the regions above and below a section: a sum for each class better than agreed, and
/// one for the change of the pollutant index within limits. Method: `ClassChange.md`.
public struct ClassChange: CompensationScheme {
    /// What the ratios of the items to their limits come to.
    enum IndexCombination: String, ParameterChoice {
        case sum
        case mean

        var meaning: LocalizedText {
            switch self {
            case .sum: LocalizedText(en: "the ratios of the items add up", zh: "各指标比值之和")
            case .mean: LocalizedText(en: "the mean of the items' ratios", zh: "各指标比值的平均")
            }
        }
    }

    public static let family = SchemeFamily(id: "class_change", declaration: declaration, presets: presets)

    public let scope: SchemeScope
    public let settlement: SettlementRules
    public let inputs: Set<EvidenceSource> = []
    let records: WaterRecords
    /// Class at which nobody pays.
    let targetClass: WaterClass
    let amountPerClass: Rational
    let indexItems: [WaterItem]
    let indexCombination: IndexCombination
    /// Yuan for one percentage point of the index.
    let amountPerPoint: Rational
    let changeCap: Rational
    let route: MoneyRoute
}

extension ClassChange {
    private static let terms = FundTerms(step: "1 CNY", source: "no published rule states a step")
    private static let targetParameter = Parameter<WaterClass>.choice(
        "target_class", LocalizedText(en: "class at which nobody pays", zh: "基准水质类别"))
    private static let perClassParameter = Parameter<Rational>.exactQuantity(
        "amount_per_class", unit: .yuan, range: .nonNegative,
        LocalizedText(en: "money for each class better or worse than the target", zh: "每改变一个类别的金额"))
    private static let indexItemsParameter = Parameter<[WaterItem]>.choices(
        "index_items", minimumCount: 0, LocalizedText(en: "items of the pollutant index", zh: "关键污染物指标"))
    private static let combinationParameter = Parameter<IndexCombination>.choice(
        "index_combination",
        LocalizedText(en: "what the items' ratios to their limits come to", zh: "污染物指数合成方式"))
    private static let perPointParameter = Parameter<Rational>.exactQuantity(
        "amount_per_point", unit: .yuan, range: .nonNegative,
        LocalizedText(en: "money for one percentage point of the pollutant index", zh: "指数每变化1个百分点的金额"))
    private static let capParameter = Parameter<Rational>.exactQuantity(
        "change_cap", unit: .yuan, range: .nonNegative,
        LocalizedText(en: "the most that the change part comes to, either way", zh: "变化部分上限"))
    private static let routeParameter = MoneyRoute.parameter(default: .direct)

    static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "class_change",
            title: LocalizedText(en: "Class change at a border section", zh: "跨界断面水质类别补偿"),
            meaning: LocalizedText(
                en:
                    "The region below pays the one above for better classes and a falling pollutant index, and back",
                zh: "按断面年均水质类别与污染物指数变化，上下游双向补偿"),
            parameters: SchemeScope.declarations + WaterTables.declarations + [
                targetParameter.optional.declaration, perClassParameter.optional.declaration,
                indexItemsParameter.declaration, combinationParameter.optional.declaration,
                perPointParameter.optional.declaration, capParameter.optional.declaration,
                routeParameter.declaration,
            ] + terms.declarations,
            completion: .presets(presets), rules: [check])
    }

    public init(_ bound: BoundGroup) {
        scope = SchemeScope(bound, presets: Self.presets)
        settlement = Self.terms.rules(bound)
        records = WaterRecords(bound)
        targetClass = bound[Self.targetParameter]
        amountPerClass = bound[Self.perClassParameter]
        indexItems = bound[Self.indexItemsParameter]
        indexCombination = bound[Self.combinationParameter.optional] ?? .sum
        amountPerPoint = bound[Self.perPointParameter.optional] ?? .zero
        changeCap = bound[Self.capParameter.optional] ?? .zero
        route = bound[Self.routeParameter]
    }

    private static func check(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        SchemeScope.check(bound, presets: presets, &diagnostics)
        bound.requireValues(["target_class", "amount_per_class"], &diagnostics)
        if !bound[indexItemsParameter].isEmpty {
            bound.requireValues(["index_combination", "amount_per_point", "change_cap"], &diagnostics)
        }
        terms.check(bound, &diagnostics)
    }

    private static let report =
        "财资环〔2020〕20号 (pilot in the basin); reports on the agreement of Shandong and Henan of 2021"

    /// How the index is formed from its items was not published: `index_combination` stays required.
    static let presets = [
        SchemePreset(
            id: "yellow_river_2021",
            title: LocalizedText(
                en: "Yellow River, Henan and Shandong, 2021-2022", zh: "黄河流域（豫鲁段）横向生态保护补偿协议"),
            entries: [
                .init("target_class", "iii", report, .published),
                .init("amount_per_class", "6000 万元", report, .published),
                .init("index_items", ["cod", "ammonia_nitrogen", "total_phosphorus"], report, .published),
                .init("amount_per_point", "100 万元", report, .published),
                .init("change_cap", "4000 万元", report, .published),
            ])
    ]
}
