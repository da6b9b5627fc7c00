import EcoAccounts
import EcoParameters
import EcoUnits
import Foundation
import Testing

@testable import EcoIndicators

/// T6: splits of a change, and the account of an earlier year beside this one.
struct AccountChangeTests {
    /// The golden case of gep 5: q 100 to 120, p 7.0 to 8.4.
    @Test func theGoldenSplit() throws {
        let laspeyres = Decomposition.laspeyresPaasche(q0: 100, p0: 7, q1: 120, p1: 8.4)
        #expect(isClose(laspeyres.quantity, 140) && isClose(laspeyres.price, 168, within: 1e-12))
        let shapley = Decomposition.shapley(q0: 100, p0: 7, q1: 120, p1: 8.4)
        #expect(isClose(shapley.quantity, 154) && isClose(shapley.price, 154))
        let lmdi = try #require(Decomposition.lmdi(q0: 100, p0: 7, q1: 120, p1: 8.4))
        #expect(isClose(lmdi.quantity, 154, within: 1e-12) && isClose(lmdi.price, 154, within: 1e-12))
    }

    @Test func splitsAddUpToTheChange() throws {
        var generator = SeededDraw(seed: 11)
        for _ in 0..<200 {
            let (q0, p0) = (generator.next(), generator.next())
            let (q1, p1) = (generator.next(), generator.next())
            let change = q1 * p1 - q0 * p0
            let room = 1e-12 * (q1 * p1 + q0 * p0)
            let lmdi = try #require(Decomposition.lmdi(q0: q0, p0: p0, q1: q1, p1: p1))
            for split in [
                Decomposition.laspeyresPaasche(q0: q0, p0: p0, q1: q1, p1: p1),
                Decomposition.shapley(q0: q0, p0: p0, q1: q1, p1: p1), lmdi,
            ] {
                #expect(abs(split.quantity + split.price - change) <= room)
            }
            let (a0, a1) = (generator.next(), generator.next())
            let three = Decomposition.shapley(extent: (a0, a1), intensity: (q0, q1), price: (p0, p1))
            let whole = a1 * q1 * p1 - a0 * q0 * p0
            #expect(
                abs(three.extent + three.intensity + three.price - whole)
                    <= 1e-12 * (a1 * q1 * p1 + a0 * q0 * p0))
        }
    }

    @Test func divisiaNeedsPositiveFigures() {
        #expect(Decomposition.lmdi(q0: 0, p0: 7, q1: 120, p1: 8.4) == nil)
        #expect(Decomposition.lmdi(q0: -1, p0: 7, q1: 120, p1: 8.4) == nil)
        // Nothing moved: the mean of two equal numbers is the number.
        #expect(Decomposition.logarithmicMean(5, 5) == 5)
        let still = Decomposition.lmdi(q0: 3, p0: 2, q1: 3, p1: 2)
        #expect(still?.quantity == 0 && still?.price == 0)
    }

    // MARK: Two accounts

    /// The fixture as the account of 2016: visits and the price of a visit of that year.
    private func opening() throws -> AccountResult {
        var fixture = AccountFixture().only("tourism", "water_retention", "carbon_fixation")
        fixture.year = "2016"
        fixture.priceYear = "2016"
        fixture.indicatorText = fixture.indicatorText.mapValues {
            $0.replacingOccurrences(of: "price_year: 2019", with: "price_year: 2016")
        }
        fixture.tables["tourism.csv"] = """
            region,visits,unit,value_yuan_per_visit,ecosystem_share,price_year,status,note
            140106,10000,visits,80,0.3,2016,measured,
            140107,2000,visits,100,0.3,2016,measured,
            """
        return try fixture.result()
    }

    private func closing(_ opening: AccountResult) throws -> AccountFixture {
        var fixture = AccountFixture().only("tourism", "water_retention", "carbon_fixation")
        fixture.extra = "opening: {accounts: accounts.csv, basis: account_basis.csv}"
        fixture.tables["accounts.csv"] = Self.accountsFile(opening)
        fixture.tables["account_basis.csv"] = Self.basisFile(opening)
        return fixture
    }

    /// As a run writes them.
    private static func accountsFile(_ result: AccountResult) -> String {
        "region,year,account,indicator,ecosystem,quantity,unit,value_yuan,price_year,status,rule_pack\n"
            + (result.entries + result.components).map { entry in
                let numbers = [entry.quantity, entry.valueYuan].map {
                    $0.map { NumberText.shortest($0) } ?? ""
                }
                return [
                    entry.region.description, "\(entry.year)", entry.account.rawValue, entry.indicator,
                    entry.ecosystem?.rawValue ?? "", numbers[0], entry.unit.symbol, numbers[1],
                    entry.priceYear.map { "\($0)" } ?? "", entry.status.rawValue, entry.rulePack,
                ].joined(separator: ",")
            }.joined(separator: "\n")
    }

    private static func basisFile(_ result: AccountResult) -> String {
        "key,value\n"
            + result.tables.basis.lines.map {
                "\($0.key),\"\($0.value.replacingOccurrences(of: "\"", with: "\"\""))\""
            }
            .joined(separator: "\n")
    }

    @Test func quantityAndPriceOfVisits() throws {
        let change = try #require(closing(opening()).result().tables.change)
        let row = try #require(
            change.rows.first { $0.region == RegionCode(AccountFixture.west) && $0.id == "tourism" })
        // 10,000 visits at 80 x 0.3 = 24 yuan, then 15,000 at 100 x 0.3 = 30.
        #expect(isClose(row.openingYuan, 240_000) && isClose(row.closingYuan, 450_000))
        #expect(isClose(row.laspeyresPaasche?.quantity, 5000 * 24))
        #expect(isClose(row.laspeyresPaasche?.price, 15_000 * 6))
        #expect(isClose(row.shapley?.quantity, 5000 * 27) && isClose(row.shapley?.price, 12_500 * 6))
        #expect(isClose(row.openingAtClosingPrices, 300_000))
        #expect(isClose(row.constantGrowth, 0.5) && isClose(row.currentGrowth, 0.875))
        #expect(change.openingPriceYear == 2016 && change.closingPriceYear == 2019)
    }

    @Test func totalsOfTheChangeAreThoseOfTheAccounts() throws {
        let before = try opening()
        let after = try closing(before).result()
        let change = try #require(after.tables.change)
        for region in [AccountFixture.west, AccountFixture.east] {
            let row = try #require(change.rows.first { $0.region == RegionCode(region) && $0.id == "gep" })
            let (old, new) = (before.entry(region, "gep")?.valueYuan, after.entry(region, "gep")?.valueYuan)
            #expect(isClose(row.openingYuan, old ?? .nan) && isClose(row.closingYuan, new ?? .nan))
            for split in [row.laspeyresPaasche, row.shapley, row.lmdi] {
                let parts = (split?.quantity ?? .nan) + (split?.price ?? .nan)
                #expect(abs(parts - ((new ?? 0) - (old ?? 0))) <= 1e-9 * (new ?? 0))
            }
        }
        // Nothing but visits changed; water keeps quantity and price.
        let water = change.rows.first { $0.id == "water_retention" && $0.region == nil }
        #expect(water.map { abs($0.shapley?.quantity ?? 1) + abs($0.shapley?.price ?? 1) < 1e-6 } == true)
        #expect(!change.factors.isEmpty)
    }

    @Test func aServiceThatIsNewChangesByItsQuantityAlone() throws {
        var fixture = try closing(opening())
        fixture.indicatorText["agricultural_products"] =
            AccountFixture.indicatorBlocks["agricultural_products"]
        let change = try #require(fixture.result().tables.change)
        let maize = change.rows.first {
            $0.region == RegionCode(AccountFixture.east) && $0.id == "agricultural_products.maize"
        }
        #expect(isClose(maize?.shapley?.quantity, 500 * 1900) && maize?.shapley?.price == 0)
        #expect(maize?.lmdiIsShapley == true)
    }

    @Test func accountsThatDoNotCompareAreRefused() throws {
        let before = try opening()
        var fixture = try closing(before)
        fixture.tables["account_basis.csv"] = fixture.tables["account_basis.csv"]?
            .replacingOccurrences(of: "mee_2020", with: "ndrc_2022")
        #expect(try fixture.findings().map(\.code) == ["opening_pack"])
        fixture = try closing(before)
        fixture.layerText["land_cover"] = "{file: land, legend: igbp, source: another product}"
        #expect(try fixture.findings().map(\.code) == ["opening_land_cover"])
        fixture = try closing(before)
        fixture.year = "2016"
        #expect(try fixture.findings().map(\.code) == ["opening_year"])
        fixture = try closing(before)
        fixture.tables["account_basis.csv"] = "key,value\nyear,2016"
        #expect(try fixture.findings().map(\.code) == ["opening_basis"])
    }

    @Test func coefficientsThatMovedAreNamed() throws {
        var fixture = try closing(opening())
        fixture.indicatorText["water_retention"] = fixture.indicatorText["water_retention"]?
            .replacingOccurrences(of: "gong_2017", with: "hj_1173")
        let warning = try fixture.result().warnings.first { $0.code == "opening_parameters" }
        #expect(warning?.message.contains("water_retention.runoff_table") == true)
        // Prices and tables are of the year and may move.
        #expect(warning?.message.contains("reservoir_cost") == false)
        let clean = try closing(opening()).result().warnings
        #expect(!clean.contains { $0.code.hasPrefix("opening") })
    }
}

/// Numbers from 0.5 to 100.5 that are the same in every run.
private struct SeededDraw {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next() -> Double {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Double(state >> 33) / Double(1 << 31) * 100 + 0.5
    }
}
