import EcoParameters
import EcoSampling
import EcoUnits

/// What `sweep.yaml` holds: which values vary, and in which plan.
public struct SweepParameters: ParameterGroup {
    static let sample = Parameter<Sample>.choice(
        "sample", default: .grid, LocalizedText(en: "plan of the runs", zh: "试验设计"))
    static let count = Parameter<Int>.integer(
        "n", range: 1...10_000_000,
        LocalizedText(
            en: "number of runs (random, lhs, quasi_random), base points (sobol) or trajectories (morris)",
            zh: "运行次数；sobol 为基点数，morris 为轨迹数")
    ).optional
    static let seed = Parameter<Int>.integer(
        "seed", range: 0...Int(Int32.max), default: "1",
        LocalizedText(en: "seed of the random numbers", zh: "随机数种子"))
    static let secondOrder = Parameter<Bool>.boolean(
        "second_order", default: "false",
        LocalizedText(en: "sobol: indices of pairs too, for twice the runs", zh: "sobol：是否计算二阶指数"))
    static let levels = Parameter<Int>.integer(
        "levels", range: 2...64, default: "4",
        LocalizedText(en: "morris: levels of the grid, an even number", zh: "morris：网格水平数（偶数）"))
    static let variations = Parameter<[SweepVariation]>.groups(
        "vary", minimumCount: 1, LocalizedText(en: "the values that vary", zh: "扫描变量"))
    static let correlations = Parameter<[SweepCorrelation]>.groups(
        "correlation", LocalizedText(en: "values that rise and fall together", zh: "变量相关性"))
    static let figures = Parameter<[String]>.texts(
        "figures", .any,
        LocalizedText(
            en: "figures to keep of every run, * for any text; where none is named, sums and all money",
            zh: "每次运行保留的指标（* 为通配符）；缺省保留合计与全部金额"))
    static let tables = Parameter<[String]>.texts(
        "tables", .identifier,
        LocalizedText(
            en: "tables of the run folder to keep of every run, such as accounts or transfers",
            zh: "每次运行保留的结果表，如 accounts、transfers"))
    static let confidence = Parameter<Double>.number(
        "confidence", range: .closed(0.5, 0.999), default: "0.95",
        LocalizedText(en: "share of results in an interval, and confidence of indices", zh: "区间概率与指数置信度"))
    static let requiresCorners = Parameter<Bool>.boolean(
        "require_corners", default: "false",
        LocalizedText(
            en: "begin only where the lowest and the highest of every value can be computed",
            zh: "各变量最低值与最高值均可计算时方开始"))
    static let market = Parameter<MarketStart>.choice(
        "market", default: .anew,
        LocalizedText(en: "where the quota market of each run is solved from", zh: "各次运行的排污权市场从何处开始求解"))
    static let variants = Parameter<[SweepVariant]>.groups(
        "scenarios",
        LocalizedText(
            en:
                "named variants; each takes the whole plan with the same draws, so that they compare run by run",
            zh: "命名的对照情景；各情景使用同一组抽样，可逐次比较"))

    /// Where the market of a run begins.
    public enum MarketStart: String, ParameterChoice {
        case anew, followed

        public var meaning: LocalizedText {
            switch self {
            case .anew:
                LocalizedText(
                    en: "from nothing: the figures of a run by itself, to the last bit", zh: "从头求解，与单独运行逐位相同")
            case .followed:
                LocalizedText(
                    en:
                        "from the plan and prices of the scenario as it stands: faster, each result proven; a price that could be another as well stays near that of the scenario and may differ from a run by itself",
                    zh: "自现有情景的方案与价格出发：更快，每次结果均经证明；价格不唯一时取接近现有情景者，可与单独运行不同")
            }
        }
    }

    /// The plans by name.
    public enum Sample: String, ParameterChoice {
        case grid, list, random, lhs
        case quasiRandom = "quasi_random"
        case sobol, morris

        public var meaning: LocalizedText {
            switch self {
            case .grid: LocalizedText(en: "every combination of the values", zh: "全组合")
            case .list: LocalizedText(en: "the first values, then the second ones, ...", zh: "逐行对应")
            case .random: LocalizedText(en: "independent draws", zh: "简单随机抽样")
            case .lhs: LocalizedText(en: "Latin hypercube", zh: "拉丁超立方抽样")
            case .quasiRandom: LocalizedText(en: "points of the sequence of Sobol'", zh: "Sobol' 序列")
            case .sobol: LocalizedText(en: "Saltelli's plan for Sobol' indices", zh: "Sobol' 指数（Saltelli 设计）")
            case .morris: LocalizedText(en: "Morris's trajectories", zh: "Morris 筛选")
            }
        }

