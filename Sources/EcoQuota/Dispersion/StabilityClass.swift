import EcoParameters
import EcoUnits

#if canImport(Glibc)
    import Glibc
#endif

/// How strongly the air mixes (Pasquill 1961): A very unstable to F stable.
public enum StabilityClass: String, CaseIterable, Sendable {
    case a = "A"
    case b = "B"
    case c = "C"
    case d = "D"
    case e = "E"
    case f = "F"

    /// In stable air nothing stops the plume from above; it hardly rises.
    var hasLid: Bool { self != .e && self != .f }
}

/// The ground over which plumes spread.
public enum DispersionTerrain: String, ParameterChoice {
    case rural
    case urban

    public var meaning: LocalizedText {
        switch self {
        case .rural: LocalizedText(en: "open country", zh: "乡村（开阔地）")
        case .urban: LocalizedText(en: "city", zh: "城市")
        }
    }

    /// Vertical spread of a plume in m, `x` m downwind: the interpolation formulas of Briggs (1973, ATDL contribution
    /// 79), for 0.1 to 10 km; beyond, an extrapolation.
    func verticalSpread(_ stability: StabilityClass, at x: Double) -> Double {
        switch (self, stability) {
        case (.rural, .a): 0.20 * x
        case (.rural, .b): 0.12 * x
        case (.rural, .c): 0.08 * x / (1 + 0.0002 * x).squareRoot()
        case (.rural, .d): 0.06 * x / (1 + 0.0015 * x).squareRoot()
        case (.rural, .e): 0.03 * x / (1 + 0.0003 * x)
        case (.rural, .f): 0.016 * x / (1 + 0.0003 * x)
        case (.urban, .a), (.urban, .b): 0.24 * x * (1 + 0.001 * x).squareRoot()
        case (.urban, .c): 0.20 * x
        case (.urban, .d): 0.14 * x / (1 + 0.0003 * x).squareRoot()
        case (.urban, .e), (.urban, .f): 0.08 * x / (1 + 0.0015 * x).squareRoot()
        }
    }

    /// Exponent p of the wind profile u(z) = u(10 m) (z / 10 m)^p: the defaults of ISC3 (EPA-454/B-95-003b).
    func windExponent(_ stability: StabilityClass) -> Double {
        switch (self, stability) {
        case (.rural, .a), (.rural, .b): 0.07
        case (.rural, .c): 0.10
        case (.rural, .d): 0.15
        case (.rural, .e): 0.35
        case (.rural, .f): 0.55
        case (.urban, .a), (.urban, .b): 0.15
        case (.urban, .c): 0.20
        case (.urban, .d): 0.25
        case (.urban, .e), (.urban, .f): 0.30
        }
    }
}
