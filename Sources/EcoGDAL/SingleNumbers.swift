import EcoGrids

/// Stored values that mark missing cells, in single precision.
struct SingleMarkers {
    /// NaN where there is none.
    let first: Float
    let second: Float
    let suspects: [Float]

    /// Nil where there are more than two; values that single precision cannot hold mark no cell.
    init?(_ markers: [Double], suspects: [Double]) {
        let known = Set(markers.compactMap { Float(exactly: $0) }).filter { !$0.isNaN }.sorted()
        guard known.count <= 2 else { return nil }
        first = known.first ?? .nan
        second = known.count == 2 ? known[1] : .nan
        self.suspects = suspects.compactMap { Float(exactly: $0) }
    }
}

/// Numbers in single precision that stand in the upper half of the room for as many of double precision, and
/// are widened in place: each is read before its bytes are written over.
struct SingleNumbers {
    private let room: UnsafeMutableRawPointer
    private let count: Int
    /// Where the numbers start.
    var start: UnsafeMutableRawPointer { room + 4 * count }

    init(cells: UnsafeMutablePointer<Double>, count: Int) {
        room = UnsafeMutableRawPointer(cells)
        self.count = count
    }

    private func eight(_ index: Int) -> SIMD8<Float> {
        (start + 4 * index).loadUnaligned(as: SIMD8<Float>.self)
    }

    private func one(_ index: Int) -> Float { (start + 4 * index).loadUnaligned(as: Float.self) }

    /// True where one of the numbers is one of `values`.
    func holdAny(of values: [Float]) -> Bool {
        for value in values {
            var found = SIMD8<Int32>.zero
            let wanted = SIMD8<Float>(repeating: value)
            for index in stride(from: 0, to: count & ~7, by: 8) {
                found |= unsafeBitCast(eight(index) .== wanted, to: SIMD8<Int32>.self)
            }
            if found.wrappedSum() != 0 { return true }
            for index in (count & ~7)..<count where one(index) == value { return true }
        }
        return false
    }

    /// Makes doubles, NaN where a number is a marker; true where none of the others is infinite.
    @discardableResult
    func widen(missing first: Float, _ second: Float) -> Bool {
        let (one, two) = (SIMD8<Float>(repeating: first), SIMD8<Float>(repeating: second))
        let (none, limit) = (SIMD8<Float>(repeating: .nan), SIMD8<Float>(repeating: .infinity))
        var infinite = SIMD8<Int32>.zero
        for index in stride(from: 0, to: count & ~7, by: 8) {
            var numbers = eight(index)
            numbers.replace(with: none, where: (numbers .== one) .| (numbers .== two))
            infinite |= unsafeBitCast((numbers .== limit) .| (numbers .== -limit), to: SIMD8<Int32>.self)
            (room + 8 * index).storeBytes(of: SIMD8<Double>(numbers), as: SIMD8<Double>.self)
        }
        var areFinite = infinite.wrappedSum() == 0
        for index in (count & ~7)..<count {
            var number = self.one(index)
            if number == first || number == second { number = .nan }
            areFinite = areFinite && !number.isInfinite
            (room + 8 * index).storeBytes(of: Double(number), as: Double.self)
        }
        return areFinite
    }
}
