import EcoAccounts
@testable import EcoCompensation
import EcoParameters
import EcoUnits
import Testing

/// Edge cases of land, services, waste and enclaves: what is refused, and what is never paid twice.
@Suite struct LandEdgeTests {
    private func codes(_ body: () throws -> Void) -> [String] { findings(body).map(\.code) }

    private func table(_ family: String, _ block: String, _ tables: [String: (String, [String])]) -> TableCase
    {
        TableCase(
            family: family, block: block, tables: tables.mapValues { ($0.0, $0.1) },
            regions: [140100, 140200, 140300])
    }

    // MARK: Unit standards

    private func holdings(_ rows: [String], _ block: String = "preset: zhejiang_forest_2017") -> TableCase {
        table(
            "unit_standard", "holdings: h.csv\n" + block,
            [
                "h.csv": (
                    "holder,region,year,element,area_mu,quality_factor,affected_area_mu,deduction_percent",
                    rows
                )
            ])
    }

    @Test func deductionAbove100PercentIsFound() {
        let found = findings { _ = try holdings(["a,140100,2023,forest,10,1,5,101"]).settle() }
        #expect(found.map(\.code) == ["out_of_range"])
        #expect(found.first?.location?.file == "h.csv" && found.first?.location?.line == 2)
    }

    @Test func moreAffectedThanThereIsAndUnpricedElements() {
        let rows = [
            "a,140100,2023,forest,10,1,11,15", "b,140100,2023,wetland,10,1,0,0",
            "c,140999,2023,forest,1,1,0,0",
        ]
        #expect(
            codes { _ = try holdings(rows).settle() }.sorted() == [
                "missing_standard", "out_of_range", "unknown_region",
            ])
    }

    /// 1/3 mu for each of three at 40 yuan: 13.33 each, 40 together; to the fen 13.34, 13.33, 13.33.
    @Test func holdersKeepTheSum() throws {
        let rows = ["a", "b", "c"].map { "\($0),140100,2023,forest,0.3333,1,0,0" }
        let result = try holdings(
            rows, "pays_holders: true\nrounding_step: 0.01 CNY\npreset: zhejiang_forest_2017"
        ).settle()
        // 0.9999 mu x 40 = 39.996, rounded to 40.00; the county keeps nothing.
        let parts = try ["a", "b", "c"].map { try result.netFen(.fund($0)) }
        #expect(parts == [1334, 1333, 1333])
        #expect(try result.netFen(.region(code(140100))) == 0)
        #expect(try result.netFen(.fund("province")) == -4000)
    }

    // MARK: Waste

    private func waste(_ rows: [String], _ block: String = "preset: beijing_2010") -> TableCase {
        table(
            "waste_hosting", "shipments: s.csv\n" + block,
            ["s.csv": ("origin,host,transfer_station,period,facility,tonnes,planned_tonnes", rows)])
    }

    /// Own waste pays nothing to itself; the own transfer station keeps its part without a payment.
    @Test func ownWasteAndOwnStation() throws {
        #expect(try waste(["140100,140100,,2023,landfill,500,"]).settle().ledger.transfers.isEmpty)
        let own = try waste(["140100,140200,140100,2023,landfill,1000,"]).settle()
        #expect(try own.netFen(.region(code(140100))) == -9_000_000)
        #expect(try own.netFen(.region(code(140200))) == 9_000_000)
        // Treated at home by way of another's station: only the station's part.
        let station = try waste(["140100,140100,140300,2023,landfill,1000,"]).settle()
        #expect(try station.netFen(.region(code(140300))) == 1_000_000)
    }

    @Test func facilityWithoutPriceAndStationWithoutShare() {
        #expect(codes { _ = try waste(["140100,140200,,2023,hazardous,1,"]).settle() } == ["missing_price"])
        let split = waste(["140100,140200,140300,2023,landfill,1,"], "preset: beijing_2012")
        #expect(codes { _ = try split.settle() } == ["missing_price"])
        let twice = waste(["140100,140200,,2023,landfill,1,", "140100,140200,,2023,landfill,2,"])
        #expect(codes { _ = try twice.settle() } == ["duplicate_row"])
    }

    // MARK: Enclaves

    private static let projectHeading =
        "project,origin,host,year,start_year,retained_tax_yuan,value_added_yuan,pollutant,origin_reduction_t,host_use_t,credited_in_origin,host_attains"

    private func assessment(_ rows: [String]) throws -> SettlementResult {
        let yaml =
            "allocations:\n  - {allocation: enclave_assessment, id: ledger, projects: p.csv, origin_value_share: 0.4, non_attainment_ratio: 2}"
        return try CompensationEvaluation.settle(
            parameters: parameters(
                yaml, files: ["p.csv": ([Self.projectHeading] + rows).joined(separator: "\n")]),
            indicators: [], regions: regionTable([code(140100), code(140200)]))
    }

    /// Property 9: a tonne is credited once, and the ratio is not used up by anybody.
    @Test func oneTonneIsCreditedOnce() throws {
        let row = { (credited: String, use: Int) in
            "P,140100,140200,2024,2020,1,100,so2,10,\(use),\(credited),no"
        }
        #expect(codes { _ = try assessment([row("yes", 5)]) } == ["credited_twice"])
        #expect(codes { _ = try assessment([row("no", 6)]) } == ["quota_short"])
        let result = try assessment([row("no", 4)])
        let stock = try #require(result.stocks.first { $0.item == "so2:P" })
        #expect(stock.unallocated == Rational(2))
        let parts = result.allocated.filter { $0.item == "so2:P" }.map(\.amount)
        #expect(try parts.total() + stock.unallocated == Rational(10))
        // Value added: both shares together are the project's, once.
        #expect(
            try result.allocated.filter { $0.item == "value_added:P" }.map(\.amount).total() == Rational(100))
    }

    @Test func projectAtHomeBeforeItsStartOrTwice() {
        let home = "P,140100,140100,2024,2025,1,1,,,,,"
        #expect(codes { _ = try assessment([home]) }.sorted() == ["out_of_range", "same_region"])
        let twice = ["P,140100,140200,2024,2020,1,1,,,,,", "P,140200,140100,2024,2020,1,1,,,,,"]
        #expect(codes { _ = try assessment(twice) } == ["duplicate_row"])
    }

    @Test func taxSharesMustEndOpen() {
        for steps in ["[{below_age: 5, origin_share: 0.5}]", "[{origin_share: 0.5}, {origin_share: 0.3}]"] {
            let found = codes {
                _ = try table(
                    "enclave_sharing", "projects: p.csv\ntax_shares: \(steps)",
                    ["p.csv": (Self.projectHeading, [])]
                )
                .settle()
            }
            #expect(found == ["tiers"], "\(steps)")
        }
    }

    // MARK: Services

    private static let serviceHeading =
        "provider,beneficiary,year,service,value_yuan,base_value_yuan,price_year,spill_over_share,floor_yuan,ceiling_yuan"

    private func services(_ rows: [String], _ block: String = "template: spill_over\ntheta: 0.1") -> TableCase
    {
        table(
            "gep_payment", "services: s.csv\nprice_year: 2020\n" + block,
            ["s.csv": (Self.serviceHeading, rows)])
    }

    /// The parts of one service that are paid for may not exceed the whole: within a scheme, and over two.
    @Test func oneServiceIsNotPaidTwice() throws {
        let rows = ["140200,140100,2023,water,100,,,0.7,,", "140200,140300,2023,water,100,,,0.4,,"]
        let found = findings { _ = try services(rows).settle() }
        #expect(found.map(\.code) == ["service_paid_twice"])
        #expect(found.first?.location?.file == "s.csv")
        let two = """
            schemes:
              - {scheme: gep_payment, id: first, services: a.csv, template: spill_over, theta: 0.1, price_year: 2020, instalments: 3}
              - {scheme: gep_payment, id: second, services: b.csv, template: spill_over, theta: 0.1, price_year: 2020}
            """
        let settleBoth = { (second: String) in
            _ = try settle(
                two, [],
                files: [
                    "a.csv": Self.serviceHeading + "\n" + rows[0],
                    "b.csv": Self.serviceHeading + "\n" + second,
                ],
                regions: [code(140100), code(140200), code(140300)])
        }
        #expect(codes { try settleBoth(rows[1]) } == ["service_paid_twice"])
        #expect(codes { try settleBoth("140200,140300,2023,water,100,,,0.3,,") }.isEmpty)
        // Another year is another service, though an instalment of the first falls into it.
        #expect(codes { try settleBoth("140200,140300,2024,water,100,,,1,,") }.isEmpty)
    }

    @Test func aServicePaidElsewhereIsLeftOut() throws {
        let schemes = { (elsewhere: String) in
            """
            schemes:
              - {scheme: pay_by_result, id: water_scheme, contracts: c.csv, rule: linear}
              - scheme: gep_payment
                id: gep
                services: s.csv
                template: spill_over
                theta: 0.1
                price_year: 2020
                paid_elsewhere: {water: \(elsewhere)}
            """
        }
        let files = [
            "c.csv":
                "contract,payer,operator,period,result,target,full_fee_yuan\nk,140100,140200,2023,1,1,100",
            "s.csv": Self.serviceHeading
                + "\n140200,140100,2023,water,1000,,,1,,\n140200,140100,2023,soil,1000,,,1,,",
        ]
        let regions = try [code(140100), code(140200)]
        let result = try settle(schemes("water_scheme"), [], files: files, regions: regions)
        #expect(result.ledger.transfers.filter { $0.scheme == "gep" }.map(\.amount.fen) == [10_000])
        #expect(
            codes { _ = try settle(schemes("other"), [], files: files, regions: regions) } == [
                "unknown_scheme"
            ])
    }

    @Test func mixedPriceYearsFloorsAndGapsAreFound() {
        #expect(
            codes { _ = try services(["140200,140100,2023,water,100,,2019,1,,"]).settle() } == [
                "mixed_price_years"
            ])
        #expect(
            codes { _ = try services(["140200,140100,2023,water,100,,,1,60,50"]).settle() } == [
                "out_of_range"
            ])
        #expect(codes { _ = try services(["140200,140100,2023,water,,,,1,,"]).settle() } == ["missing_data"])
        let increment = services(["140200,140100,2023,water,100,,,1,,"], "template: increment\ntheta: 0.1")
        #expect(codes { _ = try increment.settle() } == ["missing_data"])
        #expect(codes { _ = try services([], "template: spill_over").settle() } == ["missing_value"])
    }

    /// A pool without any growth pays nobody.
    @Test func poolWithoutGrowth() throws {
        let rows = ["140200,province,2023,total,100,100,,1,,", "140100,province,2023,total,90,100,,1,,"]
        let result = try services(rows, "template: pool\npool: 100 万元").settle()
        #expect(result.ledger.transfers.isEmpty)
    }

    /// Published: 2,792,800 yuan in 25 equal years of 111,712; and a sum that does not divide stays whole.
    @Test(arguments: [(2_792_800, 25), (100, 3), (7, 10)]) func instalmentsAddUp(_ yuan: Int, _ count: Int)
        throws
    {
        let block = "template: spill_over\ntheta: 1\ninstalments: \(count)"
        let result = try services(["140200,firm,2020,regulating,\(yuan),,,1,,"], block).settle()
        let amounts = result.ledger.transfers.map(\.amount.fen)
        #expect(amounts.reduce(0, +) == Int64(yuan) * 100)
        #expect((amounts.max() ?? 0) - (amounts.min() ?? 0) <= 100)
        if count == 25 { #expect(amounts == Array(repeating: 11_171_200, count: 25)) }
    }

    // MARK: Damage

    private func damage(_ loss: String, _ block: String) -> TableCase {
        table(
            "damage_claim", "cases: c.csv\nlosses: l.csv\n" + block,
            [
                "c.csv": ("case,region,liable,year", ["a,140100,firm,2023"]),
                "l.csv": ("case,service,base_yuan,damaged_yuan,recovered_yuan,recovery_years", [loss]),
            ])
    }

    @Test func lastingLossWithoutDiscountHasNoEnd() {
        #expect(
            codes { _ = try damage("a,water,100,50,80,2", "discount_rate: 0").settle() } == ["unbounded_loss"]
        )
        #expect(
            codes { _ = try damage("b,water,100,50,80,2", "discount_rate: 0.03").settle() } == [
                "unknown_case"
            ])
        #expect(
            codes {
                _ = try damage("a,water,100,50,80,2", "discount_rate: 0.03\nmethod: equivalency").settle()
            }.count == 4)
    }

    /// A loss for ever from the start equals loss x (1 + 1/r): the interim year 0 and the annuity after it.
    /// The finite sum over 200 years comes from a closed form in doubles.
    @Test(arguments: [0.03, 0.05, 0.041]) func discountedSumsAgreeWithTheClosedForm(_ rate: Double) throws {
        let result = try damage("a,water,1000000,0,1000000,150", "discount_rate: \(rate)").settle()
        // sum_{t=0}^{T} (1 - t/T) v^t, from sums of v^t and t v^t.
        var expected = 0.0, power = 1.0
        for year in 0...150 {
            expected += (1 - Double(year) / 150) * power
            power /= 1 + rate
        }
        let paid = try Double(result.netFen(.region(code(140100)))) / 100
        #expect(abs(paid - expected * 1_000_000) < 0.02)
    }

    // MARK: Pay by result

    @Test func missingResultAndWrongSteps() throws {
        let heading = "contract,payer,operator,period,result,target,full_fee_yuan"
        let make = { (block: String) in
            self.table(
                "pay_by_result", "contracts: c.csv\n" + block,
                ["c.csv": (heading, ["k,140100,firm,2023,,1,100"])])
        }
        #expect(codes { _ = try make("rule: linear").settle() } == ["missing_data"])
        #expect(try make("rule: linear\nmissing_data: not_assessed").settle().ledger.transfers.isEmpty)
        let falling = "rule: steps\nsteps: [{at_least: 0.9, paid: 1}, {at_least: 0.8, paid: 0.5}]"
        #expect(codes { _ = try make(falling).settle() } == ["tiers"])
    }

    // MARK: In kind

    private func inKind(_ rows: [String]) throws -> SettlementResult {
        let heading = "period,provider,recipient,form,subject,quantity,unit,declared_value_yuan,basis"
        return try settle(
            "schemes: [{scheme: pay_by_result, id: r, contracts: c.csv, rule: linear}]\nin_kind: k.csv", [],
            files: [
                "k.csv": ([heading] + rows).joined(separator: "\n"),
                "c.csv":
                    "contract,payer,operator,period,result,target,full_fee_yuan\nk,140100,firm,2023,1,1,100",
            ], regions: [code(140100), code(140200)])
    }

    /// Non-cash entries stand beside the ledger and never in it; a value that nobody declared stays open.
    @Test func inKindEntriesMoveNoMoney() throws {
        let result = try inKind([
            "2023,140100,140200,training,forest rangers,40,person,120000,article 6",
            "2023,firm,140200,jobs,nursery,12,job,,",
        ])
        #expect(result.inKind.count == 2)
        #expect(result.inKind.map(\.declaredValue) == [Money(fen: 12_000_000), nil])
        #expect(result.ledger.transfers.map(\.amount.fen) == [10_000])
        #expect(try result.netFen(.region(code(140200))) == 0)
    }

    @Test func inKindMistakesAreFound() {
        let found = codes {
            _ = try inKind(["2023,140100,140100,training,x,,,,", "2023,140999,140200,jobs,y,,,,"])
        }
        #expect(found.sorted() == ["same_region", "unknown_region"])
        #expect(codes { _ = try inKind(["2023-13,140100,140200,jobs,y,,,,"]) } == ["wrong_type"])
    }
}
