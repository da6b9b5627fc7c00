import EcoAccounts
import EcoGrids
import EcoParameters
import Foundation
import Testing

@testable import EcoIndicators

/// Sand fixation against golden numbers computed independently of this program.
struct SandFixationTests {
    private let soil = 0.47430 * 0.594884 * 0.998630

    private func fixed(_ windFactor: Double, _ value: (Double) -> Double) -> Double {
        let bare = windFactor * soil
        return value(bare) - value(bare * 0.0316505)
    }

    private func loss(_ x: Double) -> Double { WindErosion.loss(SIMD8(repeating: x), distance: 50)[0] }
    private func closed(_ x: Double) -> Double { WindErosion.closedForm(SIMD8(repeating: x))[0] }

    @Test func goldenLosses() {
        #expect(abs(5 * soil - 1.408834) <= 5e-6)
        #expect(abs(loss(1.408834) - 0.762102) <= 1e-6)
        #expect(abs(loss(1.408834 * 0.0316505) - 0.00211970) <= 1e-8)
        #expect(abs(fixed(5, loss) - 0.7599823) <= 3e-6)
        #expect(abs(fixed(5, closed) - 0.269440) <= 3e-6)
        #expect(abs(fixed(20, loss) - 6.584847) <= 3e-5)
        #expect(abs(fixed(20, closed) - 1.802795) <= 2e-5)
    }

    @Test func slopesOfThreeDegrees() {
        let cosine = VectorMath.cos(SIMD8(repeating: 3 * Double.pi / 180))[0]
        #expect(abs(cosine - 0.998630) <= 5e-7)
    }

    /// The equation in scalar form with its constants open, to see what a slip in one of them would do.
    private func loss(_ x: Double, length: Double, transport: Double, exponent: Double) -> Double {
        let s = length * pow(x, -exponent)
        return 2 * 50 / (s * s) * transport * x * exp(-pow(50 / s, 2))
    }

    @Test func transposedConstantsWouldShow() {
        for x in [1.408834, 20 * soil] {
            let right = loss(x, length: 150.71, transport: 109.8, exponent: 0.3711)
            #expect(abs(loss(x) / right - 1) < 1e-12)
            for wrong in [
                loss(x, length: 105.71, transport: 109.8, exponent: 0.3711),
                loss(x, length: 150.17, transport: 109.8, exponent: 0.3711),
                loss(x, length: 150.71, transport: 108.9, exponent: 0.3711),
                loss(x, length: 150.71, transport: 109.8, exponent: 0.3171),
            ] {
                #expect(abs(loss(x) / wrong - 1) > 1e-3)
            }
        }
        // What the typo 105.71 in public code gives: 1.337847 and 8.912761.
        let typo = { loss($0, length: 105.71, transport: 109.8, exponent: 0.3711) }
        #expect(abs(typo(1.408834) - 1.337847) <= 3e-6)
        #expect(abs(typo(20 * soil) - 8.912761) <= 5e-5)
    }

    @Test func theClosedFormIsAnotherDistance() {
        // Qmax/s = 0.72855 X^1.3711; 0.1699 corresponds to z = 0.118 s.
        for x in [0.3, 1.0, 5.0] {
            let s = 150.71 * pow(x, -0.3711)
            let near = WindErosion.loss(SIMD8(repeating: x), distance: 0.118 * s)[0]
            #expect(abs(near / closed(x) - 1) < 0.01)
        }
        #expect(abs(loss(5) - 5.55) <= 0.005)
        #expect(abs(closed(5) - 1.54) <= 0.005)
    }

    @Test func noWindNoLoss() {
        #expect(loss(0) == 0)
        #expect(closed(0) == 0)
        // Winds at or below the threshold carry nothing, though (u - 5)^2 is positive.
        #expect(WindErosion.windFactor([0, 3, 4.9, 5], days: 31, threshold: 5) == 0)
        #expect(WindErosion.windFactor([8, 2], days: 30, threshold: 5) == 8 * 9 * 15)
    }

    @Test func meansOfWindHideGusts() {
        // Ten and nought blow as five on average: 10 x 25 / 2 = 125 a day, against nothing.
        let gusts = WindErosion.windFactor([10, 0], days: 1, threshold: 5)
        #expect(gusts == 125)
        #expect(WindErosion.windFactor([5], days: 1, threshold: 5) < gusts)
    }

    @Test func windsAreLoweredToTwoMetres() {
        #expect(abs(WindErosion.windAt2Metres(8, height: 10) - 8 * pow(0.2, 1.0 / 7)) < 1e-14)
        #expect(abs(WindErosion.windAt2Metres(8, height: 2) - 8) < 1e-14)
    }

