import EcoAccounts
import EcoParameters
import Foundation
import Testing

@testable import EcoIndicators

/// What the shipped packs make of one account.
struct PackRuleTests {
    private func fixture(_ pack: String, rules: String = "", _ ids: [String]) -> AccountFixture {
        var fixture = AccountFixture()
        fixture.pack = pack
        fixture.extra = rules.isEmpty ? "" : "rules: \(rules)"
        fixture.indicatorText = fixture.indicatorText.filter { ids.contains($0.key) }
        return fixture
    }

    @Test func theCatalogueHoldsSevenDocuments() {
        let ids: Set = [
            "gbt_46869_2025", "ndrc_2022", "mee_2020", "db33_t_2274_2025", "shandong_2022", "gbt_38582_2020",
            "seea_ea_2021",
        ]
        #expect(Set(RulePackCatalogue.packs.map(\.id)) == ids)
        // Nobody has checked one of them in print.
        #expect(RulePackCatalogue.packs.allSatisfy { $0.status == .provisional })
    }

    /// What a pack says of an indicator can be said of it: keys and options are those of its declaration.
    @Test func admittedChoicesAreDeclared() throws {
        for pack in RulePackCatalogue.packs {
            for rule in pack.indicators where IndicatorCatalogue.entry(rule.id) != nil {
                let entry = try #require(IndicatorCatalogue.entry(rule.id))
                for admitted in rule.admitted {
                    let parameters = entry.declaration.parameters.parameters
                    let parameter = try #require(
                        parameters.first { $0.key == admitted.key }, "\(rule.id).\(admitted.key)")
                    guard case .choice(let options) = parameter.shape else {
                        Issue.record("\(rule.id).\(admitted.key) is no choice")
                        continue
                    }
                    #expect(Set(admitted.values).isSubset(of: options.map(\.id)), "\(pack.id) \(rule.id)")
                }
            }
        }
    }

    /// The table of indicator coverage, gep 1.4: the required ones of Shandong.
    @Test func shandongPrintsNoTotalWithoutWhatItRequires() throws {
        let required = RulePack.shandong2022.indicators.filter { $0.standing == .required }.map(\.id)
        #expect(
            Set(required) == [
                "water_retention", "soil_retention", "air_purification", "water_purification",
                "carbon_fixation", "climate_regulation", "tourism",
            ])
        let result = try fixture(
            "shandong_2022", rules: "{negative_balance: signed}", ["water_retention", "tourism"]
        ).result()
        let gep = result.entry(AccountFixture.west, "gep")
        #expect(gep?.valueYuan == nil && gep?.status == .incomplete)
        #expect(gep?.note.en.contains("soil retention, air purification") == true)
        #expect(gep?.note.zh.contains("气候调节") == true)
        #expect(result.warnings.contains { $0.code == "required_services" && $0.message.contains("climate") })
        // The parts are there.
        #expect(result.entry(AccountFixture.west, "water_retention")?.valueYuan != nil)
    }

    @Test func aSilentPackMakesTheScenarioChoose() throws {
        let silent = fixture("ndrc_2022", ["water_retention", "air_purification"])
        let findings = try silent.findings()
        #expect(findings.map(\.code) == ["pack_is_silent", "pack_is_silent"])
        #expect(
            Set(findings.map(\.path)) == ["accounts.rules.negative_balance", "accounts.rules.purification"])
        let chosen = fixture(
            "ndrc_2022", rules: "{negative_balance: clamped, purification: minimum}",
            ["water_retention", "air_purification"])
        let result = try chosen.result()
        let warnings = result.warnings.filter { $0.code == "pack_is_silent" }
        #expect(warnings.count == 2)
        #expect(warnings.contains { $0.message.contains("negative cells count as zero") })
    }

    @Test func aRuleOfThePackCannotBeChosenAway() throws {
        let findings = try fixture(
            "mee_2020", rules: "{negative_balance: clamped}", ["water_retention"]
        ).findings()
        #expect(findings.map(\.code) == ["rule_fixed_by_pack"])
    }

    @Test func whatNobodyHasReadCountsOnlyOnTheScenariosWord() throws {
        let result = try fixture("db33_t_2274_2025", ["tourism"]).result()
        let warning = result.warnings.first { $0.code == "pack_is_silent" }
        #expect(warning?.message.contains("tourism") == true)
        #expect(warning?.messageZh.contains("旅游康养") == true)
    }

    @Test func theForestAccountIsNoGEP() throws {
        let result = try fixture(
            "gbt_38582_2020", rules: "{negative_balance: signed}", ["water_retention", "carbon_fixation"]
        ).result()
        #expect(result.entry(AccountFixture.west, "gep") == nil)
        let total = result.entry(AccountFixture.west, "forest_services")
        // Forest alone: 133.8 + 128.88 + 122.88 mm, each on 1 km2, as in AccountTests; carbon of 3 km2 of forest.
        let water: Double = 385.56 * 1000 * 7.06
        let carbon: Double = 1500.0 * 0.215 * 72 / 162 * 44 / 12 * 380
        #expect(isClose(total?.valueYuan, water + carbon))
        #expect(total?.note.en.contains("never part of GEP") == true)
        #expect(result.entry(AccountFixture.west, "water_retention", .grassland)?.quantity == 0)
    }

    @Test func excludedServicesAreRefusedWithTheReason() throws {
        var fixture = fixture("gbt_38582_2020", ["tourism"])
        fixture.pack = "other"
        #expect(try fixture.findings().map(\.path) == ["rule_pack"])
        let blocks = try self.fixture("gbt_38582_2020", ["tourism"]).parameters().indicators.blocks
        let tourism = try #require(blocks.first?.bound)
        let findings = RulePack.gbt38582.findings([("recreation", tourism), ("unheard_of", tourism)])
        #expect(findings.map(\.code) == ["indicator_not_in_pack", "indicator_not_in_pack"])
        #expect(findings[0].message.contains("no service of forests here"))
        #expect(findings[1].message.contains("not listed"))
    }

    @Test func productsFromOutsideAreSubtractedByDefinition() throws {
        var subtracting = fixture("gbt_46869_2025", ["tourism", "agricultural_products"])
        subtracting.extra = "net_imports: imports.csv"
        subtracting.tables["imports.csv"] = """
            region,product,value_yuan,price_year,price_index,status,note
            140106,grain,1000000,2019,,measured,
            140106,timber,500000,2019,,assumed,
            """
        let result = try subtracting.result()
        let products = 1000.0 * 1900 + 200 * 3600
        let visits = 15_000 * 100 * 0.3
        let gep = result.entry(AccountFixture.west, "gep")
        #expect(isClose(gep?.valueYuan, products + visits - 1_500_000))
        #expect(gep?.note.en.contains("less net imports") == true)
        let imports = result.entry(AccountFixture.west, "net_imports")
        #expect(imports?.valueYuan == 1_500_000 && imports?.status == .provisional)
        // The other county brings nothing in, and that is printed.
        #expect(result.entry(AccountFixture.east, "net_imports")?.valueYuan == 0)
    }

    @Test func aPackThatIgnoresImportsShowsThem() throws {
        var ignoring = fixture("mee_2020", ["tourism"])
        ignoring.extra = "net_imports: imports.csv"
        ignoring.tables["imports.csv"] = """
            region,product,value_yuan,price_year,status,note
            140106,grain,1000000,2019,measured,
            """
        let result = try ignoring.result()
        #expect(isClose(result.entry(AccountFixture.west, "gep")?.valueYuan, 15_000 * 100 * 0.3))
        #expect(result.entry(AccountFixture.west, "net_imports")?.valueYuan == 1_000_000)
        #expect(result.entry(AccountFixture.west, "net_imports")?.note.en == "not subtracted")
    }

    /// T-05: what GEP guidelines only name, SEEA EA refuses.
    @Test func documentsOfFinalServicesRefuseDoubleCounts() {
        let known = RulePack.mee2020.overlaps
        #expect(known.contains { $0.first == "water_retention" && $0.second == "water_supply" })
        #expect(known.filter { $0.conditions.isEmpty }.allSatisfy { !$0.isForbidden })
        #expect(RulePack.seeaEA2021.overlaps.filter { $0.conditions.isEmpty }.allSatisfy { $0.isForbidden })
    }

    /// T-08: a share of the soil kept on top of delivered sediment, both dredged.
    @Test func siltIsNotDredgedTwice() throws {
        let soil = try fixture("mee_2020", ["soil_retention"]).parameters().indicators.blocks
        let bound = try #require(soil.first?.bound)
        // Stands for a block of sediment delivery with a price: it has a key `dredging_cost` too.
        let blocks = [("soil_retention", bound), ("sediment_delivery", bound)]
        let findings = RulePack.mee2020.findings(blocks).filter { $0.code == "overlap" }
        #expect(findings.map(\.isError) == [true])
        #expect(findings.first?.message.contains("same silt") == true)
        #expect(RulePack.mee2020.findings([blocks[0]]).isEmpty)
    }

    /// Timber and biomass overlap where carbon is counted by biomass, and only there.
    @Test func anOverlapThatIsNotThereIsNotListed() throws {
        let result = try fixture("mee_2020", ["agricultural_products", "carbon_fixation"]).result()
        #expect(!result.warnings.contains { $0.code == "overlap" })
        #expect(!result.tables.rules.contains { $0.kind == .overlap })
    }
}
