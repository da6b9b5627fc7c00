import EcoParameters
import EcoUnits

/// What the water yield model needs of a land-cover class.
struct WaterYieldClass: Hashable, Sendable {
    /// Kc: potential evapotranspiration over that of the reference crop.
    let cropCoefficient: Double
    /// mm; 0 where nothing grows.
    let rootDepth: Double
    let isVegetated: Bool
    /// m3 a year on a hectare.
    let consumption: Double?
}

extension WaterYieldClass {
    static let codeColumn = Column<Int>.integer(
        "class", range: -32_768...65_535, LocalizedText(en: "code in the land-cover raster", zh: "土地覆盖编码"))
    static let cropColumn = Column<Double>.quantity(
        "crop_coefficient", unit: .one, range: .closed(0, 3),
        LocalizedText(en: "Kc: potential over reference evapotranspiration", zh: "作物系数 Kc"))
    static let rootColumn = Column<Double>.quantity(
        "root_depth_mm", unit: .named("mm"), range: .nonNegative, presence: .nullable,
        LocalizedText(en: "depth of 95 % of the roots; empty where nothing grows", zh: "根系深度；无植被留空"))
    static let vegetatedColumn = Column<Bool>.boolean(
        "vegetated", LocalizedText(en: "no for water, towns and bare land", zh: "是否有植被"))
    static let consumptionColumn = Column<Double>.quantity(
        "consumption_m3_per_ha", unit: .named("m3/ha"), range: .nonNegative, presence: .optional,
        LocalizedText(en: "water used up in the year", zh: "单位面积年耗水量"))
    static let noteColumn = Column<String>.text(
        "source", presence: .optional, LocalizedText(en: "where the figures come from", zh: "来源"))

    /// The table `water_yield_classes.csv`.
    static let declaration = TableDeclaration(
        id: "water_yield_classes",
        meaning: LocalizedText(
            en: "Evapotranspiration and roots of land-cover classes", zh: "土地覆盖类型的蒸散与根系参数"),
        columns: [
            codeColumn.declaration, cropColumn.declaration, rootColumn.declaration,
            vegetatedColumn.declaration, consumptionColumn.declaration, noteColumn.declaration,
        ], uniqueBy: ["class"])

    /// The classes of a table; a finding for each that grows without roots.
    static func read(_ table: Table, _ diagnostics: inout [Diagnostic]) -> [Int32: WaterYieldClass] {
        var classes: [Int32: WaterYieldClass] = [:]
        for row in table.rows {
            guard let code = table.optional(row, codeColumn) else { continue }
            let isVegetated = table.optional(row, vegetatedColumn) ?? false
            let root = table.optional(row, rootColumn)
            if isVegetated, root == nil {
                diagnostics.append(
                    Diagnostic(
                        code: "missing_value", at: table.location(row, rootColumn),
                        path: table.path(rootColumn),
                        "class \(code) is vegetated but has no root depth",
                        hint: "give its depth in mm, or set `vegetated` to no"))
            }
            classes[Int32(code)] = WaterYieldClass(
                cropCoefficient: table.value(row, cropColumn), rootDepth: root ?? 0,
                isVegetated: isVegetated, consumption: table.optional(row, consumptionColumn))
        }
        return classes
    }
}

/// What becomes of cells without any rain, where the share of it that evaporates has no meaning.
public enum DryCellRule: String, ParameterChoice {
    case invest
    case zero

    public var meaning: LocalizedText {
        switch self {
        case .invest:
            LocalizedText(en: "cells without rain are missing, as in InVEST", zh: "无雨像元视为缺测（同 InVEST）")
        case .zero: LocalizedText(en: "cells without rain yield nothing", zh: "无雨像元产水量为零")
        }
    }
}

/// Which area a county's mean yield stands for.
public enum YieldVolume: String, ParameterChoice {
    case validCells = "valid_cells"
    case polygonArea = "polygon_area"

    public var meaning: LocalizedText {
        switch self {
        case .validCells: LocalizedText(en: "sum over valid cells", zh: "有效像元合计")
        case .polygonArea:
            LocalizedText(
                en: "mean of valid cells times the area of the outline, as in InVEST",
                zh: "有效像元均值乘以边界面积（同 InVEST）")
        }
    }
}

/// The parameters of the curve, shared with water retention.
enum BudykoParameters {
    static let seasonality = Parameter<Double>.number(
        "seasonality", range: .positive,
        LocalizedText(
            en: "Z: rain events a year over 5, or fitted to measured yield", zh: "季节常数 Z"),
        source: "Donohue et al. 2012; usual values 1 to 30")
    static let omegaMaximum = Parameter<Double>.number(
        "omega_maximum", range: .closed(1.25, 1000), default: "5",
        LocalizedText(en: "upper bound of omega, beyond which the curve changes little", zh: "omega 上限"),
        source: "InVEST 3.20.2, annual water yield", status: .published)
    static let dryCells = Parameter<DryCellRule>.choice(
        "dry_cells", default: .invest, LocalizedText(en: "cells without any rain", zh: "无降水像元"))
    static let classes = Parameter<Table>.table(
        "classes", WaterYieldClass.declaration,
        LocalizedText(en: "crop coefficient and roots by class", zh: "各类作物系数与根系"))

    static var declarations: [ParameterDeclaration] {
        [
            seasonality.declaration, classes.declaration, omegaMaximum.declaration, dryCells.declaration,
        ]
    }

    static func curve(_ bound: BoundGroup) -> BudykoCurve {
        BudykoCurve(
            seasonality: bound[seasonality], omegaMaximum: bound[omegaMaximum], dryCells: bound[dryCells])
    }
}
