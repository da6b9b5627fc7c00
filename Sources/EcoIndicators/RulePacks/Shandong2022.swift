import EcoUnits

extension RulePack {
    /// Shandong's trial specification for terrestrial GEP by county, 2022: its list of services was read in the
    /// press, its formulas were not.
    public static let shandong2022 = RulePack(
        id: "shandong_2022", version: "0.1",
        title: LocalizedText(
            en: "Shandong 2022: trial specification on GEP of terrestrial ecosystems",
            zh: "山东省陆域生态系统生产总值（GEP）核算技术规范（试行，2022）"),
        sources: [
            "sd.news.cn, 2022-12-26: list of services and which are required",
            "the specification itself was not read; it cites the guideline of 2020 and GB/T 38582",
        ],
        status: .provisional, indicators: shandong2022Indicators, overlaps: Overlap.known,
        referenceState: ReferenceState.bareSoil,
        notes: [
            LocalizedText(
                en: "six regulating services and tourism are required: without one of them there is no total",
                zh: "六项调节服务和旅游为必算指标，缺一不列总值")
        ])

    private static let press = "sd.news.cn, 2022-12-26"

    private static func listed(
        _ id: String, _ standing: IndicatorRule.Standing, _ reason: LocalizedText
    ) -> IndicatorRule {
        IndicatorRule(id, standing, reason, source: press)
    }

    private static let shandong2022Indicators: [IndicatorRule] =
        [
            listed("agricultural_products", .included, PriceMethod.market),
            listed("water_supply", .included, PriceMethod.tariff),
            listed("ecological_energy", .included, PriceMethod.market),
            listed("water_retention", .required, PriceMethod.reservoir),
            listed("soil_retention", .required, PriceMethod.dredgingAndNutrients),
            listed("sand_fixation", .included, PriceMethod.restoration),
            listed("coastal_protection", .optional, PriceMethod.defence),
            listed("flood_mitigation", .included, PriceMethod.reservoir),
            listed("air_purification", .required, PriceMethod.treatment),
            listed("water_purification", .required, PriceMethod.treatment),
            listed("carbon_fixation", .required, PriceMethod.carbon),
            listed("oxygen_release", .included, PriceMethod.oxygen),
            listed("climate_regulation", .required, PriceMethod.cooling),
            IndicatorRule("noise_reduction", .unknown, PriceMethod.unread),
            listed("species_conservation", .included, PriceMethod.classPrice),
            IndicatorRule("pest_control", .excluded, PriceMethod.notListed),
            listed("tourism", .required, PriceMethod.travelCost),
            listed("recreation", .included, PriceMethod.substitute),
            listed("landscape_premium", .included, PriceMethod.premium),
        ] + IndicatorRule.beyondDocuments + IndicatorRule.forestOnly
}
