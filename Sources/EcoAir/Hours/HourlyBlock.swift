import EcoAccounts

/// Hourly concentrations of some stations over consecutive natural days of one year, gathered by day.
///
/// A station-day holds the sum and the number of hours of each basic pollutant and the hours that were read;
/// single hours are held for the pollutants that are kept. A block may hold a day or a year: no daily value
/// looks beyond its own day.
public struct HourlyBlock: Sendable {
    public let year: Int
    /// Days of the year, from 0 on 1 January.
    public let days: Range<Int>
    public let stationCount: Int
    /// Pollutants whose single hours are held; O3 is always among them, for its 8-hour maximum.
    public let kept: [Pollutant]
    private let keptPositions: [Int?]
    /// At `day * stationCount + station`.
    private(set) var stationDays: [StationDay]
    /// 24 hours for each kept pollutant of each station-day.
    private(set) var hours: [Concentration]

    /// Lines of the file at `day * stationCount + station`; empty unless they are traced.
    var lines: [DayOrigins.Lines] = []

    /// A block without any value yet.
    /// - Parameters:
    ///   - days: a whole year where nil.
    ///   - keeping: pollutants whose single hours are wanted, besides O3.
    public init(
        year: Int, days: Range<Int>? = nil, stationCount: Int, keeping: [Pollutant] = Pollutant.basic
    ) {
        self.year = year
        self.days = days ?? 0..<CalendarDate.dayCount(ofYear: year)
        self.stationCount = stationCount
        let kept = Pollutant.basic.filter { $0 == .o3 || keeping.contains($0) }
        self.kept = kept
        keptPositions = Pollutant.basic.map { kept.firstIndex(of: $0) }
        let count = stationCount * self.days.count
        stationDays = Array(repeating: StationDay(), count: count)
        hours = Array(repeating: .missing, count: count * kept.count * 24)
    }

    /// Position of an hour within the block; nil outside its days.
    public func slot(of hour: MonitoringHour) -> Int? {
        guard hour.year == year, days.contains(hour.dayOfYear) else { return nil }
        return (hour.dayOfYear - days.lowerBound) * 24 + hour.hour - 1
    }

    /// Marks an hour of a station as read; false where it was read before (a duplicated row).
    public mutating func claim(station: Int, slot: Int) -> Bool {
        let index = slot / 24 * stationCount + station
        guard !stationDays[index].hasRead(slot % 24) else { return false }
        stationDays[index].markRead(slot % 24)
        return true
    }

    /// Takes a value of an hour that has none yet.
    public mutating func add(_ value: Concentration, station: Int, _ pollutant: Pollutant, slot: Int) {
        guard !value.isMissing else { return }
        let index = slot / 24 * stationCount + station
        stationDays[index].add(value, pollutant)
        guard let position = keptPositions[pollutant.rawValue] else { return }
        hours[(index * kept.count + position) * 24 + slot % 24] = value
    }

    /// The value of one hour of a pollutant that is kept.
    public subscript(station: Int, pollutant: Pollutant, slot: Int) -> Concentration {
        get { hours[hourIndex(station: station, pollutant, slot: slot)] }
        set {
            stationDays[slot / 24 * stationCount + station].remove(self[station, pollutant, slot], pollutant)
            hours[hourIndex(station: station, pollutant, slot: slot)] = .missing
            add(newValue, station: station, pollutant, slot: slot)
        }
    }

    /// The 24 hours of a station-day of a pollutant that is kept; `day` counts from the block's first.
    func hours(station: Int, _ pollutant: Pollutant, day: Int) -> ArraySlice<Concentration> {
        let start = hourIndex(station: station, pollutant, slot: day * 24)
        return hours[start..<start + 24]
    }

    private func hourIndex(station: Int, _ pollutant: Pollutant, slot: Int) -> Int {
        guard let position = keptPositions[pollutant.rawValue] else {
            preconditionFailure("single hours of \(pollutant) were not kept")
        }
        return ((slot / 24 * stationCount + station) * kept.count + position) * 24 + slot % 24
    }
}

extension HourlyBlock {
    /// Takes rows in order, from `start` on, as long as they belong to this block and need no care.
    ///
    /// - Parameter largest: of each station, raised to the largest value of each pollutant.
    /// - Returns: the first row not taken: one of another block, one that needs care, or an hour read before.
    mutating func take(
        _ rows: HourlyRows, from start: Int, block: Int, largest: inout [StationDay.Lanes]
    ) -> Int {
        let (kept, stationCount) = (kept.map(\.rawValue), stationCount)
        return stationDays.withUnsafeMutableBufferPointer { stationDays in
            hours.withUnsafeMutableBufferPointer { hours in
                largest.withUnsafeMutableBufferPointer { largest in
                    var index = start
                    while index < rows.count {
                        let place = rows.places[index]
                        let row = rows.lanes[index]
                        guard place.block == block else { break }
                        let stationDay = Int(place.day) * stationCount + Int(place.station)
                        guard !stationDays[stationDay].holdsHour(of: row) else { break }
                        stationDays[stationDay].add(row)
                        largest[Int(place.station)] = pointwiseMax(largest[Int(place.station)], row)
                        var hour = stationDay * kept.count * 24 + Int(place.hour) - 1
                        for pollutant in kept {
                            hours[hour] = StationDay.value(pollutant, in: row)
                            hour += 24
                        }
                        index += 1
                    }
                    return index
                }
            }
        }
    }
}
