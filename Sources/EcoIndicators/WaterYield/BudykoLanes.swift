/// Powers and logarithms on the narrow ranges that the Budyko curve needs, eight lanes at a time: a third cheaper than
/// functions for all numbers.
///
/// Polynomials interpolate their function at Chebyshev nodes, in 60 digits. No fused multiply-add: bits do not depend on
/// the processor.
enum BudykoLanes {
    typealias Lanes = SIMD8<Double>

    /// `x` times the power of two that brings it nearest to `y`, and its exponent; both positive and normal.
    @inline(__always)
    static func nearest(_ x: Lanes, to y: Lanes) -> (value: Lanes, exponent: Lanes) {
        let (own, other) = (
            unsafeBitCast(x, to: SIMD8<Int64>.self), unsafeBitCast(y, to: SIMD8<Int64>.self)
        )
        let bias = SIMD8<Int64>(repeating: (2048 << 52) | (1 << 51))
        let shifted = unsafeBitCast((other &- own) &+ bias, to: SIMD8<UInt64>.self) &>> 52
        let steps = unsafeBitCast(shifted &- SIMD8(repeating: 2048), to: SIMD8<Int64>.self) &<< 52
        let counted = shifted | SIMD8(repeating: 0x4330_0000_0000_0000)
        return (
            unsafeBitCast(own &+ steps, to: Lanes.self),
            unsafeBitCast(counted, to: Lanes.self) - (0x1p52 + 2048)
        )
    }

    /// 2 atanh(s) / (s ln 2) for z = s^2 up to 0.0405, within 5e-17: log2 x is s times it, s = (x - 1) / (x + 1).
    @inline(__always)
    static func inverseTangent(_ z: Lanes) -> Lanes {
        let z2 = z * z
        let low =
            (0x1.71547652b82fep+1 + 0x1.ec709dc3a08d2p-1 * z)
            + z2 * (0x1.2776c50e5d7efp-1 + 0x1.a6176398228fcp-2 * z)
        let high =
            (0x1.484ab92880202p-2 + 0x1.0cad087953cf4p-2 * z)
            + z2 * (0x1.c2656c6988376p-3 + 0x1.c775222b48a17p-3 * z)
        return low + z2 * z2 * high
    }

    /// 2^-y for y of 0 to 1000.
    @inline(__always)
    static func powerOfTwo(minus y: Lanes) -> Lanes {
        let shifted = 0x1.8p52 - y
        let r = -y - (shifted - 0x1.8p52)
        let r2 = r * r
        let r4 = r2 * r2
        let low =
            (1 + 0x1.62e42fefa3a19p-1 * r) + r2 * (0x1.ebfbdff82c598p-3 + 0x1.c6b08d703ce49p-5 * r)
        let middle =
            (0x1.3b2ab6fba1ddap-7 + 0x1.5d87fe9d7a584p-10 * r)
            + r2 * (0x1.430913096fd9fp-13 + 0x1.ffcb54062e698p-17 * r)
        let high =
            (0x1.62bfd47773353p-20 + 0x1.b675bca4eeebbp-24 * r) + r2 * 0x1.e6063f7217bc6p-28
        let steps = unsafeBitCast(shifted, to: SIMD8<Int64>.self) &<< 52
        let scale = unsafeBitCast(steps &+ SIMD8(repeating: 0x3ff0_0000_0000_0000), to: Lanes.self)
        return (low + r4 * (middle + r4 * high)) * scale
    }

    /// log2 (1 + t)^(1/omega) - 0.4 for t of 0 to 1 and omega of at least 1.25, so that it is -0.4 to 0.4.
    @inline(__always)
    static func rootLogarithm(_ t: Lanes, _ omega: Lanes) -> Lanes {
        // log2(1 + t) = 1/2 + log2((1 + t) / sqrt 2)
        let sqrt2 = 0x1.6a09e667f3bcdp+0
        let base = 1 + t
        let sum = base + sqrt2
        let inverse = 1 / (sum * omega)
        let s = (base - sqrt2) * (inverse * omega)
        return (0.5 + s * inverseTangent(s * s)) * (inverse * sum) - 0.4
    }

    /// 2^(x + 0.4) - 1 for x of -0.4 to 0.4, not below 0.
    @inline(__always)
    static func powerOfTwoLessOne(_ x: Lanes) -> Lanes {
        let x2 = x * x
        let x4 = x2 * x2
        let low =
            (0x1.51cb453b9536cp+0 + 0x1.d4482e0693c8cp-1 * x)
            + x2 * (0x1.44969bced8acdp-2 + 0x1.2bfbb9943038cp-4 * x)
        let middle =
            (0x1.9fdd7afc3ad1ap-7 + 0x1.cd358f67593e4p-10 * x)
            + x2 * (0x1.aa3f718d94e2bp-13 + 0x1.51a8c6b84efc2p-16 * x)
        let high =
            (0x1.d4187159226c4p-20 + 0x1.20f693f21a8acp-23 * x) + x2 * 0x1.405e2a8680570p-27
        let e = (low + x4 * (middle + x4 * high)) - 1
        return e.replacing(with: 0, where: e .< 0)
    }
}
