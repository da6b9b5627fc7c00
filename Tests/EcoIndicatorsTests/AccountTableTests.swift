import EcoAccounts
import EcoParameters
import EcoUnits
import Foundation
import Testing

@testable import EcoIndicators

/// T1 to T5 and drivers of the fixture's account; the figures of the rows are worked in AccountTests.
struct AccountTableTests {
    let result: AccountResult
    private let west = RegionCode(AccountFixture.west)

    init() throws { result = try AccountFixture().result() }

    @Test func extentHasSharesThatAddUp() throws {
        let rows = result.tables.extent.filter { $0.region == west }
        #expect(isClose(rows.first { $0.ecosystem == .forest }?.share, 3 / 4.5))
        let shares = rows.filter { $0.ecosystem != nil }.reduce(0) { $0 + ($1.share ?? 0) }
        #expect(isClose(shares, 1))
        // Both counties together: nine cells of 1 km2, every one of which has a class.
        let whole = result.tables.extent.first { $0.region == nil && $0.ecosystem == nil }
        #expect(isClose(whole?.area, 9))
    }

    @Test func theGapToTheOfficialAreaIsRelative() {
        let region = Region(
            code: RegionCode("140106")!, name: LocalizedText("a"), city: LocalizedText("b"),
            areaSquareKilometres: 5)
        let entry = AccountEntry(
            region: region.code, year: 2019, account: .extent, indicator: "area", quantity: 4.5,
            unit: .named("km2"), valueYuan: nil, priceYear: nil, status: .ok, rulePack: "")
        let rows = AccountLookup([entry], [], RegionTable([region])).extent
        #expect(isClose(rows.last?.gap, -0.1, within: 1e-12))
    }

    @Test func servicesCarryUnitPricesAndShares() throws {
        let rows = result.tables.services.filter { $0.region == west }
        let water = try #require(rows.first { $0.indicator == "water_retention" && $0.component == nil })
        #expect(water.unitPrice == 7.06)
        let whole = try #require(result.entry(AccountFixture.west, "gep")?.valueYuan)
        #expect(isClose(water.share, (water.yuan ?? 0) / whole))
        // Soil has three prices: none of them is the price of the service.
        #expect(rows.first { $0.indicator == "soil_retention" && $0.component == nil }?.unitPrice == nil)
        #expect(rows.first { $0.component == "silt" }?.unitPrice == 15.58)
        let shares = rows.filter { $0.component == nil }.reduce(0) { $0 + ($1.share ?? 0) }
        #expect(isClose(shares, 1))
        let method = result.tables.methods.first { $0.indicator == "carbon_fixation" }
        #expect(method?.method.zh.contains("干物质") == true)
    }

    @Test func depthsOfSeveralCountiesDoNotAddUp() throws {
        let yield = row("water_yield", 5, "m3"), mean = row("water_yield.yield_mean", 100, "mm")
        let regions = [AccountFixture.west, AccountFixture.east].compactMap(RegionCode.init)
        let lookup = AccountLookup(
            regions.map { yield($0) }, regions.map { mean($0) },
            RegionTable(
                regions.map {
                    Region(
                        code: $0, name: LocalizedText("a"), city: LocalizedText("b"), areaSquareKilometres: 5)
                }))
        let rows = lookup.services(total: "gep", prices: [])
        #expect(rows.filter { $0.region == nil }.map(\.quantity) == [10, nil])
        #expect(rows.filter { $0.region == west }.map(\.quantity) == [5, 100])
    }

    @Test func thePriceOfAPartIsNotThatOfAServiceInAnotherUnit() throws {
        let county = try #require(west)
        let sand = row("sand_fixation", 128, "t"), land = row("sand_fixation.land", 0.001, "km2")
        let region = Region(
            code: county, name: LocalizedText("a"), city: LocalizedText("b"), areaSquareKilometres: 5)
        let lookup = AccountLookup([sand(county)], [land(county)], RegionTable([region]))
        let price = ComponentPrice(region: county, id: "sand_fixation.land", yuanPerUnit: 3_750_000)
        #expect(lookup.services(total: "gep", prices: [price]).map(\.unitPrice) == [nil, 3_750_000])
    }

