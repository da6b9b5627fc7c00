import EcoAccounts
@testable import EcoCompensation
import EcoTestSupport
import EcoUnits
import Testing

/// Laws of single water families, on seeded random values.
@Suite struct WaterLawsTests {
    static let seeds = Array(UInt64(1)...20)

    /// One section A of 140100 (downstream 140200), class III, with the given rows.
    static func section(_ family: String, _ block: String, _ rows: [String]) -> TableCase {
        TableCase(
            family: family, block: "sections: s.csv\nobservations: w.csv\n" + block,
            tables: [
                "s.csv": ("section,region,downstream,target_class", ["A,140100,140200,iii"]),
                "w.csv": ("section,period,item,value,unit,inflow,target,previous,volume_wan_m3,state", rows),
            ], regions: [140100, 140200])
    }

    static func net(_ table: TableCase) throws -> Int64 {
        try table.settle().netFen(.region(code(140100)))
    }

    static let blocks: [(family: String, block: String, period: String)] = [
        (
            "exceed_multiple",
            "indicators: [{indicator: cod, step: 0.2, step_amount: 30 万元, dead_band: 0.1, times_one_plus_ratio: true}]",
            "2023-04"
        ),
        (
            "exceed_multiple",
            "indicators: [{indicator: cod, tier_limits: [0.5, 1], first_amount: 10 万元, middle_amounts: [20 万元], last_amount: 50 万元}]",
            "2023-04"
        ),
        ("load_price", "direction: both_ways\nindicators: [{indicator: cod, price: 2500 CNY/t}]", "2023-04"),
        (
            "section_linear",
            "period: month\nindicators: [{indicator: cod, rate: 2 万元/(mg/L), charge_rate: 3 万元/(mg/L)}]",
            "2023-04"
        ),
        (
            "class_change",
            "target_class: iii\namount_per_class: 6000 万元\nindex_items: [cod]\nindex_combination: mean\namount_per_point: 100 万元\nchange_cap: 4000 万元",
            "2023"
        ),
        (
            "index_gate",
            "stability: 0.85\nindicators: [{indicator: cod, weight: 1}]\ntranches: [{gate: 1, amount: 100 万元}, {gate: 0.9, amount: 50 万元}]\nbreach_amount: 100 万元",
            "2023"
        ),
    ]

    /// Property 4: cleaner water never costs the region above money, whatever the other figures.
    @Test(arguments: seeds) func cleanerWaterNeverCosts(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        for (family, block, period) in Self.blocks {
            let dirty = Int.random(in: 5...90, using: &random)
            let clean = Int.random(in: 4...dirty, using: &random)
            let rest = "mg/L,,20,\(Int.random(in: 5...60, using: &random)),500,"
            let two = try [dirty, clean].map {
                try Self.net(Self.section(family, block, ["A,\(period),cod,\($0),\(rest)"]))
            }
            #expect(two[1] >= two[0], "\(family): \(dirty) -> \(clean)")
        }
    }

    /// Property 7: at the target nobody pays, and improvement then equal worsening nets to 0.
    @Test(arguments: seeds) func neutralAtTheTargetAndBack(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let target = Int.random(in: 10...50, using: &random), change = Int.random(in: 1...8, using: &random)
        let linear = "indicators: [{indicator: cod, rate: 2 万元/(mg/L)}]\nperiod: month"
        let load = "direction: both_ways\nindicators: [{indicator: cod, price: 2500 CNY/t}]"
        for (family, block) in [("section_linear", linear), ("load_price", load)] {
            let row = { (month: Int, value: Int) in "A,2023-0\(month),cod,\(value),mg/L,,\(target),,700," }
            #expect(try Self.net(Self.section(family, block, [row(1, target)])) == 0)
            let twoMonths = [row(1, target - change), row(2, target + change)]
            #expect(try Self.net(Self.section(family, block, twoMonths)) == 0)
        }
    }

