import EcoRuns
import Testing

@testable import EcoReports

@Suite("Figures of the air over several years")
struct AirYearsTests {
    /// Ranks of 10, 9, 8, 8, 5 are 5, 4, 2.5, 2.5, 1; less the years 1 to 5 their squares add to 38.5, so that
    /// r = 1 - 6 × 38.5 / 120 = -0.925. The mean of the last three is 7.
    private func table() throws -> StoredTable {
        let values = ["10", "9", "8", "8", "5"]
        let years = values.enumerated().map { "140122,\(2015 + $0),pm25,mean,\($1),gb3095_2012" }
        let text =
            (["region,period,pollutant,statistic,value,standard"] + years + [
                "140122,2019,pm25,trend_coefficient,-0.925,gb3095_2012",
                "140122,2019,pm25,mean_of_3_years,7,gb3095_2012",
                "140122,2019,pm25,mean_of_3_years_attains,1,gb3095_2012",
            ]).joined(separator: "\n") + "\n"
        return try StoredTable(Array(text.utf8), file: "air.csv")
    }

    @Test func trendsAndRollingMeansFollowFromTheYears() throws {
        let rows = Array(try table().rows)
        let limits =
            "standard,settlement,pollutant,kind,sub_index,value,unit,digits\n"
            + "gb3095_2012,yes,pm25,assessed_limit,,35,ug/m3,0\n"
        let standards = AirStandards(try StoredTable(Array(limits.utf8), file: "air_standards.csv"))
        let years = AirYears(rows: rows, standards: standards)
        for row in rows.suffix(3) {
            let expression = try #require(years.expression(row), "\(row["statistic"])")
            let value = try #require(ExpressionValue.of(expression))
            #expect(abs(value - (row.number("value") ?? .nan)) < 1e-12, "\(expression)")
        }
    }

    /// Two counties of equal people with 1 and 3: the lower half has a quarter, G = 1 - (1/2 × 1/4 + 1/2 × (1/4 + 1)) =
    /// 0.25; all to one of them gives one half.
    @Test func giniCoefficientsFollowFromAmountsAndPeople() throws {
        let quarter = try #require(GiniExpression.text([("3", "10"), ("1", "10")]))
        #expect(ExpressionValue.of(quarter) == 0.25, "\(quarter)")
        let half = try #require(GiniExpression.text([("0", "10"), ("4", "10")]))
        #expect(ExpressionValue.of(half) == 0.5, "\(half)")
        #expect(GiniExpression.text([("1", "10"), ("1", "")]) == nil)
    }
}
