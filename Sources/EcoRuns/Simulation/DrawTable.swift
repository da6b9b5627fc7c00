import EcoParameters
import EcoSimulation

/// `simulation_draws.csv`: values of single draws, from which means, quantiles and shares can be worked out again.
///
/// By figure, region (empty: all together) and year the draws stand one below the other, counted from 1. A draw without
/// a value has no row.
struct DrawTable {
    static let name = "simulation_draws.csv"
    private static let columns = ["figure", "region", "year", "draw", "value"]
    /// Values in memory at a time.
    private static let largest = 2_000_000

    private let result: SimulationResult
    private let paths: [SimulationResult.KeptPath]

    init(_ result: SimulationResult) {
        self.result = result
        paths = result.keptPaths
    }

    var isEmpty: Bool { paths.isEmpty }

    /// - Parameter append: takes the text piece by piece.
    func write(_ append: (String) throws(Diagnostic) -> Void) throws(Diagnostic) {
        var csv = CSVText(columns: Self.columns)
        for block in blocks {
            let places = block[0].place..<block[block.count - 1].place + 1
            let years = Set(block.flatMap(\.years)).sorted()
            let values = years.map { result.values(figure: block[0].figure, places: places, year: $0) }
            for path in block {
                for (year, column) in zip(years, values) where path.years.contains(year) {
                    let start = (path.place - places.lowerBound) * result.draws
                    add(column[start..<start + result.draws], of: path, year, to: &csv)
                    if csv.text.utf8.count > 1 << 20 { try append(csv.takeText()) }
                }
            }
        }
        try append(csv.takeText())
    }

    private func add(
        _ values: ArraySlice<Double>, of path: SimulationResult.KeptPath, _ year: Int, to csv: inout CSVText
    ) {
        let world = result.simulation.world
        let region = path.place < world.regionCount ? world.regions.codes[path.place].description : ""
        let (figure, calendar) = (result.simulation.figures[path.figure].id, "\(world.years[year])")
        for (draw, value) in values.enumerated() where !value.isNaN {
            csv.append([figure, region, calendar, "\(draw + 1)", cell(value)])
        }
    }

    /// Paths of one figure whose places lie together, as many as are read at a time.
    private var blocks: [[SimulationResult.KeptPath]] {
        let years = max(1, result.simulation.world.years.count)
        let most = max(1, Self.largest / (years * result.draws))
        return paths.reduce(into: []) { blocks, path in
            if let last = blocks.last?.last, last.figure == path.figure, last.place + 1 == path.place,
                blocks[blocks.count - 1].count < most
            {
                blocks[blocks.count - 1].append(path)
            } else {
                blocks.append([path])
            }
        }
    }
}
