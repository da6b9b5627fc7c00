import EcoAccounts
import EcoParameters
import EcoUnits

/// The block `accounts.indicators.soil_retention`.
public struct SoilRetentionParameters: ParameterGroup {
    static let erosivity = Parameter<ErosivityMethod>.choice(
        "erosivity", LocalizedText(en: "how rainfall erosivity R comes from rain", zh: "降雨侵蚀力算法"))
    static let erodibility = Parameter<ErodibilitySource>.choice(
        "erodibility", LocalizedText(en: "where soil erodibility K comes from", zh: "土壤可蚀性来源"))
    static let slopeLength = Parameter<Double>.quantity(
        "slope_length", unit: .named("m"), range: .closed(1, 300),
        LocalizedText(en: "slope length; coarse grids do not tell it", zh: "坡长"),
        source: "InVEST caps it at 122 m")
    static let slopeLengthExponent = Parameter<SlopeLengthExponent>.choice(
        "slope_length_exponent", LocalizedText(en: "exponent m of slope length", zh: "坡长指数"))
    static let slopeBreaks = Parameter<SlopeBreaks>.choice(
        "slope_breaks", LocalizedText(en: "where the formula of slope factor S changes", zh: "坡度因子分段"))
    static let slopeCap = Parameter<Double>.quantity(
        "steepest_slope", unit: .one, range: .closed(0.27, 10), default: "55 %",
        LocalizedText(en: "rise over run beyond which S stays constant", zh: "坡度上限（坡比）"),
        source: "from secondary sources, not checked in print", status: .provisional)
    static let coverSource = Parameter<CoverSource>.choice(
        "cover", LocalizedText(en: "where vegetation cover comes from", zh: "植被覆盖度来源"))
    static let bareNDVI = Parameter<Double>.number(
        "ndvi_bare", range: .closed(-1, 1),
        LocalizedText(en: "NDVI of bare ground, frozen over the years compared", zh: "裸土 NDVI（多年固定）")
    ).optional
    static let fullNDVI = Parameter<Double>.number(
        "ndvi_full", range: .closed(-1, 1),
        LocalizedText(en: "NDVI of full cover, frozen over the years compared", zh: "全覆盖 NDVI（多年固定）")
    ).optional
    static let practiceTable = Parameter<PracticeTable>.choice(
        "practice_table",
        LocalizedText(en: "published table of the support-practice factor P", zh: "水土保持措施因子表"))
    static let practice = Parameter<[String: Double]>.quantities(
        "practice", keys: .oneOf(EcosystemType.allCases.map(\.rawValue)), unit: .one, range: .fraction,
        LocalizedText(en: "P by ecosystem type, over the table; 1 is no practice", zh: "各类型 P 值，优先于表"))
    static let siltShare = Parameter<Double>.quantity(
        "silt_share", unit: .one, range: .fraction, default: "0.24",
        LocalizedText(en: "share of eroded soil that silts up waters", zh: "泥沙淤积系数"),
        source: "Pema Dolkar et al. 2017, doi:10.5846/stxb201607011362", status: .published)
    static let density = Parameter<Double>.quantity(
        "soil_density", unit: .named("t/m3"), range: .closed(0.2, 3),
        LocalizedText(en: "bulk density of the soil, from the county's survey", zh: "土壤容重"),
        source: "published values: 0.37 to 1.29 t/m3")
    static let nitrogen = Parameter<Double>.quantity(
        "nitrogen_content", unit: .one, range: .closed(0, 0.05),
        LocalizedText(en: "nitrogen content of the soil, from the county's survey", zh: "土壤含氮量"),
        source: "published values: 0.06 to 0.37 %")
    static let phosphorus = Parameter<Double>.quantity(
        "phosphorus_content", unit: .one, range: .closed(0, 0.05),
        LocalizedText(en: "phosphorus content of the soil, from the county's survey", zh: "土壤含磷量"),
        source: "published values: 0.06 to 0.108 %")
    static let dredgingCost = Price.parameter(
        "dredging_cost", unit: .named("CNY/m3"),
        LocalizedText(en: "cost of dredging one cubic metre", zh: "清淤单价"),
        source: "published values: 12.6 to 19.76 CNY/m3")
    static let nitrogenPrice = Price.parameter(
        "nitrogen_price", unit: .named("CNY/t"),
        LocalizedText(en: "cost of treating one tonne of nitrogen", zh: "氮治理单价"),
        source: "published values: 875 to 35700 CNY/t")
    static let phosphorusPrice = Price.parameter(
        "phosphorus_price", unit: .named("CNY/t"),
        LocalizedText(en: "cost of treating one tonne of phosphorus", zh: "磷治理单价"),
        source: "published values: 2800 to 750700 CNY/t")

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "soil_retention", title: LocalizedText(en: "soil retention", zh: "土壤保持"),
            meaning: LocalizedText(en: "Avoided erosion by RUSLE", zh: "修正通用土壤流失方程"),
            parameters: [
                erosivity.declaration, erodibility.declaration, slopeLength.declaration,
                slopeLengthExponent.declaration, slopeBreaks.declaration, slopeCap.declaration,
                coverSource.declaration, bareNDVI.declaration, fullNDVI.declaration,
                practiceTable.declaration, practice.declaration, siltShare.declaration, density.declaration,
                nitrogen.declaration, phosphorus.declaration, dredgingCost.declaration,
                nitrogenPrice.declaration, phosphorusPrice.declaration,
            ], rules: [checkNDVI])
    }

    private static func checkNDVI(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        guard bound[coverSource] == .ndvi else { return }
        for parameter in [bareNDVI, fullNDVI] where bound[parameter] == nil {
            diagnostics.append(
                Diagnostic(
                    code: "missing_value", at: bound.location, path: bound.path(of: parameter),
                    "cover from NDVI needs this value", hint: parameter.declaration.meaning.en))
        }
        if let bare = bound[bareNDVI], let full = bound[fullNDVI], full <= bare {
            diagnostics.append(
                Diagnostic(
                    code: "out_of_range", at: bound.location(of: fullNDVI), path: bound.path(of: fullNDVI),
                    "full cover has NDVI \(full), bare ground \(bare)", hint: "full cover must lie above"))
        }
    }

    public let erosivity: ErosivityMethod
    public let erodibility: ErodibilitySource
    public let slopeLength: Double
    public let slopeLengthExponent: SlopeLengthExponent
    public let slopeBreaks: SlopeBreaks
    /// Degrees.
    public let steepestSlope: Double
    public let cover: CoverSource
    public let bareNDVI: Double
    public let fullNDVI: Double
    public let practiceTable: PracticeTable
    public let practice: [String: Double]
    public let siltShare: Double
    public let density: Double
    public let nitrogen: Double
    public let phosphorus: Double
    public let dredgingCost: Price
    public let nitrogenPrice: Price
    public let phosphorusPrice: Price

    public init(_ bound: BoundGroup) {
        erosivity = bound[Self.erosivity]
        erodibility = bound[Self.erodibility]
        slopeLength = bound[Self.slopeLength]
        slopeLengthExponent = bound[Self.slopeLengthExponent]
        slopeBreaks = bound[Self.slopeBreaks]
        steepestSlope = ErosionFactors.degrees(slope: bound[Self.slopeCap])
        cover = bound[Self.coverSource]
        bareNDVI = bound[Self.bareNDVI] ?? .nan
        fullNDVI = bound[Self.fullNDVI] ?? .nan
        practiceTable = bound[Self.practiceTable]
        practice = bound[Self.practice]
        siltShare = bound[Self.siltShare]
        density = bound[Self.density]
        nitrogen = bound[Self.nitrogen]
        phosphorus = bound[Self.phosphorus]
        dredgingCost = bound[Self.dredgingCost]
        nitrogenPrice = bound[Self.nitrogenPrice]
        phosphorusPrice = bound[Self.phosphorusPrice]
    }
}

