import EcoRuns
import EcoUnits

/// How units of the tables are written for readers: words of the language, proper signs and superscripts.
enum UnitText {
    /// `CNY/(ug/m3)` becomes `yuan/(µg/m³)` or `元/(µg/m³)`; unknown words stay as they are.
    static func written(_ unit: String, _ language: Language) -> String {
        unit.replacingWords({ $0.isLetter || $0.isNumber }) { words[$0]?(language) }
    }

    private static let words: [String: LocalizedText] = [
        "CNY": LocalizedText(en: "yuan", zh: "元"), "visits": LocalizedText(en: "visits", zh: "人次"),
        "元": LocalizedText(en: "yuan", zh: "元"), "万元": LocalizedText(en: "×10⁴ yuan", zh: "万元"),
        "亿元": LocalizedText(en: "×10⁸ yuan", zh: "亿元"),
        "t": LocalizedText(en: "t", zh: "吨"), "km2": LocalizedText(en: "km²", zh: "平方公里"),
        "m2": LocalizedText("m²"), "m3": LocalizedText("m³"), "ug": LocalizedText("µg"),
        "mu": LocalizedText(en: "mu", zh: "亩"), "d": LocalizedText(en: "d", zh: "天"),
        "month": LocalizedText(en: "month", zh: "月"),
        "person": LocalizedText(en: "persons", zh: "人"), "a": LocalizedText(en: "a", zh: "年"),
    ]
}

extension String {
    /// The text with some of its words in other words; what stands between words stays.
    func replacingWords(
        _ isPart: (Character) -> Bool, by name: (_ word: String) -> String?
    ) -> String {
        var text = ""
        var word = ""
        for character in self {
            if isPart(character) {
                word.append(character)
            } else {
                text += (name(word) ?? word) + String(character)
                word = ""
            }
        }
        return text + (name(word) ?? word)
    }
}

extension ReportContext {
    func unit(_ symbol: String) -> String { UnitText.written(symbol, language) }

    /// A year of data, or the many years that a climatology is the mean of.
    func dataYear(_ text: String) -> String {
        text == "climatology" ? self(LocalizedText(en: "climatology", zh: "多年平均")) : text
    }

    /// A heading and what it is about.
    func titled(_ heading: LocalizedText, _ subject: String) -> String {
        self(heading) + (language == .zh ? "：" : ": ") + subject
    }

    func bracketed(_ text: String) -> String { language == .zh ? "（\(text)）" : " (\(text))" }

    /// A value with its unit, such as `1.8 CNY/kg`; other texts stay as they are.
    func quantity(_ text: String) -> String {
        let words = text.split(separator: " ", maxSplits: 1).map(String.init)
        guard words.count == 2, Double(words[0]) != nil else { return text }
        return words[0] + " " + unit(words[1])
    }

    /// `2017-10..2018-12` in words; a question mark behind a period says that it is not certain.
    func period(_ text: String) -> String {
        var period = text[...]
        let isUncertain = period.hasSuffix("?")
        if isUncertain { period = period.dropLast() }
        let words = period.split(separator: ".", omittingEmptySubsequences: true)
        let name = words.joined(separator: self(ReportText.to))
        return isUncertain ? name + self(ReportText.uncertain) : name
    }

    /// `mee_2020 0.1` by the title of the rule pack, with id and version behind it.
    func rulePack(_ text: String) -> String {
        let words = text.split(separator: " ", maxSplits: 1).map(String.init)
        guard let id = words.first, let title = labels.known(.rulePack, id, language) else { return text }
        return words.count > 1 ? title + bracketed(text) : title
    }

    /// The name of a total in both languages.
    func title(_ total: String) -> LocalizedText {
        let names = Language.allCases.map { labels.name(.indicator, total, $0) }
        return LocalizedText(en: names[0], zh: names[1])
    }

    /// A part of a service such as `soil_retention.silt`; a product or pollutant by its own name.
    func component(_ id: String) -> String {
        if let known = labels.known(.component, id, language) { return known }
        let part = String(id.drop { $0 != "." }.dropFirst())
        return labels.known(.product, part, language) ?? labels.known(.pollutant, part, language)
            ?? label(.indicator, part)
    }

    /// The source of a parameter in this language; the English one where the table has no other.
    func source(_ row: StoredRow) -> String {
        let chinese = row["source_zh"]
        return language == .zh && !chinese.isEmpty ? chinese : row["source"]
    }

    /// The cell of this language: `note` and `note_zh`; the English one where the table has no other.
    func note(_ row: StoredRow) -> String {
        let chinese = row["note_zh"]
        return language == .zh && !chinese.isEmpty ? chinese : row["note"]
    }
}
