import EcoAccounts
import EcoIndicators
import EcoScenarios
import Testing

@testable import EcoRuns

/// `Scenarios/shanxi_account`, whose grid holds sums by county and class in place of the cells: its account is that of the
/// cells, as they were recomputed with other programs.
@Suite struct ShanxiAccountScenarioTests {
    private static let entries = Result {
        let loaded = try ScenarioLoader.load(path: "\(CheckoutScenarios.folder)/shanxi_account")
        let run = try Runner(geodata: CheckoutScenarios.geodata).run(loaded, only: [.accounts])
        return try #require(run.accounts).entries
    }

    private func sum(_ indicator: String, where isWanted: (AccountEntry) -> Bool) throws -> Double {
        try Self.entries.get().filter { $0.indicator == indicator && $0.ecosystem != nil && isWanted($0) }
            .reduce(0) { $0 + ($1.quantity ?? 0) }
    }

    /// Areas are written to the square metre.
    @Test(arguments: ShanxiRecomputation.areas)
    func areasAreThoseOfTheCells(_ ecosystem: EcosystemType, _ area: Double) throws {
        let own = try sum("area") { $0.ecosystem == ecosystem }
        #expect(abs(own / area - 1) < 1e-7)
    }

    /// Rain was interpolated as 32-bit numbers, means are written to 0.0001 mm.
    @Test(arguments: ShanxiRecomputation.water)
    func waterIsThatOfTheCells(_ ecosystem: EcosystemType, _ volume: Double) throws {
        let own = try sum("water_retention") { $0.ecosystem == ecosystem }
        #expect(abs(own / volume - 1) < 2e-6)
    }

    @Test(arguments: ShanxiRecomputation.waterOfCounties)
    func waterOfCountiesIsThatOfTheCells(_ code: String, _ volume: Double) throws {
        let own = try sum("water_retention") { $0.region.description == code }
        #expect(abs(own / volume - 1) < 2e-5)
    }

    /// Nothing of the grid is missing: every county has all its services.
    @Test func everyCountyIsComplete() throws {
        let entries = try Self.entries.get()
        #expect(Set(entries.map(\.region)).count == 117)
        #expect(!entries.contains { $0.status == .incomplete })
    }
}
