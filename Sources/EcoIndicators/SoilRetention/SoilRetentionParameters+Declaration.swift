import EcoAccounts
import EcoParameters
import EcoUnits

extension SoilRetentionParameters {
    static let erosivity = Parameter<ErosivityMethod>.choice(
        "erosivity", LocalizedText(en: "how rainfall erosivity R comes about", zh: "降雨侵蚀力算法"))
    static let erodibility = Parameter<ErodibilitySource>.choice(
        "erodibility", LocalizedText(en: "where soil erodibility K comes from", zh: "土壤可蚀性来源"))

    // MARK: Length and slope

    static let lengthSlope = Parameter<LengthSlopeSource>.choice(
        "length_slope", LocalizedText(en: "where the factor LS comes from", zh: "坡长坡度因子来源"))
    static let slope = Parameter<SlopeSource>.choice(
        "slope", default: .elevation,
        LocalizedText(en: "where the slope of a cell comes from", zh: "坡度来源"))
    static let slopeLength = Parameter<Double>.quantity(
        "slope_length", unit: .named("m"), range: .closed(1, 300),
        LocalizedText(en: "slope length; coarse grids do not tell it", zh: "坡长"),
        source: "InVEST caps it at 122 m"
    ).optional
    static let slopeLengthExponent = Parameter<SlopeLengthExponent>.choice(
        "slope_length_exponent", LocalizedText(en: "exponent m of slope length", zh: "坡长指数")
    ).optional
    static let slopeBreaks = Parameter<SlopeBreaks>.choice(
        "slope_breaks", LocalizedText(en: "where the formula of slope factor S changes", zh: "坡度因子分段")
    ).optional
    static let slopeCap = Parameter<Double>.quantity(
        "steepest_slope", unit: .one, range: .closed(0.27, 10), default: "55 %",
        LocalizedText(en: "rise over run beyond which S stays constant", zh: "坡度上限（坡比）"),
        source: "from secondary sources, not checked in print", status: .provisional)

    static let flow = Parameter<FlowDirections>.choice(
        "flow_directions", LocalizedText(en: "where the flow of a cell goes", zh: "流向算法")
    ).optional
    static let upslopeForm = Parameter<UpslopeForm>.choice(
        "slope_length_form", LocalizedText(en: "how slope length follows from the land above", zh: "坡长算法")
    ).optional
    static let longest = Parameter<Double>.number(
        "longest_slope", range: .positive, default: "122",
        LocalizedText(en: "greatest slope length factor L of the land above, l_max", zh: "坡长因子上限 l_max"),
        source: SedimentDeliveryParameters.invest, status: .published)

    // MARK: Cover and practice

    static let coverFactor = Parameter<CoverFactorMethod>.choice(
        "cover_factor", LocalizedText(en: "how the cover factor C comes about", zh: "植被覆盖因子算法"))
    static let coverSource = Parameter<CoverSource>.choice(
        "cover", LocalizedText(en: "where vegetation cover comes from", zh: "植被覆盖度来源")
    ).optional
    static let bareNDVI = Parameter<Double>.number(
        "ndvi_bare", range: .closed(-1, 1),
        LocalizedText(en: "NDVI of bare ground, frozen over the years compared", zh: "裸土 NDVI（多年固定）")
    ).optional
    static let fullNDVI = Parameter<Double>.number(
        "ndvi_full", range: .closed(-1, 1),
        LocalizedText(en: "NDVI of full cover, frozen over the years compared", zh: "全覆盖 NDVI（多年固定）")
    ).optional
    static let coverRows = Parameter<[String: String]>(
        ParameterDeclaration(
            key: "cover_rows",
            shape: .map(key: .identifier, value: .text(.oneOf(CoverTable.rowIds))), presence: .optional,
            meaning: LocalizedText(
                en: "rows of the table hj_1173 that stand for subtypes of the legend", zh: "图例子类型对应的 C 值行"))
    ) { bound in
        guard case .map(let entries) = bound else { return [:] }
        return entries.compactMapValues { $0.value.text }
    }
    static let factors = Parameter<Table>.table(
        "factors", ErosionFactorTable.declaration,
        LocalizedText(en: "C and P by land-cover class", zh: "各地类 C、P 值表")
    ).optional
    static let practiceTable = Parameter<PracticeTable>.choice(
        "practice_table",
        LocalizedText(en: "published table of the support-practice factor P", zh: "水土保持措施因子表"))
    static let practice = Parameter<[String: Double]>.quantities(
        "practice", keys: .oneOf(EcosystemType.allCases.map(\.rawValue)), unit: .one, range: .fraction,
        LocalizedText(en: "P by ecosystem type, over the table; 1 is no practice", zh: "各类型 P 值，优先于表"))

    // MARK: Silt

