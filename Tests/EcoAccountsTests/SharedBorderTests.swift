import EcoParameters
import EcoUnits
import Testing

@testable import EcoAccounts

@Suite struct SharedBorderTests {
    private let regions = RegionTable(
        ["140106", "140107", "140108"].compactMap { RegionCode($0) }.map {
            Region(code: $0, name: LocalizedText(en: "", zh: ""), city: LocalizedText(en: "", zh: ""))
        })

    private func read(_ rows: String) throws -> (borders: [SharedBorder], codes: [String]) {
        let text = "region,neighbour,shared_km\n" + rows
        let table = try TableReader.read(Array(text.utf8), file: "n.csv", as: SharedBorder.declaration)
        var diagnostics: [Diagnostic] = []
        let borders = SharedBorder.borders(table, regions: regions, &diagnostics)
        return (borders, diagnostics.map { "\($0.location?.line ?? 0) \($0.code)" })
    }

    @Test func pairsAreReadWithTheirLength() throws {
        let result = try read("140106,140107,27.75\n140107,140108,22.09\n")
        #expect(result.codes.isEmpty)
        #expect(result.borders.map(\.kilometres) == [27.75, 22.09])
        #expect(result.borders.map(\.second.description) == ["140107", "140108"])
    }

    @Test func strangersSelfAndMirroredPairsAreFound() throws {
        let result = try read("140106,140107,1\n140107,140106,1\n140108,140108,1\n140106,149999,1\n")
        #expect(result.codes == ["3 duplicate_row", "4 duplicate_row", "5 unknown_region"])
    }
}
