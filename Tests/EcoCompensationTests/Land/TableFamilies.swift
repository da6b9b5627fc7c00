import EcoTestSupport

/// Random blocks of every family that reads its own tables. Amounts are whole fen by construction, so that
/// exact laws hold for the money too.
enum TableFamilies {
    static let names = [
        "exceed_multiple", "load_price", "section_linear", "class_change", "index_gate", "class_shares",
        "ecological_flow", "unit_standard", "waste_hosting", "enclave_sharing", "gep_payment", "damage_claim",
        "pay_by_result",
    ]

    static let counties = [140100, 140200, 140300, 140400]

    static func make(_ family: String, _ random: inout SeededGenerator) -> TableCase {
        switch family {
        case "exceed_multiple": exceedMultiple(&random)
        case "load_price": loadPrice(&random)
        case "section_linear": sectionLinear(&random)
        case "class_change": classChange(&random)
        case "index_gate": indexGate(&random)
        case "class_shares": classShares(&random)
        case "ecological_flow": ecologicalFlow(&random)
        case "unit_standard": unitStandard(&random)
        case "waste_hosting": wasteHosting(&random)
        case "enclave_sharing": enclaveSharing(&random)
        case "gep_payment": gepPayment(&random)
        case "damage_claim": damageClaim(&random)
        default: payByResult(&random)
        }
    }

    private static func pick(_ random: inout SeededGenerator) -> Int {
        counties.randomElement(using: &random) ?? 140100
    }

    private static func number(_ range: ClosedRange<Int>, _ random: inout SeededGenerator) -> Int {
        Int.random(in: range, using: &random)
    }

    // MARK: Water

    /// Four sections: two shared 0.3 / 0.7, two of one county; a year of months or one period.
    private static func sections() -> (heading: String, rows: [String]) {
        (
            "section,region,share,target_class,downstream",
            [
                "A,140100,0.3,iii,140300", "A,140200,0.7,iii,140300", "B,140200,1,v,140400",
                "C,140300,1,iv,140400",
            ]
        )
    }

    private static func observations(
        _ items: [String], _ periods: [String], _ random: inout SeededGenerator
    ) -> (heading: String, rows: [String]) {
        var rows: [String] = []
        for section in ["A", "B", "C"] {
            for period in periods {
                for item in items {
                    let value = item == "cod" ? number(10...80, &random) : number(1...5, &random)
                    rows.append("\(section),\(period),\(item),\(value),mg/L,\(100 * number(1...50, &random))")
                }
            }
        }
        return ("section,period,item,value,unit,volume_wan_m3", rows)
    }

    private static func water(
        _ family: String, _ block: String, _ items: [String], _ periods: [String],
        _ random: inout SeededGenerator
    ) -> TableCase {
        TableCase(
            family: family, block: "sections: s.csv\nobservations: w.csv\nrounding_step: 0.01 CNY\n" + block,
            tables: ["s.csv": sections(), "w.csv": observations(items, periods, &random)],
            regions: counties)
    }

    private static let months = (1...6).map { "2023-0\($0)" }

    private static func exceedMultiple(_ random: inout SeededGenerator) -> TableCase {
        water(
            "exceed_multiple",
            """
            combination: \(Bool.random(using: &random) ? "sum" : "worst")
            position_factors: {other: 2}
            award_held_three_months: M(100) CNY
            indicators:
              - {indicator: cod, step: 0.2, step_amount: M(300) CNY}
              - {indicator: ammonia_nitrogen, tier_limits: [0.5, 1], first_amount: M(50) CNY, middle_amounts: [M(100) CNY], last_amount: M(200) CNY}
            """, ["cod", "ammonia_nitrogen"], months, &random)
    }

    private static func loadPrice(_ random: inout SeededGenerator) -> TableCase {
        water(
            "load_price",
            """
            direction: both_ways
            route: \(Bool.random(using: &random) ? "direct" : "through_fund")
            indicators: [{indicator: cod, price: M(2500) CNY/t}, {indicator: ammonia_nitrogen, price: M(10000) CNY/t}]
            """, ["cod", "ammonia_nitrogen"], months, &random)
    }

