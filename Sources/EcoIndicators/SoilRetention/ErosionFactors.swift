import EcoGrids

/// The factors of the revised universal soil loss equation, eight places at a time.
///
/// Missing input is NaN and stays NaN. Scalar forms below compute the same bits.
public enum ErosionFactors {
    typealias Lanes = SIMD8<Double>

    /// The angle in degrees of a slope given as rise over run.
    public static func degrees(slope: Double) -> Double {
        VectorMath.atan(Lanes(repeating: slope))[0] * degreesOfRadian
    }

    static var degreesOfRadian: Double { 180 / .pi }

    /// Metres of the plot on which the equation was fitted.
    static var plotLength: Double { 22.13 }

    // MARK: Rain

    /// Modified Fournier index (mm) of monthly rain: sum of squares over the sum; 0 where no rain falls.
    @inline(__always)
    static func fournierIndex(squares: Lanes, total: Lanes) -> Lanes {
        (squares / total).replacing(with: 0, where: total .== 0)
    }

    /// R in MJ mm ha-1 h-1 a-1: 0.1833 F^1.9957 (Zou et al., ChinaXiv-201911.00021, Loess Plateau).
    @inline(__always)
    static func erosivity(fournierIndex: Lanes) -> Lanes {
        VectorMath.pow(fournierIndex, Lanes(repeating: 1.9957)) * 0.1833
    }

    /// R of one half month from its rain in mm: a P^1.7265, a = 0.3937 from May to September, 0.3101 else.
    @inline(__always)
    static func erosivity(halfMonth rain: Lanes, isWarm: Bool) -> Lanes {
        VectorMath.pow(rain, Lanes(repeating: 1.7265)) * (isWarm ? 0.3937 : 0.3101)
    }

    /// True for the half months of May to September, numbered from 0.
    static func isWarm(halfMonth: Int) -> Bool { (8..<18).contains(halfMonth) }

    /// Rain in mm from which a day counts as erosive.
    static var erosiveDay: Double { 12 }

    /// Exponent b of daily rain from the erosive days' mean and yearly total (mm).
    @inline(__always)
    static func dailyExponent(mean: Lanes, total: Lanes) -> Lanes { 0.8363 + 18.144 / mean + 24.455 / total }

    /// Coefficient a that belongs to the exponent b of daily rain.
    @inline(__always)
    static func dailyCoefficient(exponent: Lanes) -> Lanes {
        VectorMath.pow(exponent, Lanes(repeating: -7.1891)) * 21.586
    }

    // MARK: Soil

    /// K of the EPIC model in United States units; sand, silt, clay and organic carbon in percent.
    ///
    /// Not a number where there is neither silt nor clay.
    @inline(__always)
    static func epicErodibility(sand: Lanes, silt: Lanes, clay: Lanes, carbon: Lanes) -> Lanes {
        let rest = 1 - sand / 100
        let texture = 0.2 + 0.3 * VectorMath.exp(-0.0256 * sand * (1 - silt / 100))
        let fine = VectorMath.pow(silt / (clay + silt), Lanes(repeating: 0.3))
        let organic = 1 - 0.25 * carbon / (carbon + VectorMath.exp(3.72 - 2.95 * carbon))
        let coarse = 1 - 0.7 * rest / (rest + VectorMath.exp(22.9 * rest - 5.51))
        return texture * fine * organic * coarse
    }

    /// t ha h ha-1 MJ-1 mm-1 in one United States unit of K.
    public static let siOfUnitedStatesUnit = 0.1317

    /// K in SI units, corrected for soils of China; not a number where the correction falls below zero.
    @inline(__always)
    static func chinaCorrected(epic: Lanes) -> Lanes {
        let corrected = (0.51575 * epic - 0.01383) * siOfUnitedStatesUnit
        return corrected.replacing(with: .nan, where: corrected .< 0)
    }

    // MARK: Cover

    /// Vegetation cover as a fraction, 0 at NDVI of bare ground and 1 at that of full cover.
    @inline(__always)
    static func cover(ndvi: Lanes, bare: Double, full: Double) -> Lanes {
        let cover = (ndvi - bare) / (full - bare)
        return cover.replacing(with: 0, where: cover .< 0).replacing(with: 1, where: cover .> 1)
    }

    /// C of vegetation cover in PERCENT: 1 up to 0.1, 0 from 78.3, 0.6508 - 0.3436 lg f between (Cai et al. 2000).
    @inline(__always)
    static func coverFactor(percent: Lanes) -> Lanes {
        let between = 0.6508 - 0.3436 * (VectorMath.log(percent) * (1 / 2.302585092994046))
        return between.replacing(with: 1, where: percent .<= 0.1).replacing(with: 0, where: percent .>= 78.3)
    }
}

extension ErosionFactors {
    static func fournierIndex(_ months: [Double]) -> Double {
        let squares = months.reduce(0) { $0 + $1 * $1 }
        return fournierIndex(
            squares: Lanes(repeating: squares), total: Lanes(repeating: months.reduce(0, +)))[0]
    }

    static func erosivity(fournierIndex: Double) -> Double {
        erosivity(fournierIndex: Lanes(repeating: fournierIndex))[0]
    }

    static func epicErodibility(sand: Double, silt: Double, clay: Double, carbon: Double) -> Double {
        epicErodibility(
            sand: Lanes(repeating: sand), silt: Lanes(repeating: silt), clay: Lanes(repeating: clay),
            carbon: Lanes(repeating: carbon))[0]
    }

    static func chinaCorrected(epic: Double) -> Double { chinaCorrected(epic: Lanes(repeating: epic))[0] }

    static func cover(ndvi: Double, bare: Double, full: Double) -> Double {
        cover(ndvi: Lanes(repeating: ndvi), bare: bare, full: full)[0]
    }

    static func coverFactor(percent: Double) -> Double { coverFactor(percent: Lanes(repeating: percent))[0] }
}
