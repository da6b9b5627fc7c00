@testable import EcoReports
import EcoRuns
import EcoUnits
import Testing

/// Published rows beside what the run comes to for the same place, period and kind; marks of too few days.
@Suite struct LikeWithLikeTests {
    private func page(_ language: Language, _ files: [String: String]) throws -> String {
        let run = try SyntheticRun(names: ["甲县", "乙县"])
        for (name, text) in files { try run.write(text, name) }
        return try ReportWriter.html(of: run.stored(), language: language)
    }

    private static let transfers = """
        year,period,scheme,payer,payee,amount_fen,basis
        2019,2019-04,plan,141000,pool,300000000,pm25_fine
        2019,2019-04,plan,141001,pool,500000000,pm25_fine
        2019,2019-04,plan,pool,141000,100000000,pm25_reward
        2019,2019-05,plan,141000,pool,700000000,pm25_fine

        """

    /// 甲县 paid 300 and received 100; both paid 800; their city is both of them; a year that was not settled is absent.
    @Test func aCityIsComparedWithItself() throws {
        let published = """
            period,unit,kind,amount_wan_yuan,note,note_zh,source
            2019-04,甲县,fine,301,one,甲,x
            2019-04,甲县,net_fine,201,,,x
            2019-04,全省,total_fine,801,,,x
            2019-04,太原市,fine,802,,,x
            2019-04..2019-05,甲县,fine,1001,,,x
            2018-04,甲县,fine,7,,,x
            2019-04,临汾市,fine,9,,,x

            """
        let zh = try page(.zh, ["transfers.csv": Self.transfers, "published.csv": published])
        for (own, computed) in [
            ("301.00", "300.00"), ("201.00", "200.00"), ("801.00", "800.00"), ("802.00", "800.00"),
            ("1,001.00", "1,000.00"), ("7.00", NumberStyle.absent), ("9.00", NumberStyle.absent),
        ] {
            let cells = zh.ranges(of: ">\(own)<").map { zh[$0.upperBound...].prefix(60) }
            #expect(cells.contains { $0.contains(">\(computed)<") }, "\(own)")
        }
        #expect(zh.contains(">甲<") && !zh.contains(">one<"))
    }

    /// 300 valid days are too few for a year: verdict, index and rank bear the star and its meaning.
    @Test func tooFewDaysAreMarkedWhereverTheyJudge() throws {
        let air = """
            region,period,pollutant,statistic,value,unit,valid_days,valid,standard
            141000,2019,all,composite_index,5.1,1,300,no,gb3095_2012
            141000,2019,all,rank,1,1,,no,gb3095_2012
            141000,2019,pm25,mean,34,ug/m3,300,no,gb3095_2012
            141000,2019,pm25,attains,1,1,300,no,gb3095_2012
            141001,2019,all,composite_index,5.6,1,360,yes,gb3095_2012
            141001,2019,all,rank,2,1,,yes,gb3095_2012
            141001,2019,pm25,mean,40,ug/m3,360,yes,gb3095_2012
            141001,2019,pm25,attains,0,1,360,yes,gb3095_2012

            """
        let en = try page(.en, ["air.csv": air])
        for marked in ["✓*", "1*", "5.10*"] { #expect(en.contains(">\(marked)<"), "\(marked)") }
        #expect(en.contains(">✗<") && en.contains(">2<") && en.contains(">5.60<"))
        #expect(en.ranges(of: "* too few valid days.").count >= 3)
    }

    /// Asked for and nothing found is said; not asked for is not.
    @Test func emptyAnswersAreGiven() throws {
        let heading =
            "region,year,paid_fen,received_fen,net_fen,net_per_head_yuan,net_per_km2_yuan,burden_of_revenue\n"
        let files = [
            "fairness.csv": heading + "141000,2019,100,0,-100,,,\n",
            "payment_jumps.csv": "scheme,region,period,indicator,lower,upper,unit\n",
        ]
        let en = try page(.en, files)
        #expect(
            en.contains("Where a payment jumps: none found") && !en.contains("Where better air gains nothing")
        )
    }

    /// Whoever answers for a settlement stands in the report; an unsigned one says so.
    @Test func theSignerIsNamed() throws {
        let signed = try page(.zh, ["manifest.json": "{\"signedBy\": \"张三，省财政厅\"}"])
        #expect(signed.contains("结算签署人") && signed.contains("张三，省财政厅"))
        #expect(try page(.en, ["manifest.json": "{}"]).contains("nobody yet"))
    }
}
