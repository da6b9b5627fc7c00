import Synchronization

/// Emission under one profile after the other: only sources of amounts that changed are worked out again.
final class TriedEmission: Sendable {
    private struct Last: Sendable {
        var amounts: [Double]
        /// Before amounts below 0 are cut off.
        var emission: [Double]
    }

    private let curves: [AbatementCurve]
    private let unabated: [Double]
    private let last: Mutex<Last>

    /// - Parameters:
    ///   - curves: by county and pollutant; no two share a source.
    ///   - unabated: emission of each source with nothing abated, t.
    init(_ curves: [AbatementCurve], unabated: [Double]) {
        self.curves = curves
        self.unabated = unabated
        last = Mutex(Last(amounts: curves.map { _ in 0 }, emission: unabated))
    }

    /// By source, t.
    func emission(_ amounts: [Double]) -> [Double] {
        last.withLock { last in
            for (place, amount) in amounts.enumerated() where amount != last.amounts[place] {
                let steps = curves[place].steps
                for step in steps { last.emission[step.source] = unabated[step.source] }
                last.amounts[place] = amount
                guard amount > 0 else { continue }
                for (step, taken) in zip(steps, curves[place].amounts(making: amount)) {
                    last.emission[step.source] -= taken
                }
            }
            return last.emission.map { max(0, $0) }
        }
    }
}