    @Test func wetness() {
        func wetness(_ evaporation: Double, _ rain: Double, _ days: Double) -> Double {
            WindErosion.soilWetness(
                evaporation: SIMD8(repeating: evaporation), rain: SIMD8(repeating: rain),
                rainDays: SIMD8(repeating: days), days: 30)[0]
        }
        // 40 mm on 6 of 30 days: (100 - 40 x 0.2)/100
        #expect(abs(wetness(100, 40, 6) - 0.92) < 1e-14)
        // The wrong forms that circulate give 0 and 1: 100 - 40 x 6 < 0, and (100 - 40)/6 x 30/100 = 3.
        #expect(wetness(10, 100, 30) == 0)
        #expect(wetness(0, 0, 0) == 1)
        #expect(wetness(0, 5, 2) == 0)
        #expect(wetness(.nan, 5, 2).isNaN)
        #expect(wetness(100, .nan, 2).isNaN)
    }

    @Test func soilWithoutClayHasNoFraction() {
        func fraction(_ clay: Double, carbonate: Double = 0) -> Double {
            WindErosion.erodibleFraction(
                sand: SIMD8(repeating: 80), silt: SIMD8(repeating: 20 - clay), clay: SIMD8(repeating: clay),
                organicMatter: SIMD8(repeating: 1), calciumCarbonate: SIMD8(repeating: carbonate))[0]
        }
        #expect(fraction(0).isNaN)
        #expect(fraction(0.01) == 1)
        #expect(fraction(5, carbonate: 100) == 0)
        #expect(fraction(.nan).isNaN)
    }

    @Test func ridgesSlowTheWind() {
        let ridge = 0.2 * 10 * 10 / 100
        let expected = exp(1.86 * ridge - 2.41 * pow(ridge, 0.934) - 0.127 * 2)
        #expect(abs(WindErosion.ridgeRoughness(height: 10, spacing: 100, random: 2) - expected) < 1e-14)
        #expect(WindErosion.ridgeRoughness(height: 0, spacing: 100, random: 0) == 1)
    }

    // MARK: The account

    private func fixture(_ method: String = "method: rweq\ndistance: 50 m", wind: String = "wind: layer")
        -> AccountFixture
    {
        var fixture = AccountFixture()
        fixture.layerText = [
            "land_cover": "{file: land, legend: igbp}", "elevation": "{file: elevation, unit: m}",
            "air_temperature": "{file: warmth, unit: degC}", "wind_factor": "{file: wind, unit: m3/s3}",
            "sand": "{file: sand, unit: %}", "silt": "{file: silt, unit: %}", "clay": "{file: clay, unit: %}",
            "organic_carbon": "{file: carbon, unit: %}", "vegetation_cover": "{file: cover}",
        ]
        fixture.indicatorText = [
            "sand_fixation": """
            \(method)
            \(wind)
            soil_wetness: dry
            snow: none
            calcium_carbonate: 5 %
            organic_matter_per_carbon: 2
            roughness: cosine_of_slope
            cover: vegetation_cover
            cover_table: rweq_china
            restoration_cost: {amount: 3.75 CNY/m2, price_year: 2019, status: published}
            """
        ]
        fixture.rasters = [
            "land": [AccountFixture.classes], "elevation": [AccountFixture.constant(1000)],
            "warmth": Self.months { _ in 5 }, "wind": Self.months { $0 == 3 ? 72 : 0 },
            "sand": [AccountFixture.constant(60)], "silt": [AccountFixture.constant(30)],
            "clay": [AccountFixture.constant(10)], "carbon": [AccountFixture.constant(0.5)],
            "cover": [AccountFixture.constant(0.3)],
        ]
        return fixture
    }

    private static func months(_ value: (Int) -> Double) -> [[Double]] {
        (0..<12).map { AccountFixture.constant(value($0)) }
    }

    /// kg/m2 of a class by scalar functions of the C library.
    private func expected(_ coefficient: Double, _ x: Double = 8.268139 * 0.4743 * 0.594884) -> Double {
        let covered = x * exp(coefficient * 30)
        return loss(x, length: 150.71, transport: 109.8, exponent: 0.3711)
            - loss(covered, length: 150.71, transport: 109.8, exponent: 0.3711)
    }

    @Test func oneWindyMonthOnALevelPlateau() throws {
        let result = try fixture().result()
        let row = try #require(result.entry(AccountFixture.west, "sand_fixation"))
        // 3 km2 of forest, 1 of grassland; open water has no sand. 1 kg/m2 on 1 km2 is 1000 t.
        let tonnes = (3 * expected(-0.1535) + expected(-0.1151)) * 1000
        #expect(isClose(row.quantity, tonnes, within: 1e-6))
        let square = try #require(result.entry(AccountFixture.west, "sand_fixation.land")?.quantity)
        #expect(isClose(square, tonnes / (1.28 * 0.1) / 1e6, within: 1e-6))
        #expect(isClose(row.valueYuan, tonnes / (1.28 * 0.1) * 3.75, within: 1e-6))
        // The coefficients were never checked in print.
        #expect(row.status == .provisional)
    }

