import EcoUnits
import Testing

@testable import EcoAir

func exact(_ text: String) throws -> Rational { try #require(Rational(decimal: text)) }

@Suite("Sub-index and AQI")
struct IndexTests {
    /// Interpolated by hand, e.g. PM2.5 76 in 2012: 100 + 50/40 * 1 = 101.25, up to 102.
    static let vectors: [(AirStandard.Version, IndexItem, String, Int)] = [
        (.gb3095Of2012, .pm25Day, "75", 100), (.gb3095Of2012, .pm25Day, "76", 102),
        (.gb3095Of2012, .pm25Day, "35", 50), (.gb3095Of2012, .pm25Day, "36", 52),
        (.gb3095Of2012, .pm10Day, "150", 100), (.gb3095Of2012, .pm10Day, "151", 101),
        (.gb3095Of2026Transitional, .pm25Day, "36", 52), (.gb3095Of2026Transitional, .pm25Day, "60", 100),
        (.gb3095Of2026Transitional, .pm25Day, "61", 101), (.gb3095Of2026Transitional, .pm25Day, "75", 114),
        (.gb3095Of2026Transitional, .pm25Day, "115", 150), (.gb3095Of2026Transitional, .pm10Day, "120", 100),
        (.gb3095Of2026Transitional, .pm10Day, "121", 101), (.gb3095Of2026Transitional, .pm10Day, "150", 112),
        (.gb3095Of2026Final, .so2Day, "150", 100), (.gb3095Of2026Final, .so2Day, "151", 101),
        (.gb3095Of2026Final, .o3EightHour, "800", 300), (.gb3095Of2026Final, .o3EightHour, "801", 300),
        (.gb3095Of2026Final, .so2Hour, "800", 200), (.gb3095Of2026Final, .so2Hour, "801", 200),
        (.gb3095Of2012, .o3Hour, "1200", 500), (.gb3095Of2012, .o3Hour, "1300", 500),
        (.gb3095Of2012, .coDay, "0", 0), (.gb3095Of2012, .coDay, "2.5", 63),
        (.gb3095Of2012, .coDay, "4", 100),
        (.gb3095Of2012, .no2Hour, "3840", 500), (.gb3095Of2012, .no2Day, "40", 50),
    ]

    @Test("published and hand-worked sub-indices", arguments: vectors)
    func subIndex(version: AirStandard.Version, item: IndexItem, concentration: String, expected: Int) throws
    {
        let table = AirStandard(version).breakpoints
        #expect(try table.subIndex(of: exact(concentration), item: item) == expected)
    }

    @Test("2012 computes no sub-index above SO2 1 h 800 and O3 8 h 800")
    func notComputed() throws {
        let table = AirStandard(.gb3095Of2012).breakpoints
        #expect(try table.subIndex(of: Rational(801), item: .so2Hour) == nil)
        #expect(try table.subIndex(of: Rational(801), item: .o3EightHour) == nil)
    }

    @Test("each breakpoint gives its own level exactly, and the sub-index never falls")
    func breakpointsAndMonotony() throws {
        for version in AirStandard.Version.allCases {
            let table = AirStandard(version).breakpoints
            for column in table.columns {
                for (level, point) in zip(BreakpointTable.levels, column.concentrations) {
                    #expect(try table.subIndex(of: point.rational, item: column.item) == level)
                }
                var previous = 0
                for tenth in stride(from: 0, through: 11_000, by: 7) {
                    let value = try #require(Rational(Int128(tenth), over: 10))
                    guard let index = try table.subIndex(of: value, item: column.item) else { break }
                    #expect(index >= previous)
                    previous = index
                }
            }
            #expect(IndexItem.allCases.allSatisfy { table.column($0) != nil })
        }
    }

    private func day(_ values: [DailyItem: Int]) -> [Rational?] {
        DailyItem.allCases.map { item in values[item].map { Rational($0) } }
    }

    @Test("AQI, level and primary pollutant; ties are listed jointly")
    func dailyIndex() throws {
        let standard = AirStandard(.gb3095Of2012)
        let complete: [DailyItem: Int] = [.so2: 150, .no2: 80, .co: 1, .o3: 90, .pm10: 60, .pm25: 30]
        let index = try standard.dailyIndex(day(complete))
        #expect(index.value == 100)
        #expect(index.level == 2)
        #expect(index.isGood == true)
        #expect(index.primaryPollutants == [.so2, .no2])
        #expect(index.standard == .gb3095Of2012)
    }

    @Test("a clean day has no primary pollutant")
    func cleanDay() throws {
        let clean: [DailyItem: Int] = [.so2: 10, .no2: 20, .co: 1, .o3: 100, .pm10: 50, .pm25: 35]
        let index = try AirStandard(.gb3095Of2026Final).dailyIndex(day(clean))
        #expect(index.value == 50)
        #expect(index.level == 1)
        #expect(index.primaryPollutants.isEmpty)
    }

    @Test("with a pollutant missing, AQI stands only above 100")
    func missingPollutant() throws {
        let standard = AirStandard(.gb3095Of2026Transitional)
        let mild: [DailyItem: Int] = [.so2: 10, .no2: 20, .co: 1, .o3: 100, .pm10: 50]
        #expect(try standard.dailyIndex(day(mild)).value == nil)
        #expect(try standard.dailyIndex(day(mild)).isGood == nil)
        // PM10 200 in 2026: 100 + 50/130 * 80 = 130.77, up to 131.
        let heavy = mild.merging([.pm10: 200]) { $1 }
        #expect(try standard.dailyIndex(day(heavy)).value == 131)
        #expect(try standard.dailyIndex(day([:])).value == nil)
    }

    @Test("the concentration is rounded half-even before its sub-index")
    func roundedConcentration() throws {
        let standard = AirStandard(.gb3095Of2012)
        var values = day([.so2: 10, .no2: 20, .co: 1, .o3: 50, .pm10: 50])
        // 75.5 goes to the even 76: 100 + 50/40 = 101.25, up to 102; 74.5 goes to 74: 50 + 50/40 * 39 = 98.75.
        values[DailyItem.pm25.rawValue] = try exact("75.5")
        #expect(try standard.dailyIndex(values).value == 102)
        values[DailyItem.pm25.rawValue] = try exact("74.5")
        #expect(try standard.dailyIndex(values).value == 99)
    }

    @Test("the O3 hour maximum counts in 2012 and not in 2026")
    func ozoneHour() throws {
        let values = day([.so2: 10, .no2: 20, .co: 1, .o3: 100, .pm10: 50, .pm25: 35, .o3OneHour: 300])
        #expect(try AirStandard(.gb3095Of2012).dailyIndex(values).value == 150)
        #expect(try AirStandard(.gb3095Of2026Transitional).dailyIndex(values).value == 50)
    }

    @Test("2012: above 800 the hour maximum stands for O3")
    func ozoneAboveTable() throws {
        var values = day([.so2: 10, .no2: 20, .co: 1, .o3: 810, .pm10: 50, .pm25: 35, .o3OneHour: 1000])
        #expect(try AirStandard(.gb3095Of2012).dailyIndex(values).value == 400)
        values[DailyItem.o3OneHour.rawValue] = nil
        #expect(try AirStandard(.gb3095Of2012).dailyIndex(values).value == nil)
        #expect(try AirStandard(.gb3095Of2026Final).dailyIndex(values).value == 300)
    }
}

@Suite("Composite index and ranking")
struct CompositeIndexTests {
    struct Published: Sendable {
        let place: String
        /// SO2, NO2, CO, O3, PM10, PM2.5.
        let concentrations: [String]
        let sum: String
        let printed: String

        func byPollutant() throws -> [Pollutant: Rational] {
            Dictionary(uniqueKeysWithValues: zip(Pollutant.basic, try concentrations.map { try exact($0) }))
        }
    }

    /// Printed indices come from unrounded means, so the printed concentrations may miss them by 0.02.
    static let published = [
        Published(
            place: "Daying 2021-01", concentrations: ["7.1", "23.5", "1.2", "81", "72.3", "48.5"],
            sum: "3.9307", printed: "3.93"),
        Published(
            place: "Wuyuan 2023-09", concentrations: ["11", "16", "0.6", "139", "40", "16"], sum: "2.6307",
            printed: "2.63"),
        Published(
            place: "Heyuan 2022-02", concentrations: ["3", "13", "0.9", "87", "16", "13"], sum: "1.7438",
            printed: "1.73"),
        Published(
            place: "Naiman Q1", concentrations: ["9", "14", "1.1", "96", "77", "23"], sum: "3.1321",
            printed: "3.14"),
    ]

    @Test("published indices", arguments: published)
    func publishedIndex(_ row: Published) throws {
        let concentrations = try row.byPollutant()
        let index = try #require(try AirStandard(.gb3095Of2012).compositeIndex(concentrations))
        #expect(index.value.text(digits: 4) == row.sum)
        #expect(try (index.value - exact(row.printed)).magnitude <= exact("0.02"))
        #expect(index.standard == .gb3095Of2012)
    }

    @Test("rounding each sub-index first gives what three of the four bulletins print")
    func roundedParts() throws {
        let form = CompositeIndexForm(partDigits: 2)
        let values = try Self.published.map { row in
            let concentrations = try row.byPollutant()
            return try #require(
                try AirStandard(.gb3095Of2012).compositeIndex(concentrations, form: form)
            ).value.text(digits: 2)
        }
        #expect(values == ["3.94", "2.63", "1.73", "3.14"])
    }

    @Test("every concentration at its limit makes exactly 6, weights scale, five items make none")
    func limitsMakeSix() throws {
        for version in AirStandard.Version.allCases {
            let standard = AirStandard(version)
            var atLimits: [Pollutant: Rational] = [:]
            for pollutant in Pollutant.basic {
                atLimits[pollutant] = standard.assessedLimit(pollutant)?.rational
            }
            let index = try #require(try standard.compositeIndex(atLimits))
            #expect(index.value == Rational(6))
            #expect(index.largest == Pollutant.basic)
            let weights: [Pollutant: Rational] = [.no2: Rational(2), .o3: Rational(2), .pm25: Rational(3)]
            let weighted = try standard.compositeIndex(atLimits, form: CompositeIndexForm(weights: weights))
            #expect(weighted?.value == Rational(10))
            #expect(weighted?.largest == [.pm25])
            atLimits[.co] = nil
            #expect(try standard.compositeIndex(atLimits) == nil)
        }
    }

    @Test("standard competition ranks; missing values take no place")
    func ranks() {
        #expect(competitionRanks([30, 10, 20, 20, 40]) == [4, 1, 2, 2, 5])
        #expect(competitionRanks([5, 5, 5]) == [1, 1, 1])
        #expect(competitionRanks([3, nil, 1]) == [2, nil, 1])
        #expect(competitionRanks([Int?]()) == [])
        // The dustfall table of November 2020 prints 11, 11, 13, 13, 15 after ten better cities.
        let dustfall = Array(1...10) + [20, 20, 21, 21, 22]
        #expect(Array(competitionRanks(dustfall)[10...]) == [11, 11, 13, 13, 15])
    }
}
