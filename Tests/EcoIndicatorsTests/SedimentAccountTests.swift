import EcoAccounts
import EcoGrids
import EcoParameters
import Synchronization
import Testing

@testable import EcoIndicators

/// Sediment delivery, and slope length from the land above, as an account sees them.
struct SedimentAccountTests {
    private static let west = AccountFixture.west

    static let block = """
        variant: invest_3_20
        flow_directions: d8
        slope_length_form: invest_3_14
        factors: factors.csv
        stream_threshold: 2
        surfaces: all
        soil_density: 1.25 t/m3
        dredging_cost: {amount: 20 CNY/m3, price_year: 2019, status: published}
        """

    private static let own = """
        class,ecosystem,subtype,surface,name_zh,name_en
        4,forest,,,林地,forest
        10,grassland,,,草地,grassland
        0,wetland,,,水体,water
        """

    private static let factors = """
        class,cover_factor,practice_factor,status,source
        4,0.01,1,measured,
        10,0.1,0.5,measured,
        0,0,1,measured,
        """

    /// Nine cells of 1 km2 on a plane that falls to the west.
    private static func fixture(_ changes: [String: String] = [:]) -> AccountFixture {
        var fixture = AccountFixture()
        var lines = block.split(separator: "\n").map(String.init)
        for (key, value) in changes {
            lines.removeAll { $0.hasPrefix("\(key):") }
            if !value.isEmpty { lines.append("\(key): \(value)") }
        }
        fixture.indicatorText = ["sediment_delivery": lines.joined(separator: "\n")]
        fixture.layerText = [
            "land_cover": "{file: land, classes: classes.csv}", "elevation": "{file: elevation, unit: m}",
            "rainfall_erosivity": "{file: r, unit: MJ mm ha-1 h-1}",
            "soil_erodibility": "{file: k, unit: t ha h ha-1 MJ-1 mm-1}",
        ]
        fixture.tables["classes.csv"] = own
        fixture.tables["factors.csv"] = factors
        fixture.rasters["land"] = [[4, 10, 4, 4, 10, 0, 4, 10, 4]]
        fixture.rasters["r"] = [AccountFixture.constant(2000)]
        return fixture
    }

    @Test func quantitiesFollowByHand() throws {
        let result = try Self.fixture().result()
        // Flow runs west along each row: cells above 1, 2 and 3, streams where there are more than 2. The slope of
        // a plane of 10 % is 10 % everywhere, so S = 16.8 sin t - 0.5 and m = b/(1 + b).
        let sine = 0.1 / 1.01.squareRoot()
        let beta = (sine / 0.0896) / (3 * power(sine, 0.8) + 0.56)
        let m = beta / (1 + beta)
        func slopeLength(_ cells: Double) -> Double {
            let a = ((cells - 1) * 1e6).squareRoot()
            let divisor = power(1000, m + 2) * power((1 + 0.1) / 1.01.squareRoot() * 22.13, m)
            return min(122, (power(a + 1e6, m + 1) - (a > 0 ? power(a, m + 1) : 0)) / divisor)
        }
        let bare = 2000 * 0.02552 * slopeLength(2) * (16.8 * sine - 0.5) * 100
        // Of the western county's 4.5 cells, 3 are streams and the middle ones count half.
        let row = try #require(result.entry(Self.west, "sediment_delivery.bare_erosion"))
        // Erosion of bare ground is kept in single precision.
        #expect(isClose(row.quantity, bare * 1.5, within: 6e-8))
        let erosion = try #require(result.entry(Self.west, "sediment_delivery.erosion"))
        #expect(isClose(erosion.quantity, bare * 1.5 * 0.1 * 0.5, within: 6e-8))
        let note = try #require(result.entry(Self.west, "sediment_delivery")).note.en
        #expect(note.contains("streams 3 km²"))
    }

