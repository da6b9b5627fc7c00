import EcoParameters
import EcoUnits

extension BenchmarkTiers {
    static let presets = [shanxi2017, shanxi2019] + tieredPresets

    private static let report2017 = "reports of 2017-11 on the provincial plan of 2017-10"
    private static let report2019 = "reports of 2019-02 and 2019-03 on the revision of 2019-01-24"
    private static let concentrationTiers: PresetValue = [
        ["up_to": "5 ug/m3", "rate": "10 万元/(ug/m3)"], ["rate": "20 万元/(ug/m3)"],
    ]

    /// The trial plan of 2017. How two baselines combine and how the pool is split was not published.
    private static let shanxi2017 = SchemePreset(
        id: "shanxi_2017", title: LocalizedText(en: "Shanxi, trial plan of 2017-10", zh: "山西省2017年奖惩方案（试行）"),
        entries: [
            .init("baselines", ["mean_of_area", "previous_year"], report2017, .published),
            .init("reward_condition", "all", report2017, .published),
            .init("heating_months", ["11", "12", "1", "2", "3"], report2017, .published),
            .init(
                "pool_share", "0.8",
                "published totals of 2018-06, 2018-09 and 2019-04 (rewards = 0.8 x fines)",
                .published),
            .init(
                "indicators.composite_index.tiers", [["up_to": "2", "rate": "20 万元"], ["rate": "40 万元"]],
                report2017, .published),
            .init("indicators.pm25.tiers", concentrationTiers, report2017, .published),
            .init("indicators.pm25.exemption_limit", "35 ug/m3", report2017, .published),
            .init("indicators.pm10.season", "non_heating", report2017, .published),
            .init("indicators.pm10.tiers", concentrationTiers, report2017, .published),
            .init("indicators.pm10.exemption_limit", "70 ug/m3", report2017, .published),
            .init("indicators.so2.season", "heating", report2017, .published),
            .init("indicators.so2.tiers", concentrationTiers, report2017, .published),
            .init("indicators.so2.exemption_limit", "60 ug/m3", report2017, .published),
        ])

    /// The revision of 2019. The steeper steps of the composite index and the weight on change were not
    /// published: they stay required.
    private static let shanxi2019 = SchemePreset(
        id: "shanxi_2019", title: LocalizedText(en: "Shanxi, revision of 2019-01", zh: "山西省2019年修订方案"),
        entries: [
            .init("baselines", ["mean_of_area", "previous_year"], report2019, .published),
            .init(
                "heating_months", ["11", "12", "1", "2", "3"], "as in 2017; the revision was not seen",
                .provisional),
            .init(
                "pool_share", "0.8", "published totals of 2019-04 (rewards = 0.8 x fines)", .published),
            .init("indicators.composite_index.season", "all_year", report2019, .published),
            .init("indicators.pm25.tiers", concentrationTiers, report2019, .published),
            .init(
                "indicators.pm25.exemption_limit", "35 ug/m3", "as in 2017; the revision was not seen",
                .provisional),
            .init(
                "indicators.pm10.season", "non_heating", "as in 2017; the revision was not seen", .provisional
            ),
            .init("indicators.pm10.tiers", concentrationTiers, report2019, .published),
            .init(
                "indicators.pm10.exemption_limit", "70 ug/m3", "as in 2017; the revision was not seen",
                .provisional),
            .init("indicators.so2.season", "heating", "as in 2017; the revision was not seen", .provisional),
            .init("indicators.so2.tiers", concentrationTiers, report2019, .published),
            .init("indicators.so2.exemption_limit", "30 ug/m3", report2019, .published),
        ])
}
