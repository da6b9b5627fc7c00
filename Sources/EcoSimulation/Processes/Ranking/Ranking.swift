import EcoAccounts
import EcoParameters
import EcoUnits

/// Ranks of the simulated cities among those of a list. Method: docs/methods/simulation.md, 3.13.
struct Ranking: SimulationProcess {
    static let declaration = ProcessDeclaration(
        id: "ranking", title: LocalizedText(en: "Rank among cities", zh: "城市排名"),
        meaning: LocalizedText(
            en: "composite index of each city, the mean of its counties, among the listed cities",
            zh: "各市综合指数（所辖县均值）在同组城市中的名次"),
        inputs: [.air], outputs: [.rank])

    /// Of each simulated year, ascending, in whole hundredths, as the list prints them.
    private let others: [[Int]]
    /// Positions of the counties of each simulated city.
    private let cities: [[Int]]
    private let regionCount: Int
    private let last: Int

    init?(_ world: SimulationWorld, _ findings: inout [Diagnostic]) {
        guard let parameters = world.parameters.ranking else { return nil }
        guard world.inputs.series != nil else {
            findings.append(
                Diagnostic(
                    code: "missing_value", at: parameters.location, path: "simulation.ranking",
                    "ranks need the block `air`", hint: "add it, or leave the block out"))
            return nil
        }
        regionCount = world.regionCount
        last = parameters.last
        let groups = Dictionary(grouping: world.regions.codes.indices) { world.regions.codes[$0].prefecture }
        cities = groups.sorted { $0.key < $1.key }.map(\.value)
        let paths = Self.paths(parameters.cities, simulated: Set(groups.keys))
        others = world.years.map { year in
            paths.map { Self.hundredths(Self.index($0, year, parameters.annualChange)) }.sorted()
        }
    }

    /// The given years of each city that is not simulated.
    private static func paths(_ table: Table, simulated: Set<RegionCode>) -> [[(year: Int, index: Double)]] {
        typealias Columns = RankingParameters.Cities
        var paths: [String: [(year: Int, index: Double)]] = [:]
        for row in table.rows {
            let code = table.optional(row, Columns.region).flatMap { RegionCode($0) }
            if let code, simulated.contains(code) { continue }
            paths[table.value(row, Columns.city), default: []].append(
                (table.optional(row, Columns.year) ?? 0, table.value(row, Columns.index)))
        }
        return paths.sorted { $0.key < $1.key }.map { $0.value.sorted { $0.year < $1.year } }
    }

    /// Linear between the given years, level before them, changing at a rate behind them.
    private static func index(_ path: [(year: Int, index: Double)], _ year: Int, _ change: Double) -> Double {
        guard let first = path.first, let last = path.last else { return .nan }
        if year <= first.year { return first.index }
        if year >= last.year {
            return (0..<year - last.year).reduce(last.index) { value, _ in value * (1 + change) }
        }
        let next = path.firstIndex { $0.year >= year } ?? path.count - 1
        let (low, high) = (path[next - 1], path[next])
        return low.index + (high.index - low.index) * Double(year - low.year) / Double(high.year - low.year)
    }

    private static func hundredths(_ index: Double) -> Int { Int((index * 100).rounded(.toNearestOrEven)) }

    func advance(_ state: inout YearState, _ draw: YearDraw) throws(SimulationFailure) {
        let own = cities.map { counties -> Int? in
            let values = counties.map { state.air.index[AirKernel.yearSpan * regionCount + $0] }
                .filter { !$0.isNaN }
            return values.isEmpty ? nil : Self.hundredths(values.reduce(0, +) / Double(values.count))
        }
        let listed = others[state.index]
        let count = listed.count + own.count { $0 != nil }
        var ranks = [Double](repeating: .nan, count: regionCount)
        for (city, index) in zip(cities, own) {
            guard let index else { continue }
            // Equal indices share the better rank.
            let before = Self.countBelow(index, listed) + own.count { $0.map { $0 < index } ?? false }
            for county in city { ranks[county] = Double(1 + before) }
        }
        state.rank = RankYear(ranks: ranks, cityCount: count)
    }

    /// How many of ascending numbers are smaller.
    private static func countBelow(_ value: Int, _ sorted: [Int]) -> Int {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }

    var figures: [SimulationFigure] {
        [
            SimulationFigure(
                "air.city_rank",
                LocalizedText(
                    en: "Rank of the county's city; of all, that of the last", zh: "所在市名次（全部：最末名次）"),
                unit: .one, lessIsBetter: true, total: .largest),
            SimulationFigure(
                "air.city_among_last",
                LocalizedText(
                    en: "Whether the county's city is among the last \(last); of all, how many cities are",
                    zh: "所在市是否位列后\(last)位（全部：城市个数）"), unit: .one, lessIsBetter: true),
        ]
    }

    func record(_ state: YearState, into values: inout [Double]) {
        let ranks = state.rank.ranks
        values += ranks
        values.append(ranks.filter { !$0.isNaN }.max() ?? .nan)
        let limit = Double(state.rank.cityCount - last)
        func isLast(_ rank: Double) -> Double { rank.isNaN ? .nan : rank > limit ? 1 : 0 }
        values += ranks.map(isLast)
        values.append(Aggregate.sum(cities.map { isLast(ranks[$0[0]]) }.filter { !$0.isNaN }))
    }
}

/// Ranks of a year.
public struct RankYear: Sendable, Equatable, Codable {
    /// Of the city of each region; 1 is the cleanest.
    public internal(set) var ranks: [Double] = []
    /// Cities that are ranked.
    public internal(set) var cityCount = 0
}
