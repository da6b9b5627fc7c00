extension VectorMath {
    /// e to the power of each lane; 0 below -745.14, infinite above 709.78.
    ///
    /// x = k ln 2 + r with |r| <= ln 2 / 2, then a polynomial of degree 12 in r.
    @inlinable @_transparent
    public static func exp(_ x: SIMD8<Double>) -> SIMD8<Double> {
        var x = x.with(SIMD8(repeating: 710), where: x .> 710)
        x = x.with(SIMD8(repeating: -750), where: x .< -750)
        let k = (x * 0x1.71547652b82fep+0 + rounding) - rounding
        let high = x - k * 0x1.62e42feep-1
        let low = k * 0x1.a39ef35793c76p-33
        let r = high - low
        return scaled(one + expMinusOne(r, (high - r) - low), k)
    }

    /// e^(r + tail) - 1 for |r| up to 0.3466 and a `tail` below its last place.
    @inlinable @_transparent
    static func expMinusOne(_ r: SIMD8<Double>, _ tail: SIMD8<Double>) -> SIMD8<Double> {
        let r2 = r * r
        let r4 = r2 * r2
        let low = (0x1p-1 + 0x1.5555555555557p-3 * r) + r2 * (0x1.5555555555556p-5 + 0x1.11111111100dcp-7 * r)
        let middle =
            (0x1.6c16c16c162d5p-10 + 0x1.a01a01abe78f9p-13 * r)
            + r2 * (0x1.a01a01a6d84aap-16 + 0x1.71de0232f4775p-19 * r)
        let high =
            (0x1.27e4db653346ep-22 + 0x1.af4de6a36d4fcp-26 * r) + r2 * 0x1.1f7301a8efa5cp-29
        return r + (r2 * (low + r4 * (middle + r4 * high)) + tail)
    }
}
