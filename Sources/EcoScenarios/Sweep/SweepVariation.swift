import EcoParameters
import EcoSampling
import EcoUnits

/// One value of the scenario that a sweep varies: the values that it takes, or how it is distributed.
public struct SweepVariation: ParameterGroup {
    static let path = Parameter<String>.text(
        "path", LocalizedText(en: "dotted path of the value, as --set takes it", zh: "参数路径，写法同 --set"))
    static let name = Parameter<String>.text(
        "name", kind: .identifier,
        LocalizedText(en: "name of its column; the path where absent", zh: "结果列名，缺省为路径")
    ).optional
    static let values = Parameter<[String]>.texts(
        "values", .value, LocalizedText(en: "the values that it takes", zh: "取值列表"))
    static let unit = Parameter<String>.text(
        "unit", LocalizedText(en: "unit of the numbers below", zh: "下列数值的单位")
    ).optional
    static let distribution = Parameter<Kind>.choice(
        "distribution", LocalizedText(en: "how an uncertain value is distributed", zh: "不确定参数的分布")
    ).optional
    static let low = number("low", "lowest value, or where the distribution is cut off", "下限（或截断下限）")
    static let high = number("high", "highest value, or where the distribution is cut off", "上限（或截断上限）")
    static let mode = number("mode", "most likely value", "众数")
    static let mean = number("mean", "mean", "均值")
    static let deviation = number("standard_deviation", "standard deviation", "标准差")
    static let median = number("median", "median", "中位数")
    static let geometric = number(
        "geometric_deviation", "geometric standard deviation, a factor above 1", "几何标准差（大于 1 的倍数）")

    private static func number(_ key: String, _ en: String, _ zh: String) -> Parameter<Double?> {
        Parameter<Double>.number(key, LocalizedText(en: en, zh: zh)).optional
    }

    /// The distributions by name.
    public enum Kind: String, ParameterChoice {
        case uniform, triangular, normal, lognormal
        case logUniform = "log_uniform"

        public var meaning: LocalizedText {
            switch self {
            case .uniform: LocalizedText(en: "every value from low to high alike", zh: "均匀分布")
            case .triangular: LocalizedText(en: "low, mode, high in straight lines", zh: "三角分布")
            case .normal:
                LocalizedText(en: "mean and standard_deviation, cut at low and high", zh: "（截断）正态分布")
            case .lognormal: LocalizedText(en: "median and geometric_deviation", zh: "对数正态分布")
            case .logUniform:
                LocalizedText(en: "every order of magnitude from low to high alike", zh: "对数均匀分布")
            }
        }

        var required: [Parameter<Double?>] {
            switch self {
            case .uniform, .logUniform: [low, high]
            case .triangular: [low, SweepVariation.mode, high]
            case .normal: [mean, deviation]
            case .lognormal: [median, geometric]
            }
        }

        var allowed: [Parameter<Double?>] { self == .normal ? required + [low, high] : required }
    }

    private static let numbers = [low, high, mode, mean, deviation, median, geometric]

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "sweep_variation", title: LocalizedText(en: "What a sweep varies", zh: "扫描变量"),
            meaning: LocalizedText(
                en: "one value of the scenario, with its values or its distribution", zh: "一个被改变的参数及其取值或分布"),
            parameters: [
                path.declaration, name.declaration, values.declaration, unit.declaration,
                distribution.declaration,
            ] + numbers.map(\.declaration), rules: [eitherValuesOrDistribution, numbersFitTheDistribution])
    }

    private static let eitherValuesOrDistribution: GroupDeclaration.Rule = { bound, diagnostics in
        let hasValues = !bound[values].isEmpty
        guard hasValues == (bound[distribution] != nil) else { return }
        diagnostics.append(
            Diagnostic(
                code: hasValues ? "contradiction" : "missing_value", at: bound.location, path: bound.path,
                hasValues ? "both values and a distribution" : "neither values nor a distribution",
                hint: "values: [1, 2, 3], or distribution: uniform with low and high"))
    }

    private static let numbersFitTheDistribution: GroupDeclaration.Rule = { bound, diagnostics in
        guard let kind = bound[distribution] else { return }
        for parameter in kind.required where bound[parameter] == nil {
            diagnostics.append(
                Diagnostic(
                    code: "missing_value", at: bound.location(of: distribution),
                    path: bound.path(of: parameter), "\(kind.rawValue) needs \(parameter.key)",
                    hint: "add \(parameter.key)"))
        }
        let allowed = kind.allowed.map(\.key)
        for parameter in numbers where bound[parameter] != nil && !allowed.contains(parameter.key) {
            diagnostics.append(
                Diagnostic(
                    code: "contradiction", at: bound.location(of: parameter), path: bound.path(of: parameter),
                    "\(kind.rawValue) takes no \(parameter.key)",
                    hint: "it takes \(allowed.joined(separator: ", "))"))
        }
        guard kind.required.allSatisfy({ bound[$0] != nil }), let defect = distribution(kind, bound).defect
        else { return }
        diagnostics.append(
            Diagnostic(
                code: "out_of_range", at: bound.location(of: distribution),
                path: bound.path(of: distribution),
                "\(kind.rawValue): \(defect)", hint: "correct the numbers"))
    }

    private static func distribution(_ kind: Kind, _ bound: BoundGroup) -> Distribution {
        let value = { (parameter: Parameter<Double?>) in bound[parameter] ?? 0 }
        return switch kind {
        case .uniform: .uniform(low: value(low), high: value(high))
        case .logUniform: .logUniform(low: value(low), high: value(high))
        case .triangular: .triangular(low: value(low), mode: value(mode), high: value(high))
        case .normal:
            .normal(
                mean: value(mean), standardDeviation: value(deviation), low: bound[low], high: bound[high])
        case .lognormal: .lognormal(median: value(median), geometricDeviation: value(geometric))
        }
    }

    public let path: String
    /// The name of its column.
    public let name: String
    /// What it takes, in order; empty where it is distributed.
    public let values: [String]
    public let unit: String?
    public let distribution: Distribution?
    public let location: SourceLocation

    public init(_ bound: BoundGroup) {
        path = bound[Self.path]
        name = bound[Self.name] ?? path
        unit = bound[Self.unit]
        let unit = unit
        values = bound[Self.values].map { text in unit.map { "\(text) \($0)" } ?? text }
        distribution = bound[Self.distribution].map { Self.distribution($0, bound) }
        location = bound.location
    }

    /// The value at a share of the distribution, or of the list, as `--set` takes it.
    func text(at share: Double) -> String {
        guard let distribution else {
            return values[min(values.count - 1, Int(share * Double(values.count)))]
        }
        let number = NumberText.shortest(distribution.quantile(share))
        return unit.map { "\(number) \($0)" } ?? number
    }
}
