import EcoUnits

extension RulePack {
    /// System of Environmental-Economic Accounting, Ecosystem Accounting (United Nations, 2021). Its reference list
    /// of services and the chapters on valuation were not read for this transcription.
    public static let seeaEA2021 = RulePack(
        id: "seea_ea_2021", version: "0.1",
        title: LocalizedText(
            en: "SEEA EA 2021: ecosystem accounting of the United Nations", zh: "联合国生态系统核算（SEEA EA 2021）"),
        sources: ["United Nations 2021, SEEA Ecosystem Accounting (not read for this transcription)"],
        status: .provisional, indicators: seeaIndicators,
        overlaps: Overlap.known.map { $0.conditions.isEmpty ? $0.forbidden : $0 }, netImports: .subtracted,
        referenceState: ReferenceState.bareSoil,
        notes: [
            LocalizedText(
                en:
                    "final services only, at exchange values, less net imports of intermediate services: what is "
                    + "counted twice is refused",
                zh: "只计最终服务，按交换价值，扣除中间服务净流入；重复计算者不予受理"),
            LocalizedText(
                en: "chapters on monetary values are recommendations, not part of the statistical standard",
                zh: "货币核算各章为建议，不属统计标准"),
        ])

    private static let intermediate = LocalizedText(
        en: "supports other services; not a final one", zh: "支持性服务，非最终服务")
    private static let abiotic = LocalizedText(
        en: "hydropower and the like are abiotic flows", zh: "水电等属非生物流量")

    private static let seeaIndicators: [IndicatorRule] =
        [
            IndicatorRule("agricultural_products", .included, PriceMethod.market),
            IndicatorRule("water_supply", .included, PriceMethod.tariff),
            IndicatorRule("ecological_energy", .excluded, abiotic),
            IndicatorRule("water_retention", .optional, PriceMethod.reservoir),
            IndicatorRule("soil_retention", .included, PriceMethod.dredgingAndNutrients),
            IndicatorRule("sand_fixation", .included, PriceMethod.restoration),
            IndicatorRule("coastal_protection", .optional, PriceMethod.defence),
            IndicatorRule("flood_mitigation", .included, PriceMethod.reservoir),
            IndicatorRule("air_purification", .included, PriceMethod.treatment),
            IndicatorRule("water_purification", .included, PriceMethod.treatment),
            IndicatorRule("carbon_fixation", .included, PriceMethod.carbon),
            IndicatorRule("oxygen_release", .excluded, PriceMethod.notListed),
            IndicatorRule("climate_regulation", .included, PriceMethod.cooling),
            IndicatorRule("noise_reduction", .included, PriceMethod.barrier),
            IndicatorRule("species_conservation", .excluded, intermediate),
            IndicatorRule("pest_control", .optional, PriceMethod.pest),
            IndicatorRule("tourism", .included, PriceMethod.travelCost),
            IndicatorRule("recreation", .included, PriceMethod.substitute),
            IndicatorRule("landscape_premium", .included, PriceMethod.premium),
        ] + IndicatorRule.beyondDocuments + IndicatorRule.forestOnly
}
