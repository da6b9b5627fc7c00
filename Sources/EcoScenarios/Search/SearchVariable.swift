import EcoParameters
import EcoUnits

/// One value of the scenario that a search chooses.
public struct SearchVariable: ParameterGroup {
    static let idParameter = Parameter<String>.text(
        "id", kind: .identifier, LocalizedText(en: "name of the variable", zh: "变量代号"))
    static let titleParameter = Parameter<LocalizedText>.localizedText(
        "title", LocalizedText(en: "what readers call it", zh: "变量名称")
    ).optional
    static let pathParameter = Parameter<String>.text(
        "path", LocalizedText(en: "dotted path of the value, as --set takes it", zh: "参数路径，写法同 --set"))
    static let alsoParameter = Parameter<[String]>.texts(
        "also", .any,
        LocalizedText(en: "further paths that take the same value", zh: "取同一数值的其他路径"))
    static let restParameter = Parameter<String>.text(
        "rest",
        LocalizedText(en: "path that takes 1 less the value, as the other share does", zh: "取 1 减该值的路径（另一份额）")
    ).optional
    static let lowParameter = Parameter<Double>.number(
        "low", LocalizedText(en: "lowest value", zh: "下限"))
    static let highParameter = Parameter<Double>.number(
        "high", LocalizedText(en: "highest value", zh: "上限"))
    static let stepParameter = Parameter<Double>.number(
        "step", range: .positive,
        LocalizedText(
            en: "distance of the values, counted from low; every value where absent", zh: "步长（自下限起），缺省为连续取值")
    ).optional
    static let unitParameter = Parameter<String>.text(
        "unit", LocalizedText(en: "unit of the numbers above", zh: "上列数值的单位")
    ).optional
    static let startParameter = Parameter<Double>.number(
        "start",
        LocalizedText(
            en: "where the search begins, such as the result of an earlier one; else the middle of the range",
            zh: "搜索起点，可取前一次搜索的结果，缺省为区间中点")
    ).optional

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "search_variable", title: LocalizedText(en: "What a search chooses", zh: "决策变量"),
            meaning: LocalizedText(en: "one value of the scenario with its range", zh: "情景中的一个参数及其取值区间"),
            parameters: [
                idParameter.declaration, titleParameter.declaration, pathParameter.declaration,
                alsoParameter.declaration, restParameter.declaration, lowParameter.declaration,
                highParameter.declaration, stepParameter.declaration, unitParameter.declaration,
                startParameter.declaration,
            ], rules: [rangeHoldsAValue])
    }

    private static let rangeHoldsAValue: GroupDeclaration.Rule = { bound, diagnostics in
        let (low, high) = (bound[lowParameter], bound[highParameter])
        if high < low {
            diagnostics.append(
                Diagnostic(
                    code: "empty_range", at: bound.location(of: highParameter),
                    path: bound.path(of: highParameter),
                    "the range from \(NumberText.shortest(low)) to \(NumberText.shortest(high)) holds no value",
                    hint: "let high be at least low"))
        }
        if let start = bound[startParameter], low <= high, start < low || start > high {
            diagnostics.append(
                Diagnostic(
                    code: "out_of_range", at: bound.location(of: startParameter),
                    path: bound.path(of: startParameter),
                    "\(NumberText.shortest(start)) lies outside the range",
                    hint: "begin between \(NumberText.shortest(low)) and \(NumberText.shortest(high))"))
        }
    }

    public let id: String
    public let title: LocalizedText
    /// Paths that take the value, the first one leading.
    public let paths: [String]
    /// The path that takes 1 less the value.
    public let rest: String?
    public let low: Double
    public let high: Double
    public let step: Double?
    /// Empty where the numbers have none.
    public let unit: String
    public let start: Double?
    public let location: SourceLocation

    public init(_ bound: BoundGroup) {
        id = bound[Self.idParameter]
        title = bound[Self.titleParameter] ?? LocalizedText(id)
        paths = [bound[Self.pathParameter]] + bound[Self.alsoParameter]
        rest = bound[Self.restParameter]
        low = bound[Self.lowParameter]
        high = bound[Self.highParameter]
        step = bound[Self.stepParameter]
        unit = bound[Self.unitParameter] ?? ""
        start = bound[Self.startParameter]
        location = bound.location
    }

    /// `PATH=VALUE` for every path, as `--set` takes them.
    public func overrides(_ value: Double) -> [String] {
        paths.map { "\($0)=\(text(value))" } + (rest.map { ["\($0)=\(text(1 - value))"] } ?? [])
    }

    private func text(_ value: Double) -> String {
        let number = NumberText.shortest(value)
        return unit.isEmpty ? number : "\(number) \(unit)"
    }
}