    @Test func theClosedFormGivesLess() throws {
        let result = try fixture("method: closed_form").result()
        func fixed(_ coefficient: Double) -> Double {
            let x = 8.268139 * 0.4743 * 0.594884
            return 0.1699 * pow(x, 1.3711) * (1 - pow(exp(coefficient * 30), 1.3711))
        }
        let row = result.entry(AccountFixture.west, "sand_fixation")
        #expect(isClose(row?.quantity, (3 * fixed(-0.1535) + fixed(-0.1151)) * 1000, within: 1e-6))
        #expect(row?.note.en.contains("closed form") == true)
    }

    @Test func calmYearsFixNothing() throws {
        var fixture = fixture()
        fixture.rasters["wind"] = Self.months { _ in 0 }
        let row = try fixture.result().entry(AccountFixture.west, "sand_fixation")
        #expect(row?.quantity == 0)
        #expect(row?.valueYuan == 0)
    }

    @Test func moreCoverFixesMore() throws {
        var richer = fixture()
        richer.rasters["cover"] = [AccountFixture.constant(0.5)]
        let more = try #require(richer.result().entry(AccountFixture.west, "sand_fixation")?.quantity)
        let less = try #require(fixture().result().entry(AccountFixture.west, "sand_fixation")?.quantity)
        #expect(more > less)
        richer.rasters["cover"] = [AccountFixture.constant(0)]
        #expect(try richer.result().entry(AccountFixture.west, "sand_fixation")?.quantity == 0)
    }

    @Test func aMissingMonthOrNoClayIsNoFigure() throws {
        var noClay = fixture().replacing("clay", [0: 0, 3: 0])
        var row = try noClay.result().entry(AccountFixture.west, "sand_fixation")
        #expect(row?.status == .incomplete && row?.quantity == nil)
        noClay = fixture()
        noClay.rasters["warmth"]?[7][3] = .nan
        row = try noClay.result().entry(AccountFixture.west, "sand_fixation")
        #expect(row?.status == .incomplete)
    }

    @Test func observedWindsGiveTheSameAsTheirFactor() throws {
        var fixture = fixture(
            wind: """
                wind: observations
                wind_observations: winds.csv
                wind_statistic: observation
                wind_height: 2 m
                """)
        fixture.layerText["wind_factor"] = nil
        fixture.tables["winds.csv"] = winds { month, day in month == 4 && day == 30 ? 8 : 3 }
        let row = try fixture.result().entry(AccountFixture.west, "sand_fixation")
        let tonnes = (3 * expected(-0.1535) + expected(-0.1151)) * 1000
        #expect(isClose(row?.quantity, tonnes, within: 1e-6))
    }

    private func winds(_ wind: (Int, Int) -> Double) -> String {
        let days = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
        let rows = (1...12).flatMap { month in
            (1...days[month - 1]).map { "A,2019,\(month),\(wind(month, $0))" }
        }
        return (["station,year,month,wind_m_per_s"] + rows).joined(separator: "\n")
    }

    @Test func meansAreRefused() throws {
        let block = """
            wind: observations
            wind_observations: winds.csv
            wind_statistic: monthly_mean
            wind_height: 10 m
            """
        var fixture = fixture(wind: block)
        fixture.layerText["wind_factor"] = nil
        fixture.tables["winds.csv"] = winds { _, _ in 3 }
        #expect(try fixture.findings().map(\.code) == ["wind_means"])
        // One wind a month is a mean, whatever the block says.
        fixture.indicatorText["sand_fixation"] = fixture.indicatorText["sand_fixation"]?
            .replacingOccurrences(of: "monthly_mean", with: "observation")
        fixture.tables["winds.csv"] =
            (["year,month,wind_m_per_s"] + (1...12).map { "2019,\($0),4" }).joined(separator: "\n")
        #expect(try fixture.findings().map(\.code) == ["wind_means"])
        fixture.tables["winds.csv"] = winds { _, _ in 3 }
            .split(separator: "\n").filter { !$0.contains(",7,") }.joined(separator: "\n")
        let missing = try fixture.findings()
        #expect(missing.map(\.code) == ["missing_months"])
        #expect(missing.first?.message.contains("7") == true)
    }

    @Test func wrongFormsOfWetnessAreRefused() throws {
        for form in ["rain_times_days", "per_rain_day"] {
            var fixture = fixture()
            fixture.indicatorText["sand_fixation"] = fixture.indicatorText["sand_fixation"]?
                .replacingOccurrences(of: "soil_wetness: dry", with: "soil_wetness: \(form)")
            #expect(try fixture.findings().map(\.code) == ["wrong_formula"])
        }
    }

