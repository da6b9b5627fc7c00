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

/// What counties bear in a year as part of their revenue.
struct BurdenMeasure: Sendable {
    /// By county and year.
    private let burdens: [[LinearMeasure]]
    /// By county and year: the revenue, or where it stands.
    private let revenues: [[LinearMeasure]]

    private static let costs: [(id: String, sign: Double)] = [
        ("market.measure_cost_yuan", 1), ("market.shortfall_cost_yuan", 1), ("market.quota_income_yuan", -1),
        ("pipeline.cost_yuan", 1), ("alert.cost_yuan", 1), ("alert.upgrade_cost_yuan", 1),
        ("response.cost_yuan", 1), ("payments.net_yuan", -1),
    ]

    /// - Throws: where there is neither a revenue nor GDP of some county.
    init(
        _ figures: SearchFigures, revenues known: [String: Double]?, at place: SourceLocation
    ) throws(DiagnosticFailure) {
        let codes = figures.regions.codes
        if let known {
            let missing = codes.map(\.description).filter { known[$0] == nil }
            guard missing.isEmpty else {
                throw SearchFigures.failure(
                    "missing_value", place, "search.revenues",
                    "no revenue of \(missing.joined(separator: ", "))", "add a row for each county")
            }
        } else if figures.position("gdp.value_yuan", year: 0, place: 0) == nil {
            throw SearchFigures.failure(
                "missing_value", place, "search.revenues",
                "burdens need the revenue of the counties, and the simulation has no GDP",
                "give the table `search.revenues`")
        }
        let costs = Self.costs.filter { figures.position($0.id, year: 0, place: 0) != nil }
        burdens = codes.indices.map { county in
            figures.years.indices.map { year in
                LinearMeasure(
                    terms: costs.compactMap { cost in
                        figures.position(cost.id, year: year, place: county).map { ($0, cost.sign) }
                    })
            }
        }
        revenues = codes.indices.map { county in
            figures.years.indices.map { year in
                if let own = known?[codes[county].description] { return LinearMeasure(constant: own) }
                let position = figures.position("gdp.value_yuan", year: year, place: county)
                return LinearMeasure(terms: position.map { [($0, 1)] } ?? [])
            }
        }
    }

    /// The county and year that bear most, as positions; of equal ones the first.
    func largest(_ draw: [Double]) -> (share: Double, county: Int, year: Int) {
        var found = (share: -Double.infinity, county: 0, year: 0)
        for county in burdens.indices {
            for year in burdens[county].indices {
                let share = self.share(county, year, draw)
                if share.isNaN { return (.nan, county, year) }
                if share > found.share { found = (share, county, year) }
            }
        }
        return found
    }

    /// The largest mean over the years of a county.
    func largestMean(_ draw: [Double]) -> Double {
        burdens.indices.reduce(-Double.infinity) { largest, county in
            let years = burdens[county].indices
            let mean = years.reduce(0) { $0 + share(county, $1, draw) } / Double(max(1, years.count))
            return mean.isNaN || largest.isNaN ? .nan : max(largest, mean)
        }
    }

    private func share(_ county: Int, _ year: Int, _ draw: [Double]) -> Double {
        burdens[county][year].value(draw) / revenues[county][year].value(draw)
    }
}
