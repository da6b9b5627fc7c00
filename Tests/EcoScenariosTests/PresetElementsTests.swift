import EcoParameters
import EcoScenarios
import EcoUnits
import Testing

/// Values of elements that only a preset brings into a list.
@Suite struct PresetElementsTests {
    private let folder: TestFolder

    init() throws {
        folder = try TestFolder([
            "regions.csv": "region,name_zh,name_en\n140121,清徐,Qingxu\n140222,天镇,Tianzhen\n",
            "zones.csv": "region,zone\n140121,taiyuan\n140222,other\n",
            "attainment.csv": "region,standard,met\n140121,pm25,yes\n140222,pm25,no\n",
            "sources.csv": """
            region,pollutant,sector,baseline_t,quota_t,status
            140121,so2,all,100,60,assumed
            140222,so2,all,100,60,assumed

            """,
            "measures.csv": """
            region,pollutant,sector,measure,cost_yuan_per_t,maximum_t,status
            140121,so2,all,scrubber,100,100,assumed
            140222,so2,all,scrubber,1000,100,assumed

            """,
            "sections.csv": """
            section,region,downstream
            A,140121,140222

            """,
            "observations.csv": """
            section,period,item,value,unit,state
            A,2013-Q1,cod,24,mg/L,measured

            """,
            "scenario.yaml": """
            name: pair
            title: Pair
            year: 2019
            regions: {table: regions.csv}
            quota:
              sources: sources.csv
              measures: measures.csv
              zones: zones.csv
              attainment: attainment.csv
              preset: shanxi

            """,
        ])
    }

    private func rules(_ overrides: String...) throws -> [String: BoundGroup] {
        let loaded = try ScenarioLoader.load(path: folder.path, overrides: overrides)
        guard case .list(let rules)? = loaded.bound.fields["quota"]?.value.group?.fields["rules"]?.value
        else { return [:] }
        var groups: [String: BoundGroup] = [:]
        for rule in rules { if case .variant(let id, let group) = rule.value { groups[id] = group } }
        #expect(groups.count == rules.count)
        return groups
    }

    /// The preset asks for two tonnes for one where PM2.5 or ozone is missed; all else of it stays.
    @Test func aRuleOfThePresetTakesAValue() throws {
        let plain = try rules()
        #expect(plain["replacement"]?.fields["ratio"]?.value.number == 2)
        let changed = try rules("quota.rules.replacement.ratio=1.5")
        #expect(changed.keys.sorted() == plain.keys.sorted())
        let rule = try #require(changed["replacement"])
        #expect(rule.fields["ratio"]?.value.number == 1.5)
        #expect(rule.fields["ratio"]?.origin == .override("quota.rules.replacement.ratio=1.5"))
        guard case .list(let missed)? = rule.fields["missed"]?.value else {
            Issue.record("the standards are gone")
            return
        }
        #expect(missed.count == 2)
        #expect(rule.fields["missed"]?.origin == .preset("shanxi"))
        let fee = try rules("quota.rules.fee.rate=0.01", "quota.rules.replacement.ratio=3")
        #expect(fee["fee"]?.fields["rate"]?.value.number == 0.01)
        #expect(fee["replacement"]?.fields["ratio"]?.value.number == 3)
        #expect(fee.count == plain.count)
    }

    /// The same by the way that binds what changes alone.
    @Test func bindingAgainIsLoadingAnew() throws {
        let source = ScenarioSource(path: folder.path)
        let binding = try source.binding([])
        for set in [["quota.rules.replacement.ratio=1.5"], ["quota.sources.140121.so2.all.baseline_t=90"]] {
            let again = try binding.load(set).fingerprint(toolVersion: "1")
            #expect(again == (try source.load(Scenario.self, overrides: set)).fingerprint(toolVersion: "1"))
            #expect(again != binding.loaded.fingerprint(toolVersion: "1"))
        }
    }

    @Test func whatThePresetDoesNotBringIsTold() {
        do {
            _ = try rules("quota.rules.banking.limit=2")
            Issue.record("loaded")
        } catch let failure as DiagnosticFailure {
            #expect(failure.diagnostics.map(\.code) == ["unknown_path"])
            #expect(failure.diagnostics.first?.location?.file == "--set")
        } catch { Issue.record(error) }
    }

    /// Heze, 2014: COD 30 mg/L at 20,000 yuan, ammonia nitrogen 1.5 mg/L at 300,000 yuan for 1 mg/L.
    @Test func anIndicatorOfASchemesPresetTakesAValue() throws {
        let scheme = """
            compensation:
              schemes:
                - {scheme: section_linear, id: heze, preset: heze_2014, sections: sections.csv, observations: observations.csv}

            """
        try folder.write(
            "water.yaml",
            Array(
                """
                name: pair
                title: Pair
                year: 2013
                regions: {table: regions.csv}
                \(scheme)
                """.utf8))
        func rates(_ overrides: String...) throws -> [String: [Double?]] {
            let loaded = try ScenarioLoader.load(path: "\(folder.path)/water.yaml", overrides: overrides)
            guard
                case .list(let schemes)? = loaded.bound.fields["compensation"]?.value.group?.fields[
                    "schemes"]?.value,
                case .list(let indicators)? = schemes.first?.value.group?.fields["indicators"]?.value
            else { return [:] }
            var rates: [String: [Double?]] = [:]
            for indicator in indicators {
                guard case .variant(let id, let group) = indicator.value else { continue }
                rates[id] = ["target", "rate"].map { group.fields[$0]?.value.number }
            }
            return rates
        }
        let plain = try rates()
        #expect(plain["cod"] == [30, 20_000])
        #expect(plain["ammonia_nitrogen"] == [1.5, 300_000])
        let changed = try rates("compensation.schemes.heze.indicators.cod.rate=3 万元/(mg/L)")
        #expect(changed["cod"]?[0] == 30)
        #expect(changed["cod"]?[1] == plain["cod"]?[1].map { $0 * 1.5 })
        #expect(changed["ammonia_nitrogen"] == plain["ammonia_nitrogen"])
    }
}
