import EcoParameters
import EcoUnits

extension CompositeTransfer {
    /// Shapes of real transfers: which parts there are and which factors they name. No document publishes its
    /// weights and standards for a county to recompute; they stay required.
    static let presets = [
        SchemePreset(
            id: "national_2017",
            title: LocalizedText(
                en: "National transfer for key ecological function zones, 2017",
                zh: "中央对地方重点生态功能区转移支付办法（2017）"),
            entries: gap(national2017) + protection(national2017) + listed(national2017) + [
                .init("parts.forest_wardens.factors", ["forest_wardens"], national2017, .published)
            ]),
        SchemePreset(
            id: "national_2022",
            title: LocalizedText(
                en: "National transfer for key ecological function zones, 2022 (财预〔2022〕59号)",
                zh: "中央对地方重点生态功能区转移支付办法（财预〔2022〕59号）"),
            entries: gap(national2022) + protection(national2022) + listed(national2022)),
        SchemePreset(
            id: "hubei_2023",
            title: LocalizedText(
                en: "Hubei transfer for key ecological function zones, 2023", zh: "湖北省重点生态功能区转移支付办法（2023）"),
            entries: [
                .init(
                    "parts.key_counties.factors",
                    ["population", "red_line_area", "forest_area", "ecological_spending"], hubei, .published),
                .init("parts.river_belt.factors", ["river_belt_amount"], hubei, .published),
                .init("parts.water_sources.factors", ["water_source_amount"], hubei, .published),
            ] + protection(hubei) + listed(hubei)),
    ]

    private static let national2017 = "reports on the national method of 2017"
    private static let national2022 = "reports on the method 财预〔2022〕59号"
    private static let hubei = "report on the provincial method of 2023"

    /// Key support: standard fiscal gap x subsidy coefficient; the coefficient is the rate.
    private static func gap(_ source: String) -> [SchemePreset.Entry] {
        [.init("parts.key_support.factors", ["fiscal_gap"], source, .published)]
    }

    /// Protected areas: by area and number.
    private static func protection(_ source: String) -> [SchemePreset.Entry] {
        [
            .init(
                "parts.protected_areas.factors", ["protected_area", "protected_count"], source, .published)
        ]
    }

    /// Guide support: amounts that a list gives, yuan for yuan.
    private static func listed(_ source: String) -> [SchemePreset.Entry] {
        [
            .init("parts.guide.factors", ["guide_amount"], source, .published),
            .init("parts.guide.rates", .block([("guide_amount", "1 CNY")]), source, .published),
        ]
    }
}
