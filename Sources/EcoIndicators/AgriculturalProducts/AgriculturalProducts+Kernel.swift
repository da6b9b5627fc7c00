import EcoParameters
import EcoUnits

/// What the value of a product stands for.
public enum ProvisioningBasis: String, ParameterChoice {
    case gross
    case net
    case contribution

    public var meaning: LocalizedText {
        switch self {
        case .gross: LocalizedText(en: "gross output", zh: "总产值口径")
        case .net: LocalizedText(en: "net output (value added)", zh: "净产值（增加值）口径")
        case .contribution: LocalizedText(en: "contribution of ecosystems", zh: "生态系统贡献口径")
        }
    }
}

/// How the contribution of ecosystems to a product is found.
public enum ContributionMethod: String, ParameterChoice {
    case share
    case residual

    public var meaning: LocalizedText {
        switch self {
        case .share: LocalizedText(en: "gross value times the share of land rent", zh: "产值乘以地租份额")
        case .residual:
            LocalizedText(
                en: "output less intermediate use, labour, use of capital and return on capital",
                zh: "产值减中间投入、劳动报酬、固定资产折旧与资本回报")
        }
    }
}

/// The part of a product's value that ecosystems contribute, in yuan.
enum EcosystemContribution {
    /// Gross value times the share of land rent, 0 to 1.
    static func share(gross: Double, share: Double) -> Double { gross * share }

    /// What is left of output; negative where the costs exceed it.
    static func residual(
        output: Double, intermediate: Double, labour: Double, capitalUse: Double, capitalReturn: Double
    ) -> Double { output - intermediate - labour - capitalUse - capitalReturn }
}

/// The sections of agriculture in statistics (P01 to P04, P07).
public enum ProductGroup: String, ParameterChoice {
    case crops
    case forestry
    case husbandry
    case fishery
    case other

    public var meaning: LocalizedText {
        switch self {
        case .crops: LocalizedText(en: "crops", zh: "农业产品")
        case .forestry: LocalizedText(en: "forest products", zh: "林业产品")
        case .husbandry: LocalizedText(en: "livestock", zh: "畜牧业产品")
        case .fishery: LocalizedText(en: "fishery", zh: "渔业产品")
        case .other: LocalizedText(en: "seedlings, flowers and others", zh: "苗木花卉等其他产品")
        }
    }
}
