#if canImport(Glibc)
    import Glibc
#endif

/// Maps values to pixels, with ticks at 1, 2 or 5 times a power of ten.
struct LinearScale: Sendable {
    let lowest: Double
    let highest: Double
    let ticks: [Double]
    let step: Double
    let start: Double
    let length: Double

    /// Covers `values` in whole steps; `includingZero` starts bars at zero, as do values that are all the same.
    init(
        covering values: [Double], includingZero: Bool = true, from start: Double, length: Double,
        ticks count: Int = 5
    ) {
        let finite = values.filter(\.isFinite)
        var low = finite.min() ?? 0
        var high = finite.max() ?? 1
        let isConstant = high - low <= 1e-9 * max(abs(low), abs(high))
        if includingZero || isConstant { (low, high) = (min(low, 0), max(high, 0)) }
        if low == high { high = 1 }
        step = Self.niceStep(for: (high - low) / Double(max(count, 1)))
        let (first, last) = ((low / step).rounded(.down), (high / step).rounded(.up))
        lowest = first * step
        highest = last * step
        ticks = (0...Int(min(last - first, 50))).map { [step] in (first + Double($0)) * step }
        self.start = start
        self.length = length
    }

    /// The smallest of 1, 2 and 5 times a power of ten that is not under `rough`.
    static func niceStep(for rough: Double) -> Double {
        guard rough > 0, rough.isFinite else { return 1 }
        let power = pow(10, floor(log10(rough)))
        let factor = [1.0, 2, 5, 10].first { $0 * power >= rough * (1 - 1e-9) } ?? 10
        return factor * power
    }

    func position(_ value: Double) -> Double { start + (value - lowest) / (highest - lowest) * length }

    /// Decimals that tell neighbouring ticks apart.
    var tickDigits: Int {
        guard step < 1 else { return 0 }
        return min(Int((-log10(step)).rounded(.up)), 9)
    }
}

extension LinearScale {
    /// Lines at the ticks of a scale that goes upward, with their numbers to the left.
    func levels(from left: Double, to right: Double, _ style: NumberStyle) -> [Markup] {
        ticks.flatMap { tick -> [Markup] in
            let y = position(tick)
            let isZero = abs(tick) < step / 2
            return [
                SVG.line(left, y, right, y, stroke: isZero ? .muted : .grid),
                SVG.text(
                    style.number(tick, digits: tickDigits), x: left - 6, y: y + 4, size: 11, anchor: .end,
                    colour: .muted),
            ]
        }
    }

    /// Numbers at the ticks of a scale that goes across, under the plot's lower edge.
    func tickNumbers(below edge: Double, _ style: NumberStyle) -> [Markup] {
        ticks.map { tick in
            SVG.text(
                style.number(tick, digits: tickDigits), x: position(tick), y: edge + 18, size: 11,
                anchor: .middle, colour: .muted)
        }
    }
}
