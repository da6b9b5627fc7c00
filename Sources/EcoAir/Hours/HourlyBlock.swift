import EcoAccounts

/// Hourly concentrations of some stations over consecutive natural days of one year.
///
/// One contiguous column per station and pollutant, in order of time. A block may hold a day or a year:
/// no daily value looks beyond its own day, so a long file can pass through short blocks.
public struct HourlyBlock: Sendable {
    public let year: Int
    /// Days of the year, from 0 on 1 January.
    public let days: Range<Int>
    public let stationCount: Int
    /// Values at `offset(station:pollutant:) + 24 * day + hour - 1`.
    private(set) var values: [Concentration]
    private var seen: [Bool]

    /// A block without any value yet.
    /// - Parameter days: a whole year where nil.
    public init(year: Int, days: Range<Int>? = nil, stationCount: Int) {
        self.year = year
        self.days = days ?? 0..<CalendarDate.dayCount(ofYear: year)
        self.stationCount = stationCount
        let hours = stationCount * self.days.count * 24
        values = Array(repeating: .missing, count: hours * Pollutant.basic.count)
        seen = Array(repeating: false, count: hours)
    }

    /// Position of an hour within a column; nil outside the block's days.
    public func slot(of hour: MonitoringHour) -> Int? {
        guard hour.year == year, days.contains(hour.dayOfYear) else { return nil }
        return (hour.dayOfYear - days.lowerBound) * 24 + hour.hour - 1
    }

    /// Start of the column of a station and a basic pollutant.
    public func offset(station: Int, pollutant: Pollutant) -> Int {
        (station * Pollutant.basic.count + pollutant.rawValue) * days.count * 24
    }

    /// Marks an hour of a station as read; false where it was read before (a duplicated row).
    public mutating func claim(station: Int, slot: Int) -> Bool {
        let index = station * days.count * 24 + slot
        guard !seen[index] else { return false }
        seen[index] = true
        return true
    }

    /// The value of one hour.
    public subscript(station: Int, pollutant: Pollutant, slot: Int) -> Concentration {
        get { values[offset(station: station, pollutant: pollutant) + slot] }
        set { values[offset(station: station, pollutant: pollutant) + slot] = newValue }
    }
}