    private static func sectionLinear(_ random: inout SeededGenerator) -> TableCase {
        water(
            "section_linear",
            """
            period: month
            indicators:
              - {indicator: cod, target: 30 mg/L, rate: M(20000) CNY/(mg/L)}
              - {indicator: ammonia_nitrogen, rate: M(300000) CNY/(mg/L)}
            """, ["cod", "ammonia_nitrogen"], months, &random)
    }

    private static func agreementTables(_ random: inout SeededGenerator) -> TableCase {
        var rows: [String] = []
        for year in 2021...2023 {
            for (item, range) in [("cod", 10...60), ("ammonia_nitrogen", 1...4), ("total_phosphorus", 1...2)]
            {
                let (value, other) = (number(range, &random), number(range, &random))
                rows.append("A,\(year),\(item),\(value),mg/L,\(other),\(other)")
            }
        }
        return TableCase(
            family: "", block: "",
            tables: [
                "s.csv": ("section,region,downstream", ["A,140100,140200"]),
                "w.csv": ("section,period,item,value,unit,previous,target", rows),
            ], regions: counties)
    }

    private static func classChange(_ random: inout SeededGenerator) -> TableCase {
        let tables = agreementTables(&random).tables
        return TableCase(
            family: "class_change",
            block: """
                sections: s.csv
                observations: w.csv
                target_class: iii
                amount_per_class: M(6000) CNY
                index_items: [cod, ammonia_nitrogen, total_phosphorus]
                index_combination: sum
                amount_per_point: M(100) CNY
                change_cap: M(4000) CNY
                route: \(Bool.random(using: &random) ? "direct" : "through_fund")
                """, tables: tables, regions: counties)
    }

    private static func indexGate(_ random: inout SeededGenerator) -> TableCase {
        let tables = agreementTables(&random).tables
        return TableCase(
            family: "index_gate",
            block: """
                sections: s.csv
                observations: w.csv
                stability: 0.85
                indicators: [{indicator: cod, weight: 0.5}, {indicator: ammonia_nitrogen, weight: 0.25}, {indicator: total_phosphorus, weight: 0.25}]
                tranches: [{gate: 1, amount: M(10000) CNY}, {gate: 0.95, amount: M(5000) CNY}]
                breach_amount: M(10000) CNY
                central_grant: M(30000) CNY
                route: \(Bool.random(using: &random) ? "direct" : "through_fund")
                """, tables: tables, regions: counties)
    }

    private static func classShares(_ random: inout SeededGenerator) -> TableCase {
        let rows = counties.map { county in
            let cuts = ([0, 100] + (0..<5).map { _ in number(0...100, &random) }).sorted()
            return "\(county),2023," + zip(cuts, cuts.dropFirst()).map { "\($1 - $0)" }.joined(separator: ",")
        }
        let classes = ["i", "ii", "iii", "iv", "v", "worse_than_v"]
        let prices = classes.enumerated().map {
            "class_\($1)_\($0 < 3 ? "reward" : "charge"): M(\(100 * ($0 + 1))) CNY/%"
        }
        return TableCase(
            family: "class_shares",
            block: "shares: s.csv\nrounding_step: 0.01 CNY\n" + prices.joined(separator: "\n"),
            tables: [
                "s.csv": (
                    "region,period," + classes.map { "class_\($0)_percent" }.joined(separator: ","), rows
                )
            ], regions: counties)
    }

    private static func ecologicalFlow(_ random: inout SeededGenerator) -> TableCase {
        var rows: [String] = []
        for section in ["A", "B"] {
            let level = number(4...16, &random)
            for day in 1...30 {
                let date = "2023-04-" + (day < 10 ? "0\(day)" : "\(day)")
                rows.append("\(section),\(date),\(level + day % 2 * 2)")
            }
        }
        return TableCase(
            family: "ecological_flow",
            block: """
                sections: s.csv
                flows: f.csv
                met_by: monthly_mean
                charge: M(1000) CNY
                award: M(200) CNY
                rounding_step: 0.01 CNY
                """,
            tables: [
                "s.csv": ("section,region,ecological_flow_m3_s", ["A,140100,10", "B,140200,10"]),
                "f.csv": ("section,date,flow_m3_s", rows),
            ], regions: counties)
    }

    // MARK: Land, waste, enclaves, services

