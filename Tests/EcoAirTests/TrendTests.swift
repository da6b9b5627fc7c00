import EcoAccounts
import EcoTestSupport
import EcoUnits
import Testing

@testable import EcoAir

@Suite("Trends and means over years")
struct TrendTests {
    /// 1 - 6 * sum d^2 / (N^3 - N) for each order of 1...N.
    private func coefficients(_ count: Int) -> [Double] {
        var found: [Double] = []
        func permute(_ rest: [Int], _ taken: [Int]) {
            guard !rest.isEmpty else {
                let squares = taken.enumerated().reduce(0) {
                    $0 + ($1.offset + 1 - $1.element) * ($1.offset + 1 - $1.element)
                }
                found.append(1 - 6 * Double(squares) / Double(count * count * count - count))
                return
            }
            for (index, value) in rest.enumerated() {
                var others = rest
                others.remove(at: index)
                permute(others, taken + [value])
            }
        }
        permute(Array(1...count), [])
        return found
    }

    /// The critical value is the smallest coefficient that chance reaches in at most 5 % of all orders.
    @Test("critical values against all orders of 5 to 7 years", arguments: 5...7)
    func criticalValues(count: Int) throws {
        let all = coefficients(count)
        let levels = Set(all).sorted()
        let smallest = try #require(
            levels.first { level in Double(all.count { $0 >= level - 1e-9 }) <= 0.05 * Double(all.count) })
        let table = try #require(RankTrend.criticalValues[count]).doubleValue
        #expect(abs(table - smallest) < 0.0006)
    }

    @Test("rising, falling and none; ties share the mean of their ranks")
    func directions() throws {
        let trend = { (values: [Int]) in try RankTrend(values.map { Rational($0) }) }
        #expect(try trend([1, 2, 3, 4, 5])?.coefficient == .one)
        #expect(try trend([1, 2, 3, 4, 5])?.direction == .rising)
        #expect(try trend([60, 54, 50, 41, 40, 38])?.direction == .falling)
        // d = 0, 0, 1, 1, 0: r = 1 - 12/120 = 0.9, the critical value itself.
        #expect(try trend([1, 2, 4, 3, 5])?.coefficient == Rational(9, over: 10))
        #expect(try trend([1, 2, 4, 3, 5])?.direction == .rising)
        #expect(try trend([2, 1, 4, 3, 5])?.direction == RankTrend.Direction.none)
        // Ranks 1, 2.5, 2.5, 4, 5: d = 0, 0.5, 0.5, 0, 0, r = 1 - 6 * 0.5/120.
        #expect(try trend([1, 2, 2, 4, 5])?.coefficient == Rational(39, over: 40))
        #expect(try trend([1, 2, 3, 4]) == nil)
        // Eleven years take the value of ten.
        #expect(try trend(Array(1...11))?.criticalValue == Rational(564, over: 1000))
    }

    @Test("reversed years turn the sign, another unit changes nothing")
    func laws() throws {
        var generator = SeededGenerator(seed: 31)
        for _ in 0..<100 {
            let count = Int.random(in: 5...20, using: &generator)
            let values = (0..<count).map { _ in Rational(Int.random(in: 0...1_000_000, using: &generator)) }
            guard Set(values).count == count else { continue }
            let trend = try #require(try RankTrend(values))
            #expect(try #require(try RankTrend(values.reversed())).coefficient == -trend.coefficient)
            let scaled = try values.map { try $0 / Rational(1000) }
            #expect(try RankTrend(scaled) == trend)
            #expect(trend.coefficient.magnitude <= .one)
        }
    }

    private func rows(_ pm25: [Int], standard: String) throws -> [AirRow] {
        var text = AirScenario.dailyHeading
        for (position, value) in pm25.enumerated() {
            text += AirScenario.days("140121", 2019 + position) { _ in "\(value)" }
        }
        let values = [
            "daily": ["d.csv"], "standards": [standard], "settlement_standard": [standard],
            "periods": pm25.indices.map { "\(2019 + $0)" },
        ]
        return try AirScenario(values, files: ["d.csv": text], codes: ["140121"]).evaluate().rows
    }

    @Test("HJ 663-2026: means of three years and their verdict; HJ 663-2013 has none")
    func rollingMeans() throws {
        let found = try rows([33, 30, 27, 24], standard: "gb3095_2026_transitional")
        let means = found.filter { $0.statistic == "mean_of_3_years" && $0.pollutant == "pm25" }
        #expect(means.map(\.value) == [Rational(30), Rational(27)])
        #expect(means.map(\.period) == [.year(2021), .year(2022)])
        let verdicts = found.filter { $0.statistic == "mean_of_3_years_attains" && $0.pollutant == "pm25" }
        #expect(verdicts.map(\.value) == [.one, .one])
        let above = try rows([33, 31, 27], standard: "gb3095_2026_transitional")
            .filter { $0.statistic == "mean_of_3_years_attains" && $0.pollutant == "pm25" }
        // 91/3 = 30.33, one decimal 30.3, above 30.
        #expect(above.map(\.value) == [.zero])
        #expect(
            try !rows([33, 30, 27], standard: "gb3095_2012").contains { $0.statistic == "mean_of_3_years" })
    }

    @Test("five years give a trend in the rows of the last")
    func trendRows() throws {
        let found = try rows([60, 55, 50, 45, 40], standard: "gb3095_2012")
        let pm25 = found.filter { $0.pollutant == "pm25" && $0.statistic.hasPrefix("trend") }
        #expect(pm25.map(\.statistic) == ["trend_coefficient", "trend"])
        #expect(pm25.map(\.value) == [Rational(-1), Rational(-1)])
        #expect(pm25.allSatisfy { $0.period == .year(2023) && $0.isValid })
        let index = found.filter { $0.statistic == "composite_index_trend" }
        #expect(index.map(\.value) == [Rational(-1)])
        #expect(try !rows([60, 55, 50, 45], standard: "gb3095_2012").contains { $0.statistic == "trend" })
    }
}

