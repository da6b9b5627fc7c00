import EcoUnits

extension RulePack {
    /// GB/T 46869-2025, in force since 2025-12-31. Read of it: its definition of the total and the numbers and
    /// methods of three clauses of annex A; the rest follows the older guidelines until somebody has read it.
    public static let gbt46869 = RulePack(
        id: "gbt_46869_2025", version: "0.1",
        title: LocalizedText(
            en: "GB/T 46869-2025: technical guideline on the gross value of terrestrial ecological products",
            zh: "生态系统评估 陆域生态产品总值核算技术指南（GB/T 46869-2025）"),
        sources: [
            "GB/T 46869-2025, public page of spc.net.cn: scope and definition",
            "GB/T 46869-2025, annex A.6, A.7 and A.11, as cited by public scripts; the other annexes were not read",
        ],
        status: .provisional, indicators: gbt46869Indicators, overlaps: Overlap.known,
        netImports: .subtracted, referenceState: ReferenceState.bareSoil,
        notes: [
            LocalizedText(
                en: "the total is net of products from outside the region, by definition",
                zh: "按定义，总值扣除来自区外的生态产品价值"),
            LocalizedText(
                en: "formulas follow the guideline of 2020 until annex A has been read",
                zh: "附录 A 未读部分暂按 2020 年指南的公式"),
        ])

    private static let annexA6 = "GB/T 46869-2025, annex A.6"
    private static let annexA7 = "GB/T 46869-2025, annex A.7"
    private static let annexA11 = "GB/T 46869-2025, annex A.11"

    private static let gbt46869Indicators: [IndicatorRule] =
        [
            IndicatorRule("agricultural_products", .included, PriceMethod.market),
            IndicatorRule("water_supply", .unknown, PriceMethod.unread),
            IndicatorRule("ecological_energy", .unknown, PriceMethod.unread),
            IndicatorRule("water_retention", .included, PriceMethod.reservoir),
            IndicatorRule("soil_retention", .included, PriceMethod.dredgingAndNutrients),
            IndicatorRule("sand_fixation", .included, PriceMethod.restoration),
            IndicatorRule("coastal_protection", .optional, PriceMethod.defence),
            IndicatorRule("flood_mitigation", .included, PriceMethod.reservoir, source: annexA6),
            IndicatorRule("air_purification", .included, PriceMethod.treatment),
            IndicatorRule("water_purification", .included, PriceMethod.treatment),
            IndicatorRule(
                "carbon_fixation", .included, PriceMethod.carbon,
                admits: [AdmittedChoice("method", "biomass", "rate", "nep", "npp_less_respiration")],
                source: annexA7),
            IndicatorRule("oxygen_release", .unknown, PriceMethod.unread),
            IndicatorRule(
                "climate_regulation", .included, PriceMethod.cooling,
                admits: [AdmittedChoice("method", "evapotranspiration", "temperature_difference")],
                source: annexA11),
            IndicatorRule("noise_reduction", .unknown, PriceMethod.unread),
            IndicatorRule("species_conservation", .unknown, PriceMethod.unread),
            IndicatorRule("pest_control", .unknown, PriceMethod.unread),
            IndicatorRule("tourism", .included, PriceMethod.travelCost),
            IndicatorRule("recreation", .included, PriceMethod.substitute),
            IndicatorRule("landscape_premium", .included, PriceMethod.premium),
        ] + IndicatorRule.beyondDocuments + IndicatorRule.forestOnly
}
