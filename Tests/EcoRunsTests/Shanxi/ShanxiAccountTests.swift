import EcoAccounts
import EcoIndicators
import Testing

@testable import EcoRuns

/// What `Benchmarks/peers/shanxi_reference.py` computes apart from the engine: shares of cells by exactextract 0.3.0,
/// cell areas by the closed formula of the ellipsoidal zone, interpolation and water balance in numpy.
enum ShanxiRecomputation {
    /// km2 of the province.
    static let areas: [(EcosystemType, Double)] = [
        (.forest, 13_951.89383), (.grassland, 90_440.6121), (.cropland, 46_406.63401),
        (.shrubland, 119.6920948), (.urban, 5_861.022206), (.bare, 25.31130551),
    ]

    /// m3 retained in the province.
    static let water: [(EcosystemType, Double)] = [
        (.forest, 1_177_196_875.0), (.grassland, 8_611_808_949.0), (.shrubland, 10_573_067.9),
    ]

    /// m3 retained in three districts, among them the smallest of 12 km2, and three counties, one with cells where
    /// more evaporates than falls.
    static let waterOfCounties = [
        ("140105", 740_795.1991), ("140122", 123_069_550.2), ("140303", 164_769.3752),
        ("140882", 6_566_276.62), ("140981", 148_881_346.2), ("141125", 92_813_510.41),
    ]
}

/// The real rasters of Shanxi for all 117 counties, against a recomputation with other programs and against
/// published figures of the province.
@Suite(
    .enabled(
        if: ShanxiScenario.data != nil,
        "no shared data: set ECOCOMP_SHARED_DATA, or put shared/data beside the checkout"))
struct ShanxiAccountTests {
    private static let result = Result {
        let temporary = TemporaryFolder()
        guard let data = ShanxiScenario.data else { throw Absent() }
        let run = try ShanxiScenario(data: data, folder: temporary.path).run()
        guard let accounts = run.accounts else { throw Absent() }
        return accounts
    }

    private struct Absent: Error {}

    private func accounts() throws -> AccountResult { try Self.result.get() }

    private func province(_ indicator: String, _ ecosystem: EcosystemType?) throws -> Double {
        try accounts().entries
            .filter { $0.indicator == indicator && $0.ecosystem == ecosystem }
            .reduce(0) { $0 + ($1.quantity ?? 0) }
    }

    @Test(arguments: ShanxiRecomputation.areas)
    func areasOfTheProvinceAreThoseOfTheRecomputation(_ ecosystem: EcosystemType, _ area: Double) throws {
        #expect(abs(try province("area", ecosystem) / area - 1) < 1e-8)
    }

    /// The rule pack lets cells where more evaporates than falls lower the sum.
    @Test(arguments: ShanxiRecomputation.water)
    func waterRetentionIsThatOfTheRecomputation(_ ecosystem: EcosystemType, _ volume: Double) throws {
        #expect(abs(try province("water_retention", ecosystem) / volume - 1) < 2e-6)
    }

    @Test(arguments: ShanxiRecomputation.waterOfCounties)
    func waterRetentionOfCountiesIsThatOfTheRecomputation(_ code: String, _ volume: Double) throws {
        let own = try accounts().entries.filter {
            $0.indicator == "water_retention" && $0.region.description == code && $0.ecosystem != nil
        }
        #expect(abs(own.reduce(0) { $0 + ($1.quantity ?? 0) } / volume - 1) < 2e-6)
    }

    /// The province with such cells at zero: 616,476 m3 more, from three counties of the dry south.
    @Test func negativeCellsCountAsZeroWhereAsked() throws {
        let clamped = try accounts().components.filter {
            $0.indicator == "water_retention.clamped" && $0.ecosystem == nil
        }
        let total = clamped.reduce(0) { $0 + ($1.quantity ?? 0) }
        let volume = 1_177_813_351.0 + 8_611_808_949 + 10_573_067.9
        #expect(abs(total / volume - 1) < 2e-6)
    }

    @Test func everyCountyHasACompleteExtent() throws {
        let areas = try accounts().entries.filter { $0.indicator == "area" && $0.ecosystem == nil }
        #expect(areas.count == 117)
        #expect(areas.allSatisfy { $0.status != .incomplete && ($0.quantity ?? 0) > 0 })
    }

    /// The province's evaluation of 2016 counts 3.21 million ha of forest that hold 10.1 billion m3. Cells of 5 km
    /// keep less than half of that forest, and no forest holds more water than falls on it.
    @Test func theProvinceStaysWithinThePublishedFigures() throws {
        let forest = try province("area", .forest)
        #expect(forest < 32_100)
        #expect(forest > 0.4 * 32_100)
        let water = try province("water_retention", .forest)
        #expect(water < 10.1e9 * forest / 32_100)
        // mm: m3 over km2 is 1/1000 of a millimetre
        #expect((30...300).contains(water / forest / 1000))
    }
}
