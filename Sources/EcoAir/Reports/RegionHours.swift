import EcoAccounts
import EcoUnits

/// Hourly concentrations of regions over a year: sums over the stations in service, exact.
struct RegionHours: Sendable {
    let year: Int
    let regions: [RegionCode]
    let hourCount: Int
    private var sums: [Int64]
    private var counts: [UInt16]
    /// Stations that a valid hour needs, by region and day.
    private var needed: [UInt16]

    /// Adds up the hours of `block`, which keeps all basic pollutants and holds a whole year.
    init(
        _ block: HourlyBlock, _ stations: [MonitoringStation], _ membership: RegionStations, share: Rational
    ) throws(ArithmeticOverflow) {
        year = block.year
        regions = membership.regions
        hourCount = block.days.count * 24
        let size = regions.count * Pollutant.basic.count * hourCount
        sums = Array(repeating: 0, count: size)
        counts = Array(repeating: 0, count: size)
        needed = Array(repeating: 1, count: regions.count * block.days.count)
        for (region, members) in membership.members.enumerated() {
            for day in block.days {
                guard let date = CalendarDate(year: year, dayOfYear: day) else { continue }
                let inService = members.filter { stations[$0].isEvaluated(on: date) }
                let position = region * block.days.count + day - block.days.lowerBound
                needed[position] = UInt16(clamping: try stationsNeeded(of: inService.count, share: share))
                for station in inService { add(block, station, region, (day - block.days.lowerBound) * 24) }
            }
        }
    }

    private func index(_ region: Int, _ pollutant: Pollutant, _ hour: Int) -> Int {
        (region * Pollutant.basic.count + pollutant.rawValue) * hourCount + hour
    }

    private mutating func add(_ block: HourlyBlock, _ station: Int, _ region: Int, _ start: Int) {
        for pollutant in Pollutant.basic {
            for slot in start..<start + 24 {
                let value = block[station, pollutant, slot]
                guard !value.isMissing else { continue }
                let index = index(region, pollutant, slot)
                sums[index] += value.millionths
                counts[index] += 1
            }
        }
    }

    /// Whether enough stations are valid in an hour, counted from 0.
    private func isValid(_ region: Int, _ pollutant: Pollutant, _ hour: Int) -> Bool {
        counts[index(region, pollutant, hour)] >= needed[region * (hourCount / 24) + hour / 24]
    }

    /// The value of an item at an hour in whole steps of its report (1 ug/m3, CO 0.1 mg/m3), rounded once by
    /// GB/T 8170; nil where too few stations or hours are valid.
    ///
    /// A running mean is that of all station hours in its window (provisional: HJ 633-2012 gives the mean of a
    /// station and not how stations are joined).
    func steps(_ item: HourlyItem, region: Int, hour: Int, validity: ValidityRules) -> Int? {
        let needed =
            switch item.hours {
            case 1: 1
            case 8: validity.hoursPerWindow
            default: validity.hoursPerDay
            }
        var (sum, count, valid) = (Int64(0), Int64(0), 0)
        for past in max(0, hour - item.hours + 1)...hour where isValid(region, item.pollutant, past) {
            let index = index(region, item.pollutant, past)
            sum += sums[index]
            count += Int64(counts[index])
            valid += 1
        }
        guard valid >= needed else { return nil }
        let step: Int64 = item.pollutant == .co ? 100_000 : 1_000_000
        return Int(roundedHalfEven(sum, over: count * step))
    }
}

/// A quotient of whole numbers rounded by GB/T 8170; the divisor is above 0, the dividend not below.
func roundedHalfEven(_ dividend: Int64, over divisor: Int64) -> Int64 {
    let (quotient, remainder) = dividend.quotientAndRemainder(dividingBy: divisor)
    let rest = divisor - remainder
    if remainder == rest { return quotient + quotient % 2 }
    return remainder > rest ? quotient + 1 : quotient
}
