/// Points of which none is better in one criterion without being worse in another.
public struct ParetoFront: Sendable, Equatable {
    /// Positions among the entries, in the order of the first criterion, then the others.
    public let positions: [Int]

    /// Of the entries that meet every constraint; of equal ones the first.
    public init(_ entries: [SearchEntry]) {
        let known = entries.indices.filter {
            entries[$0].appraisal.isFeasible && !entries[$0].appraisal.criteria.isEmpty
                && entries[$0].appraisal.criteria.allSatisfy(\.isFinite)
        }
        let criteria = { (position: Int) in entries[position].appraisal.criteria }
        let kept = known.filter { one in
            !known.contains { other in
                let (mine, theirs) = (criteria(one), criteria(other))
                return Self.dominates(theirs, mine) || theirs == mine && other < one
            }
        }
        positions = kept.sorted {
            let (one, other) = (criteria($0), criteria($1))
            return one == other ? $0 < $1 : one.lexicographicallyPrecedes(other)
        }
    }

    static func dominates(_ one: [Double], _ other: [Double]) -> Bool {
        one != other && zip(one, other).allSatisfy { $0 <= $1 }
    }

    /// Part of the box from the best of each criterion to `worst` that the points leave behind them.
    public static func hypervolume(_ points: [[Double]], best: [Double], worst: [Double]) -> Double {
        let sizes = zip(best, worst).map { $1 - $0 }
        guard sizes.allSatisfy({ $0 > 0 }) else { return points.isEmpty ? 0 : 1 }
        let scaled = points.map { point in
            point.indices.map { max(0, (worst[$0] - point[$0]) / sizes[$0]) }
        }
        return volume(scaled.filter { $0.allSatisfy { $0 > 0 } })
    }

    /// Volume of the union of the boxes from the origin to each point, sliced along the last axis.
    private static func volume(_ points: [[Double]]) -> Double {
        guard let dimension = points.first?.count else { return 0 }
        if dimension == 1 { return points.map { $0[0] }.max() ?? 0 }
        let sorted = points.sorted { $0[dimension - 1] > $1[dimension - 1] }
        var sum = 0.0
        for index in sorted.indices {
            let next = index + 1 < sorted.count ? sorted[index + 1][dimension - 1] : 0
            let height = sorted[index][dimension - 1] - next
            guard height > 0 else { continue }
            sum += height * volume(sorted[...index].map { Array($0.dropLast()) })
        }
        return sum
    }
}

/// Fills the gaps of a front: first the best of each criterion, then the middle of the widest gap, with bounds on the
/// other criteria (Haimes, Lasdon and Wismer 1971, doi:10.1109/TSMC.1971.4308298).
struct FrontFilling {
    private var step = 0

    mutating func advance(_ archive: inout SearchArchive) throws {
        let front = ParetoFront(archive.entries)
        guard let first = front.positions.first else { return }
        let points = front.positions.map { archive.entries[$0].appraisal.criteria }
        let count = archive.entries[first].appraisal.criteria.count
        guard count > 1 else { return }
        let sizes = (0..<count).map { axis in
            let values = points.map { $0[axis] }
            return (values.max() ?? 0) - (values.min() ?? 0)
        }
        let axis = step % count
        let isExtreme = step < count
        step += 1
        let none = [Double](repeating: .infinity, count: count)
        guard let bounds = isExtreme ? none : Self.middle(points, sizes, axis) else { return }
        let goal = SearchGoal.criterion(axis, bounds: bounds, sizes: sizes)
        guard let start = goal.best(archive) else { return }
        let refinement = LocalRefinement(
            goal: goal, radius: 0.1, smallestRadius: 0.005, limit: 3 * (archive.space.dimension + 1),
            purpose: .front)
        _ = try refinement.run(from: start, &archive)
    }

    /// Bounds half way between the two neighbours along an axis that are farthest apart.
    private static func middle(_ points: [[Double]], _ sizes: [Double], _ axis: Int) -> [Double]? {
        let sorted = points.sorted { $0[axis] < $1[axis] }
        let gaps = zip(sorted, sorted.dropFirst()).map { one, other in
            sizes.indices.reduce(0) {
                let width = sizes[$1] > 0 ? (one[$1] - other[$1]).magnitude / sizes[$1] : 0
                return max($0, width)
            }
        }
        guard let widest = gaps.indices.max(by: { gaps[$0] < gaps[$1] }), gaps[widest] > 0.02 else {
            return nil
        }
        return zip(sorted[widest], sorted[widest + 1]).map { ($0 + $1) / 2 }
    }
}
