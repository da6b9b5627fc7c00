import EcoAccounts
import EcoParameters
import EcoSampling
import EcoUnits

/// What the draws of a simulation come to.
public struct SimulationResult: Sendable {
    /// One figure of one place in one year over the draws.
    public struct Band: Sendable, Equatable {
        /// Draws that have a value.
        public let count: Int
        /// Whether they are not all the same.
        public let isVaried: Bool
        public let mean: Double
        /// Shares 5, 25, 50, 75 and 95 % of the draws.
        public let quantiles: [Double]
    }

    public static let shares = [0.05, 0.25, 0.5, 0.75, 0.95]

    public let simulation: Simulation
    public let draws: Int
    /// The values of the draws, by position.
    let values: any DrawValues
    /// By year, figure and place; nil where no draw has a value.
    public let bands: [Band?]
    public let targets: [TargetOutcome]
    public let reach: [Simulation.Reach]
    /// The states of the first draw, for tables that are not of figures.
    public let first: [YearState]
    /// Draws that ended early, with the first of them.
    public let stopped: Int
    public let stop: SimulationFailure?
    public let warnings: [Diagnostic]

    /// - Parameters:
    ///   - draws: the values of each draw, in order.
    ///   - stops: why draws ended early, by number.
    public init(
        _ simulation: Simulation, draws: some DrawValues, stops: [Int: SimulationFailure] = [:]
    ) throws(DiagnosticFailure) {
        self.simulation = simulation
        self.draws = draws.count
        values = draws
        bands = Self.bands(draws, simulation.valuesPerDraw)
        let outcomes = simulation.outcomes(draws)
        targets = outcomes
        reach = try simulation.reach(
            outcomes.filter { $0.shareMet == 0 }.map(\.target), draws: min(draws.count, 20))
        first = simulation.states(ofDraw: 0)
        stopped = stops.count
        stop = stops.min { $0.key < $1.key }?.value
        warnings =
            simulation.warnings + Self.warnings(outcomes, reach, stop, stopped, draws.count)
            + simulation.responseWarnings(draws, first)
    }

    /// A part of the positions at a time, so that memory does not grow with the draws.
    private static func bands(_ draws: some DrawValues, _ positions: Int) -> [Band?] {
        let (count, part) = (draws.count, max(1, 2_000_000 / max(1, draws.count)))
        var bands: [Band?] = []
        bands.reserveCapacity(positions)
        for start in stride(from: 0, to: positions, by: part) {
            let own = start..<min(start + part, positions)
            let columns = draws.columns(own)
            for place in 0..<own.count { bands.append(band(columns[place * count..<(place + 1) * count])) }
        }
        return bands
    }

    /// Mean in the order of the draws, so that nothing depends on who computed them.
    private static func band(_ draws: ArraySlice<Double>) -> Band? {
        let values = draws.filter { !$0.isNaN }
        guard let first = values.first else { return nil }
        guard values.contains(where: { $0 != first }) else {
            return Band(
                count: values.count, isVaried: false, mean: first, quantiles: shares.map { _ in first })
        }
        let mean = values.reduce(0, +) / Double(values.count)
        let quantiles = Quantiles(values)
        return Band(
            count: values.count, isVaried: true, mean: mean, quantiles: shares.map { quantiles[$0] ?? first })
    }

    public func band(year: Int, figure: Int, place: Int) -> Band? {
        bands[
            year * simulation.valuesPerYear + figure * (simulation.world.regionCount + 1) + place]
    }

    private static func warnings(
        _ outcomes: [TargetOutcome], _ reach: [Simulation.Reach], _ stop: SimulationFailure?, _ stopped: Int,
        _ draws: Int
    ) -> [Diagnostic] {
        var warnings: [Diagnostic] = []
        for outcome in outcomes where outcome.shareMet == 0 {
            let best = reach.first { $0.target.id == outcome.target.id }
            let misses = best.map {
                outcome.target.kind == .atMost ? $0.best > outcome.target.aim : $0.best < outcome.target.aim
            }
            let (figure, year) = (
                best.map(\.best.shortText) ?? "", best.map { "\($0.year)" } ?? ""
            )
            warnings.append(
                Diagnostic(
                    .warning, code: misses == true ? "target_out_of_reach" : "target_missed",
                    at: outcome.target.location, path: outcome.target.id,
                    LocalizedText(
                        en: "\(outcome.target.title.en): no draw meets the aim in \(outcome.target.year)"
                            + (best == nil
                                ? "" : "; with every measure in full the best is \(figure), in \(year)"),
                        zh: "\(outcome.target.title.zh)：\(outcome.target.year) 年各次抽样均未达到目标"
                            + (best == nil ? "" : "；措施全部实施时最好为 \(figure)（\(year) 年）")),
                    hint: misses == true
                        ? LocalizedText(
                            en: "set a later year or another aim, or add measures", zh: "推迟目标年、调整目标或补充措施")
                        : .empty))
        }
        if let stop {
            warnings.append(
                Diagnostic(
                    .warning, code: "simulation_stopped", path: "simulation.\(stop.process)",
                    LocalizedText(
                        en:
                            "\(stopped) of \(draws) draws end before \(stop.year), which cannot be solved; earlier years are kept",
                        zh: "\(draws) 次抽样中有 \(stopped) 次在 \(stop.year) 年无法求解，此前年份保留")))
            warnings += stop.diagnostics.map { finding in
                var own = finding
                own.severity = .warning
                return own
            }
        }
        return warnings
    }
}
