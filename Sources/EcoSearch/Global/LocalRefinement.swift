/// Moves an entry to a better place nearby: linear models of objective and margins from differences, the best point of
/// the models within a trust region, a second try where a curved constraint is missed, and a look along the axes where
/// the models lead nowhere (Powell's idea of linear models, 1994, doi:10.1007/978-94-015-8330-5_4, with differences along
/// the axes in place of a simplex).
struct LocalRefinement {
    let goal: SearchGoal
    /// Half the width of the first trust region, in shares of the ranges.
    var radius = 0.1
    var smallestRadius = 1e-4
    /// Evaluations after which no further model is made.
    let limit: Int
    let purpose: SearchPurpose

    /// More variables are moved in groups of this many.
    private static let largestGroup = 6

    /// - Returns: the entry at which it comes to rest, and whether no model promised more.
    func run(from start: Int, _ archive: inout SearchArchive) throws -> (position: Int, isSettled: Bool) {
        var center = start
        var radius = radius
        var group = 0
        let first = archive.entries.count
        while radius > smallestRadius {
            guard archive.entries.count - first < limit else { return (center, false) }
            let axes = Self.group(group, of: archive.space.dimension)
            group += 1
            guard let model = try LocalModel(center, axes, radius, goal, purpose, &archive) else {
                return (center, true)
            }
            if let next = try step(model, radius, &archive) {
                // A full step asks for a wider region.
                if archive.space.distance(archive.entries[center].values, archive.entries[next].values)
                    > 0.9 * radius
                {
                    radius = min(0.5, 2 * radius)
                }
                center = next
            } else if let side = try model.betterSide(radius, goal, purpose, &archive) {
                center = side
            } else {
                radius /= 3
            }
        }
        return (center, true)
    }

    private static func group(_ number: Int, of dimension: Int) -> [Int] {
        guard dimension > largestGroup else { return Array(0..<dimension) }
        return (0..<largestGroup).map { (number * largestGroup + $0) % dimension }.sorted()
    }

    /// The better entry that the models lead to, in two tries; `nil` where they lead nowhere.
    private func step(
        _ model: LocalModel, _ radius: Double, _ archive: inout SearchArchive
    ) throws -> Int? {
        var model = model
        for _ in 0..<2 {
            guard let target = model.best(radius) else { return nil }
            let position = try archive.evaluate(shares: [target], purpose)[0]
            if position == model.center { return nil }
            if goal.standing(position, archive) < goal.standing(model.center, archive) { return position }
            model.correct(at: archive.shares(position), goal.values(position, archive).margins)
        }
        return nil
    }
}

/// Planes through an entry and its neighbours along some axes.
struct LocalModel {
    let center: Int
    private let axes: [Int]
    private let origin: [Double]
    private let sides: [Int]
    private let slopes: [Double]
    /// By constraint.
    private let marginSlopes: [[Double]]
    private var margins: [Double]

    /// `nil` where the entry cannot be computed or no axis can be moved.
    init?(
        _ center: Int, _ axes: [Int], _ radius: Double, _ goal: SearchGoal, _ purpose: SearchPurpose,
        _ archive: inout SearchArchive
    ) throws {
        let space = archive.space
        let origin = archive.shares(center)
        let moved = axes.filter { space.axes[$0].high > space.axes[$0].low }
        let points = moved.map { axis -> [Double] in
            let own = space.axes[axis]
            // At least one step of the axis, towards the side with more room.
            let reach = max(radius / 2, own.step.map { $0 / (own.high - own.low) } ?? 0)
            var point = origin
            point[axis] += origin[axis] <= 0.5 ? reach : -reach
            return point
        }
        let sides = try archive.evaluate(shares: points, purpose)
        let base = goal.values(center, archive)
        guard !moved.isEmpty, base.objective.isFinite, base.margins.allSatisfy(\.isFinite) else { return nil }
        let values = sides.map { goal.values($0, archive) }
        let steps = zip(sides, moved).map { archive.shares($0)[$1] - origin[$1] }
        func slope(_ index: Int, _ there: Double, _ here: Double) -> Double {
            there.isFinite && steps[index] != 0 ? (there - here) / steps[index] : 0
        }
        self.center = center
        self.axes = moved
        self.origin = origin
        self.sides = sides
        slopes = moved.indices.map { slope($0, values[$0].objective, base.objective) }
        marginSlopes = base.margins.indices.map { constraint in
            moved.indices.map { slope($0, values[$0].margins[constraint], base.margins[constraint]) }
        }
        margins = base.margins
    }

