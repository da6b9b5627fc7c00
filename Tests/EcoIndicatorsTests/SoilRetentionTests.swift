import EcoAccounts
import EcoParameters
import Testing

@testable import EcoIndicators

/// Soil retention as an account sees it: choices, parts, refusals.
struct SoilRetentionTests {
    private static let west = AccountFixture.west

    private static func fixture(_ changes: [String: String?]) -> AccountFixture {
        var fixture = AccountFixture().only("soil_retention")
        var lines = (fixture.indicatorText["soil_retention"] ?? "").split(separator: "\n").map(String.init)
        for (key, value) in changes.sorted(by: { $0.key < $1.key }) {
            lines.removeAll { $0.hasPrefix("\(key):") }
            if let value { lines.append("\(key): \(value)") }
        }
        fixture.indicatorText["soil_retention"] = lines.joined(separator: "\n")
        return fixture
    }

    private static func codes(_ changes: [String: String?]) throws -> [String] {
        try fixture(changes).findings().filter { $0.severity == .error }.map(\.code)
    }

    private static let price = "{amount: 2549 CNY/t, price_year: 2019, status: published}"

    @Test func nutrientsAsPollutionAndAsFertiliserAreRefused() throws {
        #expect(try Self.codes(["nitrogen_fertiliser_price": Self.price]) == ["double_counting"])
    }

    @Test func nutrientsByFertiliserRoute() throws {
        let result = try Self.fixture([
            "nitrogen_price": nil, "phosphorus_price": nil, "nitrogen_fertiliser_price": Self.price,
            "phosphorus_fertiliser_price": Self.price, "potassium_fertiliser_price": Self.price,
            "potassium_content": "1.40 %",
        ]).result()
        let soil = try #require(result.entry(Self.west, "soil_retention")?.quantity)
        let potassium = result.entry(Self.west, "soil_retention.potassium")
        #expect(isClose(potassium?.quantity, soil * 0.014))
        #expect(isClose(potassium?.valueYuan, soil * 0.014 * 2549))
        let value = soil * (0.24 / 0.93 * 15.58 + (0.0037 + 0.00108 + 0.014) * 2549)
        #expect(isClose(result.entry(Self.west, "soil_retention")?.valueYuan, value))
    }

    @Test func aPriceWithoutAContentIsAFinding() throws {
        let changes = [
            "nitrogen_price": nil, "phosphorus_price": nil, "organic_matter_price": Optional(Self.price),
        ]
        #expect(try Self.codes(changes) == ["missing_value"])
    }

    @Test func siltMayBeLeftOut() throws {
        let result = try Self.fixture([
            "silt": "none", "soil_density": nil, "dredging_cost": nil,
        ]).result()
        let row = try #require(result.entry(Self.west, "soil_retention"))
        #expect(result.entry(Self.west, "soil_retention.silt") == nil)
        #expect(
            isClose(row.valueYuan, try #require(row.quantity) * (0.0037 * 875 + 0.00108 * 2800)))
        #expect(try Self.codes(["dredging_cost": nil]) == ["missing_value"])
    }

    @Test func everyMissingPartOfAFixedLengthIsNamed() throws {
        let changes: [String: String?] = [
            "slope_length": nil, "slope_length_exponent": nil, "slope_breaks": nil,
        ]
        let paths = try Self.fixture(changes).findings().map(\.path)
        for key in changes.keys {
            #expect(paths.contains("indicators.soil_retention.\(key)"), "\(key)")
        }
    }

    @Test func lengthAndSlopeFromALayer() throws {
        var fixture = Self.fixture(["length_slope": "layer"])
        fixture.layerText["elevation"] = nil
        fixture.layerText["length_slope_factor"] = "{file: ls}"
        fixture.rasters["ls"] = [AccountFixture.constant(4)]
        var double = fixture
        double.rasters["ls"] = [AccountFixture.constant(8)]
        let (one, two) = (try fixture.result(), try double.result())
        let (a, b) = (one.entry(Self.west, "soil_retention"), two.entry(Self.west, "soil_retention"))
        #expect(isClose(b?.quantity, 2 * (try #require(a?.quantity)), within: 1e-9))
    }

    @Test func coverAndPracticeByClass() throws {
        var fixture = Self.fixture([
            "cover_factor": "class_table", "practice_table": "class_table", "factors": "factors.csv",
            "practice": nil,
        ])
        fixture.layerText["ndvi"] = nil
        fixture.tables["factors.csv"] = """
            class,cover_factor,practice_factor,status,source
            4,0.01,1,measured,
            5,0.02,1,measured,
            1,0.03,1,measured,
            10,0.1,0.5,measured,
            12,0.2,0.4,measured,
            """
        let result = try fixture.result()
        // By type: forest of three classes in the west, one cell each; cropland in the east.
        let (forest, crops) = (
            try #require(result.entry(Self.west, "soil_retention", .forest)?.quantity),
            try #require(result.entry(AccountFixture.east, "soil_retention", .cropland)?.quantity)
        )
        // One cell keeps bare x (1 - C P); slopes and rain are the same in all.
        #expect(isClose(forest / crops, (0.99 + 0.98 + 0.97) / (2 * (1 - 0.2 * 0.4)), within: 1e-6))
    }

    @Test func aClassWithoutAFactorIsNotCounted() throws {
        var fixture = Self.fixture(["cover_factor": "class_table", "factors": "factors.csv"])
        fixture.tables["factors.csv"] = """
            class,cover_factor,practice_factor,status,source
            4,0.01,1,assumed,
            """
        let result = try fixture.result()
        #expect(result.entry(AccountFixture.east, "soil_retention", .cropland)?.status == .notCounted)
        #expect(result.entry(Self.west, "soil_retention", .forest)?.status == .provisional)
    }

    @Test func theReferenceStateIsNamed() throws {
        let register = try Self.fixture([:]).result().register
        #expect(register.contains { $0.path.hasSuffix("soil_retention.reference_state") })
    }

    @Test func coverClassesByKindOfPlants() throws {
        // NDVI 0.5 between 0.1 and 0.9 is half covered: forest 0.02, grass 0.09.
        let table = try Self.fixture(["cover_factor": "hj_1173"]).result()
        let forest = try #require(table.entry(Self.west, "soil_retention", .forest)?.quantity)
        let grass = try #require(table.entry(Self.west, "soil_retention", .grassland)?.quantity)
        // Three cells of forest, two half cells of grassland.
        #expect(isClose(forest / grass, 3 * 0.98 / 0.91, within: 1e-6))
        #expect(table.register.contains { $0.path.hasSuffix("cover_factor.forest") && $0.isProvisional })
    }
}
