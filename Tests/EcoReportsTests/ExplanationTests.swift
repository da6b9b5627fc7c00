import EcoParameters
import EcoRuns
import EcoUnits
import Foundation
import Testing

@testable import EcoReports

/// A payment explained from a run folder written by hand: a fine of 118 for 8.4 ug/m3 above a mean of 40.
@Suite struct ExplanationTests {
    private let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)

    private static let tables = [
        "manifest.json": "{}",
        "regions.csv": "region,name_zh,name_en,city_zh,city_en\n140100,太原市,Taiyuan,,\n",
        "labels.csv":
            "kind,id,name_en,name_zh\nbasis,pm25_fine,fine for PM2.5,细颗粒物扣缴\npollutant,pm25,PM2.5,细颗粒物\n",
        "transfers.csv":
            "year,period,scheme,payer,payee,amount_fen,basis\n2019,2019-04,plan,140100,pool,118000000,pm25_fine\n",
        "schemes.csv":
            "scheme,family,preset,clause_en,clause_zh,fund,upper_level,carried_fund\nplan,benchmark_tiers,,plan of 2017,2017年方案,pool,province,carried\n",
        "claims.csv":
            "scheme,period,payer,payee,basis,claimed_yuan,amount_fen,node\nplan,2019-04,140100,pool,pm25_fine,-1180000,-118000000,4\n",
        "calculations.csv": """
        node,step,name,value,exact,unit,note_en,note_zh,origin,inputs
        1,observation,pm25,48.4,242/5,ug/m3,measured,实测,air:140100:2019-04:pm25,
        2,baseline,mean_of_area,40,40,ug/m3,mean,均值,targets.csv:3:4,
        3,difference,worsening,8.4,42/5,ug/m3,,,,1 2
        4,tier,tiers,1180000,1180000,CNY,5 x 10 + 3.4 x 20,5 x 10 + 3.4 x 20,,3

        """,
        "air.csv":
            "region,period,pollutant,statistic,value,unit,valid_days,valid,standard\n140100,2019-04,pm25,mean,48.4,ug/m3,29,yes,gb3095_2012\n140100,2019-04,pm25,sub_index,1.38,1,29,yes,gb3095_2012\n",
        "air_days.csv":
            "region,date,so2,no2,co,o3,pm10,pm25,aqi,rows\n140100,2019-04-04,9,30,1,90,80,48.4,67,days.csv:7\n140100,2019-04-05,9,30,1,90,80,300,350,days.csv:8\n140100,2019-04-06,9,30,1,90,80,,,days.csv:9\n140100,2019-05-01,9,30,1,90,80,12,40,days.csv:10\n",
        "air_exclusions.csv":
            "region,date,hour,pollutant,cause,measured,remaining,source\n140100,2019-04-05,,pm25,sand_dust,300,,notice 7\n140100,2019-05-05,,pm25,sand_dust,310,,notice 8\n",
    ]

    private func run() throws -> StoredRun {
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        for (name, text) in Self.tables {
            try text.write(to: folder.appending(path: name), atomically: true, encoding: .utf8)
        }
        return try StoredRun(folder: folder.path)
    }

    @Test func everyStepStandsWithItsFigureAndPlace() throws {
        let text = try Explanation(
            of: "transfers:140100:pool:2019-04:plan", in: run(), language: .en
        ).text
        for part in [
            "Taiyuan pays pool 1,180,000.00 yuan", "plan of 2017", "5 × 10 + 3.4 × 20", "= 8.4 µg/m³",
            "= 48.4 µg/m³", "29 valid days", "left out: 2019-04-05", "notice 7", "targets.csv:3:4",
        ] {
            #expect(text.contains(part), "\(part)")
        }
        // Neither a part of the index nor another month's dust belongs to the mean of April.
        #expect(!text.contains("1.38") && !text.contains("notice 8"))
    }

    /// Down to the rows of the input: the day used, the day without a value, the day left out; no other month.
    @Test func daysStandWithTheirRows() throws {
        let run = try run()
        let text = try Explanation(of: "transfers:140100:pool:2019-04:plan", in: run, language: .en).text
        #expect(text.contains("days used: 1,") && text.contains("2019-04-04 48.4 [days.csv:7]"))
        #expect(text.contains("no valid value: 2019-04-06"))
        #expect(!text.contains("days.csv:8") && !text.contains("days.csv:10"))
        let figure = try Explanation(of: "air:Taiyuan:2019-04:pm25", in: run, language: .zh)
        #expect(figure.text.contains("太原市") && figure.text.contains("2019-04-04 48.4 [days.csv:7]"))
        #expect(figure.json.text.contains("\"date\": \"2019-04-04\""))
    }

    /// A Chinese explanation has Chinese words and no bare CNY.
    @Test func chineseExplanationsAreChinese() throws {
        let text = try Explanation(of: "transfers:140100:pool:2019-04:plan", in: run(), language: .zh).text
        #expect(!text.contains("CNY") && text.contains("1,180,000 元") && text.contains("均值 48.4 µg/m³"))
    }

    @Test func partiesAreTakenByNameInBothLanguages() throws {
        let run = try run()
        let zh = try Explanation(of: "transfers:太原市:pool:2019-04:plan", in: run, language: .zh).text
        #expect(zh.contains("太原市向") && zh.contains("2017年方案") && zh.contains("剔除：2019-04-05"))
        let en = try Explanation(of: "transfers:Taiyuan:pool:2019-04:plan", in: run, language: .en)
        #expect(en.text.contains("Taiyuan pays"))
    }

    @Test(arguments: [
        "transfers:140100:pool:2019-05:plan", "air:140100:2019-04:lead", "payments:140100", "transfers:a:b",
    ])
    func anUnknownFigureIsTold(_ figure: String) throws {
        let run = try run()
        #expect(throws: DiagnosticFailure.self) {
            _ = try Explanation(of: figure, in: run, language: .en)
        }
    }
}