    /// The best point of the planes within `radius`: least violation first, then the least objective.
    ///
    /// - Parameter single: moves this axis alone.
    func best(_ radius: Double, single: Int? = nil) -> [Double]? {
        func reach(_ axis: Int, _ room: Double) -> Double {
            single.map { $0 != axis } ?? false ? 0 : min(radius, room)
        }
        let low = axes.map { -reach($0, origin[$0]) }
        let high = axes.map { reach($0, 1 - origin[$0]) }
        let miss = leastMiss(low, high)
        let rows = zip(marginSlopes, margins).map {
            SmallLinearProgram.Row(coefficients: $0, bound: -$1 - miss)
        }
        guard let move = SmallLinearProgram(cost: slopes, rows: rows, low: low, high: high).solved() else {
            return nil
        }
        var target = origin
        for (axis, distance) in zip(axes, move) { target[axis] = min(max(target[axis] + distance, 0), 1) }
        return target
    }

    /// How far below 0 the margins must stay in the region, a little rounded up; 0 where all can be met.
    private func leastMiss(_ low: [Double], _ high: [Double]) -> Double {
        let worst = zip(marginSlopes, margins).reduce(0) { sum, plane in
            let reach = zip(plane.0, zip(low, high)).reduce(0) { $0 + max(-$1.0 * $1.1.0, -$1.0 * $1.1.1) }
            return max(sum, reach - plane.1)
        }
        guard worst > 0 else { return 0 }
        let program = SmallLinearProgram(
            cost: slopes.map { _ in 0 } + [1],
            rows: zip(marginSlopes, margins).map { .init(coefficients: $0 + [1], bound: -$1) },
            low: low + [0], high: high + [worst])
        let least = program.solved()?.last ?? worst
        return least > 0 ? least * (1 + 1e-9) + 1e-12 : 0
    }

    /// Takes what a point missed of its promise off the planes of the margins.
    mutating func correct(at shares: [Double], _ actual: [Double]) {
        for constraint in margins.indices {
            let predicted = axes.indices.reduce(margins[constraint]) {
                $0 + marginSlopes[constraint][$1] * (shares[axes[$1]] - origin[axes[$1]])
            }
            let error = predicted - actual[constraint]
            if error.isFinite, error > 0 { margins[constraint] -= error }
        }
    }

    /// The best neighbour along an axis that stands better than the entry: of those at hand, else of those to which
    /// the planes lead along one axis alone. Where there is none in either direction, a smaller region is right
    /// (Torczon 1997, doi:10.1137/S1052623493250780).
    func betterSide(
        _ radius: Double, _ goal: SearchGoal, _ purpose: SearchPurpose, _ archive: inout SearchArchive
    ) throws -> Int? {
        if let side = better(sides, goal, archive) { return side }
        let others = axes.compactMap { best(radius, single: $0) }
        return better(try archive.evaluate(shares: others, purpose), goal, archive)
    }

    private func better(_ positions: [Int], _ goal: SearchGoal, _ archive: SearchArchive) -> Int? {
        let standings = positions.map { goal.standing($0, archive) }
        guard let least = standings.indices.min(by: { standings[$0] < standings[$1] }),
            standings[least] < goal.standing(center, archive)
        else { return nil }
        return positions[least]
    }
}
