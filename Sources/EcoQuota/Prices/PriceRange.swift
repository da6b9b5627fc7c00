/// How far a limit may move before its price changes.
public struct PriceRange: Sendable, Equatable {
    /// How much tighter the limit may become at the price when tightened; infinite where the price holds as far
    /// as the limit can move.
    public let tighter: Double
    /// How much looser it may become at the price when relaxed.
    public let looser: Double
    /// Whether the price really changes at both ends; otherwise it may hold further.
    public let isExact: Bool

    public init(tighter: Double, looser: Double, isExact: Bool = true) {
        self.tighter = tighter
        self.looser = looser
        self.isExact = isExact
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

/// Finds the ranges of prices from the solution itself: how plan and prices answer to a limit that moves is one
/// small linear system, eliminated once for all limits, and a range ends where the answer leaves what is allowed.
///
/// Where all steps are flat, a price holds as long as some plan goes with the present prices (the optimal
/// partition: Adler and Monteiro 1992, doi:10.1007/BF01585555). Where steps slope, plan and prices move in straight
/// lines from one set of open steps and binding limits to the next, and the range is that in which the price stays
/// within `tolerance`. A price that is not unique has another plan on either side of its limit: the market is
/// solved once with the limit moved a little that way.
public struct PriceRanging: Sendable {
    let program: MarketProgram
    let solution: ProgramSolution
    let solver: any ProgramSolver
    /// Part of a price by which it may differ and still count as the same.
    let tolerance: Double
    private let response: LimitResponse

    /// How far the limit is moved for a price that is not unique, as parts of the way to its end.
    private static let nudges = [1e-3, 1e-5, 1e-7]

    /// - Parameter tolerance: for programmes with sloped steps.
    public init(
        _ program: MarketProgram, _ solution: ProgramSolution, solver: any ProgramSolver,
        tolerance: Double = 0.01
    ) {
        self.program = program
        self.solution = solution
        self.solver = solver
        self.tolerance = program.curvature.allSatisfy { $0 == 0 } ? 1e-6 : tolerance
        response = LimitResponse(program, solution)
    }

    /// - Parameters:
    ///   - interval: of the price, from the face; a limit that is tightened goes by its upper end.
    ///   - extent: the farthest that the limit may move either way, in its own unit.
    public func range(of limit: MovableLimit, _ interval: PriceInterval, extent: Double) -> PriceRange {
        let tighter = reach(limit, interval, interval.upper, -min(extent, room(limit)))
        let looser = reach(limit, interval, interval.lower, extent)
        return PriceRange(
            tighter: tighter.length, looser: looser.length, isExact: tighter.isExact && looser.isExact)
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
    private func reach(
        _ limit: MovableLimit, _ interval: PriceInterval, _ price: Double, _ end: Double
    ) -> LimitResponse.Reach {
        guard price.isFinite, end != 0 else { return .init(length: 0, isExact: true) }
        if interval.isUnique {
            return response.reach(limit, price: price, tolerance: tolerance, end: end)
        }
        for nudge in Self.nudges {
            let move = nudge * end
            guard let beside = beside(limit, move),
                (limit.form.value(beside.solution) - price).magnitude <= tolerance * max(1, price.magnitude)
            else { continue }
            let further = beside.reach(limit, price: price, tolerance: tolerance, end: end - move)
            return .init(length: move.magnitude + further.length, isExact: further.isExact)
        }
        return .init(length: 0, isExact: false)
    }

    /// The answer beside the present place of a limit.
    private func beside(_ limit: MovableLimit, _ move: Double) -> LimitResponse? {
        let moved = program.moving(limit, by: move)
        guard let found = try? solver.solve(moved, from: solution) else { return nil }
        let certificate = ProgramCertificate(moved, found)
        guard certificate.gap <= 1e-6, certificate.largestViolation <= 1e-6 else { return nil }
        return LimitResponse(moved, found)
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
