import Foundation
import Testing

/// One way to break the reference scenario, and what must be said of it.
struct Breakage: Sendable, CustomTestStringConvertible {
    let name: String
    let edits: [ScenarioCopy.Edit]
    /// File and marked place (`|`) of the finding; `nil` where it has none.
    var place: (file: String, mark: String)?
    /// Path and words of the cause, and of the remedy, in the line itself and in its hint.
    let cause: [String]
    let remedy: String
    var code: Int32 = 2
    /// False where only reading the rasters or solving the market can tell.
    var isFoundByCheck = true

    /// A computation that cannot be met is a result of its own: what conflicts, and what would help.
    var leavesThePageWhy: Bool { code == 1 }

    var testDescription: String { name }
}

/// Each mistake is told with place, cause and remedy, with the exit code of the contract, and leaves nothing.
@Suite struct BadInputTests {
    @Test(arguments: breakages) func aMistakeIsToldAndLeavesNothing(_ breakage: Breakage) throws {
        let copy = try ScenarioCopy(breakage.edits)
        let outcome = try copy.run("runs/r1")
        #expect(outcome.code == breakage.code)
        #expect(!outcome.wasKilled)
        #expect(outcome.output.isEmpty)
        try expectLeft(by: breakage, copy)
        try expectFinding(breakage, copy, outcome)

        let check = try Command.run(["check", copy.path])
        #expect(check.code == (breakage.isFoundByCheck ? breakage.code : 0))
        if breakage.isFoundByCheck { #expect(check.errors == outcome.errors) }
    }

    /// Nothing; of a market that cannot be met, the page that says why, and no figure of a plan.
    private func expectLeft(by breakage: Breakage, _ copy: ScenarioCopy) throws {
        guard breakage.leavesThePageWhy else {
            return #expect(try copy.folder.names("") == ["two_counties"])
        }
        let files = try copy.folder.names("runs/r1")
        #expect(files.contains("quota_infeasibility.csv") && files.contains("report.html"))
        #expect(!files.contains("quota.csv") && !files.contains("accounts.csv"))
    }

    private func expectFinding(_ breakage: Breakage, _ copy: ScenarioCopy, _ outcome: Outcome) throws {
        let place = try breakage.place.map {
            "\(copy.path)/\($0.file):\(try copy.place($0.mark, in: $0.file)): "
        }
        let found = outcome.lines.indices.filter { index in
            let line = outcome.lines[index]
            return line.hasPrefix((place ?? "") + "error: ") && breakage.cause.allSatisfy(line.contains)
        }
        #expect(found.count == 1, "\(place ?? "") \(breakage.cause) in:\n\(outcome.errors)")
        guard let line = found.first, line + 1 < outcome.lines.count else { return }
        let hint = outcome.lines[line + 1]
        #expect(hint.hasPrefix("  hint: ") && hint.contains(breakage.remedy), "\(hint)")
    }

    @Test(arguments: ["wrong unit", "truncated raster"])
    func anOlderRunStaysAsItWas(_ name: String) throws {
        let breakage = try #require(breakages.first { $0.name == name })
        let copy = try ScenarioCopy()
        #expect(try copy.run("runs/r1").code == 0)
        let before = try copy.folder.contents("runs/r1")
        for edit in breakage.edits { try copy.apply(edit) }
        #expect(try copy.run("runs/r1").code == breakage.code)
        #expect(try copy.folder.contents("runs/r1") == before)
        #expect(try copy.folder.names("runs") == ["r1"])
    }

    @Test func fiveMistakesAreToldAtOnce() throws {
        let copy = try ScenarioCopy([
            .replace("scenario.yaml", "year: 2019", "year: 2O19"),
            .replace("scenario.yaml", "forest: 0.2", "forest: 2"),
            .replace("scenario.yaml", "50 CNY/t", "50 CNY/m3"),
            .replace("scenario.yaml", "  receptors: ", "  receptor: "),
            .replace("quota_sources.csv", "140981,nox,industry,100", "140981,nox,industry,-100"),
        ])
        for command in ["check", "run"] {
            let outcome = try Command.run([command, copy.path], in: copy.folder.path)
            #expect(outcome.code == 2)
            let found = outcome.lines.filter { $0.contains(": error: ") }
                .map { $0.replacingOccurrences(of: copy.path + "/", with: "") }
            let expected = [
                "quota_sources.csv:" + (try copy.place("industry,|-100", in: "quota_sources.csv"))
                    + ": error: baseline_t: ",
                "scenario.yaml:" + (try copy.place("|2O19", in: "scenario.yaml")) + ": error: year: ",
                "scenario.yaml:" + (try copy.place("forest: |2,", in: "scenario.yaml"))
                    + ": error: accounts.indicators.carbon_fixation.ratios.forest: ",
                "scenario.yaml:" + (try copy.place("|50 CNY/m3", in: "scenario.yaml"))
                    + ": error: accounts.indicators.carbon_fixation.carbon_price.amount: ",
                "scenario.yaml:" + (try copy.place("|receptor: ", in: "scenario.yaml"))
                    + ": error: quota.receptor: ",
            ]
            #expect(found.count == 5)
            for (line, prefix) in zip(found, expected) { #expect(line.hasPrefix(prefix), "\(line)") }
            #expect(outcome.lines.last == "5 errors")
            #expect(try copy.folder.names("") == ["two_counties"])
        }
    }

    @Test(arguments: ["wrong unit", "truncated raster", "cap that cannot be met"])
    func findingsAsOneJSONDocument(_ name: String) throws {
        let breakage = try #require(breakages.first { $0.name == name })
        let copy = try ScenarioCopy(breakage.edits)
        let outcome = try copy.run("r1", "--format", "json")
        #expect(outcome.code == breakage.code)
        #expect(outcome.errors.isEmpty)
        let document = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8))
        let findings = try #require((document as? [String: Any])?["diagnostics"] as? [[String: Any]])
        let errors = findings.filter { $0["severity"] as? String == "error" }
        #expect(errors.count == 1)
        let keys = ["code", "column", "file", "hint", "line", "message", "path", "severity"]
        for finding in findings { #expect(keys.allSatisfy { finding[$0] != nil }) }
        let file = try #require(breakage.place?.file)
        #expect((errors[0]["file"] as? String)?.hasSuffix("two_counties/\(file)") == true)
        #expect(copy.folder.exists("r1") == breakage.leavesThePageWhy)
    }
}
