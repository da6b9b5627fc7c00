import EcoParameters
import EcoUnits

/// A raster layer by what it measures: the keys of the block `accounts.layers`.
public enum LayerRole: String, CaseIterable, Sendable {
    case landCover = "land_cover"
    case landCoverOpening = "land_cover_opening"
    case elevation
    case slope
    case precipitation
    case precipitationHalfMonths = "precipitation_half_months"
    case precipitationDaily = "precipitation_daily"
    case rainDays = "rain_days"
    case evapotranspiration
    case referenceEvapotranspiration = "reference_evapotranspiration"
    case waterEvaporation = "water_evaporation"
    case airTemperature = "air_temperature"
    case solarRadiation = "solar_radiation"
    case windFactor = "wind_factor"
    case snowCover = "snow_cover"
    case ndvi
    case vegetationCover = "vegetation_cover"
    case rainfallErosivity = "rainfall_erosivity"
    case soilErodibility = "soil_erodibility"
    case lengthSlopeFactor = "length_slope_factor"
    case sand
    case silt
    case clay
    case organicCarbon = "organic_carbon"
    case calciumCarbonate = "calcium_carbonate"
    case soilDepth = "soil_depth"
    case plantAvailableWater = "plant_available_water"
    case netPrimaryProduction = "net_primary_production"
    case soilRespiration = "soil_respiration"
    case biomassOpening = "biomass_opening"
    case biomassClosing = "biomass_closing"

    /// True where cells hold class codes.
    public var isClasses: Bool { self == .landCover || self == .landCoverOpening }

    /// The unit in which kernels take the layer.
    public var unit: Unit { facts.unit }
    /// Values outside are no data of this kind, in `unit`.
    public var plausibleRange: ClosedRange<Double> { facts.range }
    /// How many bands a file may have: 12 are the months, whose sum is the year.
    public var bandCounts: [Int] { facts.bands }
    public var meaning: LocalizedText { facts.meaning }

    private typealias Facts = (
        unit: Unit, range: ClosedRange<Double>, bands: [Int], meaning: LocalizedText
    )

    private var facts: Facts {
        switch self {
        case .landCover, .landCoverOpening: landFacts
        case .elevation, .slope, .lengthSlopeFactor: terrainFacts
        case .precipitation, .precipitationHalfMonths, .precipitationDaily, .rainDays, .evapotranspiration,
            .referenceEvapotranspiration, .waterEvaporation:
            waterFacts
        case .airTemperature, .solarRadiation, .windFactor, .snowCover, .rainfallErosivity: weatherFacts
        case .ndvi, .vegetationCover, .netPrimaryProduction, .soilRespiration, .biomassOpening,
            .biomassClosing:
            plantFacts
        case .soilErodibility, .sand, .silt, .clay, .organicCarbon, .calciumCarbonate, .soilDepth,
            .plantAvailableWater:
            soilFacts
        }
    }

    private var landFacts: Facts {
        (
            .one, -32_768...65_535, [1],
            self == .landCover
                ? LocalizedText(en: "land-cover classes", zh: "土地覆盖类型")
                : LocalizedText(en: "land-cover classes at the opening date", zh: "期初土地覆盖类型")
        )
    }

    private var terrainFacts: Facts {
        switch self {
        case .elevation:
            (.named("m"), -500...9_000, [1], LocalizedText(en: "height of the ground", zh: "高程"))
        case .slope:
            (
                .one, 0...90, [1],
                LocalizedText(en: "steepness of the ground; unit degree, % or m/m", zh: "坡度（degree、% 或 m/m）")
            )
        default:
            (
                .one, 0...1_000, [1],
                LocalizedText(en: "slope length and steepness factor LS", zh: "坡长坡度因子 LS")
            )
        }
    }

