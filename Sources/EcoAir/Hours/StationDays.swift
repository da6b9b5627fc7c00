import EcoAccounts
import EcoUnits

/// Daily values of stations as exact fractions: sum of hours over number of hours, in contiguous columns.
public struct StationDays: Sendable {
    public let year: Int
    /// Days of the year, from 0 on 1 January; a position `day` counts from the first of them.
    public let days: Range<Int>
    public let stationCount: Int
    private(set) var sums: [Int64]
    /// Hours in the sum; 0 marks a day without a valid value.
    private(set) var counts: [UInt8]

    init(year: Int, days: Range<Int>, stationCount: Int) {
        self.year = year
        self.days = days
        self.stationCount = stationCount
        let size = stationCount * days.count * DailyItem.allCases.count
        sums = Array(repeating: 0, count: size)
        counts = Array(repeating: 0, count: size)
    }

    func index(station: Int, item: DailyItem, day: Int) -> Int {
        (station * DailyItem.allCases.count + item.rawValue) * days.count + day
    }

    /// The daily value in the pollutant's unit, or nil where the day is not valid.
    public func value(station: Int, item: DailyItem, day: Int) -> Rational? {
        let index = index(station: station, item: item, day: day)
        guard counts[index] > 0 else { return nil }
        return Rational(Int128(sums[index]), over: Int128(counts[index]) * 1_000_000)
    }

    mutating func set(station: Int, item: DailyItem, day: Int, to value: HourSum?) {
        guard let value else { return }
        let index = index(station: station, item: item, day: day)
        sums[index] = value.sum
        counts[index] = value.count
    }
}

/// Millionths summed over some hours; the mean is `sum / count`.
struct HourSum: Equatable {
    var sum: Int64 = 0
    var count: UInt8 = 0

    mutating func add(_ value: Concentration) {
        guard !value.isMissing else { return }
        sum += value.millionths
        count += 1
    }

    mutating func remove(_ value: Concentration) {
        guard !value.isMissing else { return }
        sum -= value.millionths
        count -= 1
    }

    /// Compares means without dividing; both counts are above 0.
    func isBelow(_ other: HourSum) -> Bool { sum * Int64(other.count) < other.sum * Int64(count) }

    func exceeds(_ limit: Concentration) -> Bool { sum > limit.millionths * Int64(count) }
}

extension HourlyBlock {
    /// Daily values of every station (GB 3095 Table 4, HJ 663): natural-day means, the O3 8-hour and 1-hour
    /// maxima. A day that misses too many hours has no value.
    public func dailyValues(limits: LimitTable, validity: ValidityRules) -> StationDays {
        var daily = StationDays(year: year, days: days, stationCount: stationCount)
        let eightHourLimit = limits.limit(.o3, .eightHourMaximum) ?? 0
        let hourLimit = limits.limit(.o3, .hour) ?? 0
        for station in 0..<stationCount {
            for day in 0..<days.count {
                let ozone = hours(station: station, .o3, day: day)
                for item in DailyItem.allCases {
                    let value =
                        switch item {
                        case .o3: eightHourMaximum(ozone, limit: eightHourLimit, validity: validity)
                        case .o3OneHour: hourMaximum(ozone, limit: hourLimit, validity: validity)
                        default:
                            stationDays[day * stationCount + station].sum(item.pollutant).mean(validity)
                        }
                    daily.set(station: station, item: item, day: day, to: value)
                }
            }
        }
        return daily
    }
}

extension HourSum {
    /// The mean over the valid hours 01...24; nil below the needed number of hours.
    func mean(_ validity: ValidityRules) -> HourSum? {
        Int(count) >= validity.hoursPerDay && count > 0 ? self : nil
    }
}

/// Largest 8-hour mean among the windows that end at 08:00...24:00 of the day.
///
/// Valid with enough valid windows, or as soon as the maximum exceeds `limit`.
func eightHourMaximum(
    _ hours: ArraySlice<Concentration>, limit: Concentration, validity: ValidityRules
) -> HourSum? {
    var window = HourSum()
    var largest: HourSum?
    var validWindows = 0
    for position in 0..<24 {
        window.add(hours[hours.startIndex + position])
        if position >= 8 { window.remove(hours[hours.startIndex + position - 8]) }
        guard position >= 7, window.count > 0, Int(window.count) >= validity.hoursPerWindow else { continue }
        validWindows += 1
        guard let current = largest else {
            largest = window
            continue
        }
        if current.isBelow(window) { largest = window }
    }
    guard let largest else { return nil }
    return validWindows >= validity.windowsPerDay || largest.exceeds(limit) ? largest : nil
}

/// Largest hour of the day; valid with enough valid hours, or as soon as it exceeds `limit` (provisional).
func hourMaximum(
    _ hours: ArraySlice<Concentration>, limit: Concentration, validity: ValidityRules
) -> HourSum? {
    var largest = Concentration.missing
    var count = 0
    for value in hours where !value.isMissing {
        count += 1
        if largest.isMissing || value.millionths > largest.millionths { largest = value }
    }
    guard count > 0 else { return nil }
    let maximum = HourSum(sum: largest.millionths, count: 1)
    return count >= validity.hoursPerDay || maximum.exceeds(limit) ? maximum : nil
}
