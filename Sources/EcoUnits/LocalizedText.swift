/// A text in the two languages of reports and labels.
public struct LocalizedText: Hashable, Sendable {
    public let en: String
    public let zh: String

    public init(en: String, zh: String) {
        self.en = en
        self.zh = zh
    }

    public func callAsFunction(_ language: Language) -> String { language == .zh ? zh : en }
}

/// A language of reports and labels.
public enum Language: String, CaseIterable, Sendable {
    case en
    case zh
}
