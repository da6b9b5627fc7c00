import EcoParameters
import EcoUnits

/// Routes to fixed carbon.
public enum CarbonMethod: String, ParameterChoice {
    case netEcosystemProduction = "nep"
    case respiration = "npp_less_respiration"
    case fixationRate = "rate"
    case biomass
    case dryMatterShortcut = "dry_matter_shortcut"
    case standProductivity = "stand_productivity"

    public var meaning: LocalizedText {
        switch self {
        case .netEcosystemProduction:
            LocalizedText(en: "net ecosystem production as a share of NPP", zh: "净生态系统生产力法")
        case .respiration:
            LocalizedText(en: "NPP less the respiration of the soil", zh: "净初级生产力减土壤呼吸")
        case .fixationRate: LocalizedText(en: "fixation rate times area", zh: "固碳速率法")
        case .biomass: LocalizedText(en: "change of biomass between two dates", zh: "生物量法")
        case .dryMatterShortcut:
            LocalizedText(
                en: "1.63 t of CO2 for each tonne of net primary dry matter, nothing breathed out",
                zh: "1.63 系数法（未扣除呼吸）")
        case .standProductivity:
            LocalizedText(
                en: "1.63 t for each tonne that stands grow, and carbon of the soil: forest sector",
                zh: "林分净生产力法（森林评估）")
        }
    }

    var layers: [LayerRole] {
        switch self {
        case .netEcosystemProduction, .dryMatterShortcut: [.netPrimaryProduction]
        case .respiration: [.netPrimaryProduction, .soilRespiration]
        case .biomass: [.biomassOpening, .biomassClosing]
        case .fixationRate, .standProductivity: []
        }
    }

    var isOfProduction: Bool { layers.first == .netPrimaryProduction }
}

/// What net primary production is weighed as.
public enum ProductionBasis: String, ParameterChoice {
    case dryMatter = "dry_matter"
    case carbon

    public var meaning: LocalizedText {
        switch self {
        case .dryMatter: LocalizedText(en: "dry matter", zh: "干物质")
        case .carbon: LocalizedText(en: "carbon", zh: "碳")
        }
    }

    /// Mass of carbon in a mass of production.
    var carbonShare: Double { self == .dryMatter ? CarbonChemistry.carbonOfDryMatter : 1 }
}

/// Tables of the ratio of net ecosystem production to net primary production.
public enum CarbonRatioTable: String, ParameterChoice {
    /// Forest 0.215, shrubland 0.087, grassland 0.262, wetland 0.302.
    case practitioner
    /// Only what the scenario itself gives.
    case none

    public var meaning: LocalizedText {
        switch self {
        case .practitioner:
            LocalizedText(en: "NEP/NPP in practitioners' use (provisional)", zh: "常用 NEP/NPP（暂定）")
        case .none: LocalizedText(en: "only what the scenario gives", zh: "仅用情景给定值")
        }
    }

    var ratios: [String: Double] {
        self == .none ? [:] : ["forest": 0.215, "shrubland": 0.087, "grassland": 0.262, "wetland": 0.302]
    }

    static let source = "practitioner scripts citing a \"Table C.4\" of an unnamed standard"
}

/// Rates at which wetlands fix carbon, by region of China; 1 g/m2 is 1 t/km2.
public enum WetlandCarbonRate: String, ParameterChoice {
    case eastPlainLakes = "east_plain_lakes"
    case mongoliaXinjiangLakes = "mongolia_xinjiang_lakes"
    case northeastLakes = "northeast_lakes"
    case peatland
    case none

    public var meaning: LocalizedText {
        switch self {
        case .eastPlainLakes: LocalizedText(en: "lakes of the eastern plain", zh: "东部平原湖泊")
        case .mongoliaXinjiangLakes: LocalizedText(en: "lakes of Mongolia and Xinjiang", zh: "蒙新湖泊")
        case .northeastLakes: LocalizedText(en: "lakes of the north-east", zh: "东北湖泊")
        case .peatland: LocalizedText(en: "peatland", zh: "泥炭湿地")
        case .none: LocalizedText(en: "only what the scenario gives", zh: "仅用情景给定值")
        }
    }

    /// t of carbon per km2 a year.
    var rates: [String: Double] {
        switch self {
        case .eastPlainLakes: ["wetland": 56.67]
        case .mongoliaXinjiangLakes: ["wetland": 30.26]
        case .northeastLakes: ["wetland": 4.49]
        case .peatland: ["wetland": 24.80]
        case .none: [:]
        }
    }

    static let source = "Duan et al. 2008, from secondary sources, not checked in print"
}
