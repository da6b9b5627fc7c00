extension VectorMath {
    /// Sine of each lane, in radians.
    @inlinable @_transparent
    public static func sin(_ x: SIMD8<Double>) -> SIMD8<Double> { sine(x, quarterTurns: 0) }

    /// Cosine of each lane, in radians.
    @inlinable @_transparent
    public static func cos(_ x: SIMD8<Double>) -> SIMD8<Double> { sine(x, quarterTurns: 1) }

    /// sin(x + quarterTurns pi/2): x = k pi/2 + r with |r| <= pi/4, then sine or cosine of r by k.
    @inlinable @_transparent
    static func sine(_ x: SIMD8<Double>, quarterTurns: Int64) -> SIMD8<Double> {
        let shifted = x * 0x1.45f306dc9c883p-1 + rounding
        let k = shifted - rounding
        // pi/2 in three parts, of which the first two have 33 bits
        let first = x - k * 0x1.921fb544p+0
        let second = k * 0x1.0b4611a6p-34
        let partial = first - second
        let lost = (first - partial) - second
        let third = k * 0x1.3198a2e037073p-69 - lost
        let r = partial - third
        let tail = (partial - r) - third
        let turns = shifted.bits &+ SIMD8(repeating: quarterTurns)
        // an odd number of quarter turns as 2.0, an even one as 0.0
        let isCosine = SIMD8<Double>(bits: (turns & SIMD8(repeating: 1)) &<< 62) .> 0
        let sign = (turns & SIMD8(repeating: 2)) &<< 62
        let value = sineOfRest(r, tail).with(cosineOfRest(r, tail), where: isCosine)
        return SIMD8(bits: value.bits ^ sign)
            .with(SIMD8(repeating: .nan), where: .!(x.magnitudes .<= 1e6))
    }

    @inlinable @_transparent
    static func sineOfRest(_ r: SIMD8<Double>, _ tail: SIMD8<Double>) -> SIMD8<Double> {
        let z = r * r
        let z2 = z * z
        let high =
            (0x1.1111111111110p-7 - 0x1.a01a01a019936p-13 * z)
            + z2
            * ((0x1.71de3a54605eep-19 - 0x1.ae64541266378p-26 * z)
                + z2 * (0x1.61217ec01749dp-33 - 0x1.ab17a79237a19p-41 * z))
        let cubic = z * r
        return r - ((z * (0.5 * tail - cubic * high) - tail) + cubic * 0x1.5555555555555p-3)
    }

    @inlinable @_transparent
    static func cosineOfRest(_ r: SIMD8<Double>, _ tail: SIMD8<Double>) -> SIMD8<Double> {
        let z = r * r
        let z2 = z * z
        let series =
            (0x1.5555555555555p-5 - 0x1.6c16c16c16966p-10 * z)
            + z2
            * ((0x1.a01a019f4e867p-16 - 0x1.27e4fa17a41b4p-22 * z)
                + z2 * (0x1.1eeb68b109173p-29 - 0x1.907d7aebd5e3dp-37 * z))
        let half = 0.5 * z
        let leading = 1 - half
        return leading + (((1 - leading) - half) + (z2 * series - r * tail))
    }

    /// Arc tangent of each lane, in radians, -pi/2 to pi/2.
    ///
    /// atan a = atan c + atan((a - c) / (1 + a c)) with c 0, 1 or infinite, so that the polynomial sees at
    /// most tan(pi/8).
    @inlinable @_transparent
    public static func atan(_ x: SIMD8<Double>) -> SIMD8<Double> {
        let a = x.magnitudes
        let (isMiddle, isLarge) = (a .> 0x1.a827999fcef32p-2, a .> 0x1.3504f333f9de6p+1)
        let top = a.with(a - 1, where: isMiddle).with(-one, where: isLarge)
        let bottom = one.with(a + 1, where: isMiddle).with(a, where: isLarge)
        let t = top / bottom
        let high = SIMD8<Double>(repeating: 0)
            .with(SIMD8(repeating: 0x1.921fb54442d18p-1), where: isMiddle)
            .with(SIMD8(repeating: 0x1.921fb54442d18p+0), where: isLarge)
        let low = high * 0x1.678afae35cdd1p-55
        let value = high - ((t * arcSeries(t * t) - low) - t)
        return SIMD8(bits: value.bits | (x.bits & SIMD8(repeating: Int64.min)))
    }

    /// 1 - atan(t) / t for z = t^2.
    @inlinable @_transparent
    static func arcSeries(_ z: SIMD8<Double>) -> SIMD8<Double> {
        let z2 = z * z
        let z4 = z2 * z2
        let low =
            (0x1.5555555555555p-2 - 0x1.9999999999953p-3 * z)
            + z2 * (0x1.249249248d7dcp-3 - 0x1.c71c71c303dbbp-4 * z)
        let middle =
            (0x1.745d165dc9713p-4 - 0x1.3b1392d519db1p-4 * z)
            + z2 * (0x1.110e87b4357d2p-4 - 0x1.e19a0bfa3eef9p-5 * z)
        let high =
            (0x1.ac7a5a79b3f26p-5 - 0x1.74dccfb93fff0p-5 * z)
            + z2 * (0x1.1b311bb48c215p-5 - 0x1.0acd9e91a5a35p-6 * z)
        return z * (low + z4 * (middle + z4 * high))
    }
}
