import EcoAccounts
import EcoParameters
import EcoUnits

/// The block `accounts.indicators.sand_fixation`.
public struct SandFixationParameters: ParameterGroup {
    static let method = Parameter<SandMethod>.choice(
        "method", LocalizedText(en: "which of the two formulas", zh: "核算公式"),
        source: "they differ by a factor of two to four")
    static let wind = Parameter<WindSource>.choice(
        "wind", LocalizedText(en: "where the wind factor comes from", zh: "风力因子来源"))
    static let observations = Parameter<Table>.table(
        "wind_observations", WindTable.declaration, LocalizedText(en: "observed winds", zh: "风速观测表")
    ).optional
    static let statistic = Parameter<WindStatistic>.choice(
        "wind_statistic", LocalizedText(en: "what a row of the table of winds is", zh: "风速统计口径")
    ).optional
    static let height = Parameter<Double>.quantity(
        "wind_height", unit: .named("m"), range: .closed(0.5, 200),
        LocalizedText(en: "height of the anemometer; winds are lowered to 2 m", zh: "测风高度")
    ).optional
    static let threshold = Parameter<Double>.quantity(
        "threshold_wind", unit: .named("m/s"), range: .closed(1, 20), default: "5 m/s",
        LocalizedText(en: "wind at 2 m below which no sand moves", zh: "起沙风速"), source: WindText.source,
        status: .published)
    static let wetness = Parameter<SoilWetnessForm>.choice(
        "soil_wetness", LocalizedText(en: "how soil moisture holds the sand", zh: "土壤湿度因子"))
    static let snow = Parameter<SnowSource>.choice(
        "snow", LocalizedText(en: "snow that lies on the sand", zh: "积雪因子"))
    static let organicMatter = Parameter<Double>.number(
        "organic_matter_per_carbon", range: .closed(1, 3), default: "1.724",
        LocalizedText(en: "organic matter over organic carbon of the soil", zh: "有机质与有机碳之比"),
        source: "van Bemmelen factor, from secondary sources", status: .provisional)
    static let calciumCarbonate = Parameter<Double>.quantity(
        "calcium_carbonate", unit: .named("%"), range: .closed(0, 100),
        LocalizedText(en: "one content for all soils; absent: the layer", zh: "统一的碳酸钙含量；缺省用栅格")
    ).optional
    static let roughness = Parameter<SandRoughness>.choice(
        "roughness", LocalizedText(en: "how rough ground slows the wind", zh: "地表糙度因子"))
    static let ridgeHeight = ridge("ridge_height", "height of the ridges", "土垄高度")
    static let ridgeSpacing = ridge("ridge_spacing", "distance of the ridges", "土垄间距")
    static let randomRoughness = ridge("random_roughness", "random roughness Crr", "随机糙度")
    static let cover = Parameter<CoverSource>.choice(
        "cover", LocalizedText(en: "where vegetation cover comes from", zh: "植被覆盖度来源"))
    static let bareNDVI = ndvi(
        "ndvi_bare", "NDVI of bare ground, frozen over the years compared", "裸土 NDVI（多年固定）")
    static let fullNDVI = ndvi(
        "ndvi_full", "NDVI of full cover, frozen over the years compared", "全覆盖 NDVI（多年固定）")
    static let coverTable = Parameter<SandCoverTable>.choice(
        "cover_table", LocalizedText(en: "table of coefficients of cover", zh: "植被系数表"))
    static let coefficients = ClassFigures.parameter(
        "cover_coefficients", unit: .one, range: NumberRange(maximum: 0),
        LocalizedText(en: "a in C = exp(a x cover in percent), by class, over the table", zh: "各类型植被系数，优先于表"))
    static let distance = Parameter<Double>.quantity(
        "distance", unit: .named("m"), range: .closed(1, 1_000),
        LocalizedText(en: "distance z downwind at which loss is counted", zh: "下风距离 z"),
        source: "50 m in public RWEQ code"
    ).optional
    static let density = Parameter<Double>.quantity(
        "sand_density", unit: .named("t/m3"), range: .closed(0.5, 3), default: "1.28 t/m3",
        LocalizedText(en: "bulk density of sand", zh: "沙土容重"), source: WindText.garze, status: .published)
    static let depth = Parameter<Double>.quantity(
        "sand_depth", unit: .named("m"), range: .closed(0.01, 1), default: "0.1 m",
        LocalizedText(en: "depth of sand that makes land sandy", zh: "覆沙厚度"), source: WindText.garze,
        status: .published)
    static let cost = Price.parameter(
        "restoration_cost", unit: .named("CNY/m2"),
        LocalizedText(en: "cost of restoring one square metre of sandy land", zh: "单位面积治沙成本"),
        source: "3.75 CNY/m2 in \(WindText.garze)")

    private static func ridge(_ key: String, _ en: String, _ zh: String) -> Parameter<Double?> {
        Parameter<Double>.quantity(
            key, unit: .named("cm"), range: .closed(0, 1_000), LocalizedText(en: en, zh: zh)
        ).optional
    }

