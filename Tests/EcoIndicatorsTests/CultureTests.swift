import EcoAccounts
import EcoGrids
import EcoParameters
import Foundation
import Testing

@testable import EcoIndicators

/// Services that come from tables by county: tourism, recreation, landscape, noise.
struct CultureTests {
    private let west = AccountFixture.west
    private let east = AccountFixture.east

    private func fixture(_ indicator: String, _ block: String, _ tables: [String: String]) -> AccountFixture {
        var fixture = AccountFixture()
        fixture.layerText = [:]
        fixture.indicatorText = [indicator: block]
        fixture.tables = tables
        return fixture
    }

    private func result(_ fixture: AccountFixture) throws -> AccountResult {
        try GEPAccounting.evaluate(
            parameters: fixture.parameters(), regions: fixture.regions, outlines: [],
            opener: MemoryRasterOpener([]))
    }

    private let visits =
        "region,visits,unit,expense_yuan_per_visit,time_yuan_per_visit,surplus_yuan_per_visit,"

    @Test func travelCostOfBaiyangdian() throws {
        let table =
            visits + """
                ecosystem_share,price_year,status,note
                140106,10,万人次,52.47,343.33,578.03,1,2019,published,
                140107,0,visits,52.47,343.33,578.03,1,2019,published,
                """
        let fixture = fixture("tourism", "method: travel_cost\ntourism: t.csv", ["t.csv": table])
        let result = try result(fixture)
        #expect(isClose(result.entry(west, "tourism")?.quantity, 100_000))
        #expect(isClose(result.entry(west, "tourism")?.valueYuan, 100_000 * 973.83))
        #expect(result.entry(east, "tourism")?.valueYuan == 0)
    }

    @Test func thePartsOfTravelCostAreAllNeeded() throws {
        let table =
            visits + """
                ecosystem_share,price_year,status,note
                140106,10,visits,52.47,,578.03,1,2019,published,
                140107,10,visits,52.47,1,578.03,1,2019,published,
                """
        let findings = try fixture("tourism", "method: travel_cost\ntourism: t.csv", ["t.csv": table])
            .findings()
        #expect(findings.map(\.code) == ["missing_value"])
        #expect(findings.first?.path == "time_yuan_per_visit")
        #expect(findings.first?.location?.line == 2)
    }

    @Test func zonesOfOrigin() throws {
        let table = """
            region,origin,visits,unit,hours_per_visit,wage_yuan_per_hour,expense_yuan_per_visit,ecosystem_share,price_year,status,note
            140106,taiyuan,1000,visits,10,20,300,0.5,2019,measured,
            140106,beijing,200,visits,30,40,1000,0.5,2019,measured,
            140107,taiyuan,100,visits,0,0,0,1,2019,assumed,
            """
        let result = try result(
            fixture("tourism", "method: origin_zones\norigins: o.csv", ["o.csv": table]))
        #expect(isClose(result.entry(west, "tourism")?.quantity, 1200))
        let (near, far): (Double, Double) = (1000 * (10 * 20 + 300), 200 * (30 * 40 + 1000))
        #expect(isClose(result.entry(west, "tourism")?.valueYuan, 0.5 * (near + far)))
    }

    @Test func incomeAndItsShare() throws {
        let table = """
            region,visits,unit,income_yuan,ecosystem_share,price_year,status,note
            140106,358.68,万人次,23.56e8,0.4,2019,published,
            140107,0,visits,0,0.4,2019,published,
            """
        let result = try result(fixture("tourism", "method: income_share\nincome: i.csv", ["i.csv": table]))
        #expect(isClose(result.entry(west, "tourism")?.valueYuan, 23.56e8 * 0.4))
        #expect(result.entry(west, "tourism")?.note.en.contains("share of ecosystems 0.4") == true)
        #expect(result.entry(east, "tourism")?.valueYuan == 0)
    }

    @Test func aMultipleOfIncomeIsSaid() throws {
        // T-18: Garze prints 70.67 x 10^8 where the income is 23.56 x 10^8.
        func note(_ income: String) throws -> String {
            let table = """
                region,visits,unit,value_yuan_per_visit,income_yuan,ecosystem_share,price_year,status,note
                140106,358.68,万人次,1970.194,\(income),1,2019,published,
                140107,1,visits,1,,1,2019,published,
                """
            let fixture = fixture("tourism", "method: value_per_visit\ntourism: t.csv", ["t.csv": table])
            return try result(fixture).entry(west, "tourism")?.note.en ?? ""
        }
        #expect(try note("23.56e8").contains("3 times the income"))
        #expect(try !note("30e8").contains("times the income"))
        #expect(Tourism.multipleNote(value: 2, income: 1) != nil)
        #expect(Tourism.multipleNote(value: 1, income: 0) == nil)
    }

    @Test func tablesMustFitTheMethod() throws {
        let findings = try fixture(
            "tourism", "method: income_share\ntourism: t.csv",
            ["t.csv": visits + "ecosystem_share,price_year,status,note"]
        ).findings()
        #expect(Set(findings.map(\.code)) == ["conflicting_values", "missing_table"])
    }

    @Test func freeVisitsAtSubstituteCost() throws {
        let table = """
            region,visits,unit,substitute_yuan_per_visit,ecosystem_share,price_year,status,note
            140106,2,万人次,5,1,2019,measured,park
            140106,1000,visits,10,0.5,2019,assumed,forest
            140107,0,visits,5,1,2019,measured,
            """
        var fixture = fixture("recreation", "recreation: r.csv", ["r.csv": table])
        fixture.pack = "gbt_46869_2025"
        fixture.extra = ""
        let flows = try set(fixture).members[0].indicator
        let region = SufficientTables.none.input(try #require(RegionCode(west)), indicator: "recreation")
        #expect(isClose(flows.flows(of: region).headline.first?.quantity, 21_000))
        let price = flows.unitPrice(of: "visits", in: region.region)
        #expect(isClose(price, (20_000.0 * 5 + 1000 * 5) / 21_000))
        #expect(flows.flows(of: region).isProvisional)
    }

    private func set(_ fixture: AccountFixture) throws -> IndicatorSet {
        try IndicatorSet(fixture.parameters(), fixture.regions)
    }

    @Test func premiumsOfHotelsAndHousing() throws {
        let table = """
            region,market,revenue_yuan,premium_share,price_year,price_index,status,note
            140106,hotel,1e8,0.1,2015,cpi,measured,
            140106,housing,4e8,0.05,2019,,measured,
            """
        var fixture = fixture("landscape_premium", "landscape_premium: l.csv", ["l.csv": table])
        fixture.extra = "price_indices:\n  - {id: cpi, year: 2015, factor: 1.1}"
        let result = try result(fixture)
        #expect(isClose(result.entry(west, "landscape_premium")?.valueYuan, 1.1e8 * 0.1 + 4e8 * 0.05))
        #expect(result.entry(east, "landscape_premium")?.status == .incomplete)
    }

    @Test func greenBelts() throws {
        let table = """
            region,length_km,reduction_db,status,note
            140106,10,4,measured,
            140106,5,2,measured,
            140107,0,0,measured,
            """
        var fixture = fixture(
            "noise_reduction",
            "green_belts: g.csv\nbarrier_cost: {amount: 1500 CNY/km, price_year: 2019, status: assumed}",
            ["g.csv": table])
        fixture.pack = "ndrc_2022"
        let result = try result(fixture)
        #expect(isClose(result.entry(west, "noise_reduction")?.valueYuan, (10.0 * 4 + 5 * 2) * 1500))
        #expect(result.entry(east, "noise_reduction")?.valueYuan == 0)
    }
}
