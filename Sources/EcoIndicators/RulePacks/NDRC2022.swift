import EcoUnits

extension RulePack {
    /// Trial norm on accounting the gross value of ecological products, National Development and Reform Commission
    /// and National Bureau of Statistics, document 481 of 2022. Its text has not been read for this transcription.
    public static let ndrc2022 = RulePack(
        id: "ndrc_2022", version: "0.1",
        title: LocalizedText(
            en: "NDRC and NBS 2022: trial norm on accounting the gross value of ecological products",
            zh: "生态产品总值核算规范（试行）（发改基础〔2022〕481号）"),
        sources: ["国家发展改革委、国家统计局, 发改基础〔2022〕481号, 2022-03 (not read in print)"],
        status: .provisional, indicators: ndrc2022Indicators, overlaps: Overlap.known,
        referenceState: ReferenceState.bareSoil,
        notes: [
            LocalizedText(
                en: "second-hand sources contradict each other on oxygen and pest control: check the text",
                zh: "二手资料对释氧与病虫害控制说法不一，须核对原文"),
            LocalizedText(
                en: "second-hand sources say that land rent and residual are admitted for products",
                zh: "据二手资料，物质产品可用地租法或剩余法"),
        ])

    private static let disputed = LocalizedText(
        en: "a second-hand source lists it, others do not", zh: "二手资料说法不一")

    private static let ndrc2022Indicators: [IndicatorRule] =
        [
            IndicatorRule("agricultural_products", .included, PriceMethod.market),
            IndicatorRule("water_supply", .excluded, PriceMethod.notListed),
            IndicatorRule("ecological_energy", .included, PriceMethod.market),
            IndicatorRule("water_retention", .included, PriceMethod.reservoir),
            IndicatorRule("soil_retention", .included, PriceMethod.dredgingAndNutrients),
            IndicatorRule("sand_fixation", .included, PriceMethod.restoration),
            IndicatorRule("coastal_protection", .optional, PriceMethod.defence),
            IndicatorRule("flood_mitigation", .included, PriceMethod.reservoir),
            IndicatorRule("air_purification", .included, PriceMethod.treatment),
            IndicatorRule("water_purification", .included, PriceMethod.treatment),
            IndicatorRule("carbon_fixation", .included, PriceMethod.carbon),
            IndicatorRule("oxygen_release", .excluded, disputed),
            IndicatorRule("climate_regulation", .included, PriceMethod.cooling),
            IndicatorRule("noise_reduction", .included, PriceMethod.barrier),
            IndicatorRule("species_conservation", .excluded, PriceMethod.notListed),
            IndicatorRule("pest_control", .unknown, disputed),
            IndicatorRule("tourism", .included, PriceMethod.travelCost),
            IndicatorRule("recreation", .included, PriceMethod.substitute),
            IndicatorRule("landscape_premium", .included, PriceMethod.premium),
        ] + IndicatorRule.beyondDocuments + IndicatorRule.forestOnly
}