        /// Whether the plan draws from distributions, and so needs a number of runs.
        var draws: Bool { self != .grid && self != .list }
        /// Whether the runs are draws, of which quantiles can be told.
        public var hasQuantiles: Bool { draws && self != .morris }
        /// Whether the plan's points must stay independent.
        var forIndices: Bool { self == .sobol || self == .morris }
    }

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "sweep", title: LocalizedText(en: "Sweep", zh: "批量运行"),
            meaning: LocalizedText(
                en: "many runs of one scenario with other values", zh: "以不同取值多次运行同一情景"),
            parameters: [
                sample.declaration, count.declaration, seed.declaration, secondOrder.declaration,
                levels.declaration, variations.declaration, correlations.declaration, variants.declaration,
                figures.declaration, tables.declaration, confidence.declaration, requiresCorners.declaration,
                market.declaration,
            ],
            rules: [
                countGoesWithThePlan, valuesGoWithThePlan, planIsPossible, listsAreAsLong, namesDiffer,
                dependenceIsPossible,
                levelsAreEven, tablesAreOfMarketsAnew,
            ])
    }

    public let sample: Sample
    public let count: Int
    public let seed: UInt64
    public let secondOrder: Bool
    public let levels: Int
    public let variations: [SweepVariation]
    public let variants: [SweepVariant]
    /// Patterns of the ids to keep; empty for sums and money.
    public let figures: [String]
    /// Names without `.csv`.
    public let tables: [String]
    public let confidence: Double
    public let requiresCorners: Bool
    public let market: MarketStart
    /// Where the plan says so.
    public let marketLocation: SourceLocation?
    let copula: RankCorrelation?

    public init(_ bound: BoundGroup) {
        sample = bound[Self.sample]
        count = bound[Self.count] ?? 0
        seed = UInt64(bound[Self.seed])
        secondOrder = bound[Self.secondOrder]
        levels = bound[Self.levels]
        variations = bound[Self.variations]
        variants = bound[Self.variants]
        figures = bound[Self.figures]
        tables = bound[Self.tables]
        confidence = bound[Self.confidence]
        requiresCorners = bound[Self.requiresCorners]
        market = bound[Self.market]
        marketLocation = bound.fields[Self.market.key]?.location
        let matrix = Self.matrix(bound)
        copula = bound[Self.correlations].isEmpty ? nil : try? RankCorrelation(matrix: matrix)
    }

    /// Correlation of every pair of variations, by their names.
    static func matrix(_ bound: BoundGroup) -> [[Double]] {
        let names = bound[variations].map(\.name)
        var matrix = names.indices.map { row in names.indices.map { row == $0 ? 1.0 : 0 } }
        for correlation in bound[correlations] {
            let pair = correlation.names.compactMap { names.firstIndex(of: $0) }
            guard pair.count == 2 else { continue }
            matrix[pair[0]][pair[1]] = correlation.value
            matrix[pair[1]][pair[0]] = correlation.value
        }
        return matrix
    }
}

/// Two uncertain values that rise and fall together.
public struct SweepCorrelation: ParameterGroup {
    static let between = Parameter<[String]>.texts(
        "between", .any, minimumCount: 2, LocalizedText(en: "names of two of the values", zh: "两个变量的名称"))
    static let value = Parameter<Double>.number(
        "value", range: .closed(-1, 1),
        LocalizedText(en: "correlation of their normal scores", zh: "正态得分相关系数"))

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "sweep_correlation", title: LocalizedText(en: "Correlation", zh: "相关性"),
            meaning: LocalizedText(en: "two values of a sweep that depend on each other", zh: "两个相关的扫描变量"),
            parameters: [between.declaration, value.declaration])
    }

    let names: [String]
    let value: Double
    let location: SourceLocation

    public init(_ bound: BoundGroup) {
        names = bound[Self.between]
        value = bound[Self.value]
        location = bound.location
    }
}

/// A named variant of the scenario: values that it sets before the plan's own.
public struct SweepVariant: ParameterGroup {
    static let id = Parameter<String>.text(
        "id", kind: .identifier, LocalizedText(en: "name of the variant", zh: "对照情景代号"))
    static let settings = Parameter<[String]>.texts(
        "set", .any, LocalizedText(en: "PATH=VALUE, as --set takes it", zh: "参数设置，写法同 --set"))

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "sweep_scenario", title: LocalizedText(en: "Variant", zh: "对照情景"),
            meaning: LocalizedText(en: "a variant that takes the whole plan", zh: "使用同一设计的对照情景"),
            parameters: [id.declaration, settings.declaration])
    }

    public let id: String
    /// `PATH=VALUE`.
    public let settings: [String]
    public let location: SourceLocation

    public init(_ bound: BoundGroup) {
        location = bound.location
        id = bound[Self.id]
        settings = bound[Self.settings]
    }
}
