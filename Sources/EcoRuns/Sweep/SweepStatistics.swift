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
    /// The plan of Sobol' indices; nil where the sweep has another.
    private let saltelli: SaltelliSample?

    init(_ setup: SweepSetup) {
        self.setup = setup
        saltelli = setup.plan.parameters.sample == .sobol ? setup.plan.parameters.saltelli : nil
    }

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
    /// - Parameter values: of each figure, over all runs.
    func rows(
        of figures: Range<Int>, _ values: [FigureValues], jobs: Int
    ) throws(Diagnostic) -> [Rows] {
        let tableCount = Self.tables(parameters).count
        let found = Mutex([[Rows]](repeating: [], count: figures.count))
        let failure = Mutex<Diagnostic?>(nil)
        let workers = max(1, min(jobs, figures.count))
        DispatchQueue.concurrentPerform(iterations: workers) { worker in
            for position in stride(from: worker, to: figures.count, by: workers) {
                do throws(Diagnostic) {
                    let rows = try self.rows(figures.lowerBound + position, values[position])
                    found.withLock { $0[position] = rows }
                } catch { failure.withLock { $0 = $0 ?? error } }
            }
        }
        if let failure = failure.withLock({ $0 }) { throw failure }
        return found.withLock { found in (0..<tableCount).map { table in found.flatMap { $0[table] } } }
    }

    private func rows(_ figure: Int, _ values: FigureValues) throws(Diagnostic) -> [Rows] {
        var tables = [Rows](repeating: [], count: Self.tables(parameters).count)
        for variant in setup.variants.indices {
            let results = values.over(variant * plan.designCount..<(variant + 1) * plan.designCount)
            let figureOf = setup.figures[figure]
            if parameters.sample.hasQuantiles {
                tables[0].append(try quantiles(figureOf, results, variant))
            }
            switch parameters.sample {
            case .sobol: tables[1] += try sobol(figureOf, results, variant)
            case .morris: tables[0] += try morris(figureOf, results, variant)
            default: break
            }
            tables[tables.count - 1] += try tornado(figure, values, variant)
        }
        return tables
    }

    // MARK: Spread

    /// Of the runs that have the figure.
    private func quantiles(
        _ figure: RunFigure, _ values: FigureValues, _ variant: Int
    ) throws(Diagnostic) -> [String?] {
        let known = DrawnValues(all: values, block: saltelli?.blockSize)
        let ends = Quantiles.ends(ofInterval: parameters.confidence)
        let moments = try Moments(known)
        let quantiles = try Quantiles(known, for: [0, 1, ends.low, ends.high] + Self.levels)
        let isKnown = moments.count > 0
        // The rounding of a mean is no spread.
        let isConstant = quantiles[0] == quantiles[1]
        let mean = isConstant ? quantiles[0] : moments.mean
        let deviation = isConstant ? 0 : moments.standardDeviation
        let error = deviation / Double(max(1, moments.count)).squareRoot()
        let interval = quantiles.interval(parameters.confidence)
        return [
            plan.nameOfVariant(variant), figure.id, figure.region, figure.item, figure.unit,
            "\(moments.count)", isKnown ? cell(mean) : nil, moments.count > 1 ? cell(error) : nil,
            moments.count > 1 ? cell(deviation) : nil, cell(quantiles[0]),
        ] + Self.levels.map { cell(quantiles[$0]) } + [
            cell(quantiles[1]), cell(parameters.confidence), cell(interval?.low), cell(interval?.high),
        ]
    }

    // MARK: Indices

    /// Nothing for a figure that does not vary, or that a failed run lacks: then the plan is no longer whole.
    private func sobol(
        _ figure: RunFigure, _ values: FigureValues, _ variant: Int
    ) throws(Diagnostic) -> Rows {
        guard let saltelli,
            let indices = try SobolIndices(
                values, of: saltelli, confidence: parameters.confidence, seed: parameters.seed)
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

    private func morris(
        _ figure: RunFigure, _ values: FigureValues, _ variant: Int
    ) throws(Diagnostic) -> Rows {
        guard let found = try MorrisEffects(values, at: parameters.trajectories) else { return [] }
        return zip(parameters.variations, found.effects).map { variation, effect in
            [
                plan.nameOfVariant(variant), figure.id, figure.region, figure.item, figure.unit,
                variation.name, cell(effect.mean), cell(effect.meanMagnitude), cell(effect.standardDeviation),
            ]
        }
    }

    // MARK: Swing

    /// One value at a time, the widest swing first; nothing where the figure does not move.
    private func tornado(
        _ figure: Int, _ values: FigureValues, _ variant: Int
    ) throws(Diagnostic) -> Rows {
        var swings: [Double] = []
        try values.over(plan.runCount..<setup.jobCount).visit { swings.append($0) }
        let what = setup.figures[figure]
        let present = setup.presentValue(figure, variant: variant)
        var bars: [(swing: Double, row: [String?])] = []
        for (axis, variation) in parameters.variations.enumerated() {
            guard let ends = plan.swing(ofVariation: axis) else { continue }
            let low = swings[setup.swingJob(variant: variant, axis: axis, isHigh: false) - plan.runCount]
            let high = swings[setup.swingJob(variant: variant, axis: axis, isHigh: true) - plan.runCount]
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
