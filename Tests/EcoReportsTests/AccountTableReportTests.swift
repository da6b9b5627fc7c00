import EcoRuns
import EcoUnits
import Foundation
import Testing

@testable import EcoReports

/// The account tables of a run as a reader sees them.
struct AccountTableReportTests {
    private func run(_ files: [String: String]) throws -> SyntheticRun {
        let run = try SyntheticRun(names: ["甲县", "乙县"])
        for (name, text) in files { try run.write(text + "\n", name) }
        return run
    }

    /// The run's folder lives as long as the run.
    private func page(_ run: SyntheticRun, _ language: Language) throws -> String {
        try withExtendedLifetime(run) { try ReportWriter.html(of: run.stored(), language: language) }
    }

    /// `accounts.csv` of as many counties and services; service 0 is the largest.
    private func accounts(counties: Int, services: Int, priced: Bool = true) throws -> SyntheticRun {
        let run = try SyntheticRun(names: (0..<counties).map { "县\($0)" })
        var lines = [
            "region,year,account,indicator,ecosystem,quantity,unit,value_yuan,price_year,status,rule_pack,note,note_zh"
        ]
        for county in 0..<counties {
            let code = 141_000 + county
            for service in 0..<services {
                let value = priced ? "\((services - service) * 1_000_000 + county)" : ""
                lines.append(
                    "\(code),2019,regulating,service_\(service),,\(service + 1),t,\(value),2019,ok,p 1,,")
            }
            lines.append(
                "\(code),2019,total,gep,,,CNY,\(priced ? "\(services * 1_000_000)" : ""),2019,ok,p 1,,")
        }
        try run.write(lines.joined(separator: "\n") + "\n", "accounts.csv")
        return run
    }

    /// No table of services by county is wider than a page: counties across where they are few, else pieces.
    @Test(arguments: [(3, 21), (7, 21), (8, 21), (40, 18), (1, 3)])
    func servicesByCountyStayOnThePage(_ counties: Int, _ services: Int) throws {
        let page = try page(accounts(counties: counties, services: services), .zh)
        // The services of this run; tables of air follow them.
        let cells = PageReader(
            page.components(separatedBy: "id=\"air\"")[0] + "</section></main></body></html>"
        )
        .cells.filter { !$0.isEmpty }
        let wide = cells.filter { $0.count > 9 }
        #expect(wide.isEmpty, "\(wide.first ?? [])")
        // Every value stands once in the tables: as a row of its own or as a column.
        for service in 0..<services {
            let isNamed = cells.contains {
                $0.contains { $0.contains("service_\(service)") || $0.contains("service \(service)") }
            }
            #expect(isNamed, "service \(service)")
        }
        for county in 0..<counties {
            #expect(cells.contains { $0.contains { $0.hasPrefix("县\(county)") } }, "county \(county)")
        }
    }

    /// Quantities without any price are worth no 0 yuan.
    @Test func anAccountWithoutPricesHasNoValue() throws {
        let run = try accounts(counties: 2, services: 3, priced: false)
        for (language, text) in [(Language.en, "no value"), (.zh, "无价值量")] {
            let page = try page(run, language)
            #expect(page.contains(text))
            let summary = try withExtendedLifetime(run) {
                try RunSummary.text(of: run.stored(), language: language)
            }
            #expect(summary.contains(text) && !summary.contains("0 yuan") && !summary.contains("0 元"))
        }
    }

    private func regions(imports: String, total: String) throws -> String {
        try page(
            run([
                "account_regions.csv": """
                region,area_km2,population,provisioning_yuan,regulating_yuan,cultural_yuan,net_imports_yuan,total_yuan,total_yuan_per_km2,total_yuan_per_person,soil_retention_yuan
                141000,32,1000,10,50,5,\(imports),\(total),2,1,50
                """
            ]), .en)
    }

    @Test func whyTheAccountsAreNotTheTotalIsSaid() throws {
        #expect(try regions(imports: "20", total: "45").contains("less net imports"))
        #expect(try regions(imports: "20", total: "65").contains("not subtracted"))
        #expect(try !regions(imports: "0", total: "65").contains("net imports."))
    }

