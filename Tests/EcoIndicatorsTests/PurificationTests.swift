import EcoAccounts
import EcoParameters
import EcoUnits
import Foundation
import Testing

@testable import EcoIndicators

/// Air and water purification under the three rules, levy prices, and products by contribution.
struct PurificationTests {
    private let west = AccountFixture.west
    private let east = AccountFixture.east

    private static func pack(_ rule: PurificationRule) -> RulePack {
        RulePack(
            id: "other", version: "2", title: LocalizedText(en: "other", zh: "其他"), sources: [],
            status: .official,
            indicators: RulePack.mee2020.indicators.filter { $0.id != "agricultural_products" } + [
                IndicatorRule("agricultural_products", .included, LocalizedText(en: "any", zh: "任意"))
            ], overlaps: [], negativeBalance: .signed, purification: rule, netImports: .ignored,
            referenceState: LocalizedText(en: "none", zh: "无"))
    }

    private func account(_ fixture: AccountFixture, _ rule: PurificationRule) throws -> AccountResult {
        var parameters = try fixture.parameters()
        parameters.rulePack = Self.pack(rule)
        return try GEPAccounting.evaluate(
            parameters: parameters, regions: fixture.regions, outlines: AccountFixture.outlines,
            opener: fixture.opener())
    }

    private func findings(_ fixture: AccountFixture, _ rule: PurificationRule) throws -> [Diagnostic] {
        do {
            _ = try account(fixture, rule)
            return []
        } catch let failure as DiagnosticFailure {
            return failure.diagnostics
        }
    }

    // MARK: Air

