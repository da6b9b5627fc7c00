/// A day of the Gregorian calendar, China Standard Time.
public struct CalendarDate: Hashable, Comparable, Sendable {
    public let year: Int
    public let month: Int
    public let day: Int

    /// `nil` where the calendar has no such day.
    public init?(year: Int, month: Int, day: Int) {
        guard (1...9999).contains(year), (1...12).contains(month), day >= 1,
            day <= Self.dayCount(ofMonth: month, year: year)
        else { return nil }
        self.year = year
        self.month = month
        self.day = day
    }

    /// Reads `2019-04-08`.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard parts.map(\.utf8.count) == [4, 2, 2], let year = parts[0].digitsValue,
            let month = parts[1].digitsValue, let day = parts[2].digitsValue
        else { return nil }
        self.init(year: year, month: month, day: day)
    }

    public static func isLeap(_ year: Int) -> Bool {
        (year % 4 == 0 && year % 100 != 0) || year % 400 == 0
    }

    public static func dayCount(ofYear year: Int) -> Int { isLeap(year) ? 366 : 365 }

    public static func dayCount(ofMonth month: Int, year: Int) -> Int {
        month == 2 ? (isLeap(year) ? 29 : 28) : [4, 6, 9, 11].contains(month) ? 30 : 31
    }

    /// From 0 on 1 January.
    public var dayOfYear: Int {
        (1..<month).reduce(day - 1) { $0 + Self.dayCount(ofMonth: $1, year: year) }
    }

    /// The day `offset` days after 1 January; `nil` outside the year.
    public init?(year: Int, dayOfYear offset: Int) {
        guard offset >= 0, offset < Self.dayCount(ofYear: year) else { return nil }
        var rest = offset
        var month = 1
        while rest >= Self.dayCount(ofMonth: month, year: year) {
            rest -= Self.dayCount(ofMonth: month, year: year)
            month += 1
        }
        self.init(year: year, month: month, day: rest + 1)
    }

    public static func < (left: CalendarDate, right: CalendarDate) -> Bool {
        (left.year, left.month, left.day) < (right.year, right.month, right.day)
    }
}

extension CalendarDate: CustomStringConvertible {
    public var description: String {
        let pad = { (value: Int, width: Int) in
            let digits = String(value)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        return "\(pad(year, 4))-\(pad(month, 2))-\(pad(day, 2))"
    }
}

extension StringProtocol {
    /// The number that ASCII digits alone write; `nil` for signs, blanks and other digits.
    var digitsValue: Int? {
        utf8.allSatisfy { $0 >= 0x30 && $0 <= 0x39 } ? Int(self) : nil
    }
}
