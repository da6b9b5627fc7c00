import EcoParameters
import EcoUnits

extension AirPurification {
    /// Tonnes removed: no more than is emitted, no more than could be taken up.
    static func removed(emission: Double, capacity: Double) -> Double { min(emission, capacity) }
}

/// Pollutants that ecosystems take out of the air.
public enum AirPollutant: String, CaseIterable, Sendable {
    case so2
    case nox
    case dust

    public var meaning: LocalizedText {
        switch self {
        case .so2: LocalizedText(en: "sulphur dioxide", zh: "二氧化硫")
        case .nox: LocalizedText(en: "nitrogen oxides", zh: "氮氧化物")
        case .dust: LocalizedText(en: "dust", zh: "粉尘")
        }
    }
}

/// Yearly uptake in t/km2 by pollutant and ecosystem, second-level type before first.
struct UptakeRates: Sendable {
    struct Rate: Sendable {
        let tonnesPerSquareKilometre: Double
        let source: String
        let status: FigureStatus
    }

    /// By pollutant, then by subtype or ecosystem type.
    let rates: [AirPollutant: [String: Rate]]

    func rate(_ pollutant: AirPollutant, _ land: LandCoverClass) -> Double? {
        guard let own = rates[pollutant] else { return nil }
        return (land.subtype.flatMap { own[$0] } ?? own[land.ecosystem.rawValue])?.tonnesPerSquareKilometre
    }

    func covers(_ land: LandCoverClass) -> Bool {
        AirPollutant.allCases.contains { rate($0, land) != nil }
    }
}

/// Shipped tables of uptake rates.
public enum UptakeTable: String, ParameterChoice {
    case gaotianyan2017 = "gaotianyan_2017"
    /// Only the scenario's own table.
    case none

    public var meaning: LocalizedText {
        switch self {
        case .gaotianyan2017:
            LocalizedText(
                en: "uptake of forests and shrubs, Miao et al. 2017; NOx provisional", zh: "高天岩单位面积净化量")
        case .none: LocalizedText(en: "only the scenario's own table", zh: "仅用情景自带表")
        }
    }

    var rates: [AirPollutant: [String: UptakeRates.Rate]] {
        guard self == .gaotianyan2017 else { return [:] }
        let source = "Miao et al. 2017, doi:10.5846/stxb201607091410"
        func table(
            _ needle: Double, _ broad: Double, _ mixed: Double, _ shrub: Double, _ source: String,
            _ status: FigureStatus
        ) -> [String: UptakeRates.Rate] {
            let values = [
                "evergreen_needleleaf_forest": needle, "deciduous_needleleaf_forest": needle,
                "evergreen_broadleaf_forest": broad, "deciduous_broadleaf_forest": broad,
                "mixed_forest": mixed, "shrubland": shrub,
            ]
            return values.mapValues {
                UptakeRates.Rate(tonnesPerSquareKilometre: $0, source: source, status: status)
            }
        }
        // kg/hm2 a is 0.1 t/km2 a.
        return [
            .so2: table(21.56, 8.865, 15.213, 9.21, source, .published),
            .dust: table(3_320, 1_011, 2_166, 1_140, source, .published),
            .nox: table(0.6, 0.6, 0.6, 0.6, "about 6 kg/hm2, from secondary sources", .provisional),
        ]
    }
}
