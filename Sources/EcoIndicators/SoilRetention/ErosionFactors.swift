#if canImport(Glibc)
    import Glibc
#endif

/// The factors of the revised universal soil loss equation, each a pure function of one place.
public enum ErosionFactors {
    /// Modified Fournier index of one year's monthly rain (mm): sum of squares over the sum; 0 where no rain falls.
    public static func fournierIndex(_ months: [Double]) -> Double {
        fournierIndex(squares: months.reduce(0) { $0 + $1 * $1 }, total: months.reduce(0, +))
    }

    static func fournierIndex(squares: Double, total: Double) -> Double { total == 0 ? 0 : squares / total }

    /// R in MJ mm ha-1 h-1 a-1: 0.1833 F^1.9957 (Zou et al., ChinaXiv-201911.00021, Loess Plateau).
    public static func erosivity(fournierIndex: Double) -> Double { 0.1833 * pow(fournierIndex, 1.9957) }

    /// K of the EPIC model in United States units; sand, silt, clay and organic carbon in percent.
    ///
    /// Not a number where there is neither silt nor clay.
    public static func epicErodibility(sand: Double, silt: Double, clay: Double, carbon: Double) -> Double {
        let rest = 1 - sand / 100
        let texture = 0.2 + 0.3 * exp(-0.0256 * sand * (1 - silt / 100))
        let fine = pow(silt / (clay + silt), 0.3)
        let organic = 1 - 0.25 * carbon / (carbon + exp(3.72 - 2.95 * carbon))
        let coarse = 1 - 0.7 * rest / (rest + exp(-5.51 + 22.9 * rest))
        return texture * fine * organic * coarse
    }

    /// t ha h ha-1 MJ-1 mm-1 in one United States unit of K.
    public static let siOfUnitedStatesUnit = 0.1317

    /// K in SI units, corrected for soils of China; not a number where the correction falls below zero.
    public static func chinaCorrected(epic: Double) -> Double {
        let corrected = (-0.01383 + 0.51575 * epic) * siOfUnitedStatesUnit
        return corrected >= 0 ? corrected : .nan
    }

    /// The angle in degrees of a slope given as rise over run.
    public static func degrees(slope: Double) -> Double { atan(slope) * 180 / .pi }

    /// S of a slope angle in degrees: 10.8 sin t + 0.03 below the first break, 16.8 sin t - 0.5 below the
    /// second, 21.91 sin t - 0.96 above; constant beyond `steepest`. Not a number outside 0 to 90.
    public static func slopeFactor(degrees: Double, breaks: SlopeBreaks, steepest: Double) -> Double {
        guard degrees >= 0, degrees <= 90 else { return .nan }
        let sine = sin(min(degrees, steepest) * .pi / 180)
        let (first, second) = breaks.degrees
        if degrees < first { return 10.8 * sine + 0.03 }
        return degrees < second ? 16.8 * sine - 0.5 : 21.91 * sine - 0.96
    }

    /// The exponent m of slope length.
    public static func slopeLengthExponent(degrees: Double, _ form: SlopeLengthExponent) -> Double {
        let angle = degrees * .pi / 180
        if form == .classes {
            let percent = tan(angle) * 100
            return percent < 1 ? 0.2 : percent < 3 ? 0.3 : percent < 5 ? 0.4 : percent.isNaN ? .nan : 0.5
        }
        let sine = sin(angle)
        let unit = form == .continuous0896 ? 0.0896 : 0.089
        let ratio = sine / unit / (3 * pow(sine, 0.8) + 0.56)
        return ratio / (1 + ratio)
    }

    /// L = (length / 22.13 m)^m.
    public static func slopeLengthFactor(metres: Double, exponent: Double) -> Double {
        pow(metres / 22.13, exponent)
    }

    /// Vegetation cover as a fraction, 0 at NDVI of bare ground and 1 at that of full cover.
    public static func cover(ndvi: Double, bare: Double, full: Double) -> Double {
        let cover = (ndvi - bare) / (full - bare)
        return cover < 0 ? 0 : cover > 1 ? 1 : cover
    }

    /// C of vegetation cover in PERCENT: 1 up to 0.1, 0 from 78.3, 0.6508 - 0.3436 lg f between (Cai et al. 2000).
    public static func coverFactor(percent: Double) -> Double {
        if percent <= 0.1 { return 1 }
        if percent >= 78.3 { return 0 }
        return 0.6508 - 0.3436 * log10(percent)
    }
}
