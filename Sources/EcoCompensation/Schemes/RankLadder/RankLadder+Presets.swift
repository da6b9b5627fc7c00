import EcoParameters
import EcoUnits

extension RankLadder {
    static let presets = [
        tianjin2016, hebeiCities, hebeiChannelCounties, hebeiOtherCounties, shijiazhuangDistricts,
        shijiazhuangCounties, taiyuan2019,
    ]

    private static func wan(_ amounts: [Int]) -> PresetValue { .list(amounts.map { .text("\($0) 万元") }) }

    private static func ladder(_ rewards: [Int], _ source: String) -> [SchemePreset.Entry] {
        ladder(rewards, rewards, source)
    }

    private static func ladder(_ rewards: [Int], _ fines: [Int], _ source: String) -> [SchemePreset.Entry] {
        [
            .init("period", "month", source, .published),
            .init("rewards", wan(rewards), source, .published),
            .init("fines", wan(fines), source, .published),
        ]
    }

    private static let tianjin = "reports of 2016 to 2018 on the monthly rule; 16 districts, 560 万元 each way"

    private static let tianjin2016 = SchemePreset(
        id: "tianjin_2016", title: LocalizedText(en: "Tianjin districts, from 2016", zh: "天津市区级月度奖惩"),
        entries: ladder([140, 120, 100, 80, 60, 40, 20], tianjin) + [
            .init("indicators.composite_index.level_weight", "0.5", tianjin, .published),
            .init("indicators.composite_index.change_rate_weight", "0.5", tianjin, .published),
        ])

    private static let hebei = "provincial rule of 2018, reports of 2018-10"

    /// The composite score is not described: its components stay required.
    private static let hebeiCities = SchemePreset(
        id: "hebei_2018_cities",
        title: LocalizedText(en: "Hebei, 8 channel cities, 2018", zh: "河北省2018年8个通道城市"),
        entries: ladder([100, 80, 60], hebei))

    private static let hebeiChannelCounties = SchemePreset(
        id: "hebei_2018_channel_counties",
        title: LocalizedText(en: "Hebei, 134 channel counties, 2018", zh: "河北省2018年134个通道县"),
        entries: ladder([50, 46, 42, 38, 34, 30, 26, 22, 18, 14], hebei))

    private static let hebeiOtherCounties = SchemePreset(
        id: "hebei_2018_other_counties",
        title: LocalizedText(en: "Hebei, 34 other counties, 2018", zh: "河北省2018年34个非通道县"),
        entries: [
            .init("period", "month", hebei, .published),
            .init("rewards", wan([30, 20, 10]), hebei, .published),
            .init(
                "fines", wan([30, 20, 10]), "the report is cut here; mirrored like the others", .provisional),
        ])

    private static let shijiazhuang = "report on the city's monthly rule"

    private static let shijiazhuangDistricts = SchemePreset(
        id: "shijiazhuang_districts",
        title: LocalizedText(en: "Shijiazhuang, districts with national sites", zh: "石家庄市国控站点区"),
        entries: ladder([200, 100], shijiazhuang))

    private static let shijiazhuangCounties = SchemePreset(
        id: "shijiazhuang_counties", title: LocalizedText(en: "Shijiazhuang, counties", zh: "石家庄市县（市）"),
        entries: ladder([150, 120, 90, 60, 30], shijiazhuang))

    private static let taiyuan = "city rule of 2019: Z = (A 16 % + B 24 %) + (C 24 % + D 36 %)"
    private static let reading =
        "the formula is published; that A to D are ranks of index and PM10, level and improvement, is our reading"

    private static let taiyuan2019 = SchemePreset(
        id: "taiyuan_2019", title: LocalizedText(en: "Taiyuan counties, 2019", zh: "太原市2019年县级办法"),
        entries: ladder([100, 80], [100, 50, 30], taiyuan) + [
            .init("indicators.composite_index.level_weight", "0.16", reading, .provisional),
            .init("indicators.composite_index.change_rate_weight", "0.24", reading, .provisional),
            .init("indicators.pm10.level_weight", "0.24", reading, .provisional),
            .init("indicators.pm10.change_rate_weight", "0.36", reading, .provisional),
        ])
}
