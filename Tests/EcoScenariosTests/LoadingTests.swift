import EcoAccounts
import EcoParameters
import EcoScenarios
import EcoUnits
import Testing

@Suite struct LoadingTests {
    @Test func loadsAndConverts() throws {
        let folder = try TestFolder(["scenario.yaml": MarketParameters.text])
        let market = try folder.load().root
        #expect(market.quota.penalty == Rational(50_000))
        #expect(market.quota.caps == ["so2": 2_000, "nox": 7])
        #expect(market.schemes.map(\.poolShare) == [0.8, 0.6])
        #expect(market.schemes[1].note == "12:30")
    }

    @Test func aFolderStandsForItsScenarioFile() throws {
        let folder = try TestFolder(["scenario.yaml": MarketParameters.text])
        let loaded = try ScenarioLoader.load(MarketParameters.self, path: folder.path)
        #expect(loaded.root.name == "test")
        #expect(loaded.inputs.map(\.file) == ["scenario.yaml"])
    }

    @Test func fiveMistakesAreToldAtOnce() throws {
        let folder = try TestFolder([
            "scenario.yaml": """
            name: Taixin
            year: 2019
            quota:
              penalty: 20 CNY/m3
              share: 1.2
            caps: {so2: 1 t}
            counties: countis.csv

            """,
            "counties.csv": "region,name_zh,name_en\n",
        ])
        #expect(
            folder.findings() == [
                "scenario.yaml:1:7: error: name: 'Taixin' is not an identifier\n"
                    + "  hint: lower-case letters, digits and _",
                "scenario.yaml:4:12: error: quota.penalty: expected CNY/t, got 'CNY/m3'\n"
                    + "  hint: write it with its unit, such as 20 CNY/t",
                "scenario.yaml:5:10: error: quota.share: 1.2 is out of range\n  hint: allowed: 0 to 1",
                "scenario.yaml:6:1: error: caps: unknown key 'caps'\n  hint: did you mean `quota.caps`?",
                "scenario.yaml:7:11: error: counties: there is no file 'countis.csv'\n"
                    + "  hint: did you mean `counties.csv`?",
            ])
    }

    @Test func mistakesOfTheTextAndOfTheValuesComeTogether() throws {
        let folder = try TestFolder(["scenario.yaml": "name: a\nyear: two\nname: b\n"])
        #expect(
            folder.findings("scenario.yaml", ["quotas.share=1"]) == [
                "--set:1:1: error: the scenario has no `quotas`\n  hint: did you mean `quota`?",
                "scenario.yaml:1:1: error: quota: the value is missing\n  hint: quota",
                "scenario.yaml:2:7: error: year: expected a whole number, got 'two'\n  hint: write it as digits alone, 1990 to 2100",
                "scenario.yaml:3:1: error: name: the key 'name' already stands on line 1, column 1\n"
                    + "  hint: keep one of the two",
            ])
    }

    @Test func missingScenario() throws {
        let folder = try TestFolder(["scenario.yml": "a: 1\n"])
        #expect(
            folder.findings().map { $0.split(separator: "\n").last.map(String.init) }
                == ["  hint: did you mean `scenario.yml`?"])
        let empty = try TestFolder(["notes.txt": "\n"])
        #expect(
            empty.findings("") == [
                "error: \(empty.path): the folder holds no scenario.yaml\n"
                    + "  hint: name a folder that does, or a scenario file itself"
            ])
    }

    @Test func gb18030TablesAndScenarios() throws {
        let folder = try TestFolder()
        let taiyuan = SourceTextTests.taiyuan
        let text = MarketParameters.text.replacing("5 万元/t", with: "50000 CNY/t") + "counties: t.csv\ntitle: "
        try folder.write("scenario.yaml", Array(text.utf8) + taiyuan + [0x0A])
        try folder.write(
            "t.csv", Array("region,name_zh,name_en\n140100,".utf8) + taiyuan + Array(",Taiyuan\n".utf8))
        let loaded = try folder.load()
        #expect(loaded.root.title?.zh == "太原")
        let table = try #require(loaded.bound[MarketParameters.counties])
        #expect(table.value(0, RegionTable.Columns.nameZh) == "太原")
    }

    @Test func tableFindingsNameTheTable() throws {
        let folder = try TestFolder([
            "scenario.yaml": MarketParameters.text + "counties: data/t.csv\n",
            "data/t.csv": "\u{FEFF}region,name_zh,name_en,area_km2\n140100,太原,Taiyuan,-3\n",
        ])
        #expect(
            folder.findings() == [
                "data/t.csv:2:19: error: area_km2: -3 km2 is out of range\n  hint: official area: above 0 km2"
            ])
    }

    @Test func inputsCarryTheirDigests() throws {
        let folder = try TestFolder([
            "scenario.yaml": MarketParameters.text + "counties: t.csv\n", "t.csv": Self.counties,
        ])
        let inputs = try folder.load().inputs
        #expect(inputs.map(\.file) == ["scenario.yaml", "t.csv"])
        #expect(inputs[1].sha256 == SHA256.hex(Self.counties.utf8))
    }

    @Test func fingerprintFollowsMeaningNotForm() throws {
        let text = MarketParameters.text
        let plain = try TestFolder(["scenario.yaml": text]).load().fingerprint(toolVersion: "1")
        let other = "# a comment\n" + text.replacing("5 万元/t", with: "50000 CNY/t")
        #expect(try TestFolder(["scenario.yaml": other]).load().fingerprint(toolVersion: "1") == plain)
        let split = try TestFolder(["base/scenario.yaml": text, "a/scenario.yaml": "extends: ../base\n"])
        #expect(try split.load("a").fingerprint(toolVersion: "1") == plain)
        #expect(try TestFolder(["scenario.yaml": text]).load().fingerprint(toolVersion: "2") != plain)
        let changed = try TestFolder(["scenario.yaml": text]).load("scenario.yaml", ["quota.share=0.4"])
        #expect(changed.fingerprint(toolVersion: "1") != plain)
    }

    @Test func fingerprintFollowsTables() throws {
        func fingerprint(_ table: String) throws -> String {
            let text = MarketParameters.text + "counties: t.csv\n"
            return try TestFolder(["scenario.yaml": text, "t.csv": table]).load().fingerprint(
                toolVersion: "1")
        }
        #expect(try fingerprint(Self.counties) == fingerprint(Self.counties))
        #expect(try fingerprint(Self.counties) != fingerprint(Self.counties + "140200,大同,Datong\n"))
    }

    static let counties = "region,name_zh,name_en\n140100,太原,Taiyuan\n"
}
