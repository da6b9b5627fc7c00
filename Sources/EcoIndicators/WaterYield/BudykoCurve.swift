import EcoGrids

/// How much of the precipitation evaporates, by the curve of Zhang et al. 2004 (Fu 1981) with Donohue's omega, as
/// the InVEST annual water yield model uses it.
///
/// `AET/P = 1 + phi - (1 + phi^omega)^(1/omega)`, `phi = PET/P`, `omega = Z AWC/P + 1.25`, at most `omegaMaximum`;
/// where nothing grows, `AET/P = min(phi, 1)`.
struct BudykoCurve: Sendable {
    /// Z, the seasonality constant, without unit.
    let seasonality: Double
    let omegaMaximum: Double
    /// What becomes of cells without rain.
    let dryCells: DryCellRule

    /// What the curve needs of a cell, but for what grows there; NaN where any input is.
    struct Point {
        /// |log2 phi| x omega, at most 1000.
        var power: SIMD8<Double>
        var omega: SIMD8<Double>
        /// PET / P.
        var phi: SIMD8<Double>
    }

    /// Share of precipitation that evaporates, lane by lane; NaN where any input is. `isVegetated` is 1 or 0.
    ///
    /// Written as `min(phi, 1) - max(phi, 1) e` with `e = (1 + t)^(1/omega) - 1` and `t = phi^omega` or its inverse,
    /// so that nothing cancels where it is very dry: within 2e-15 x max(phi, 1) of the true value.
    func evaporatedShare(
        precipitation: SIMD8<Double>, potential: SIMD8<Double>, available: SIMD8<Double>,
        isVegetated: SIMD8<Double>
    ) -> SIMD8<Double> {
        let point = point(precipitation: precipitation, potential: potential, available: available)
        let t = BudykoLanes.powerOfTwo(minus: point.power)
        let e = BudykoLanes.powerOfTwoLessOne(BudykoLanes.rootLogarithm(t, point.omega))
        return share(phi: point.phi, e: e * isVegetated, precipitation: precipitation)
    }

    @inline(__always)
    func point(
        precipitation: SIMD8<Double>, potential: SIMD8<Double>, available: SIMD8<Double>
    ) -> Point {
        // log2(PET / P) from the power of two that brings P nearest to PET, and an inverse tangent.
        let demand = potential.replacing(with: 0x1p-100, where: potential .< 0x1p-100)
        let (near, exponent) = BudykoLanes.nearest(precipitation, to: demand)
        let sum = demand + near
        let inverse = 1 / (precipitation * sum)
        let perRain = inverse * sum
        let s = (demand - near) * (inverse * precipitation)
        let logarithm = exponent + s * BudykoLanes.inverseTangent(s * s)
        let distance = logarithm.replacing(with: -logarithm, where: logarithm .< 0)
        let written = (seasonality * perRain) * available + 1.25
        let omega = written.replacing(with: omegaMaximum, where: written .> omegaMaximum)
        let power = omega * distance
        return Point(
            power: power.replacing(with: 1000, where: power .> 1000), omega: omega, phi: potential * perRain)
    }

    @inline(__always)
    func share(
        phi: SIMD8<Double>, e: SIMD8<Double>, precipitation: SIMD8<Double>
    ) -> SIMD8<Double> {
        let isWet = phi .<= 1
        let low = SIMD8<Double>(repeating: 1).replacing(with: phi, where: isWet)
        let high = phi.replacing(with: 1, where: isWet)
        let share = low - high * e
        let bounded = share.replacing(with: 0, where: share .< 0)
        let dry: Double = dryCells == .invest ? .nan : 0
        return bounded.replacing(with: dry, where: precipitation .<= 0)
    }

    /// The same for one cell.
    func evaporatedShare(
        precipitation: Double, potential: Double, available: Double, isVegetated: Bool
    ) -> Double {
        evaporatedShare(
            precipitation: SIMD8(repeating: precipitation), potential: SIMD8(repeating: potential),
            available: SIMD8(repeating: available), isVegetated: SIMD8(repeating: isVegetated ? 1 : 0))[0]
    }
}
