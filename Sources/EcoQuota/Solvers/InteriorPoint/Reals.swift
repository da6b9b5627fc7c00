/// Memory for doubles that lives as long as its owner; zero at first. Not for two tasks at once.
final class Reals {
    let count: Int
    let base: UnsafeMutablePointer<Double>

    init(_ count: Int, filledWith value: Double = 0) {
        self.count = count
        base = .allocate(capacity: max(1, count))
        base.initialize(repeating: value, count: max(1, count))
    }

    convenience init(_ values: [Double]) {
        self.init(values.count)
        for (index, value) in values.enumerated() { base[index] = value }
    }

    deinit { base.deallocate() }

    @inline(__always) subscript(index: Int) -> Double {
        get { base[index] }
        set { base[index] = newValue }
    }

    func fill(_ value: Double) { base.update(repeating: value, count: max(1, count)) }

    func copy(_ other: Reals) { base.update(from: other.base, count: min(count, other.count)) }

    var values: [Double] { Array(UnsafeBufferPointer(start: base, count: count)) }
}
