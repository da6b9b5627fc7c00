import EcoParameters
import EcoUnits

extension ExceedMultiple {
    static let presets = [
        hebei("hebei_2012", en: "Hebei, 2012", zh: "河北省2012年办法"),
        hebei("hebei_2016", en: "Hebei, 2016", zh: "河北省2016年办法"),
        hengshui, baoding, shanxi2013, zhoukou, liaoning2017,
    ]

    // MARK: Hebei

    private static let hebeiReport =
        "reports of the provincial environment office on section charges, 2012 to 2016"

    private static func hebei(_ id: String, en: String, zh: String) -> SchemePreset {
        SchemePreset(
            id: id, title: LocalizedText(en: en, zh: zh),
            entries: steps("cod", "0.2", hebeiReport) + steps("ammonia_nitrogen", "0.5", hebeiReport)
                + steps("total_phosphorus", "0.5", hebeiReport) + [
                    .init("inflow_exemption", "true", hebeiReport, .published),
                    .init("rounding_step", "1 万元", "published amounts are whole 万元", .published),
                ])
    }

    private static func steps(_ item: String, _ step: PresetValue, _ source: String) -> [SchemePreset.Entry] {
        [
            .init("indicators.\(item).step", step, source, .published),
            .init("indicators.\(item).step_amount", "30 万元", source, .published),
        ]
    }

    /// The city's text as reported names one step, without saying for which items: other items stay out.
    private static let hengshui = SchemePreset(
        id: "hengshui", title: LocalizedText(en: "Hengshui (Hebei)", zh: "衡水市办法"),
        entries: steps("cod", "0.2", "report of the city's rule: 300,000 yuan for each 0.2 times")
            + [.init("rounding_step", "1 万元", "published amounts are whole 万元", .published)])

    private static let baoding = SchemePreset(
        id: "baoding_2018", title: LocalizedText(en: "Baoding (Hebei), 2018", zh: "保定市2018年办法"),
        entries: [
            .init(
                "indicators.cod.step", "0.2", "as in the province; the city's text was not seen", .provisional
            ),
            .init("indicators.cod.step_amount", "30 万元", "as in the province", .provisional),
        ]
            + steps(
                "ammonia_nitrogen", "0.5", "city notice of 2018-02: exceed ratio 0.48, charge 300,000 yuan")
            + [.init("rounding_step", "1 万元", "published amounts are whole 万元", .published)])

    // MARK: Shanxi

    private static let shanxiReport = "reports on the revised section scheme of Shanxi, 2013"

    /// Five tiers from 500,000 to 3,000,000 yuan; the three amounts between were not published: required.
    private static let shanxi2013 = SchemePreset(
        id: "shanxi_2013", title: LocalizedText(en: "Shanxi sections, 2013", zh: "山西省2013年断面考核办法"),
        entries: ["cod", "ammonia_nitrogen"].flatMap { item -> [SchemePreset.Entry] in
            [
                .init("indicators.\(item).tier_limits", ["0.5", "1", "5", "10"], shanxiReport, .published),
                .init("indicators.\(item).first_amount", "50 万元", shanxiReport, .published),
                .init("indicators.\(item).last_amount", "300 万元", shanxiReport, .published),
            ]
        } + [
            .init("award_held_three_months", "10 万元", shanxiReport, .published),
            .init("award_held_year", "100 万元", shanxiReport, .published),
            .init("award_from_failing_to_meeting", "100 万元", shanxiReport, .published),
            .init("award_class_better", "50 万元", shanxiReport, .published),
        ])

    // MARK: Others

    private static let zhoukouText = "regulation of Zhoukou on water compensation"

    private static let zhoukou = SchemePreset(
        id: "zhoukou", title: LocalizedText(en: "Zhoukou (Henan)", zh: "周口市办法"),
        entries: ["cod", "ammonia_nitrogen"].flatMap { item -> [SchemePreset.Entry] in
            [
                .init("indicators.\(item).tier_limits", ["0.5", "1", "1.5", "2"], zhoukouText, .published),
                .init("indicators.\(item).first_amount", "10 万元", zhoukouText, .published),
                .init(
                    "indicators.\(item).middle_amounts", ["25 万元", "50 万元", "100 万元"], zhoukouText, .published
                ),
                .init("indicators.\(item).last_amount", "200 万元", zhoukouText, .published),
                .init("indicators.\(item).dead_band", "0.1", zhoukouText, .published),
                .init("indicators.\(item).times_one_plus_ratio", "true", zhoukouText, .published),
                .init("indicators.\(item).river_mouth_amount", "15 万元", zhoukouText, .published),
            ]
        })

    private static let liaoningReport = "reports on the Liaoning rule of 2017"

    /// The base amounts were not seen: they stay required.
    private static let liaoning2017 = SchemePreset(
        id: "liaoning_2017", title: LocalizedText(en: "Liaoning, 2017", zh: "辽宁省2017年办法"),
        entries: [
            .init(
                "position_factors", ["main_stem": "2", "tributary": "2"],
                "\(liaoningReport): doubled for the main stem and tributaries", .published),
            .init(
                "worse_than_v_factor", "2", "\(liaoningReport): doubled once more for worse than class V",
                .published),
        ])
}
