import EcoParameters
import EcoUnits

/// The block `quota.analysis`: what is worked out about the plan beside the plan.
public struct QuotaAnalysisParameters: ParameterGroup {
    private static let rangesParameter = Parameter<PriceRangeScope>.choice(
        "price_ranges", default: PriceRangeScope.none,
        LocalizedText(en: "prices whose range of validity is told", zh: "给出有效范围的价格"))
    private static let toleranceParameter = Parameter<Double>.number(
        "price_tolerance", range: .fraction, default: "0.01",
        LocalizedText(
            en: "part by which a price may move and still count as the same, where marginal costs slope",
            zh: "边际成本倾斜时，价格变动在此比例内视为不变"), source: "a choice of presentation", status: .provisional)
    private static let sensitivityParameter = Parameter<Bool>.boolean(
        "sensitivity", default: "false",
        LocalizedText(
            en: "solve again with other totals, replacement ratios, reserves and station limits",
            zh: "对总量、替代倍数、储备和站点限值做敏感性分析"))
    private static let stricterParameter = Parameter<Double>.number(
        "stricter_target", range: .fraction, default: "0.1",
        LocalizedText(
            en: "part of all quota that the stricter target takes away, for the list of further measures",
            zh: "更严目标削减的指标比例，用于列出追加措施"), source: "a choice of presentation", status: .provisional)

    private static let allocationsParameter = Parameter<Bool>.boolean(
        "compare_allocations", default: "true",
        LocalizedText(
            en: "solve the market behind every primary allocation that the block lists", zh: "比较各初始分配方法下的市场结果"
        ))

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "quota_analysis", title: LocalizedText(en: "Analysis of the market", zh: "市场分析"),
            meaning: LocalizedText(
                en: "Ranges of prices, changed rules, a stricter target", zh: "价格有效范围、规则变化、更严目标"),
            parameters: [
                rangesParameter.declaration, toleranceParameter.declaration, sensitivityParameter.declaration,
                stricterParameter.declaration, allocationsParameter.declaration,
            ])
    }

    public let priceRanges: PriceRangeScope
    /// As a part of the price.
    public let priceTolerance: Double
    public let hasSensitivity: Bool
    /// Part of all quota.
    public let stricterTarget: Double
    public let comparesAllocations: Bool

    public init(_ bound: BoundGroup) {
        priceRanges = bound[Self.rangesParameter]
        priceTolerance = bound[Self.toleranceParameter]
        hasSensitivity = bound[Self.sensitivityParameter]
        stricterTarget = bound[Self.stricterParameter]
        comparesAllocations = bound[Self.allocationsParameter]
    }
}

/// The block `quota.sharing`: how what trade saves is shared among cities or regions.
public struct QuotaSharingParameters: ParameterGroup {
    /// How the saving is shared.
    public enum Method: String, ParameterChoice, Sendable {
        case owen
        case shapley

        public var meaning: LocalizedText {
            switch self {
            case .owen:
                LocalizedText(
                    en: "by the prices of the market: nobody does better in a smaller market (core)",
                    zh: "按影子价格结算（Owen 集），任何联盟单独交易都不会更好")
            case .shapley:
                LocalizedText(
                    en: "also the Shapley value: what each adds on average over all orders of joining",
                    zh: "同时计算 Shapley 值（各方平均边际贡献）")
            }
        }
    }

    /// Who shares.
    public enum Players: String, ParameterChoice, Sendable {
        case city
        case region

        public var meaning: LocalizedText {
            switch self {
            case .city: LocalizedText(en: "cities, each with its counties", zh: "地级市")
            case .region: LocalizedText(en: "the regions of the market", zh: "市场中的各地区")
            }
        }
    }

    private static let methodParameter = Parameter<Method>.choice(
        "method", default: .owen, LocalizedText(en: "how what trade saves is shared", zh: "收益分享方法"),
        source:
            "Owen (1975), Mathematical Programming 9:358; Shapley (1953), Annals of Mathematics Studies 28:307",
        status: .published)
    private static let playersParameter = Parameter<Players>.choice(
        "players", default: .city, LocalizedText(en: "who shares", zh: "参与方"))
    private static let samplesParameter = Parameter<Int>.integer(
        "samples", range: 2...100_000, default: "100",
        LocalizedText(
            en: "pairs of orders drawn where there are more than \(ShapleyValue.largestExact) players",
            zh: "参与方超过 \(ShapleyValue.largestExact) 个时的抽样次数（正反序各一）"))
    private static let seedParameter = Parameter<Int>.integer(
        "seed", range: 0...Int.max, default: "1", LocalizedText(en: "seed of the orders drawn", zh: "抽样随机种子"))

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "quota_sharing", title: LocalizedText(en: "Sharing the saving", zh: "收益分享"),
            meaning: LocalizedText(
                en: "What trade saves, shared among those who trade", zh: "交易节省费用在参与方之间的分享"),
            parameters: [
                methodParameter.declaration, playersParameter.declaration, samplesParameter.declaration,
                seedParameter.declaration,
            ])
    }

    public let method: Method
    public let players: Players
    public let samples: Int
    public let seed: Int

    public init(_ bound: BoundGroup) {
        method = bound[Self.methodParameter]
        players = bound[Self.playersParameter]
        samples = bound[Self.samplesParameter]
        seed = bound[Self.seedParameter]
    }
}
