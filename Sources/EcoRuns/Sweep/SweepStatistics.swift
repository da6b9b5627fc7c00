import Dispatch
import EcoParameters
import EcoSampling
import EcoScenarios
import Synchronization

/// What the runs of a sweep say together, figure by figure.
struct SweepStatistics {
    /// A table in the making: the rows of one figure.
    typealias Rows = [[String?]]

    private let setup: SweepSetup
    private var plan: SweepPlan { setup.plan }
    private var parameters: SweepParameters { setup.plan.parameters }

    init(_ setup: SweepSetup) { self.setup = setup }

    // MARK: Tables

    /// Names and headings of the tables that a plan gives.
    static func tables(_ parameters: SweepParameters) -> [(name: String, columns: [String])] {
        var tables: [(String, [String])] = []
        if parameters.sample.hasQuantiles { tables.append(("quantiles.csv", quantileColumns)) }
        if parameters.sample == .sobol { tables.append(("indices.csv", sobolColumns)) }
        if parameters.sample == .morris { tables.append(("indices.csv", morrisColumns)) }
        return tables + [("tornado.csv", tornadoColumns)]
    }

    private static let quantileColumns =
        [
            "variant", "figure", "region", "item", "unit", "runs", "mean", "standard_error",
            "standard_deviation",
        ]
        + ["minimum"] + levels.map { "p\(Int(($0 * 100).rounded()))" }
        + ["maximum", "confidence", "interval_low", "interval_high"]
    private static let levels = [0.05, 0.25, 0.5, 0.75, 0.95]
    private static let sobolColumns = [
        "variant", "figure", "region", "item", "variation", "with", "first_order", "first_order_half_width",
        "total", "total_half_width", "second_order", "second_order_half_width", "confidence",
    ]
    private static let morrisColumns = [
        "variant", "figure", "region", "item", "unit", "variation", "mu", "mu_star", "sigma",
    ]
    private static let tornadoColumns = [
        "variant", "figure", "region", "item", "unit", "variation", "low_value", "high_value", "low",
        "present",
        "high", "swing",
    ]

    /// For each of ``tables(_:)`` the rows of some figures.
    ///
    /// - Parameter values: for each figure, the value of every run; not-a-number where there is none.
    func rows(of figures: Range<Int>, _ values: [[Double]], jobs: Int) -> [Rows] {
        let tableCount = Self.tables(parameters).count
        let found = Mutex([[Rows]](repeating: [], count: figures.count))
        let workers = max(1, min(jobs, figures.count))
        DispatchQueue.concurrentPerform(iterations: workers) { worker in
            for position in stride(from: worker, to: figures.count, by: workers) {
                let rows = self.rows(figures.lowerBound + position, values[position])
                found.withLock { $0[position] = rows }
            }
        }
        return found.withLock { found in (0..<tableCount).map { table in found.flatMap { $0[table] } } }
    }

    private func rows(_ figure: Int, _ values: [Double]) -> [Rows] {
        let variants = 0..<setup.variants.count
        var tables: [Rows] = []
        if parameters.sample.hasQuantiles {
            tables.append(variants.map { quantiles(setup.figures[figure], values, $0) })
        }
        if parameters.sample == .sobol {
            tables.append(variants.flatMap { sobol(setup.figures[figure], values, $0) })
        }
        if parameters.sample == .morris {
            tables.append(variants.flatMap { morris(setup.figures[figure], values, $0) })
        }
        return tables + [variants.flatMap { tornado(figure, values, $0) }]
    }

    /// The runs of a variant in the order of the plan.
    private func results(_ values: [Double], _ variant: Int) -> ArraySlice<Double> {
        values[variant * plan.designCount..<(variant + 1) * plan.designCount]
    }

    // MARK: Spread