    /// P = k0 where every concentration equals its baseline, whatever they are.
    @Test(arguments: seeds) func indexEqualsStabilityAtTheBaseline(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let items = ["permanganate_index", "ammonia_nitrogen", "total_phosphorus", "total_nitrogen"]
        for (preset, stability) in [
            ("xinanjiang_1", "0.85"), ("xinanjiang_2", "0.89"), ("xinanjiang_3", "0.9"),
        ] {
            let rows = items.map { item in
                let value =
                    "\(Int.random(in: 1...9, using: &random)).\(Int.random(in: 1...9, using: &random))"
                return "A,2013,\(item),\(value),mg/L,,\(value),,,"
            }
            let more = preset == "xinanjiang_3" ? "\ntranches: [{gate: 1, amount: 1 万元}]" : ""
            let table = Self.section("index_gate", "preset: \(preset)\nbreach_amount: 1 万元\(more)", rows)
            let steps = try table.settle().claims.flatMap(\.calculation.allSteps)
            #expect(steps.first { $0.name == "index" }?.value == (try exact(stability)))
        }
    }

    /// Property 10: the parts of a section that several counties answer for add up to its whole charge.
    @Test(arguments: seeds) func sharesAddUp(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let cuts = ([0, 1000] + (0..<2).map { _ in Int.random(in: 0...1000, using: &random) }).sorted()
        let shares = zip(cuts, cuts.dropFirst()).map { $1 - $0 }
        var table = Self.section(
            "exceed_multiple",
            "indicators: [{indicator: cod, step: 0.2, step_amount: 33.33 CNY}]\nrounding_step: 0.01 CNY",
            ["A,2023-04,cod,\(Int.random(in: 21...90, using: &random)),mg/L,,,,,"])
        let whole = try Self.net(table)
        table.tables["s.csv"] = (
            "section,region,share,target_class",
            zip([140100, 140200, 140300], shares).map { "A,\($0),\(NumberFormat.thousandths($1)),iii" }
        )
        let split = TableCase(
            family: table.family, block: table.block, tables: table.tables, regions: [140100, 140200, 140300])
        let result = try split.settle()
        #expect(try split.regions.map { try result.netFen(.region(code($0))) }.reduce(0, +) == whole)
    }

    /// Property 8: a cap holds after everything else, and is applied once.
    @Test func capComesLast() throws {
        let block = "indicators: [{indicator: cod, step: 0.2, step_amount: 30 万元}]\npayment_cap: 50 万元"
        let table = Self.section("exceed_multiple", block, ["A,2023-04,cod,60,mg/L,,,,,"])
        let result = try table.settle()
        // (60 - 20) / 20 = 2: 10 steps, 300 万元; 50 are paid, 250 deferred.
        #expect(try result.netFen(.region(code(140100))) == -50_000_000)
        #expect(result.outstanding.map(\.amount.fen) == [-250_000_000])
        #expect(result.claims.first?.calculation.step == .cap)
    }

    /// The flow part never pays more than its charge, and less the more water there is.
    @Test(arguments: seeds) func moreWaterNeverCosts(_ seed: UInt64) throws {
        var random = SeededGenerator(seed: seed)
        let low = Int.random(in: 0...20, using: &random)
        let nets = try [low, low + Int.random(in: 0...5, using: &random)].map { flow in
            let rows = (1...30).map { "A,2023-04-\($0 < 10 ? "0" : "")\($0),\(flow),measured" }
            let table = TableCase(
                family: "ecological_flow",
                block: "sections: s.csv\nflows: f.csv\nmet_by: monthly_mean\ncharge: 100 万元\naward: 20 万元",
                tables: [
                    "s.csv": ("section,region,ecological_flow_m3_s", ["A,140100,10"]),
                    "f.csv": ("section,date,flow_m3_s,state", rows),
                ], regions: [140100])
            return try table.settle().netFen(.region(code(140100)))
        }
        #expect(nets[1] >= nets[0] && nets[0] >= -100_000_000 && nets[1] <= 20_000_000)
    }
}

/// Numbers as tables write them.
enum NumberFormat {
    static func thousandths(_ count: Int) -> String {
        (Rational(Int128(count), over: 1000) ?? .zero).text(digits: 3)
    }
}
