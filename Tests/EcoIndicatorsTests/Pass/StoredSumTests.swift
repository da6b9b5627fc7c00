import EcoGrids
import EcoParameters
import Testing

@testable import EcoIndicators

/// Sums of earlier runs: what calls for another look at the rasters, and what does not.
struct StoredSumTests {
    private func settings(_ store: MemoryStore, _ identities: [String: String] = [:]) -> PassSettings {
        var settings = PassFixture.settings(jobs: 2)
        settings.sums = store
        settings.engine = "1"
        settings.identity = { identities[$0] ?? "content of \($0)" }
        return settings
    }

    private func changed(_ old: String, _ new: String) -> PassFixture {
        var fixture = PassFixture()
        fixture.account.indicatorText = fixture.account.indicatorText.mapValues {
            $0.replacingOccurrences(of: old, with: new)
        }
        return fixture
    }

    /// The files that a second run reads after a first one with the plain fixture.
    private func filesRead(_ fixture: PassFixture, _ identities: [String: String] = [:]) throws -> Set<String>
    {
        let store = MemoryStore()
        _ = try PassFixture().measure(settings(store))
        let opener = try fixture.opener()
        let tables = try fixture.measure(settings(store, identities), opener: opener)
        #expect(try tables.indicators == fixture.measure().indicators)
        #expect(try tables.extent == fixture.measure().extent)
        #expect(
            try tables.rasters.map(\.validCellShare) == fixture.measure().rasters.map(\.validCellShare))
        return Set(opener.counts.keys)
    }

    @Test func theSameAgainReadsNothing() throws {
        #expect(try filesRead(PassFixture()).isEmpty)
    }

    @Test(arguments: [
        ("7.06 CNY", "9 CNY"), ("15.58 CNY", "12 CNY"), ("380 CNY", "50 CNY"), ("0.93 t/m3", "1.1 t/m3"),
        ("ratio_table: practitioner", "ratio_table: practitioner\nratios: {forest: 0.3}"),
        ("nitrogen_content: 0.37 %", "nitrogen_content: 0.2 %"),
        ("practice: {grassland: 1}", "practice: {grassland: 0.7}"),
    ])
    func pricesAndCoefficientsByClassReadNothing(change: (String, String)) throws {
        let fixture = changed(change.0, change.1)
        guard fixture.account.text != PassFixture().account.text else {
            Issue.record("the fixture has no '\(change.0)'")
            return
        }
        #expect(try filesRead(fixture).isEmpty, "\(change)")
    }

    @Test func aParameterOfOneKernelReadsOnlyWhatItNeeds() throws {
        let files = try filesRead(changed("slope_length: 100 m", "slope_length: 90 m"))
        #expect(files == ["land", "rain", "elevation", "k", "ndvi"])
    }

    @Test func anotherContentOrReadingOfAFileIsReadAgain() throws {
        #expect(try filesRead(PassFixture(), ["npp": "new"]) == ["land", "npp"])
        let all: Set = ["land", "rain", "elevation", "k", "ndvi", "et", "npp"]
        #expect(try filesRead(PassFixture(), ["land": "new"]) == all)
        var nodata = PassFixture()
        nodata.account.layerText["net_primary_production"] = "{file: npp, unit: g/m2, nodata: -5}"
        #expect(try filesRead(nodata) == ["land", "npp"])
        var unit = PassFixture()
        unit.account.layerText["net_primary_production"] = "{file: npp, unit: t/ha}"
        unit.rasters["npp"] = unit.rasters["npp"]?.map { $0.map { $0 / 200 } }
        #expect(try filesRead(unit, ["npp": "halved"]) == ["land", "npp"])
    }

    @Test func otherOutlinesOrAnotherProgramReadEverything() throws {
        let store = MemoryStore()
        let fixture = PassFixture()
        _ = try fixture.measure(settings(store))
        var other = settings(store)
        other.engine = "2"
        let opener = try fixture.opener()
        _ = try fixture.measure(other, opener: opener)
        #expect(opener.counts.count == fixture.rasters.count)
        let second = try fixture.opener()
        let moved = fixture.outlines.map { outline in
            var outline = outline
            outline.polygons[0].outer[0].x += 1
            return outline
        }
        _ = try GEPAccounting.measure(
            parameters: fixture.account.parameters(), regions: fixture.account.regions, outlines: moved,
            opener: second, settings: settings(store))
        #expect(second.counts.count == fixture.rasters.count)
    }

    @Test func filesWithoutIdentityAreNeverKept() throws {
        let store = MemoryStore()
        var settings = settings(store)
        settings.identity = { _ in nil }
        _ = try PassFixture().measure(settings)
        #expect(store.isEmpty)
    }

    @Test func damagedSumsAreMeasuredAnew() throws {
        for share in [0.0, 0.2, 0.5, 0.9] {
            let store = MemoryStore()
            let fixture = PassFixture()
            _ = try fixture.measure(settings(store))
            let bytes = store
            bytes.damage(at: share)
            // Bytes whose damage shows in their form are refused; that of numbers is for the store's digest to see.
            _ = try? fixture.measure(settings(store))
        }
        #expect(MeasuredExtent([]) == nil)
        #expect(MeasuredSums([1, 2, 3], measures: []) == nil)
    }

    /// Every kernel shows what it stores; else its sums could not be kept.
    @Test func kernelsOfTheFixtureShowWhatTheyStore() throws {
        let fixture = AccountFixture()
        let set = try IndicatorSet(fixture.parameters(), fixture.regions)
        #expect(set.measurements.count >= 3)
        for (id, measurement) in set.measurements {
            let text = try #require(StoredValues.text(of: measurement.kernel), "\(id)")
            #expect(!text.contains("Price("), "\(id) stores prices: \(text)")
            #expect(!text.contains("SourceLocation("), "\(id) stores places")
        }
    }

    private struct Sample {
        var number = 0.1
        var list = [1, 2]
        var table = ["b": 1.5, "a": 2.5]
        var choice: Choice = .second(3)
        var nothing: Int?
    }

    private enum Choice {
        case first
        case second(Int)
    }

    private struct Opaque {
        let closure: @Sendable () -> Void = {}
    }

    private final class Reference {}

    @Test func storedValuesAreToldApart() {
        let plain = StoredValues.text(of: Sample())
        #expect(plain != nil)
        #expect(plain == StoredValues.text(of: Sample(table: ["a": 2.5, "b": 1.5])))
        let others = [
            Sample(number: 0.1.nextUp), Sample(list: [2, 1]), Sample(table: ["b": 1.5]),
            Sample(choice: .first), Sample(choice: .second(4)), Sample(nothing: 0),
        ]
        for other in others { #expect(StoredValues.text(of: other) != plain) }
        #expect(StoredValues.text(of: Opaque()) == nil)
        #expect(StoredValues.text(of: Reference()) == nil)
    }
}
