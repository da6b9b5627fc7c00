import EcoAccounts
import EcoUnits

/// A monitoring station and the region whose air it stands for.
public struct MonitoringStation: Sendable, Equatable {
    public let code: String
    public let region: RegionCode
    /// A background (reference) station is measured but stays out of regional means.
    public let isBackground: Bool
    /// First and last day in service; nil is open.
    public let firstDay: CalendarDate?
    public let lastDay: CalendarDate?
    /// Where it stands, for finding the nearest one; nil where unknown.
    public let place: Place?

    /// Geographic coordinates in degrees.
    public struct Place: Sendable, Equatable {
        public let longitude: Double
        public let latitude: Double

        public init(longitude: Double, latitude: Double) {
            self.longitude = longitude
            self.latitude = latitude
        }
    }

    public init(
        code: String, region: RegionCode, isBackground: Bool, firstDay: CalendarDate? = nil,
        lastDay: CalendarDate? = nil, place: Place? = nil
    ) {
        self.code = code
        self.region = region
        self.isBackground = isBackground
        self.firstDay = firstDay
        self.lastDay = lastDay
        self.place = place
    }

    /// True where the station counts among the evaluation stations of `day`.
    public func isEvaluated(on day: CalendarDate) -> Bool {
        !isBackground && (firstDay.map { $0 <= day } ?? true) && (lastDay.map { day <= $0 } ?? true)
    }
}

extension StationDays {
    /// Regional daily values: the mean of the station values.
    ///
    /// A day is valid where the share of valid stations among those in service reaches `stationShare`
    /// (HJ 663-2013: 75 %, provisional). O3 is the mean of the station maxima. Exact.
    /// - Parameters:
    ///   - stations: in the order of this block.
    ///   - regions: regions of the result; one without stations has no values.
    public func regionDays(
        stations: [MonitoringStation], regions: [RegionCode], stationShare: Rational
    ) throws(ArithmeticOverflow) -> RegionDays {
        try regionDays(
            stations: stations, of: RegionStations(stations, codes: regions), stationShare: stationShare)
    }

    /// The same with the stations that each region takes, proxies included.
    public func regionDays(
        stations: [MonitoringStation], of membership: RegionStations, stationShare: Rational
    ) throws(ArithmeticOverflow) -> RegionDays {
        var result = RegionDays(year: year, regions: membership.regions)
        for (position, members) in membership.members.enumerated() where !members.isEmpty {
            for day in 0..<days.count {
                guard let date = CalendarDate(year: year, dayOfYear: days.lowerBound + day) else { continue }
                let inService = members.filter { stations[$0].isEvaluated(on: date) }
                let needed = try stationsNeeded(of: inService.count, share: stationShare)
                for item in DailyItem.allCases {
                    result[position, item, days.lowerBound + day] = stationMean(
                        inService, item, day, needed: needed)
                }
            }
        }
        return result
    }

    /// Mean of the valid station values, over one common denominator; nil below `needed` stations.
    private func stationMean(_ stations: [Int], _ item: DailyItem, _ day: Int, needed: Int) -> Rational? {
        var sum: Int128 = 0
        var valid: Int128 = 0
        for station in stations {
            let index = index(station: station, item: item, day: day)
            guard counts[index] > 0 else { continue }
            sum += Int128(sums[index]) * (commonMultiple / Int128(counts[index]))
            valid += 1
        }
        guard valid >= needed else { return nil }
        return Rational(sum, over: commonMultiple * valid * 1_000_000)
    }
}

/// Stations that must be valid among `count` in service, at least one.
func stationsNeeded(of count: Int, share: Rational) throws(ArithmeticOverflow) -> Int {
    max(1, Int(try (share * Rational(count)).roundedToInteger(.up)))
}

/// Least common multiple of 1...24: every number of hours divides it.
private let commonMultiple: Int128 = 5_354_228_880
