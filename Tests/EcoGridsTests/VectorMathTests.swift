import EcoGrids
import EcoTestSupport
import Testing

#if canImport(Glibc)
    import Glibc
#endif

/// Against the C library in extended precision (64 bits of significand), on seeded arguments.
@Suite struct VectorMathTests {
    typealias Eight = SIMD8<Double>

    /// Distance in units in the last place of the true result; 0 where both are the same special value.
    private func ulps(_ found: Double, _ reference: Float80) -> Double {
        let rounded = Double(reference)
        if rounded.isNaN { return found.isNaN ? 0 : .infinity }
        if rounded.isInfinite || found.isInfinite { return rounded == found ? 0 : .infinity }
        return Double(abs(Float80(found) - reference) / Float80(rounded.ulp))
    }

    /// The greatest distance over many arguments.
    private func worst(
        seed: UInt64, _ arguments: (inout SeededGenerator) -> (Double, Double),
        _ lanes: (Eight, Eight) -> Eight, _ reference: (Float80, Float80) -> Float80
    ) -> Double {
        var generator = SeededGenerator(seed: seed)
        var worst = 0.0
        for _ in 0..<4000 {
            var (x, y) = (Eight(), Eight())
            for lane in 0..<8 { (x[lane], y[lane]) = arguments(&generator) }
            let found = lanes(x, y)
            for lane in 0..<8 {
                worst = max(worst, ulps(found[lane], reference(Float80(x[lane]), Float80(y[lane]))))
            }
        }
        return worst
    }

    /// Any bits: all magnitudes, subnormals, infinities, NaN.
    private func anything(_ generator: inout SeededGenerator) -> Double {
        Double(bitPattern: generator.next())
    }

    @Test func exponential() {
        let exact = { (x: Float80, _: Float80) in exp(x) }
        let ours = { (x: Eight, _: Eight) in VectorMath.exp(x) }
        #expect(worst(seed: 1, { (.random(in: -746...710, using: &$0), 0) }, ours, exact) <= 1)
        #expect(worst(seed: 2, { (.random(in: -1...1, using: &$0), 0) }, ours, exact) <= 1)
        #expect(worst(seed: 3, { (anything(&$0), 0) }, ours, exact) <= 1)
    }

    @Test func logarithm() {
        let exact = { (x: Float80, _: Float80) in log(x) }
        let ours = { (x: Eight, _: Eight) in VectorMath.log(x) }
        #expect(worst(seed: 4, { (anything(&$0), 0) }, ours, exact) <= 1)
        #expect(worst(seed: 5, { (.random(in: 0.25...4, using: &$0), 0) }, ours, exact) <= 1)
        let nearOne = { (generator: inout SeededGenerator) -> (Double, Double) in
            let exponent = Int.random(in: -52 ... -1, using: &generator)
            let step = Double.random(in: -1...1, using: &generator)
            return (1 + Double(sign: .plus, exponent: exponent, significand: step), 0)
        }
        #expect(worst(seed: 6, nearOne, ours, exact) <= 1)
    }

    @Test func power() {
        let exact = { (x: Float80, y: Float80) in pow(x, y) }
        let ours = { (x: Eight, y: Eight) in VectorMath.pow(x, y) }
        let usual = { (generator: inout SeededGenerator) -> (Double, Double) in
            (.random(in: 0...20, using: &generator), .random(in: -20...20, using: &generator))
        }
        #expect(worst(seed: 7, usual, ours, exact) <= 1)
        #expect(worst(seed: 8, { (anything(&$0), anything(&$0)) }, ours, exact) <= 2)
        // results over the whole range, from bases far from and next to 1
        let wide = { (generator: inout SeededGenerator) -> (Double, Double) in
            let x = exp(Double.random(in: -700...700, using: &generator))
            return (x, .random(in: -750...750, using: &generator) / log(x))
        }
        #expect(worst(seed: 9, wide, ours, exact) <= 2)
        let nearOne = { (generator: inout SeededGenerator) -> (Double, Double) in
            let size = exp(Double.random(in: -30...0, using: &generator))
            let x = 1 + size * Double.random(in: -1...1, using: &generator)
            return (x, .random(in: -750...750, using: &generator) / log(x))
        }
        #expect(worst(seed: 10, nearOne, ours, exact) <= 2)
    }

