import EcoAccounts
import EcoParameters
import EcoScenarios
import EcoSimulation
import EcoUnits

/// A change between two simulations split among policy, growth, weather and market: the Shapley value of each group of
/// inputs, from a simulation for every set of groups, at most sixteen. Method: docs/methods/search.md, 7.
public struct SimulationDecomposition: Sendable {
    public struct Row: Sendable {
        public let year: Int
        /// Six digits; empty for all regions together.
        public let region: String
        public let figure: String
        public let title: LocalizedText
        public let unit: String
        public let before: Double
        public let after: Double
        /// Of every group; together they are the change. Empty where some combination has no result.
        public let parts: [ChangeGroup: Double]
        /// The figure with some of the groups changed, for every set of them; empty where a single one changes.
        public let combinations: [(groups: [ChangeGroup], value: Double)]
    }

    /// Figures that change, mean of the draws: of all regions in every year, of single ones in the last.
    public let rows: [Row]
    /// What was changed, by group.
    public let inputs: [ChangeGroup: [String]]
    public let findings: [Diagnostic]

    /// - Parameters:
    ///   - loaded: the scenario of the first run.
    ///   - overrides: `PATH=VALUE` that make the later one.
    init(
        _ loaded: LoadedScenario, _ overrides: [String], _ runner: Runner, _ settings: RunSettings
    ) throws(RunFailure) {
        let inputs = Dictionary(grouping: overrides) { ChangeGroup(of: $0) }
        let groups = ChangeGroup.allCases.filter { inputs[$0] != nil }
        var earlier = RunResult(loaded)
        if loaded.scenario.accounts != nil {
            earlier = try runner.run(loaded, only: [.accounts], settings: settings)
        }
        let variation = try SimulationVariation(earlier, runner, settings)
        let list = SimulatedFigures(try variation.simulation([]))
        let causes = try ChangeCauses(
            groups.map { ChangeCauses.Cause(name: $0.rawValue, overrides: inputs[$0] ?? []) },
            figures: list.figures, jobs: settings.jobs
        ) { overrides throws(RunFailure) in
            try list.means(try variation.simulation(overrides))
        }
        self.inputs = inputs
        findings = causes.findings
        rows = causes.figures.indices.compactMap { index in
            list.places[causes.figures[index].id].map { place in
                Row(
                    year: place.year, region: causes.figures[index].region, figure: place.figure,
                    title: causes.figures[index].meaning, unit: causes.figures[index].unit,
                    before: causes.before[index], after: causes.after[index],
                    parts: Self.parts(causes, index, groups),
                    combinations: causes.combinations.map { combination in
                        (combination.causes.map { groups[$0] }, combination.values[index])
                    })
            }
        }
    }

    private static func parts(
        _ causes: ChangeCauses, _ index: Int, _ groups: [ChangeGroup]
    ) -> [ChangeGroup: Double] {
        guard !causes.shapley.isEmpty else { return [:] }
        var parts = Dictionary(
            ChangeGroup.allCases.map { ($0, 0.0) }, uniquingKeysWith: { first, _ in first })
        for (position, group) in groups.enumerated() { parts[group] = causes.shapley[position][index] }
        return parts
    }
}

/// The figures of a simulation whose changes are split, as means of the draws.
private struct SimulatedFigures: Sendable {
    let figures: [RunFigure]
    /// By the id of ``figures``.
    let places: [String: (year: Int, figure: String)]
    private let positions: [Int]
    private let names: [String]

    init(_ simulation: Simulation) {
        let world = simulation.world
        var figures: [RunFigure] = []
        var positions: [Int] = []
        var places: [String: (year: Int, figure: String)] = [:]
        for (year, calendar) in world.years.enumerated() {
            let isLast = year == world.years.count - 1
            for (index, figure) in simulation.figures.enumerated() {
                for place in (isLast ? 0 : world.regionCount)...world.regionCount {
                    let region = place < world.regionCount ? world.regions.codes[place].description : ""
                    let id = (["simulation", "\(calendar)", region, figure.id].filter { !$0.isEmpty })
                        .joined(separator: ".")
                    figures.append(
                        RunFigure(
                            id: id, region: region, item: figure.id, unit: figure.unit.symbol,
                            meaning: figure.title))
                    places[id] = (calendar, figure.id)
                    positions.append(
                        year * simulation.valuesPerYear + index * (world.regionCount + 1) + place)
                }
            }
        }
        (self.figures, self.positions, self.places) = (figures, positions, places)
        names = simulation.figures.map(\.id)
    }

    /// - Throws: where another set of values has other figures or years.
    func means(_ simulation: Simulation) throws(RunFailure) -> [Double] {
        guard simulation.figures.map(\.id) == names,
            simulation.valuesPerDraw > (positions.last ?? 0)
        else {
            throw .computation([
                Diagnostic(
                    code: "other_figures", path: "simulation",
                    "the point has other figures or years than the scenario as it stands",
                    hint: "choose values that leave processes and years as they are")
            ])
        }
        let draws = simulation.world.parameters.draws
        var sums = [Double](repeating: 0, count: positions.count)
        var first: [Double] = []
        var isConstant = [Bool](repeating: true, count: positions.count)
        for draw in 0..<draws {
            let values = simulation.values(ofDraw: draw).values
            if draw == 0 { first = values }
            for (index, position) in positions.enumerated() {
                sums[index] += values[position]
                if values[position] != first[position] { isConstant[index] = false }
            }
        }
        // The mean of equal values is that value, without rounding.
        return positions.indices.map { isConstant[$0] ? first[positions[$0]] : sums[$0] / Double(draws) }
    }
}
