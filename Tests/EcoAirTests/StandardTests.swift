import EcoUnits
import Testing

@testable import EcoAir

@Suite("Limits of the three versions of GB 3095")
struct StandardTests {
    static let basicLimits: [(AirStandard.Version, Pollutant, Averaging, Concentration, Concentration)] = [
        (.gb3095Of2012, .pm25, .year, 15, 35), (.gb3095Of2012, .pm10, .day, 50, 150),
        (.gb3095Of2012, .so2, .year, 20, 60), (.gb3095Of2012, .no2, .day, 80, 80),
        (.gb3095Of2026Transitional, .pm25, .year, 15, 30), (.gb3095Of2026Transitional, .pm25, .day, 35, 60),
        (.gb3095Of2026Transitional, .pm10, .year, 40, 60), (.gb3095Of2026Transitional, .pm10, .day, 50, 120),
        (.gb3095Of2026Transitional, .so2, .hour, 150, 500), (.gb3095Of2026Transitional, .nox, .day, 100, 100),
        (.gb3095Of2026Final, .pm25, .year, 10, 25), (.gb3095Of2026Final, .pm25, .day, 25, 50),
        (.gb3095Of2026Final, .pm10, .year, 20, 50), (.gb3095Of2026Final, .pm10, .day, 50, 100),
        (.gb3095Of2026Final, .so2, .year, 20, 20), (.gb3095Of2026Final, .so2, .day, 50, 50),
        (.gb3095Of2026Final, .no2, .year, 30, 30), (.gb3095Of2026Final, .no2, .day, 50, 50),
        (.gb3095Of2026Final, .nox, .year, 40, 40), (.gb3095Of2026Final, .benzoAPyrene, .day, 0.0025, 0.0025),
    ]

    @Test("GB 3095 tables 1 and 2", arguments: basicLimits)
    func limits(
        version: AirStandard.Version, pollutant: Pollutant, averaging: Averaging, gradeI: Concentration,
        gradeII: Concentration
    ) {
        let limits = AirStandard(version).limits
        #expect(limits.limit(pollutant, averaging, .gradeI) == gradeI)
        #expect(limits.limit(pollutant, averaging, .gradeII) == gradeII)
    }

    @Test("no version repeats a row, grade I is never laxer, and the basic items have all their limits")
    func wholeness() {
        for version in AirStandard.Version.allCases {
            let standard = AirStandard(version)
            let keys = standard.limits.rows.map { "\($0.pollutant.id) \($0.averaging.rawValue)" }
            #expect(Set(keys).count == keys.count)
            #expect(keys.count == 23)
            #expect(standard.limits.rows.allSatisfy { $0.gradeI.millionths <= $0.gradeII.millionths })
            #expect(Pollutant.basic.allSatisfy { standard.assessedLimit($0) != nil })
        }
    }

    @Test("final limits of 2026 are nowhere laxer than the transitional ones, and those nowhere than 2012")
    func tightening() throws {
        let order = AirStandard.Version.allCases.map { AirStandard($0).limits }
        for (earlier, later) in zip(order, order.dropFirst()) {
            for row in earlier.rows {
                let limit = try #require(later.limit(row.pollutant, row.averaging))
                #expect(limit.millionths <= row.gradeII.millionths)
            }
        }
    }

    @Test("the 8-hour limit of O3, which decides on short days, is 160 in every version")
    func sameOzoneLimit() {
        for version in AirStandard.Version.allCases {
            #expect(AirStandard(version).limits.limit(.o3, .eightHourMaximum) == 160)
            #expect(AirStandard(version).limits.limit(.o3, .hour) == 200)
        }
    }

    @Test("HJ 663 Table 1: percentiles of the daily values")
    func percentiles() {
        #expect(EvaluationRules.percentile(of: .so2) == Rational(98, over: 100))
        #expect(EvaluationRules.percentile(of: .no2) == Rational(98, over: 100))
        #expect(EvaluationRules.percentile(of: .pm10) == Rational(95, over: 100))
        #expect(EvaluationRules.percentile(of: .pm25) == Rational(95, over: 100))
        #expect(EvaluationRules.percentile(of: .co) == Rational(95, over: 100))
        #expect(EvaluationRules.percentile(of: .o3) == Rational(90, over: 100))
    }
}
