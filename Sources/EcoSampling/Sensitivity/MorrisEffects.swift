/// How strongly, and how unevenly, a result answers to each parameter (Morris 1991; mean of magnitudes:
/// Campolongo, Cariboni and Saltelli 2007, doi:10.1016/j.envsoft.2006.10.004).
public struct MorrisEffects: Sendable, Equatable {
    public struct Effect: Sendable, Equatable {
        /// Mean of the elementary effects, result for the whole range of the parameter.
        public let mean: Double
        /// Mean of their magnitudes: effects of both signs do not cancel.
        public let meanMagnitude: Double
        /// Their standard deviation: interactions and curvature.
        public let standardDeviation: Double
    }

    public let effects: [Effect]

    /// - Parameters:
    ///   - results: one for each run, in the order of the sample.
    ///   - design: the rows in the unit cube, trajectory after trajectory.
    /// - Returns: nil where a result is missing or the rows are no trajectories that move one coordinate at a time.
    public init?<Results: ValueStream>(
        _ results: Results, at design: some SampleDesign
    ) throws(Results.Failure) {
        guard design.runCount > 0 else { return nil }
        let dimension = design.point(0).count
        guard dimension > 0, design.runCount % (dimension + 1) == 0 else { return nil }
        let sums = try Self.sums(results, design, about: [Double](repeating: 0, count: dimension))
        guard let sums, sums.allSatisfy({ $0.count > 0 }) else { return nil }
        let means = sums.map { $0.sum / Double($0.count) }
        guard let spread = try Self.sums(results, design, about: means) else { return nil }
        effects = sums.indices.map { axis in
            let count = Double(sums[axis].count)
            return Effect(
                mean: means[axis], meanMagnitude: sums[axis].magnitudes / count,
                standardDeviation: count > 1 ? (spread[axis].squares / (count - 1)).squareRoot() : 0)
        }
    }

    /// What the elementary effects of one parameter add up to.
    private struct Sums {
        var count = 0
        var sum = 0.0
        var magnitudes = 0.0
        /// Of the distances from a mean.
        var squares = 0.0
    }

    private static func sums<Results: ValueStream>(
        _ results: Results, _ design: some SampleDesign, about means: [Double]
    ) throws(Results.Failure) -> [Sums]? {
        var sums = [Sums](repeating: Sums(), count: means.count)
        var (run, isWhole) = (0, true)
        var (lastPoint, lastResult) = ([Double](), 0.0)
        try results.visit { result in
            guard isWhole, result.isFinite, run < design.runCount else { return isWhole = false }
            let point = design.point(run)
            if run % (means.count + 1) > 0 {
                let moved = means.indices.filter { point[$0] != lastPoint[$0] }
                guard moved.count == 1 else { return isWhole = false }
                let axis = moved[0]
                let effect = (result - lastResult) / (point[axis] - lastPoint[axis])
                sums[axis].count += 1
                sums[axis].sum += effect
                sums[axis].magnitudes += effect.magnitude
                sums[axis].squares += (effect - means[axis]) * (effect - means[axis])
            }
            (run, lastPoint, lastResult) = (run + 1, point, result)
        }
        return isWhole && run == design.runCount ? sums : nil
    }
}
