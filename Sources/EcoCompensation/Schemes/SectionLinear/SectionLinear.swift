import EcoAccounts
import EcoParameters
import EcoUnits

/// Money in proportion to the distance of a section's concentrations from their targets, both ways.
/// Method: `SectionLinear.md`.
public struct SectionLinear: CompensationScheme {
    struct ItemRule: Sendable {
        let item: WaterItem
        /// For all sections, in place of the section's own target.
        let target: Rational?
        /// Yuan for 1 mg/L better than the target.
        let rate: Rational
        /// Yuan for 1 mg/L worse.
        let chargeRate: Rational
    }

    public static let family = SchemeFamily(id: "section_linear", declaration: declaration, presets: presets)

    public let scope: SchemeScope
    public let settlement: SettlementRules
    public let inputs: Set<EvidenceSource> = []
    let records: WaterRecords
    let period: PeriodKind
    let items: [ItemRule]
}

extension SectionLinear {
    private static let terms = FundTerms(step: "0.01 万元", source: "no published rule states a step")
    private static let periodParameter = Parameter<PeriodKind>.choice(
        "period", default: .quarter, LocalizedText(en: "length of a settlement period", zh: "结算周期"))
    private static let target = Parameter<Rational>.exactQuantity(
        "target", unit: WaterItem.unit, range: .nonNegative,
        LocalizedText(en: "target of all sections, in place of their own", zh: "统一目标值")
    ).optional
    private static let rate = Parameter<Rational>.exactQuantity(
        "rate", unit: WaterItem.rateUnit, range: .nonNegative,
        LocalizedText(en: "money for 1 mg/L better than the target", zh: "每优于目标1 mg/L的金额"))
    private static let chargeRate = Parameter<Rational>.exactQuantity(
        "charge_rate", unit: WaterItem.rateUnit, range: .nonNegative,
        LocalizedText(
            en: "money for 1 mg/L worse than the target; as `rate` where absent", zh: "每劣于目标1 mg/L的金额")
    ).optional

    private static let itemsParameter = Parameter<[ItemRule]>.variants(
        "indicators", discriminator: "indicator",
        options: WaterItem.allCases.map { item in
            VariantOption(
                id: item.rawValue,
                group: GroupDeclaration(
                    id: item.rawValue, title: item.name,
                    meaning: LocalizedText(en: "Target and money of one item", zh: "一项指标的目标与金额"),
                    parameters: [target.declaration, rate.optional.declaration, chargeRate.declaration]))
        },
        LocalizedText(en: "items with targets and money", zh: "指标、目标与金额")
    ) { id, bound in
        WaterItem(rawValue: id).map {
            ItemRule(
                item: $0, target: bound[target], rate: bound[rate],
                chargeRate: bound[chargeRate] ?? bound[rate])
        }
    }

    static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "section_linear",
            title: LocalizedText(en: "Linear around a section target", zh: "断面目标线性奖惩"),
            meaning: LocalizedText(
                en: "Money in proportion to the distance from a target concentration, both ways",
                zh: "按断面浓度与目标值之差线性奖惩"),
            parameters: SchemeScope.declarations + WaterTables.declarations + [
                periodParameter.declaration, itemsParameter.declaration,
            ] + terms.declarations,
            completion: .presets(presets), rules: [check])
    }

    public init(_ bound: BoundGroup) {
        scope = SchemeScope(bound, presets: Self.presets)
        settlement = Self.terms.rules(bound)
        records = WaterRecords(bound)
        period = bound[Self.periodParameter]
        items = bound[Self.itemsParameter]
    }

    private static func check(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        SchemeScope.check(bound, presets: presets, &diagnostics)
        bound.requireValues(["indicators"], &diagnostics)
        bound.checkIndicators(requiring: ["rate"], &diagnostics)
        terms.check(bound, &diagnostics)
    }

    private static let hezeReport =
        "report on the Heze rule of 2014; its example prints 45 where the formula gives 35"

    static let presets = [
        SchemePreset(
            id: "heze_2014", title: LocalizedText(en: "Heze (Shandong), 2014", zh: "菏泽市2014年办法"),
            entries: [
                .init("period", "quarter", hezeReport, .published),
                .init("indicators.cod.target", "30 mg/L", hezeReport, .published),
                .init("indicators.cod.rate", "2 万元/(mg/L)", hezeReport, .published),
                .init("indicators.ammonia_nitrogen.target", "1.5 mg/L", hezeReport, .published),
                .init("indicators.ammonia_nitrogen.rate", "30 万元/(mg/L)", hezeReport, .published),
            ])
    ]
}
