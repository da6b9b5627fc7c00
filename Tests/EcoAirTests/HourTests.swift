import EcoAccounts
import EcoUnits
import EcoTestSupport
import Testing

@testable import EcoAir

extension Concentration {
    /// The decimal nearest to `value` with six places.
    init?(_ value: Double) {
        guard value.magnitude <= Double(Concentration.largest) else { return nil }
        self.init(millionths: Int64((value * 1_000_000).rounded()))
    }
}

/// The column of one station, one pollutant and one day, hours 1...24; nil is missing.
func block(_ hours: [Double?], _ pollutant: Pollutant) -> HourlyBlock {
    var block = HourlyBlock(year: 2019, days: 0..<1, stationCount: 1)
    for (slot, value) in hours.enumerated() {
        guard let value, let concentration = Concentration(value) else { continue }
        block[0, pollutant, slot] = concentration
    }
    return block
}

func daily(_ hours: [Double?], _ item: DailyItem) -> Rational? {
    let limits = AirStandard(.gb3095Of2012).limits
    let days = block(hours, item.pollutant).dailyValues(limits: limits, validity: ValidityRules())
    return days.value(station: 0, item: item, day: 0)
}

@Suite("From hours to days")
struct HourTests {
    @Test("labels are the end of the hour: 00:00 closes the day before")
    func labels() throws {
        let first = try #require(MonitoringHour("2019-04-08T01:00"))
        // January to March 2019 have 90 days.
        #expect(first.dayOfYear == 97 && first.hour == 1)
        let last = try #require(MonitoringHour("2019-04-09 00:00:00"))
        #expect(last.dayOfYear == 97 && last.hour == 24)
        let newYear = try #require(MonitoringHour("2021-01-01T00:00"))
        #expect(newYear.year == 2020 && newYear.dayOfYear == 365 && newYear.hour == 24)
        let leapDay = try #require(MonitoringHour("2020-02-29T24:00"))
        #expect(leapDay.dayOfYear == 59 && leapDay.hour == 24)
    }

