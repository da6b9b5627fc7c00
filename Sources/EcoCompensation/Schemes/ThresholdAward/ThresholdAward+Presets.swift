import EcoParameters
import EcoUnits

extension ThresholdAward {
    static let presets = [
        shandong2015, shandong2017, anhui2018, sichuan2015, taiyuan2020,
    ]

    private static let shandong = "reports on the provincial rules of 2015-03 and 2017-04"
    private static let gradeTwo = "GB 3095-2012, annual mean, Grade II"

    private static func limits(_ limits: KeyValuePairs<String, PresetValue>, _ source: String)
        -> [SchemePreset.Entry]
    {
        limits.map { .init("indicators.\($0.key).limit", $0.value, source, .published) }
    }

    private static func amounts(_ amounts: KeyValuePairs<String, PresetValue>, _ source: String)
        -> [SchemePreset.Entry]
    {
        amounts.map { .init("indicators.\($0.key).amount", $0.value, source, .published) }
    }

    /// Two years in a row at Grade II; the amount was not published. What follows, a year outside the scheme
    /// until the air gets worse again, is the adjuster `exemption` of the quarterly scheme.
    private static let shandong2015 = SchemePreset(
        id: "shandong_2015_award", title: LocalizedText(en: "Shandong, award of 2015", zh: "山东省2015年一次性奖励"),
        entries: [
            .init("period", "year", shandong, .published), .init("condition", "all", shandong, .published),
            .init("consecutive_years", "2", shandong, .published),
            .init("repetition", "after_rebound", shandong, .provisional),
        ] + limits(["pm25": "35 ug/m3", "pm10": "70 ug/m3", "so2": "60 ug/m3", "no2": "40 ug/m3"], gradeTwo))

    private static let shandong2017 = SchemePreset(
        id: "shandong_2017_awards",
        title: LocalizedText(en: "Shandong, awards of 2017-04 to 2019-03", zh: "山东省2017年达标奖励"),
        entries: [
            .init("period", "year", shandong, .published),
            .init("condition", "each", shandong, .published),
            .init(
                "repetition", "once", "the awards are called one-off; whether once for all was not seen",
                .provisional),
        ]
            + limits(
                ["pm25": "35 ug/m3", "pm10": "70 ug/m3", "no2": "40 ug/m3", "so2": "20 ug/m3"],
                "GB 3095-2012, annual mean: Grade II for PM2.5 and PM10, Grade I for NO2 and SO2")
            + amounts(["pm25": "600 万元", "pm10": "600 万元", "no2": "300 万元", "so2": "200 万元"], shandong))

    private static let anhui = "provincial rule of 2018-07"

    private static let anhui2018 = SchemePreset(
        id: "anhui_2018_awards", title: LocalizedText(en: "Anhui, awards of 2018-07", zh: "安徽省2018年达标奖励"),
        entries: [
            .init("period", "year", anhui, .published), .init("met_by", "previous_year", anhui, .published),
            .init("indicators.pm25.limit", "35 ug/m3", gradeTwo, .published),
            .init("indicators.pm25.amount", "500 万元", anhui, .published),
            .init("indicators.pm25.improved_amount", "800 万元", anhui, .published),
        ])

    private static let sichuan =
        "reports on the provincial rule of 2015 to 2020: 15,000 x 70 % / 21 = 500 万元 a region"

    private static let sichuan2015 = SchemePreset(
        id: "sichuan_2015_target",
        title: LocalizedText(en: "Sichuan, target part, 2015 to 2020", zh: "四川省2015—2020年目标部分"),
        entries: [
            .init("period", "year", sichuan, .published),
            .init(
                "condition", "all", "all six items count; whether together was not seen", .provisional),
            .init("monthly_accrual", "true", sichuan, .published),
            .init("amount", "500 万元", sichuan, .published),
            .init("missed_amount", "500 万元", "\(sichuan); who misses loses it and pays the same", .published),
        ])

    private static let taiyuan = "city rule of 2020"

    private static let taiyuan2020 = SchemePreset(
        id: "taiyuan_2020_year",
        title: LocalizedText(en: "Taiyuan counties, awards of 2020", zh: "太原市2020年年度奖励"),
        entries: [.init("period", "year", taiyuan, .published)]
            + limits(
                ["good_day_ratio": "80 %", "composite_index": "6", "pm25": "51 ug/m3"], taiyuan)
            + amounts(
                ["good_day_ratio": "200 万元", "composite_index": "100 万元", "pm25": "200 万元"], taiyuan))
}
