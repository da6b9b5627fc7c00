import EcoAccounts
import Testing

@Suite struct CalendarDateTests {
    @Test func leapYears() {
        let leap = [1996, 2000, 2004, 2016, 2020, 2400]
        let common = [1900, 2001, 2018, 2019, 2100, 2200]
        for year in leap { #expect(CalendarDate.isLeap(year) && CalendarDate.dayCount(ofYear: year) == 366) }
        for year in common {
            #expect(!CalendarDate.isLeap(year) && CalendarDate.dayCount(ofYear: year) == 365)
        }
    }

    @Test(arguments: [
        "2019-02-29", "2100-02-29", "2019-04-31", "2019-00-10", "2019-13-01", "2019-01-00", "2019-1-01",
        "19-01-01",
        "2019/01/01", "0000-01-01", "2019-+4-08", "2019-04-+8", "+019-04-08", "2019-04-08 ", "-019-04-08", "",
        "２０１９-04-08",
    ])
    func refusesDaysThatAreNone(_ text: String) {
        #expect(CalendarDate(text) == nil)
    }

    /// A walk through every day of 400 years, one after the other, against the day count.
    @Test func everyDayFollowsTheOneBefore() throws {
        var previous = try #require(CalendarDate("1999-12-31"))
        var days = 0
        for year in 2000..<2400 {
            for offset in 0..<CalendarDate.dayCount(ofYear: year) {
                let day = try #require(CalendarDate(year: year, dayOfYear: offset))
                if day.dayOfYear != offset || !(previous < day) || day.year != year {
                    Issue.record("\(day) is day \(day.dayOfYear), not \(offset), or is not after \(previous)")
                }
                let isNextDay = day.day == previous.day + 1 && day.month == previous.month
                if !isNextDay && day.day != 1 { Issue.record("\(day) does not follow \(previous)") }
                previous = day
                days += 1
            }
            #expect(CalendarDate(year: year, dayOfYear: CalendarDate.dayCount(ofYear: year)) == nil)
        }
        // 400 Gregorian years have 146097 days.
        #expect(days == 146_097)
    }

    @Test func readsAndPrints() throws {
        let date = try #require(CalendarDate("2016-02-29"))
        #expect(date.description == "2016-02-29")
        #expect(date.dayOfYear == 59)
        #expect(try #require(CalendarDate("2019-12-31")).dayOfYear == 364)
    }
}

@Suite struct PeriodTests {
    @Test(arguments: ["2019", "2019-H1", "2019-H2", "2019-Q2", "2019-04", "2020-12"]) func readsAsItPrints(
        _ text: String
    ) throws {
        #expect(try #require(Period(text)).description == text)
    }

    @Test(arguments: [
        "19", "2019-Q0", "2019-Q5", "2019-q2", "2019-13", "2019-00", "2019-4", "2019-04-08", "0000", "2019-",
        "2019-Q",
        "2019-Q+1", "2019-Q01", "2019-+4", "+201", "2019-Q2-1", "", "年2019", "2019-H0", "2019-H3", "2019-h1",
        "2019-H", "2019-H01",
    ])
    func refusesWhatIsNone(_ text: String) {
        #expect(Period(text) == nil)
    }

    /// Months tile the quarters, and quarters the year, without gap or overlap.
    @Test(arguments: [2019, 2020, 2100]) func partsTileTheYear(_ year: Int) {
        let whole = Array(Period.year(year).days)
        #expect(whole == Array(0..<CalendarDate.dayCount(ofYear: year)))
        #expect(Period.months(of: year).flatMap { Array($0.days) } == whole)
        #expect(Period.quarters(of: year).flatMap { Array($0.days) } == whole)
        for (index, quarter) in Period.quarters(of: year).enumerated() {
            #expect(Array(quarter.months) == Array((3 * index + 1)...(3 * index + 3)))
        }
        #expect(Period.halves(of: year).flatMap { Array($0.days) } == whole)
        #expect(Period.halves(of: year).map(\.months) == [1...6, 7...12])
    }

    @Test func ordersByEndThenLength() throws {
        let ordered = [
            "2018", "2019-01", "2019-03", "2019-Q1", "2019-04", "2019-Q2", "2019-H1", "2019-12", "2019-Q4",
            "2019-H2", "2019", "2020-01",
        ]
        let periods = try ordered.map { try #require(Period($0)) }
        #expect(periods.shuffled().sorted() == periods)
    }

    @Test func movesToAnotherYear() throws {
        #expect(try #require(Period("2019-02")).inYear(2018) == Period("2018-02"))
        #expect(try #require(Period("2019-Q3")).inYear(2018) == Period("2018-Q3"))
        #expect(try #require(Period("2019-H2")).inYear(2018) == Period("2018-H2"))
        #expect(Period.month(2, year: 2020).days.count == 29)
        #expect(Period.half(1, year: 2020).days.count == 182 && Period.half(1, year: 2019).days.count == 181)
    }
}

@Suite struct RegionCodeTests {
    @Test func sixDigitsAndTheirParents() throws {
        let code = try #require(RegionCode("140122"))
        #expect(code.description == "140122")
        #expect(code.prefecture.description == "140100")
        #expect(code.province.description == "140000")
        #expect(try #require(RegionCode("010203")).description == "010203")
        for text in ["14012", "1401222", "14012a", "-14012", "+14012", "１４０１２２", ""] {
            #expect(RegionCode(text) == nil)
        }
    }

    @Test func unknownRegionsGetAHint() throws {
        let name = LocalizedTexts.yangqu
        let table = RegionTable([Region(code: try #require(RegionCode("140122")), name: name, city: name)])
        var findings: [Diagnostic] = []
        let place = SourceLocationOfParameters(file: "x.csv", line: 3, column: 1)
        #expect(table.code("140122", at: place, path: "x", &findings) == RegionCode("140122"))
        #expect(findings.isEmpty)
        #expect(table.code("140123", at: place, path: "x", &findings) == nil)
        #expect(findings.map(\.code) == ["unknown_region"])
        #expect(findings.first?.hint.contains("140122") == true)
    }
}
