/// Memory for doubles that lives as long as its owner; zero at first, with room for whole lanes at the end. Not for
/// two tasks at once.
final class Reals {
    let count: Int
    let base: UnsafeMutablePointer<Double>

    init(_ count: Int, filledWith value: Double = 0) {
        self.count = count
        base = .allocate(capacity: Self.capacity(count))
        base.initialize(repeating: value, count: Self.capacity(count))
    }

    convenience init(_ values: [Double]) {
        self.init(values.count)
        for (index, value) in values.enumerated() { base[index] = value }
    }

    deinit { base.deallocate() }

    private static func capacity(_ count: Int) -> Int {
        (count + Lanes.scalarCount) / Lanes.scalarCount * Lanes.scalarCount
    }

    @inline(__always) subscript(index: Int) -> Double {
        get { base[index] }
        set { base[index] = newValue }
    }

    func fill(_ value: Double) { base.update(repeating: value, count: max(1, count)) }

    func copy(_ other: Reals) { base.update(from: other.base, count: min(count, other.count)) }

    var values: [Double] { Array(UnsafeBufferPointer(start: base, count: count)) }
}

/// Values of neighbouring columns that are worked on together.
typealias Lanes = SIMD8<Double>

extension UnsafeMutablePointer where Pointee == Double {
    @inline(__always) subscript(lanes index: Int) -> Lanes {
        get { UnsafeRawPointer(self + index).loadUnaligned(as: Lanes.self) }
        nonmutating set { UnsafeMutableRawPointer(self + index).storeBytes(of: newValue, as: Lanes.self) }
    }
}

extension Lanes {
    @inline(__always) func atLeast(_ least: Double) -> Lanes {
        replacing(with: Lanes(repeating: least), where: self .< Lanes(repeating: least))
    }
}