    @Test func aMissingEmissionFollowsTheRule() throws {
        var fixture = AccountFixture().only("air_purification")
        fixture.tables["emissions.csv"] = AccountFixture.tables["emissions.csv"]?
            .replacingOccurrences(of: "140106,nox,100,measured,\n", with: "")
        #expect(
            try account(fixture, .emissionLimited).entry(west, "air_purification")?.status == .incomplete)
        let minimum = try account(fixture, .minimum)
        // 3 km2 of forest at 0.6 t/km2; sulphur dioxide stays limited by its emission of 10 t.
        #expect(isClose(minimum.entry(west, "air_purification.nox")?.quantity, 1.8))
        #expect(isClose(minimum.entry(west, "air_purification.so2")?.quantity, 10))
        let row = minimum.entry(west, "air_purification")
        #expect(row?.status == .provisional)
        #expect(row?.note.en.contains("no emission of nitrogen oxides is given: its capacity counts") == true)
    }

    @Test func withoutAnyEmissionsTheMinimumIsTheCapacity() throws {
        var fixture = AccountFixture().only("air_purification")
        fixture.indicatorText["air_purification"] = fixture.indicatorText["air_purification"]?
            .replacingOccurrences(of: "emissions: emissions.csv\n", with: "")
        let capacity = try account(fixture, .capacity).entry(west, "air_purification")?.quantity
        #expect(
            isClose(try account(fixture, .minimum).entry(west, "air_purification")?.quantity, capacity ?? 0))
        #expect(try findings(fixture, .emissionLimited).map(\.code) == ["missing_table"])
    }

    @Test func aClassWithoutARateForOnePollutantIsNamed() throws {
        var fixture = AccountFixture().only("air_purification")
        fixture.indicatorText["air_purification"] =
            (fixture.indicatorText["air_purification"] ?? "") + "\nuptake_rates: rates.csv"
        fixture.tables["rates.csv"] =
            "ecosystem,pollutant,rate_t_per_km2,status,source\ngrassland,dust,1,measured,plots\n"
        let note = try account(fixture, .capacity).entry(west, "air_purification")?.note.en
        #expect(note?.contains("without sulphur dioxide on grassland") == true)
    }

    // MARK: Levy

    /// Rows of the published chain: rate / equivalent x 1000.
    @Test(arguments: [
        (LevyPollutant.so2, [631.58, 1263.16, 1894.74]), (.nox, [631.58, 1263.16, 1894.74]),
        (.dust, [150.00, 300.00, 450.00]), (.soot, [275.23, 550.46, 825.69]),
    ])
    func airLevies(pollutant: LevyPollutant, prices: [Double]) {
        for (rate, price) in zip([0.6, 1.2, 1.8], prices) {
            #expect(abs(pollutant.pricePerTonne(rate: rate) - price) <= 0.005)
        }
    }

    @Test(arguments: [
        (LevyPollutant.cod, [700.0, 1400, 2100]), (.nh3n, [875, 1750, 2625]), (.tp, [2800, 5600, 8400]),
    ])
    func waterLevies(pollutant: LevyPollutant, prices: [Double]) {
        for (rate, price) in zip([0.7, 1.4, 2.1], prices) {
            #expect(abs(pollutant.pricePerTonne(rate: rate) - price) <= 1e-9)
        }
    }

    @Test func aPriceMayFollowFromALevy() throws {
        var fixture = AccountFixture().only("air_purification")
        let written = fixture.indicatorText["air_purification"] ?? ""
        fixture.indicatorText["air_purification"] = written.replacingOccurrences(
            of: "{amount: 1200 CNY/t,", with: "{levy_rate: 1.8 CNY,"
        ).replacingOccurrences(
            of: "{amount: 150 CNY/t,", with: "{levy_rate: 1.8 CNY, levy_pollutant: soot,")
        let result = try account(fixture, .emissionLimited)
        #expect(
            isClose(result.entry(west, "air_purification.so2")?.valueYuan, 10 * 1.8 / 0.95 * 1000))
        // 3000 t are emitted and 1011 + 2166 + 3320 could be taken.
        #expect(
            isClose(result.entry(west, "air_purification.dust")?.valueYuan, 3000 * 1.8 / 2.18 * 1000))
        let equivalents = result.register.filter { $0.path.hasSuffix("_price.equivalent") }
        #expect(equivalents.map(\.value) == ["0.95 kg", "2.18 kg"])
        #expect(equivalents.map(\.isProvisional) == [false, true])
        fixture.indicatorText["air_purification"] = written.replacingOccurrences(
            of: "{amount: 1200 CNY/t,", with: "{amount: 1200 CNY/t, levy_rate: 1.8 CNY,")
        #expect(try fixture.findingsOfBinding().map(\.code) == ["conflicting_values"])
        fixture.indicatorText["air_purification"] = written.replacingOccurrences(
            of: "{amount: 1200 CNY/t,", with: "{")
        #expect(try fixture.findingsOfBinding().map(\.code) == ["missing_value"])
    }

    // MARK: Water

    private func water(_ prices: String, emissions: String? = nil) -> AccountFixture {
        var fixture = AccountFixture().only()
        let table = emissions.map { _ in "emissions: water.csv\n" } ?? ""
        fixture.indicatorText["water_purification"] = "\(table)uptake_table: guideline_annex\n\(prices)"
        if let emissions { fixture.tables["water.csv"] = emissions }
        fixture.layerText = ["land_cover": "{file: land, legend: igbp}"]
        return fixture
    }

    private let levies = """
        cod_price: {levy_rate: 0.7 CNY, price_year: 2019, status: published}
        nh3n_price: {levy_rate: 0.7 CNY, price_year: 2019, status: published}
        """

    /// V-06: what Garze discharges counts, and ammonia nitrogen has no known capacity.
    @Test func garzeWaterPurification() throws {
        let fixture = water(
            levies,
            emissions: """
                region,pollutant,emission_t,status,note
                140106,cod,5424,published,
                140106,nh3n,625,published,
                """)
        var parameters = try fixture.parameters()
        parameters.rulePack = Self.pack(.emissionLimited)
        let region = try #require(RegionCode(west))
        // 2864.27 km2 of wetland could take 316158 t of oxygen demand.
        let wetland = ClassSum(classCode: 11, area: 2864.27e6, validArea: 2864.27e6, sums: [])
        let tables = SufficientTables(
            extent: SufficientTable(measures: [], rows: [.init(region: region, sum: wetland)]),
            indicators: [:], insideShare: [region: 1], rasters: [], warnings: [])
        let result = try GEPAccounting.account(
            parameters: parameters, regions: fixture.regions, tables: tables)
        let cod = try #require(result.entry(west, "water_purification.cod")?.valueYuan)
        let nitrogen = try #require(result.entry(west, "water_purification.nh3n")?.valueYuan)
        #expect(abs(cod - 0.0380e8) <= 0.00005e8)
        #expect(abs(nitrogen - 0.0055e8) <= 0.00005e8)
        #expect(
            result.entry(west, "water_purification")?.note.en.contains("no capacity for ammonia") == true)
    }

    @Test func wetlandsTakeNoMoreThanTheyCan() throws {
        // County 140106 has half of the water cell 7: 0.5 km2.
        let capacity = try account(
            water("cod_price: {amount: 700 CNY/t, price_year: 2019, status: published}"), .capacity)
        #expect(isClose(capacity.entry(west, "water_purification")?.quantity, 55.19))
        #expect(isClose(capacity.entry(west, "water_purification", .wetland)?.valueYuan, 55.19 * 700))
        #expect(capacity.entry(west, "water_purification")?.status == .provisional)
    }

    @Test func withoutWetlandsThereIsNothingToPurify() throws {
        let fixture = water(levies, emissions: "region,pollutant,emission_t,status,note\n").replacing(
            "land", [7: 10])
        let row = try account(fixture, .emissionLimited).entry(west, "water_purification")
        #expect(row?.status == .notApplicable && row?.quantity == 0 && row?.valueYuan == 0)
    }

    @Test func aMissingDischargeIsNotZero() throws {
        let fixture = water(
            levies, emissions: "region,pollutant,emission_t,status,note\n140106,cod,1,measured,\n")
        #expect(
            try account(fixture, .emissionLimited).entry(west, "water_purification")?.status == .incomplete)
    }

    @Test func rulesThatNeedACapacityRefuseAmmonia() throws {
        #expect(try findings(water(levies), .minimum).map(\.code) == ["missing_rate"])
        #expect(try findings(water(levies), .capacity).map(\.code) == ["missing_rate"])
    }

    @Test func totalNitrogenHasNoLevyAndHoldsAmmonia() throws {
        let levied = "tn_price: {levy_rate: 2.1 CNY, price_year: 2019, status: published}"
        #expect(try water(levied).findingsOfBinding().contains { $0.code == "unknown_key" })
        let priced = "tn_price: {amount: 35700 CNY/t, price_year: 2019, status: published}"
        let both = water(
            "\(levies)\n\(priced)", emissions: "region,pollutant,emission_t,status,note\n")
        let warnings = try account(both, .emissionLimited).warnings
        #expect(warnings.contains { $0.code == "overlap" && $0.message.contains("ammonia") })
        #expect(try water("").findingsOfBinding().map(\.code) == ["missing_value"])
    }

    // MARK: Products

    private let costs = """
        region,product,group,quantity,unit,price_yuan_per_unit,price_year,status,ecosystem_share,intermediate_yuan,labour_yuan,capital_use_yuan,capital_return_yuan,note
        140106,maize,crops,1000,t,2000,2019,measured,0.3,800000,500000,100000,50000,
        140106,milk,husbandry,100,t,4000,2019,measured,,300000,150000,20000,0,
        140107,maize,crops,10,t,2000,2019,measured,0.2,0,0,0,0,
        """

    private func products(_ block: String) -> AccountFixture {
        var fixture = AccountFixture().only()
        fixture.layerText = [:]
        fixture.indicatorText["agricultural_products"] = "provisioning: costs.csv\n\(block)"
        fixture.tables["costs.csv"] = costs
        return fixture
    }

    private func accounted(_ fixture: AccountFixture) throws -> AccountResult {
        var parameters = try fixture.parameters()
        parameters.rulePack = Self.pack(.minimum)
        return try GEPAccounting.account(
            parameters: parameters, regions: fixture.regions, tables: .none)
    }

    @Test func theShareOfLandRent() throws {
        let result = try accounted(
            products("basis: contribution\ncontribution_method: share\necosystem_share: 0.1"))
        // Maize 2,000,000 x 0.3; milk 400,000 x 0.1
        #expect(isClose(result.entry(west, "agricultural_products")?.valueYuan, 640_000))
        let crops = result.entry(west, "agricultural_products.value_of_crops")
        #expect(isClose(crops?.quantity, 600_000) && crops?.valueYuan == nil)
    }

    @Test func theResidualMayBeNegativeAndSaysSo() throws {
        let result = try accounted(products("basis: contribution\ncontribution_method: residual"))
        // Maize 2,000,000 - 1,450,000; milk 400,000 - 470,000
        let row = result.entry(west, "agricultural_products")
        #expect(isClose(row?.valueYuan, 550_000 - 70_000))
        #expect(isClose(result.entry(west, "agricultural_products.milk")?.valueYuan, -70_000))
        #expect(row?.note.en.contains("the residual of 'milk' is negative") == true)
    }

    @Test func aContributionNeedsItsFigures() throws {
        let share = products("basis: contribution\ncontribution_method: share")
        var parameters = try share.parameters()
        parameters.rulePack = Self.pack(.minimum)
        do {
            _ = try GEPAccounting.account(
                parameters: parameters, regions: share.regions, tables: .none)
            Issue.record("milk has no share")
        } catch {
            #expect(error.diagnostics.map(\.code) == ["missing_value"])
            #expect(error.diagnostics.first?.location?.line == 3)
        }
        #expect(try products("basis: contribution").findingsOfBinding().map(\.code) == ["missing_value"])
        #expect(
            try products("basis: gross\ncontribution_method: share").findingsOfBinding().map(\.code)
                == ["conflicting_values"])
    }
}