    /// A mark of missing cells in a layer that only routing reads shows as soon as it is read, before flow is routed, with
    /// all such layers.
    @Test func whatIsNoElevationIsToldBeforeRouting() throws {
        var fixture = Self.fixture()
        fixture.rasters["elevation"]?[0][4] = -9999
        fixture.rasters["k"]?[0][2] = 7
        let observer = RoutingObserver()
        var settings = PassSettings()
        settings.observer = observer
        do {
            _ = try GEPAccounting.measure(
                parameters: fixture.parameters(), regions: fixture.regions, outlines: AccountFixture.outlines,
                opener: fixture.opener(), settings: settings)
            Issue.record("the account goes through")
        } catch let failure as DiagnosticFailure {
            #expect(
                failure.diagnostics.map(\.code) == ["raster_value_implausible", "raster_value_implausible"])
            #expect(failure.diagnostics.contains { $0.message.contains("-9999 at column 1, row 1") })
        }
        #expect(observer.steps == ["depressions", "filling"])
        _ = try GEPAccounting.measure(
            parameters: Self.fixture().parameters(), regions: fixture.regions,
            outlines: AccountFixture.outlines, opener: Self.fixture().opener(), settings: settings)
        #expect(observer.steps.isSuperset(of: ["directions", "accumulation", "sediment"]))
    }

    private func power(_ base: Double, _ exponent: Double) -> Double {
        VectorMath.pow(SIMD8(repeating: base), SIMD8(repeating: exponent))[0]
    }

    @Test func siltIsPricedWithoutAShareOnTop() throws {
        let result = try Self.fixture().result()
        let kept = try #require(result.entry(Self.west, "sediment_delivery")?.quantity)
        #expect(kept > 0)
        let silt = result.entry(Self.west, "sediment_delivery.silt")
        #expect(isClose(silt?.quantity, kept / 1.25))
        #expect(isClose(silt?.valueYuan, kept / 1.25 * 20))
    }

    @Test func countiesAddUpToTheirUnion() throws {
        var both = Self.fixture()
        both.regionCodes = [AccountFixture.union]
        let (parts, whole) = (try Self.fixture().result(), try both.result())
        for part in ["avoided_export", "export", "deposition", "avoided_erosion"] {
            let id = "sediment_delivery.\(part)"
            let sum = [Self.west, AccountFixture.east].reduce(0) {
                $0 + (parts.entry($1, id)?.quantity ?? .nan)
            }
            #expect(isClose(whole.entry(AccountFixture.union, id)?.quantity, sum), "\(part)")
        }
    }

    @Test func waterMayBeLeftOutOfTheFigures() throws {
        let (all, land) = (try Self.fixture().result(), try Self.fixture(["surfaces": "land"]).result())
        let (a, b) = (
            all.entry(AccountFixture.east, "sediment_delivery", .wetland),
            land.entry(AccountFixture.east, "sediment_delivery", .wetland)
        )
        #expect(a?.quantity ?? 0 > 0)
        #expect(b?.status == .notApplicable)
    }

    @Test func everyClassNeedsItsFactors() throws {
        var fixture = Self.fixture()
        fixture.tables["factors.csv"] = Self.factors.replacingOccurrences("10,0.1,0.5", "10,0.1,")
        let finding = try #require(fixture.findings().first)
        #expect(finding.code == "missing_factor")
        #expect(finding.message.contains("10 grassland"))
    }

    @Test func aPriceNeedsADensity() throws {
        #expect(try Self.fixture(["soil_density": ""]).findings().map(\.code) == ["missing_value"])
    }

    // MARK: Slope length from the land above

    @Test func soilRetentionTakesSlopeLengthFromTheLandAbove() throws {
        var fixture = AccountFixture().only("soil_retention")
        fixture.indicatorText["soil_retention"] = fixture.indicatorText["soil_retention"]?
            .replacingOccurrences("length_slope: fixed_length", "length_slope: upslope_area")
        #expect(try fixture.findings().map(\.code) == ["missing_value", "missing_value"])
        fixture.indicatorText["soil_retention"]? += "\nflow_directions: d8\nslope_length_form: invest_3_14"
        let block = fixture.indicatorText["soil_retention"] ?? ""
        let soil = try [1, 2].map { longest in
            fixture.indicatorText["soil_retention"] = block + "\nlongest_slope: \(longest)"
            return try #require(fixture.result().entry(Self.west, "soil_retention")?.quantity)
        }
        // L of cells of a kilometre is above 2 everywhere: it is cut at its greatest value.
        #expect(isClose(soil[1], 2 * soil[0], within: 1e-9))
    }
}

extension String {
    fileprivate func replacingOccurrences(_ part: String, _ other: String) -> String {
        guard let range = firstRange(of: part) else { return self }
        return replacingCharacters(range, other)
    }

    private func replacingCharacters(_ range: Range<String.Index>, _ other: String) -> String {
        var copy = self
        copy.replaceSubrange(range, with: other)
        return copy
    }

    private func firstRange(of part: String) -> Range<String.Index>? {
        indices.first { self[$0...].hasPrefix(part) }.map { $0..<index($0, offsetBy: part.count) }
    }
}

/// Notes the steps of which a terrain model has told.
private final class RoutingObserver: PassObserver {
    private let told = Mutex<Set<String>>([])
    var steps: Set<String> { told.withLock { $0 } }

    func derives(_ stage: String, done: Int, of all: Int) { told.withLock { _ = $0.insert(stage) } }
}
