import EcoAccounts
@testable import EcoCompensation
import EcoParameters
import EcoUnits
import Testing

/// The edge cases of sections: what is not charged, what is refused, and where the finding stands.
@Suite struct WaterEdgeTests {
    private static let steps = "indicators: [{indicator: cod, step: 0.2, step_amount: 30 万元}]"

    private func table(_ block: String = steps, _ rows: [String]) -> TableCase {
        WaterLawsTests.section("exceed_multiple", block, rows)
    }

    private func codes(_ table: TableCase) -> [String] { findings { _ = try table.settle() }.map(\.code) }

    private func fen(_ block: String = steps, _ rows: [String]) throws -> Int64 {
        try WaterLawsTests.net(table(block, rows))
    }

    // MARK: Not charged

    @Test(arguments: ["dry", "frozen", "backflow"]) func sectionDryFrozenOrFlowingBackIsNotAssessed(
        _ state: String
    ) throws {
        let result = try table(Self.steps, ["A,2023-01,cod,90,mg/L,,,,,\(state)"]).settle()
        #expect(result.ledger.transfers.isEmpty)
        #expect(result.warnings.map(\.code) == ["section_not_assessed"])
        #expect(result.warnings.first?.location?.file == "w.csv")
    }

    @Test func backflowIsAssessedWhereTheRuleSaysSo() throws {
        #expect(
            try fen(Self.steps + "\nbackflow_assessed: true", ["A,2023-01,cod,24,mg/L,,,,,backflow"])
                == -30_000_000)
    }

    /// Inflow over the limit and no rise: exempt; a rise, or an inflow within the limit: charged.
    @Test func inflowAlreadyExceedingExemptsWithoutARise() throws {
        let block = Self.steps + "\ninflow_exemption: true"
        #expect(try fen(block, ["A,2023-01,cod,30,mg/L,30,,,,"]) == 0)
        #expect(try fen(block, ["A,2023-01,cod,30,mg/L,31,,,,"]) == 0)
        #expect(try fen(block, ["A,2023-01,cod,30,mg/L,29,,,,"]) == -90_000_000)
        #expect(try fen(block, ["A,2023-01,cod,30,mg/L,20,,,,"]) == -90_000_000)
        #expect(try fen(Self.steps, ["A,2023-01,cod,30,mg/L,30,,,,"]) == -90_000_000)
    }

    /// Oxygen: less is worse. 3 against 5: (5 - 3) / 5 = 0.4, two steps.
    @Test func oxygenExceedsDownward() throws {
        let block = "indicators: [{indicator: dissolved_oxygen, step: 0.2, step_amount: 30 万元}]"
        #expect(try fen(block, ["A,2023-01,dissolved_oxygen,3,mg/L,,,,,"]) == -60_000_000)
        #expect(try fen(block, ["A,2023-01,dissolved_oxygen,6,mg/L,,,,,"]) == 0)
    }

    /// Exactly at a border no further step begins: 24 over 20 is 0.2, one step; a hair more is two.
    @Test func wholeStepsAreNotRoundedUp() throws {
        #expect(try fen(Self.steps, ["A,2023-01,cod,20,mg/L,,,,,"]) == 0)
        #expect(try fen(Self.steps, ["A,2023-01,cod,24,mg/L,,,,,"]) == -30_000_000)
        #expect(try fen(Self.steps, ["A,2023-01,cod,24.000001,mg/L,,,,,"]) == -60_000_000)
    }

    /// Both items over their limits: 30 over 20, three steps, and 1.6 over 1, three steps of 10.
    @Test func severalItemsSumOrWorst() throws {
        let two =
            "indicators: [{indicator: cod, step: 0.2, step_amount: 30 万元}, {indicator: ammonia_nitrogen, step: 0.2, step_amount: 10 万元}]"
        let rows = ["A,2023-01,cod,30,mg/L,,,,,", "A,2023-01,ammonia_nitrogen,1.6,mg/L,,,,,"]
        #expect(try fen(two + "\ncombination: sum", rows) == -120_000_000)
        #expect(try fen(two + "\ncombination: worst", rows) == -90_000_000)
        #expect(codes(table(two, rows)) == ["missing_value"])
    }

    // MARK: Missing

    @Test func missingFigureBlocksOrIsLeftOut() throws {
        let rows = ["A,2023-01,cod,,mg/L,,,,,", "A,2023-02,cod,24,mg/L,,,,,"]
        let found = findings { _ = try table(Self.steps, rows).settle() }
        #expect(found.map(\.code) == ["missing_data"])
        #expect(found.first?.location?.file == "w.csv" && found.first?.location?.line == 2)
        let result = try table(Self.steps + "\nmissing_data: not_assessed", rows).settle()
        #expect(result.warnings.map(\.code) == ["missing_data"])
        #expect(try result.netFen(.region(code(140100))) == -30_000_000)
    }

    @Test func missingTargetIsFound() {
        #expect(
            codes(
                table(
                    "indicators: [{indicator: total_nitrogen, step: 1, step_amount: 1 万元}]",
                    ["A,2023-01,total_nitrogen,2,mg/L,,,,,"])) == ["missing_target"])
    }

    @Test func loadWithoutVolumeIsFound() {
        let table = WaterLawsTests.section(
            "load_price", "indicators: [{indicator: cod, price: 1 CNY/t}]", ["A,2023-01,cod,30,mg/L,,,,,"])
        #expect(codes(table) == ["missing_data"])
    }

    // MARK: Bad input

    /// 2.12 ug/L of ammonia is below any detection; 20,000 mg/L of COD is above any sewage.
    @Test func milligramsForMicrogramsAreFound() {
        let block = "indicators: [{indicator: ammonia_nitrogen, step: 0.5, step_amount: 30 万元}]"
        let found = findings { _ = try table(block, ["A,2023-01,ammonia_nitrogen,2.12,ug/L,,,,,"]).settle() }
        #expect(found.map(\.code) == ["implausible_value"])
        #expect(found.first?.location?.line == 2 && found.first?.path == "value")
        #expect(found.first?.messageZh.contains("氨氮") == true)
        #expect(codes(table(Self.steps, ["A,2023-01,cod,20000,mg/L,,,,,"])) == ["implausible_value"])
        #expect(codes(table(Self.steps, ["A,2023-01,cod,20,mg,,,,,"])) == ["wrong_unit"])
        #expect(codes(table(Self.steps, ["A,2023-01,cod,20,mgL,,,,,"])) == ["wrong_unit"])
    }

    @Test func duplicatedSectionMonthIsFound() {
        let rows = ["A,2023-01,cod,24,mg/L,,,,,", "A,2023-01,cod,25,mg/L,,,,,"]
        let found = findings { _ = try table(Self.steps, rows).settle() }
        #expect(found.map(\.code) == ["duplicate_row"])
        #expect(found.first?.location?.line == 3)
    }

    @Test func sectionInNoCountyIsFound() throws {
        var unknown = table(Self.steps, ["A,2023-01,cod,24,mg/L,,,,,", "B,2023-01,cod,24,mg/L,,,,,"])
        #expect(codes(unknown) == ["unknown_section"])
        unknown = table(Self.steps, ["A,2023-01,cod,24,mg/L,,,,,"])
        unknown.tables["s.csv"] = ("section,region,target_class", ["A,140999,iii"])
        let found = findings { _ = try unknown.settle() }
        #expect(
            found.contains {
                $0.code == "unknown_region" && $0.location?.file == "s.csv" && $0.location?.line == 2
            })
    }

    /// The shares of two counties must make a whole, and rows of a section must agree.
    @Test func sharesOfASectionAreChecked() {
        var shared = table(Self.steps, ["A,2023-01,cod,24,mg/L,,,,,"])
        shared.tables["s.csv"] = (
            "section,region,share,target_class", ["A,140100,0.6,iii", "A,140200,0.5,iii"]
        )
        #expect(codes(shared) == ["sum_not_whole"])
        shared.tables["s.csv"] = (
            "section,region,share,target_class", ["A,140100,0.6,iii", "A,140200,0.4,iv"]
        )
        #expect(codes(shared) == ["conflicting_section"])
        shared.tables["s.csv"] = ("section,region,share,target_class", ["A,140100,60,iii"])
        #expect(codes(shared) == ["out_of_range"])
    }

    /// The fine of a section that two counties share is split by their shares, exactly.
    @Test func sectionOfTwoCounties() throws {
        var shared = table(Self.steps, ["A,2023-01,cod,24,mg/L,,,,,"])
        shared.tables["s.csv"] = (
            "section,region,share,target_class", ["A,140200,0.4,iii", "A,140100,0.6,iii"]
        )
        let result = try shared.settle()
        #expect(try result.netFen(.region(code(140100))) == -18_000_000)
        #expect(try result.netFen(.region(code(140200))) == -12_000_000)
    }

    @Test func wrongPeriodsAreFound() {
        #expect(codes(table(Self.steps, ["A,2023,cod,24,mg/L,,,,,"])) == ["wrong_type"])
    }

    @Test func percentAbove100IsFound() {
        let heading =
            "region,period,class_i_percent,class_ii_percent,class_iii_percent,class_iv_percent,class_v_percent,class_worse_than_v_percent"
        let prices = ["i_reward", "ii_reward", "iii_reward", "iv_charge", "v_charge", "worse_than_v_charge"]
            .map { "class_\($0): 1 万元/%" }.joined(separator: "\n")
        let make = { (row: String) in
            TableCase(
                family: "class_shares", block: "shares: s.csv\n" + prices,
                tables: ["s.csv": (heading, [row])],
                regions: [140100])
        }
        let found = findings { _ = try make("140100,2023,101,0,0,0,0,0").settle() }
        #expect(found.map(\.code) == ["out_of_range"] && found.first?.location?.line == 2)
        #expect(found.first?.path.contains("class_i_percent") == true)
        #expect(codes(make("140100,2023,50,49,0,0,0,0")) == ["sum_not_whole"])
    }

    /// All findings of both tables at once.
    @Test func findingsComeTogether() {
        let rows = ["A,2023-01,cod,24,mg,,,,,", "B,2023-01,cod,24,mg/L,,,,,", "A,2023,cod,24,mg/L,,,,,"]
        #expect(Set(codes(table(Self.steps, rows))) == ["wrong_unit", "unknown_section", "wrong_type"])
    }

    @Test func overflowIsFoundAndNothingPaid() {
        let table = WaterLawsTests.section(
            "load_price", "indicators: [{indicator: cod, price: 9000000000000000 万元/t}]",
            ["A,2023-01,cod,4999.999999,mg/L,,1.000001,,9000000000000,"])
        #expect(codes(table) == ["arithmetic_overflow"])
    }

    /// A month with too few days of flow is missing, never assessed as dry.
    @Test func flowMonthWithTooFewDays() throws {
        let make = { (days: Int, policy: String) in
            TableCase(
                family: "ecological_flow",
                block: "sections: s.csv\nflows: f.csv\nmet_by: monthly_mean\ncharge: 100 万元\naward: 20 万元\n"
                    + policy,
                tables: [
                    "s.csv": ("section,region,ecological_flow_m3_s", ["A,140100,10"]),
                    "f.csv": (
                        "section,date,flow_m3_s", (1...days).map { "A,2023-04-\($0 < 10 ? "0" : "")\($0),12" }
                    ),
                ], regions: [140100])
        }
        // 0.9 x 30 = 27 days.
        #expect(try make(27, "").settle().netFen(.region(code(140100))) == 20_000_000)
        #expect(codes(make(26, "")) == ["missing_data"])
        #expect(try make(26, "missing_data: not_assessed").settle().ledger.transfers.isEmpty)
    }

    // MARK: Presets

    /// What was not published stays required: the three middle amounts of Shanxi 2013, the Liaoning base
    /// amounts, every number of the fourth round on the Xin'an River.
    @Test(arguments: [
        ("exceed_multiple", "shanxi_2013", "combination: sum", 2),
        ("exceed_multiple", "liaoning_2017", "", 1),
        ("index_gate", "xinanjiang_4", "", 6), ("index_gate", "xinanjiang_2", "", 1),
        ("class_change", "yellow_river_2021", "", 1),
    ])
    func unpublishedNumbersStayRequired(_ family: String, _ preset: String, _ block: String, _ count: Int) {
        let table = WaterLawsTests.section(family, "preset: \(preset)\n\(block)", ["A,2023,cod,24,mg/L,,,,,"])
        #expect(codes(table) == Array(repeating: "missing_value", count: count))
    }
}
