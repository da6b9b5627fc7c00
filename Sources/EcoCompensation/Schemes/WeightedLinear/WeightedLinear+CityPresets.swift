import EcoParameters
import EcoUnits

/// The same formula in other provinces and in cities that settle with their counties.
extension WeightedLinear {
    static let cityPresets = [taian2017, yinchuan2017, hubei2018, anhui2018, weinan2017, taiyuan2020]

    private static let taian = "report on the city's rule of 2017, valid to 2019-03-31"

    private static let taian2017 = SchemePreset(
        id: "taian_2017", title: LocalizedText(en: "Tai'an counties, 2017", zh: "泰安市2017年县级办法"),
        entries: [
            .init("period", "half_year", taian, .published),
            .init("baseline", "previous_year", taian, .published),
            .init("money_per_point", "40 万元", taian, .published),
        ]
            + ["pm25": "0.60", "pm10": "0.15", "so2": "0.15", "no2": "0.10"].map {
                .init(
                    "indicators.\($0.key).weight", .text($0.value),
                    "the four indicators are those of the province; its weights are taken over", .provisional)
            } + [
                .init("indicators.good_day_ratio.weight", "1", taian, .published),
                .init("indicators.good_day_ratio.rate", "10 万元/%", taian, .published),
            ])

    private static let yinchuan = "report on the city's rule of 2017 to 2019"

    /// The money for one point was not published: it stays required.
    private static let yinchuan2017 = SchemePreset(
        id: "yinchuan_2017", title: LocalizedText(en: "Yinchuan, 2017 to 2019", zh: "银川市2017—2019年办法"),
        entries: [
            .init("period", "quarter", yinchuan, .published),
            .init("baseline", "previous_year", yinchuan, .published),
        ] + weights(["pm10": "0.50", "pm25": "0.15", "so2": "0.20", "no2": "0.15"], yinchuan))

    private static let hubei =
        "provincial trial rule of 2015 and its revision of 2018: M = (A0 - A) m k + (B0 - B) m k"

    /// The money m of cities and of counties and the factors k were not published: the first stays required.
    private static let hubei2018 = SchemePreset(
        id: "hubei_2018", title: LocalizedText(en: "Hubei, 2015 and 2018", zh: "湖北省2015年办法及2018年修订"),
        entries: [
            .init("period", "quarter", hubei, .published),
            .init("baseline", "previous_year", hubei, .published),
        ] + weights(["pm10": "1", "pm25": "1"], hubei))

    private static let anhui = "provincial rule of 2018-07"

    /// The factors for a missed target and the annual clearing are adjusters: `factor`, `annual_clearing`.
    private static let anhui2018 = SchemePreset(
        id: "anhui_2018", title: LocalizedText(en: "Anhui, 2018-07", zh: "安徽省2018年办法"),
        entries: [
            .init("period", "quarter", anhui, .published),
            .init("baseline", "previous_year", anhui, .published),
            .init(
                "money_per_point", "18 万元",
                "worked out from two published payments to Anqing (94.5 in 2018-Q3, 139.5 in 2020-Q3)",
                .published),
            .init("rounding_step", "0.01 万元", "the published 94.5 万元 is no whole 万元", .provisional),
        ] + weights(["pm25": "0.75", "pm10": "0.25"], anhui))

    private static let weinan = "Weinan Daily on the city's rule of 2017"

    /// 10 万元 for each ug/m3 and each good day. Whether a county counts PM2.5 or NO2 depends on the county.
    private static let weinan2017 = SchemePreset(
        id: "weinan_2017", title: LocalizedText(en: "Weinan counties, 2017", zh: "渭南市2017年办法"),
        entries: [
            .init("period", "month", weinan, .published),
            .init(
                "baseline", "previous_year", "from memory: the same month of the year before", .provisional),
            .init("money_per_point", "10 万元", weinan, .published),
        ] + weights(["pm10": "1", "good_days": "1"], weinan))

    private static let taiyuan =
        "city rule of 2020: 10 万元 for each good day more or less than in the year before"

    private static let taiyuan2020 = SchemePreset(
        id: "taiyuan_2020_good_days",
        title: LocalizedText(en: "Taiyuan counties, good days, 2020", zh: "太原市2020年优良天数奖惩"),
        entries: [
            .init("period", "month", taiyuan, .published),
            .init("baseline", "previous_year", taiyuan, .published),
            .init("money_per_point", "10 万元", taiyuan, .published),
        ] + weights(["good_days": "1"], taiyuan))
}
