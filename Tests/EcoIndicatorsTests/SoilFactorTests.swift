import EcoAccounts
import EcoUnits
import Testing

@testable import EcoIndicators

/// The variants of each factor of soil loss, by figures worked apart from this package.
struct SoilFactorTests {
    private static let steepest = ErosionFactors.degrees(slope: 0.55)

    private static func isNear(_ value: Double, _ expected: Double, _ share: Double = 1e-9) -> Bool {
        abs(value - expected) <= share * abs(expected)
    }

    // MARK: Rain

    @Test func halfMonthsAreWarmFromMayToSeptember() {
        #expect((0..<24).filter(ErosionFactors.isWarm) == Array(8..<18))
        // 20 mm in every half month: (10 x 0.3937 + 14 x 0.3101) x 20^1.7265, 20^1.7265 = e^(1.7265 ln 20)
        let rain = [[Double]](repeating: [20, .nan, 0], count: 24)
        let result = SoilRetentionKernel.halfMonths(rain, 3)
        #expect(Self.isNear(result[0], 1459.4011850, 1e-9))
        #expect(result[1].isNaN)
        #expect(result[2] == 0)
    }

    @Test func erosiveDaysStartAtTwelveMillimetres() {
        // Ten days of 20 mm: b = 0.8363 + 18.144/20 + 24.455/200, a = 21.586 b^-7.1891, R = 10 a 20^b
        let wet = [Double](repeating: 20, count: 10)
        let rest = [Double](repeating: 11.9, count: 355)
        let days = (wet + rest).map { [$0, $0 == 20 ? 11.9 : $0, $0] }
        var missing = days
        missing[300][2] = .nan
        let result = SoilRetentionKernel.erosiveDays(missing, 3)
        #expect(Self.isNear(result[0], 652.1793418, 1e-9))
        #expect(result[1] == 0)
        #expect(result[2].isNaN)
    }

    @Test func aDayOfTwelveMillimetresIsErosive() {
        let days = [[12.0, 11.999]] + [[Double]](repeating: [0, 0], count: 364)
        let result = SoilRetentionKernel.erosiveDays(days, 2)
        #expect(result[0] > 0)
        #expect(result[1] == 0)
    }

    @Test func monthlyRainMissingInOneMonthIsMissing() {
        var months = [[Double]](repeating: [40, 40], count: 12)
        months[5][1] = .nan
        let result = SoilRetentionKernel.monthly(months, 2)
        #expect(Self.isNear(result[0], 288.6646, 2e-6))
        #expect(result[1].isNaN)
    }

    // MARK: Length and slope

    @Test(arguments: [
        // degrees, m with 0.0896, 0.089
        [2, 0.3374294146, 0.3389], [15, 0.6467894647, 0.6483], [25, 0.6953829938, 0.6968],
    ])
    func continuousExponents(row: [Double]) {
        let (own, other) = (
            ErosionFactors.slopeLengthExponent(degrees: row[0], .continuous0896),
            ErosionFactors.slopeLengthExponent(degrees: row[0], .continuous089)
        )
        // b/(1 + b) with the two units: 1/m - 1 is in their ratio.
        #expect(Self.isNear((1 / own - 1) / (1 / other - 1), 0.0896 / 0.089, 1e-12))
        #expect(Self.isNear(own, row[1]))
        #expect(abs(other - row[2]) <= 5.1e-5)
    }

    @Test func stepsOfTheExponent() {
        func exponents(_ form: SlopeLengthExponent) -> [Double] {
            // Percent slopes just below and at the breaks of all forms.
            [0.99, 1.01, 2.99, 3.01, 3.49, 3.51, 4.99, 5.01, 8.99].map { percent in
                ErosionFactors.slopeLengthExponent(
                    degrees: ErosionFactors.degrees(slope: percent / 100), form)
            }
        }
        #expect(exponents(.classes) == [0.2, 0.3, 0.3, 0.4, 0.4, 0.4, 0.4, 0.5, 0.5])
        #expect(exponents(.huanghua) == [0.2, 0.3, 0.3, 0.4, 0.4, 0.4, 0.4, 0.4, 0.4])
        #expect(exponents(.invest) == [0.2, 0.3, 0.3, 0.3, 0.3, 0.4, 0.4, 0.5, 0.5])
    }

