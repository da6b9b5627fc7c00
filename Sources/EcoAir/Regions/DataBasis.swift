import EcoParameters
import EcoUnits

/// How the daily values of a region came about, from strong to weak.
public enum DataBasis: String, CaseIterable, Sendable {
    /// Stations inside the region.
    case measured
    /// A county without its own station takes the mean of its city.
    case cityMean = "city_mean"
    /// A county without its own station takes the station nearest to its centroid.
    case nearestStation = "nearest_station"
    /// A stated assumption.
    case assumed
}

extension DataBasis: ParameterChoice {
    public var meaning: LocalizedText {
        switch self {
        case .measured: LocalizedText(en: "stations inside the region", zh: "区内站点实测")
        case .cityMean: LocalizedText(en: "mean of the region's city", zh: "所在市均值代用")
        case .nearestStation: LocalizedText(en: "nearest station", zh: "最近站点代用")
        case .assumed: LocalizedText(en: "an assumption", zh: "假定值")
        }
    }
}

extension DataBasis: Comparable {
    /// From strong to weak.
    public static func < (left: DataBasis, right: DataBasis) -> Bool {
        let order = Self.allCases
        return (order.firstIndex(of: left) ?? 0) < (order.firstIndex(of: right) ?? 0)
    }
}

/// What stands for a county without an evaluation station. No policy is implied: the default leaves it missing.
public enum StationlessPolicy: String, ParameterChoice {
    case missing
    case cityMean = "city_mean"
    case nearestStation = "nearest_station"

    public var meaning: LocalizedText {
        switch self {
        case .missing: LocalizedText(en: "its figures stay missing", zh: "数值空缺")
        case .cityMean: LocalizedText(en: "the mean of its city, flagged", zh: "以所在市均值代用并标注")
        case .nearestStation:
            LocalizedText(en: "the station nearest to its centroid, flagged", zh: "以距中心点最近的站点代用并标注")
        }
    }
}
