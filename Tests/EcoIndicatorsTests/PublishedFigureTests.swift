import EcoAccounts
import EcoParameters
import EcoUnits
import Foundation
import Testing

@testable import EcoIndicators

/// Printed figures that follow from others of the same source, to within their own rounding, and those that do not.
struct PublishedFigureTests {
    private func figure(_ text: String) throws -> PrintedFigure { try #require(PrintedFigure(text)) }
    private func exact(_ text: String) throws -> PrintedFigure {
        try #require(PrintedFigure(text, isExact: true))
    }

    private func product(
        _ printed: String, _ quantity: String, _ price: String, by constant: Double = 1
    ) throws -> PrintedComparison {
        PrintedComparison(
            try figure(printed), .product([try figure(quantity), try exact(price)], by: constant))
    }

    @Test func printedDigitsTellTheRounding() throws {
        #expect(try figure("2269.7074").halfUnit == 0.00005)
        #expect(try figure("22.0760").halfUnit == 0.00005)
        #expect(try figure("1137").halfUnit == 0.5)
        #expect(try figure("1.5e3").halfUnit == 50)
        #expect(try exact("7.06").halfUnit == 0)
        #expect(PrintedFigure("711,80") == nil)
    }

    /// The tolerance as gep 6 states it: 0.005 x 7.06 + 0.00005 = 0.03535.
    @Test func waterOfGarze() throws {
        let comparison = try product("2269.7074", "321.49", "7.06")
        #expect(comparison.agrees)
        #expect(isClose(comparison.tolerance, 0.03535, within: 1e-6))
    }

    @Test func siltNutrientsAndSandOfGarze() throws {
        // V-02: 38.86 亿 t x 0.24 / 0.93, then 15.58
        #expect(try product("10.03", "38.86", "1", by: 0.24 / 0.93).agrees)
        #expect(try product("156.2555", "38.86", "15.58", by: 0.24 / 0.93).agrees)
        // V-03
        #expect(try product("125.8199", "38.86", "875", by: 0.0037).agrees)
        #expect(try product("117.5226", "38.86", "2800", by: 0.00108).agrees)
        // V-05: 万 t over 1.28 t/m3 and 0.1 m, in km2; then 3.75 yuan/m2, in 亿
        #expect(try product("60.89", "779.42", "1", by: 1e4 / 0.128 / 1e6).agrees)
        #expect(try product("2.2835", "779.42", "3.75", by: 1e4 / 0.128 / 1e8).agrees)
    }

    @Test func pollutantsAtTheLevyOfGarze() throws {
        // V-06, t x yuan/t in 亿
        for (value, tonnes, price) in [
            ("0.0136", "1137", "1200"), ("0.0175", "2772", "630"), ("0.0014", "941", "150"),
            ("0.0380", "5424", "700"), ("0.0055", "625", "875"),
        ] {
            #expect(try product(value, tonnes, price, by: 1e-8).agrees, "\(value)")
        }
    }

    @Test func coolingOfGarze() throws {
        // V-07: EPP kJ/m2 d x km2 x 1e6 x D/r 5 / 3600, 0.53 yuan/kWh, in 亿
        for (value, area, energy) in [
            ("666.68", "31920.60", 2837.27), ("309.16", "32283.46", 1300.95), ("507.68", "71113.87", 969.83),
        ] {
            let constant = energy * 1e6 * 5 / 3600 / 1e8
            #expect(try product(value, area, "0.53", by: constant).agrees, "\(value)")
        }
    }

    @Test func marshOfGarze() throws {
        // V-08: 0.3 m x 2000 km2 in 亿 m3; T-02 and N-05: the formula is labelled 万 m3, 1e4 too small a unit.
        #expect(try product("6.00", "2000", "0.3", by: 1e6 / 1e8).agrees)
        let mislabelled = try product("6.00", "2000", "0.3", by: 1e6 / 1e4)
        #expect(!mislabelled.agrees && mislabelled.misplacedPowerOfTen == -4)
    }

    /// V-19 names shares whose amounts its source does not give; of China 2015 both are known: 72.81 over 72.27 万亿.
    @Test func productOverGDPOfChina() throws {
        let comparison = PrintedComparison(
            try figure("1.01"), .product([try figure("72.81")], by: 1 / 72.27))
        #expect(comparison.agrees)
    }

    /// V-15 and V-19: regulating services are 53.14 of these 72.81 万亿, printed 73.0 percent.
    @Test func regulatingShareOfChina() throws {
        #expect(try product("73.0", "53.14", "100", by: 1 / 72.81).agrees)
        #expect(try !product("73.1", "53.14", "100", by: 1 / 72.81).agrees)
    }

    /// V-19: of Shenzhen 2020 two amounts are given with their shares, 109.75 (8.4 percent) and 117.19 亿 (9.0): one
    /// total stands behind both.
    @Test func sharesOfShenzhen() throws {
        #expect(try product("9.0", "8.4", "117.19", by: 1 / 109.75).agrees)
        #expect(try !product("9.0", "8.4", "109.75", by: 1 / 117.19).agrees)
    }

    @Test func carbonAndOxygenOfGaotianyan() throws {
        // V-13: 1200 x 12/44 x 1.1607
        let carbon: Double = 1200.0 * 12 / 44 * 1.1607
        #expect(abs(carbon - 379.87) <= 0.005)
        // V-12: conifers, t of dry matter x 1.63 at 379.87 yuan
        let conifers: Double = 6050.31 * 1.63
        #expect(abs(conifers - 9862.0053) <= 1e-4)
        // V-14: soil of a hectare as land, and its silt
        let land: Double = 2985.40 / 0.37 / 0.67
        #expect(abs(land - 12_042.76) <= 0.03)
        let silt: Double = 2985.40 * 0.24 * 0.88
        #expect(abs(silt - 630.52) <= 0.0061)
    }

    @Test func presentValueOfAHundredYears() throws {
        // V-17 and N-02: one paper, two yearly values and two totals
        let factor = (0..<100).reduce(0.0) { sum, year in sum + pow(1.0277, -Double(year)) }
        #expect(abs(factor - 34.687007) <= 5e-7)
        #expect(try product("662", "19.10", "1", by: factor).agrees)
        #expect(try product("691", "19.92", "1", by: factor).agrees)
        #expect(try !product("691", "19.10", "1", by: factor).agrees)
        let totals = PrintedComparison(try figure("662"), .sum([try figure("691")]))
        #expect(!totals.agrees)
    }

    @Test func sharesOfYanqing() throws {
        // V-21
        func share(_ part: String, _ whole: String, _ printed: String) throws -> Bool {
            let ratio = try #require(RecomputedFigure.ratio(try figure(part), try figure(whole)))
            return PrintedComparison(try figure(printed), ratio).agrees
        }
        #expect(try share("146.0", "335.63", "0.435"))
        #expect(try share("268.79", "335.63", "0.801"))
        #expect(try !share("146.0", "268.79", "0.435"))
    }

    // MARK: What print gets wrong

    @Test func aPartLeftOutOfTheTotal() throws {
        // N-01: dust 1817.18 and SO2 48.08, printed 1817.19
        let comparison = PrintedComparison(
            try figure("1817.19"), .sum([try figure("1817.18"), try figure("48.08")]))
        #expect(!comparison.agrees && comparison.misplacedPowerOfTen == nil)
        #expect(abs(comparison.difference + 48.07) < 1e-9)
    }

    @Test func billionsThatAreYi() throws {
        // N-03: CNY 36,677.04 billion over a GDP of 22,156.69 亿 is printed as 1.66
        let ratio = try #require(
            RecomputedFigure.ratio(
                try figure("36677.04").scaled(by: 1e9), try figure("22156.69").scaled(by: 1e8)))
        let comparison = PrintedComparison(try figure("1.66"), ratio)
        #expect(!comparison.agrees && comparison.misplacedPowerOfTen == -1)
    }

