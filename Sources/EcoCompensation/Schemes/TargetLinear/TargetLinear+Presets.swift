import EcoParameters
import EcoUnits

extension TargetLinear {
    static let presets = [henan2016, wuhan2016, chengdu2016, qingdao2014]

    private static let henan = "provincial rule of 2016-07: Q1 (C1 - T) s, Q2 (C12 - C1) s, Q3 (C123 - C12) s"

    /// The money s was not published: both rates stay required.
    private static let henan2016 = SchemePreset(
        id: "henan_2016", title: LocalizedText(en: "Henan, 2016-07", zh: "河南省2016年办法"),
        entries: [
            .init("period", "quarter", henan, .published), .init("baseline", "target", henan, .published),
            .init("cumulative", "true", henan, .published),
            .init("indicators.pm10.met_amount", "0 CNY", "the formula has no fixed part", .published),
            .init("indicators.pm25.met_amount", "0 CNY", "the formula has no fixed part", .published),
        ])

    private static let wuhan = "report of 2016-05 on the city's rule"

    private static let wuhan2016 = SchemePreset(
        id: "wuhan_2016", title: LocalizedText(en: "Wuhan districts, 2016", zh: "武汉市2016年办法"),
        entries: [
            .init("period", "quarter", wuhan, .published), .init("baseline", "target", wuhan, .published),
            .init(
                "reward_distance", "whole", "the report pays 20 万元 a ug/m3 once the band is passed",
                .provisional),
            .init("indicators.pm25.dead_band", "2 ug/m3", wuhan, .published),
            .init("indicators.pm25.reward_rate", "20 万元/(ug/m3)", wuhan, .published),
            .init("indicators.pm25.fine_rate", "20 万元/(ug/m3)", wuhan, .published),
            .init("indicators.pm10.dead_band", "1 ug/m3", wuhan, .published),
            .init("indicators.pm10.reward_rate", "20 万元/(ug/m3)", wuhan, .published),
            .init("indicators.pm10.fine_rate", "20 万元/(ug/m3)", wuhan, .published),
        ])

    private static let chengdu = "report of 2017 on the trial rule for 2016 to 2018"

    /// What a missed target of good days costs was not seen: it stays required.
    private static let chengdu2016 = SchemePreset(
        id: "chengdu_2016",
        title: LocalizedText(en: "Chengdu districts, 2016 to 2018", zh: "成都市2016—2018年办法"),
        entries: [
            .init("period", "year", chengdu, .published), .init("baseline", "target", chengdu, .published),
            .init("indicators.pm25.met_amount", "100 万元", chengdu, .published),
            .init("indicators.pm25.reward_rate", "20 万元/(ug/m3)", chengdu, .published),
            .init("indicators.pm25.fine_rate", "40 万元/(ug/m3)", chengdu, .published),
            .init("indicators.pm25.stretch_amount", "200 万元", chengdu, .published),
            .init("indicators.good_days.met_amount", "100 万元", chengdu, .published),
            .init("indicators.good_days.reward_rate", "20 万元/d", chengdu, .published),
        ])

    private static let qingdao = "report on the city's rule of 2014"

    /// "At least 100" for a missed item: the rate above it was not published and stays required.
    private static let qingdao2014 = SchemePreset(
        id: "qingdao_2014", title: LocalizedText(en: "Qingdao districts, 2014", zh: "青岛市2014年办法"),
        entries: [
            .init("period", "year", qingdao, .published), .init("baseline", "target", qingdao, .published),
        ]
            + ["pm25", "pm10"].flatMap { indicator -> [SchemePreset.Entry] in
                [
                    .init("indicators.\(indicator).met_amount", "100 万元", qingdao, .published),
                    .init("indicators.\(indicator).missed_amount", "100 万元", qingdao, .published),
                    .init("indicators.\(indicator).reward_rate", "10 万元/(ug/m3)", qingdao, .published),
                ]
            })
}
