import EcoAccounts
import EcoUnits

extension RulePack {
    /// GB/T 38582-2020, the forest sector's own evaluation. It prices water twice, as a quantity and as quality,
    /// and knows services that no GEP document counts: its total is no GEP and is never added to one.
    public static let gbt38582 = RulePack(
        id: "gbt_38582_2020", version: "0.1",
        title: LocalizedText(
            en: "GB/T 38582-2020: assessment of forest ecosystem services (forests only, no GEP)",
            zh: "森林生态系统服务功能评估规范（GB/T 38582-2020，仅森林，非 GEP）"),
        sources: [
            "GB/T 38582-2020 (not read in print)",
            "list of its formulas as implemented by a forestry information system in the open",
        ],
        status: .provisional, indicators: gbt38582Indicators, overlaps: gbt38582Overlaps,
        purification: .capacity, netImports: .ignored,
        referenceState: LocalizedText(
            en: "soil kept against bare land", zh: "固土以无林地为参照"),
        total: PackTotal(
            id: "forest_services",
            title: LocalizedText(
                en: "value of forest services (never part of GEP)", zh: "森林生态系统服务总价值（不计入 GEP）"),
            ecosystems: [.forest]),
        notes: [
            LocalizedText(
                en: "covers forests only; the water of a year may be priced as quantity and again as quality",
                zh: "仅含森林；同一水量可分别按水量与水质计价")
        ])

    private static let gbt38582Overlaps: [Overlap] = [
        Overlap(
            "carbon_fixation", "carbon_storage",
            LocalizedText(en: "a stock is no flow of the year", zh: "存量不是年度流量"))
    ]

    private static let gbt38582Indicators: [IndicatorRule] =
        [
            IndicatorRule(
                "agricultural_products", .optional, LocalizedText(en: "wood only", zh: "仅木材")),
            IndicatorRule("water_supply", .excluded, PriceMethod.notForest),
            IndicatorRule("ecological_energy", .excluded, PriceMethod.notForest),
            IndicatorRule("water_retention", .included, PriceMethod.reservoir),
            IndicatorRule("soil_retention", .included, PriceMethod.fertiliser),
            IndicatorRule("sand_fixation", .optional, PriceMethod.restoration),
            IndicatorRule("coastal_protection", .excluded, PriceMethod.notForest),
            IndicatorRule("flood_mitigation", .excluded, PriceMethod.notForest),
            IndicatorRule("air_purification", .included, PriceMethod.treatment),
            IndicatorRule("water_purification", .excluded, PriceMethod.notForest),
            IndicatorRule("carbon_fixation", .included, PriceMethod.carbon),
            IndicatorRule("oxygen_release", .included, PriceMethod.oxygen),
            IndicatorRule("climate_regulation", .excluded, PriceMethod.notForest),
            IndicatorRule("noise_reduction", .excluded, PriceMethod.notForest),
            IndicatorRule("species_conservation", .included, PriceMethod.classPrice),
            IndicatorRule("pest_control", .excluded, PriceMethod.notForest),
            IndicatorRule("negative_air_ions", .included, PriceMethod.ions),
            IndicatorRule("nutrient_accumulation", .included, PriceMethod.fertiliser),
            IndicatorRule("tourism", .included, PriceMethod.travelCost),
            IndicatorRule("recreation", .excluded, PriceMethod.notForest),
            IndicatorRule("landscape_premium", .excluded, PriceMethod.notForest),
        ] + IndicatorRule.beyondDocuments
}
