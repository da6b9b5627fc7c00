import EcoGrids

/// The factors of the revised wind erosion equation (RWEQ), eight places at a time, and their scalar forms.
///
/// Peng et al. 2017, doi:10.5846/stxb201702200273; Liu et al. 2018, doi:10.5846/stxb201701220183.
enum WindErosion {
    typealias Lanes = SIMD8<Double>

    /// kg/m per unit of X.
    static let transportCapacity = 109.8
    /// m at X = 1.
    static let fieldLength = 150.71
    static let fieldLengthExponent = 0.3711
    /// m/s2.
    static let gravity = 9.8

    /// Soil loss at `distance` z downwind of the field's edge, kg/m2: `2 z/s^2 Qmax exp(-(z/s)^2)` with
    /// `Qmax = 109.8 X` and `s = 150.71 X^-0.3711`; 0 where X is 0.
    static func loss(_ x: Lanes, distance: Double) -> Lanes {
        let power = VectorMath.pow(x, Lanes(repeating: 2 * fieldLengthExponent))
        let scale = distance / fieldLength
        let squared = power * (scale * scale)
        return x * squared * VectorMath.exp(-squared) * (2 * transportCapacity / distance)
    }

    /// `0.1699 X^1.3711`, kg/m2: the closed form of the Chinese guides, which is not the loss at 50 m.
    static func closedForm(_ x: Lanes) -> Lanes { VectorMath.pow(x, Lanes(repeating: 1.3711)) * 0.1699 }

    /// `348 (1.013 - 0.1183 e + 0.0048 e^2) / T`, kg/m3, of a height in m and a temperature in degrees Celsius.
    static func airDensity(metres: Lanes, celsius: Lanes) -> Lanes {
        let e = metres / 1000
        return (1.013 - 0.1183 * e + 0.0048 * e * e) * 348 / (celsius + 273.15)
    }

    /// `(29.09 + 0.31 sa + 0.17 si + 0.33 sa/cl - 2.59 om - 0.95 ca)/100` of percentages, between 0 and 1.
    /// Not a number where there is no clay: the ratio has no meaning there.
    static func erodibleFraction(
        sand: Lanes, silt: Lanes, clay: Lanes, organicMatter: Lanes, calciumCarbonate: Lanes
    ) -> Lanes {
        let minerals = 29.09 + 0.31 * sand + 0.17 * silt + 0.33 * sand / clay
        let fraction = (minerals - 2.59 * organicMatter - 0.95 * calciumCarbonate) / 100
        let hasClay = clay .> 0
        return Lanes(repeating: .nan).replacing(with: within0And1(fraction), where: hasClay)
    }

    /// `1 / (1 + 0.0066 cl^2 + 0.021 om^2)` of percentages.
    static func soilCrust(clay: Lanes, organicMatter: Lanes) -> Lanes {
        1 / (1 + 0.0066 * clay * clay + 0.021 * organicMatter * organicMatter)
    }

    /// `(ETp - rain x rain days / days) / ETp` over a period, between 0 and 1; where nothing evaporates, 0 with
    /// rain and 1 without.
    static func soilWetness(evaporation: Lanes, rain: Lanes, rainDays: Lanes, days: Double) -> Lanes {
        let wet = rain * rainDays / days
        let dryness = within0And1((evaporation - wet) / evaporation)
        let still = Lanes(repeating: 0).replacing(with: 1, where: wet .== 0)
        let known = wet + evaporation
        return dryness.replacing(with: still, where: evaporation .<= 0)
            .replacing(with: .nan, where: known .!= known)
    }

    /// Potential evaporation of a mean day, mm: `0.0162 (SR/58.5)(T + 17.8)`, SR in calories per cm2.
    static func potentialEvaporation(megajoules: Lanes, celsius: Lanes) -> Lanes {
        let calories = megajoules / 0.041_84
        let warmth = celsius + 17.8
        let isCold: SIMDMask<SIMD8<Int64>> = warmth .< 0
        return 0.0162 * (calories / 58.5) * warmth.replacing(with: 0, where: isCold)
    }

    /// `exp(a x cover)`, cover in PERCENT and `a` of the class negative.
    static func cover(coefficient: Lanes, percent: Lanes) -> Lanes { VectorMath.exp(coefficient * percent) }

    /// Ridges of one direction: `exp(1.86 Kr - 2.41 Kr^0.934 - 0.127 Crr)`, `Kr = 0.2 height^2 / spacing`, in cm.
    static func ridgeRoughness(height: Double, spacing: Double, random: Double) -> Double {
        let ridge = 0.2 * height * height / spacing
        let power = VectorMath.pow(Lanes(repeating: ridge), Lanes(repeating: 0.934))[0]
        return VectorMath.exp(Lanes(repeating: 1.86 * ridge - 2.41 * power - 0.127 * random))[0]
    }

    /// Wind factor of observations of one period: the mean of `u (u - threshold)^2` of winds above the threshold,
    /// times its days, m3/s3. Winds are at 2 m.
    static func windFactor(_ winds: [Double], days: Double, threshold: Double) -> Double {
        let gusts = winds.filter { $0 > threshold }
        let sum = gusts.reduce(0) { $0 + $1 * ($1 - threshold) * ($1 - threshold) }
        return winds.isEmpty ? .nan : sum * days / Double(winds.count)
    }

    /// Wind at 2 m of a wind at another height: `(2/h)^(1/7)`.
    static func windAt2Metres(_ wind: Double, height: Double) -> Double {
        wind * VectorMath.pow(Lanes(repeating: 2 / height), Lanes(repeating: 1.0 / 7))[0]
    }

    static func within0And1(_ value: Lanes) -> Lanes {
        let (low, high): (SIMDMask<SIMD8<Int64>>, SIMDMask<SIMD8<Int64>>) = (value .< 0, value .> 1)
        return value.replacing(with: 0, where: low).replacing(with: 1, where: high)
    }
}
