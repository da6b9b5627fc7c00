import EcoParameters
import EcoUnits

/// How counties choose.
enum ResponseRule: String, ParameterChoice {
    case none, myopic
    case bestResponse = "best_response"
    case equilibrium

    var meaning: LocalizedText {
        switch self {
        case .none: LocalizedText(en: "counties do nothing of their own", zh: "各县不作自主响应")
        case .myopic:
            LocalizedText(
                en: "each county answers once to what the others did the year before",
                zh: "各县针对其他县上年水平作一次最优选择")
        case .bestResponse:
            LocalizedText(
                en: "counties answer to each other in rounds, from last year's levels on",
                zh: "各县自上年水平起逐轮作最优反应")
        case .equilibrium:
            LocalizedText(
                en: "choices of which no county can gain by leaving its own; exact where payments are linear",
                zh: "任一县单独改变均不得益的均衡；补偿为线性时精确求解")
        }
    }
}

/// Who moves when in a round.
enum ResponseTurns: String, ParameterChoice {
    case sequential, simultaneous

    var meaning: LocalizedText {
        switch self {
        case .sequential: LocalizedText(en: "one after the other, by county code", zh: "按县代码依次")
        case .simultaneous: LocalizedText(en: "all at once", zh: "同时")
        }
    }
}

/// What counties know of the weather when they choose.
enum ResponseWeather: String, ParameterChoice {
    case observed, drawn

    var meaning: LocalizedText {
        switch self {
        case .observed:
            LocalizedText(
                en: "they plan on the days of the observed year; alerts are not planned on",
                zh: "按观测年逐日气象决策，不预期预警")
        case .drawn:
            LocalizedText(en: "they know the weather of the year, in each draw", zh: "已知当年（各次抽样）气象")
        }
    }
}

/// A part of the payoff that can be left out; the cost of measures always counts.
enum ResponsePart: String, ParameterChoice {
    case payments, quota, restoration, damage

    var meaning: LocalizedText {
        switch self {
        case .payments: LocalizedText(en: "payments of all schemes", zh: "各补偿方案收支")
        case .quota: LocalizedText(en: "quota at the worth of a tonne in the market", zh: "指标（按市场价值）")
        case .restoration: LocalizedText(en: "payment for restored land less its cost", zh: "生态修复补助与费用")
        case .damage: LocalizedText(en: "the county's share of damage", zh: "污染损害分担")
        }
    }
}