@Suite("TSP, NOx, Pb and BaP")
struct OtherPollutantTests {
    /// Evaluates daily values of one item; `days` are positions in 2019.
    private func evaluation(
        _ pollutant: String, _ value: String, days: [Int], _ period: String
    ) throws -> OtherEvaluation? {
        let heading = "region,date,\(pollutant)_ug_m3\n"
        let rows = days.compactMap { CalendarDate(year: 2019, dayOfYear: $0) }
            .map { "140121,\($0),\(value)\n" }
        let daily = AirScenario.dailyHeading + "140121,2019-01-01,12,20,0.8,80,70,30\n"
        let scenario = try AirScenario(
            ["daily": ["d.csv"], "other_daily": ["o.csv"], "periods": [period]],
            files: ["d.csv": daily, "o.csv": heading + rows.joined()], codes: ["140121"])
        return try scenario.evaluate().others.first
    }

    /// The first days of each month.
    private func sampled(_ perMonth: Int) -> [Int] {
        Period.months(of: 2019).flatMap { Array($0.days.prefix(perMonth)) }
    }

    @Test("annual TSP, Pb and BaP need 60 days with 5 in each month", arguments: ["tsp", "pb", "bap"])
    func sampledYear(item: String) throws {
        #expect(try evaluation(item, "0.0004", days: sampled(5), "2019")?.statistics.isComplete == true)
        #expect(try evaluation(item, "0.0004", days: sampled(4), "2019")?.statistics.isComplete == false)
        let gap = sampled(6).filter { !Period.month(7, year: 2019).days.prefix(2).contains($0) }
        #expect(gap.count == 70)
        #expect(try evaluation(item, "0.0004", days: gap, "2019")?.statistics.isComplete == false)
    }

    @Test("a quarter of lead needs 15 days with 5 in each month, and has a limit of 1 ug/m3")
    func leadQuarter() throws {
        let quarter = Period.quarter(1, year: 2019)
        let five = sampled(5).filter { quarter.days.contains($0) }
        let at = try #require(try evaluation("pb", "1", days: five, "2019-Q1"))
        #expect(at.statistics.isComplete && at.attainsQuarter == true && at.statistics.attains == nil)
        // 1.006 is 1.01 with two decimals.
        #expect(try evaluation("pb", "1.006", days: five, "2019-Q1")?.attainsQuarter == false)
        #expect(try evaluation("pb", "1.004", days: five, "2019-Q1")?.attainsQuarter == true)
        #expect(
            try evaluation("pb", "1", days: Array(five.dropLast()), "2019-Q1")?.statistics.isComplete == false
        )
        // Within the quarterly limit and above the annual one.
        #expect(try evaluation("pb", "0.6", days: sampled(5), "2019")?.statistics.attains == false)
    }

    @Test("NOx keeps the rule of gases: 324 days")
    func nitrogenOxides() throws {
        #expect(try evaluation("nox", "40", days: Array(0..<365), "2019")?.statistics.isComplete == true)
        #expect(try evaluation("nox", "40", days: sampled(26), "2019")?.statistics.isComplete == false)
    }

    @Test("BaP is compared with four decimals: 0.001 a year, 0.0025 a day")
    func benzoAPyrene() throws {
        let at = try #require(try evaluation("bap", "0.00104", days: sampled(5), "2019")).statistics
        #expect(at.attains == true && at.compliantDays == 60)
        let above = try #require(try evaluation("bap", "0.0026", days: sampled(5), "2019")).statistics
        #expect(above.attains == false && above.compliantDays == 0)
        #expect(above.meanExceedance == Rational(16, over: 10))
        #expect(above.percentileExceedance == Rational(1, over: 25))
    }
}
