import EcoParameters
import EcoRuns
import Foundation

/// A made-up run folder in a temporary directory: every file of the contract, figures that tests can add up.
final class SyntheticRun {
    let folder: String
    let names: [String]
    /// As much as a province has: five pollutants, prices in two parts and their table, five measures of each, four
    /// indicators that pay.
    private let isProvince: Bool

    /// Names that break careless writers: markup, a formula, 200 characters, a right-to-left mark.
    static let nastyNames = [
        "<b>&\"'", "=cmd|' /C calc'!A0", String(repeating: "长", count: 200) + "\u{200F}\u{202E}abc",
    ]
    static let plainNames = [
        "迎泽区", "杏花岭区", "尖草坪区", "万柏林区", "阳曲县", "古交市", "忻府区", "定襄县", "五台县", "代县", "繁峙县", "原平市",
    ]

    init(
        names: [String], outlines: Bool = true, isProvince: Bool = false, leavingOut absent: Set<String> = []
    ) throws {
        self.names = names
        self.isProvince = isProvince
        folder = FileManager.default.temporaryDirectory.path + "/synthetic-run-\(UUID().uuidString)"
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        var files = [
            "regions.csv": regions, "labels.csv": labels, "accounts.csv": accounts, "air.csv": air,
            "transfers.csv": transfers, "statement.csv": statement, "balances.csv": balances,
            "published.csv": published,
            "quota.csv": quota,
            "quota_flows.csv": flows, "prices.csv": prices, "receptors.csv": receptors,
            "quota_steps.csv": steps, "quota_ledger.csv": ledger, "quota_payments.csv": quotaPayments,
            "fairness.csv": fairness, "marginal_payments.csv": marginals, "air_changes.csv": airChanges,
            "schemes.csv": schemes,
            "assumptions.csv": assumptions, "parameters.csv": parameters, "certificate.json": certificate,
            "diagnostics.json": diagnostics, "manifest.json": manifest,
        ]
        if outlines { files["outlines.geojson"] = outlineText }
        if isProvince { files["quota_prices.csv"] = quotaPrices }
        for (name, text) in files where !absent.contains(name) { try write(text, name) }
    }

    deinit { try? FileManager.default.removeItem(atPath: folder) }

