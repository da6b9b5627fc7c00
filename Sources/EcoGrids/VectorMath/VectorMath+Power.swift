extension VectorMath {
    /// Each lane of `x` to the power of that of `y`.
    ///
    /// The logarithm is kept to some 64 bits in two numbers, by products of halves of significands.
    @inlinable @_transparent
    public static func pow(_ x: SIMD8<Double>, _ y: SIMD8<Double>) -> SIMD8<Double> {
        let isPlain = (x .>= 0x1p-1022) .& (x .< .infinity) .& (y.magnitudes .< 0x1p900)
        guard isTrueEverywhere(isPlain) else { return specialPowers(x, y) }
        return powerOfPositive(x, y)
    }

    /// For positive finite `x` and finite `y`.
    @inlinable @_transparent
    static func powerOfPositive(_ x: SIMD8<Double>, _ y: SIMD8<Double>) -> SIMD8<Double> {
        let (high, low) = binaryLogarithm(x)
        let y1 = y.upperHalf
        var head = y1 * high
        var tail = (y - y1) * high + y * low
        let z = head + tail
        let isOut = .!(z.magnitudes .< 1100)
        let limit = SIMD8<Double>(repeating: 1100).with(SIMD8(repeating: -1100), where: z .< 0)
        head = head.with(limit, where: isOut)
        tail = tail.with(SIMD8(repeating: 0), where: isOut)
        return exponentialOfTwo(head, tail)
    }

    /// log2 x as a number of 26 bits and a rest.
    @inlinable @_transparent
    static func binaryLogarithm(_ x: SIMD8<Double>) -> (high: SIMD8<Double>, low: SIMD8<Double>) {
        let (k, f) = normalised(x)
        // s = f / (2 + f) in two parts; ln(1 + f) = 2 s + 2/3 s^3 + ... = 2/3 s (3 + s^2 + r)
        let divisor = f + 2
        let reciprocal = 1 / divisor
        let s = f * reciprocal
        let s1 = s.upperHalf
        let d1 = divisor.upperHalf
        let d2 = f - (d1 - 2)
        let s2 = reciprocal * ((f - s1 * d1) - s1 * d2)
        let squared = s1 * s1
        let r = remainder(s * s) + s2 * (s1 + s)
        let t1 = (3 + squared + r).upperHalf
        let t2 = r - ((t1 - 3) - squared)
        let p1 = s1 * t1
        let p2 = s2 * t1 + t2 * (s1 + s2)
        let p = (p1 + p2).upperHalf
        let rest = p2 - (p - p1)
        // 2 / (3 ln 2) in two parts
        let q1 = p * 0x1.ec709d8p-1
        let q2 = p * 0x1.0e80ff5d27f05p-27 + rest * 0x1.ec709dc3a03fdp-1
        let high = ((q1 + q2) + k).upperHalf
        return (high, q2 - ((high - k) - q1))
    }

    /// 3 (ln(1 + f) / 2 s - 1) - s^2 = 3/5 s^4 + 3/7 s^6 + ...
    @inlinable @_transparent
    static func remainder(_ z: SIMD8<Double>) -> SIMD8<Double> {
        let z2 = z * z
        let low = (0x1.3333333333337p-1 + 0x1.b6db6db6d5744p-2 * z)
        let middle = (0x1.55555561fccc1p-2 + 0x1.1745c76ae21b1p-2 * z)
        let high = (0x1.d8a51ac432ae7p-3 + 0x1.982452f2be9a2p-3 * z) + z2 * 0x1.8cbd6de8120a9p-3
        return z2 * (low + z2 * (middle + z2 * high))
    }

    /// 2^(head + tail), where `head` has at most 52 bits.
    @inlinable @_transparent
    static func exponentialOfTwo(_ head: SIMD8<Double>, _ tail: SIMD8<Double>) -> SIMD8<Double> {
        let k = (head + tail + rounding) - rounding
        let rest = head - k
        let t = (rest + tail).upperHalf
        // ln 2 in two parts
        let u = t * 0x1.62e42f8p-1
        let v = (tail - (t - rest)) * 0x1.62e42fefa39efp-1 + t * 0x1.be8e7bcd5e4f2p-27
        let r = u + v
        return scaled(one + expMinusOne(r, v - (r - u)), k)
    }

    @inlinable @inline(never)
    static func specialPowers(_ x: SIMD8<Double>, _ y: SIMD8<Double>) -> SIMD8<Double> {
        var result = SIMD8<Double>()
        for lane in 0..<8 { result[lane] = power(x[lane], y[lane]) }
        return result
    }

    /// ISO C, annex F.10.4.4.
    @inlinable static func power(_ x: Double, _ y: Double) -> Double {
        if x == 1 || y == 0 { return 1 }
        if x.isNaN || y.isNaN { return .nan }
        let size = x.magnitude
        if y.isInfinite { return size == 1 ? 1 : (size > 1) == (y > 0) ? .infinity : 0 }
        let isWhole = y == y.rounded(.towardZero)
        let isOdd = isWhole && (y * 0.5) != (y * 0.5).rounded(.towardZero)
        let sign: Double = x.sign == .minus && isOdd ? -1 : 1
        if size == 0 || size == .infinity { return sign * ((size == 0) == (y > 0) ? 0 : .infinity) }
        if x < 0 && !isWhole { return .nan }
        // beyond 2^900 every base but 1 has overflown or vanished, and y need not be exact
        let bounded = max(-0x1p900, min(0x1p900, y))
        return sign * powerOfPositive(SIMD8(repeating: size), SIMD8(repeating: bounded))[0]
    }
}
