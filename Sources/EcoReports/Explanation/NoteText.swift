import EcoUnits

/// The formulas of steps for readers: units and functions in the words of the language.
enum NoteText {
    static func written(_ note: String, _ language: Language) -> String {
        note.replacingWords({ $0.isASCII && ($0.isLetter || $0 == "_" || $0.isNumber) }) {
            words[$0]?(language)
        }
    }

    private static let words: [String: LocalizedText] = [
        "CNY": LocalizedText(en: "yuan", zh: "元"), "mu": LocalizedText(en: "mu", zh: "亩"),
        "ug": LocalizedText("µg"), "m3": LocalizedText("m³"), "km2": LocalizedText(en: "km²", zh: "平方公里"),
        "x": LocalizedText("×"), "theta": LocalizedText("θ"), "sum": LocalizedText("Σ"),
        "ceil": LocalizedText(en: "ceil", zh: "向上取整"), "max": LocalizedText(en: "max", zh: "取大"),
        "min": LocalizedText(en: "min", zh: "取小"), "t_over": LocalizedText(en: "t_over", zh: "t超"),
        "in": LocalizedText(en: "in", zh: "收入"), "out": LocalizedText(en: "out", zh: "支出"),
        "target": LocalizedText(en: "target", zh: "目标"), "result": LocalizedText(en: "result", zh: "结果"),
        "half_up": LocalizedText(en: "half up", zh: "四舍五入"),
        "half_even": LocalizedText(en: "half even", zh: "四舍六入五成双"),
    ]
}
