import EcoAccounts
import EcoParameters
import EcoUnits

/// Where a region stands among other cities, and what it lacks to a rank.
public struct RankGap: Sendable, Equatable {
    public let region: RegionCode
    public let period: Period
    public let standard: AirStandard.Version
    public let index: Rational
    /// Competition rank among the listed cities, 1 is the cleanest.
    public let rank: Int
    /// Cities ranked, the region included.
    public let cities: Int
    public let targetRank: Int
    /// Index minus the largest index that reaches the target rank; above 0 it must fall by this much. nil where
    /// fewer cities are listed than the target rank.
    public let gap: Rational?
}

/// Published composite indices of cities that are ranked together.
struct CityIndices: Sendable {
    private struct City: Sendable {
        let region: RegionCode?
        let index: Rational
        let standard: AirStandard.Version
        let row: Int
    }

    private var byPeriod: [Period: [City]] = [:]
    private let table: Table

    init(_ table: Table) {
        typealias Columns = AirTables.CityIndices
        self.table = table
        for row in table.rows {
            guard let period = Period(table.value(row, Columns.period)),
                let standard = AirStandard.Version(rawValue: table.value(row, Columns.standard)),
                let cell = table.optional(row, Columns.index),
                let index = Rational(Int128(cell.count), over: 10_000)
            else { continue }
            let region = table.optional(row, Columns.region).flatMap { RegionCode($0) }
            byPeriod[period, default: []].append(
                City(region: region, index: index, standard: standard, row: row))
        }
    }

    /// Gaps of the evaluations of `standard`; a finding where a list was made under another version.
    ///
    /// The region's index is rounded to two decimals, as the list prints its own.
    func gaps(
        _ evaluations: [PeriodEvaluation], under standard: AirStandard.Version, targetRank: Int,
        _ findings: inout [Diagnostic]
    ) throws(ArithmeticOverflow) -> [RankGap] {
        var refused: Set<Period> = []
        var result: [RankGap] = []
        for evaluation in evaluations where evaluation.standard == standard {
            guard let cities = byPeriod[evaluation.period], let exact = evaluation.compositeIndex?.value
            else {
                continue
            }
            if let other = cities.first(where: { $0.standard != standard }) {
                if refused.insert(evaluation.period).inserted { findings.append(mixed(other, standard)) }
                continue
            }
            let index = try exact.rounded(toDigits: 2)
            let others = cities.filter { $0.region != evaluation.region }.map(\.index).sorted()
            let reached = targetRank <= others.count ? others[targetRank - 1] : nil
            result.append(
                RankGap(
                    region: evaluation.region, period: evaluation.period, standard: standard, index: index,
                    rank: 1 + others.count { $0 < index }, cities: others.count + 1, targetRank: targetRank,
                    gap: try reached.map { other throws(ArithmeticOverflow) in try index - other }))
        }
        return result
    }

    private func mixed(_ city: City, _ standard: AirStandard.Version) -> Diagnostic {
        Diagnostic(
            code: "mixed_standards", at: table.location(city.row, AirTables.CityIndices.standard),
            path: table.path(AirTables.CityIndices.standard),
            "the index stands under \(city.standard.rawValue), and ranks are counted under \(standard.rawValue)",
            hint: "give indices made under \(standard.rawValue), or settle under the version of the list")
    }
}
