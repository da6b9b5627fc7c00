import EcoParameters
import EcoUnits

/// The block `quota.uncertainty`.
struct UncertaintyParameters: ParameterGroup {
    static let methodParameter = Parameter<AmbientUncertainty.Method>.choice(
        "method", LocalizedText(en: "what of the uncertain coefficients a plan must stand", zh: "不确定性的处理方法"))
    static let shareParameter = Parameter<Double>.number(
        "share", range: .fraction,
        LocalizedText(
            en:
                "part of the years in which limits hold, or their probability; needed by all but every_year and budget",
            zh: "达标年份比例或达标概率（every_year 与 budget 以外必填）")
    ).optional
    static let budgetParameter = Parameter<Double>.number(
        "budget", range: .nonNegative,
        LocalizedText(
            en: "coefficients of one receptor that may be at their worst together; needed by budget",
            zh: "同一受体点可同时处于最不利值的系数个数（budget 必填）")
    ).optional
    static let jointParameter = Parameter<Bool>.boolean(
        "jointly", default: "false",
        LocalizedText(
            en:
                "share_of_years: a year counts as held where it holds at every receptor; else each has its own years",
            zh: "share_of_years：全部受体点均达标的年份才算达标，否则各受体点分别计算"))
    static let yearsParameter = Parameter<[WeatherYearParameters]>.groups(
        "years",
        LocalizedText(en: "weights of years; those not listed weigh 1", zh: "各气象年权重，未列者为 1"))

    static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "quota_uncertainty", title: LocalizedText(en: "Uncertain weather", zh: "气象不确定性"),
            meaning: LocalizedText(
                en: "how surely the limits of receptors hold where coefficients differ between years or err",
                zh: "源—受体系数随气象年变化或存在误差时，限值的达标要求"),
            parameters: [
                methodParameter.declaration, shareParameter.declaration, budgetParameter.declaration,
                jointParameter.declaration, yearsParameter.declaration,
            ], rules: [hasItsNumber])
    }

    /// Each method has the number that it needs, within what it can take.
    private static let hasItsNumber: GroupDeclaration.Rule = { bound, diagnostics in
        func report<Value>(
            _ parameter: Parameter<Value>, _ code: String, _ message: LocalizedText, _ hint: LocalizedText
        ) {
            diagnostics.append(
                Diagnostic(
                    code: code, at: bound.location(of: parameter), path: bound.path(of: parameter), message,
                    hint: hint))
        }
        let method = bound[methodParameter]
        if method == .budget, bound[budgetParameter] == nil {
            report(
                budgetParameter, "missing_value",
                LocalizedText(en: "the method budget needs `budget`", zh: "方法 budget 需要 budget"),
                LocalizedText(en: "give it, such as 3", zh: "请给出，例如 3"))
        }
        guard method != .budget, method != .everyYear else { return }
        guard let share = bound[shareParameter] else {
            report(
                shareParameter, "missing_value",
                LocalizedText(
                    en: "the method \(method.rawValue) needs `share`", zh: "方法 \(method.rawValue) 需要 share"),
                LocalizedText(en: "give it, such as 0.9", zh: "请给出，例如 0.9"))
            return
        }
        if method == .normal, share < 0.5 || share >= 1 {
            report(
                shareParameter, "out_of_range",
                LocalizedText(
                    en: "a normal load keeps a limit with a probability from 0.5 to below 1 only",
                    zh: "正态方法的达标概率须不低于 0.5 且小于 1"),
                LocalizedText(
                    en: "give it in that range, or use every_year", zh: "请给出该范围内的值，或改用 every_year"))
        }
    }

    let terms: AmbientUncertainty

    init(_ bound: BoundGroup) {
        terms = AmbientUncertainty(
            method: bound[Self.methodParameter], share: bound[Self.shareParameter] ?? 1,
            budget: bound[Self.budgetParameter] ?? 0, isJoint: bound[Self.jointParameter],
            weights: Dictionary(
                bound[Self.yearsParameter].map { ($0.year, $0.weight) }, uniquingKeysWith: { $1 }))
    }
}

/// The weight of a year of weather.
struct WeatherYearParameters: ParameterGroup {
    static let yearParameter = Parameter<String>.text(
        "year", LocalizedText(en: "as the column `weather` has it", zh: "气象年，与 weather 列一致"))
    static let weightParameter = Parameter<Double>.number(
        "weight", range: .positive, LocalizedText(en: "weight among the years", zh: "权重"))

    static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "weather_year", title: LocalizedText(en: "Year of weather", zh: "气象年"),
            meaning: LocalizedText(en: "how much a year counts", zh: "气象年的权重"),
            parameters: [yearParameter.declaration, weightParameter.declaration])
    }

    let year: String
    let weight: Double

    init(_ bound: BoundGroup) {
        year = bound[Self.yearParameter]
        weight = bound[Self.weightParameter]
    }
}
