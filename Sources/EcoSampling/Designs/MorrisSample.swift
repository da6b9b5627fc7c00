import EcoUnits

/// Trajectories that move one parameter at a time (Morris 1991, doi:10.2307/1269043).
///
/// On a grid of p levels each step moves one coordinate by p / (2 (p - 1)); a trajectory has one run more than
/// there are parameters.
public struct MorrisSample: Sendable, Equatable {
    public let dimension: Int
    public let trajectoryCount: Int
    /// Number of grid levels, even.
    public let levels: Int

    public init(dimension: Int, trajectoryCount: Int, levels: Int = 4) {
        self.dimension = dimension
        self.trajectoryCount = trajectoryCount
        self.levels = levels
    }

    public var runCount: Int { trajectoryCount * (dimension + 1) }

    /// The length of a step in the unit cube.
    public var step: Double { Double(levels) / (2 * Double(levels - 1)) }

    /// The rows in the unit cube, trajectory after trajectory.
    public func points(seed: UInt64) -> [[Double]] {
        var random = SplitMix64(seed: seed)
        return (0..<trajectoryCount).flatMap { _ in trajectory(&random) }
    }

    private func trajectory(_ random: inout SplitMix64) -> [[Double]] {
        let starts = levels / 2
        var point = (0..<dimension).map { _ in
            Double(Int.random(in: 0..<starts, using: &random)) / Double(levels - 1)
        }
        // Half of the coordinates begin high and step down.
        let directions = (0..<dimension).map { _ in Bool.random(using: &random) ? step : -step }
        for axis in 0..<dimension where directions[axis] < 0 { point[axis] += step }
        var rows = [point]
        for axis in (0..<dimension).shuffled(using: &random) {
            point[axis] += directions[axis]
            rows.append(point)
        }
        return rows
    }
}
