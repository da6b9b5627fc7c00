import EcoAccounts
import EcoParameters
import EcoUnits

/// Charges and awards by whether the flow at a section keeps up its ecological flow, month by month.
/// Method: `EcologicalFlow.md`.
public struct EcologicalFlow: CompensationScheme {
    /// What makes a month meet its ecological flow.
    enum Criterion: String, ParameterChoice {
        case monthlyMean = "monthly_mean"
        case days

        var meaning: LocalizedText {
            switch self {
            case .monthlyMean: LocalizedText(en: "the mean flow of the month meets it", zh: "月均流量达标")
            case .days: LocalizedText(en: "enough days meet it", zh: "达标天数比例达标")
            }
        }
    }

    public static let family = SchemeFamily(id: "ecological_flow", declaration: declaration, presets: presets)

    public let scope: SchemeScope
    public let settlement: SettlementRules
    public let inputs: Set<EvidenceSource> = []
    let sections: Table
    let flows: Table
    let criterion: Criterion
    /// Share of the assessed days that have to meet, for `days`.
    let requiredDaysShare: Rational
    /// Share of a month's days that must have a figure.
    let validDaysShare: Rational
    /// Yuan a month for a flow that is gone altogether; less in proportion.
    let charge: Rational
    /// Yuan for a month that meets.
    let award: Rational
}

extension EcologicalFlow {
    enum Columns {
        static let section = WaterTables.Sections.section
        static let region = WaterTables.Sections.region
        static let month = Column<Int>.integer(
            "month", range: 1...12, presence: .optional,
            LocalizedText(en: "month that the target holds for; all months where empty", zh: "目标适用月份，空则为全年"))
        static let target = Column<FixedPoint>.fixedPoint(
            "ecological_flow_m3_s", fractionDigits: 6, unit: .named("m3/s"), range: .positive,
            LocalizedText(en: "ecological flow to be kept up", zh: "生态流量目标"))
        static let date = Column<String>.text("date", kind: .date, LocalizedText(en: "day", zh: "日期"))
        static let flow = Column<FixedPoint>.fixedPoint(
            "flow_m3_s", fractionDigits: 6, unit: .named("m3/s"), range: .nonNegative, presence: .nullable,
            LocalizedText(en: "mean flow of the day; empty where missing", zh: "日均流量"))
        static let state = WaterTables.Observations.state
    }

    private static let terms = FundTerms(step: "0.01 万元", source: "no published rule states a step")
    private static let sectionsParameter = Parameter<Table>.table(
        "sections",
        TableDeclaration(
            id: "ecological_flow_targets",
            meaning: LocalizedText(en: "Sections with their ecological flow", zh: "断面生态流量目标"),
            columns: [
                Columns.section.declaration, Columns.region.declaration, Columns.month.declaration,
                Columns.target.declaration, RegionTable.Columns.note.declaration,
            ],
            uniqueBy: ["section", "month"]),
        LocalizedText(en: "sections with their ecological flow", zh: "断面生态流量目标表"))
    private static let flowsParameter = Parameter<Table>.table(
        "flows",
        TableDeclaration(
            id: "daily_flows", meaning: LocalizedText(en: "Daily mean flows at sections", zh: "断面日均流量"),
            columns: [
                Columns.section.declaration, Columns.date.declaration, Columns.flow.declaration,
                Columns.state.declaration, RegionTable.Columns.note.declaration,
            ],
            uniqueBy: ["section", "date"]),
        LocalizedText(en: "daily mean flows", zh: "日均流量表"))
    private static let criterionParameter = Parameter<Criterion>.choice(
        "met_by", LocalizedText(en: "what makes a month meet its ecological flow", zh: "达标判定方式"))
    private static let requiredDaysParameter = Parameter<Rational>.exactNumber(
        "required_days_share", range: .fraction,
        LocalizedText(en: "share of the assessed days that have to meet, for `met_by: days`", zh: "要求达标天数比例"))
    private static let validDaysParameter = Parameter<Rational>.exactNumber(
        "valid_days_share", range: .fraction, default: "0.9",
        LocalizedText(en: "share of a month's days that must have a figure", zh: "有效数据天数比例下限"),
        source: "no published rule states it", status: .provisional)
    private static let chargeParameter = Parameter<Rational>.exactQuantity(
        "charge", unit: .yuan, range: .nonNegative,
        LocalizedText(
            en: "money for a month whose flow is gone altogether; a smaller shortfall pays in proportion",
            zh: "流量全部缺失时的月扣缴金额，按缺口比例计算"))
    private static let awardParameter = Parameter<Rational>.exactQuantity(
        "award", unit: .yuan, range: .nonNegative,
        LocalizedText(en: "money for a month that meets its ecological flow", zh: "达标月奖励金额"))

    static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "ecological_flow", title: LocalizedText(en: "Ecological flow", zh: "生态流量考核补偿"),
            meaning: LocalizedText(
                en: "Charges for months short of their ecological flow, awards for those that meet it",
                zh: "生态流量不达标按缺口扣缴，达标奖励"),
            parameters: SchemeScope.declarations + [
                sectionsParameter.declaration, flowsParameter.declaration,
                criterionParameter.optional.declaration, requiredDaysParameter.optional.declaration,
                validDaysParameter.declaration, chargeParameter.optional.declaration,
                awardParameter.optional.declaration,
            ] + terms.declarations,
            completion: .presets(presets), rules: [check])
    }

    public init(_ bound: BoundGroup) {
        scope = SchemeScope(bound, presets: Self.presets)
        settlement = Self.terms.rules(bound)
        sections = bound[Self.sectionsParameter]
        flows = bound[Self.flowsParameter]
        criterion = bound[Self.criterionParameter]
        requiredDaysShare = bound[Self.requiredDaysParameter.optional] ?? .one
        validDaysShare = bound[Self.validDaysParameter]
        charge = bound[Self.chargeParameter]
        award = bound[Self.awardParameter]
    }

    private static func check(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        SchemeScope.check(bound, presets: presets, &diagnostics)
        bound.requireValues(["met_by", "charge", "award"], &diagnostics)
        if bound[criterionParameter.optional] == .days {
            bound.requireValues(["required_days_share"], &diagnostics)
        }
        terms.check(bound, &diagnostics)
    }

    /// The pilot names quality and ecological flow as its basis; no amount was published: all stay required.
    static let presets = [
        SchemePreset(
            id: "fen_river_2021",
            title: LocalizedText(en: "Fen River pilot, 2021", zh: "汾河流域横向生态补偿试点（2021年）"),
            entries: [])
    ]
}
