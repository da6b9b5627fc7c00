import EcoParameters
import EcoUnits

/// A raster layer by what it measures: the keys of the block `accounts.layers`.
public enum LayerRole: String, CaseIterable, Sendable {
    case landCover = "land_cover"
    case elevation
    case precipitation
    case evapotranspiration
    case ndvi
    case vegetationCover = "vegetation_cover"
    case soilErodibility = "soil_erodibility"
    case sand
    case silt
    case clay
    case organicCarbon = "organic_carbon"
    case netPrimaryProduction = "net_primary_production"

    /// The unit in which kernels take the layer.
    public var unit: Unit {
        switch self {
        case .landCover, .ndvi, .vegetationCover: .one
        case .elevation: .named("m")
        case .precipitation, .evapotranspiration: .named("mm")
        case .soilErodibility: .named("t ha h ha-1 MJ-1 mm-1")
        case .sand, .silt, .clay, .organicCarbon: .named("%")
        case .netPrimaryProduction: .named("g/m2")
        }
    }

    /// Values outside are no data of this kind, in `unit`.
    public var plausibleRange: ClosedRange<Double> {
        switch self {
        case .landCover: -32_768...65_535
        case .elevation: -500...9_000
        case .precipitation: 0...15_000
        case .evapotranspiration: 0...5_000
        case .ndvi: -1...1
        case .vegetationCover: 0...1
        case .soilErodibility: 0...0.15
        case .sand, .silt, .clay, .organicCarbon: 0...100
        case .netPrimaryProduction: 0...6_000
        }
    }

    /// How many bands a file may have: 12 are the months, whose sum is the year.
    public var bandCounts: [Int] {
        switch self {
        case .precipitation, .evapotranspiration: [1, 12]
        default: [1]
        }
    }

    public var meaning: LocalizedText {
        switch self {
        case .landCover: LocalizedText(en: "land-cover classes", zh: "土地覆盖类型")
        case .elevation: LocalizedText(en: "height of the ground", zh: "高程")
        case .precipitation:
            LocalizedText(en: "precipitation: 12 monthly bands, or one for the year", zh: "降水量：12 个月或全年")
        case .evapotranspiration:
            LocalizedText(en: "actual evapotranspiration: 12 monthly bands, or one", zh: "实际蒸散发：12 个月或全年")
        case .ndvi: LocalizedText(en: "vegetation index NDVI", zh: "归一化植被指数")
        case .vegetationCover: LocalizedText(en: "fractional vegetation cover", zh: "植被覆盖度")
        case .soilErodibility: LocalizedText(en: "soil erodibility K in SI units", zh: "土壤可蚀性因子 K（国际制）")
        case .sand: LocalizedText(en: "sand content of the soil", zh: "土壤砂粒含量")
        case .silt: LocalizedText(en: "silt content of the soil", zh: "土壤粉粒含量")
        case .clay: LocalizedText(en: "clay content of the soil", zh: "土壤黏粒含量")
        case .organicCarbon: LocalizedText(en: "organic carbon of the soil", zh: "土壤有机碳含量")
        case .netPrimaryProduction:
            LocalizedText(en: "net primary production of the year", zh: "年净初级生产力")
        }
    }
}
