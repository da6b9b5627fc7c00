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
    ///   - points: the runs in the unit cube, trajectory after trajectory.
    ///   - results: one for each run.
    /// - Returns: nil where the rows are no trajectories that move one coordinate at a time.
    public init?(_ results: [Double], at points: [[Double]]) {
        guard let dimension = points.first?.count, results.count == points.count, dimension > 0,
            points.count % (dimension + 1) == 0
        else { return nil }
        var found = [[Double]](repeating: [], count: dimension)
        for start in stride(from: 0, to: points.count, by: dimension + 1) {
            for row in (start + 1)...(start + dimension) {
                let moved = (0..<dimension).filter { points[row][$0] != points[row - 1][$0] }
                guard moved.count == 1, let axis = moved.first else { return nil }
                found[axis].append(
                    (results[row] - results[row - 1]) / (points[row][axis] - points[row - 1][axis]))
            }
        }
        guard found.allSatisfy({ !$0.isEmpty }) else { return nil }
        effects = found.map { values in
            Effect(
                mean: Moments(values).mean, meanMagnitude: Moments(values.map(\.magnitude)).mean,
                standardDeviation: Moments(values).standardDeviation)
        }
    }
}
