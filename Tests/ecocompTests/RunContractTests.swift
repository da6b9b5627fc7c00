import Foundation
import Testing

/// What scripts outside rely on: files, columns, codes, and figures that the README works out by hand.
@Suite struct RunContractTests {
    let copy: ScenarioCopy

    init() throws {
        copy = try ScenarioCopy()
        _ = try copy.run("r1")
    }

    private static let columns = [
        "accounts.csv": "region,year,account,indicator,ecosystem,quantity,unit,value_yuan,price_year,status",
        "air.csv": "region,period,pollutant,statistic,value,unit,valid_days,valid,standard",
        "transfers.csv": "year,period,scheme,payer,payee,amount_fen,basis",
        "statement.csv": "party,year,scheme,paid_fen,received_fen,retained_fen,carried_fen,net_fen",
        "quota.csv":
            "region,pollutant,sector,baseline_t,abated_t,sold_t,bought_t,reserve_t,emitted_t,cost_yuan",
        "quota_flows.csv": "pollutant,from,to,sent_t,received_t,ratio,price_yuan_per_t",
        "prices.csv": "pollutant,region,shadow_price_yuan_per_t",
    ]

    @Test func everyFileAndColumnOfTheContractIsThere() throws {
        for (file, columns) in Self.columns {
            let table = try copy.table("r1/\(file)")
            #expect(
                Array(table.columns.prefix(columns.split(separator: ",").count)).joined(separator: ",")
                    == columns)
            #expect(!table.rows.isEmpty, "\(file)")
        }
        let others = [
            "manifest.json", "scenario.resolved.yaml", "certificate.json", "diagnostics.json", "report.html",
            "workbook.xlsx",
        ]
        for file in others { #expect(try !copy.folder.data("r1/\(file)").isEmpty, "\(file)") }
    }

    @Test func tablesFollowRFC4180AndNameCountiesByCode() throws {
        for file in try copy.folder.names("r1") where file.hasSuffix(".csv") {
            let text = try copy.folder.text("r1/\(file)")
            #expect(!text.hasPrefix("\u{FEFF}") && text.hasSuffix("\n"), "\(file)")
            let table = try CSVTable(text)
            let regions = table["region"].filter { !$0.isEmpty }
            // Account tables have rows for all counties together.
            let codes = ["140122", "140981"] + (file.hasPrefix("account_") ? ["all"] : [])
            #expect(regions.allSatisfy(codes.contains), "\(file)")
        }
    }