    private static func unitStandard(_ random: inout SeededGenerator) -> TableCase {
        let rows = (0..<12).map { index in
            "h\(index),\(pick(&random)),2023,\(index % 2 == 0 ? "forest" : "grassland"),\(number(1...900, &random)),"
                + "\(number(0...1, &random)),\(20 * number(0...5, &random))"
        }
        return TableCase(
            family: "unit_standard",
            block: """
                holdings: h.csv
                pays_holders: true
                rounding_step: 0.01 CNY
                indicators: [{indicator: forest, unit_price: M(16) CNY/mu}, {indicator: grassland, unit_price: M(5) CNY/mu}]
                """,
            tables: [
                "h.csv": ("holder,region,year,element,area_mu,affected_area_mu,deduction_percent", rows)
            ],
            regions: counties)
    }

    private static func wasteHosting(_ random: inout SeededGenerator) -> TableCase {
        var rows: [String] = []
        for origin in counties {
            for host in counties {
                let tonnes = number(0...500, &random)
                rows.append(
                    "\(origin),\(host),\(pick(&random)),2023,landfill,\(tonnes),\(number(0...500, &random))")
            }
        }
        return TableCase(
            family: "waste_hosting",
            block: """
                shipments: s.csv
                netting: \(Bool.random(using: &random) ? "net" : "gross")
                indicators: [{indicator: landfill, unit_price: M(100) CNY/t, surcharge: 0.5, transfer_station_share: 0.1}]
                """,
            tables: ["s.csv": ("origin,host,transfer_station,period,facility,tonnes,planned_tonnes", rows)],
            regions: counties)
    }

    private static func enclaveSharing(_ random: inout SeededGenerator) -> TableCase {
        let rows = (0..<8).map { index in
            "p\(index),140100,\(counties[1 + index % 3]),2023,\(number(2010...2023, &random)),"
                + "\(100 * number(0...900, &random)),\(100 * number(0...300, &random))"
        }
        return TableCase(
            family: "enclave_sharing",
            block: "projects: p.csv\ntax_shares: [{below_age: 5, origin_share: 0.5}, {origin_share: 0.3}]",
            tables: [
                "p.csv": ("project,origin,host,year,start_year,retained_tax_yuan,agreed_costs_yuan", rows)
            ], regions: counties)
    }

    private static func gepPayment(_ random: inout SeededGenerator) -> TableCase {
        var rows: [String] = []
        for provider in counties {
            for service in ["water", "soil"] {
                rows.append("\(provider),city_fund,2023,\(service),\(10_000 * number(0...90, &random)),0.5")
                rows.append("\(provider),power_plant,2023,\(service),\(10_000 * number(0...90, &random)),0.5")
            }
        }
        return TableCase(
            family: "gep_payment",
            block: "services: s.csv\ntemplate: spill_over\ntheta: 0.2\nprice_year: 2020\ninstalments: 4",
            tables: ["s.csv": ("provider,beneficiary,year,service,value_yuan,spill_over_share", rows)],
            regions: counties)
    }

    private static func damageClaim(_ random: inout SeededGenerator) -> TableCase {
        var (cases, losses): ([String], [String]) = ([], [])
        for index in 0..<5 {
            cases.append(
                "c\(index),\(pick(&random)),firm_\(index),2023,\(100 * number(0...9, &random)),\(number(1...4, &random))"
            )
            let base = 1_000 * number(1...90, &random)
            let (damaged, recovered) = (number(0...base, &random), number(0...base, &random))
            losses.append(
                "c\(index),water,\(base),\(min(damaged, recovered)),\(max(damaged, recovered)),\(number(0...40, &random))"
            )
        }
        return TableCase(
            family: "damage_claim", block: "cases: c.csv\nlosses: l.csv\ndiscount_rate: 0.04",
            tables: [
                "c.csv": ("case,region,liable,year,restoration_yuan,instalments", cases),
                "l.csv": ("case,service,base_yuan,damaged_yuan,recovered_yuan,recovery_years", losses),
            ], regions: counties)
    }

    private static func payByResult(_ random: inout SeededGenerator) -> TableCase {
        let rows = (0..<8).map { index in
            "k\(index),\(pick(&random)),operator_\(index % 3),2023,\(number(0...150, &random)),100,"
                + "\(100 * number(1...99, &random))"
        }
        return TableCase(
            family: "pay_by_result", block: "contracts: c.csv\nrule: linear",
            tables: ["c.csv": ("contract,payer,operator,period,result,target,full_fee_yuan", rows)],
            regions: counties)
    }
}
