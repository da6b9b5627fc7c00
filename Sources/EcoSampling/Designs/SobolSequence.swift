import EcoUnits

/// Sobol' points in the unit cube, in Gray-code order, with a random digital shift.
///
/// A digital shift keeps the net property and makes every point uniform, so that means over the points are
/// unbiased. Bratley and Fox 1988, doi:10.1145/42288.214372.
public struct SobolSequence: Sendable {
    public let dimension: Int
    private let shift: [UInt32]
    /// 32 direction numbers for each dimension.
    private let numbers: [UInt32]

    /// - Parameters:
    ///   - dimension: 1 to `largestDimension`.
    ///   - seed: of the digital shift; nil for the plain sequence, which begins at the origin.
    public init(dimension: Int, seed: UInt64? = nil) {
        precondition((1...Self.largestDimension).contains(dimension), "dimension out of range")
        self.dimension = dimension
        numbers = Self.table[..<(32 * dimension)].map { $0 }
        if let seed {
            var random = SplitMix64(seed: seed)
            shift = (0..<dimension).map { _ in UInt32(truncatingIfNeeded: random.next() >> 32) }
        } else {
            shift = [UInt32](repeating: 0, count: dimension)
        }
    }

    /// The point of that number; each coordinate in 0..<1, in the middle of its cell where shifted.
    ///
    /// - Parameter index: from 0, below 2^32.
    public subscript(index: Int) -> [Double] {
        let code = UInt32(truncatingIfNeeded: index ^ (index >> 1))
        let isShifted = shift.contains { $0 != 0 }
        return (0..<dimension).map { axis in
            var (word, rest) = (shift[axis], code)
            while rest != 0 {
                word ^= numbers[32 * axis + rest.trailingZeroBitCount]
                rest &= rest - 1
            }
            return (Double(word) + (isShifted ? 0.5 : 0)) * 0x1p-32
        }
    }

    private static let table: [UInt32] = {
        var table = (0..<32).map { UInt32(1) << (31 - $0) }
        for line in directions.split(whereSeparator: { $0 == ";" || $0 == "\n" }) {
            let values = line.split(separator: " ").compactMap { UInt32($0) }
            if let polynomial = values.first {
                table += directionNumbers(polynomial, Array(values.dropFirst()))
            }
        }
        return table
    }()

    /// v[k] = a1 v[k-1] ^ ... ^ v[k-s] ^ (v[k-s] >> s).
    private static func directionNumbers(_ polynomial: UInt32, _ initial: [UInt32]) -> [UInt32] {
        let degree = initial.count
        var numbers = initial.enumerated().map { $1 << (31 - $0) }
        for bit in degree..<32 {
            var number = numbers[bit - degree] ^ (numbers[bit - degree] >> degree)
            for step in 1..<max(1, degree) where polynomial >> (degree - step) & 1 == 1 {
                number ^= numbers[bit - step]
            }
            numbers.append(number)
        }
        return numbers
    }
}

/// The first points of the sequence of Sobol', shifted at random.
public struct SobolSample: SampleDesign {
    public let runCount: Int
    private let sequence: SobolSequence

    public init(count: Int, dimension: Int, seed: UInt64) {
        runCount = count
        sequence = SobolSequence(dimension: dimension, seed: seed)
    }

    public func point(_ run: Int) -> [Double] { sequence[run] }
}
