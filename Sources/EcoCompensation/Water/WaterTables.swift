import EcoAccounts
import EcoParameters
import EcoUnits

/// The two tables of every scheme for sections: who answers for a section, and what was measured there.
enum WaterTables {
    enum Sections {
        static let section = Column<String>.text(
            "section", LocalizedText(en: "name of the section", zh: "断面名称"))
        static let region = Column<String>.text(
            "region", kind: .regionCode,
            LocalizedText(en: "GB/T 2260 code of the county or city that answers for it", zh: "责任地区代码"))
        static let share = Column<FixedPoint>.factor(
            "share", presence: .optional,
            LocalizedText(
                en: "the region's share of the section, 1 where empty; the shares of a section add up to 1",
                zh: "责任（贡献）比例，空则为1，同一断面合计为1"))
        static let item = Column<String>.choice(
            "item", WaterItem.allCases.map { ChoiceOption($0.rawValue, $0.name) }, presence: .optional,
            LocalizedText(en: "item that the share holds for; all items where empty", zh: "比例适用的指标，空则为全部"))
        static let downstream = Column<String>.text(
            "downstream", kind: .regionCode, presence: .optional,
            LocalizedText(en: "code of the region below the section", zh: "下游地区代码"))
        static let target = Column<String>.choice(
            "target_class",
            WaterClass.allCases.filter { $0 != .worseThanV }.map { ChoiceOption($0.rawValue, $0.meaning) },
            presence: .optional, LocalizedText(en: "class that the section has to meet", zh: "考核目标类别"))
        static let previous = Column<String>.choice(
            "previous_class", WaterClass.allCases.map { ChoiceOption($0.rawValue, $0.meaning) },
            presence: .optional, LocalizedText(en: "class of the year before", zh: "上年水质类别"))
        static let body = Column<String>.choice(
            "body", WaterBody.allCases.map { ChoiceOption($0.rawValue, $0.meaning) }, presence: .optional,
            LocalizedText(en: "river (where empty) or lake", zh: "河流（缺省）或湖库"))
        static let position = Column<String>.choice(
            "position", SectionPosition.allCases.map { ChoiceOption($0.rawValue, $0.meaning) },
            presence: .optional, LocalizedText(en: "where the section lies, if the rule asks", zh: "断面位置"))
    }

    enum Observations {
        static let section = Sections.section
        static let period = Column<String>.settlementPeriod
        static let item = Column<String>.choice(
            "item", WaterItem.allCases.map { ChoiceOption($0.rawValue, $0.name) },
            LocalizedText(en: "measured item", zh: "监测指标"))
        static let value = concentration(
            "value", .nullable, en: "mean concentration; empty where missing", zh: "平均浓度")
        static let unit = Column<String>.text(
            "unit", LocalizedText(en: "unit of the row's concentrations, such as mg/L", zh: "浓度单位"))
        static let inflow = concentration(
            "inflow", .optional, en: "concentration where the water enters the region", zh: "入境浓度")
        static let target = concentration(
            "target", .optional, en: "target or baseline of the row, in place of the class limit", zh: "考核目标值"
        )
        static let previous = concentration(
            "previous", .optional, en: "concentration of the year before", zh: "上年浓度")
        static let volume = Column<FixedPoint>.fixedPoint(
            "volume_wan_m3", fractionDigits: 6, unit: .named("万m3"), range: .nonNegative, presence: .optional,
            LocalizedText(en: "water that passed in the period", zh: "时段水量"))
        static let state = Column<String>.choice(
            "state", SectionState.allCases.map { ChoiceOption($0.rawValue, $0.meaning) }, presence: .optional,
            LocalizedText(en: "what kept the section from being assessed as usual", zh: "断面状态"))

        private static func concentration(_ key: String, _ presence: ColumnPresence, en: String, zh: String)
            -> Column<FixedPoint>
        {
            .fixedPoint(
                key, fractionDigits: 6, unit: .one, range: .nonNegative, presence: presence,
                LocalizedText(en: en, zh: zh))
        }
    }

    static let sections = Parameter<Table>.table(
        "sections",
        TableDeclaration(
            id: "water_sections",
            meaning: LocalizedText(en: "Sections and the regions that answer for them", zh: "考核断面与责任地区"),
            columns: [
                Sections.section.declaration, Sections.region.declaration, Sections.share.declaration,
                Sections.item.declaration, Sections.downstream.declaration, Sections.target.declaration,
                Sections.previous.declaration, Sections.body.declaration, Sections.position.declaration,
                RegionTable.Columns.note.declaration,
            ],
            uniqueBy: ["section", "region", "item"]),
        LocalizedText(en: "sections and the regions that answer for them", zh: "考核断面表"))

    static let observations = Parameter<Table>.table(
        "observations",
        TableDeclaration(
            id: "water_observations",
            meaning: LocalizedText(en: "What was measured at the sections", zh: "断面监测数据"),
            columns: [
                Observations.section.declaration, Observations.period.declaration,
                Observations.item.declaration, Observations.value.declaration,
                Observations.unit.declaration, Observations.inflow.declaration,
                Observations.target.declaration, Observations.previous.declaration,
                Observations.volume.declaration, Observations.state.declaration,
                RegionTable.Columns.note.declaration,
            ],
            uniqueBy: ["section", "period", "item"]),
        LocalizedText(en: "what was measured at the sections", zh: "断面监测数据表"))

    static var declarations: [ParameterDeclaration] {
        [sections.declaration, observations.declaration, WaterStandard.parameter.declaration]
    }
}

/// What every scheme for sections is given: its two tables, and the standard whose classes hold.
struct WaterRecords: Sendable {
    let sections: Table
    let observations: Table
    let standard: WaterStandard

    init(_ bound: BoundGroup) {
        sections = bound[WaterTables.sections]
        observations = bound[WaterTables.observations]
        standard = WaterStandard.standard(bound)
    }
}

/// Where a section lies, for rules that treat some places apart.
public enum SectionPosition: String, ParameterChoice {
    case mainStem = "main_stem"
    case tributary
    case riverMouth = "river_mouth"
    case other

    public var meaning: LocalizedText {
        switch self {
        case .mainStem: LocalizedText(en: "main stem", zh: "干流")
        case .tributary: LocalizedText(en: "first-order tributary", zh: "一级支流")
        case .riverMouth: LocalizedText(en: "mouth of a river into another", zh: "入河口")
        case .other: LocalizedText(en: "elsewhere", zh: "其他")
        }
    }
}

/// Whether a section could be assessed in a period.
public enum SectionState: String, ParameterChoice {
    case measured
    case dry
    case frozen
    case backflow

    public var meaning: LocalizedText {
        switch self {
        case .measured: LocalizedText(en: "measured as usual", zh: "正常监测")
        case .dry: LocalizedText(en: "no flow", zh: "断流")
        case .frozen: LocalizedText(en: "under ice", zh: "结冰")
        case .backflow: LocalizedText(en: "water flows back", zh: "倒流（回水）")
        }
    }
}
