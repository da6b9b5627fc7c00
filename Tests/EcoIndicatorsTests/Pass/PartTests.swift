import EcoGrids
import EcoParameters
import Testing

@testable import EcoIndicators

/// Shares of a pass add up to the bits of the whole, each exactly once.
struct PartTests {
    private func settings(_ parts: [MeasuredPart]? = nil, identities: [String: String] = [:]) -> PassSettings
    {
        var settings = PassFixture.settings(jobs: 2, cells: 200)
        settings.identity = { identities[$0] ?? "content of \($0)" }
        settings.partEngine = "1"
        settings.parts = parts
        return settings
    }

    private func part(
        _ number: Int, of count: Int, _ fixture: PassFixture = PassFixture(), known: MeasuredPart? = nil,
        opener: WatchedOpener? = nil, identities: [String: String] = [:]
    ) throws -> MeasuredPart {
        let share = try #require(TaskShare(number, of: count))
        return try GEPAccounting.part(
            share, known: known, parameters: fixture.account.parameters(), regions: fixture.account.regions,
            outlines: fixture.outlines, opener: try opener ?? fixture.opener(),
            settings: settings(identities: identities))
    }

    private func codes(_ parts: [MeasuredPart], identities: [String: String] = [:]) throws -> [String] {
        try PassFixture().findings(settings(parts, identities: identities)).map(\.code)
    }

    /// A fixture of 61 x 47 cells in blocks of 16 has 12 windows; shares may be more.
    @Test(arguments: [1, 2, 5, 12, 40]) func allSharesGiveTheWhole(count: Int) throws {
        let fixture = PassFixture()
        let parts = try (1...count).map { try part($0, of: count) }
        let opener = try fixture.opener()
        let tables = try fixture.measure(settings(parts.reversed()), opener: opener)
        let whole = try fixture.measure()
        #expect(tables.indicators == whole.indicators && tables.extent == whole.extent)
        #expect(tables.rasters.map(\.validCellShare) == whole.rasters.map(\.validCellShare))
        #expect(tables.warnings == whole.warnings && tables.insideShare == whole.insideShare)
        #expect(opener.counts.isEmpty)
    }

    /// Every task in one share, shares of nearly one size: for any number of both.
    @Test func sharesPartition() throws {
        for total in [0, 1, 7, 64, 1000] {
            for count in [1, 2, 3, 7, 64, 1001] {
                let shares = try (1...count).map { try #require(TaskShare($0, of: count)).tasks(of: total) }
                #expect(shares.flatMap { Array($0) } == Array(0..<total))
                let sizes = shares.map(\.count)
                #expect((sizes.max() ?? 0) - (sizes.min() ?? 0) <= 1)
            }
        }
        for text in ["0/3", "4/3", "3", "1/0", "-1/2", "1/2/3", "1/100001", "a/b", ""] {
            #expect(TaskShare(text) == nil, "\(text)")
        }
    }

    /// A share reads its own windows alone.
    @Test func aShareReadsNoMoreThanItsWindows() throws {
        let fixture = PassFixture()
        let whole = try fixture.opener()
        _ = try part(1, of: 1, opener: whole)
        let third = try fixture.opener()
        _ = try part(2, of: 3, opener: third)
        let (all, own) = (try #require(whole.counts["npp"]), try #require(third.counts["npp"]))
        #expect(3 * own <= all + 3 && own > 0)
    }

    @Test func aPartThatIsThereIsNotMadeAgain() throws {
        let first = try part(2, of: 3)
        let opener = try PassFixture().opener()
        #expect(try part(2, of: 3, known: first, opener: opener) == first)
        #expect(opener.counts.isEmpty)
        // Of another share or other content it is.
        #expect(try part(1, of: 3, known: first).share.number == 1)
        #expect(try part(2, of: 3, known: first, identities: ["npp": "new"]).key != first.key)
    }

    @Test func missingDoubledDamagedAndForeignPartsAreTold() throws {
        let parts = try (1...4).map { try part($0, of: 4) }
        #expect(try codes(Array(parts.dropLast())) == ["part_missing"])
        #expect(try codes(parts + [parts[1]]) == ["part_doubled"])
        #expect(try codes(parts + [try part(1, of: 2)]) == ["part_doubled"])
        var bytes = parts[2].bytes
        bytes[bytes.count - 1] ^= 1
        let damaged = MeasuredPart(parts[2].share, key: parts[2].key, bytes: bytes, name: "third")
        #expect(try codes([parts[0], parts[1], damaged, parts[3]]) == ["part_damaged"])
        let findings = try PassFixture().findings(settings(parts, identities: ["npp": "new", "k": "new"]))
        #expect(findings.count == 4 && findings.allSatisfy { $0.code == "part_of_another_run" })
        let layers = ["soil_erodibility", "net_primary_production"]
        #expect(layers.contains { findings[0].message.contains("the layer `\($0)`") })
        var other = settings(parts)
        other.partEngine = "2"
        #expect(try PassFixture().findings(other)[0].message.contains("build of the program"))
    }

    /// What no other window can make right is told by the share that meets it.
    @Test func cellsThatAreNoDataAreToldAtOnce() throws {
        var fixture = PassFixture()
        fixture.rasters["k"]?[0][PassFixture.width * 3 + 20] = -40
        #expect(throws: DiagnosticFailure.self) { try part(1, of: 2, fixture) }
        _ = try part(2, of: 2, fixture)
    }
}
