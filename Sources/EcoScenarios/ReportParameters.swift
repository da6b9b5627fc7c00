import EcoParameters
import EcoUnits

/// How the result is shown.
public struct ReportParameters: ParameterGroup {
    static let languages = Parameter<[String]>.texts(
        "languages", .oneOf(Language.allCases.map(\.rawValue)),
        LocalizedText(
            en: "languages of the report, the first one shown first; both where absent", zh: "报告语言，首个优先；缺省为两种"
        ))
    static let title = Parameter<LocalizedText>.localizedText(
        "title",
        LocalizedText(en: "title of the report, where it differs from the scenario's", zh: "报告标题（与情景标题不同时）")
    ).optional

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "report", title: LocalizedText(en: "Report", zh: "报告"),
            meaning: LocalizedText(en: "How the result is shown", zh: "结果展示方式"),
            parameters: [languages.declaration, title.declaration])
    }

    public let languages: [Language]
    public let title: LocalizedText?

    public init(_ bound: BoundGroup) {
        let named = bound[Self.languages].compactMap(Language.init(rawValue:))
        languages = named.isEmpty ? Self.defaultLanguages : named
        title = bound[Self.title]
    }

    init() {
        languages = Self.defaultLanguages
        title = nil
    }

    private static let defaultLanguages: [Language] = [.zh, .en]
}