    static let silt = Parameter<SiltMethod>.choice(
        "silt", default: .share,
        LocalizedText(
            en: "whether silt kept from waters is counted here; not beside sediment delivery",
            zh: "此处是否核算减少泥沙淤积"))
    static let siltShare = Parameter<Double>.quantity(
        "silt_share", unit: .one, range: .fraction, default: "0.24",
        LocalizedText(en: "share of eroded soil that silts up waters", zh: "泥沙淤积系数"),
        source: "Pema Dolkar et al. 2017, doi:10.5846/stxb201607011362", status: .published)
    static let density = Parameter<Double>.quantity(
        "soil_density", unit: .named("t/m3"), range: .closed(0.2, 3),
        LocalizedText(en: "bulk density of the soil, from the county's survey", zh: "土壤容重"),
        source: "published values: 0.37 to 1.29 t/m3"
    ).optional
    static let dredgingCost = Price.parameter(
        "dredging_cost", unit: .named("CNY/m3"),
        LocalizedText(en: "cost of dredging one cubic metre", zh: "清淤单价"),
        source: "published values: 12.6 to 19.76 CNY/m3"
    ).optional

    // MARK: Nutrients

    private static func content(_ key: String, _ name: LocalizedText, _ seen: String, most: Double)
        -> Parameter<Double?>
    {
        Parameter<Double>.quantity(
            key, unit: .one, range: .closed(0, most),
            LocalizedText(
                en: "\(name.en) content of the soil, from the county's survey", zh: "土壤\(name.zh)含量"),
            source: "published values: \(seen)"
        ).optional
    }

    static let nitrogen = content(
        "nitrogen_content", LocalizedText(en: "nitrogen", zh: "氮"), "0.06 to 0.37 %", most: 0.05)
    static let phosphorus = content(
        "phosphorus_content", LocalizedText(en: "phosphorus", zh: "磷"), "0.06 to 0.108 %", most: 0.05)
    static let potassium = content(
        "potassium_content", LocalizedText(en: "potassium", zh: "钾"), "1.40 %", most: 0.1)
    static let organicMatter = content(
        "organic_matter_content", LocalizedText(en: "organic matter", zh: "有机质"), "none in the register",
        most: 0.5)

    private static func treatment(_ key: String, _ en: String, _ zh: String, _ seen: String)
        -> Parameter<Price?>
    {
        Price.parameter(
            key, unit: .named("CNY/t"), LocalizedText(en: "cost of treating one tonne of \(en)", zh: zh),
            source: "published values: \(seen)"
        ).optional
    }

    static let nitrogenPrice = treatment("nitrogen_price", "nitrogen", "氮治理单价", "875 to 35700 CNY/t")
    static let phosphorusPrice = treatment(
        "phosphorus_price", "phosphorus", "磷治理单价", "2800 to 750700 CNY/t")

    private static func fertiliser(_ key: String, _ en: String, _ zh: String) -> Parameter<Price?> {
        Price.parameter(
            key, unit: .named("CNY/t"),
            LocalizedText(en: "price of fertiliser for one tonne of pure \(en)", zh: zh),
            source: "published value: 2549 CNY/t of pure nutrient (Huanghua 2011)"
        ).optional
    }

    static let nitrogenFertiliser = fertiliser("nitrogen_fertiliser_price", "nitrogen", "氮肥（纯量）单价")
    static let phosphorusFertiliser = fertiliser(
        "phosphorus_fertiliser_price", "phosphorus", "磷肥（纯量）单价")
    static let potassiumFertiliser = fertiliser("potassium_fertiliser_price", "potassium", "钾肥（纯量）单价")
    static let organicMatterPrice = fertiliser("organic_matter_price", "organic matter", "有机质单价")

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "soil_retention", title: LocalizedText(en: "soil retention", zh: "土壤保持"),
            meaning: LocalizedText(en: "Avoided erosion by RUSLE", zh: "修正通用土壤流失方程"),
            parameters: [
                erosivity.declaration, erodibility.declaration, lengthSlope.declaration,
                slope.declaration, slopeLength.declaration, slopeLengthExponent.declaration,
                slopeBreaks.declaration,
                slopeCap.declaration, flow.declaration, upslopeForm.declaration,
                longest.declaration, coverFactor.declaration, coverSource.declaration, bareNDVI.declaration,
                fullNDVI.declaration, coverRows.declaration, factors.declaration, practiceTable.declaration,
                practice.declaration, silt.declaration, siltShare.declaration, density.declaration,
                dredgingCost.declaration, nitrogen.declaration, phosphorus.declaration,
                potassium.declaration, organicMatter.declaration, nitrogenPrice.declaration,
                phosphorusPrice.declaration, nitrogenFertiliser.declaration,
                phosphorusFertiliser.declaration, potassiumFertiliser.declaration,
                organicMatterPrice.declaration,
            ], rules: [checkSlope, checkCover, checkNDVI, checkSilt, checkNutrients])
    }
}