/// The block `simulation.response`. Method: docs/methods/responses.md.
public struct ResponseParameters: ParameterGroup {
    private static let ruleParameter = Parameter<ResponseRule>.choice(
        "rule", default: ResponseRule.none, LocalizedText(en: "how counties choose", zh: "各县响应规则"))
    private static let turnsParameter = Parameter<ResponseTurns>.choice(
        "turns", default: .sequential, LocalizedText(en: "who moves when in a round", zh: "每轮行动次序"))
    private static let weatherParameter = Parameter<ResponseWeather>.choice(
        "weather", default: .observed,
        LocalizedText(en: "what counties know of the weather", zh: "决策时对气象的认知"))
    private static let termsParameter = Parameter<[ResponsePart]>.choices(
        "terms",
        LocalizedText(
            en: "parts of the payoff beside the cost of measures; absent: all", zh: "除减排费用外的收益项，缺省为全部")
    ).optional
    private static let dampingParameter = Parameter<Double>.number(
        "damping", range: .fraction, default: "0",
        LocalizedText(
            en: "part of the way from the old choice to the best one that is not gone in a round, below 1",
            zh: "每轮保留原选择的比例，小于 1"))
    private static let roundsParameter = Parameter<Int>.integer(
        "rounds", range: 1...10_000, default: "60", LocalizedText(en: "rounds at most", zh: "最多轮数"))
    private static let priceRoundsParameter = Parameter<Int>.integer(
        "price_rounds", range: 1...100, default: "6",
        LocalizedText(
            en: "how often, at most, the market and the choices are worked out anew for each other",
            zh: "市场价值与各县选择相互更新的最多次数"))
    private static let stepsParameter = Parameter<Int>.integer(
        "scan_steps", range: 2...10_000, default: "12",
        LocalizedText(en: "steps from none to all in the scan of a choice", zh: "选择扫描的步数"))
    private static let refinementsParameter = Parameter<Int>.integer(
        "refinements", range: 0...40, default: "8",
        LocalizedText(en: "how often the step is halved around the best one", zh: "最优点附近步长折半次数"))
    private static let gainParameter = Parameter<Double>.quantity(
        "smallest_gain", unit: .named("CNY"), range: .nonNegative, default: "10 CNY",
        LocalizedText(en: "a county does not move for less", zh: "各县改变选择的最小收益"))
    private static let checkParameter = Parameter<Int>.integer(
        "check_steps", range: 2...10_000, default: "10",
        LocalizedText(en: "steps of the scan that checks the result", zh: "复核扫描的步数"))
    private static let shareParameter = Parameter<Double>.number(
        "damage_share", range: .fraction, default: "0",
        LocalizedText(en: "part of the damage in the county that it counts as its own", zh: "县级承担损害的比例"))
    private static let valueParameter = Parameter<Double>.quantity(
        "damage_value", unit: .named("CNY/(ug/m3)"), range: .nonNegative, default: "0 CNY/(ug/m3)",
        LocalizedText(
            en: "damage to one resident in a year by 1 ug/m3 of PM2.5", zh: "PM2.5 每升高 1 微克/立方米的人均年损害"),
        source: "choose from studies of health cost", status: .provisional)
    private static let paymentParameter = Parameter<Double>.quantity(
        "restoration_payment", unit: .named("CNY/hm2"), range: .nonNegative, default: "0 CNY/hm2",
        LocalizedText(
            en: "what the upper level pays a county for a hectare that it restores", zh: "上级对县级自主修复的单位面积补助"))
    private static let riseParameter = Parameter<Double>.number(
        "restoration_cost_rise", range: .nonNegative, default: "0",
        LocalizedText(
            en: "rise of the cost of a hectare with each further one of the year, yuan/hm2",
            zh: "当年每多修复 1 公顷单位费用的增量（元/公顷）"))

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "simulation_response", title: LocalizedText(en: "Counties' response", zh: "各县响应"),
            meaning: LocalizedText(
                en: "counties choose abatement and restoration against their own payoff",
                zh: "各县按自身收益选择减排与生态修复"),
            parameters: [
                ruleParameter.declaration, turnsParameter.declaration, weatherParameter.declaration,
                termsParameter.declaration, dampingParameter.declaration, roundsParameter.declaration,
                priceRoundsParameter.declaration, stepsParameter.declaration,
                refinementsParameter.declaration, gainParameter.declaration, checkParameter.declaration,
                shareParameter.declaration, valueParameter.declaration, paymentParameter.declaration,
                riseParameter.declaration,
            ], rules: [dampingLeavesAStep, sharesHaveAValue])
    }

    private static let dampingLeavesAStep: GroupDeclaration.Rule = { bound, diagnostics in
        guard bound[dampingParameter] >= 1 else { return }
        diagnostics.append(
            Diagnostic(
                code: "out_of_range", at: bound.location(of: dampingParameter),
                path: bound.path(of: dampingParameter), "with 1 nobody ever moves",
                hint: "give 0 for full steps, 0.5 for half of the way"))
    }

    private static let sharesHaveAValue: GroupDeclaration.Rule = { bound, diagnostics in
        guard bound[shareParameter] > 0, bound[valueParameter] == 0 else { return }
        diagnostics.append(
            Diagnostic(
                code: "missing_value", at: bound.location(of: shareParameter),
                path: bound.path(of: valueParameter), "a share of damage has no value of damage",
                hint: "give `damage_value`, such as 20 CNY/(ug/m3)"))
    }

    let rule: ResponseRule
    let turns: ResponseTurns
    let weather: ResponseWeather
    let terms: Set<ResponsePart>
    let damping: Double
    let rounds: Int
    let priceRounds: Int
    let scanSteps: Int
    let refinements: Int
    /// yuan.
    public let smallestGain: Double
    public let checkSteps: Int
    /// Yuan for one resident and ug/m3, the share applied.
    let ownDamage: Double
    /// yuan/hm2.
    let restorationPayment: Double
    let restorationRise: Double
    let location: SourceLocation

    /// Sections of the interval around the best point of the check.
    public static let checkSections = DeviationCheck.sections
    public var ruleName: String { rule.rawValue }

    public init(_ bound: BoundGroup) {
        rule = bound[Self.ruleParameter]
        turns = bound[Self.turnsParameter]
        weather = bound[Self.weatherParameter]
        let named = bound[Self.termsParameter] ?? []
        terms = Set(named.isEmpty ? Array(ResponsePart.allCases) : named)
        damping = bound[Self.dampingParameter]
        rounds = bound[Self.roundsParameter]
        priceRounds = bound[Self.priceRoundsParameter]
        scanSteps = bound[Self.stepsParameter]
        refinements = bound[Self.refinementsParameter]
        smallestGain = bound[Self.gainParameter]
        checkSteps = bound[Self.checkParameter]
        ownDamage = terms.contains(.damage) ? bound[Self.shareParameter] * bound[Self.valueParameter] : 0
        restorationPayment = terms.contains(.restoration) ? bound[Self.paymentParameter] : 0
        restorationRise = bound[Self.riseParameter]
        location = bound.location
    }
}
