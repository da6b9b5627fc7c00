import EcoParameters
import EcoUnits

/// Temperature and pressure to which concentrations of gases refer.
public enum GasState: String, ParameterChoice {
    /// 298.15 K, 1013.25 hPa (GB 3095-2026, 3.14; GB 3095-2012 from 2018-09-01, provisional).
    case reference
    /// 273.15 K, 101.325 kPa (GB 3095-2012 as first published).
    case standard

    public var meaning: LocalizedText {
        switch self {
        case .reference:
            LocalizedText(en: "reference state: 298.15 K, 1013.25 hPa", zh: "参比状态：298.15 K、1013.25 hPa")
        case .standard:
            LocalizedText(en: "standard state: 273.15 K, 101.325 kPa", zh: "标准状态：273.15 K、101.325 kPa")
        }
    }
}

/// Temperature and pressure to which concentrations of particulates refer.
public enum ParticulateState: String, ParameterChoice {
    /// As found at the time of monitoring (GB 3095-2026, 4.3).
    case actual
    /// 273.15 K, 101.325 kPa (GB 3095-2012 as first published).
    case standard

    public var meaning: LocalizedText {
        switch self {
        case .actual: LocalizedText(en: "actual state: as found", zh: "监测时的实际状态")
        case .standard:
            LocalizedText(en: "standard state: 273.15 K, 101.325 kPa", zh: "标准状态：273.15 K、101.325 kPa")
        }
    }
}

/// The state of a set of data, or of the figures made from it.
public struct AirState: Sendable, Equatable {
    public var gases: GasState
    public var particulates: ParticulateState

    public init(gases: GasState = .reference, particulates: ParticulateState = .actual) {
        self.gases = gases
        self.particulates = particulates
    }
}

/// The state in which all figures of a run are evaluated: both years of a comparison alike.
public enum EvaluationState: String, ParameterChoice {
    case amended, standard

    public var meaning: LocalizedText {
        switch self {
        case .amended:
            LocalizedText(en: "gases at reference state, particulates as found", zh: "气态污染物参比状态，颗粒物实况状态")
        case .standard: LocalizedText(en: "all at standard state", zh: "均为标准状态")
        }
    }

    public var state: AirState {
        self == .amended ? AirState() : AirState(gases: .standard, particulates: .standard)
    }
}

extension DailyItem {
    /// Particulates are reported as found, gases at the reference state.
    var isParticulate: Bool { self == .pm10 || self == .pm25 }
}