    private var waterFacts: Facts {
        switch self {
        case .precipitationHalfMonths:
            (
                .named("mm"), 0...15_000, [24],
                LocalizedText(en: "precipitation of the 24 half months", zh: "24 个半月降水量")
            )
        case .precipitationDaily:
            (
                .named("mm"), 0...2_000, [365, 366],
                LocalizedText(en: "daily precipitation of a year", zh: "全年逐日降水量")
            )
        case .rainDays:
            (
                .named("d"), 0...31, [12],
                LocalizedText(en: "days with rain or irrigation, by month", zh: "逐月降水（灌溉）日数")
            )
        case .evapotranspiration:
            (
                .named("mm"), 0...5_000, [1, 12],
                LocalizedText(en: "actual evapotranspiration: 12 monthly bands, or one", zh: "实际蒸散发：12 个月或全年")
            )
        case .referenceEvapotranspiration:
            (
                .named("mm"), 0...5_000, [1, 12],
                LocalizedText(
                    en: "reference evapotranspiration: 12 monthly bands, or one", zh: "参考蒸散发：12 个月或全年")
            )
        case .waterEvaporation:
            (
                .named("mm"), 0...5_000, [1, 12],
                LocalizedText(en: "evaporation of open water: 12 monthly bands, or one", zh: "水面蒸发：12 个月或全年")
            )
        default:
            (
                .named("mm"), 0...15_000, [1, 12],
                LocalizedText(en: "precipitation: 12 monthly bands, or one for the year", zh: "降水量：12 个月或全年")
            )
        }
    }

    private var weatherFacts: Facts {
        switch self {
        case .airTemperature:
            (
                .named("degC"), -70...60, [1, 12],
                LocalizedText(en: "mean air temperature: 12 monthly bands, or one", zh: "平均气温：12 个月或全年")
            )
        case .solarRadiation:
            (
                .named("MJ/m2"), 0...60, [12],
                LocalizedText(en: "solar radiation of a mean day, by month", zh: "逐月日均太阳辐射")
            )
        case .windFactor:
            (
                .named("m3/s3"), 0...100_000, [1, 12],
                LocalizedText(
                    en: "wind factor Wf, sum of u (u - 5 m/s)^2 over days: 12 monthly bands, or one",
                    zh: "风力因子 Wf：12 个月或全年")
            )
        case .snowCover:
            (
                .one, 0...1, [1, 12],
                LocalizedText(en: "share of time with snow deeper than 25.4 mm", zh: "积雪深度大于 25.4 毫米的时间比例")
            )
        default:
            (
                .named("MJ mm ha-1 h-1"), 0...30_000, [1],
                LocalizedText(en: "rainfall erosivity R of the year", zh: "降雨侵蚀力因子 R")
            )
        }
    }

    private var plantFacts: Facts {
        switch self {
        case .ndvi: (.one, -1...1, [1, 12], LocalizedText(en: "vegetation index NDVI", zh: "归一化植被指数"))
        case .vegetationCover:
            (.one, 0...1, [1, 12], LocalizedText(en: "fractional vegetation cover", zh: "植被覆盖度"))
        case .soilRespiration:
            (
                .named("g/m2"), 0...6_000, [1],
                LocalizedText(
                    en: "carbon that soil organisms breathe out in the year, without roots",
                    zh: "年土壤异养呼吸（以碳计）")
            )
        case .biomassOpening:
            (
                .named("t/ha"), 0...2_000, [1],
                LocalizedText(en: "biomass at the opening date, dry matter", zh: "期初生物量（干物质）")
            )
        case .biomassClosing:
            (
                .named("t/ha"), 0...2_000, [1],
                LocalizedText(en: "biomass at the closing date, dry matter", zh: "期末生物量（干物质）")
            )
        default:
            (
                .named("g/m2"), 0...6_000, [1],
                LocalizedText(en: "net primary production of the year", zh: "年净初级生产力")
            )
        }
    }

    private var soilFacts: Facts {
        switch self {
        case .soilErodibility:
            (
                .named("t ha h ha-1 MJ-1 mm-1"), 0...0.15, [1],
                LocalizedText(en: "soil erodibility K in SI units", zh: "土壤可蚀性因子 K（国际制）")
            )
        case .sand: (.named("%"), 0...100, [1], LocalizedText(en: "sand content of the soil", zh: "土壤砂粒含量"))
        case .silt: (.named("%"), 0...100, [1], LocalizedText(en: "silt content of the soil", zh: "土壤粉粒含量"))
        case .clay: (.named("%"), 0...100, [1], LocalizedText(en: "clay content of the soil", zh: "土壤黏粒含量"))
        case .organicCarbon:
            (.named("%"), 0...100, [1], LocalizedText(en: "organic carbon of the soil", zh: "土壤有机碳含量"))
        case .calciumCarbonate:
            (.named("%"), 0...100, [1], LocalizedText(en: "calcium carbonate of the soil", zh: "土壤碳酸钙含量"))
        case .soilDepth:
            (.named("mm"), 0...100_000, [1], LocalizedText(en: "depth that roots can reach", zh: "根系限制层深度"))
        default:
            (
                .one, 0...1, [1],
                LocalizedText(en: "plant available water content, volume share", zh: "植物可利用含水量")
            )
        }
    }
}
