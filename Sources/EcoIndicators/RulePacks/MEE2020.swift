import EcoUnits

extension RulePack {
    /// Technical guideline on gross ecosystem product of terrestrial ecosystems, Ministry of Ecology and
    /// Environment, 2020. Its text has not been read for this transcription: the list follows secondary sources,
    /// the formulas follow papers of the same school (named in the method notes).
    public static let mee2020 = RulePack(
        id: "mee_2020", version: "0.2",
        title: LocalizedText(
            en: "MEE 2020: technical guideline on GEP accounting of terrestrial ecosystems",
            zh: "陆地生态系统生产总值（GEP）核算技术指南（生态环境部 2020）"),
        sources: [
            "生态环境部环境规划院、中国科学院生态环境研究中心, 2020 (not read in print)",
            "Pema Dolkar et al. 2017, doi:10.5846/stxb201607011362",
            "Gong et al. 2017, doi:10.5846/stxb201512012406",
        ],
        status: .provisional, indicators: mee2020Indicators, overlaps: Overlap.known,
        negativeBalance: .signed, purification: .emissionLimited, netImports: .ignored,
        referenceState: ReferenceState.bareSoil,
        notes: [
            LocalizedText(
                en: "list and formulas from memory and from papers of the same school",
                zh: "清单与公式来自二手资料及同一学派论文")
        ])

    private static let mee2020Indicators: [IndicatorRule] =
        [
            IndicatorRule(
                "agricultural_products", .included, PriceMethod.market,
                admits: [AdmittedChoice("basis", "gross", "net")]),
            IndicatorRule("water_supply", .optional, PriceMethod.tariff),
            IndicatorRule("ecological_energy", .included, PriceMethod.market),
            IndicatorRule("water_retention", .included, PriceMethod.reservoir),
            IndicatorRule("soil_retention", .included, PriceMethod.dredgingAndNutrients),
            IndicatorRule("sand_fixation", .included, PriceMethod.restoration),
            IndicatorRule("coastal_protection", .optional, PriceMethod.defence),
            IndicatorRule("flood_mitigation", .included, PriceMethod.reservoir),
            IndicatorRule("air_purification", .included, PriceMethod.treatment),
            IndicatorRule("water_purification", .included, PriceMethod.treatment),
            IndicatorRule(
                "carbon_fixation", .included, PriceMethod.carbon,
                admits: [AdmittedChoice("method", "nep", "rate")]),
            IndicatorRule("oxygen_release", .included, PriceMethod.oxygen),
            IndicatorRule("climate_regulation", .included, PriceMethod.cooling),
            IndicatorRule("species_conservation", .included, PriceMethod.classPrice),
            IndicatorRule("noise_reduction", .excluded, PriceMethod.notListed),
            IndicatorRule("pest_control", .optional, PriceMethod.older),
            IndicatorRule("tourism", .included, PriceMethod.travelCost),
            IndicatorRule("recreation", .optional, PriceMethod.substitute),
            IndicatorRule("landscape_premium", .optional, PriceMethod.premium),
        ] + IndicatorRule.beyondDocuments + IndicatorRule.forestOnly
}
