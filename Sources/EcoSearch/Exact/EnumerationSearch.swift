/// Evaluates every point of a box of steps.
struct EnumerationSearch {
    /// Points handed out at once.
    private static let batch = 64

    func run(_ archive: inout SearchArchive) throws -> SearchCertainty {
        let space = archive.space
        let counts = space.axes.map { $0.count ?? 1 }
        let all = space.pointCount ?? 0
        for first in stride(from: 0, to: all, by: Self.batch) {
            let points = (first..<min(first + Self.batch, all)).map { number in
                Self.point(number, counts, space)
            }
            try archive.evaluate(points, .exact)
        }
        return .exact(precision: 0)
    }

    /// The last axis changes fastest.
    private static func point(_ number: Int, _ counts: [Int], _ space: SearchSpace) -> [Double] {
        var rest = number
        var values = [Double](repeating: 0, count: counts.count)
        for axis in counts.indices.reversed() {
            let position = rest % counts[axis]
            rest /= counts[axis]
            let own = space.axes[axis]
            values[axis] = own.low + (own.step ?? 0) * Double(position)
        }
        return values
    }
}
