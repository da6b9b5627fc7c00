import EcoGDAL
import EcoScenarios
import EcoSimulation
import Testing

@testable import EcoRuns

/// Years of a simulation on the disk of a run: two counties, each short of 10 t of quota at 1,000 yuan/t.
@Suite struct YearFilesTests {
    private let temporary = TemporaryFolder()
    private let geodata = Geodata(rasters: GDALRasterOpener(), outlines: GDALOutlineReader())

    private func loaded(_ overrides: [String] = []) throws -> LoadedScenario {
        try TwoCountyMarket.write(
            [
                "measures.csv": TwoCountyMarket.measures(
                    (price: 1000, maximum: 80), (price: 1000, maximum: 80)),
                "scenario.yaml": """
                name: years
                title: {en: years, zh: 多年}
                year: 2023
                regions: {table: regions.csv}
                quota: {sources: sources.csv, measures: measures.csv}
                simulation:
                  first_year: 2024
                  last_year: 2026
                  quota_issue: {annual_cut: {so2: 0}}
                  funds: {budget: 10 CNY}

                """,
            ], to: temporary.path)
        return try ScenarioLoader.load(path: temporary.path, overrides: overrides)
    }

    private func texts(_ loaded: LoadedScenario, _ partial: PartialFolder?) throws -> [String] {
        var settings = RunSettings(jobs: 2)
        settings.partial = partial
        let result = try Runner(geodata: geodata).run(loaded, settings: settings)
        return RunFile.simulation(try #require(result.simulation)).map { $0.name + $0.text }
    }

    private func key(_ loaded: LoadedScenario) -> String {
        "simulation \(loaded.fingerprint(toolVersion: Tool.version))"
    }

    @Test func finishedYearsComeBackAndDamagedOnesEndThem() throws {
        let loaded = try loaded()
        let partial = PartialFolder(destination: "\(temporary.path)/run", geodata: geodata)
        let whole = try texts(loaded, nil)
        #expect(try texts(loaded, partial) == whole)
        let folder = partial.yearFolder
        #expect(YearFiles(folder, key: key(loaded)).finished.map(\.year) == [2024, 2025, 2026])
        // Another scenario finds none of them.
        let other = try self.loaded(["simulation.quota_issue.annual_cut.so2=0.01"])
        #expect(YearFiles(folder, key: key(other)).finished.isEmpty)
        // A byte of the second one changed: it and what stands behind it are computed again.
        var bytes = try #require(StoredRun.bytes(of: "\(folder)/1"))
        bytes[bytes.count / 2] ^= 1
        try WholeFile.write(bytes, to: "\(folder)/1")
        #expect(YearFiles(folder, key: key(loaded)).finished.map(\.year) == [2024])
        #expect(try texts(loaded, partial) == whole)
        #expect(YearFiles(folder, key: key(loaded)).finished.count == 3)
        partial.remove()
        #expect(!RunFolder.exists(folder))
    }
}
