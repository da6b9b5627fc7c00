import EcoUnits

extension RulePack {
    /// Technical guideline on gross ecosystem product of terrestrial ecosystems, Ministry of Ecology and
    /// Environment, 2020. Its text has not been read for this transcription: the list follows secondary sources,
    /// the formulas follow papers of the same school (named in the method notes).
    public static let mee2020 = RulePack(
        id: "mee_2020", version: "0.1",
        title: LocalizedText(
            en: "MEE 2020: technical guideline on GEP accounting of terrestrial ecosystems",
            zh: "陆地生态系统生产总值（GEP）核算技术指南（生态环境部 2020）"),
        sources: [
            "生态环境部环境规划院、中国科学院生态环境研究中心, 2020 (not read in print)",
            "Pema Dolkar et al. 2017, doi:10.5846/stxb201607011362",
            "Gong et al. 2017, doi:10.5846/stxb201512012406",
        ],
        status: .provisional, indicators: mee2020Indicators, overlaps: mee2020Overlaps,
        negativeBalance: .signed, purification: .emissionLimited, provisioningBases: [.gross, .net],
        carbonMethods: [.netEcosystemProduction, .fixationRate])

    private static let mee2020Indicators: [IndicatorRule] = [
        IndicatorRule(
            "agricultural_products", LocalizedText(en: "agricultural products", zh: "农业产品"), .included,
            LocalizedText(en: "market value", zh: "市场价值法")),
        IndicatorRule(
            "water_supply", LocalizedText(en: "water supply", zh: "水资源供给"), .optional,
            LocalizedText(en: "tariff; the same water as retention", zh: "水价；与水源涵养同一水量")),
        IndicatorRule(
            "ecological_energy", LocalizedText(en: "ecological energy", zh: "生态能源"), .included,
            LocalizedText(en: "market value", zh: "市场价值法")),
        IndicatorRule(
            "water_retention", LocalizedText(en: "water retention", zh: "水源涵养"), .included,
            LocalizedText(en: "replacement cost of reservoir capacity", zh: "水库建设替代成本")),
        IndicatorRule(
            "soil_retention", LocalizedText(en: "soil retention", zh: "土壤保持"), .included,
            LocalizedText(en: "dredging cost and treatment of nutrients", zh: "清淤成本与面源污染治理成本")),
        IndicatorRule(
            "sand_fixation", LocalizedText(en: "sand fixation", zh: "防风固沙"), .included,
            LocalizedText(en: "restoration cost of sandy land", zh: "沙地恢复成本")),
        IndicatorRule(
            "flood_mitigation", LocalizedText(en: "flood mitigation", zh: "洪水调蓄"), .included,
            LocalizedText(en: "replacement cost of reservoir capacity", zh: "水库建设替代成本")),
        IndicatorRule(
            "air_purification", LocalizedText(en: "air purification", zh: "空气净化"), .included,
            LocalizedText(en: "treatment cost of the pollutants", zh: "污染物治理成本")),
        IndicatorRule(
            "water_purification", LocalizedText(en: "water purification", zh: "水质净化"), .included,
            LocalizedText(en: "treatment cost of the pollutants", zh: "污染物治理成本")),
        IndicatorRule(
            "carbon_fixation", LocalizedText(en: "carbon fixation", zh: "固碳"), .included,
            LocalizedText(en: "carbon price or abatement cost", zh: "碳价或减排成本")),
        IndicatorRule(
            "oxygen_release", LocalizedText(en: "oxygen release", zh: "释氧"), .included,
            LocalizedText(en: "cost of industrial oxygen", zh: "工业制氧成本")),
        IndicatorRule(
            "climate_regulation", LocalizedText(en: "local climate regulation", zh: "气候调节"), .included,
            LocalizedText(en: "electricity of equal cooling", zh: "等效制冷电费")),
        IndicatorRule(
            "species_conservation", LocalizedText(en: "species conservation", zh: "物种保育"), .included,
            LocalizedText(en: "class price by area", zh: "按面积分级单价")),
        IndicatorRule(
            "carbon_storage", LocalizedText(en: "carbon storage", zh: "碳储量"), .memorandum,
            LocalizedText(en: "a stock, not a flow of the year", zh: "存量，不是年度流量")),
        IndicatorRule(
            "water_yield", LocalizedText(en: "water yield", zh: "产水量"), .memorandum,
            LocalizedText(en: "a quantity beside water retention", zh: "与水源涵养并列的实物量")),
        IndicatorRule(
            "sediment_delivery", LocalizedText(en: "sediment delivery", zh: "泥沙输移"), .memorandum,
            LocalizedText(en: "a quantity beside soil retention", zh: "与土壤保持并列的实物量")),
        IndicatorRule(
            "noise_reduction", LocalizedText(en: "noise reduction", zh: "噪声消减"), .excluded,
            LocalizedText(en: "not in this guideline", zh: "指南未列")),
        IndicatorRule(
            "pest_control", LocalizedText(en: "pest control", zh: "病虫害控制"), .optional,
            LocalizedText(en: "in older accounts; off unless asked for", zh: "旧核算所列，默认不计")),
        IndicatorRule(
            "negative_air_ions", LocalizedText(en: "negative air ions", zh: "负离子"), .excluded,
            LocalizedText(en: "forest account only (GB/T 38582)", zh: "仅森林评估（GB/T 38582）")),
        IndicatorRule(
            "nutrient_accumulation", LocalizedText(en: "nutrient accumulation", zh: "林木养分固持"), .excluded,
            LocalizedText(en: "forest account only (GB/T 38582)", zh: "仅森林评估（GB/T 38582）")),
        IndicatorRule(
            "tourism", LocalizedText(en: "tourism", zh: "旅游康养"), .included,
            LocalizedText(en: "travel cost", zh: "旅行费用法")),
        IndicatorRule(
            "recreation", LocalizedText(en: "free recreation", zh: "休闲游憩"), .optional,
            LocalizedText(en: "visits at substitute cost", zh: "替代成本法")),
        IndicatorRule(
            "landscape_premium", LocalizedText(en: "landscape premium", zh: "景观增值"), .optional,
            LocalizedText(en: "share of hotel and housing revenue", zh: "酒店与房产收入的溢价")),
    ]

    private static let mee2020Overlaps: [Overlap] = [
        Overlap(
            "water_retention", "water_supply",
            LocalizedText(en: "the same water is priced twice", zh: "同一水量重复计价")),
        Overlap(
            "water_retention", "flood_mitigation",
            LocalizedText(en: "storm rain is in both", zh: "暴雨量重复计算")),
        Overlap(
            "soil_retention", "water_purification",
            LocalizedText(en: "nitrogen and phosphorus are in both", zh: "氮、磷重复计算")),
    ]
}
