import EcoParameters
import EcoUnits

/// Schemes in which rewards have tiers of their own. Tiers that were not published stay required.
extension BenchmarkTiers {
    static let tieredPresets = [
        shanxiCounties2025, henan2017, henan2020, zhengzhou2020, xinxiang2024, taiyuan2020,
    ]

    private static func shared(_ source: String) -> [SchemePreset.Entry] {
        [
            .init("period", "month", source, .published), .init("rewards", "tiers", source, .published),
            .init("baselines", ["mean_of_area"], source, .published),
        ]
    }

    /// Both the value and its rate of change count.
    private static func both(_ indicators: [String], _ source: String) -> [SchemePreset.Entry] {
        indicators.map {
            .init("indicators.\($0).measures", ["level", "change_rate"], source, .published)
        }
    }

    private static let shanxi =
        "report of 2025 on the county rule: better than the mean or its rate, reward; worse, fine"

    /// For counties among the last 20 of the 2024 ranking or with PM2.5 above 40 ug/m3: name them in `regions`.
    private static let shanxiCounties2025 = SchemePreset(
        id: "shanxi_counties_2025", title: LocalizedText(en: "Shanxi counties, 2025", zh: "山西省2025年县级奖惩"),
        entries: shared(shanxi) + both(["composite_index", "pm25"], shanxi))

    private static let henan = "published monthly amounts of 2017-04 to 2017-12"
    private static let halves = "published city amounts are multiples of 0.5 万元"

    private static let henan2017 = SchemePreset(
        id: "henan_2017", title: LocalizedText(en: "Henan, 2017", zh: "河南省2017年办法"),
        entries: shared(henan) + [
            .init("rounding_step", "0.5 万元", halves, .published),
            .init("indicators.pm10.measures", ["level"], henan, .published),
            .init("indicators.pm25.measures", ["level"], henan, .published),
            .init(
                "indicators.good_days.tiers", [["rate": "20 万元/d"]],
                "worked out: published charges for good days are multiples of 20 万元", .provisional),
        ])

    private static let henanRule = "reports of 2021-09 and 2024-10 on the rule of 2020"

    private static let henan2020 = SchemePreset(
        id: "henan_2020", title: LocalizedText(en: "Henan, 2020", zh: "河南省2020年办法"),
        entries: shared(henanRule) + [.init("rounding_step", "0.5 万元", halves, .published)]
            + both(["pm25", "pm10"], henanRule))

    private static let zhengzhou = "report of 2020-09 on the city's rule"

    private static let zhengzhou2020 = SchemePreset(
        id: "zhengzhou_2020", title: LocalizedText(en: "Zhengzhou districts, 2020", zh: "郑州市2020年区级办法"),
        entries: shared(zhengzhou) + both(["pm25", "pm10"], zhengzhou) + [
            .init("tier_mode", "marginal", zhengzhou, .published),
            .init(
                "indicators.pm25.tiers",
                [["up_to": "5 ug/m3", "rate": "10 万元/(ug/m3)"], ["rate": "20 万元/(ug/m3)"]], zhengzhou,
                .published),
        ])

    private static let xinxiang = "city's rule of 2024"

    private static let xinxiang2024 = SchemePreset(
        id: "xinxiang_2024", title: LocalizedText(en: "Xinxiang counties, 2024", zh: "新乡市2024年县级办法"),
        entries: shared(xinxiang) + both(["pm25", "pm10"], xinxiang) + [
            .init("indicators.pm25.direction", "fines_only", xinxiang, .published),
            .init("indicators.pm10.direction", "fines_only", xinxiang, .published),
            .init("indicators.o3.direction", "both", xinxiang, .published),
        ])

    private static let taiyuan = "city rule of 2020: improvement in four classes, 100, 50, 30 and 10 万元"

    /// The borders of the classes and the fines for worsening were not published: both lists of tiers stay
    /// required, with `amount` for each class.
    private static let taiyuan2020 = SchemePreset(
        id: "taiyuan_2020_classes",
        title: LocalizedText(en: "Taiyuan counties, classes of improvement, 2020", zh: "太原市2020年改善分档奖惩"),
        entries: [
            .init("period", "month", taiyuan, .published), .init("rewards", "tiers", taiyuan, .published),
            .init("change_rate_baseline", "zero", taiyuan, .published),
        ]
            + ["composite_index", "pm25"].map {
                .init("indicators.\($0).measures", ["change_rate"], taiyuan, .published)
            })
}
