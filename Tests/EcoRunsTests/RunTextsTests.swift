import EcoScenarios
import EcoUnits
import Glibc
import Testing

@testable import EcoRuns

/// The texts that a run keeps: named in both languages, and the same wherever the scenario lies.
@Suite struct RunTextsTests {
    let temporary = TemporaryFolder()

    private func run(_ path: String, _ name: String) throws -> (result: RunResult, stored: StoredRun) {
        let result = try Taixin.runner.run(ScenarioLoader.load(path: path))
        try RunStore.write(result, to: "\(temporary.path)/\(name)")
        return (result, try StoredRun(folder: "\(temporary.path)/\(name)"))
    }

    @Test func bytesDoNotDependOnThePlaceOfTheScenario() throws {
        let link = "\(temporary.path)/elsewhere"
        #expect(symlink(Taixin.folder, link) == 0)
        let here = try run(Taixin.folder, "here").stored
        let there = try run("\(temporary.path)/./elsewhere/", "there").stored
        let names = RunFolder.names(in: here.folder).filter { $0 != "manifest.json" }
        #expect(names.contains("diagnostics.json"))
        let differing = names.filter { here.bytes($0) != there.bytes($0) }
        #expect(differing.isEmpty)
        let findings = try #require(try there.document("diagnostics.json")?["diagnostics"]?.elements)
        let files = Set(findings.compactMap { $0["file"]?.stringValue })
        #expect(!files.isEmpty && files.allSatisfy { !$0.contains("/") })
    }

    @Test func keptTextsStandInBothLanguages() throws {
        let (result, stored) = try run(Taixin.folder, "texts")
        #expect(!result.warnings.isEmpty)
        for warning in result.warnings {
            #expect(!warning.messageZh.isEmpty, "\(warning.code)")
            #expect(warning.hint.isEmpty == warning.hintZh.isEmpty, "\(warning.code)")
        }
        for name in ["accounts.csv", "prices.csv"] {
            for row in try #require(try stored.table(name)).rows {
                #expect(row["note"].isEmpty == row["note_zh"].isEmpty, "\(name) \(row["note"])")
                #expect(row["note"].count < 400 && !row["note"].contains("000000"))
            }
        }
    }

    /// Every id that a table of the run shows to readers has a name in `labels.csv`.
    @Test func everyIdHasAName() throws {
        let stored = try run(Taixin.folder, "labels").stored
        let labels = try #require(try stored.table("labels.csv"))
        let known = Set(labels.rows.map { "\($0["kind"])/\($0["id"])" })
        func ids(_ file: String, _ column: String) throws -> Set<String> {
            Set(try #require(try stored.table(file)).rows.map { $0[column] }.filter { !$0.isEmpty })
        }
        var needed: [(kind: String, ids: Set<String>)] = []
        needed.append(("basis", try ids("transfers.csv", "basis")))
        needed.append(("scheme", try ids("transfers.csv", "scheme")))
        let parties = try ids("transfers.csv", "payer").union(ids("transfers.csv", "payee"))
        needed.append(("fund", parties.subtracting(try ids("regions.csv", "region"))))
        needed.append(("pollutant", try ids("air.csv", "pollutant").union(ids("quota.csv", "pollutant"))))
        needed.append(("sector", try ids("quota.csv", "sector")))
        needed.append(("pool", try ids("prices.csv", "pool")))
        needed.append(("topic", try ids("assumptions.csv", "topic")))
        let indicators = try ids("accounts.csv", "indicator")
        let parts = indicators.filter { $0.contains(".") && !$0.hasPrefix("agricultural_products.") }
        needed.append(("component", parts))
        for (kind, ids) in needed {
            #expect(!ids.isEmpty, "\(kind)")
            for id in ids { #expect(known.contains("\(kind)/\(id)"), "\(kind) \(id)") }
        }
    }
}
