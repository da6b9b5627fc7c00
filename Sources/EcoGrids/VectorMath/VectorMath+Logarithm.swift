extension VectorMath {
    /// Natural logarithm of each lane; minus infinity at 0, NaN below.
    ///
    /// x = 2^k (1 + f) with 1 + f in sqrt(1/2)...sqrt(2), s = f / (2 + f), then an odd polynomial in s.
    @inlinable @_transparent
    public static func log(_ x: SIMD8<Double>) -> SIMD8<Double> {
        let (k, f) = normalised(x)
        let s = f / (f + 2)
        let z = s * s
        let z2 = z * z
        let low =
            (0x1.5555555555555p-1 + 0x1.9999999999a39p-2 * z)
            + z2 * (0x1.2492492476a1ap-2 + 0x1.c71c7201a55d7p-3 * z)
        let high =
            (0x1.745cf8e4bba1bp-3 + 0x1.3b1c3c1c81c8fp-3 * z)
            + z2 * (0x1.0fbde0f4ad17bp-3 + 0x1.0c0aff044a970p-3 * z)
        let series = z * (low + z2 * z2 * high)
        let half = 0.5 * f * f
        let tail = s * (half + series) + k * 0x1.a39ef35793c76p-33
        return withSpecialLogarithms(k * 0x1.62e42feep-1 - ((half - tail) - f), of: x)
    }

    /// k and f with x = 2^k (1 + f), for positive finite lanes.
    @inlinable @_transparent
    static func normalised(_ x: SIMD8<Double>) -> (k: SIMD8<Double>, f: SIMD8<Double>) {
        let isSubnormal = x .< 0x1p-1022
        let bits = x.with(x * 0x1p54, where: isSubnormal).bits
        let bias = SIMD8<Double>(repeating: 0x1p52 + 1023)
            .with(SIMD8(repeating: 0x1p52 + 1077), where: isSubnormal)
        let sqrtHalf: Int64 = 0x3fe6_a09e_667f_3bcd
        let moved = bits &+ SIMD8(repeating: 0x3ff0_0000_0000_0000 - sqrtHalf)
        // positive, so that a logical shift will do
        let shifted = unsafeBitCast(moved, to: SIMD8<UInt64>.self) &>> 52
        let exponent = shifted | SIMD8(repeating: 0x4330_0000_0000_0000)
        let significand = (moved & SIMD8(repeating: 0xf_ffff_ffff_ffff)) &+ SIMD8(repeating: sqrtHalf)
        return (unsafeBitCast(exponent, to: SIMD8<Double>.self) - bias, SIMD8(bits: significand) - 1)
    }

    @inlinable @_transparent
    static func withSpecialLogarithms(_ result: SIMD8<Double>, of x: SIMD8<Double>) -> SIMD8<Double> {
        result
            .with(SIMD8(repeating: -.infinity), where: x .== 0)
            .with(SIMD8(repeating: .nan), where: x .< 0)
            .with(x, where: .!(x .< .infinity))
    }
}
