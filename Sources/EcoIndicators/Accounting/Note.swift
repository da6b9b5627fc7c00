import EcoParameters
import EcoUnits

/// Numbers in footnotes.
enum Note {
    /// Up to two decimals.
    static func number(_ value: Double) -> String { NumberText.shortest((value * 100).rounded() / 100) }
    static func percent(_ share: Double) -> String { "\(number(share * 100)) %" }

    static func area(_ lands: [NotCountedClass]) -> LocalizedText {
        let area = number(lands.reduce(0) { $0 + $1.area } / 1e6)
        return LocalizedText(en: "\(area) km²", zh: "\(area) 平方公里")
    }

    static func classes(_ lands: [NotCountedClass]) -> LocalizedText {
        Set(lands.map(\.name)).sorted { $0.en < $1.en }.list()
    }

    static func pair(_ subject: LocalizedText, _ text: LocalizedText) -> LocalizedText {
        LocalizedText(en: "\(subject.en): \(text.en)", zh: "\(subject.zh)：\(text.zh)")
    }
}
