import EcoParameters
import EcoUnits

/// The block `simulation.market`. Method: docs/methods/simulation.md, 3.3.
public struct MarketParameters: ParameterGroup {
    private static let abatementParameter = Parameter<Abatement>.choice(
        "abatement", default: .market, LocalizedText(en: "who decides on measures", zh: "减排措施的决定方式"))
    private static let tradeParameter = Parameter<Bool>.boolean(
        "trade", default: "true",
        LocalizedText(
            en: "whether quota is traded; without it each region meets its own", zh: "是否允许交易，否则各自达标"))
    private static let foresightParameter = Parameter<Foresight>.choice(
        "foresight", default: .myopic,
        LocalizedText(en: "what the market knows of later years", zh: "市场对未来年份的预期"))
    private static let discountParameter = Parameter<Double>.number(
        "discount_rate", range: .nonNegative, default: "0.05",
        LocalizedText(en: "yearly rate by which later cost counts less, as a fraction", zh: "折现率（小数）"),
        source: "order of the social discount rate of project appraisal, 3 to 5 %", status: .provisional)
    private static let bankingParameter = Parameter<Bool>.boolean(
        "banking", default: "false",
        LocalizedText(en: "whether unused quota passes into later years", zh: "未用指标是否可结转"))
    private static let decayParameter = Parameter<Double>.number(
        "decay", range: .fraction, default: "0",
        LocalizedText(en: "part of what is carried over that is lost", zh: "结转折减比例"))

    enum Abatement: String, ParameterChoice {
        case market, none, all

        var meaning: LocalizedText {
            switch self {
            case .market: LocalizedText(en: "the plan of least cost", zh: "总费用最小方案")
            case .none: LocalizedText(en: "no measure is taken", zh: "不采取措施")
            case .all: LocalizedText(en: "every measure in full", zh: "措施全部实施")
            }
        }
    }

    enum Foresight: String, ParameterChoice {
        case myopic, perfect

        var meaning: LocalizedText {
            switch self {
            case .myopic: LocalizedText(en: "each year by itself", zh: "逐年求解")
            case .perfect:
                LocalizedText(en: "all years in one plan, with banking where allowed", zh: "各年统一求解（可结转）")
            }
        }
    }

    public static var declaration: GroupDeclaration {
        GroupDeclaration(
            id: "simulation_market", title: LocalizedText(en: "Market over the years", zh: "逐年市场"),
            meaning: LocalizedText(en: "measures, trade and banking", zh: "措施、交易与结转"),
            parameters: [
                abatementParameter.declaration, tradeParameter.declaration, foresightParameter.declaration,
                discountParameter.declaration, bankingParameter.declaration, decayParameter.declaration,
            ])
    }

    var abatement: Abatement
    let trade: Bool
    let foresight: Foresight
    /// As a fraction.
    let discountRate: Double
    let banking: Bool
    let decay: Double

    public init(_ bound: BoundGroup) {
        abatement = bound[Self.abatementParameter]
        trade = bound[Self.tradeParameter]
        foresight = bound[Self.foresightParameter]
        discountRate = bound[Self.discountParameter]
        banking = bound[Self.bankingParameter]
        decay = bound[Self.decayParameter]
    }
}
