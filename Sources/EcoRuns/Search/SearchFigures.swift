import EcoAccounts
import EcoParameters
import EcoScenarios
import EcoSimulation
import EcoUnits

/// Where the figures of a search stand: those of the simulation in the values of a draw, those of the run behind them.
struct SearchFigures: Sendable {
    struct Named: Sendable {
        let title: LocalizedText
        let unit: String
        let lessIsBetter: Bool?
    }

    let simulation: Simulation?
    let run: [RunFigure]
    let regions: RegionTable

    var regionCount: Int { regions.count }
    var years: [Int] { simulation?.world.years ?? [] }
    private var simulated: Int { simulation?.valuesPerDraw ?? 0 }
    /// Values that a draw is told by.
    var count: Int { simulated + run.count }

    /// Position of a figure of the simulation; `nil` where it has none of that name.
    func position(_ id: String, year: Int, place: Int) -> Int? {
        guard let simulation, let figure = simulation.figures.firstIndex(where: { $0.id == id }) else {
            return nil
        }
        return year * simulation.valuesPerYear + figure * (regionCount + 1) + place
    }

    /// A figure that a user names.
    /// - Throws: what is wrong with the name, county or year, at the place given.
    func named(
        _ id: String, region: String?, year: Int?, at place: SourceLocation, path: String
    ) throws(DiagnosticFailure) -> (position: Int, what: Named) {
        if let simulation, let figure = simulation.figures.first(where: { $0.id == id }) {
            let county = try region.map { text throws(DiagnosticFailure) in
                try self.region(text, at: place, path: path)
            }
            let wanted = year ?? years[years.count - 1]
            guard let index = years.firstIndex(of: wanted) else {
                throw Self.failure(
                    "out_of_range", place, path, "\(wanted) is not simulated",
                    "choose \(years[0]) to \(years[years.count - 1])")
            }
            let position = position(id, year: index, place: county ?? regionCount) ?? 0
            return (
                position,
                Named(title: figure.title, unit: figure.unit.symbol, lessIsBetter: figure.lessIsBetter)
            )
        }
        guard let index = run.firstIndex(where: { $0.id == id }), region == nil, year == nil else {
            throw unknown(id, at: place, path: path)
        }
        return (
            simulated + index, Named(title: run[index].meaning, unit: run[index].unit, lessIsBetter: nil)
        )
    }

    private func region(
        _ text: String, at place: SourceLocation, path: String
    ) throws(DiagnosticFailure) -> Int {
        var findings: [Diagnostic] = []
        let code = regions.code(text, at: place, path: "\(path).region", &findings)
        guard let index = code.flatMap({ regions.index(of: $0) }) else {
            throw DiagnosticFailure(findings)
        }
        return index
    }

    private func unknown(_ id: String, at place: SourceLocation, path: String) -> DiagnosticFailure {
        let known = (simulation?.figures.map(\.id) ?? []) + run.map(\.id)
        let near = Suggestion.nearest(to: id, in: known).map { "did you mean `\($0)`?" }
        return Self.failure(
            "unknown_figure", place, path, "neither the simulation nor the run has a figure '\(id)'",
            near ?? "such as \(known.prefix(5).joined(separator: ", "))")
    }

    static func failure(
        _ code: String, _ place: SourceLocation, _ path: String, _ message: String, _ hint: String
    ) -> DiagnosticFailure {
        DiagnosticFailure([Diagnostic(code: code, at: place, path: path, message, hint: hint)])
    }
}

/// A sum of values of a draw with weights.
struct LinearMeasure: Sendable {
    var terms: [(position: Int, weight: Double)] = []
    var constant = 0.0

    func value(_ draw: [Double]) -> Double {
        terms.reduce(constant) { $0 + $1.weight * draw[$1.position] }
    }
}
