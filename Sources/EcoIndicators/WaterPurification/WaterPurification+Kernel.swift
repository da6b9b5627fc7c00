import EcoParameters
import EcoUnits

/// Pollutants that wetlands take out of water.
public enum WaterPollutant: String, CaseIterable, Sendable, PurifiedPollutant {
    case cod
    case nh3n
    case tn
    case tp

    public var meaning: LocalizedText {
        switch self {
        case .cod: LocalizedText(en: "chemical oxygen demand", zh: "化学需氧量")
        case .nh3n: LocalizedText(en: "ammonia nitrogen", zh: "氨氮")
        case .tn: LocalizedText(en: "total nitrogen", zh: "总氮")
        case .tp: LocalizedText(en: "total phosphorus", zh: "总磷")
        }
    }

    /// The equivalents by which a levy may price it; total nitrogen has none.
    var levied: [LevyPollutant] {
        switch self {
        case .cod: [.cod]
        case .nh3n: [.nh3n]
        case .tn: []
        case .tp: [.tp]
        }
    }
}

/// Shipped tables of what wetlands take up.
public enum WetlandUptakeTable: String, ParameterChoice {
    case guidelineAnnex = "guideline_annex"
    /// Only the scenario's own table.
    case none

    public var meaning: LocalizedText {
        switch self {
        case .guidelineAnnex:
            LocalizedText(
                en: "uptake of wetlands, annexes of MEE 2020 and DB33/T 2274 (not checked in print)",
                zh: "湿地单位面积净化量（核算指南附录，未核对）")
        case .none: LocalizedText(en: "only the scenario's own table", zh: "仅用情景自带表")
        }
    }

    var rates: [WaterPollutant: [String: UptakeRate]] {
        guard self == .guidelineAnnex else { return [:] }
        return [.cod: 110.38, .tn: 8.56, .tp: 8.56].mapValues { rate in
            let source = "annexes of MEE 2020 and DB33/T 2274, from secondary sources"
            return [
                "wetland": UptakeRate(tonnesPerSquareKilometre: rate, source: source, status: .provisional)
            ]
        }
    }
}
