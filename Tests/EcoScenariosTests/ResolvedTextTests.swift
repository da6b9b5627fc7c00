import EcoParameters
import EcoScenarios
import EcoUnits
import Testing

@Suite struct ResolvedTextTests {
    @Test func everyValueWithUnitAndOrigin() throws {
        let folder = try TestFolder([
            "base/scenario.yaml": MarketParameters.text,
            "base/t.csv": LoadingTests.counties,
            "a/scenario.yaml":
                "extends: ../base\nyear: 2020\ncounties: ../base/t.csv\ntitle: {en: \"a: b\", zh: 甲}\n",
        ])
        let loaded = try folder.load("a", ["quota.share=25 %"])
        #expect(
            loaded.resolvedText() == """
                # Every value of the run: as computed with, and where it came from.
                name: "test"  # ../base/scenario.yaml:1
                year: 2020  # scenario.yaml:2
                quota:
                  penalty: 50000 CNY/t  # ../base/scenario.yaml:4, written 5 万元/t
                  share: 0.25  # --set, written 25 %
                  caps:
                    nox: 7 t  # ../base/scenario.yaml:5
                    so2: 2000 t  # ../base/scenario.yaml:5, written 2 kt
                schemes:
                  - family: linear
                    id: "shanxi"  # ../base/scenario.yaml:8
                    pool_share: 0.8  # default
                  - family: linear
                    id: "shandong"  # ../base/scenario.yaml:10
                    pool_share: 0.6  # ../base/scenario.yaml:11, written 60 %
                    note: "12:30"  # ../base/scenario.yaml:12
                counties: "../base/t.csv"  # scenario.yaml:3
                title: {en: "a: b", zh: "甲"}  # scenario.yaml:4

                """)
    }

    @Test func readsBackToTheSameValues() throws {
        let folder = try TestFolder(["scenario.yaml": MarketParameters.text])
        // 7 mu are 14/3 thousandths of a square kilometre: no finite decimal, so the text stays as written.
        let first = try folder.load(
            "scenario.yaml", ["quota.area=7 mu", "title=\"NO # \\\\ \\\"x\\\" 甲\\n\"", "quota.caps={}"])
        #expect(first.resolvedText().contains("  area: 7 mu  # --set\n"))
        try folder.write("resolved.yaml", Array(first.resolvedText().utf8))
        let second = try folder.load("resolved.yaml")
        #expect(second.root.quota.area == first.root.quota.area)
        #expect(second.root.quota.penalty == first.root.quota.penalty)
        #expect(second.root.title == first.root.title)
        #expect(second.root.title?.en == "NO # \\ \"x\" 甲\n")
        #expect(second.root.schemes.map(\.poolShare) == first.root.schemes.map(\.poolShare))
        #expect(second.fingerprint(toolVersion: "1") == first.fingerprint(toolVersion: "1"))
    }

    @Test func machinePathsStayOut() throws {
        let folder = try TestFolder([
            "scenario.yaml": MarketParameters.text + "counties: t.csv\n", "t.csv": LoadingTests.counties,
        ])
        #expect(!(try folder.load().resolvedText().contains(folder.path)))
    }
}
