import EcoParameters
import EcoUnits

/// A change of the scenario within the years: dated, or where a figure asks for it.
/// Method: docs/methods/simulation.md, 5.
public struct HookParameters: ParameterGroup {
    /// How long a hook that fires stays in force.
    enum Duration: String, ParameterChoice {
        case year, onward, cumulative

        var meaning: LocalizedText {
            switch self {
            case .year: LocalizedText(en: "to the end of the year in which it fires", zh: "仅在触发当年有效")
            case .onward: LocalizedText(en: "from the year in which it first fires on", zh: "自首次触发起一直有效")
            case .cumulative:
                LocalizedText(
                    en: "onward, and its factors apply once more in each year in which it fires",
                    zh: "一直有效，且每触发一次系数再乘一次")
            }
        }
    }

    static let idParameter = Parameter<String>.text(
        "id", kind: .identifier, LocalizedText(en: "name of the hook", zh: "调整规则代号"))
    static let titleParameter = Parameter<LocalizedText>.localizedText(
        "title", LocalizedText(en: "what readers call it", zh: "名称")
    ).optional
    static let fromParameter = Parameter<Int>.integer(
        "from", range: 1990...2100,
        LocalizedText(
            en: "first year in which it may fire; the first simulated one where absent", zh: "起始年，缺省为模拟首年")
    ).optional
    static let toParameter = Parameter<Int>.integer(
        "to", range: 1990...2100,
        LocalizedText(
            en: "last year in which it may fire; the last simulated one where absent", zh: "终止年，缺省为模拟末年")
    ).optional
    static let beforeParameter = Parameter<String>.text(
        "before", kind: .oneOf(ProcessCatalogue.ids),
        LocalizedText(en: "it stands before this process of the year", zh: "位于该环节之前")
    ).optional
    static let afterParameter = Parameter<String>.text(
        "after", kind: .oneOf(ProcessCatalogue.ids),
        LocalizedText(
            en: "it stands behind this process of the year; before all of them where neither is given",
            zh: "位于该环节之后；均缺省时位于当年各环节之前")
    ).optional
    static let durationParameter = Parameter<Duration>.choice(
        "lasts", default: .year, LocalizedText(en: "how long it stays in force", zh: "有效期"))
    static let conditionParameter = Parameter<HookCondition>.group(
        "when",
        LocalizedText(
            en: "fires only where a figure asks for it; in each year where absent", zh: "触发条件，缺省为逐年触发")
    ).optional
    static let changesParameter = Parameter<[HookChange]>.groups(
        "set", minimumCount: 1, LocalizedText(en: "what it changes", zh: "调整内容"))

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "simulation_hook", title: LocalizedText(en: "Hook", zh: "年内调整规则"),
            meaning: LocalizedText(
                en: "values of the scenario that change within the years, by date or by a figure",
                zh: "模拟期内按年份或按指标调整的参数"),
            parameters: [
                idParameter.declaration, titleParameter.declaration, fromParameter.declaration,
                toParameter.declaration, beforeParameter.declaration, afterParameter.declaration,
                durationParameter.declaration, conditionParameter.declaration, changesParameter.declaration,
            ], rules: [standsAtOnePlace])
    }

    private static let standsAtOnePlace: GroupDeclaration.Rule = { bound, diagnostics in
        guard bound[beforeParameter] != nil, bound[afterParameter] != nil else { return }
        diagnostics.append(
            Diagnostic(
                code: "contradiction", at: bound.location(of: afterParameter),
                path: bound.path(of: afterParameter),
                LocalizedText(en: "the hook stands at two places", zh: "同时给出了 before 与 after"),
                hint: LocalizedText(en: "give one of before and after", zh: "请只保留其一")))
    }

    public let id: String
    public let title: LocalizedText
    let from: Int?
    let to: Int?
    let before: String?
    let after: String?
    let duration: Duration
    public let condition: HookCondition?
    public let changes: [HookChange]
    let location: SourceLocation
    let path: String
    let windowLocation: SourceLocation

    public init(_ bound: BoundGroup) {
        id = bound[Self.idParameter]
        title = bound[Self.titleParameter] ?? LocalizedText(id)
        from = bound[Self.fromParameter]
        to = bound[Self.toParameter]
        before = bound[Self.beforeParameter]
        after = bound[Self.afterParameter]
        duration = bound[Self.durationParameter]
        condition = bound[Self.conditionParameter]
        changes = bound[Self.changesParameter]
        location = bound.location
        path = bound.path
        windowLocation =
            from == nil ? bound.location(of: Self.toParameter) : bound.location(of: Self.fromParameter)
    }

    public var durationName: String { duration.rawValue }
    /// `before air_evaluation`; empty at the start of the year.
    public var place: String { before.map { "before \($0)" } ?? after.map { "after \($0)" } ?? "" }

    /// Whether the calendar alone tells its level, for the whole of a year.
    var isKnownByYear: Bool { condition == nil && before == nil && after == nil }

    /// Years in which it may fire.
    func window(in years: [Int]) -> ClosedRange<Int>? {
        let (first, last) = (from ?? years[0], to ?? years[years.count - 1])
        return first <= last ? first...last : nil
    }

    /// How often its factors apply at most in a year.
    func largestLevel(in year: Int, of years: [Int]) -> Int {
        guard let window = window(in: years), year >= window.lowerBound else { return 0 }
        switch duration {
        case .year: return window.contains(year) ? 1 : 0
        case .onward: return 1
        case .cumulative: return min(year, window.upperBound) - window.lowerBound + 1
        }
    }
}

