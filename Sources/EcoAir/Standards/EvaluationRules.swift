import EcoUnits

/// Rules of one edition of HJ 663 with the validity table of GB 3095: from hours to verdicts on a year.
///
/// Numbers that await an official copy of HJ 663 are members of `AirParameters` with status provisional.
public struct EvaluationRules: Sendable, Equatable {
    /// Decimals of a statistic before it is compared with its limit, none where a pollutant is not listed.
    public var comparisonDigits: [Pollutant: Int]
    /// True where days of exceptional events other than sand-dust may be left out.
    public let excludesExceptionalEvents: Bool
    /// Years of the rolling mean that is evaluated beside the year; nil where the edition has none.
    public let rollingYears: Int?

    /// HJ 663-2013: whole ug/m3, CO one decimal, Pb two, BaP four (provisional: no official copy seen).
    static let hj663Of2013 = EvaluationRules(
        comparisonDigits: [.co: 1, .lead: 2, .benzoAPyrene: 4], excludesExceptionalEvents: false,
        rollingYears: nil)
    /// HJ 663-2026: PM2.5 and CO one decimal, exceptional events, mean of three years (provisional: reported
    /// second-hand, no official copy seen).
    static let hj663Of2026 = EvaluationRules(
        comparisonDigits: [.co: 1, .pm25: 1, .lead: 2, .benzoAPyrene: 4], excludesExceptionalEvents: true,
        rollingYears: 3)

    /// Decimals of a daily concentration before its sub-index (HJ 633-2026, 4.2.2): whole numbers, CO one.
    static func dailyDigits(_ item: DailyItem) -> Int { indexDigits(item.pollutant) }

    /// The same by pollutant, for days and hours.
    static func indexDigits(_ pollutant: Pollutant) -> Int { pollutant == .co ? 1 : 0 }

    /// Decimals of a daily value before it is compared with `limit`: those of its index, or as many as the limit
    /// has where that is more (BaP).
    static func dailyDigits(of pollutant: Pollutant, for limit: Rational) -> Int {
        let digits = indexDigits(pollutant)
        return (digits...6).first { (try? limit.rounded(toDigits: $0)) == limit } ?? digits
    }

    /// One unit of the last of `digits` decimals.
    static func step(_ digits: Int) -> Rational {
        Rational(1, over: (0..<digits).reduce(1) { power, _ in power * 10 }) ?? .one
    }

    /// Percentile of daily values that an annual evaluation needs (HJ 663, Table 1; NOx, TSP and BaP by Table 2
    /// are provisional). Lead has none.
    public static func percentile(of pollutant: Pollutant) -> Rational? {
        switch pollutant {
        case .so2, .no2: Rational(98, over: 100)
        case .co, .pm10, .pm25: Rational(95, over: 100)
        case .o3: Rational(90, over: 100)
        case .nox: Rational(98, over: 100)
        case .tsp, .benzoAPyrene: Rational(95, over: 100)
        case .lead: nil
        }
    }

    /// True where the mean over the period has a limit of its own (all basic items but CO and O3).
    public static func hasMeanLimit(_ pollutant: Pollutant) -> Bool { pollutant != .co && pollutant != .o3 }
}

/// How many valid values a statistic needs (GB 3095-2026, Table 4; HJ 663-2013).
///
/// The table names means; that percentiles, CO and O3 need the same days is provisional.
public struct ValidityRules: Sendable, Equatable {
    /// Valid hours of a daily mean.
    public var hoursPerDay = 20
    /// Valid hours of an 8-hour mean.
    public var hoursPerWindow = 6
    /// Valid 8-hour means, ending 08:00 to 24:00, of a daily maximum; fewer count where it exceeds the limit.
    public var windowsPerDay = 14
    /// Valid days of a year, leap year or not.
    public var daysPerYear = 324
    /// Valid days of a month other than February.
    public var daysPerMonth = 27
    /// Valid days of February.
    public var daysPerFebruary = 25
    /// Valid days of TSP, Pb and BaP in a year, evenly spread.
    public var sampledDaysPerYear = 60
    /// Valid days of Pb in a quarter, evenly spread.
    public var sampledDaysPerQuarter = 15
    /// Valid days of TSP, Pb and BaP in a month.
    public var sampledDaysPerMonth = 5
    /// Share of a region's evaluation stations that a valid regional day needs.
    public var stationShare = Rational(75, over: 100) ?? .one

    public init() {}

    /// Valid days that a calendar month needs.
    public func days(inMonth month: Int) -> Int { month == 2 ? daysPerFebruary : daysPerMonth }
}
