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

/// Makes doubles of stored lines of single precision, NaN where a number is a marker.
struct SingleWidening {
    private let first: SIMD8<Float>
    private let second: SIMD8<Float>
    /// Lanes are not zero where a number was infinite and no marker.
    private var infinite = SIMD8<Int32>.zero

    init(missing first: Float, _ second: Float) {
        self.first = SIMD8(repeating: first)
        self.second = SIMD8(repeating: second)
    }

    var areFinite: Bool { infinite.wrappedSum() == 0 }

    /// Widens the next `count` numbers.
    @inline(never)
    mutating func add(_ line: UnsafeRawPointer, _ count: Int, to cells: UnsafeMutablePointer<Double>) {
        let target = UnsafeMutableRawPointer(cells)
        let (one, two) = (first, second)
        let whole = count & ~7
        var seen = SIMD8<Int32>.zero
        for index in stride(from: 0, to: whole, by: 8) {
            let stored = line.loadUnaligned(fromByteOffset: 4 &* index, as: SIMD8<Float>.self)
            let numbers = Self.widened(stored, one, two, &seen)
            target.storeBytes(of: numbers, toByteOffset: 8 &* index, as: SIMD8<Double>.self)
        }
        if whole < count {
            var rest = SIMD8<Float>.zero
            for index in whole..<count {
                rest[index & 7] = line.loadUnaligned(fromByteOffset: 4 &* index, as: Float.self)
            }
            let numbers = Self.widened(rest, one, two, &seen)
            for index in whole..<count { cells[index] = numbers[index & 7] }
        }
        infinite |= seen
    }

    @inline(__always)
    private static func widened(
        _ stored: SIMD8<Float>, _ one: SIMD8<Float>, _ two: SIMD8<Float>, _ infinite: inout SIMD8<Int32>
    ) -> SIMD8<Double> {
        let isMarker = (stored .== one) .| (stored .== two)
        let numbers = stored.replacing(with: SIMD8(repeating: .nan), where: isMarker)
        let limit = SIMD8<Float>(repeating: .infinity)
        infinite |= unsafeBitCast((numbers .== limit) .| (numbers .== -limit), to: SIMD8<Int32>.self)
        return SIMD8<Double>(numbers)
    }
}