    private func row(_ indicator: String, _ quantity: Double, _ unit: StaticString) -> (RegionCode) ->
        AccountEntry
    {
        { region in
            AccountEntry(
                region: region, year: 2019, account: .memorandum, indicator: indicator, quantity: quantity,
                unit: .named(unit), valueYuan: nil, priceYear: nil, status: .ok, rulePack: "")
        }
    }

    @Test func theMatrixBalancesByRowAndColumn() throws {
        for region in [west, nil] {
            let rows = result.tables.matrix.filter { $0.region == region }
            for row in rows {
                let parts = row.byEcosystem.compactMap { $0 }.reduce(0, +) + (row.unallocated ?? 0)
                #expect(isClose(row.total, parts))
            }
            let sums = try #require(rows.first { $0.indicator == nil })
            for index in EcosystemType.allCases.indices {
                let column = rows.filter { $0.indicator != nil }.compactMap { $0.byEcosystem[index] }
                #expect(isClose(sums.byEcosystem[index], column.reduce(0, +)))
            }
        }
        let gep = try [AccountFixture.west, AccountFixture.east].map {
            try #require(result.entry($0, "gep")?.valueYuan)
        }
        let total = result.tables.matrix.first { $0.region == nil && $0.indicator == nil }?.total
        #expect(isClose(total, gep.reduce(0, +)))
    }

    /// Cropland lies in the east alone, where nothing says what carbon it fixes: no figure, not the west's zero.
    @Test func whatIsNotCountedIsNoZero() throws {
        let index = try #require(EcosystemType.allCases.firstIndex(of: .cropland))
        let row = result.tables.matrix.first { $0.region == nil && $0.indicator == "carbon_fixation" }
        #expect(row != nil && row?.byEcosystem[index] == nil)
        let bare = try #require(EcosystemType.allCases.firstIndex(of: .bare))
        #expect(row?.byEcosystem[bare] == 0)
    }

    @Test func regionsAddUpAndMissingPopulationLeavesAGap() throws {
        let rows = result.tables.regions
        let all = try #require(rows.first { $0.region == nil })
        #expect(isClose(all.total, rows.filter { $0.region != nil }.reduce(0) { $0 + ($1.total ?? 0) }))
        #expect(all.totalPerHead == nil && all.totalPerSquareKilometre == nil)
        let share = ratio(sum([all.provisioning, all.cultural]), all.total)
        #expect(share != nil && all.marketLinkedShare == share)
    }

    /// CS is the value on a price over the value of the account; another price shows it.
    @Test func sensitivityIsExact() throws {
        let driver = try #require(
            result.tables.drivers.first { $0.region == west && $0.account == "gep" && $0.rank == 1 })
        var dearer = AccountFixture()
        #expect(driver.driver.hasPrefix("water_retention"))
        // Half as much again for a cubic metre.
        dearer.indicatorText["water_retention"] = dearer.indicatorText["water_retention"]?
            .replacingOccurrences(of: "7.06 CNY/m3", with: "10.59 CNY/m3")
        let moved = try dearer.result().entry(AccountFixture.west, "gep")?.valueYuan
        #expect(isClose(moved, driver.high, within: 1e-12))
        let whole = try #require(result.entry(AccountFixture.west, "gep")?.valueYuan)
        #expect(isClose((driver.high - whole) / whole / 0.5, driver.sensitivity, within: 1e-9))
    }

    @Test func theRulesSayWhatIsProvisionalAndWhatIsLeftOut() {
        let rows = result.tables.rules
        let noise = rows.first { $0.id == "noise_reduction" }
        #expect(noise?.standing == "excluded" && noise?.isAccounted == false)
        #expect(rows.first { $0.id == "negative_balance" }?.standing == "fixed")
        #expect(rows.allSatisfy { $0.status == ($0.id == "zone_rule" ? "choice" : "provisional") })
    }
}