    /// Of the runs that have the figure. Of a plan for Sobol' indices only the two matrices that are drawn count.
    private func quantiles(_ figure: RunFigure, _ values: [Double], _ variant: Int) -> [String?] {
        let block = parameters.saltelli.blockSize
        let drawn = results(values, variant).enumerated().filter { row, _ in
            parameters.sample != .sobol || row % block == 0 || row % block == block - 1
        }.map(\.element)
        let known = drawn.filter(\.isFinite)
        let (moments, quantiles) = (Moments(known), Quantiles(known))
        let isKnown = !known.isEmpty
        // The rounding of a mean is no spread.
        let isConstant = quantiles[0] == quantiles[1]
        let mean = isConstant ? quantiles[0] : moments.mean
        let deviation = isConstant ? 0 : moments.standardDeviation
        let error = deviation / Double(max(1, known.count)).squareRoot()
        let interval = quantiles.interval(parameters.confidence)
        return [
            plan.nameOfVariant(variant), figure.id, figure.region, figure.item, figure.unit,
            "\(known.count)", isKnown ? cell(mean) : nil, known.count > 1 ? cell(error) : nil,
            known.count > 1 ? cell(deviation) : nil, cell(quantiles[0]),
        ] + Self.levels.map { cell(quantiles[$0]) } + [
            cell(quantiles[1]), cell(parameters.confidence), cell(interval?.low), cell(interval?.high),
        ]
    }

    // MARK: Indices

    /// Nothing for a figure that does not vary, or that a failed run lacks: then the plan is no longer whole.
    private func sobol(_ figure: RunFigure, _ values: [Double], _ variant: Int) -> Rows {
        guard
            let indices = SobolIndices(
                Array(results(values, variant)), of: parameters.saltelli, confidence: parameters.confidence,
                seed: parameters.seed)
        else { return [] }
        let names = parameters.variations.map(\.name)
        let confidence = cell(parameters.confidence)
        let head = [plan.nameOfVariant(variant), figure.id, figure.region, figure.item]
        var rows: Rows = names.indices.map { axis in
            let (first, total) = (indices.first[axis], indices.total[axis])
            return head + [
                names[axis], "", cell(first.value), cell(first.halfWidth), cell(total.value),
                cell(total.halfWidth), nil, nil, confidence,
            ]
        }
        for (one, others) in indices.second.enumerated() {
            for (other, index) in others.enumerated() {
                guard let index else { continue }
                rows.append(
                    head + [
                        names[one], names[other], nil, nil, nil, nil, cell(index.value),
                        cell(index.halfWidth), confidence,
                    ])
            }
        }
        return rows
    }

    private func morris(_ figure: RunFigure, _ values: [Double], _ variant: Int) -> Rows {
        let own = Array(results(values, variant))
        guard own.allSatisfy(\.isFinite), let found = MorrisEffects(own, at: plan.points) else { return [] }
        return zip(parameters.variations, found.effects).map { variation, effect in
            [
                plan.nameOfVariant(variant), figure.id, figure.region, figure.item, figure.unit,
                variation.name, cell(effect.mean), cell(effect.meanMagnitude), cell(effect.standardDeviation),
            ]
        }
    }

    // MARK: Swing

    /// One value at a time, the widest swing first; nothing where the figure does not move.
    private func tornado(_ figure: Int, _ values: [Double], _ variant: Int) -> Rows {
        let what = setup.figures[figure]
        let present = setup.presentValue(figure, variant: variant)
        var bars: [(swing: Double, row: [String?])] = []
        for (axis, variation) in parameters.variations.enumerated() {
            guard let ends = plan.swing(ofVariation: axis) else { continue }
            let low = values[setup.swingJob(variant: variant, axis: axis, isHigh: false)]
            let high = values[setup.swingJob(variant: variant, axis: axis, isHigh: true)]
            let swing = high - low
            guard low != high || swing.isNaN && (low.isFinite || high.isFinite) else { continue }
            let column = SweepColumn(variation)
            bars.append(
                (
                    swing.magnitude.isNaN ? -1 : swing.magnitude,
                    [
                        plan.nameOfVariant(variant), what.id, what.region, what.item, what.unit,
                        variation.name, column.cell(ends.low), column.cell(ends.high), cell(low),
                        cell(present), cell(high), cell(swing),
                    ]
                ))
        }
        return bars.enumerated().sorted { ($1.element.swing, $0.offset) < ($0.element.swing, $1.offset) }
            .map(\.element.row)
    }
}
