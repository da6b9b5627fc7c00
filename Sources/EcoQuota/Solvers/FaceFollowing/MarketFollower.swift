/// Solves markets that differ from a base market in numbers only (caps, prices, limits, coefficients), each by
/// following plan and prices from those of the base.
///
/// Every solve begins from the same face, so that no result depends on another, whatever their order. A result is told
/// where it is proven to 1e-10; the plan then is that of `InteriorPointSolver` but for rounding (ties are spread in
/// the same way), and so are prices that are unique. Where they are not, a price stays as near as it can to that of
/// the base.
public struct MarketFollower: Sendable {
    private let program: MarketProgram
    private let shape: FaceShape
    private let start: FacePoint

    /// Slope of columns without one: over the range the cost rises by this part of what costs amount to.
    private static let softness = 1e-5
    /// By how much a row gives way to its price, as a part of its mass at a price amid the costs.
    private static let play = 1e-10
    private static let refinements = 2
    /// How often receptors that a plan turns out to break are taken in.
    private static let rounds = 6

    /// Nil where the programme has whole columns, or does not fall into small components.
    /// - Parameter solution: of the base, proven.
    public init?(_ program: MarketProgram, _ solution: ProgramSolution) {
        guard program.wholeColumns.isEmpty, let shape = FaceShape(program) else { return nil }
        self.program = program
        self.shape = shape
        let worth = 1e-9 * program.objective(solution.values).magnitude
        let held = solution.ambientPrices.indices.filter {
            solution.ambientPrices[$0] * program.ambient.allowance[$0] > worth
        }
        let path = Self.path(shape, program, held)
        let first = FacePoint(program, solution, path)
        guard let end = Self.follow(shape, program, from: first, limit: 4 * Self.limit(shape)) else {
            return nil
        }
        start = end.point
    }

    /// More turns than that are no gain over a new start: a long border makes each turn dear.
    private static func limit(_ shape: FaceShape) -> Int { max(250, 400 - 4 * shape.borderCount) }

    /// The plan and prices of a changed market; nil where the path does not end in their proof.
    /// - Parameter withUniquePrices: nil also where other prices would be as good.
    public func solution(of changed: MarketProgram, withUniquePrices: Bool = false) -> ProgramSolution? {
        guard isAlike(changed),
            let end = Self.follow(shape, changed, from: start, limit: Self.limit(shape)),
            !withUniquePrices || end.path.hasUniquePrices, isProven(end.solution, changed)
        else { return nil }
        return end.solution
    }

    /// Where a path ends, and its solution to the last digits.
    private struct End {
        let point: FacePoint
        let path: FacePath
        let solution: ProgramSolution
    }

    /// Goes from a point to a programme, and on with the receptors that its plan turns out to break.
    private static func follow(
        _ shape: FaceShape, _ program: MarketProgram, from start: FacePoint, limit: Int
    ) -> End? {
        var point = start
        var turns = 0
        for _ in 0..<rounds {
            let path = path(shape, program, point.held)
            path.begin(point)
            guard path.walk(limit: limit) else { return nil }
            turns += path.turns
            point = path.point
            path.refine(times: refinements)
            var solution = path.solution
            let missing = program.brokenReceptors(solution.values, except: point.held)
            guard !missing.isEmpty else {
                solution.iterations = turns
                return End(point: point, path: path, solution: solution)
            }
            point.hold(missing)
        }
        return nil
    }

    private static func path(_ shape: FaceShape, _ program: MarketProgram, _ held: [Int]) -> FacePath {
        FacePath(shape, program, held: held, softness: softness, play: play)
    }

    private func isProven(_ solution: ProgramSolution, _ changed: MarketProgram) -> Bool {
        let proof = ProgramCertificate(changed, solution)
        return proof.gap.magnitude <= 1e-10 && proof.largestViolation <= 1e-11
    }

    /// Whether the same columns stand in the same rows.
    private func isAlike(_ changed: MarketProgram) -> Bool {
        changed.wholeColumns.isEmpty && changed.columnCount == program.columnCount
            && changed.rowKinds == program.rowKinds && changed.matrix.start == program.matrix.start
            && changed.matrix.row == program.matrix.row
            && changed.curvature.indices.allSatisfy {
                (changed.curvature[$0] > 0) == (program.curvature[$0] > 0)
            }
            && changed.ambient.emission == program.ambient.emission
            && changed.ambient.group == program.ambient.group
            && changed.ambient.matrix.rows == program.ambient.matrix.rows
            && changed.ambient.matrix.columns == program.ambient.matrix.columns
            && changed.ambient.allowance.allSatisfy { $0 > 0 }
    }
}

extension MarketProgram {
    /// The ambient rows that a plan breaks, without those that are held.
    fileprivate func brokenReceptors(_ values: [Double], except held: [Int]) -> [Int] {
        guard held.count < ambient.allowance.count else { return [] }
        let loads = ambient.loads(values)
        return loads.indices.filter {
            loads[$0] > ambient.allowance[$0] * (1 + 1e-12) && !held.contains($0)
        }
    }
}
