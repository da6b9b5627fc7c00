import EcoAccounts

extension AirStandard.Version {
    /// First day in force nationwide.
    ///
    /// GB 3095-2026: in force from 2026-03-01, final limits from 2031-01-01 (GB 3095-2026, 4.4). GB 3095-2012:
    /// nationwide from 2016-01-01 (provisional: not checked in print).
    public var firstDay: CalendarDate? {
        switch self {
        case .gb3095Of2012: CalendarDate(year: 2016, month: 1, day: 1)
        case .gb3095Of2026Transitional: CalendarDate(year: 2026, month: 3, day: 1)
        case .gb3095Of2026Final: CalendarDate(year: 2031, month: 1, day: 1)
        }
    }

    /// Last day in force; nil is open.
    public var lastDay: CalendarDate? {
        switch self {
        case .gb3095Of2012: CalendarDate(year: 2026, month: 2, day: 28)
        case .gb3095Of2026Transitional: CalendarDate(year: 2030, month: 12, day: 31)
        case .gb3095Of2026Final: nil
        }
    }

    /// True where the version is in force on `day`.
    public func isInForce(on day: CalendarDate) -> Bool {
        (firstDay.map { $0 <= day } ?? true) && (lastDay.map { day <= $0 } ?? true)
    }

    /// The version in force on `day`; nil before the first.
    ///
    /// A comparison of two years takes ONE version for both, whatever was in force in either.
    public static func inForce(on day: CalendarDate) -> AirStandard.Version? {
        allCases.first { $0.isInForce(on: day) }
    }

    /// True where some day of `period` lies in the version's time.
    func isInForce(in period: Period) -> Bool {
        guard let first = CalendarDate(year: period.year, dayOfYear: period.days.lowerBound),
            let last = CalendarDate(year: period.year, dayOfYear: period.days.upperBound - 1)
        else { return false }
        return (lastDay.map { first <= $0 } ?? true) && (firstDay.map { $0 <= last } ?? true)
    }
}
