import EcoParameters
import EcoUnits

/// What a search makes small or large.
public struct SearchCriterion: ParameterGroup {
    public enum Measure: String, ParameterChoice {
        case publicCost = "public_cost"
        case totalCost = "total_cost"
        case unfairness
        case gepGained = "gep_gained"
        case figure

        public var meaning: LocalizedText {
            switch self {
            case .publicCost:
                LocalizedText(
                    en: "what public budgets pay out over the years, less what is left; present value",
                    zh: "各年公共支出扣除期末结余，折现")
            case .totalCost:
                LocalizedText(
                    en: "measures, upgrades, emergency cuts, projects' cost and restoration; present value",
                    zh: "减排、提级、应急、项目与修复费用合计，折现")
            case .unfairness:
                LocalizedText(
                    en: "largest mean burden of a county as part of its revenue", zh: "各县负担占财力比例的最大值（年均）")
            case .gepGained:
                LocalizedText(
                    en: "gross ecosystem product of the last year less that of the base year",
                    zh: "末年生态产品总值较基准年的增量")
            case .figure: LocalizedText(en: "a figure of the run or the simulation", zh: "运行或模拟的某项指标")
            }
        }

        public var title: LocalizedText {
            switch self {
            case .publicCost: LocalizedText(en: "Public cost", zh: "公共支出")
            case .totalCost: LocalizedText(en: "Total cost", zh: "总成本")
            case .unfairness: LocalizedText(en: "Largest burden", zh: "最大负担率")
            case .gepGained: LocalizedText(en: "GEP gained", zh: "生态产品总值增量")
            case .figure: LocalizedText(en: "Figure", zh: "指标")
            }
        }
    }

    public enum Direction: String, ParameterChoice {
        case less, more

        public var meaning: LocalizedText {
            switch self {
            case .less: LocalizedText(en: "less is better", zh: "越小越好")
            case .more: LocalizedText(en: "more is better", zh: "越大越好")
            }
        }
    }

    static let measureParameter = Parameter<Measure>.choice(
        "measure", LocalizedText(en: "what is measured", zh: "衡量内容"))
    static let figureParameter = Parameter<String>.text(
        "figure",
        LocalizedText(
            en: "id of the figure, such as air.pm25.annual_mean of the simulation",
            zh: "指标代号，如 air.pm25.annual_mean")
    ).optional
    static let regionParameter = Parameter<String>.text(
        "region", kind: .regionCode,
        LocalizedText(en: "county of the figure; all together where absent", zh: "县代码，缺省为合计")
    ).optional
    static let yearParameter = Parameter<Int>.integer(
        "year", range: 1990...2100,
        LocalizedText(en: "year of the figure; the last simulated one where absent", zh: "年份，缺省为模拟末年")
    ).optional
    static let betterParameter = Parameter<Direction>.choice(
        "better",
        LocalizedText(en: "which way is better; as the figure says where absent", zh: "优化方向，缺省按指标性质")
    ).optional
    static let quantileParameter = Parameter<Double>.number(
        "quantile", range: .fraction,
        LocalizedText(
            en: "share of the draws that it is not to pass, such as 0.9; the mean of the draws where absent",
            zh: "取各次抽样的分位数（如 0.9），缺省为均值")
    ).optional

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "search_criterion", title: LocalizedText(en: "What is sought", zh: "优化目标"),
            meaning: LocalizedText(en: "what a search makes small or large", zh: "搜索所优化的量"),
            parameters: [
                measureParameter.declaration, figureParameter.declaration, regionParameter.declaration,
                yearParameter.declaration, betterParameter.declaration, quantileParameter.declaration,
            ], rules: [figuresGoWithTheMeasure])
    }

    private static let figuresGoWithTheMeasure: GroupDeclaration.Rule = { bound, diagnostics in
        let isFigure = bound[measureParameter] == .figure
        if isFigure, bound[figureParameter] == nil {
            diagnostics.append(
                Diagnostic(
                    code: "missing_value", at: bound.location, path: bound.path(of: figureParameter),
                    "the measure `figure` needs the id of one",
                    hint: "such as figure: air.pm25.annual_mean"))
        }
        let others: [(String, Bool, SourceLocation)] = [
            (figureParameter.key, bound[figureParameter] != nil, bound.location(of: figureParameter)),
            (regionParameter.key, bound[regionParameter] != nil, bound.location(of: regionParameter)),
            (yearParameter.key, bound[yearParameter] != nil, bound.location(of: yearParameter)),
        ]
        for (key, isGiven, place) in others where isGiven && !isFigure {
            diagnostics.append(
                Diagnostic(
                    code: "contradiction", at: place, path: "\(bound.path).\(key)",
                    "`\(key)` goes with the measure `figure` alone", hint: "leave it out"))
        }
    }

    public let measure: Measure
    public let figure: String?
    public let region: String?
    public let year: Int?
    public let better: Direction?
    public let quantile: Double?
    public let location: SourceLocation
    public let path: String

    public init(_ bound: BoundGroup) {
        measure = bound[Self.measureParameter]
        figure = bound[Self.figureParameter]
        region = bound[Self.regionParameter]
        year = bound[Self.yearParameter]
        better = bound[Self.betterParameter]
        quantile = bound[Self.quantileParameter]
        location = bound.location
        path = bound.path
    }
}