    @Test func choicesHaveNoDefault() throws {
        var fixture = fixture("")
        #expect(try fixture.findings().map(\.path) == ["indicators.sand_fixation.method"])
        fixture = self.fixture("method: rweq")
        #expect(try fixture.findings().map(\.path) == ["indicators.sand_fixation.distance"])
    }

    @Test func ridgesAndCoverFromNDVI() throws {
        var fixture = fixture()
        fixture.indicatorText["sand_fixation"] = fixture.indicatorText["sand_fixation"]?
            .replacingOccurrences(
                of: "roughness: cosine_of_slope",
                with: "roughness: ridges\nridge_height: 10 cm\nridge_spacing: 1 m\nrandom_roughness: 2 cm"
            )
            .replacingOccurrences(
                of: "cover: vegetation_cover", with: "cover: ndvi\nndvi_bare: 0.1\nndvi_full: 0.9")
        fixture.layerText["ndvi"] = "{file: green}"
        fixture.layerText["vegetation_cover"] = nil
        // (0.34 - 0.1)/(0.9 - 0.1) is a cover of 30 percent.
        fixture.rasters["green"] = [AccountFixture.constant(0.34)]
        let ridge = 0.2 * 10 * 10 / 100
        let roughness = exp(1.86 * ridge - 2.41 * pow(ridge, 0.934) - 0.127 * 2)
        let x = 8.268139 * 0.4743 * 0.594884 * roughness
        let tonnes = (3 * expected(-0.1535, x) + expected(-0.1151, x)) * 1000
        let row = try fixture.result().entry(AccountFixture.west, "sand_fixation")
        #expect(isClose(row?.quantity, tonnes, within: 1e-6))
    }

    @Test func dailyMeansAreSaidToBeLow() throws {
        var fixture = fixture(
            wind: """
                wind: observations
                wind_observations: winds.csv
                wind_statistic: daily_mean
                wind_height: 10 m
                """)
        fixture.layerText["wind_factor"] = nil
        fixture.tables["winds.csv"] = winds { _, _ in 8 }
        let row = try fixture.result().entry(AccountFixture.west, "sand_fixation")
        #expect(row?.note.en.contains("comes out low") == true)
        // 8 m/s at 10 m are 6.357 at 2 m.
        #expect((row?.quantity ?? 0) > 0)
    }

    @Test func landWithoutCoefficientIsListed() throws {
        var fixture = fixture()
        fixture.indicatorText["sand_fixation"] = fixture.indicatorText["sand_fixation"]?
            .replacingOccurrences(
                of: "cover_table: rweq_china", with: "cover_table: none\ncover_coefficients: {forest: -0.2}")
        let result = try fixture.result()
        let row = result.entry(AccountFixture.west, "sand_fixation")
        #expect(isClose(row?.quantity, 3 * expected(-0.2) * 1000, within: 1e-6))
        #expect(
            result.notCounted.contains { $0.indicator == "sand_fixation" && $0.land.ecosystem == .grassland })
    }

    @Test func wetAndSnowyMonthsLoseLess() throws {
        var fixture = fixture()
        fixture.indicatorText["sand_fixation"] = fixture.indicatorText["sand_fixation"]?
            .replacingOccurrences(of: "soil_wetness: dry", with: "soil_wetness: radiation")
            .replacingOccurrences(of: "snow: none", with: "snow: layer")
        fixture.layerText["precipitation"] = "{file: rain, unit: mm}"
        fixture.layerText["rain_days"] = "{file: days, unit: d}"
        fixture.layerText["solar_radiation"] = "{file: sun, unit: MJ/m2}"
        fixture.layerText["snow_cover"] = "{file: snow}"
        fixture.rasters["rain"] = Self.months { _ in 40 }
        fixture.rasters["days"] = Self.months { _ in 6 }
        fixture.rasters["sun"] = Self.months { _ in 20 }
        fixture.rasters["snow"] = Self.months { _ in 0.25 }
        // April: 30 days of 0.0162 (20/0.04184/58.5)(5 + 17.8) mm; 40 mm on 6 of 30 days; a quarter under snow.
        let evaporation = 30 * 0.0162 * (20 / 0.04184 / 58.5) * 22.8
        let wind = 8.268139 * (evaporation - 40 * 0.2) / evaporation * 0.75
        let x = wind * 0.4743 * 0.594884
        let tonnes = (3 * expected(-0.1535, x) + expected(-0.1151, x)) * 1000
        let row = try fixture.result().entry(AccountFixture.west, "sand_fixation")
        #expect(isClose(row?.quantity, tonnes, within: 1e-6))
    }
}
