import EcoAccounts
import EcoParameters
import EcoScenarios
import EcoUnits
import Testing

@Suite struct ExtendsTests {
    @Test func blocksMergeListsAndValuesAreReplaced() throws {
        let folder = try TestFolder([
            "base/scenario.yaml": MarketParameters.text,
            "a/scenario.yaml": """
            extends: ../base
            year: 2020
            quota:
              caps: {so2: 3 t}
            schemes:
              - {family: linear, id: only}

            """,
        ])
        let loaded = try folder.load("a")
        #expect(loaded.root.name == "test")
        #expect(loaded.root.year == 2020)
        #expect(loaded.root.quota.penalty == Rational(50_000))
        #expect(loaded.root.quota.caps == ["so2": 3, "nox": 7])
        #expect(loaded.root.schemes.map(\.id) == ["only"])
        #expect(loaded.inputs.map(\.file) == ["../base/scenario.yaml", "scenario.yaml"])
    }

    @Test func filesOfTheBaseStayBesideTheBase() throws {
        let folder = try TestFolder([
            "base/scenario.yaml": MarketParameters.text + "counties: t.csv\n",
            "base/t.csv": LoadingTests.counties, "a/own.yaml": "extends: ../base/scenario.yaml\n",
        ])
        let loaded = try folder.load("a/own.yaml")
        #expect(loaded.bound[MarketParameters.counties]?.rowCount == 1)
        #expect(loaded.inputs.map(\.file) == ["../base/scenario.yaml", "../base/t.csv", "own.yaml"])
    }

    @Test func cycleIsLocated() throws {
        let folder = try TestFolder([
            "a/scenario.yaml": "extends: ../b\n", "b/scenario.yaml": "year: 1\nextends: ../a\n",
        ])
        #expect(
            folder.findings("a") == [
                "b/scenario.yaml:2:10: error: extends: the scenario extends itself: scenario.yaml -> "
                    + "../b/scenario.yaml -> scenario.yaml\n  hint: let one of them stand alone"
            ])
    }

    @Test func missingBaseIsLocated() throws {
        let folder = try TestFolder(["base.yaml": "year: 1\n", "scenario.yaml": "extends: bas.yaml\n"])
        #expect(
            folder.findings() == [
                "scenario.yaml:1:10: error: there is no file 'bas.yaml'\n  hint: did you mean `base.yaml`?"
            ])
    }

    @Test func emptyValueDropsWithAWarning() throws {
        let folder = try TestFolder([
            "base.yaml": MarketParameters.text, "scenario.yaml": "extends: base.yaml\nschemes:\n",
            "silent.yaml": "extends: base.yaml\nschemes: ~\n",
        ])
        #expect(
            folder.findings() == [
                "scenario.yaml:2:9: warning: schemes: the empty value drops what base.yaml:7 sets\n"
                    + "  hint: write ~ to drop it on purpose, or leave the key out to keep it"
            ])
        #expect(try folder.load().root.schemes.isEmpty)
        #expect(folder.findings("silent.yaml").isEmpty)
        #expect(try folder.load("silent.yaml").root.schemes.isEmpty)
    }
}

@Suite struct OverrideTests {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder(["scenario.yaml": MarketParameters.text, "t.csv": LoadingTests.counties])
    }

    private func market(_ overrides: String...) throws -> MarketParameters {
        try folder.load("scenario.yaml", overrides).root
    }

    @Test func setsValuesDefaultsElementsAndBlocks() throws {
        #expect(try market("quota.penalty=20 CNY/t").quota.penalty == Rational(20))
        #expect(try market("quota.share=0.25").quota.share == 0.25)
        #expect(try market("schemes.shanxi.pool_share=0.7").schemes.map(\.poolShare) == [0.7, 0.6])
        #expect(try market("schemes[1].pool_share=0.7").schemes.map(\.poolShare) == [0.8, 0.7])
        #expect(try market("schemes[shandong].pool_share=0.7").schemes.map(\.poolShare) == [0.8, 0.7])
        #expect(try market("quota.caps={so2: 1 t}").quota.caps == ["so2": 1])
        #expect(try market("quota.caps.pm=3 t").quota.caps == ["so2": 2_000, "nox": 7, "pm": 3])
        #expect(try market("schemes=[]").schemes.isEmpty)
        #expect(try market("title.en=Market", "title.zh=市场").title == LocalizedText(en: "Market", zh: "市场"))
        #expect(try market("title=Both", "title.zh=两者").title == LocalizedText(en: "Both", zh: "两者"))
        #expect(try market("year=2020", "year=2021").year == 2021)
    }

    @Test func emptyValueReturnsToTheDefault() throws {
        #expect(try market("schemes.shandong.pool_share=").schemes.map(\.poolShare) == [0.8, 0.8])
    }

    @Test func filesStandBesideTheScenario() throws {
        #expect(
            try folder.load("scenario.yaml", ["counties=t.csv"]).bound[MarketParameters.counties]?.rowCount
                == 1)
    }

    @Test func originIsKept() throws {
        let bound = try folder.load("scenario.yaml", ["quota.share=0.25"]).bound
        let quota = bound.fields["quota"]?.value.group
        #expect(quota?.fields["share"]?.origin == .override("quota.share=0.25"))
        guard case .file(let place)? = quota?.fields["penalty"]?.origin else {
            Issue.record("origin lost")
            return
        }
        #expect(place.line == 4)
    }

    @Test(arguments: [
        (
            "quota.shar=1",
            "--set:1:7: error: the scenario has no `quota.shar`\n  hint: did you mean `quota.share`?"
        ),
        ("caps.so2=1 t", "--set:1:1: error: the scenario has no `caps`\n  hint: did you mean `quota.caps`?"),
        (
            "schemes.shanxy.pool_share=1",
            "--set:1:9: error: `schemes` has no element with id 'shanxy'\n  hint: did you mean `schemes.shanxi`?"
        ),
        (
            "schemes[2].pool_share=1",
            "--set:1:9: error: `schemes` has no element [2]\n  hint: it has [0] to [1]"
        ),
        (
            "year.month=1",
            "--set:1:6: error: the scenario has no `year.month`\n  hint: `year` is a single value"
        ),
        ("year", "--set:1:1: error: 'year' is no PATH=VALUE\n  hint: such as --set quota.reserve_share=0.1"),
        (
            "a..b=1",
            "--set:1:1: error: 'a..b' is no path\n  hint: keys joined by points, elements as [0] or by their id"
        ),
        (
            "quota.share=2",
            "--set:1:13: error: quota.share: 2 is out of range\n  hint: allowed: 0 to 1"
        ),
        (
            "schemes=[",
            "--set:1:9: error: a value is missing here\n  hint: write it, or close the bracket opened before"
        ),
    ])
    func mistakesAreLocated(text: String, expected: String) {
        #expect(folder.findings("scenario.yaml", [text]) == [expected])
    }

    @Test func laterOverridesHaveTheirOwnNumber() {
        #expect(
            folder.findings("scenario.yaml", ["year=2020", "yeer=1"]).first?.hasPrefix("--set:2:1: ") == true)
    }
}
