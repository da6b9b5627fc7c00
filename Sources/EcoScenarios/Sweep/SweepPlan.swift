import EcoParameters
import EcoSampling

/// The runs of a sweep, in order: all of the plan for the first variant, then for the next.
public struct SweepPlan: Sendable {
    /// One run.
    public struct Run: Sendable, Equatable {
        /// From 1.
        public let number: Int
        /// Id of the variant; empty where the sweep has none.
        public let variant: String
        /// The value of each variation, as `--set` takes it.
        public let values: [String]
        /// `PATH=VALUE` of the variant.
        public let settings: [String]
        /// `PATH=VALUE` of the variations.
        public let own: [String]
        /// Of the variant, then of the variations.
        public var overrides: [String] { settings + own }
    }

    public let parameters: SweepParameters
    /// Points of the unit cube, where the plan draws.
    public let points: [[Double]]
    /// Positions in the lists of values, where it does not.
    private let positions: [[Int]]

    public init(_ parameters: SweepParameters) {
        self.parameters = parameters
        let dimension = parameters.variations.count
        let counts = parameters.variations.map(\.values.count)
        switch parameters.sample {
        case .grid: positions = GridSample.combinations(of: counts)
        case .list: positions = (0..<(counts.min() ?? 0)).map { Array(repeating: $0, count: dimension) }
        default: positions = []
        }
        points = Self.points(parameters, dimension).map { parameters.copula?.applied(to: $0) ?? $0 }
    }

    private static func points(_ parameters: SweepParameters, _ dimension: Int) -> [[Double]] {
        let (count, seed) = (parameters.count, parameters.seed)
        return switch parameters.sample {
        case .grid, .list: []
        case .random: UnitSample.random(count: count, dimension: dimension, seed: seed)
        case .lhs: UnitSample.latinHypercube(count: count, dimension: dimension, seed: seed)
        case .quasiRandom: UnitSample.sobol(count: count, dimension: dimension, seed: seed)
        case .sobol: parameters.saltelli.points(seed: seed)
        case .morris: parameters.trajectories.points(seed: seed)
        }
    }

    /// Runs of each variant.
    public var designCount: Int { max(points.count, positions.count) }

    public var runCount: Int { designCount * max(1, parameters.variants.count) }

    /// - Parameter index: 0 to `runCount` - 1.
    public subscript(index: Int) -> Run {
        let row = index % designCount
        let variant = parameters.variants.isEmpty ? nil : parameters.variants[index / designCount]
        let values = parameters.variations.enumerated().map { axis, variation in
            points.isEmpty
                ? variation.values[positions[row][axis]] : variation.text(at: points[row][axis])
        }
        return Run(
            number: index + 1, variant: variant?.id ?? "", values: values,
            settings: variant?.settings ?? [],
            own: zip(parameters.variations, values).map { "\($0.path)=\($1)" })
    }

    // MARK: Single values

    /// Every value that is read before the sweep begins: those of a list, the ends of what is drawn.
    public func ends(ofVariation axis: Int) -> [String] {
        let variation = parameters.variations[axis]
        guard variation.values.isEmpty else { return variation.values }
        let shares = points.map { $0[axis] }
        return [shares.min(), shares.max()].compactMap { $0.map { variation.text(at: $0) } }
    }

    /// A low and a high value for showing the swing of the results: the 5th and the 95th percentile of a
    /// distribution, the lowest and the highest number of a list.
    public func swing(ofVariation axis: Int) -> (low: String, high: String)? {
        let variation = parameters.variations[axis]
        if variation.distribution != nil { return (variation.text(at: 0.05), variation.text(at: 0.95)) }
        let numbers = variation.values.map { Double($0.prefix { $0 != " " }) }
        guard !numbers.contains(nil) else {
            return variation.values.first.flatMap { first in variation.values.last.map { (first, $0) } }
        }
        let order = variation.values.indices.sorted { (numbers[$0] ?? 0) < (numbers[$1] ?? 0) }
        return order.first.flatMap { low in
            order.last.map { (variation.values[low], variation.values[$0]) }
        }
    }
}

extension SweepParameters {
    /// The plan of Sobol' indices.
    public var saltelli: SaltelliSample {
        SaltelliSample(dimension: variations.count, baseCount: count, hasSecondOrder: secondOrder)
    }

    /// The plan of Morris.
    public var trajectories: MorrisSample {
        MorrisSample(dimension: variations.count, trajectoryCount: count, levels: levels)
    }
}