extension SoilRetentionParameters {
    var layers: [LayerRole] {
        [.precipitation, .elevation] + erodibility.layers + [cover == .ndvi ? .ndvi : .vegetationCover]
    }

    /// P of an ecosystem type; nil where neither scenario nor table gives one.
    func practice(of ecosystem: EcosystemType) -> Double? {
        practice[ecosystem.rawValue] ?? practiceTable.factors[ecosystem]
    }

    /// Silt (m3), nitrogen (t) and phosphorus (t) of soil kept (t).
    func parts(ofSoil soil: Double) -> [Double] {
        [
            SoilParts.silt(soil: soil, share: siltShare, density: density),
            SoilParts.nutrient(soil: soil, content: nitrogen),
            SoilParts.nutrient(soil: soil, content: phosphorus),
        ]
    }

    var register: [RegisterEntry] {
        let path = "accounts.indicators.soil_retention"
        let factors = EcosystemType.allCases.compactMap { type -> RegisterEntry? in
            guard practice[type.rawValue] == nil, let factor = practiceTable.factors[type] else { return nil }
            return RegisterEntry(
                "\(path).practice_table.\(type.rawValue)", NumberText.shortest(factor),
                practiceTable.meaning, source: practiceTable.source, status: .published)
        }
        return factors + [
            RegisterEntry(
                "\(path).erosivity", "R = 0.1833 F^1.9957", erosivity.meaning,
                source: "Zou et al., ChinaXiv-201911.00021 (Loess Plateau)", status: .published),
            RegisterEntry(
                "\(path).cover", "C = 0.6508 - 0.3436 lg f, f in percent",
                LocalizedText(en: "cover factor", zh: "植被覆盖因子"),
                source: "Cai et al. 2000, as cited in ChinaXiv-201911.00021 and ChinaXiv-202011.00127",
                status: .published),
        ] + erodibility.register(path)
    }
}
