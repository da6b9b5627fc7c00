import EcoAccounts
import EcoParameters
import EcoUnits

/// Where vegetation cover comes from.
public enum CoverSource: String, ParameterChoice {
    case ndvi
    case vegetationCover = "vegetation_cover"

    public var meaning: LocalizedText {
        switch self {
        case .ndvi: LocalizedText(en: "from NDVI between bare ground and full cover", zh: "由 NDVI 计算")
        case .vegetationCover: LocalizedText(en: "the layer vegetation_cover", zh: "直接采用植被覆盖度栅格")
        }
    }

    var layer: LayerRole { self == .ndvi ? .ndvi : .vegetationCover }
}

/// How the cover factor C comes about; the ways differ by factors.
public enum CoverFactorMethod: String, ParameterChoice {
    case cai2000 = "cai_2000"
    case hj1173 = "hj_1173"
    /// The table `factors`, by land-cover class.
    case classTable = "class_table"

    public var meaning: LocalizedText {
        switch self {
        case .cai2000: LocalizedText(en: "C = 0.6508 - 0.3436 lg f, f in percent", zh: "蔡崇法公式")
        case .hj1173:
            LocalizedText(
                en: "C by kind of plants and class of cover (not checked in print)", zh: "按植被类型与覆盖度分级取值")
        case .classTable:
            LocalizedText(en: "C by land-cover class, from the table `factors`", zh: "按地类取值（自带表）")
        }
    }

    func register(_ path: String) -> [RegisterEntry] {
        switch self {
        case .cai2000:
            [
                RegisterEntry(
                    "\(path).cover_factor.formula",
                    "1 for f <= 0.1, 0.6508 - 0.3436 lg f, 0 for f >= 78.3; f in percent", meaning,
                    source: "Cai et al. 2000, as cited in ChinaXiv-201911.00021 and ChinaXiv-202011.00127",
                    status: .published)
            ]
        case .hj1173:
            CoverTable.rows.sorted { $0.key < $1.key }.map { row, factors in
                RegisterEntry(
                    "\(path).cover_factor.\(row)",
                    factors.map(NumberText.shortest).joined(separator: ", "), meaning,
                    source: CoverTable.source, status: .provisional)
            } + [
                RegisterEntry(
                    "\(path).cover_factor.\(CoverTable.dryCropland)",
                    "0.221 - 0.595 lg c, c a fraction, at most 1",
                    meaning, source: CoverTable.source, status: .provisional)
            ]
        case .classTable: []
        }
    }
}

/// Published tables of the support-practice factor.
public enum PracticeTable: String, ParameterChoice {
    case weibei
    case huanghua
    case threeRivers = "three_rivers"
    /// Of cropland by its slope; of other types only what the scenario gives.
    case croplandSlope = "cropland_slope"
    /// The table `factors`, by land-cover class.
    case classTable = "class_table"
    /// Only what the scenario itself gives.
    case none

    public var meaning: LocalizedText {
        switch self {
        case .weibei: LocalizedText(en: "P factors of Weibei, Loess Plateau", zh: "渭北 P 值表")
        case .huanghua: LocalizedText(en: "P factors of Huanghua, Hebei", zh: "黄骅 P 值表")
        case .threeRivers: LocalizedText(en: "P of cropland at the Three-River Headwaters", zh: "三江源耕地 P 值")
        case .croplandSlope:
            LocalizedText(
                en: "P of cropland 0.2, 0.5, 0.6, 0.8, 1 at slopes 0, to 10, 25, 45 degrees and above",
                zh: "耕地按坡度取 P 值")
        case .classTable:
            LocalizedText(en: "P by land-cover class, from the table `factors`", zh: "按地类取值（自带表）")
        case .none: LocalizedText(en: "only what the scenario gives", zh: "仅用情景给定值")
        }
    }

    public var source: String {
        switch self {
        case .weibei: "Zou et al., ChinaXiv-201911.00021"
        case .huanghua: "Chen et al. 2016, 中国生态农业学报 24(2)"
        case .threeRivers: "ChinaXiv-202011.00127"
        case .croplandSlope: "practitioners' code, not found in print"
        case .classTable, .none: ""
        }
    }

    var status: ParameterStatus { self == .croplandSlope ? .provisional : .published }

    var factors: [EcosystemType: Double] {
        switch self {
        case .weibei: [.forest: 1, .cropland: 0.45, .bare: 0.2]
        case .huanghua: [.cropland: 0.47, .grassland: 0.80]
        case .threeRivers: [.cropland: 0.15]
        case .croplandSlope, .classTable, .none: [:]
        }
    }

    /// Factors by subtype, which come before those of the type.
    var subtypeFactors: [String: Double] { self == .huanghua ? ["orchard": 0.74] : [:] }
}

/// Whether the silt that soil retention keeps from waters is counted here.
public enum SiltMethod: String, ParameterChoice {
    /// A share of the soil kept: the Chinese shortcut.
    case share
    /// Not here: sediment delivery counts it, or nobody does.
    case none

    public var meaning: LocalizedText {
        switch self {
        case .share: LocalizedText(en: "a share of the soil kept settles in waters", zh: "按淤积系数折算")
        case .none:
            LocalizedText(en: "not counted here, such as where sediment delivery counts it", zh: "此处不计")
        }
    }
}
