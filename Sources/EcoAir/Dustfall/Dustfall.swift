import EcoAccounts
import EcoParameters
import EcoUnits

/// Dustfall limits in t/(km2 month).
public struct DustfallLimits: Sendable, Equatable {
    /// A value equal to the limit complies (national table of 2020: "小于等于 9.0").
    public let limit: Rational
    /// A region above it owes a special clean-up.
    public let cleanUp: Rational
    /// Decimals of a mean before it is compared and ranked, as national tables print.
    public static let digits = 1
}

/// Dustfall of one region and period over its sites.
public struct DustfallResult: Sendable, Equatable {
    public let region: RegionCode
    public let period: Period
    /// Sand-dust is removed from the values.
    public let withoutSandDust: Bool
    /// Sites with a value in every month of the period.
    public let sites: Int
    /// Site-months without value.
    public let missing: Int
    public let mean: Rational
    public let largest: Rational
    public let smallest: Rational
    public let complies: Bool
    public let needsCleanUp: Bool
    /// Rank among the regions of the period, 1 has least; ties share.
    public internal(set) var rank: Int?
    /// Change of the mean against the same period of the year before in percent; nil where it is missing or 0.
    public internal(set) var percent: Rational?
}

/// Dustfall by site and month.
struct DustfallTable {
    private struct Sample {
        let region: RegionCode
        let site: String
        let month: Period
        let value: Rational?
        let remainder: Rational?
    }

    private var samples: [Sample] = []
    private let regions: RegionTable
    private(set) var holdsRemainders = false

    init(_ table: Table, regions: RegionTable, _ findings: inout [Diagnostic]) {
        typealias Columns = AirTables.Dustfall
        self.regions = regions
        for row in table.rows {
            guard let region = Self.region(table, row, regions, &findings),
                let month = Self.month(table, row, &findings)
            else { continue }
            let exact = { (cell: FixedPoint?) in cell.flatMap { Rational(Int128($0.count), over: 1000) } }
            let remainder = exact(table.optional(row, Columns.withoutSandDust))
            if remainder != nil { holdsRemainders = true }
            samples.append(
                Sample(
                    region: region, site: table.value(row, Columns.site), month: month,
                    value: exact(table.optional(row, Columns.dustfall)), remainder: remainder))
        }
    }

    /// A county of the scenario, or one whose city the scenario lists.
    private static func region(
        _ table: Table, _ row: Int, _ regions: RegionTable, _ findings: inout [Diagnostic]
    ) -> RegionCode? {
        let text = table.value(row, AirTables.Dustfall.region)
        if let code = RegionCode(text), regions.contains(code.prefecture) { return code }
        return regions.code(
            text, at: table.location(row, AirTables.Dustfall.region),
            path: table.path(AirTables.Dustfall.region), &findings)
    }

    private static func month(_ table: Table, _ row: Int, _ findings: inout [Diagnostic]) -> Period? {
        let text = table.value(row, AirTables.Dustfall.month)
        if let period = Period(text), case .month = period { return period }
        findings.append(
            Diagnostic(
                code: "wrong_type", at: table.location(row, AirTables.Dustfall.month),
                path: table.path(AirTables.Dustfall.month), "'\(text)' is no month", hint: "write 2019-04"))
        return nil
    }

    /// Results of all regions and `periods`, ranked; once as measured and, where given, without sand-dust.
    func results(_ periods: [Period], _ limits: DustfallLimits) throws(ArithmeticOverflow) -> [DustfallResult]
    {
        var all: [DustfallResult] = []
        for withoutSandDust in holdsRemainders ? [false, true] : [false] {
            for period in periods {
                let now = try results(period, withoutSandDust, limits)
                let base = try results(period.inYear(period.year - 1), withoutSandDust, limits)
                all += try now.ranked(against: base)
            }
        }
        return all
    }

    private func results(
        _ period: Period, _ withoutSandDust: Bool, _ limits: DustfallLimits
    ) throws(ArithmeticOverflow) -> [DustfallResult] {
        let months = Set(
            Period.months(of: period.year).filter { period.months.contains($0.months.lowerBound) })
        let ofPeriod = samples.filter { months.contains($0.month) }
        var results: [DustfallResult] = []
        for region in regions.codes {
            let own = ofPeriod.filter { $0.region == region || $0.region.prefecture == region }
            let found = try result(region, period, own, withoutSandDust, limits)
            if let found { results.append(found) }
        }
        return results
    }

    /// A site's value is the mean of its months, a region's the mean of its sites; a site that misses a month of
    /// the period stays out.
    private func result(
        _ region: RegionCode, _ period: Period, _ samples: [Sample], _ withoutSandDust: Bool,
        _ limits: DustfallLimits
    ) throws(ArithmeticOverflow) -> DustfallResult? {
        let value = { (sample: Sample) in withoutSandDust ? sample.remainder ?? sample.value : sample.value }
        var means: [Rational] = []
        let sites = Dictionary(grouping: samples) { "\($0.region) \($0.site)" }
        for (_, ofSite) in sites.sorted(by: { $0.key < $1.key }) {
            let values = ofSite.compactMap(value)
            guard values.count == period.months.count, let mean = try arithmeticMean(values) else { continue }
            means.append(mean)
        }
        guard let mean = try arithmeticMean(means), let largest = means.max(), let smallest = means.min()
        else {
            return nil
        }
        let rounded = try mean.rounded(toDigits: DustfallLimits.digits)
        return DustfallResult(
            region: region, period: period, withoutSandDust: withoutSandDust, sites: means.count,
            missing: sites.count * period.months.count - samples.count { value($0) != nil }, mean: mean,
            largest: largest, smallest: smallest, complies: rounded <= limits.limit,
            needsCleanUp: rounded > limits.cleanUp)
    }
}

extension [DustfallResult] {
    /// Ranks by the printed mean, and changes against the results of the year before.
    fileprivate func ranked(against base: [DustfallResult]) throws(ArithmeticOverflow) -> [DustfallResult] {
        var result = self
        var printed: [Rational?] = []
        for item in self { printed.append(try item.mean.rounded(toDigits: DustfallLimits.digits)) }
        let before = Dictionary(uniqueKeysWithValues: base.map { ($0.region, $0.mean) })
        for (position, rank) in competitionRanks(printed).enumerated() {
            result[position].rank = rank
            guard let old = before[self[position].region], old != .zero else { continue }
            result[position].percent = try (self[position].mean - old) / old * Rational(100)
        }
        return result
    }
}
