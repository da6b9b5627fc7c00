import EcoUnits

/// Level of the air quality index (HJ 633-2012, Table 2; HJ 633-2026, Table 4: the same ranges).
public enum AirLevel: Int, CaseIterable, Sendable {
    case excellent = 1, good, lightlyPolluted, moderatelyPolluted, heavilyPolluted, severelyPolluted

    /// Largest AQI of each level but the last.
    static let upperBounds = [50, 100, 150, 200, 300]

    /// The level of an AQI.
    public init(index: Int) {
        let number = Self.upperBounds.count { index > $0 } + 1
        self = AirLevel(rawValue: number) ?? .severelyPolluted
    }

    public var name: LocalizedText {
        switch self {
        case .excellent: LocalizedText(en: "excellent", zh: "优")
        case .good: LocalizedText(en: "good", zh: "良")
        case .lightlyPolluted: LocalizedText(en: "lightly polluted", zh: "轻度污染")
        case .moderatelyPolluted: LocalizedText(en: "moderately polluted", zh: "中度污染")
        case .heavilyPolluted: LocalizedText(en: "heavily polluted", zh: "重度污染")
        case .severelyPolluted: LocalizedText(en: "severely polluted", zh: "严重污染")
        }
    }
}
