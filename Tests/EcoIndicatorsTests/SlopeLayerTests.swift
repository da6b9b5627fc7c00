import EcoParameters
import Testing

@testable import EcoIndicators

/// A layer of slopes in place of the elevation, and what tells its unit wrong.
struct SlopeLayerTests {
    private static func fixture(_ slopes: [Double], unit: String?) -> AccountFixture {
        var fixture = AccountFixture().only("soil_retention")
        fixture.indicatorText["soil_retention"]? += "\nslope: layer"
        fixture.layerText["elevation"] = nil
        fixture.layerText["slope"] = "{file: slope\(unit.map { ", unit: \"\($0)\"" } ?? "")}"
        fixture.rasters["slope"] = [slopes]
        return fixture
    }

    private static func soil(_ fixture: AccountFixture) throws -> Double {
        try #require(try fixture.result().entry(AccountFixture.west, "soil_retention")?.quantity)
    }

    /// The elevation of the fixture rises 100 m per kilometre: a rise of 0.1, 10 %, 5.71 degrees.
    @Test(arguments: [("m/m", 0.1), ("%", 10), ("degree", 5.710593137499643)])
    func everyUnitIsThatOfTheElevation(unit: String, slope: Double) throws {
        let own = try Self.soil(Self.fixture(AccountFixture.constant(slope), unit: unit))
        #expect(isClose(own, try Self.soil(AccountFixture().only("soil_retention")), within: 1e-12))
    }

    @Test func practiceOfCroplandReadsItToo() throws {
        func soil(_ slope: Double) throws -> Double {
            var fixture = Self.fixture(AccountFixture.constant(slope), unit: "degree")
            fixture.indicatorText["soil_retention"] = fixture.indicatorText["soil_retention"]?
                .replacingOccurrences(of: "practice_table: weibei", with: "practice_table: cropland_slope")
            return try #require(
                try fixture.result().entry(AccountFixture.east, "soil_retention", .cropland)?.quantity)
        }
        // P 0.5 up to 10 degrees, 0.6 above; C of half cover: 0.6508 - 0.3436 lg 50 at NDVI 0.5 = 50 %.
        let (gentle, steep) = (try soil(9.999_999), try soil(10.000_001))
        let c = 0.6508 - 0.3436 * 1.6989700043360187
        #expect(isClose(steep / gentle, (1 - 0.6 * c) / (1 - 0.5 * c), within: 1e-5))
    }

    @Test func theUnitMustBeStated() throws {
        let none = try Self.fixture(AccountFixture.constant(5), unit: nil).findingsOrBinding()
        #expect(none.contains { $0.path.hasSuffix("layers.slope.unit") && $0.isError })
        let radians = try Self.fixture(AccountFixture.constant(0.1), unit: "rad").findingsOrBinding()
        #expect(radians.contains { $0.path.hasSuffix("layers.slope.unit") && $0.isError })
    }

    /// Percent declared as degrees: above 90 there is no angle of the ground.
    @Test func anglesAboveNinetyAreRefusedWithTheirPlace() throws {
        var slopes = AccountFixture.constant(12)
        slopes[5] = 135
        let findings = try Self.fixture(slopes, unit: "degree").findings()
        let finding = try #require(findings.first { $0.code == "raster_value_implausible" })
        #expect(finding.isError && finding.path.hasSuffix("layers.slope"))
        #expect(finding.message.contains("135 at column 2, row 1"))
        #expect(finding.message.contains("0 to 90 degree"))
        let negative = try Self.fixture(AccountFixture.constant(-1), unit: "%").findings()
        #expect(negative.map(\.code) == ["raster_value_implausible"])
    }

    @Test(arguments: [
        // Percent as degrees: most of the map steeper than 60; a rise over run as degrees or percent: flat.
        ("degree", 70.0, true), ("degree", 0.4, true), ("%", 0.4, true), ("m/m", 4, true),
        ("degree", 25, false), ("%", 45, false), ("m/m", 0.01, false), ("degree", 0, false),
    ])
    func slopesThatAreHardlyMeantAreTold(unit: String, slope: Double, isTold: Bool) throws {
        let result = try Self.fixture(AccountFixture.constant(slope), unit: unit).result()
        let told = result.warnings.filter { $0.code == "slope_unit_doubtful" }
        #expect(told.count == (isTold ? 1 : 0))
        #expect(told.allSatisfy { $0.path.hasSuffix("layers.slope.unit") && !$0.isError })
    }
}

extension AccountFixture {
    /// As `findings`, those of binding included.
    fileprivate func findingsOrBinding() throws -> [Diagnostic] {
        do {
            return try findings()
        } catch let failure as DiagnosticFailure {
            return failure.diagnostics
        }
    }
}
