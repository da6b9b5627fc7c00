import EcoAccounts
import EcoParameters
import EcoUnits
import Testing

@testable import EcoQuota

@Suite("The quota block and its tables")
struct QuotaParametersTests {
    static func table(_ text: String, _ file: String, _ declaration: TableDeclaration) throws -> Table {
        try TableReader.read(Array(text.utf8), file: file, as: declaration)
    }

    /// Declarations name every parameter and column once.
    @Test func keysAreUnique() {
        let keys = QuotaParameters.declaration.parameters.map(\.key)
        #expect(Set(keys).count == keys.count)
        for table in [
            QuotaTables.Sources.declaration, QuotaTables.Measures.declaration,
            QuotaTables.Projects.declaration,
            QuotaTables.Zones.declaration, QuotaTables.Receptors.declaration,
            QuotaTables.SourceReceptor.declaration,
        ] {
            let columns = table.columns.map(\.key)
            #expect(Set(columns).count == columns.count)
            #expect(table.uniqueBy.allSatisfy(columns.contains))
        }
    }

    /// Every solver folder stands in the catalogue under its own id.
    @Test func solversAreCatalogued() {
        #expect(Set(ProgramSolverCatalogue.all.map { $0.id }).count == ProgramSolverCatalogue.all.count)
        #expect(
            ProgramSolverCatalogue.solver("interior_point") != nil
                && ProgramSolverCatalogue.solver("none") == nil)
    }

    @Test func emptyCellsTakeTheStatedMeaning() throws {
        let text = """
            region,pollutant,sector,baseline_t,quota_t,tradable_share,emission_cap_t,replacement_ratio,may_buy,status,note
            140122,so2,power,100,60,,,,,assumed,
            140123,so2,power,80,50,0.5,90,2,no,published,x

            """
        let table = try Self.table(text, "sources.csv", QuotaTables.Sources.declaration)
        var periods = PeriodColumn([])
        let sources = QuotaRecords.sources(table, &periods)
        #expect(periods.findings.isEmpty)
        #expect(
            sources[0]
                == EmissionSource(
                    region: "140122", pollutant: "so2", sector: "power", baseline: 100, quota: 60,
                    location: SourceLocation(file: "sources.csv", line: 2, column: 1)))
        #expect(
            sources[1]
                == EmissionSource(
                    region: "140123", pollutant: "so2", sector: "power", baseline: 80, quota: 50,
                    tradableShare: 0.5, emissionCap: 90, replacementRatio: 2, mayBuy: false,
                    location: SourceLocation(file: "sources.csv", line: 3, column: 1)))
    }

    @Test func ratioBelowOneIsRefusedInItsCell() {
        let text = """
            region,pollutant,sector,baseline_t,quota_t,replacement_ratio,status
            140122,so2,power,100,60,0.5,assumed

            """
        let error = #expect(throws: DiagnosticFailure.self) {
            try Self.table(text, "sources.csv", QuotaTables.Sources.declaration)
        }
        #expect(error?.diagnostics.first?.location?.line == 2)
        #expect(error?.diagnostics.first?.path.contains("replacement_ratio") == true)
    }
}