    private static let files = [
        "account_extent.csv": """
        region,ecosystem,area_km2,share,official_area_km2,gap
        141000,forest,30,1,,
        141000,,30,1,32,-0.0625
        141001,forest,10,1,,
        141001,,10,1,10,0
        all,forest,40,1,,
        all,,40,1,42,-0.047619
        """,
        "account_services.csv": """
        region,account,indicator,component,quantity,unit,unit_price_yuan,price_year,value_yuan,share,method,method_zh,data_years,status
        all,regulating,soil_retention,,1000,t,,2019,70000000,1,bare soil,裸土参照,2018 2019,provisional
        all,regulating,soil_retention,silt,200,m3,15.58,2019,3116,0.1,,,,provisional
        all,regulating,soil_retention,nitrogen,3,t,875,2019,2625,0.1,,,,provisional
        all,memorandum,carbon_storage,,500,t,,2019,,,,,,provisional
        """,
        "account_matrix.csv": """
        region,indicator,forest_yuan,urban_yuan,unallocated_yuan,total_yuan
        all,soil_retention,70000000,,0,70000000
        all,,70000000,0,0,70000000
        """,
        "account_regions.csv": """
        region,area_km2,population,provisioning_yuan,regulating_yuan,cultural_yuan,net_imports_yuan,total_yuan,total_yuan_per_km2,total_yuan_per_person,soil_retention_yuan
        141000,32,1000,0,50000000,0,0,50000000,1562500,50000,50000000
        141001,10,,0,20000000,0,0,20000000,2000000,,20000000
        all,42,,0,70000000,0,0,70000000,1666666,,70000000
        """,
        "account_drivers.csv": """
        region,account,rank,driver,value_yuan,sensitivity,low_yuan,high_yuan
        all,gep,1,soil_retention.silt,3116,0.5,68442,71558
        """,
        "account_rules.csv": """
        kind,id,title_en,title_zh,standing,accounted,text_en,text_zh,source,status
        indicator,soil_retention,soil retention,土壤保持,required,yes,dredging cost,清淤成本,,provisional
        indicator,pest_control,pest control,病虫害控制,excluded,no,not listed,未列,,provisional
        rule,purification,purification,净化量,chosen,,the lesser,取小,,provisional
        """,
        "account_change.csv": """
        region,id,unit,opening_year,closing_year,opening_price_year,closing_price_year,opening_quantity,closing_quantity,opening_yuan,closing_yuan,opening_at_closing_prices_yuan,growth_current,growth_constant,laspeyres_quantity_yuan,paasche_price_yuan,shapley_quantity_yuan,shapley_price_yuan,lmdi_quantity_yuan,lmdi_price_yuan,lmdi_replaced_by_shapley
        all,soil_retention,t,2014,2019,2014,2019,1,1,70000000,100800000,84000000,0.44,0.2,14000000,16800000,15400000,15400000,15400000,15400000,yes
        all,gep,,2014,2019,2014,2019,,,70000000,100800000,84000000,0.44,0.2,14000000,16800000,15400000,15400000,15400000,15400000,no
        """,
        "account_geep.csv": """
        region,gdp_yuan,pollution_damage_yuan,ecological_damage_yuan,regulating_services_yuan,geep_yuan,geep_to_gdp,regulating_share,damage_method,price_year,status
        141000,722700000,20000000,6300000,531400000,1227800000,1.7,0.433,damage_cost,2019,ok
        141001,,20000000,6300000,531400000,,,,damage_cost,2019,incomplete
        """,
        "account_indices.csv": """
        region,total_yuan,total_yuan_per_km2,total_yuan_per_person,ggi,market_linked_share,total_growth,gdp_growth,elasticity,class
        141000,728100000,,,1.0075,0.27,0.1,0.2,0.5,both_up
        141001,1,,,,,,,,
        """,
    ]

    @Test func everyTableHasItsPlace() throws {
        let run = try run(Self.files)
        for language in Language.allCases {
            let page = PageReader(try page(run, language))
            #expect(page.error == nil)
            let order = page.sections.filter {
                ["accounts", "account-tables", "change", "geep", "rules"].contains($0)
            }
            #expect(order == ["accounts", "account-tables", "geep", "change", "rules"])
            let text = ReportText.provisionalPack(language)
            #expect(page.text.contains(text))
        }
    }

    @Test func figuresStandInTheirRows() throws {
        let page = PageReader(try page(run(Self.files), .zh))
        // 0.7 亿元 is shown in 万元; – where a type has nothing, and a type without any value has no column.
        #expect(page.cells.contains { $0.contains("7,000.00") })
        #expect(page.cells.contains { $0.first == "甲县" && $0.contains("-6.25%") })
        #expect(page.cells.contains { $0.first == "甲县" && $0.contains("1.0075") && $0.contains("双增长") })
        #expect(page.cells.contains { $0.first == "乙县" && $0.contains("–") })
        #expect(page.cells.contains { $0.contains("44.00%") && $0.contains("20.00%") })
        #expect(page.cells.contains { $0.contains { $0.hasSuffix(" *") } })
        #expect(page.text.contains("裸土参照") && page.text.contains("2018、2019"))
        #expect(page.text.contains("自选") && page.text.contains("必算"))
    }

    @Test func aTotalThatIsNoGEPIsNotCalledOne() throws {
        let run = try run([
            "accounts.csv": """
            region,year,account,indicator,ecosystem,quantity,unit,value_yuan,price_year,status,rule_pack,note
            141000,2019,total,net_imports,,,,0,2019,ok,p,
            141000,2019,total,forest_services,,,,5000000,2019,ok,p,
            141001,2019,total,forest_services,,,,5000000,2019,ok,p,
            """,
            "labels.csv": """
            kind,id,name_en,name_zh
            indicator,forest_services,value of forest services,森林服务总价值
            """,
        ])
        let page = PageReader(try page(run, .en))
        #expect(page.text.contains("value of forest services"))
        #expect(!page.text.contains(ReportText.totalGEP.en))
        // 5 million each; imports are no total.
        #expect(page.text.contains("10 million yuan"))
    }
}
