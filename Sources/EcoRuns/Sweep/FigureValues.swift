import EcoParameters
import EcoSampling

/// The results of one figure in runs that follow each other, in their order; not-a-number where a run has none.
struct FigureValues: ValueStream {
    /// Where the values of all runs of the figure lie.
    enum Place {
        case memory([Double])
        case parts([SweepPart], figure: Int)
    }

    let place: Place
    let runs: Range<Int>

    func visit(_ body: (Double) -> Void) throws(Diagnostic) {
        switch place {
        case .memory(let values): values[runs].forEach(body)
        case .parts(let parts, let figure):
            for part in parts where part.runs.overlaps(runs) {
                let values = try part.values(of: figure..<figure + 1)
                let own = part.runs.clamped(to: runs)
                let start = part.runs.lowerBound
                values[own.lowerBound - start..<own.upperBound - start].forEach(body)
            }
        }
    }

    /// Of other runs of the same figure.
    func over(_ runs: Range<Int>) -> FigureValues { FigureValues(place: place, runs: runs) }
}

/// Those results that there are, of the runs that are draws.
struct DrawnValues: ValueStream {
    let all: FigureValues
    /// Of a plan for Sobol' indices only the two matrices that are drawn count: the first and the last run of every
    /// block of so many.
    let block: Int?

    func visit(_ body: (Double) -> Void) throws(Diagnostic) {
        var row = 0
        try all.visit { value in
            let place = block.map { row % $0 } ?? 0
            row += 1
            guard value.isFinite, place == 0 || place + 1 == block else { return }
            body(value)
        }
    }
}