    @Test func trigonometry() {
        let usual = { (generator: inout SeededGenerator) -> (Double, Double) in
            (.random(in: -7...7, using: &generator), 0)
        }
        let far = { (generator: inout SeededGenerator) -> (Double, Double) in
            (.random(in: -1e6...1e6, using: &generator), 0)
        }
        // the nearest doubles to multiples of pi/2, where a reduction in one part would lose all digits
        let nearZeros = { (generator: inout SeededGenerator) -> (Double, Double) in
            (Double(Int.random(in: -600_000...600_000, using: &generator)) * (Double.pi / 2), 0)
        }
        for (seed, arguments) in [(11, usual), (12, far), (13, nearZeros)] {
            let seed = UInt64(seed)
            #expect(worst(seed: seed, arguments, { x, _ in VectorMath.sin(x) }, { x, _ in sin(x) }) <= 1)
            #expect(worst(seed: seed, arguments, { x, _ in VectorMath.cos(x) }, { x, _ in cos(x) }) <= 1)
        }
        let arc = { (x: Eight, _: Eight) in VectorMath.atan(x) }
        #expect(worst(seed: 14, usual, arc, { x, _ in atan(x) }) <= 2)
        #expect(worst(seed: 15, { (anything(&$0), 0) }, arc, { x, _ in atan(x) }) <= 2)
        #expect(VectorMath.sin(Eight(repeating: 1.1e6))[0].isNaN)
    }

    /// ISO C, annex F, in every pairing.
    @Test func specialValues() {
        let special: [Double] = [
            0, -0.0, 1, -1, 2, -2, 3, -3, 0.5, -0.5, -2.5, .infinity, -.infinity, .nan, 0x1p-1074, -0x1p-1074,
            0x1p-1022, .greatestFiniteMagnitude, -.greatestFiniteMagnitude, 0x1p53 + 2, -0x1p52 - 1,
        ]
        for x in special {
            let lanes = Eight(repeating: x)
            #expect(ulps(VectorMath.exp(lanes)[3], exp(Float80(x))) <= 1)
            #expect(ulps(VectorMath.log(lanes)[3], log(Float80(x))) <= 1)
            #expect(ulps(VectorMath.atan(lanes)[3], atan(Float80(x))) <= 1)
            for y in special {
                let found = VectorMath.pow(lanes, Eight(repeating: y))[3]
                let expected = pow(x, y)
                #expect(ulps(found, Float80(expected)) <= 1, "pow(\(x), \(y)) = \(found)")
                #expect(expected.isNaN || found.sign == expected.sign, "pow(\(x), \(y)) = \(found)")
            }
        }
    }

    /// A lane's result does not depend on its neighbours, special ones included.
    @Test func lanesAreIndependent() {
        let x = Eight(2.5, .nan, 0, -1, 0x1p-1070, .infinity, 7, 0.1)
        let y = Eight(1.7, 2, -3, 2, 0.3, 0.5, -5, 1e300)
        for lane in 0..<8 {
            let (alone, power) = (Eight(repeating: x[lane]), Eight(repeating: y[lane]))
            #expect(VectorMath.pow(x, y)[lane].bitPattern == VectorMath.pow(alone, power)[5].bitPattern)
            #expect(VectorMath.log(x)[lane].bitPattern == VectorMath.log(alone)[5].bitPattern)
            #expect(VectorMath.exp(x)[lane].bitPattern == VectorMath.exp(alone)[5].bitPattern)
        }
    }

    @Test(arguments: [1, 7, 8, 9, 16, 21])
    func blocksCoverEveryCellOnce(count: Int) {
        let numbers = (0..<count).map { Double($0) }
        let classes = (0..<count).map { Int32($0 * 3) }
        var doubled = [Double](repeating: -1, count: count + 1)
        var seen: [Int32] = []
        var padding: [Double] = []
        doubled.withUnsafeMutableBufferPointer { target in
            guard let target = target.baseAddress else { return }
            forEachCellBlock(count) { block in
                let lanes = block.load(numbers)
                block.store(lanes + block.load(numbers.map { Float($0) }), to: target)
                let codes = block.load(classes)
                seen += (0..<block.count).map { codes[$0] }
                padding += (block.count..<8).map { lanes[$0] }
            }
        }
        #expect(doubled == numbers.map { 2 * $0 } + [-1])
        #expect(seen == classes)
        #expect(padding.allSatisfy { $0.isNaN })
    }
}
