import EcoParameters
import EcoUnits

/// Published tables of mean surface-runoff coefficients by ecosystem type.
public enum RunoffTable: String, ParameterChoice {
    case gong2017 = "gong_2017"
    case hj1173 = "hj_1173"

    public var meaning: LocalizedText {
        switch self {
        case .gong2017:
            LocalizedText(en: "runoff coefficients, Gong et al. 2017 table 2", zh: "地表径流系数（龚诗涵等 2017 表 2）")
        case .hj1173:
            LocalizedText(
                en: "runoff coefficients, HJ 1173-2021 (not checked in print)", zh: "地表径流系数（HJ 1173-2021，未核对）"
            )
        }
    }

    public var source: String {
        switch self {
        case .gong2017: "Gong Shihan et al. 2017, 生态学报 37(7), table 2, doi:10.5846/stxb201512012406"
        case .hj1173: "HJ 1173-2021 annex A, from secondary sources"
        }
    }

    public var status: ParameterStatus { self == .gong2017 ? .published : .provisional }

    /// Share of precipitation that runs off on the surface, percent; nil where the table has no such row.
    public func percent(_ row: String) -> Double? {
        (self == .gong2017 ? Self.gong2017Rows : Self.hj1173Rows)[row]
    }

    static let rowIds: [String] = Set(gong2017Rows.keys).union(hj1173Rows.keys).sorted()

    private static let gong2017Rows: [String: Double] = [
        "evergreen_broadleaf_forest": 4.65, "evergreen_needleleaf_forest": 4.52, "mixed_forest": 3.52,
        "deciduous_broadleaf_forest": 2.70, "deciduous_needleleaf_forest": 0.88, "sparse_forest": 19.20,
        "evergreen_broadleaf_shrubland": 4.26, "deciduous_broadleaf_shrubland": 4.17,
        "needleleaf_shrubland": 4.17, "sparse_shrubland": 19.20, "alpine_meadow": 8.20,
        "alpine_steppe": 6.54, "temperate_steppe": 3.94, "temperate_tussock": 9.37,
        "temperate_meadow_steppe": 9.13, "tropical_tussock": 3.87, "orchard": 9.57, "marsh": 0, "water": 0,
    ]

    private static let hj1173Rows: [String: Double] = [
        "evergreen_broadleaf_forest": 2.67, "evergreen_needleleaf_forest": 3.02, "mixed_forest": 2.29,
        "deciduous_broadleaf_forest": 1.33, "deciduous_needleleaf_forest": 0.88, "sparse_forest": 19.20,
        "meadow": 8.20, "steppe": 4.78, "tussock": 9.37, "sparse_grassland": 18.27, "marsh": 0, "water": 0,
    ]
}