    @Test func theExponentOfInVESTJumpsAtNinePercent() {
        let above = ErosionFactors.degrees(slope: 0.0901)
        let m = ErosionFactors.slopeLengthExponent(degrees: above, .invest)
        #expect(m == ErosionFactors.slopeLengthExponent(degrees: above, .continuous0896))
        #expect(m < 0.51 && m > 0.5)
        #expect(ErosionFactors.slopeLengthExponent(degrees: above, .huanghua) == 0.5)
    }

    @Test func twoPiecesOfTheSlopeFactor() {
        func factor(_ percent: Double) -> Double {
            ErosionFactors.slopeFactor(
                degrees: ErosionFactors.degrees(slope: percent / 100), breaks: .invest,
                steepest: Self.steepest)
        }
        // sin(atan s) = s / sqrt(1 + s^2)
        #expect(Self.isNear(factor(8.9), 10.8 * 0.089 / (1 + 0.089 * 0.089).squareRoot() + 0.03))
        #expect(Self.isNear(factor(9.1), 16.8 * 0.091 / (1 + 0.091 * 0.091).squareRoot() - 0.5))
        // No third piece and no steepest slope.
        #expect(Self.isNear(factor(100), 16.8 / 2.0.squareRoot() - 0.5))
    }

    @Test func practiceOfCroplandBySlope() {
        let degrees = [0, 0.1, 10, 10.1, 25, 25.1, 45, 45.1]
        let factors = degrees.map { ErosionFactors.croplandPractice(degrees: $0) }
        #expect(factors == [0.2, 0.5, 0.5, 0.6, 0.6, 0.8, 0.8, 1])
        #expect(ErosionFactors.croplandPractice(degrees: .nan).isNaN)
    }

    // MARK: Cover

    @Test func coverFactorsByClassOfCover() {
        let bounds = [0.0, 9.99, 10, 30, 50, 70, 90, 100]
        #expect(
            bounds.map { CoverTable.factor("forest", percent: $0) }
                == [0.10, 0.10, 0.08, 0.06, 0.02, 0.004, 0.001, 0.001])
        #expect(
            bounds.map { CoverTable.factor("grass", percent: $0) }
                == [0.45, 0.45, 0.24, 0.15, 0.09, 0.043, 0.011, 0.011])
        #expect(CoverTable.factor("shrub", percent: 75) == 0.040)
        #expect(CoverTable.factor("paddy", percent: 5) == 0.1)
        #expect(CoverTable.factor("desert", percent: 5) == 0.7)
        #expect(CoverTable.factor("forest", percent: .nan).isNaN)
    }

    @Test func dryCroplandFollowsAFormula() {
        // 0.221 - 0.595 lg 0.5 = 0.221 + 0.595 x 0.30103; at a tenth 0.221 + 0.595; never above bare ground.
        #expect(Self.isNear(CoverTable.factor("dry_cropland", percent: 50), 0.4001128, 1e-6))
        #expect(Self.isNear(CoverTable.factor("dry_cropland", percent: 10), 0.816))
        #expect(CoverTable.factor("dry_cropland", percent: 1) == 1)
        #expect(CoverTable.factor("dry_cropland", percent: 0) == 1)
    }

    @Test func rowsOfTheCoverTable() {
        func land(_ type: EcosystemType, _ subtype: String?) -> LandCoverClass {
            LandCoverClass(1, type, subtype, LocalizedText(en: "x", zh: "x"))
        }
        #expect(CoverTable.row(of: land(.cropland, "cropland"), stands: [:]) == "dry_cropland")
        #expect(CoverTable.row(of: land(.cropland, "paddy"), stands: [:]) == "paddy")
        #expect(
            CoverTable.row(of: land(.forest, "orchard"), stands: ["orchard": "tree_orchard"])
                == "tree_orchard")
        #expect(CoverTable.row(of: land(.other, nil), stands: [:]) == nil)
    }

    // MARK: Units

    @Test func erodibilityInUnitedStatesUnits() throws {
        // 0.30543 of the Huanghua texture is 0.04023 in SI units.
        let factor = try #require(Unit.named("K_US").convert(0.30543, to: LayerRole.soilErodibility.unit))
        #expect(Self.isNear(factor, 0.30543 * 0.1317, 1e-12))
    }
}
