/// Elementary functions over eight numbers at a time.
///
/// Made of plain additions, multiplications, divisions and selections, never a fused multiply-add, so that
/// the bits of a result depend neither on the processor nor on the C library. Polynomials interpolate their
/// function at Chebyshev nodes, in 60 digits. Error bounds are in units in the last place (ulp) of the true
/// result, subnormal results included; infinities, zeros and NaN are as in ISO C, annex F.
///
/// | function | bound, ulp | domain |
/// |---|---|---|
/// | `exp`, `log` | 1 | all |
/// | `pow`, `atan` | 2 | all |
/// | `sin`, `cos` | 1 | to 1e6 either way, NaN beyond |
public enum VectorMath {}

extension SIMD8<Double> {
    /// The lanes as integers of the same bits.
    @inlinable @_transparent var bits: SIMD8<Int64> { unsafeBitCast(self, to: SIMD8<Int64>.self) }

    @inlinable @_transparent init(bits: SIMD8<Int64>) {
        self = unsafeBitCast(bits, to: SIMD8<Double>.self)
    }

    /// The lanes with only the upper 26 bits of their significands, whose products are exact.
    @inlinable @_transparent var upperHalf: SIMD8<Double> {
        SIMD8(bits: bits & SIMD8<Int64>(repeating: -0x800_0000))
    }

    @inlinable @_transparent var magnitudes: SIMD8<Double> {
        SIMD8(bits: bits & SIMD8<Int64>(repeating: .max))
    }

    /// `other` where a lane of the mask holds true, this elsewhere.
    @inlinable @_transparent func with(
        _ other: SIMD8<Double>, where mask: SIMDMask<SIMD8<Int64>>
    ) -> SIMD8<Double> { replacing(with: other, where: mask) }
}

extension VectorMath {
    /// Adding this rounds a number of less than 2^51 to a whole one, which then stands in the low bits.
    @inlinable @_transparent static var rounding: SIMD8<Double> { SIMD8(repeating: 0x1.8p52) }
    @inlinable @_transparent static var one: SIMD8<Double> { SIMD8(repeating: 1) }

    /// 2^k for a whole `k` of -1022 to 1023 to which `rounding` has been added.
    @inlinable @_transparent static func powerOfTwo(_ shifted: SIMD8<Double>) -> SIMD8<Double> {
        SIMD8(bits: (shifted.bits &<< 52) &+ SIMD8(repeating: 0x3ff0_0000_0000_0000))
    }

    /// `value` x 2^k for a whole `k` of -2000 to 2000, rounded once.
    @inlinable @_transparent static func scaled(
        _ value: SIMD8<Double>, _ k: SIMD8<Double>
    ) -> SIMD8<Double> {
        let half = k * 0.5 + rounding
        let rest = (k - (half - rounding)) + rounding
        return value * powerOfTwo(half) * powerOfTwo(rest)
    }

    /// True where every lane of a mask holds true (`all` looks at lane by lane).
    @inlinable @_transparent static func isTrueEverywhere(_ mask: SIMDMask<SIMD8<Int64>>) -> Bool {
        let lanes = unsafeBitCast(mask, to: SIMD8<Int64>.self)
        let four = lanes.lowHalf & lanes.highHalf
        let two = four.lowHalf & four.highHalf
        return two[0] & two[1] != 0
    }
}
