import EcoUnits

/// Trajectories that move one parameter at a time (Morris 1991, doi:10.2307/1269043).
///
/// On a grid of p levels each step moves one coordinate by p / (2 (p - 1)); a trajectory has one run more than
/// there are parameters.
public struct MorrisSample: SampleDesign, Equatable {
    public let dimension: Int
    public let trajectoryCount: Int
    /// Number of grid levels, even.
    public let levels: Int
    private let seed: UInt64

    public init(dimension: Int, trajectoryCount: Int, levels: Int = 4, seed: UInt64 = 1) {
        self.dimension = dimension
        self.trajectoryCount = trajectoryCount
        self.levels = levels
        self.seed = seed
    }

    public var runCount: Int { trajectoryCount * (dimension + 1) }

    /// The length of a step in the unit cube.
    public var step: Double { Double(levels) / (2 * Double(levels - 1)) }

    public func point(_ run: Int) -> [Double] {
        let (number, row) = run.quotientAndRemainder(dividingBy: dimension + 1)
        var random = SplitMix64.stream(number, seed: seed)
        let starts = levels / 2
        var point = (0..<dimension).map { _ in
            Double(Int.random(in: 0..<starts, using: &random)) / Double(levels - 1)
        }
        // Half of the coordinates begin high and step down.
        let directions = (0..<dimension).map { _ in Bool.random(using: &random) ? step : -step }
        for axis in 0..<dimension where directions[axis] < 0 { point[axis] += step }
        for axis in (0..<dimension).shuffled(using: &random).prefix(row) { point[axis] += directions[axis] }
        return point
    }
}
