/// A text in the two languages of reports and labels.
public struct LocalizedText: Hashable, Sendable {
    public let en: String
    public let zh: String

    public init(en: String, zh: String) {
        self.en = en
        self.zh = zh
    }

    /// A text that is the same in both languages, such as a formula or a number.
    public init(_ text: String) { self.init(en: text, zh: text) }

    /// Nothing to say.
    public static let empty = LocalizedText("")

    public var isEmpty: Bool { en.isEmpty && zh.isEmpty }

    public func callAsFunction(_ language: Language) -> String { language == .zh ? zh : en }
}

extension Sequence<LocalizedText> {
    /// The texts one after the other in each language; empty ones are left out.
    public func joined(_ separator: LocalizedText) -> LocalizedText {
        let texts = filter { !$0.isEmpty }
        return LocalizedText(
            en: texts.map(\.en).joined(separator: separator.en),
            zh: texts.map(\.zh).joined(separator: separator.zh))
    }

    /// As a list: with commas, and with 、 in Chinese.
    public func list() -> LocalizedText { joined(LocalizedText(en: ", ", zh: "、")) }

    /// As clauses of one sentence: with semicolons.
    public func clauses() -> LocalizedText { joined(LocalizedText(en: "; ", zh: "；")) }
}

/// A language of reports and labels.
public enum Language: String, CaseIterable, Sendable {
    case en
    case zh
}
