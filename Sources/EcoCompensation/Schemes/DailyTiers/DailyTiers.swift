import EcoAccounts
import EcoParameters
import EcoUnits

/// Fines for single days that are worse than the mean of the area. Method: `DailyTiers.md`.
public struct DailyTiers: CompensationScheme {
    enum Columns {
        static let date = Column<String>.text(
            "date", kind: .date, LocalizedText(en: "natural day, Beijing time", zh: "自然日（北京时间）"))
        static let value = Column<FixedPoint>.exact(
            "value", range: .nonNegative, presence: .nullable,
            LocalizedText(en: "AQI or concentration of the day; empty where missing", zh: "当日AQI或浓度，缺测留空"))
    }

    static let table = TableDeclaration(
        id: "daily_values",
        meaning: LocalizedText(en: "Daily values of which more is worse", zh: "逐日数值（越大越差）"),
        columns: [
            OwnColumn.region.declaration, Columns.date.declaration, OwnColumn.indicator.declaration,
            Columns.value.declaration, OwnColumn.note.declaration,
        ], uniqueBy: ["region", "date", "indicator"])

    public static let family = SchemeFamily(id: "daily_tiers", declaration: declaration, presets: presets)

    public let scope: SchemeScope
    public let settlement: SettlementRules
    public var inputs: Set<EvidenceSource> { [] }
    let days: Table
    let tiers: TierTable
    let tierMode: TierTable.Mode
    /// Yuan for the first, second, third ... day of the month on which a region is last.
    let lastPlaceFines: [Rational]
    /// How many percent above the mean of the others a last place must be.
    let lastPlaceMargin: Rational

    static let basisNames: [(id: String, name: LocalizedText)] = [
        ("daily_fine", LocalizedText(en: "fine for single days", zh: "日考核扣缴"))
    ]
}

extension DailyTiers {
    private static let daysParameter = Parameter<Table>.table(
        "days", table, LocalizedText(en: "values by region and day", zh: "逐日数值表"))
    private static let tiersParameter = TierTable.parameter(
        unit: .percent, rateUnit: .yuanPerPercent,
        LocalizedText(en: "money by percent above the mean of the regions on the day", zh: "按超出当日均值的百分比分档的金额")
    )
    private static let modeParameter = Parameter<TierTable.Mode>.choice(
        "tier_mode", default: .marginal,
        LocalizedText(en: "how rates past the first tier are priced", zh: "超出首档部分的计价方式"))
    private static let marginParameter = Parameter<Rational>.exactQuantity(
        "last_place_margin", unit: .percent, range: .nonNegative, default: "0 %",
        LocalizedText(en: "how far above the mean of the others a last place must be", zh: "末位计罚的最小超出比例"))
    private static let lastParameter = Parameter<[Rational]>(
        ParameterDeclaration(
            key: "last_place_fines",
            shape: .list(of: .quantity(unit: .yuan, range: .nonNegative), minimumCount: 1),
            presence: .optional,
            meaning: LocalizedText(
                en: "money for the first, second ... day of the month as the last; the last entry holds on",
                zh: "当月第一次、第二次……末位的扣缴金额，末项延续"))
    ) { bound in
        guard case .list(let fields)? = bound else { return [] }
        return fields.compactMap(\.value.exactNumber)
    }
    private static let terms = FundTerms(step: "0.01 万元", source: "published amounts are whole 万元")

    static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "daily_tiers", title: LocalizedText(en: "Fines for single days (Anyang)", zh: "日考核分档扣缴（安阳）"),
            meaning: LocalizedText(
                en: "Fines for days above the mean of the area, and for repeated last places",
                zh: "逐日超出均值按档扣缴，多次末位加扣"),
            parameters: SchemeScope.declarations + [
                daysParameter.declaration, tiersParameter.declaration, modeParameter.declaration,
                lastParameter.declaration, marginParameter.declaration,
            ] + terms.declarations,
            completion: .presets(presets),
            rules: [
                { bound, diagnostics in
                    SchemeScope.check(bound, presets: presets, &diagnostics)
                    bound.requireValues(["tiers"], &diagnostics)
                    TierTable.check(tiersParameter, in: bound, path: bound.path, &diagnostics)
                    terms.check(bound, &diagnostics)
                }
            ])
    }

    public init(_ bound: BoundGroup) {
        scope = SchemeScope(bound, presets: Self.presets)
        days = bound[Self.daysParameter]
        tiers = bound[Self.tiersParameter]
        tierMode = bound[Self.modeParameter]
        lastPlaceFines = bound[Self.lastParameter]
        lastPlaceMargin = bound[Self.marginParameter]
        settlement = Self.terms.rules(bound)
    }

    private static let anyang = "report on the city's rule of 2015 and 2016"

    static let presets = [
        SchemePreset(
            id: "anyang_2015", title: LocalizedText(en: "Anyang counties, 2015", zh: "安阳市2015年日考核办法"),
            entries: [
                .init(
                    "tiers",
                    [
                        ["up_to": "5 %", "amount": "0 万元"], ["up_to": "10 %", "amount": "10 万元"],
                        ["up_to": "15 %", "amount": "20 万元"], ["up_to": "20 %", "amount": "30 万元"],
                        ["amount": "50 万元"],
                    ], anyang, .published),
                .init("last_place_fines", ["0 万元", "50 万元", "100 万元"], anyang, .published),
                .init("last_place_margin", "5 %", anyang, .published),
            ])
    ]
}
