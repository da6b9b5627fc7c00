import EcoUnits

extension RulePack {
    /// Zhejiang's standard of 2025, in force since 2025-03-21; it replaces the edition of 2020. Only its number,
    /// dates and subject are known here: whoever uses the pack decides on every service.
    public static let db33t2274 = RulePack(
        id: "db33_t_2274_2025", version: "0.1",
        title: LocalizedText(
            en: "DB33/T 2274-2025 (Zhejiang): GEP of terrestrial ecosystems",
            zh: "生态系统生产总值（GEP）核算技术规范 陆域生态系统（DB33/T 2274-2025，浙江）"),
        sources: ["DB33/T 2274-2025: number, dates and subject only; the text was not read"],
        status: .provisional,
        indicators: unreadIndicators.map { IndicatorRule($0, .unknown, PriceMethod.unread) }
            + IndicatorRule.beyondDocuments + IndicatorRule.forestOnly,
        overlaps: Overlap.known, referenceState: ReferenceState.bareSoil,
        notes: [
            LocalizedText(
                en: "no rule of this standard was read: the scenario decides on every one",
                zh: "本标准正文未读，各项规则均由情景自行选择")
        ])

    private static let unreadIndicators = [
        "agricultural_products", "water_supply", "ecological_energy", "water_retention", "soil_retention",
        "sand_fixation", "coastal_protection", "flood_mitigation", "air_purification", "water_purification",
        "carbon_fixation", "oxygen_release", "climate_regulation", "noise_reduction", "species_conservation",
        "pest_control", "tourism", "recreation", "landscape_premium",
    ]
}
