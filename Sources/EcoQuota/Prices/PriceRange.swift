/// How far a limit may move before its price changes.
public struct PriceRange: Sendable, Equatable {
    /// How much tighter the limit may become at the price when tightened; infinite where the price holds as far
    /// as the limit can move.
    public let tighter: Double
    /// How much looser it may become at the price when relaxed.
    public let looser: Double

    public init(tighter: Double, looser: Double) {
        self.tighter = tighter
        self.looser = looser
    }
}

/// A limit of a programme, of which the right side may move.
public enum MovableLimit: Sendable, Hashable {
    case row(Int)
    case ambient(Int)

    public var form: PriceForm {
        switch self {
        case .row(let row): .row(row)
        case .ambient(let row): .ambient(row)
        }
    }
}

/// Finds the ranges of prices by solving again: the cost is a convex function of every limit, so the price of a
/// tighter limit is at least, that of a looser one at most, the present one.
///
/// Where all steps are flat the cost is piecewise straight, and a range ends where the present line meets the
/// one of a point beyond it: exact after a few solutions. Where steps slope, a price moves at once, and the
/// range is that in which it stays within `tolerance`.
public struct PriceRanging: Sendable {
    private struct Point {
        let cost: Double
        let price: Double
    }

    let program: MarketProgram
    let solution: ProgramSolution
    let solver: any ProgramSolver
    /// Part of a price by which it may differ and still count as the same.
    let tolerance: Double
    private let cost: Double

    private static let largestNumberOfSolutions = 40

    /// - Parameter tolerance: for programmes with sloped steps.
    public init(
        _ program: MarketProgram, _ solution: ProgramSolution, solver: any ProgramSolver,
        tolerance: Double = 0.01
    ) {
        self.program = program
        self.solution = solution
        self.solver = solver
        self.tolerance = program.curvature.allSatisfy { $0 == 0 } ? 1e-6 : tolerance
        cost = program.objective(solution.values)
    }

    /// - Parameters:
    ///   - interval: of the price, from the face; a limit that is tightened goes by its upper end.
    ///   - extent: the farthest that the limit may move either way, in its own unit.
    public func range(of limit: MovableLimit, _ interval: PriceInterval, extent: Double) -> PriceRange {
        PriceRange(
            tighter: reach(limit, interval.upper, -min(extent, room(limit))),
            looser: reach(limit, interval.lower, extent))
    }

    /// A limit cannot fall below 0, except where it balances a pool.
    private func room(_ limit: MovableLimit) -> Double {
        let right =
            switch limit {
            case .row(let row): program.right[row]
            case .ambient(let row): program.ambient.allowance[row]
            }
        return right > 0 ? right : .infinity
    }

    /// How far the limit may move towards `end` while the price holds.
    private func reach(_ limit: MovableLimit, _ price: Double, _ end: Double) -> Double {
        guard price.isFinite, end != 0 else { return 0 }
        guard let last = point(limit, end) else { return search(limit, price, 0, end, nil) }
        return holds(last, price, end) ? .infinity : search(limit, price, 0, end, last)
    }

    /// Narrows the end of the range down between a move at which the price holds and one at which it does not.
    private func search(
        _ limit: MovableLimit, _ price: Double, _ first: Double, _ last: Double, _ lastPoint: Point?
    ) -> Double {
        var (held, broken, beyond) = (first, last, lastPoint)
        for _ in 0..<Self.largestNumberOfSolutions {
            let next = candidate(price, held, broken, beyond)
            if (next - held).magnitude <= 1e-9 * broken.magnitude { break }
            let found = point(limit, next)
            if let found, holds(found, price, next) {
                held = next
                if let beyond, meeting(price, broken, beyond) == next { break }
            } else {
                (broken, beyond) = (next, found)
            }
            if (broken - held).magnitude <= 1e-6 * broken.magnitude { break }
        }
        return held.magnitude
    }

    /// Where the present line meets that of the point beyond; half way where steps slope or nothing is known.
    private func candidate(_ price: Double, _ held: Double, _ broken: Double, _ beyond: Point?) -> Double {
        let half = (held + broken) / 2
        guard let beyond, tolerance <= 1e-6 else { return half }
        let next = meeting(price, broken, beyond)
        let (low, high) = (min(held, broken), max(held, broken))
        return next >= low && next <= high ? next : half
    }

    private func meeting(_ price: Double, _ move: Double, _ point: Point) -> Double {
        (cost - point.cost - point.price * move) / (price - point.price)
    }

    /// Whether the price is the same, or the cost still lies on the present line.
    private func holds(_ point: Point, _ price: Double, _ move: Double) -> Bool {
        if (point.price - price).magnitude <= tolerance * max(1, price.magnitude) { return true }
        guard tolerance <= 1e-6 else { return false }
        let line = cost - price * move
        return point.cost - line <= 1e-9 * max(1, cost.magnitude)
    }

    private func point(_ limit: MovableLimit, _ move: Double) -> Point? {
        let moved = program.moving(limit, by: move)
        guard let found = try? solver.solve(moved, from: solution) else { return nil }
        let certificate = ProgramCertificate(moved, found)
        guard certificate.gap <= 1e-6, certificate.largestViolation <= 1e-6 else { return nil }
        return Point(cost: certificate.primalObjective, price: limit.form.value(found))
    }
}

extension MarketProgram {
    /// The programme with one limit moved.
    func moving(_ limit: MovableLimit, by move: Double) -> MarketProgram {
        var moved = self
        switch limit {
        case .row(let row): moved.right[row] += move
        case .ambient(let row): moved.ambient.allowance[row] += move
        }
        return moved
    }
}
