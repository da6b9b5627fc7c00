import EcoUnits

/// How pollutants are written in reports; formulas are the same in both languages.
public enum PollutantName {
    public static let all: [(id: String, name: LocalizedText)] = [
        ("so2", LocalizedText("SO2")), ("no2", LocalizedText("NO2")), ("nox", LocalizedText("NOx")),
        ("co", LocalizedText("CO")), ("o3", LocalizedText("O3")), ("pm10", LocalizedText("PM10")),
        ("pm25", LocalizedText("PM2.5")), ("tsp", LocalizedText("TSP")),
        ("pb", LocalizedText(en: "Pb", zh: "铅")),
        ("bap", LocalizedText(en: "BaP", zh: "苯并[a]芘")), ("dust", LocalizedText(en: "dust", zh: "粉尘")),
    ]

    public static func name(_ id: String) -> LocalizedText? { all.first { $0.id == id }?.name }
}