    private static func ndvi(_ key: String, _ en: String, _ zh: String) -> Parameter<Double?> {
        Parameter<Double>.number(key, range: .closed(-1, 1), LocalizedText(en: en, zh: zh)).optional
    }

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "sand_fixation", title: LocalizedText(en: "sand fixation", zh: "防风固沙"),
            meaning: LocalizedText(
                en: "Wind erosion of bare ground less that under its cover", zh: "潜在风蚀量与实际风蚀量之差"),
            parameters: [
                method.declaration, wind.declaration, observations.declaration, statistic.declaration,
                height.declaration, threshold.declaration, wetness.declaration, snow.declaration,
                organicMatter.declaration, calciumCarbonate.declaration, roughness.declaration,
                ridgeHeight.declaration, ridgeSpacing.declaration, randomRoughness.declaration,
                cover.declaration, bareNDVI.declaration, fullNDVI.declaration, coverTable.declaration,
                coefficients.declaration, distance.declaration, density.declaration, depth.declaration,
                cost.declaration,
            ], rules: [check])
    }

    private static func check(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        func require<Value>(_ parameter: Parameter<Value?>, _ reason: String) {
            guard bound[parameter] == nil else { return }
            diagnostics.append(
                Diagnostic(
                    code: "missing_value", at: bound.location, path: bound.path(of: parameter), reason,
                    hint: parameter.declaration.meaning.en))
        }
        if bound[method] == .rweq { require(distance, "the full equation needs a `distance`") }
        if bound[wind] == .observations {
            require(observations, "there is no table of winds")
            require(statistic, "a table of winds says nothing of what its rows are")
            require(height, "winds of unknown height cannot be lowered to 2 m")
        }
        if bound[roughness] == .ridges {
            for parameter in [ridgeHeight, ridgeSpacing, randomRoughness] {
                require(parameter, "roughness by ridges needs `\(parameter.key)`")
            }
        }
        if bound[cover] == .ndvi {
            require(bareNDVI, "cover from NDVI needs the NDVI of bare ground")
            require(fullNDVI, "cover from NDVI needs the NDVI of full cover")
        }
        refuseWrongForms(bound, &diagnostics)
    }

    private static func refuseWrongForms(_ bound: BoundGroup, _ diagnostics: inout [Diagnostic]) {
        if bound[wetness].isRefused {
            diagnostics.append(
                Diagnostic(
                    code: "wrong_formula", at: bound.location(of: wetness), path: bound.path(of: wetness),
                    "this form of soil wetness circulates, and is wrong: \(bound[wetness].meaning.en)",
                    hint: "use radiation, reference_evapotranspiration or dry"))
        }
        if bound[statistic] == .monthlyMean {
            diagnostics.append(
                Diagnostic(
                    code: "wind_means", at: bound.location(of: statistic), path: bound.path(of: statistic),
                    "u (u - 5)^2 is convex: monthly means hide the gusts that carry the sand",
                    hint: "give observations, at least one a day, or a wind_factor layer made from them"))
        }
        if let low = bound[bareNDVI], let high = bound[fullNDVI], low >= high {
            diagnostics.append(
                Diagnostic(
                    code: "out_of_range", at: bound.location(of: fullNDVI), path: bound.path(of: fullNDVI),
                    "NDVI of full cover must be above that of bare ground",
                    hint: "\(NumberText.shortest(high)) is not above \(NumberText.shortest(low))"))
        }
        if bound[ridgeSpacing] == 0 {
            diagnostics.append(
                Diagnostic(
                    code: "out_of_range", at: bound.location(of: ridgeSpacing),
                    path: bound.path(of: ridgeSpacing), "ridges have a distance", hint: "above 0"))
        }
    }

    public let method: SandMethod
    public let wind: WindSource
    public let observations: Table?
    public let statistic: WindStatistic?
    public let height: Double
    public let threshold: Double
    public let wetness: SoilWetnessForm
    public let snow: SnowSource
    public let organicMatterPerCarbon: Double
    public let calciumCarbonate: Double?
    public let roughness: SandRoughness
    /// K' of ridges; nil where the slope makes it.
    public let ridgeFactor: Double?
    public let cover: CoverSource
    public let bareNDVI: Double
    public let fullNDVI: Double
    public let coverTable: SandCoverTable
    public let coefficients: [String: Double]
    public let distance: Double
    public let density: Double
    public let depth: Double
    public let cost: Price
    let path: String
    let coefficientsLocation: SourceLocation

    public init(_ bound: BoundGroup) {
        method = bound[Self.method]
        wind = bound[Self.wind]
        observations = bound[Self.observations]
        statistic = bound[Self.statistic]
        height = bound[Self.height] ?? .nan
        threshold = bound[Self.threshold]
        wetness = bound[Self.wetness]
        snow = bound[Self.snow]
        organicMatterPerCarbon = bound[Self.organicMatter]
        calciumCarbonate = bound[Self.calciumCarbonate]
        roughness = bound[Self.roughness]
        ridgeFactor =
            bound[Self.roughness] == .ridges
            ? WindErosion.ridgeRoughness(
                height: bound[Self.ridgeHeight] ?? .nan, spacing: bound[Self.ridgeSpacing] ?? .nan,
                random: bound[Self.randomRoughness] ?? .nan) : nil
        cover = bound[Self.cover]
        bareNDVI = bound[Self.bareNDVI] ?? .nan
        fullNDVI = bound[Self.fullNDVI] ?? .nan
        coverTable = bound[Self.coverTable]
        coefficients = bound[Self.coefficients]
        distance = bound[Self.distance] ?? .nan
        density = bound[Self.density]
        depth = bound[Self.depth]
        cost = bound[Self.cost]
        path = bound.path
        coefficientsLocation = bound.location(of: Self.coefficients)
    }
}

/// Sources that several parameters share.
enum WindText {
    static let source = "Peng et al. 2017, doi:10.5846/stxb201702200273"
    static let garze = "Pema Dolkar et al. 2017, doi:10.5846/stxb201607011362"
}
