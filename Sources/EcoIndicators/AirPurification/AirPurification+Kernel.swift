import EcoParameters
import EcoUnits

/// Pollutants that ecosystems take out of the air.
public enum AirPollutant: String, CaseIterable, Sendable, PurifiedPollutant {
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

    var rates: [AirPollutant: [String: UptakeRate]] {
        guard self == .gaotianyan2017 else { return [:] }
        // kg/hm2 a is 0.1 t/km2 a. Bamboo and shrubs: sulphur dioxide is illegible or implied in print.
        return [
            .so2: Self.table(21.56, 8.865, 15.213, bamboo: 9.796, shrub: 9.21, impliedStatus: .provisional),
            .dust: Self.table(3_320, 1_011, 2_166, bamboo: 2_070, shrub: 1_140, impliedStatus: .published),
            .nox: Self.table(0.6, 0.6, 0.6, bamboo: 0.6, shrub: 0.6, impliedStatus: .provisional).mapValues {
                UptakeRate(
                    tonnesPerSquareKilometre: $0.tonnesPerSquareKilometre,
                    source: "about 6 kg/hm2, LY/T 1721-2008 from secondary sources", status: .provisional)
            },
        ]
    }

    private static func table(
        _ needle: Double, _ broad: Double, _ mixed: Double, bamboo: Double, shrub: Double,
        impliedStatus: FigureStatus
    ) -> [String: UptakeRate] {
        let printed = [
            "evergreen_needleleaf_forest": needle, "deciduous_needleleaf_forest": needle,
            "evergreen_broadleaf_forest": broad, "deciduous_broadleaf_forest": broad, "mixed_forest": mixed,
        ]
        let source = "Miao et al. 2017, doi:10.5846/stxb201607091410"
        func rate(_ value: Double, _ status: FigureStatus) -> UptakeRate {
            UptakeRate(tonnesPerSquareKilometre: value, source: source, status: status)
        }
        return printed.mapValues { rate($0, .published) }.merging(
            ["bamboo_forest": rate(bamboo, impliedStatus), "shrubland": rate(shrub, impliedStatus)]
        ) { first, _ in first }
    }
}
