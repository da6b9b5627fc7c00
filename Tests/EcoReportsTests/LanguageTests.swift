import EcoUnits
import Testing

@testable import EcoReports

/// What a reader of one language finds in a run that speaks two.
@Suite struct LanguageTests {
    private func page(_ language: Language) throws -> String {
        let run = try SyntheticRun(names: SyntheticRun.plainNames)
        try run.write(
            """
            region,year,account,indicator,ecosystem,quantity,unit,value_yuan,price_year,status,rule_pack,note,note_zh
            141000,2019,regulating,water_retention,,12,m3,100,2019,provisional,national_2022 0.1,not counted: 3 km² (cropland),未计入 3 平方公里（农田）
            141001,2019,regulating,water_retention,,14,m3,120,2019,provisional,national_2022 0.1,not counted: 7.5 km² (cropland),未计入 7.5 平方公里（农田）
            141000,2019,extent,area,forest,20,km2,,,ok,national_2022 0.1,,
            141001,2019,extent,area,forest,30,km2,,,ok,national_2022 0.1,,
            141000,2019,extent,area,cropland,0,km2,,,not_applicable,national_2022 0.1,,
            141000,2019,total,gep,,,CNY,100,2019,ok,national_2022 0.1,without sand fixation,未核算：防风固沙
            141001,2019,total,gep,,,CNY,120,2019,ok,national_2022 0.1,no figure for tourism; without sand fixation,旅游无数值；未核算：防风固沙
            """ + "\n", "accounts.csv")
        try run.write(
            """
            {"diagnostics": [{"severity": "warning", "code": "x", "file": null, "path": "air.daily",
             "message": "no own station", "hint": "measure", "message_zh": "无本地站点", "hint_zh": "请实测"}]}
            """, "diagnostics.json")
        try run.write(
            """
            period,unit,kind,amount_wan_yuan,note,source
            2017-10..2018-12,全省,net_fine,12,,x
            2023-10?,太原市,net_reward,13,,x
            """ + "\n", "published.csv")
        return withoutAddresses(try ReportWriter.html(of: run.stored(), language: language))
    }

    /// Addresses hold names as the input has them.
    private func withoutAddresses(_ page: String) -> String {
        page.replacing(#/ data-(row|figure)="[^"]*"/#, with: "")
            .replacing(#/<details class="where">(?s:.*?)<\/details>/#, with: "")
    }

    @Test func eachPageTakesTheTextsOfItsLanguage() throws {
        let (en, zh) = (try page(.en), try page(.zh))
        for (english, chinese) in [
            ("no own station", "无本地站点"), ("measure", "请实测"), ("2017-10 to 2018-12", "2017-10 至 2018-12"),
            ("2023-10 (uncertain)", "2023-10（存疑）"), ("net payment", "净缴纳"), ("whole province", "全省"),
            ("National rules 2022 (national_2022 0.1)", "国家规范 2022（national_2022 0.1）"),
        ] {
            #expect(en.contains(english) && !en.contains(chinese), "\(english)")
            #expect(zh.contains(chinese) && !zh.contains(english), "\(chinese)")
        }
    }

    /// Two counties share a note but for its area: one line from 3 to 7.5.
    @Test func notesThatDifferInNumbersShareALine() throws {
        let (en, zh) = (try page(.en), try page(.zh))
        #expect(en.contains("not counted: 3–7.5 km² (cropland)"))
        #expect(zh.contains("未计入 3–7.5 平方公里（农田）") && !zh.contains("not counted:"))
    }

    /// A clause that all totals share stands once; one of a single county names it.
    @Test func clausesOfTheTotalStandOnce() throws {
        let zh = try page(.zh)
        #expect(zh.ranges(of: "未核算：防风固沙").count == 1)
        #expect(zh.contains("旅游无数值（杏花岭区）"))
    }

    @Test func ecosystemsWithoutAreaAreNamedBelowTheTable() throws {
        #expect(try page(.en).contains("Types that do not occur: cropland"))
        #expect(try page(.zh).contains("区域内没有的类型：农田"))
    }

    @Test(arguments: [
        ("CNY", "yuan", "元"), ("visits", "visits", "人次"), ("m3", "m³", "m³"), ("km2", "km²", "平方公里"),
        ("CNY/(ug/m3)", "yuan/(µg/m³)", "元/(µg/m³)"), ("CNY/t", "yuan/t", "元/吨"), ("mg/m3", "mg/m³", "mg/m³"),
        ("%", "%", "%"), ("", "", ""), ("MJ mm", "MJ mm", "MJ mm"),
    ])
    func unitsAreWrittenForReaders(_ symbol: String, _ en: String, _ zh: String) {
        #expect(UnitText.written(symbol, .en) == en && UnitText.written(symbol, .zh) == zh)
    }

    @Test func patternsKeepWordsApartFromNumbers() {
        #expect(NotePattern("a 1 b") == NotePattern("a 22.5 b"))
        #expect(NotePattern("a 1 b") != NotePattern("a 1 c"))
        #expect(NotePattern("SO2 1") != NotePattern("NO2 1"))
        #expect(NotePattern("a 10 b 3").gathered(["a 10 b 3", "a 9 b 3"]) == "a 9–10 b 3")
        #expect(NotePattern("").gathered([""]) == "")
    }
}
