import Foundation
import Testing

/// What a settlement keeps for those who check it: who answers for it, and the way down from a payment to its rows.
@Suite struct SettlementRecordTests {
    private func manifest(_ copy: ScenarioCopy, _ run: String) throws -> [String: Any] {
        let data = try copy.folder.data("\(run)/manifest.json")
        return try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
    }

    @Test func theSignerStandsInManifestAndReport() throws {
        let copy = try ScenarioCopy([
            .replace(
                "scenario.yaml", "compensation:\n", "compensation:\n  signed_by: Li Hua, finance office\n")
        ])
        #expect(try copy.run("r1").code == 0)
        #expect(try manifest(copy, "r1")["signedBy"] as? String == "Li Hua, finance office")
        #expect(try copy.folder.text("r1/report.html").contains("Li Hua, finance office"))
        let unsigned = try ScenarioCopy()
        #expect(try unsigned.run("r1").code == 0)
        #expect(try manifest(unsigned, "r1")["signedBy"] is NSNull)
        // A name changes no figure.
        #expect(
            try copy.folder.data("r1/transfers.csv") == unsigned.folder.data("r1/transfers.csv"))
    }

    /// East pays 150 万元 in January: 55 less the mean of 45 is 10 ug/m3, 5 x 10 + 5 x 20. The explanation goes down to
    /// the 31 rows of East and to the figures of both counties behind the mean.
    @Test func aPaymentIsExplainedDownToItsRows() throws {
        let copy = try ScenarioCopy()
        #expect(try copy.run("r1").code == 0)
        let run = "\(copy.folder.path)/r1"
        let figure = "transfers:140981:reward_pool:2019-01:monthly_fines"
        let english = try Command.run(["explain", run, figure])
        #expect(english.code == 0)
        let days = try CSVTable(copy.text("air_daily.csv"))
        let rows = days.rows.indices.filter {
            days["region"][$0] == "140981" && days["date"][$0].hasPrefix("2019-01")
        }
        #expect(rows.count == 31)
        for row in rows { #expect(english.output.contains("air_daily.csv:\(row + 2)]")) }
        #expect(english.output.contains("days used: 31, with the rows"))
        // West stands behind the mean, with its own rows.
        #expect(english.output.contains("Yangqu (140122)") && english.output.contains("air_daily.csv:2]"))
        let chinese = try Command.run(["explain", run, figure, "--lang", "zh"])
        #expect(chinese.output.contains("1,500,000.00 元") && !chinese.output.contains("CNY"))
        let behind = try Command.run(["explain", run, "air:140122:2019-01:pm25", "--format", "json"])
        #expect(behind.code == 0 && behind.output.contains("air_daily.csv:2"))
        #expect(try Command.run(["explain", run, "air:140122:2017-01:pm25"]).code == 2)
    }

    /// Nobody is better than a baseline of 1 ug/m3: everybody pays, nobody receives, and the pool waits, told with its
    /// place.
    @Test func aPoolThatNobodyEarnsWaitsAndIsTold() throws {
        let copy = try ScenarioCopy([
            .write(
                "air_reference.csv",
                Array(
                    ("region,period,pollutant,value,unit,status,note\n140122,2018-Q1,pm25,1,ug/m3,assumed,\n"
                        + "140981,2018-Q1,pm25,1,ug/m3,assumed,\n" + january("140122") + january("140981"))
                        .utf8)),
            .replace("scenario.yaml", "baselines: [mean_of_area]", "baselines: [previous_year]"),
        ])
        #expect(try copy.run("r1", "--set", "compensation.schemes[0].periods=[2019-01]").code == 0)
        let transfers = try copy.table("r1/transfers.csv")
        let received = transfers.rows.indices.filter {
            transfers["scheme"][$0] == "monthly_fines" && transfers["payee"][$0].hasPrefix("140")
        }
        #expect(received.isEmpty)
        #expect(transfers["payee"].contains("carried_forward"))
        let found = try copy.folder.text("r1/diagnostics.json")
        #expect(found.contains("pool_carried_forward") && found.contains("nobody receives in 2019-01"))
    }

    private func january(_ region: String) -> String { "\(region),2018-01,pm25,1,ug/m3,assumed,\n" }
}
