/// Objective and margins that are affine in the variables, in every draw: known from one point more than there are
/// variables, and searched without further ones.
///
/// One variable: a constraint of a share of draws holds on intervals that end where the line of some draw meets 0, so
/// that all ends together are the only places where the optimum can lie. Several variables: a linear programme, where
/// every constraint asks for all draws. The answer is evaluated, and so are points of an audit: where these do not lie
/// on the planes, the form was wrong.
struct LinearSearch {
    /// Of each constraint the share of draws that is to meet it.
    let shares: [Double]

    /// Steps are no range of a linear programme, and more variables would take too long.
    static func fits(_ space: SearchSpace, shares: [Double]) -> Bool {
        space.axes.allSatisfy { $0.step == nil }
            && (space.dimension == 1 || space.dimension <= 6 && shares.allSatisfy { $0 >= 1 })
    }

    func run(_ archive: inout SearchArchive) throws -> SearchCertainty {
        let space = archive.space
        let origin = [Double](repeating: 0, count: space.dimension)
        let corners =
            [origin]
            + space.axes.indices.map { axis in
                origin.indices.map { $0 == axis ? 1.0 : 0 }
            }
        let positions = try archive.evaluate(shares: corners, .exact)
        let planes = Planes(positions.map { archive.entries[$0].appraisal })
        var answer: [Double]?
        if let planes {
            answer = space.dimension == 1 ? planes.bestOnALine(shares) : planes.bestInABox()
            if let answer { _ = try archive.evaluate(shares: [answer], .exact) }
        }
        let audit = try archive.evaluate(shares: Self.audit(space.dimension), .audit)
        guard let planes else { return .bestFound(.contradicted) }
        let checked = archive.entries.indices.filter { !positions.contains($0) } + audit
        guard checked.allSatisfy({ planes.hold(archive.shares($0), archive.entries[$0].appraisal) })
        else { return .bestFound(.contradicted) }
        // No point of the planes meets all constraints, or the one that does was confirmed.
        let isConfirmed = answer == nil || archive.entries[archive.best ?? 0].appraisal.isFeasible
        return isConfirmed ? .exact(precision: 0) : .bestFound(.contradicted)
    }

    /// The far corner, the middle, and two places off every symmetry.
    private static func audit(_ dimension: Int) -> [[Double]] {
        let golden = 0.618_033_988_749_894_9
        return [1, 0.5, golden].map { [Double](repeating: $0, count: dimension) }
            + [(0..<dimension).map { (Double($0 + 1) * golden).truncatingRemainder(dividingBy: 1) }]
    }
}

/// Affine functions of the shares of the ranges, each from its values at the origin and at the unit points.
private struct Planes {
    struct Plane {
        let constant: Double
        let slopes: [Double]

        init(_ values: [Double]) {
            constant = values[0]
            slopes = values.dropFirst().map { $0 - values[0] }
        }

        func value(_ x: [Double]) -> Double { zip(slopes, x).reduce(constant) { $0 + $1.0 * $1.1 } }

        /// Differences in the ninth digit come from rounding to fen.
        func holds(_ x: [Double], _ actual: Double) -> Bool {
            let size = slopes.reduce(constant.magnitude) { $0 + $1.magnitude }
            return (value(x) - actual).magnitude <= 1e-7 * max(size, 1e-12)
        }
    }

    let objective: Plane
    /// By constraint and draw; one of a constraint that is not of single draws.
    let margins: [[Plane]]

    /// `nil` where a point could not be computed.
    init?(_ corners: [Appraisal]) {
        guard corners.allSatisfy({ $0.objective.isFinite }) else { return nil }
        let lists = corners.map(Self.lists)
        guard
            lists.allSatisfy({
                $0.map(\.count) == lists[0].map(\.count) && $0.joined().allSatisfy(\.isFinite)
            })
        else { return nil }
        objective = Plane(corners.map(\.objective))
        margins = lists[0].indices.map { constraint in
            lists[0][constraint].indices.map { draw in Plane(lists.map { $0[constraint][draw] }) }
        }
    }

    private static func lists(_ appraisal: Appraisal) -> [[Double]] {
        appraisal.margins.enumerated().map { index, margin in
            let draws = index < appraisal.drawMargins.count ? appraisal.drawMargins[index] : []
            return draws.isEmpty ? [margin] : draws
        }
    }

    func hold(_ x: [Double], _ appraisal: Appraisal) -> Bool {
        let lists = Self.lists(appraisal)
        guard objective.holds(x, appraisal.objective), lists.map(\.count) == margins.map(\.count) else {
            return false
        }
        return zip(margins, lists).allSatisfy { zip($0, $1).allSatisfy { $0.holds(x, $1) } }
    }

    /// Every end of an interval is tried; of equal values the lowest wins.
    func bestOnALine(_ shares: [Double]) -> [Double]? {
        let roots = margins.joined().compactMap { plane -> Double? in
            let slope = plane.slopes[0]
            return slope == 0 ? nil : -plane.constant / slope
        }
        let ends = ([0, 1] + roots.filter { $0 > 0 && $0 < 1 }).sorted()
        let met = ends.filter { x in
            zip(margins, shares).allSatisfy { planes, share in
                let values = planes.map { $0.value([x]) }
                return ShareOfDraws.deciding(values, share: share).map {
                    $0.margin >= -Appraisal.tolerance
                } ?? true
            }
        }
        return met.min { objective.value([$0]) < objective.value([$1]) }.map { [$0] }
    }

    func bestInABox() -> [Double]? {
        let count = objective.slopes.count
        return SmallLinearProgram(
            cost: objective.slopes,
            rows: margins.joined().map { .init(coefficients: $0.slopes, bound: -$0.constant) },
            low: [Double](repeating: 0, count: count), high: [Double](repeating: 1, count: count)
        ).solved()?.map { min(max($0, 0), 1) }
    }
}
