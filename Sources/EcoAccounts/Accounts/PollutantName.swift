import EcoUnits

/// How pollutants are written in reports; formulas are the same in both languages.
public enum PollutantName {
    public static let all: [(id: String, name: LocalizedText)] = [
        ("so2", LocalizedText("SO2")), ("no2", LocalizedText("NO2")), ("nox", LocalizedText("NOx")),
        ("co", LocalizedText("CO")), ("o3", LocalizedText("O3")), ("pm10", LocalizedText("PM10")),
        ("pm25", LocalizedText("PM2.5")), ("tsp", LocalizedText("TSP")),
        ("pb", LocalizedText(en: "Pb", zh: "铅")),
        ("bap", LocalizedText(en: "BaP", zh: "苯并[a]芘")), ("dust", LocalizedText(en: "dust", zh: "粉尘")),
        ("pm", LocalizedText(en: "particulates", zh: "颗粒物")),
        ("industrial_dust", LocalizedText(en: "industrial dust", zh: "工业粉尘")),
        ("soot", LocalizedText(en: "soot", zh: "烟尘")),
        ("vocs", LocalizedText(en: "VOCs", zh: "挥发性有机物")),
        ("cod", LocalizedText(en: "COD", zh: "化学需氧量")), ("nh3_n", LocalizedText(en: "NH3-N", zh: "氨氮")),
        ("tp", LocalizedText(en: "TP", zh: "总磷")), ("tn", LocalizedText(en: "TN", zh: "总氮")),
        ("co2", LocalizedText(en: "CO2", zh: "二氧化碳")), ("hg", LocalizedText(en: "Hg", zh: "汞")),
        ("cd", LocalizedText(en: "Cd", zh: "镉")), ("cr", LocalizedText(en: "Cr", zh: "铬")),
        ("as", LocalizedText(en: "As", zh: "砷")), ("tl", LocalizedText(en: "Tl", zh: "铊")),
    ]

    public static func name(_ id: String) -> LocalizedText? { all.first { $0.id == id }?.name }
}
