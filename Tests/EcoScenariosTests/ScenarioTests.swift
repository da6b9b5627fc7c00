import EcoAccounts
import EcoParameters
import EcoScenarios
import EcoUnits
import Testing

@Suite struct ScenarioTests {
    private static let regions = """
        region,name_zh,name_en
        140106,迎泽区,Yingze
        140122,阳曲县,Yangqu

        """
    private static let text = """
        name: pair
        title: {en: Two counties, zh: 两个县区}
        year: 2019
        regions:
          table: regions.csv

        """

    private func load(_ text: String, _ tables: KeyValuePairs<String, String> = [:]) throws -> LoadedScenario
    {
        let folder = try TestFolder(tables)
        try folder.write("regions.csv", Array(Self.regions.utf8))
        try folder.write("scenario.yaml", Array(text.utf8))
        return try ScenarioLoader.load(path: folder.path)
    }

    @Test func blocksThatAreLeftOutAreAbsent() throws {
        let scenario = try load(Self.text).scenario
        #expect(scenario.name == "pair")
        #expect(scenario.title(.zh) == "两个县区")
        #expect(scenario.year == 2019)
        #expect(scenario.regions.codes.map(\.description) == ["140106", "140122"])
        #expect(scenario.outlines == nil)
        #expect(scenario.accounts == nil && scenario.air == nil)
        #expect(scenario.compensation == nil && scenario.quota == nil)
        #expect(scenario.assumptions.isEmpty)
        #expect(scenario.report.languages == [.zh, .en])
    }

    @Test func assumptionsAndReport() throws {
        let table = """
            id,topic,statement_zh,statement_en,formula,affects
            members,regions,名单推定,"The list is inferred, not published",,regions.csv

            """
        let text = Self.text + "assumptions: a.csv\nreport:\n  languages: [en]\n  title: Pair\n"
        let scenario = try load(text, ["a.csv": table]).scenario
        #expect(
            scenario.assumptions == [
                Assumption(
                    id: "members", topic: "regions",
                    statement: LocalizedText(en: "The list is inferred, not published", zh: "名单推定"),
                    formula: "",
                    affects: "regions.csv")
            ])
        #expect(scenario.report.languages == [.en])
        #expect(scenario.report.title?.zh == "Pair")
    }

    @Test func tableOfRegionsNeedsARow() throws {
        let folder = try TestFolder(["scenario.yaml": Self.text, "regions.csv": "region,name_zh,name_en\n"])
        do {
            _ = try ScenarioLoader.load(Scenario.self, path: folder.path)
            Issue.record("loaded")
        } catch {
            #expect(
                error.diagnostics.map(\.message) == ["the table of regions has no row"]
                    && error.diagnostics.first?.path == "regions.table")
        }
    }
}
