import Testing

@testable import EcoIndicators

/// Factors against golden numbers computed apart from this package, to the digits they are given with.
struct FactorTests {
    @Test(arguments: [
        // sand, silt, clay, organic carbon in percent; EPIC, SI, corrected for China
        [54.90, 38.10, 7.00, 0.472, 0.30543, 0.04023, 0.01893],
        [71.08, 22.54, 6.38, 0.678, 0.23174, 0.03052, 0.01392],
        [42.75, 36.29, 20.96, 0.790, 0.29214, 0.03847, 0.01802],
        [7.55, 27.52, 64.93, 0.702, 0.31082, 0.04094, 0.01929],
        [20, 60, 20, 0.5, 0.40257, 0.05302, 0.02552],
    ])
    func erodibility(row: [Double]) {
        let epic = ErosionFactors.epicErodibility(sand: row[0], silt: row[1], clay: row[2], carbon: row[3])
        #expect(abs(epic - row[4]) <= 5.1e-6)
        #expect(abs(epic * ErosionFactors.siOfUnitedStatesUnit - row[5]) <= 5.1e-6)
        #expect(abs(ErosionFactors.chinaCorrected(epic: epic) - row[6]) <= 5.1e-6)
    }

    @Test(arguments: [
        // degrees, S, m, L, LS at 100 m
        [2, 0.4069, 0.3389, 1.6673, 0.6784], [5.139, 0.9974, 0.5028, 2.1346, 2.129],
        [5.14, 1.0051, 0.5028, 2.1347, 2.1456], [10.199, 2.4747, 0.6028, 2.4822, 6.1428],
        [10.20, 2.9199, 0.6028, 2.4823, 7.2480], [15, 4.7107, 0.6483, 2.6587, 12.5242],
        [25, 8.2996, 0.6968, 2.8604, 23.7397], [28.8107937, 9.5988, 0.7080, 2.9091, 27.9243],
        // The last row is 55 percent; its LS was taken with L at 28.81 degrees, 0.0008 below.
    ])
    func slopeAndLength(row: [Double]) {
        let slope = ErosionFactors.slopeFactor(
            degrees: row[0], breaks: .percent9And18, steepest: ErosionFactors.degrees(slope: 0.55))
        let exponent = ErosionFactors.slopeLengthExponent(degrees: row[0], .continuous089)
        let length = ErosionFactors.slopeLengthFactor(metres: 100, exponent: exponent)
        #expect(abs(slope - row[1]) <= 5.1e-5)
        #expect(abs(exponent - row[2]) <= 5.1e-5)
        #expect(abs(length - row[3]) <= 5.1e-5)
        #expect(abs(length * slope - row[4]) <= (row[0] > 28 ? 2e-4 : 5.1e-5))
    }

    @Test func theOtherBreakJumpsAtTwentyFivePercent() {
        // 16.8 sin 14.0362 - 0.5 = 3.575 and 21.91 sin 14.0362 - 0.96 = 4.354
        let below = ErosionFactors.slopeFactor(
            degrees: 14.0361, breaks: .percent9And25, steepest: ErosionFactors.degrees(slope: 0.55))
        let at = ErosionFactors.slopeFactor(
            degrees: 14.0362, breaks: .percent9And25, steepest: ErosionFactors.degrees(slope: 0.55))
        #expect(abs(below - 3.575) <= 6e-4)
        #expect(abs(at - 4.354) <= 6e-4)
    }

    @Test(arguments: [
        [0, 1], [0.1, 1], [1, 0.6508], [5, 0.4106], [10, 0.3072], [30, 0.1433], [50, 0.0670],
        [70, 0.0168], [78.3, 0], [90, 0],
    ])
    func cover(row: [Double]) {
        #expect(abs(ErosionFactors.coverFactor(percent: row[0]) - row[1]) <= 5.1e-5)
    }

    @Test func coverTakesPercentNotFractions() {
        // The fraction 0.5 read as percent would give 0.754 instead of 0.067.
        #expect(ErosionFactors.coverFactor(percent: 50) < 0.1)
        #expect(ErosionFactors.coverFactor(percent: 0.5) > 0.7)
    }

    @Test func lengthExponentByClasses() {
        // Percent slopes 0.5, 2, 4 and 5.01 in degrees
        let degrees = [0.2865, 1.1458, 2.2906, 2.8681]
        let exponents = degrees.map { ErosionFactors.slopeLengthExponent(degrees: $0, .classes) }
        #expect(exponents == [0.2, 0.3, 0.4, 0.5])
    }

    @Test func degenerateInputHasNoFactor() {
        #expect(
            ErosionFactors.slopeFactor(
                degrees: 91, breaks: .percent9And18, steepest: ErosionFactors.degrees(slope: 0.55)
            ).isNaN)
        #expect(
            ErosionFactors.slopeFactor(
                degrees: .nan, breaks: .percent9And18, steepest: ErosionFactors.degrees(slope: 0.55)
            ).isNaN)
        #expect(ErosionFactors.slopeLengthExponent(degrees: .nan, .classes).isNaN)
        #expect(ErosionFactors.epicErodibility(sand: 100, silt: 0, clay: 0, carbon: 1).isNaN)
        #expect(ErosionFactors.chinaCorrected(epic: 0.01).isNaN)
        #expect(ErosionFactors.coverFactor(percent: .nan).isNaN)
        #expect(ErosionFactors.fournierIndex([Double](repeating: 0, count: 12)) == 0)
    }

    @Test func coverIsBetweenBareAndFull() {
        let values = [0.05, 0.1, 0.5, 0.9, 1].map { ErosionFactors.cover(ndvi: $0, bare: 0.1, full: 0.9) }
        #expect(values == [0, 0, 0.5, 1, 1])
    }

    @Test func boundsOfPublishedTables() {
        // The two runoff tables differ by a factor of two for the main forest of Shanxi.
        #expect(RunoffTable.gong2017.percent("deciduous_broadleaf_forest") == 2.70)
        #expect(RunoffTable.hj1173.percent("deciduous_broadleaf_forest") == 1.33)
        #expect(RunoffTable.gong2017.percent("cropland") == nil)
    }
}
