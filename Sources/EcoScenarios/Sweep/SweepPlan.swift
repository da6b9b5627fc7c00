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
    /// Rows of the unit cube, where the plan draws.
    private let design: (any SampleDesign)?
    /// Combinations of the lists of values, where it does not.
    private let grid: GridSample
    /// The lowest and the highest share that each variation draws.
    private let extents: [(low: Double, high: Double)]
    /// Runs of each variant.
    public let designCount: Int

    public init(_ parameters: SweepParameters) {
        self.parameters = parameters
        design = parameters.design
        let counts = parameters.variations.map(\.values.count)
        grid = GridSample(counts: counts)
        designCount = design?.runCount ?? (parameters.sample == .list ? counts.min() ?? 0 : grid.runCount)
        var extents = [(low: Double, high: Double)](repeating: (1, 0), count: counts.count)
        for row in 0..<(design?.runCount ?? 0) {
            for (axis, share) in Self.point(row, of: design, parameters).enumerated() {
                extents[axis] = (min(extents[axis].low, share), max(extents[axis].high, share))
            }
        }
        self.extents = extents
    }

    /// A row of the unit cube as the values depend on each other; empty where the plan does not draw.
    public func point(_ row: Int) -> [Double] { Self.point(row, of: design, parameters) }

    private static func point(
        _ row: Int, of design: (any SampleDesign)?, _ parameters: SweepParameters
    ) -> [Double] {
        guard let point = design?.point(row) else { return [] }
        return parameters.copula?.applied(to: point) ?? point
    }

    /// The position in the list of each variation, where the plan does not draw.
    private func positions(_ row: Int) -> [Int] {
        parameters.sample == .list ? grid.counts.map { _ in row } : grid.positions(row)
    }

    public var runCount: Int { designCount * max(1, parameters.variants.count) }

    /// - Parameter index: 0 to `runCount` - 1.
    public subscript(index: Int) -> Run {
        let row = index % designCount
        let variant = parameters.variants.isEmpty ? nil : parameters.variants[index / designCount]
        let point = point(row)
        let values =
            design == nil
            ? zip(parameters.variations, positions(row)).map { $0.values[$1] }
            : zip(parameters.variations, point).map { $0.text(at: $1) }
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
        return [extents[axis].low, extents[axis].high].map { variation.text(at: $0) }
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
    /// What the runs draw; nil where they go through lists.
    var design: (any SampleDesign)? {
        let dimension = variations.count
        return switch sample {
        case .grid, .list: nil
        case .random: RandomSample(count: count, dimension: dimension, seed: seed)
        case .lhs: LatinHypercubeSample(count: count, dimension: dimension, seed: seed)
        case .quasiRandom: SobolSample(count: count, dimension: dimension, seed: seed)
        case .sobol: saltelli
        case .morris: trajectories
        }
    }

    /// The plan of Sobol' indices.
    public var saltelli: SaltelliSample {
        SaltelliSample(
            dimension: variations.count, baseCount: count, hasSecondOrder: secondOrder, seed: seed)
    }

    /// The plan of Morris.
    public var trajectories: MorrisSample {
        MorrisSample(dimension: variations.count, trajectoryCount: count, levels: levels, seed: seed)
    }
}