    func write(_ text: String, _ name: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: folder + "/" + name))
    }

    func stored() throws -> StoredRun { try StoredRun(folder: folder) }

    // MARK: Figures

    private var pollutants: [String] {
        isProvince ? ["cod", "industrial_dust", "nh3_n", "nox", "so2"] : ["nox", "so2"]
    }
    /// Of payments and of what one step brings.
    private var indicators: [String] { isProvince ? ["composite_index", "pm10", "pm25", "so2"] : ["pm25"] }

    var codes: [String] { names.indices.map { "14\(1000 + $0)" } }
    static let services = ["water_retention", "soil_retention", "carbon_fixation", "agriculture", "tourism"]

    /// Yuan of a service: whole, so that sums are exact.
    func yuan(_ county: Int, _ service: Int) -> Int {
        (county * 37 + service * 53 + 11) % 97 * 10_000_000 / (service + 1)
    }
    func total(_ county: Int) -> Int { Self.services.indices.reduce(0) { $0 + yuan(county, $1) } }
    func index(_ county: Int) -> Double { 5.5 + Double((county * 29 + 7) % 31) / 10 }
    /// Fen that a county pays (negative) or receives in a month.
    func fen(_ county: Int, month: Int) -> Int { ((county * 41 + month * 17) % 23 - 11) * 123_456_000 }
    func sold(_ county: Int) -> Double { county % 3 == 0 ? 100 + Double(county * 7) : 0 }

    private static func csv(_ rows: [[String]]) -> String {
        rows.map { row in
            row.map { "\"" + $0.replacingOccurrences(of: "\"", with: "\"\"") + "\"" }.joined(separator: ",")
                + "\n"
        }.joined()
    }

    private static func table(_ heading: String, _ rows: [[String]]) -> String { heading + "\n" + csv(rows) }

    private var places: [(longitude: Double, latitude: Double)] {
        names.indices.map { (112 + Double($0 % 4) * 0.4, 39 - Double($0 / 4) * 0.3) }
    }

    private var regions: String {
        let rows = names.indices.map { i in
            [
                codes[i], names[i], i == 0 ? names[i] : "County \(i + 1)", "太原市", "Taiyuan",
                "\(500 + i * 40)", "\(200_000 + i * 1000)",
                "\(places[i].longitude)", "\(places[i].latitude)",
            ]
        }
        return Self.table(
            "region,name_zh,name_en,city_zh,city_en,area_km2,population,longitude,latitude", rows)
    }

    private var labels: String {
        let rows = [
            ["indicator", "water_retention", "water retention", "水源涵养"],
            ["indicator", "soil_retention", "soil retention", "土壤保持"],
            ["indicator", "carbon_fixation", "carbon fixation", "固碳"],
            ["indicator", "agriculture", "agricultural products", "农业产品"],
            ["indicator", "tourism", "nature tourism", "生态旅游"],
            ["scheme", "monthly_pool", "monthly reward pool", "月度奖惩"],
            ["fund", "province", "provincial fund", "省级资金池"],
            ["standard", "gb3095_2012", "GB 3095-2012", "GB 3095-2012"],
            ["standard", "gb3095_2026_transitional", "GB 3095-2026, transitional", "GB 3095-2026 过渡阶段"],
            ["standard", "gb3095_2026_final", "GB 3095-2026, final", "GB 3095-2026 终期"],
            ["rule_pack", "national_2022", "National rules 2022", "国家规范 2022"],
            ["receptor", "1081A", "Jiancaoping", "尖草坪"],
            ["ecosystem", "forest", "forest", "森林"], ["ecosystem", "cropland", "cropland", "农田"],
        ]
        return Self.table("kind,id,name_en,name_zh", rows)
    }

    private var accounts: String {
        var rows: [[String]] = []
        for county in names.indices {
            for (service, id) in Self.services.enumerated() {
                let status = id == "tourism" ? "provisional" : "ok"
                rows.append([
                    codes[county], "2019", service < 3 ? "regulating" : "provisioning", id, "",
                    "\(Double(yuan(county, service)) / 128)", "t/a", "\(yuan(county, service))", "2019",
                    status, "national_2022",
                    id == "tourism" ? "visits are assumed" : "",
                ])
            }
            rows.append([
                codes[county], "2019", "extent", "area", "forest", "\(300 + county)", "km2", "", "", "ok",
                "national_2022", "",
            ])
            rows.append([
                codes[county], "2019", "extent", "area", "cropland", "\(200 + county * 39)", "km2", "", "",
                "ok", "national_2022", "",
            ])
            func whole(_ account: String, _ indicator: String, _ yuan: String) {
                rows.append([
                    codes[county], "2019", account, indicator, "", "7.5", "t/a", yuan, "2019", "ok",
                    "national_2022", "",
                ])
            }
            // Parts, account sums and imports stand beside the services and are none.
            whole("regulating", "carbon_fixation.carbon", "1000000")
            whole("regulating", "total", "999999999999")
            whole("total", "net_imports", "0")
            rows.append([
                codes[county], "2019", "total", "gep", "", "", "", "\(total(county))", "2019", "ok",
                "national_2022", "",
            ])
        }
        return Self.table(
            "region,year,account,indicator,ecosystem,quantity,unit,value_yuan,price_year,status,rule_pack,note",
            rows)
    }

    private var air: String {
        var rows: [[String]] = []
        for (k, standard) in ["gb3095_2012", "gb3095_2026_transitional", "gb3095_2026_final"].enumerated() {
            let order = names.indices.sorted { index($0) < index($1) }
            for county in names.indices {
                func row(
                    _ period: String, _ pollutant: String, _ statistic: String, _ value: String,
                    _ unit: String
                ) {
                    rows.append([
                        codes[county], period, pollutant, statistic, value, unit, "360",
                        county == 1 ? "false" : "true", standard,
                    ])
                }
                row("2019", "all", "composite_index", "\(index(county) + Double(k) * 0.9)", "")
                row("2019", "all", "rank", "\((order.firstIndex(of: county) ?? 0) + 1)", "")
                row("2019", "all", "good_day_ratio", "\(0.6 + Double(county) / 100)", "")
                for (p, pollutant) in ["so2", "no2", "co", "o3", "pm10", "pm25"].enumerated() {
                    row(
                        "2019", pollutant, "mean", "\(Double(county * 3 + p * 12) + 20.25)",
                        pollutant == "co" ? "mg/m3" : "ug/m3")
                    row("2019", pollutant, "attains", (county + p) % 3 == 0 ? "1" : "0", "")
                }
                row("2019", "pm25", "percentile_95", "\(120 + county)", "ug/m3")
                for month in 1...12 {
                    row(
                        "2019-\(month < 10 ? "0" : "")\(month)", "pm25", "mean",
                        "\(30 + abs(month - 7) * 12 + county * 2)", "ug/m3")
                }
            }
        }
        return Self.table("region,period,pollutant,statistic,value,unit,valid_days,valid,standard", rows)
    }

    private static func month(_ month: Int) -> String { "2019-\(month < 10 ? "0" : "")\(month)" }

    private var transfers: String {
        var rows: [[String]] = []
        for month in 1...12 {
            for county in names.indices where fen(county, month: month) != 0 {
                let amount = fen(county, month: month)
                let ends = amount < 0 ? [codes[county], "province"] : ["province", codes[county]]
                for indicator in indicators {
                    rows.append(
                        ["2019", Self.month(month), "monthly_pool"] + ends
                            + ["\(abs(amount) / indicators.count)", indicator])
                }
            }
        }
        return Self.table("year,period,scheme,payer,payee,amount_fen,basis", rows)
    }

    func paid(_ county: Int) -> Int { (1...12).reduce(0) { $0 + max(-fen(county, month: $1), 0) } }
    func received(_ county: Int) -> Int { (1...12).reduce(0) { $0 + max(fen(county, month: $1), 0) } }

    private var statement: String {
        var rows = names.indices.map { county in
            [
                codes[county], "2019", "monthly_pool", "\(paid(county))", "\(received(county))", "0", "0",
                "\(received(county) - paid(county))",
            ]
        }
        let kept = names.indices.reduce(0) { $0 + paid($1) - received($1) }
        rows.append(["province", "2019", "monthly_pool", "0", "0", "\(kept)", "0", "\(kept)"])
        return Self.table("party,year,scheme,paid_fen,received_fen,retained_fen,carried_fen,net_fen", rows)
    }

    private var balances: String {
        let rows = (1...12).map { month -> [String] in
            let amounts = names.indices.map { fen($0, month: month) }
            let paid = amounts.reduce(0) { $0 + max(-$1, 0) }
            let received = amounts.reduce(0) { $0 + max($1, 0) }
            let rest = paid - received
            return [
                "monthly_pool", Self.month(month), "\(paid)", "\(received)", "\(max(rest, 0))", "0",
                "\(max(-rest, 0))",
            ]
        }
        return Self.table(
            "scheme,period,paid_in_fen,paid_out_fen,retained_fen,carried_fen,topped_up_fen", rows)
    }

    private var published: String {
        Self.table(
            "period,unit,kind,amount_wan_yuan,note,source",
            [
                ["2019-04", "全省", "total_fine", "1263.64", "<i>note</i>", "省生态环境厅"],
                ["2018-06", codes[0], "fine", "88", "", "=1+1"],
            ])
    }

    private var quota: String {
        var rows: [[String]] = []
        for pollutant in pollutants {
            for county in names.indices {
                for (share, sector) in [(0.75, "industry"), (0.25, "residential")] {
                    rows.append([
                        codes[county], pollutant, sector, "\((800 + Double(county * 8)) * share)",
                        "\(160 * share)", "\(sold(county) * share)",
                        county % 3 == 0 ? "0" : "\(40 * share)", "0", "\(600 * share)",
                        "\(1_200_000 * share)",
                    ])
                }
            }
        }
        return Self.table(
            "region,pollutant,sector,baseline_t,abated_t,sold_t,bought_t,reserve_t,emitted_t,cost_yuan", rows)
    }

    private var flows: String {
        var rows: [[String]] = []
        for pollutant in pollutants {
            for from in names.indices where from % 3 == 0 {
                for to in names.indices where to % 3 != 0 {
                    let tonnes = Double((from * 13 + to * 7) % 19 + 1) * (pollutant == "nox" ? 4 : 2)
                    rows.append([pollutant, codes[from], codes[to], "\(tonnes)", "\(tonnes)", "1", "19000"])
                }
            }
        }
        return Self.table("pollutant,from,to,sent_t,received_t,ratio,price_yuan_per_t", rows)
    }

    private var prices: String {
        var rows: [[String]] = []
        for pollutant in pollutants {
            for county in names.indices {
                let split =
                    pollutant == "nox" || isProvince ? ["\(2_000 + county * 450)", "15000"] : ["", ""]
                rows.append([pollutant, codes[county], "\(17_000 + county * 450)", "", "CNY/t", ""] + split)
            }
        }
        rows.append(["", "", "1234567.8", "receptor 1081A", "CNY/(ug/m3)", "limit 5.454 ug/m3", "", ""])
        rows.append(["nox", "", "812.5", "emission_cap \(codes[0]) industry", "CNY/t", "limit 900 t", "", ""])
        return Self.table(
            "pollutant,region,shadow_price_yuan_per_t,limit,unit,note,place_charge_yuan_per_t,scarcity_yuan_per_t",
            rows)
    }

    private var quotaPrices: String {
        let rows = pollutants.flatMap { pollutant in
            names.indices.map { county in
                let price = "\(17_000 + county * 450).25"
                return [
                    "region", pollutant, codes[county], price, "CNY/t", "\(2_000 + county * 450)", "15000.25",
                    "18000", price, price, "", "", "t", "One more tonne would save \(price) yuan.",
                    "每增加 1 吨可节省 \(price) 元。",
                ]
            }
        }
        return Self.table(
            "kind,pollutant,name,price,price_unit,place_charge_yuan_per_t,scarcity_yuan_per_t,benchmark_yuan_per_t,price_lower,price_upper,holds_tighter,holds_looser,limit_unit,meaning_en,meaning_zh",
            rows)
    }

    private var receptors: String {
        Self.table(
            "receptor,longitude,latitude,baseline_ug_m3,after_ug_m3,limit_ug_m3,binding",
            [
                ["1081A", "112.5", "38.8", "51.883", "50.289", "50.289", "true"],
                ["1083A", "112.4", "38.5", "38.671", "36.1", "36.969", "false"],
            ])
    }

    private var steps: String {
        var rows: [[String]] = []
        for pollutant in pollutants {
            for county in names.indices {
                for (step, state) in (["full", "partly", "next"] + (isProvince ? ["next", "next"] : []))
                    .enumerated()
                {
                    rows.append([
                        codes[county], pollutant, "industry", "", "kiln_scr_\(step)", state, "\(40 + county)",
                        "\([40 + county, 10, 0, 0, 0][step])", "\(8000 + 9000 * step + county * 3)", "1000",
                        "2000",
                        "0",
                    ])
                }
            }
        }
        return Self.table(
            "region,pollutant,sector,period,measure,state,maximum_t,used_t,marginal_cost_yuan_per_t,cost_yuan,worth_yuan,used_when_stricter_t",
            rows)
    }

    private var ledger: String {
        let rows = names.indices.map { county in
            [
                codes[county], "1000000", "0", "0", "0", "0", "\(county % 3 == 0 ? 0 : 700_000 + county)",
                "\(county % 3 == 0 ? 900_000 : 0)", "5000", "\(1_200_000 - county)", "1500000",
                "\(300_000 + county)", "", "",
            ]
        }
        return Self.table(
            "party,measure_cost_yuan,project_value_yuan,enclave_value_yuan,tax_yuan,shortfall_cost_yuan,quota_paid_yuan,quota_received_yuan,fees_yuan,net_cost_yuan,cost_alone_yuan,gain_yuan,income_yuan,rent_yuan",
            rows)
    }

    private var quotaPayments: String {
        let rows = names.indices.filter { $0 % 3 != 0 }.map { county in
            ["nox", codes[county], codes[county / 3 * 3], "\(70_000_000 + county)", "quota", ""]
        }
        return Self.table("pollutant,payer,payee,amount_fen,basis,period", rows)
    }

    private var fairness: String {
        let rows = names.indices.map { county in
            let net = received(county) - paid(county)
            return [
                codes[county], "2019", "\(paid(county))", "\(received(county))", "\(net)",
                "\(Double(net) / 100 / 200_000)", "\(Double(net) / 100 / 500)", "",
            ]
        }
        return Self.table(
            "region,year,paid_fen,received_fen,net_fen,net_per_head_yuan,net_per_km2_yuan,burden_of_revenue",
            rows
        )
    }

    private var marginals: String {
        let rows = names.indices.flatMap { county in
            indicators.map { indicator in
                [
                    "monthly_pool", codes[county], "2019", indicator, "1", "ug/m3", "\(200_000 + county)",
                    "-200000",
                ]
            }
        }
        return Self.table(
            "scheme,region,year,indicator,step,unit,gain_if_better_yuan,gain_if_worse_yuan", rows)
    }

    private var airChanges: String {
        let rows = names.indices.map { county in
            let base = index(county) + Double(county % 5 - 2) / 10
            return [
                codes[county], "2019", "gb3095_2012", "composite_index", "\(base)", "\(index(county))",
                "\((index(county) / base - 1) * 100)", "", "", "",
            ]
        }
        return Self.table(
            "region,period,standard,indicator,base,current,percent,flag,improvement_rank,deterioration_rank",
            rows)
    }

    private var schemes: String {
        Self.table(
            "scheme,family,preset,clause_en,clause_zh,fund,upper_level,carried_fund",
            [["monthly_pool", "benchmark_tiers", "", "Trial plan", "试行方案", "province", "province", ""]])
    }

    private var assumptions: String {
        Self.table(
            "id,topic,statement_zh,statement_en,formula,affects",
            [
                [
                    "a1", "regions", "县<名单>为推定。", "The list of counties is <inferred>.", "x = a & b",
                    "regions.csv",
                ]
            ])
    }

    private var parameters: String {
        Self.table(
            "path,value,unit,source,status,origin",
            [
                ["accounts.carbon_price", "20", "CNY/t", "rule of 2022", "published", "default"],
                ["quota.slope", "0.5", "CNY/t2", "own estimate", "provisional", "scenario.yaml:12"],
            ])
    }

    private var certificate: String {
        """
        {"verdict": "proven", "objective_yuan": 123456789.5, "dual_bound_yuan": 123456789.1,
         "relative_gap": 3.24e-09, "tolerance": 1e-06, "violations": {"emission_balance": 2.5e-11, "receptors": 0},
         "solver": "interior_point", "iterations": 31, "cost_without_trade_yuan": 150000000, "shortfall_t": 0,
         "shortfall_t": 0}
        """
    }

    private var diagnostics: String {
        """
        {"diagnostics": [{"severity": "warning", "code": "few_days", "file": "air.csv", "line": 3, "column": 1,
          "path": "", "message": "a message with <script>alert(1)</script>", "hint": "look & see"}]}
        """
    }

    private var manifest: String {
        """
        {"format": 1, "tool": {"name": "ecocomp", "version": "0.1.0"}, "title": {"zh": "太忻<测试>", "en": "Taixin & test"},
         "scenario": "synthetic", "fingerprint": "0123456789abcdef",
         "inputs": [{"file": "regions.csv", "sha256": "\(String(repeating: "ab", count: 32))"}],
         "rulePacks": ["national_2022"], "standards": ["gb3095_2012", "gb3095_2026_final"], "seed": null, "outputs": []}
        """
    }

    private var outlineText: String {
        let features = places.enumerated().map { index, place in
            let (w, n) = (place.longitude - 0.2, place.latitude + 0.15)
            let ring = [(w, n), (w + 0.4, n), (w + 0.37, n - 0.3), (w, n - 0.27), (w, n)].map {
                "[\($0.0), \($0.1)]"
            }
            return "{\"type\": \"Feature\", \"properties\": {\"region\": \"\(codes[index])\"}, \"geometry\": "
                + "{\"type\": \"Polygon\", \"coordinates\": [[\(ring.joined(separator: ", "))]]}}"
        }
        return "{\"type\": \"FeatureCollection\", \"attribution\": \"Made up <for> a test.\", \"features\": ["
            + features.joined(separator: ",") + "]}"
    }
}
