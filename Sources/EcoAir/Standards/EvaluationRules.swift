import EcoUnits

/// Rules of one edition of HJ 663 with the validity table of GB 3095: from hours to verdicts on a year.
///
/// Numbers that await an official copy of HJ 663 are members of `AirParameters` with status provisional.
public struct EvaluationRules: Sendable, Equatable {
    /// Decimals of a statistic before it is compared with its limit, none where a pollutant is not listed.
    public var comparisonDigits: [Pollutant: Int]

    /// HJ 663-2013: whole ug/m3, CO one decimal (provisional: no official copy seen).
    static let hj663Of2013 = EvaluationRules(comparisonDigits: [.co: 1])
    /// HJ 663-2026: PM2.5 and CO one decimal (provisional: unofficial reports of finer rounding).
    static let hj663Of2026 = EvaluationRules(comparisonDigits: [.co: 1, .pm25: 1])

    /// Decimals of a daily concentration before its sub-index (HJ 633-2026, 4.2.2): whole numbers, CO one.
    static func dailyDigits(_ item: DailyItem) -> Int { item == .co ? 1 : 0 }

    /// Percentile of daily values that an annual evaluation needs (HJ 663, Table 1).
    public static func percentile(of pollutant: Pollutant) -> Rational? {
        switch pollutant {
        case .so2, .no2: Rational(98, over: 100)
        case .co, .pm10, .pm25: Rational(95, over: 100)
        case .o3: Rational(90, over: 100)
        default: nil
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
    /// Share of a region's evaluation stations that a valid regional day needs.
    public var stationShare = Rational(75, over: 100) ?? .one

    public init() {}

    /// Valid days that a calendar month needs.
    public func days(inMonth month: Int) -> Int { month == 2 ? daysPerFebruary : daysPerMonth }
}
