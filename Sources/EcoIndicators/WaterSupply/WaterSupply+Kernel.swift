import EcoParameters
import EcoUnits

/// Who uses the water.
public enum WaterUser: String, ParameterChoice {
    case domestic
    case industry
    case agriculture

    public var meaning: LocalizedText {
        switch self {
        case .domestic: LocalizedText(en: "domestic use", zh: "生活用水")
        case .industry: LocalizedText(en: "industry", zh: "工业用水")
        case .agriculture: LocalizedText(en: "agriculture", zh: "农业用水")
        }
    }
}

/// Whether a county's water use can be true.
enum WaterUseCheck {
    /// m3 a year for one resident.
    static func perPerson(use: Double, population: Double) -> Double { use / population }

    static func isPlausible(use: Double, population: Double, largest: Double) -> Bool {
        perPerson(use: use, population: population) <= largest
    }
}
