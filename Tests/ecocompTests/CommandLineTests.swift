import Foundation
import Testing

/// The words of the command line, its exit codes and what it prints where.
@Suite struct CommandLineTests {
    @Test func helpAndVersionAreResults() throws {
        for arguments in [[], ["--help"], ["help", "run"], ["run", "--help"]] {
            let outcome = try Command.run(arguments)
            #expect(outcome.code == 0 && outcome.errors.isEmpty)
            #expect(outcome.output.contains("USAGE: ecocomp"))
        }
        let version = try Command.run(["--version"])
        #expect(version.code == 0 && version.errors.isEmpty)
        for word in ["ecocomp ", "OpenBLAS ", "1 thread", "GDAL "] { #expect(version.output.contains(word)) }
    }

    @Test(arguments: [
        (["rnu", "x"], "'run'"), (["frobnicate"], "commands are new, check, run"), (["run"], "scenario"),
        (["run", "x", "--ony", "air"], "--only"), (["run", "x", "--only", "airr"], "'air'"),
        (["run", "x", "--jobs", "0"], "--jobs"), (["run", "x", "--jobs", "many"], "'many'"),
        (["run", "x", "--format", "xml"], "'json'"), (["run", "x", "--lang", "fr"], "'zh'"),
        (["run", "x", "y"], "'y'"), (["run", "x", "--out", ""], "--out"),
        (["list", "indicator"], "'indicators'"),
        (["describe", "carbonfixation"], "'carbon_fixation'"), (["schema", "nothing"], "list blocks"),
    ])
    func aWrongCommandLineSaysWhatWouldBeRight(_ arguments: [String], _ advice: String) throws {
        let folder = try TemporaryFolder()
        let outcome = try Command.run(arguments, in: folder.path)
        #expect(outcome.code == 64)
        #expect(outcome.output.isEmpty)
        #expect(outcome.errors.hasPrefix("Error: ") && outcome.errors.contains(advice), "\(outcome.errors)")
        #expect(try folder.names("").isEmpty)
    }

    @Test(arguments: ["check", "run"]) func aScenarioThatIsNotThere(_ command: String) throws {
        let folder = try TemporaryFolder()
        let outcome = try Command.run([command, "nowhere"], in: folder.path)
        #expect(outcome.code == 2 && outcome.output.isEmpty)
        #expect(outcome.lines.first == "error: there is no file 'nowhere'")
        #expect(try folder.names("").isEmpty)
    }

    @Test func checkSaysThatThereIsNothingToMend() throws {
        let copy = try ScenarioCopy()
        let text = try Command.run(["check", "two_counties"], in: copy.folder.path)
        #expect(text.code == 0 && text.errors.isEmpty)
        #expect(text.output == "two_counties: no errors\n")
        let json = try Command.run(["check", "two_counties", "--format", "json"], in: copy.folder.path)
        let document = try JSONSerialization.jsonObject(with: Data(json.output.utf8)) as? [String: Any]
        #expect((document?["diagnostics"] as? [Any])?.isEmpty == true)
        #expect(try copy.folder.names("") == ["two_counties"])
    }

    @Test func aRunInJSONIsOneDocument() throws {
        let copy = try ScenarioCopy()
        let outcome = try copy.run("r1", "--format", "json")
        #expect(outcome.code == 0 && outcome.errors.isEmpty)
        let document = try JSONSerialization.jsonObject(with: Data(outcome.output.utf8)) as? [String: Any]
        #expect((document?["run"] as? String)?.hasSuffix("/r1") == true)
        #expect((document?["manifest"] as? [String: Any])?["scenario"] as? String == "two_counties")
        let findings = try #require(document?["diagnostics"] as? [[String: Any]])
        #expect(findings.allSatisfy { $0["severity"] as? String == "warning" })
    }

    @Test func theSummarySpeaksBothLanguages() throws {
        let copy = try ScenarioCopy()
        let english = try copy.run("en", "--lang", "en")
        let chinese = try copy.run("zh", "--lang", "zh")
        #expect(english.code == 0 && chinese.code == 0)
        // With trade 105,000 yuan, without 120,000: the arithmetic stands in the scenario's README.
        #expect(english.output.contains("105,000 yuan") && english.output.contains("120,000 yuan"))
        #expect(chinese.output.contains("10.50 万元") && chinese.output.contains("12.00 万元"))
        #expect(try copy.folder.text("zh/report.html").contains("两县参考算例"))
        #expect(try copy.folder.data("en/report.html") != copy.folder.data("zh/report.html"))
    }

    @Test func onlyTheChosenModulesAndWhatTheyRead() throws {
        let copy = try ScenarioCopy()
        #expect(try copy.run("quota", "--only", "quota").code == 0)
        #expect(copy.folder.exists("quota/quota.csv"))
        for absent in ["accounts.csv", "air.csv", "transfers.csv"] {
            #expect(!copy.folder.exists("quota/\(absent)"))
        }
        #expect(try copy.run("pay", "--only", "compensation").code == 0)
        #expect(copy.folder.exists("pay/air.csv") && copy.folder.exists("pay/transfers.csv"))
        #expect(!copy.folder.exists("pay/quota.csv") && !copy.folder.exists("pay/accounts.csv"))
    }

    @Test func aModuleThatTheScenarioLacksIsNotLeftOutSilently() throws {
        let copy = try ScenarioCopy()
        let text = try copy.text("scenario.yaml")
        let start = try #require(text.range(of: "quota:\n"))
        let end = try #require(text.range(of: "assumptions: "))
        try copy.write("scenario.yaml", Array((text[..<start.lowerBound] + text[end.lowerBound...]).utf8))
        let outcome = try copy.run("r1", "--only", "quota")
        #expect(outcome.code == 2 && outcome.output.isEmpty)
        #expect(outcome.lines.first?.hasPrefix("error: quota: ") == true)
        #expect(!copy.folder.exists("r1"))
    }

    @Test func aPlaceThatIsNoRunIsRefused() throws {
        let copy = try ScenarioCopy()
        let manager = FileManager.default
        try manager.createDirectory(atPath: copy.folder.path + "/photos", withIntermediateDirectories: true)
        try Data("mine".utf8).write(to: URL(fileURLWithPath: copy.folder.path + "/photos/manifest.json"))
        try Data("mine".utf8).write(to: URL(fileURLWithPath: copy.folder.path + "/file"))
        for place in ["photos", "file", "file/r1"] {
            let outcome = try copy.run(place)
            #expect(outcome.code == 1 && outcome.output.isEmpty, "\(place)")
            #expect(outcome.lines.first?.hasPrefix("error: \(copy.folder.path)/\(place.prefix(4))") == true)
            #expect(outcome.lines.contains { $0.hasPrefix("  hint: ") })
        }
        #expect(try copy.folder.names("") == ["file", "photos", "two_counties"])
        #expect(try copy.folder.text("photos/manifest.json") == "mine")
        #expect(try copy.folder.text("file") == "mine")
        #expect(try Command.run(["run", copy.path, "--out", "/proc/self/r1"]).code == 1)
    }

    @Test func anOlderRunIsReplacedWhole() throws {
        let copy = try ScenarioCopy()
        #expect(try copy.run("r1").code == 0)
        #expect(copy.folder.exists("r1/air.csv"))
        #expect(try copy.run("r1", "--only", "quota").code == 0)
        #expect(copy.folder.exists("r1/quota.csv") && !copy.folder.exists("r1/air.csv"))
        #expect(try copy.folder.names("") == ["r1", "two_counties"])
    }

    @Test func withoutOutTheFolderBearsTheFingerprint() throws {
        let copy = try ScenarioCopy()
        #expect(try Command.run(["run", "two_counties"], in: copy.folder.path).code == 0)
        let names = try copy.folder.names("runs")
        #expect(names.count == 1 && names[0].hasPrefix("two_counties-"))
        let data = try copy.folder.data("runs/\(names[0])/manifest.json")
        let manifest = try JSONSerialization.jsonObject(with: data) as? [String: Any]
        let fingerprint = try #require(manifest?["fingerprint"] as? String)
        #expect(names[0] == "two_counties-\(fingerprint.prefix(12))")
    }

    @Test(arguments: [
        ("quota.fee_rat=0.1", "the scenario has no `quota.fee_rat`", "quota.fee_rate"),
        ("quota.fee_rate", "no PATH=VALUE", "--set"), ("quota.fee_rate=much", "expected a number", "12.5"),
        ("compensation.schemes[7].pool_share=0.5", "no element [7]", "[0] to [1]"),
        ("compensation.schemes.nobody.pool_share=0.5", "id 'nobody'", "monthly_fines"),
        ("year=1066", "year: 1066 is out of range", "1990 to 2100"),
    ])
    func aBadOverrideIsFoundInTheCommandLine(_ text: String, _ cause: String, _ remedy: String) throws {
        let copy = try ScenarioCopy()
        let outcome = try copy.run("r1", "--set", text)
        #expect(outcome.code == 2 && outcome.output.isEmpty)
        #expect(outcome.lines.first?.hasPrefix("--set:1:") == true)
        #expect(outcome.lines.first?.contains(cause) == true, "\(outcome.errors)")
        #expect(outcome.lines.dropFirst().first?.contains(remedy) == true, "\(outcome.errors)")
        #expect(!copy.folder.exists("r1"))
    }

    @Test func anOverrideByIdChangesTheResult() throws {
        let copy = try ScenarioCopy()
        let outcome = try copy.run("r1", "--set", "compensation.schemes.monthly_fines.pool_share=0.5")
        #expect(outcome.code == 0)
        // Half of 150 万元 of fines a month is paid out: 75 万元 = 75,000,000 fen.
        let paid = try copy.table("r1/balances.csv")
            .cell("paid_out_fen", ["scheme": "monthly_fines", "period": "2019-01"])
        #expect(paid == "75000000")
        #expect(try copy.folder.text("r1/scenario.resolved.yaml").contains("--set"))
    }
}