    @Test(
        "anything but a full hour of the calendar is refused",
        arguments: [
            "2019-02-29T01:00", "2019-04-08T25:00", "2019-04-08T13:30", "2019-04-08", "2019/04/08T01:00",
            "2019-04-08T01:00:30", "", "2019-04-08x01:00", "2o19-04-08T01:00",
        ])
    func badLabels(text: String) { #expect(MonitoringHour(text) == nil) }

    @Test("a day needs 20 valid hours; the mean is over the hours present")
    func dayMeans() throws {
        let hours: [Double?] = (1...24).map { Double($0) }
        #expect(daily(hours, .pm25) == Rational(25, over: 2))
        var missing = hours
        for slot in 0..<4 { missing[slot] = nil }
        // 5 + ... + 24 = 290 over 20 hours.
        #expect(daily(missing, .pm25) == Rational(29, over: 2))
        missing[4] = nil
        #expect(daily(missing, .pm25) == nil)
        #expect(daily(Array(repeating: nil, count: 24), .pm25) == nil)
    }

    @Test("zero is a value, missing is none")
    func zeroIsAValue() {
        #expect(daily(Array(repeating: 0, count: 24), .so2) == .zero)
    }

    @Test("O3: the largest of the means that end at 08:00 to 24:00")
    func eightHours() {
        // Only the hours 17...24 hold 80: the window that ends at 24:00 is their mean.
        let evening: [Double?] = (1...24).map { $0 >= 17 ? 80 : 10 }
        #expect(daily(evening, .o3) == Rational(80))
        // Hours 1...8 hold 80: the window that ends at 08:00.
        let night: [Double?] = (1...24).map { $0 <= 8 ? 80 : 10 }
        #expect(daily(night, .o3) == Rational(80))
        // A single hour of 180 among 20: (180 + 7 * 20) / 8 = 40.
        let spike: [Double?] = (1...24).map { $0 == 12 ? 180 : 20 }
        #expect(daily(spike, .o3) == Rational(40))
        #expect(daily(spike, .o3OneHour) == Rational(180))
    }

    @Test("an 8-hour mean needs 6 hours, a day 14 means")
    func eightHourValidity() {
        // Hours 1...5 missing. The windows ending at 08, 09, 10 have 3, 4, 5 hours; 11...24 are 14 valid ones.
        var hours: [Double?] = (1...24).map { $0 <= 5 ? nil : 100 }
        #expect(daily(hours, .o3) == Rational(100))
        // Hour 6 missing too: the window ending at 11 has 5 hours, 13 windows are left.
        hours[5] = nil
        #expect(daily(hours, .o3) == nil)
        // The same 13 windows count once the maximum is above 160, and not at 160 itself.
        #expect(daily(hours.map { $0.map { _ in 160 } }, .o3) == nil)
        #expect(daily(hours.map { $0.map { _ in 161 } }, .o3) == Rational(161))
    }

    /// The rule once more, window by window, in plain floating point.
    private func plainEightHourMaximum(_ hours: [Double?]) -> Double? {
        let means: [Double] = (8...24).compactMap { end in
            let valid = hours[(end - 8)..<end].compactMap { $0 }
            return valid.count >= 6 ? valid.reduce(0, +) / Double(valid.count) : nil
        }
        guard let largest = means.max(), means.count >= 14 || largest > 160 else { return nil }
        return largest
    }

    @Test(
        "random days: agrees with a plain rewriting, lies between minimum and maximum, scales with the unit")
    func randomDays() throws {
        var generator = SeededGenerator(seed: 8)
        var valid = 0
        for _ in 0..<400 {
            let share = Double.random(in: 0...0.4, using: &generator)
            let hours: [Double?] = (0..<24).map { _ in
                Double.random(in: 0...1, using: &generator) < share
                    ? nil : Double(Int.random(in: 0...250, using: &generator))
            }
            let expected = plainEightHourMaximum(hours)
            let value = daily(hours, .o3)
            #expect((value == nil) == (expected == nil))
            if let value, let expected { #expect(abs(value.doubleValue - expected) < 1e-9) }
            guard let mean = daily(hours, .pm10) else { continue }
            valid += 1
            let present = hours.compactMap { $0 }
            let (low, high) = (try #require(present.min()), try #require(present.max()))
            #expect(mean >= Rational(Int(low)) && mean <= Rational(Int(high)))
            let thousandth = daily(hours.map { $0.map { $0 / 1000 } }, .pm10)
            #expect(try mean == (try #require(thousandth)) * Rational(1000))
        }
        #expect(valid > 100)
    }
}

@Suite("From stations to regions")
struct StationTests {
    private let region: RegionCode

    init() throws { region = try #require(RegionCode("140122")) }

    private func regionDay(_ values: [Double?], share: Rational, background: Set<Int> = []) throws
        -> Rational?
    {
        var block = HourlyBlock(year: 2019, days: 0..<1, stationCount: values.count)
        for (station, value) in values.enumerated() {
            guard let value, let concentration = Concentration(value) else { continue }
            for slot in 0..<24 { block[station, .pm25, slot] = concentration }
        }
        let days = block.dailyValues(limits: AirStandard(.gb3095Of2012).limits, validity: ValidityRules())
        let stations = values.indices.map {
            MonitoringStation(code: "\($0)", region: region, isBackground: background.contains($0))
        }
        let regional = try days.regionDays(stations: stations, regions: [region], stationShare: share)
        return regional[0, .pm25, 0]
    }

    @Test("mean of the stations, background stations out")
    func means() throws {
        let share = try exact("0.75")
        #expect(try regionDay([10, 20, 40], share: share) == Rational(70, over: 3))
        #expect(try regionDay([10, 20, 4000], share: share, background: [2]) == Rational(15))
    }

    @Test("three of four stations are enough, two of three are not")
    func stationShare() throws {
        let share = try exact("0.75")
        #expect(try regionDay([10, 20, 30, nil], share: share) == Rational(20))
        #expect(try regionDay([10, 20, nil], share: share) == nil)
        #expect(try regionDay([10, 20, nil], share: exact("0.5")) == Rational(15))
        #expect(try regionDay([nil, nil], share: .zero) == nil)
    }

    @Test("a station counts only while it is in service")
    func service() throws {
        let first = try #require(CalendarDate("2019-03-13"))
        let before = try #require(CalendarDate("2019-03-12"))
        let station = MonitoringStation(code: "3208A", region: region, isBackground: false, firstDay: first)
        #expect(!station.isEvaluated(on: before))
        #expect(station.isEvaluated(on: first))
        let stopped = MonitoringStation(code: "2180A", region: region, isBackground: false, lastDay: before)
        #expect(stopped.isEvaluated(on: before))
        #expect(!stopped.isEvaluated(on: first))
    }
}
