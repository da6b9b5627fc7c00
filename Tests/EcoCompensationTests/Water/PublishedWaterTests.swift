@testable import EcoCompensation
import EcoUnits
import Testing

/// Published totals that need no rule of ours: each is the sum of its printed parts.
@Suite struct PublishedWaterTests {
    /// Shanxi, January to September 2010: Taiyuan, Datong, Shuozhou, Xinzhou, Lvliang, Jinzhong, Linfen and
    /// Yuncheng, 万元.
    @Test func sumsOfShanxi2010() throws {
        let charges = ["2640", "351", "680", "60", "10288", "2125", "961", "132"]
        let awards = ["2400", "1400", "650", "150", "300", "200", "1600", "500"]
        #expect(try charges.map { try wanYuan($0) }.total() == wanYuan("17237"))
        #expect(try awards.map { try wanYuan($0) }.total() == wanYuan("7200"))
    }

    /// Shandong's county sections by 2022-05, 亿元: 2.17 paid up the river, 1.07 down it.
    @Test func sumsOfShandongCountySections() throws {
        #expect(try exact("2.17") + exact("1.07") == exact("3.24"))
    }

    /// Each preset of a Hebei kind prices a first step at 300,000 yuan, and the step is begun at once.
    @Test(arguments: ["hebei_2012", "hebei_2016", "hengshui", "baoding_2018"])
    func firstStepOfHebei(_ preset: String) throws {
        let table = WaterLawsTests.section(
            "exceed_multiple", "preset: \(preset)\ncombination: sum", ["A,2016-12,cod,20.1,mg/L,,,,,"])
        #expect(try WaterLawsTests.net(table) == -30_000_000)
    }

    /// The Heze example: 35, where the article prints 45.
    @Test func hezeGives35() throws {
        let rows = ["A,2014-Q2,cod,20,mg/L,,,,,", "A,2014-Q2,ammonia_nitrogen,1,mg/L,,,,,"]
        #expect(
            try WaterLawsTests.net(WaterLawsTests.section("section_linear", "preset: heze_2014", rows))
                == 35_000_000)
    }
}
