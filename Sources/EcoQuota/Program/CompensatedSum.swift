/// A sum in twice the working precision, and how much it may still be off (Ogita, Rump and Oishi, Accurate
/// sum and dot product, SIAM J. Sci. Comput. 26 (2005), algorithms 4.1 and 5.3).
struct CompensatedSum: Sendable {
    private var high = 0.0
    private var low = 0.0
    private var count = 0.0
    /// Sum of the magnitudes.
    private(set) var magnitude = 0.0

    init(_ value: Double = 0) { add(value) }

    mutating func add(_ value: Double) {
        let sum = high + value
        let part = sum - high
        low += (high - (sum - part)) + (value - part)
        high = sum
        magnitude += value.magnitude
        count += 1
    }

    /// Adds a product with its rounding error.
    mutating func add(_ first: Double, _ second: Double) {
        let product = first * second
        add(product)
        low += (-product).addingProduct(first, second)
    }

    var value: Double { high.isFinite ? high + low : high }

    /// More than `value` can differ from the exact sum.
    var error: Double {
        let growth = count * .ulpOfOne
        return value.magnitude * .ulpOfOne + growth * growth * magnitude + count * .leastNormalMagnitude
    }
}
