import EcoAccounts
import EcoParameters
import EcoUnits

/// The block `simulation.heavy_pollution`. Method: docs/methods/simulation.md, 3.5.
public struct HeavyPollutionParameters: ParameterGroup {
    static let level = Column<String>.text(
        "level", kind: .identifier, LocalizedText(en: "alert level: yellow, orange, red", zh: "预警级别"))
    static let grade = Column<String>.text(
        "grade", LocalizedText(en: "performance grade: A, B, C, D", zh: "绩效等级"))

    enum Levels {
        static let index = Column<Int>.integer(
            "aqi_above", range: 0...500, LocalizedText(en: "AQI above which days count", zh: "AQI 高于该值的日计入"))
        static let days = Column<Int>.integer(
            "days", range: 1...30, LocalizedText(en: "such days in a row", zh: "连续天数"))
        static let declaration = TableDeclaration(
            id: "simulation_alert_levels",
            meaning: LocalizedText(
                en: "when an alert holds, mildest level first; several rows of a level are alternatives",
                zh: "预警启动条件，由轻到重；同一级别多行为或条件"),
            columns: [
                level.declaration, index.declaration, days.declaration, SimulationColumn.status.declaration,
                SimulationColumn.note.declaration,
            ])
    }

    enum Cuts {
        static let sector = SimulationColumn.sector
        static let cut = Column<Double>.quantity(
            "cut_percent", unit: .named("%"), range: .closed(0, 100),
            LocalizedText(en: "cut of the emission", zh: "减排比例"))
        static let cost = Column<Double>.quantity(
            "cost_yuan_per_t", unit: .named("CNY/t"), range: .nonNegative,
            LocalizedText(en: "lost value added and other cost of a tonne cut", zh: "每吨减排的停限产损失"))
        static let declaration = TableDeclaration(
            id: "simulation_alert_cuts",
            meaning: LocalizedText(
                en: "cut lists by sector, grade and level; a sector that is not listed is not cut",
                zh: "分行业、分等级、分级别减排清单；未列行业不减排"),
            columns: [
                sector.declaration, grade.declaration, level.declaration, cut.declaration, cost.declaration,
                SimulationColumn.status.declaration, SimulationColumn.note.declaration,
            ], uniqueBy: ["sector", "grade", "level"])
    }

    enum Grades {
        static let region = SimulationColumn.anyRegion
        static let sector = SimulationColumn.sector
        static let share = Column<Double>.quantity(
            "share", unit: .one, range: .fraction,
            LocalizedText(en: "part of the sector's emission", zh: "占该行业排放量比例"))
        static let declaration = TableDeclaration(
            id: "simulation_grades",
            meaning: LocalizedText(
                en: "grades of each sector; rows of a county go before rows of all", zh: "各行业绩效等级构成；县级记录优先"),
            columns: [
                region.declaration, sector.declaration, grade.declaration, share.declaration,
                SimulationColumn.status.declaration, SimulationColumn.note.declaration,
            ], uniqueBy: ["region", "sector", "grade"])
    }

    enum Upgrades {
        static let year = SimulationColumn.year
        static let region = SimulationColumn.anyRegion
        static let sector = SimulationColumn.sector
        static let to = Column<String>.text(
            "to_grade", LocalizedText(en: "grade afterwards", zh: "提升后等级"))
        static let share = Grades.share
        static let cost = Column<Double>.quantity(
            "cost_yuan", unit: .named("CNY"), range: .nonNegative,
            LocalizedText(en: "investment in each county, once", zh: "每县一次性投资"))
        static let declaration = TableDeclaration(
            id: "simulation_grade_upgrades",
            meaning: LocalizedText(
                en: "investments that lift a part of a sector to a better grade", zh: "绩效升级投资"),
            columns: [
                year.declaration, region.declaration, sector.declaration, grade.declaration, to.declaration,
                share.declaration, cost.declaration, SimulationColumn.status.declaration,
                SimulationColumn.note.declaration,
            ])
    }

    enum Area: String, ParameterChoice {
        case county, city, all

        var meaning: LocalizedText {
            switch self {
            case .county: LocalizedText(en: "each county by its own days", zh: "各县单独")
            case .city: LocalizedText(en: "each city by the mean AQI of its counties", zh: "按地级市平均 AQI")
            case .all: LocalizedText(en: "all counties together", zh: "全区域联动")
            }
        }
    }

    private static let levelsParameter = Parameter<Table>.table(
        "levels", Levels.declaration, LocalizedText(en: "alert levels", zh: "预警分级"))
    private static let cutsParameter = Parameter<Table>.table(
        "cuts", Cuts.declaration, LocalizedText(en: "cut lists", zh: "减排清单"))
    private static let gradesParameter = Parameter<Table>.table(
        "grades", Grades.declaration, LocalizedText(en: "grades of the sectors", zh: "绩效等级构成"))
    private static let upgradesParameter = Parameter<Table>.table(
        "upgrades", Upgrades.declaration, LocalizedText(en: "upgrades", zh: "绩效升级")
    ).optional
    private static let areaParameter = Parameter<Area>.choice(
        "area", default: .city, LocalizedText(en: "over which area an alert is called", zh: "预警启动范围"))

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "simulation_heavy_pollution", title: LocalizedText(en: "Heavy pollution", zh: "重污染应急"),
            meaning: LocalizedText(
                en: "alerts by the days of the year, cut lists by grade, upgrades as investments",
                zh: "按逐日 AQI 启动预警、分级减排，绩效升级为投资"),
            parameters: [
                levelsParameter.declaration, cutsParameter.declaration, gradesParameter.declaration,
                upgradesParameter.declaration, areaParameter.declaration,
            ])
    }

    let levels: Table
    let cuts: Table
    let grades: Table
    var upgrades: Table?
    let area: Area

    public init(_ bound: BoundGroup) {
        levels = bound[Self.levelsParameter]
        cuts = bound[Self.cutsParameter]
        grades = bound[Self.gradesParameter]
        upgrades = bound[Self.upgradesParameter]
        area = bound[Self.areaParameter]
    }
}
