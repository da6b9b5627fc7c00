import EcoAccounts
import EcoParameters
import EcoUnits

/// The other items of GB 3095, Table 2: TSP, NOx, Pb and BaP. They enter neither AQI nor composite index.
public enum OtherPollutants {
    public static let all: [Pollutant] = [.tsp, .nox, .lead, .benzoAPyrene]

    /// Items sampled on some days only.
    static func isSampled(_ pollutant: Pollutant) -> Bool { pollutant != .nox }
}

/// The evaluation of one other item in one region and period.
public struct OtherEvaluation: Sendable, Equatable {
    public let region: RegionCode
    public let period: Period
    public let standard: AirStandard.Version
    public let statistics: PollutantEvaluation
    /// Verdict of lead in a quarter (mean against 1 ug/m3); nil elsewhere.
    public let attainsQuarter: Bool?
}

/// Daily values of the other items by region, date and item, exact.
struct OtherDays: Sendable {
    private var values: [Key: Rational] = [:]
    private(set) var regions: [RegionCode] = []

    private struct Key: Hashable {
        let region: RegionCode
        let year: Int
        let day: Int
        let pollutant: Pollutant
    }

    init(_ table: Table, regions table2: RegionTable, _ findings: inout [Diagnostic]) {
        typealias Columns = AirTables.OtherDaily
        var seen: Set<RegionCode> = []
        for row in table.rows {
            guard
                let region = table2.code(
                    table.value(row, Columns.region), at: table.location(row, Columns.region),
                    path: table.path(Columns.region), &findings),
                let date = CalendarDate(table.value(row, Columns.date))
            else { continue }
            if seen.insert(region).inserted { regions.append(region) }
            for (pollutant, column) in Columns.items {
                guard let cell = table.optional(row, column) else { continue }
                values[Key(region: region, year: date.year, day: date.dayOfYear, pollutant: pollutant)] =
                    Concentration(millionths: cell.count).rational
            }
        }
    }

    private func value(_ region: RegionCode, _ pollutant: Pollutant, _ year: Int, _ day: Int) -> Rational? {
        values[Key(region: region, year: year, day: day, pollutant: pollutant)]
    }

    /// Every region and item with data in the period.
    func evaluate(
        _ period: Period, _ standard: AirStandard, _ validity: ValidityRules
    ) throws(ArithmeticOverflow) -> [OtherEvaluation] {
        var result: [OtherEvaluation] = []
        for region in regions {
            for pollutant in OtherPollutants.all {
                let found = period.days.compactMap { value(region, pollutant, period.year, $0) }
                guard !found.isEmpty else { continue }
                let holds = { (day: Int) in value(region, pollutant, period.year, day) != nil }
                let isComplete =
                    OtherPollutants.isSampled(pollutant)
                    ? validity.isSampled(period, isMonitored: holds)
                    : validity.isComplete(period, isMonitored: holds)
                let statistics = try standard.evaluate(
                    pollutant, dailyValues: found, period: period, isComplete: isComplete)
                result.append(
                    OtherEvaluation(
                        region: region, period: period, standard: standard.version, statistics: statistics,
                        attainsQuarter: try attainsQuarter(statistics, period, standard)))
            }
        }
        return result
    }

    private func attainsQuarter(
        _ statistics: PollutantEvaluation, _ period: Period, _ standard: AirStandard
    ) throws(ArithmeticOverflow) -> Bool? {
        guard case .quarter = period, let mean = statistics.mean,
            let limit = standard.limits.limit(statistics.pollutant, .quarter)
        else { return nil }
        let digits = standard.evaluation.comparisonDigits[statistics.pollutant] ?? 0
        return try mean.rounded(toDigits: digits) <= limit.rational
    }
}
