import EcoAccounts
import EcoParameters
import EcoTestSupport
import EcoUnits
import Testing

@testable import EcoAir

/// Exact figures of cities as large as those of the national network stay within 128 bits.
@Suite("Range of exact figures")
struct RangeTests {
    /// Days of stations of one city with random gaps in hours, days and stations.
    private func cityDays(_ year: Int, stations count: Int, _ generator: inout SeededGenerator) throws
        -> RegionDays
    {
        let city = try #require(RegionCode("140100"))
        let stations = (0..<count).map {
            MonitoringStation(code: "S\($0)", region: city, isBackground: false)
        }
        var days = StationDays(year: year, days: 0..<CalendarDate.dayCount(ofYear: year), stationCount: count)
        for station in 0..<count {
            for item in DailyItem.allCases {
                for day in days.days where Int.random(in: 0..<20, using: &generator) > 0 {
                    let hours = UInt8.random(in: item == .o3 ? 6...8 : 20...24, using: &generator)
                    // Tenths of the unit, as hourly tables have them.
                    let sum = Int64.random(in: 0...30_000, using: &generator) * 100_000
                    days.set(station: station, item: item, day: day, to: HourSum(sum: sum, count: hours))
                }
            }
        }
        return try days.regionDays(stations: stations, regions: [city], stationShare: exact("0.75"))
    }

    @Test("means, indices and rates of two years, gases converted in one", arguments: [1, 7, 16, 25])
    func rates(stations: Int) throws {
        var generator = SeededGenerator(seed: UInt64(stations))
        var base = try cityDays(2019, stations: stations, &generator)
        let now = try cityDays(2020, stations: stations, &generator)
        let states = try TableReader.read(
            Array("first_day,last_day,gases,particulates\n2019-01-01,2019-12-31,standard,actual\n".utf8),
            file: "s.csv", as: AirTables.States.declaration)
        var findings: [Diagnostic] = []
        try MeasuredStates(states, weather: nil, &findings).convert(&base, to: AirState(), &findings)
        #expect(findings.isEmpty)
        let evaluator = AirEvaluator(standard: AirStandard(.gb3095Of2012))
        let evaluations =
            try evaluator.evaluate(base, over: [.year(2019)]) + evaluator.evaluate(now, over: [.year(2020)])
        let calculator = ChangeCalculator(evaluations, published: BaseFigures(), smallestBase: .one)
        let changes = try calculator.changes(of: evaluations.suffix(1), &findings)
        #expect(changes.count == 8 && changes.allSatisfy { $0.difference != nil })
        for change in changes where change.indicator != .goodDayRatio {
            let (a, b) = (try #require(change.current).doubleValue, try #require(change.base).doubleValue)
            #expect(abs(try #require(change.percent).doubleValue - (a - b) / b * 100) < 1e-9)
        }
    }
}