    @Test func theManifestNamesInputsAndOutputsByTheirDigests() throws {
        let data = try copy.folder.data("r1/manifest.json")
        let manifest = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
        let keys = [
            "format", "tool", "scenario", "fingerprint", "inputs", "rulePacks", "standards", "seed",
            "outputs",
            "timing",
        ]
        for key in keys { #expect(manifest[key] != nil, "\(key)") }
        #expect((manifest["tool"] as? [String: Any])?["version"] is String)
        let outputs = try #require(manifest["outputs"] as? [[String: String]])
        let named = outputs.compactMap { $0["file"] } + ["manifest.json"]
        #expect(try named.sorted() == copy.folder.names("r1"))
        try expectDigests(outputs, in: copy.folder.path + "/r1")
        let inputs = try #require(manifest["inputs"] as? [[String: String]])
        try expectDigests(inputs, in: copy.path)
        let read = Set(inputs.compactMap { $0["file"] })
        for file in try copy.folder.names("two_counties")
        where file.hasSuffix(".csv") || file.hasSuffix("yaml") {
            #expect(read.contains(file), "\(file)")
        }
    }

    /// Against the digests of another program.
    private func expectDigests(_ files: [[String: String]], in folder: String) throws {
        #expect(!files.isEmpty)
        for file in files {
            let name = try #require(file["file"])
            let sum = try Command.shell("sha256sum '\(name)'", in: folder)
            #expect(sum.code == 0 && sum.output.prefix(64) == file["sha256"] ?? "", "\(name)")
        }
    }

    @Test func theAccountIsThatOfTheReadme() throws {
        let accounts = try copy.table("r1/accounts.csv")
        func value(_ region: String, _ indicator: String, _ ecosystem: String = "") throws -> Double {
            try accounts.number(
                "value_yuan", ["region": region, "indicator": indicator, "ecosystem": ecosystem])
        }
        // West: 4 km2 of forest keep 500 x (1 - 0.027) - 400 = 86.5 mm, 4 km2 of grassland
        // 500 x (1 - 0.0394) - 400 = 80.3 mm; 1 mm on 1 km2 is 1000 m3, at 5 yuan.
        try expect(value("140122", "water_retention", "forest"), 4 * 86.5 * 1000 * 5)
        try expect(value("140122", "water_retention", "grassland"), 4 * 80.3 * 1000 * 5)
        try expect(value("140981", "water_retention"), 2 * 80.3 * 1000 * 5)
        // 4 km2 x 600 t/km2 x 0.2 x 44/12 = 1760 t of CO2 at 50 yuan; grassland half of it.
        try expect(value("140122", "carbon_fixation"), (1760 + 880) * 50)
        try expect(value("140981", "carbon_fixation"), 440 * 50)
        try expect(value("140981", "tourism"), 2000 * 100 * 0.5)
        try expect(value("140122", "gep"), 200_000 + 1_730_000 + 1_606_000 + 132_000 + 50_000)
        try expect(value("140981", "gep"), 600_000 + 803_000 + 22_000 + 100_000)
    }

    @Test func theIndexIsThatOfTheReadme() throws {
        let air = try copy.table("r1/air.csv")
        func index(_ region: String) throws -> Double {
            try air.number("value", ["region": region, "period": "2019-Q1", "statistic": "composite_index"])
        }
        // Over the yearly limits 60, 40, 4, 160, 70, 35 of GB 3095-2012.
        try expect(index("140122"), 30.0 / 60 + 20.0 / 40 + 1.0 / 4 + 80.0 / 160 + 70.0 / 70 + 35.0 / 35)
        try expect(index("140981"), 30.0 / 60 + 40.0 / 40 + 2.0 / 4 + 120.0 / 160 + 105.0 / 70 + 55.0 / 35)
    }

    @Test func theMarketIsThatOfTheReadme() throws {
        let quota = try copy.table("r1/quota.csv")
        try expect(quota.number("abated_t", ["region": "140122"]), 30)
        try expect(quota.number("abated_t", ["region": "140981"]), 10)
        // 1000 x 30 + 100 x 30^2 / 2 and 2000 x 10 + 200 x 10^2 / 2.
        try expect(quota.number("cost_yuan", ["region": "140122"]), 75_000)
        try expect(quota.number("cost_yuan", ["region": "140981"]), 30_000)
        let flows = try copy.table("r1/quota_flows.csv")
        #expect(flows.rows.count == 1)
        try expect(flows.number("sent_t", ["from": "140122", "to": "140981"]), 10)
        try expect(flows.number("price_yuan_per_t", ["from": "140122"]), 4000)
        // 30 + 70 x 0.01 + 90 x 0.02.
        try expect(copy.table("r1/receptors.csv").number("after_ug_m3", ["receptor": "town"]), 32.5)
    }

    @Test func transfersBalanceToTheFen() throws {
        let transfers = try copy.table("r1/transfers.csv")
        var balance: [String: [String: Int]] = [:]
        for row in transfers.rows.indices {
            let amount = try #require(Int(transfers["amount_fen"][row]))
            #expect(amount > 0)
            balance[transfers["scheme"][row], default: [:]][transfers["payer"][row], default: 0] -= amount
            balance[transfers["scheme"][row], default: [:]][transfers["payee"][row], default: 0] += amount
        }
        #expect(balance.keys.sorted() == ["monthly_fines", "yearly_change"])
        // Three months of 150 万元, 80 % of which reward West; 20 x 5 to West and 20 x 3 from East.
        #expect(
            balance["monthly_fines"] == [
                "140122": 360_000_000, "140981": -450_000_000, "province": 90_000_000, "reward_pool": 0,
            ])
        #expect(
            balance["yearly_change"] == [
                "140122": 100_000_000, "140981": -60_000_000, "province": -40_000_000, "compensation_fund": 0,
            ])
        let statement = try copy.table("r1/statement.csv")
        #expect(statement["net_fen"].compactMap { Int($0) }.reduce(0, +) == 0)
        for row in statement.rows.indices {
            let own = balance[statement["scheme"][row]]?[statement["party"][row]]
            #expect(own == Int(statement["net_fen"][row]))
        }
    }

    @Test func aReportIsMadeFromTheRunAlone() throws {
        try FileManager.default.removeItem(atPath: copy.path)
        let outcome = try Command.run(
            ["report", "r1", "--lang", "zh", "--out", "f.html"], in: copy.folder.path)
        #expect(outcome.code == 0 && outcome.output.isEmpty && outcome.errors.isEmpty)
        let html = try copy.folder.text("f.html")
        #expect(html.contains("两县参考算例") && html.contains("阳曲县") && html.contains("</html>"))
        #expect(
            !html.contains("src=\"http") && !html.contains("href=\"http://") && !html.contains("<script src"))
        let printed = try Command.run(["report", "r1"], in: copy.folder.path)
        #expect(printed.code == 0 && printed.output.contains("Two counties"))
        let none = try Command.run(["report", "f.html"], in: copy.folder.path)
        #expect(none.code == 2 && none.output.isEmpty)
    }

    private func expect(_ value: Double, _ expected: Double, _ line: Int = #line) {
        #expect(
            abs(value - expected) <= 1e-9 * max(1, abs(expected)), "line \(line): \(value) for \(expected)")
    }
}