    @Test func hectaresOfShanxi() throws {
        // N-09: 317.26e9 yuan over 3.21 million ha against 63,700 yuan a hectare
        let ratio = try #require(
            RecomputedFigure.ratio(
                try figure("317.26").scaled(by: 1e9), try figure("3.21").scaled(by: 1e6)))
        #expect(!PrintedComparison(try figure("63700"), ratio).agrees)
    }

    // MARK: As a table of a scenario

    private func fixture(_ rows: String) -> AccountFixture {
        var fixture = AccountFixture().only("tourism")
        fixture.extra = "published: published.csv"
        fixture.tables["published.csv"] =
            "id,figure,unit,relation,of,exact,region,indicator,measure,source\n" + rows
        return fixture
    }

    @Test func aScenarioIsToldWhatDoesNotAddUp() throws {
        let result = try fixture(
            """
            dust,1817.18,万元,,,,,,,paper
            so2,48.08,万元,,,,,,,paper
            purification,1817.19,万元,sum,dust so2,,,,,paper
            water,321.49,亿m3,,,,,,,paper
            price,7.06,CNY/m3,,,yes,,,,paper
            value,2269.7074,亿元,product,water price,,,,,paper
            """
        ).result()
        let warnings = result.warnings.filter { $0.code == "published_contradiction" }
        #expect(warnings.count == 1)
        #expect(warnings.first?.message.contains("purification: printed 1817.19") == true)
        #expect(warnings.first?.message.contains("by 48.07") == true)
        #expect(warnings.first?.location?.line == 4)
        #expect(warnings.first?.messageZh.contains("各项之和") == true)
        #expect(result.tables.published.map(\.comparison.agrees) == [false, true])
    }

    @Test func aScenarioIsToldOfMisplacedTens() throws {
        let result = try fixture(
            """
            gep,366770.4,亿元,,,,,,,paper
            gdp,22156.69,亿元,,,,,,,paper
            ggi,1.66,1,ratio,gep gdp,,,,,paper
            """
        ).result()
        let warning = result.warnings.first { $0.code == "published_contradiction" }
        #expect(warning?.message.contains("10^-1") == true)
    }

    @Test func aScenarioIsHeldAgainstPrint() throws {
        let result = try fixture(
            """
            visits,1.5,万人次,,,,140106,tourism,quantity,bureau
            value,46,万元,,,,140106,gep,,bureau
            other,1,万元,,,,140106,soil_retention,,bureau
            """
        ).result()
        // 15,000 visits are 1.5 万; 450,000 yuan are 45 万, printed as 46.
        let checks = result.tables.published
        #expect(checks.map(\.comparison.agrees) == [true, false])
        #expect(result.warnings.contains { $0.code == "published_differs" && $0.message.hasPrefix("value:") })
        #expect(result.warnings.contains { $0.code == "published_unmatched" })
    }

    @Test func unitsAndIdsAreChecked() throws {
        let findings = try fixture(
            """
            a,1,t,,,,,,,x
            b,2,m3,,,,,,,x
            c,3,t,sum,a b,,,,,x
            d,4,t,sum,a bb,,,,,x
            e,many,t,,,,,,,x
            f,1,furlong,,,,,,,x
            """
        ).findings()
        #expect(Set(findings.map(\.code)) == ["wrong_unit", "unknown_id", "wrong_type"])
        #expect(findings.count == 4)
        #expect(findings.contains { $0.message.contains("t, m3 do not make t") })
        #expect(findings.contains { $0.hint == "did you mean `b`?" || $0.hint == "did you mean `a`?" })
    }
}
