import EcoUnits

/// Ecosystem types of the account tables, by the first level of the national ecosystem classification.
public enum EcosystemType: String, CaseIterable, Sendable {
    case forest
    case shrubland
    case grassland
    case wetland
    case cropland
    case urban
    case bare
    case other

    public var name: LocalizedText {
        switch self {
        case .forest: LocalizedText(en: "forest", zh: "森林")
        case .shrubland: LocalizedText(en: "shrubland", zh: "灌丛")
        case .grassland: LocalizedText(en: "grassland", zh: "草地")
        case .wetland: LocalizedText(en: "wetland and water", zh: "湿地")
        case .cropland: LocalizedText(en: "cropland", zh: "农田")
        case .urban: LocalizedText(en: "urban and built-up", zh: "城镇")
        case .bare: LocalizedText(en: "bare land", zh: "荒漠裸地")
        case .other: LocalizedText(en: "other", zh: "其他")
        }
    }
}
