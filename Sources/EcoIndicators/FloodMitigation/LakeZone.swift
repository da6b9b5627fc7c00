import EcoGrids
import EcoParameters
import EcoUnits

/// The lake regions of China, each with its own relation of area to the water that can be stored and let go.
public enum LakeZone: String, ParameterChoice {
    case tibetanPlateau = "tibetan_plateau"
    case easternPlain = "eastern_plain"
    case mongoliaXinjiang = "mongolia_xinjiang"
    case yunnanGuizhou = "yunnan_guizhou"
    case northeast

    public var meaning: LocalizedText {
        switch self {
        case .tibetanPlateau: LocalizedText(en: "Tibetan Plateau", zh: "青藏高原湖区")
        case .easternPlain: LocalizedText(en: "Eastern Plain", zh: "东部平原湖区")
        case .mongoliaXinjiang: LocalizedText(en: "Mongolia-Xinjiang Plateau", zh: "蒙新高原湖区")
        case .yunnanGuizhou: LocalizedText(en: "Yunnan-Guizhou Plateau", zh: "云贵高原湖区")
        case .northeast: LocalizedText(en: "Northeast Plain and mountains", zh: "东北平原与山地湖区")
        }
    }

    /// Natural logarithm of the storage of 1 km2, in 10^4 m3, and the exponent of the area.
    var coefficients: (intercept: Double, exponent: Double) {
        switch self {
        case .tibetanPlateau: (6.636, 0.678)
        case .easternPlain: (4.924, 1.128)
        case .mongoliaXinjiang: (5.653, 0.680)
        case .yunnanGuizhou: (4.904, 0.927)
        case .northeast: (5.808, 0.866)
        }
    }

    var status: ParameterStatus { self == .tibetanPlateau ? .published : .provisional }

    var source: String {
        self == .tibetanPlateau
            ? "Pema Dolkar et al. 2017, doi:10.5846/stxb201607011362"
            : "Rao et al. 2014, from secondary sources"
    }

    /// m3 that a lake of `area` km2 can take, `exchanges` times a year: `e^b A^a T` in 10^4 m3.
    func storage(area: Double, exchanges: Double) -> Double {
        let (intercept, exponent) = coefficients
        guard area > 0 else { return 0 }
        return scalar(VectorMath.exp, intercept + exponent * scalar(VectorMath.log, area)) * exchanges * 1e4
    }

    var register: [RegisterEntry] {
        let (intercept, exponent) = coefficients
        let text = "\(NumberText.shortest(intercept)); \(NumberText.shortest(exponent))"
        return [
            RegisterEntry(
                "accounts.indicators.flood_mitigation.lake_zones.\(rawValue)", text,
                LocalizedText(
                    en: "intercept and exponent of lake storage, \(meaning.en)", zh: "\(meaning.zh)调蓄量系数"),
                source: source, status: status)
        ]
    }
}

/// A function of eight lanes for one number.
func scalar(_ function: (SIMD8<Double>) -> SIMD8<Double>, _ value: Double) -> Double {
    function(SIMD8(repeating: value))[0]
}
