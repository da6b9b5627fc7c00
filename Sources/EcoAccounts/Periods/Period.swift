/// A settlement or evaluation period.
public enum Period: Hashable, Sendable {
    case year(Int)
    /// The first or second half of a year: January to June, July to December.
    case half(Int, year: Int)
    case quarter(Int, year: Int)
    case month(Int, year: Int)

    /// Reads `2019`, `2019-H1`, `2019-Q2` or `2019-04`.
    public init?(_ text: some StringProtocol) {
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        guard let first = parts.first, first.utf8.count == 4, let year = first.digitsValue, year > 0 else {
            return nil
        }
        if parts.count == 1 {
            self = .year(year)
        } else if parts.count == 2, let quarter = Self.part("Q", of: parts[1], 1...4) {
            self = .quarter(quarter, year: year)
        } else if parts.count == 2, let half = Self.part("H", of: parts[1], 1...2) {
            self = .half(half, year: year)
        } else if parts.count == 2, parts[1].utf8.count == 2, let month = parts[1].digitsValue,
            (1...12).contains(month)
        {
            self = .month(month, year: year)
        } else {
            return nil
        }
    }

    /// The digit of `Q2` or `H1`.
    private static func part(_ letter: String, of text: some StringProtocol, _ range: ClosedRange<Int>)
        -> Int?
    {
        guard text.utf8.count == 2, text.hasPrefix(letter), let digit = text.dropFirst().digitsValue,
            range.contains(digit)
        else { return nil }
        return digit
    }

    public var year: Int {
        switch self {
        case .year(let year), .half(_, let year), .quarter(_, let year), .month(_, let year): year
        }
    }

    /// The same period of another year.
    public func inYear(_ year: Int) -> Period {
        switch self {
        case .year: .year(year)
        case .half(let half, _): .half(half, year: year)
        case .quarter(let quarter, _): .quarter(quarter, year: year)
        case .month(let month, _): .month(month, year: year)
        }
    }

    /// The months it holds, 1 to 12.
    public var months: ClosedRange<Int> {
        switch self {
        case .year: 1...12
        case .half(let half, _): (6 * half - 5)...(6 * half)
        case .quarter(let quarter, _): (3 * quarter - 2)...(3 * quarter)
        case .month(let month, _): month...month
        }
    }

    /// Day offsets from 1 January.
    public var days: Range<Int> {
        let length = { CalendarDate.dayCount(ofMonth: $0, year: year) }
        let start = (1..<months.lowerBound).reduce(0) { $0 + length($1) }
        return start..<months.reduce(start) { $0 + length($1) }
    }

    public static func halves(of year: Int) -> [Period] { (1...2).map { .half($0, year: year) } }
    public static func months(of year: Int) -> [Period] { (1...12).map { .month($0, year: year) } }
    public static func quarters(of year: Int) -> [Period] { (1...4).map { .quarter($0, year: year) } }
}

extension Period: Comparable {
    /// By year, then by last month, then shorter before longer: `2019-03 < 2019-Q1 < 2019-04 < 2019`.
    public static func < (left: Period, right: Period) -> Bool {
        (left.year, left.months.upperBound, left.months.count)
            < (right.year, right.months.upperBound, right.months.count)
    }
}

extension Period: CustomStringConvertible {
    public var description: String {
        switch self {
        case .year(let year): "\(year)"
        case .half(let half, let year): "\(year)-H\(half)"
        case .quarter(let quarter, let year): "\(year)-Q\(quarter)"
        case .month(let month, let year): "\(year)-\(month < 10 ? "0" : "")\(month)"
        }
    }
}