/// One value that a hook changes.
public struct HookChange: ParameterGroup {
    static let pathParameter = Parameter<String>.text(
        "path", LocalizedText(en: "dotted path of the value, as --set takes it", zh: "参数路径，写法同 --set"))
    static let valueParameter = Parameter<String>.text(
        "value", kind: .value, LocalizedText(en: "the value that it takes", zh: "调整后的值")
    ).optional
    static let factorParameter = Parameter<Double>.number(
        "factor", range: .nonNegative,
        LocalizedText(en: "what the scenario's own value is multiplied by", zh: "对原值所乘的系数")
    ).optional

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "simulation_hook_change", title: LocalizedText(en: "What a hook changes", zh: "调整项"),
            meaning: LocalizedText(en: "a value of the scenario, set or multiplied", zh: "情景参数的设定值或倍数"),
            parameters: [
                pathParameter.declaration, valueParameter.declaration, factorParameter.declaration,
            ], rules: [valueOrFactor])
    }

    private static let valueOrFactor: GroupDeclaration.Rule = { bound, diagnostics in
        let hasValue = bound[valueParameter] != nil
        guard hasValue == (bound[factorParameter] != nil) else { return }
        diagnostics.append(
            Diagnostic(
                code: hasValue ? "contradiction" : "missing_value", at: bound.location, path: bound.path,
                hasValue
                    ? LocalizedText(en: "both a value and a factor", zh: "同时给出了 value 与 factor")
                    : LocalizedText(en: "neither a value nor a factor", zh: "缺少 value 或 factor"),
                hint: LocalizedText(
                    en: "such as value: 30 CNY, or factor: 0.97", zh: "例如 value: 30 CNY，或 factor: 0.97")))
    }

    public let path: String
    public let value: String?
    public let factor: Double?
    public let location: SourceLocation
    /// Of the change itself, not of the value.
    public let place: String

    public init(_ bound: BoundGroup) {
        path = bound[Self.pathParameter]
        value = bound[Self.valueParameter]
        factor = bound[Self.factorParameter]
        location = bound.location(of: Self.pathParameter)
        place = bound.path
    }

    /// The value that it makes, in twelve digits where it multiplies.
    ///
    /// - Parameter own: what the scenario has there; nil where it has nothing.
    /// - Returns: nil where there is no number to multiply.
    public func text(_ own: String?, times level: Int) -> String? {
        if let value { return value }
        guard let factor, let own else { return nil }
        let number = own.prefix { $0.isNumber || "+-.eE".contains($0) }
        guard let start = Double(number) else { return nil }
        let product = (0..<level).reduce(start) { product, _ in product * factor }
        return "\(product.twelveDigits)\(own.dropFirst(number.count))"
    }
}

extension Double {
    /// Without what the thirteenth digit says: 110 for 100 times 1.1.
    fileprivate var twelveDigits: String {
        guard isFinite, self != 0 else { return NumberText.shortest(self) }
        var scale = 1.0
        while magnitude * scale < 1e11, scale < 1e20 { scale *= 10 }
        return NumberText.shortest((self * scale).rounded() / scale)
    }
}

/// When a hook fires.
public struct HookCondition: ParameterGroup {
    static let figureParameter = Parameter<String>.text(
        "figure", LocalizedText(en: "figure of the simulation, such as air.pm25.annual_mean", zh: "模拟指标"))
    static let regionParameter = Parameter<String>.text(
        "region", kind: .regionCode,
        LocalizedText(en: "county of the figure; all together where absent", zh: "县代码，缺省为合计")
    ).optional
    static let aboveParameter = Parameter<Double>.number(
        "above", LocalizedText(en: "fires where the figure is above", zh: "指标高于该值时触发")
    ).optional
    static let belowParameter = Parameter<Double>.number(
        "below", LocalizedText(en: "fires where the figure is below", zh: "指标低于该值时触发")
    ).optional

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "simulation_hook_condition", title: LocalizedText(en: "When a hook fires", zh: "触发条件"),
            meaning: LocalizedText(
                en:
                    "the last value of a figure before the hook: of this year where its process has run, else of the year before",
                zh: "指标的最近值：所属环节已运行则取当年值，否则取上年值"),
            parameters: [
                figureParameter.declaration, regionParameter.declaration, aboveParameter.declaration,
                belowParameter.declaration,
            ], rules: [oneThreshold])
    }

    private static let oneThreshold: GroupDeclaration.Rule = { bound, diagnostics in
        let hasHigh = bound[aboveParameter] != nil
        guard hasHigh == (bound[belowParameter] != nil) else { return }
        diagnostics.append(
            Diagnostic(
                code: hasHigh ? "contradiction" : "missing_value", at: bound.location, path: bound.path,
                hasHigh
                    ? LocalizedText(en: "both above and below", zh: "同时给出了 above 与 below")
                    : LocalizedText(en: "the condition has no threshold", zh: "条件缺少阈值"),
                hint: LocalizedText(en: "give one of above and below", zh: "请给出 above 或 below 之一")))
    }

    public let figure: String
    let region: String?
    let isAbove: Bool
    public let threshold: Double
    let location: SourceLocation
    let path: String

    public init(_ bound: BoundGroup) {
        figure = bound[Self.figureParameter]
        region = bound[Self.regionParameter]
        isAbove = bound[Self.aboveParameter] != nil
        threshold = bound[Self.aboveParameter] ?? bound[Self.belowParameter] ?? 0
        location = bound.location
        path = bound.path
    }

    /// `above 35`.
    public var thresholdText: String { "\(isAbove ? "above" : "below") \(NumberText.shortest(threshold))" }
    public var regionCode: String { region ?? "" }

    /// False without a value.
    func holds(_ value: Double) -> Bool { isAbove ? value > threshold : value < threshold }
}
