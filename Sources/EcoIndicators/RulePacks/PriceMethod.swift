import EcoUnits

/// How services are priced, in the words that several documents share.
enum PriceMethod {
    static let market = LocalizedText(en: "market value", zh: "市场价值法")
    static let tariff = LocalizedText(
        en: "tariff; the same water as water retention", zh: "水价；与水源涵养为同一水量")
    static let reservoir = LocalizedText(en: "replacement cost of reservoir capacity", zh: "水库建设替代成本")
    static let dredgingAndNutrients = LocalizedText(
        en: "dredging cost and treatment of nutrients", zh: "清淤成本与面源污染治理成本")
    static let restoration = LocalizedText(en: "restoration cost of sandy land", zh: "沙地恢复成本")
    static let treatment = LocalizedText(en: "treatment cost of the pollutants", zh: "污染物治理成本")
    static let carbon = LocalizedText(en: "carbon price or abatement cost", zh: "碳价或减排成本")
    static let oxygen = LocalizedText(en: "cost of industrial oxygen", zh: "工业制氧成本")
    static let cooling = LocalizedText(en: "electricity of equal cooling", zh: "等效制冷电费")
    static let barrier = LocalizedText(en: "cost of noise barriers of equal effect", zh: "隔音设施替代成本")
    static let classPrice = LocalizedText(en: "class price by area", zh: "按面积分级单价")
    static let pest = LocalizedText(en: "cost of control by area", zh: "单位面积防治成本")
    static let travelCost = LocalizedText(en: "travel cost", zh: "旅行费用法")
    static let substitute = LocalizedText(en: "visits at substitute cost", zh: "替代成本法")
    static let premium = LocalizedText(en: "share of hotel and housing revenue", zh: "酒店与房产收入的溢价")
    static let defence = LocalizedText(
        en: "cost of sea walls of equal effect; coastal counties only", zh: "海堤替代成本；仅沿海县")
    static let fertiliser = LocalizedText(
        en: "silt at excavation cost, nutrients as fertiliser", zh: "挖方成本与肥料替代")
    static let ions = LocalizedText(en: "cost of producing ions", zh: "负离子生产成本")

    // MARK: Why a service is out or beside the total

    static let stock = LocalizedText(en: "a stock, not a flow of the year", zh: "存量，不是年度流量")
    static let besideRetention = LocalizedText(
        en: "a quantity beside water retention", zh: "与水源涵养并列的实物量")
    static let deliveredSilt = LocalizedText(
        en: "silt by delivery instead of by a share of the soil kept", zh: "按输移量核算泥沙淤积，替代淤积系数")
    static let forestAccountOnly = LocalizedText(
        en: "forest account only (GB/T 38582)", zh: "仅森林评估（GB/T 38582）")
    static let notListed = LocalizedText(en: "not in this document", zh: "文件未列")
    static let older = LocalizedText(en: "in older accounts; off unless asked for", zh: "旧核算所列，默认不计")
    static let unread = LocalizedText(
        en: "the text was not read: nobody could say whether it counts", zh: "文本未读，是否计入不明")
    static let notForest = LocalizedText(en: "no service of forests here", zh: "不属森林服务评估")
}

extension IndicatorRule {
    /// What no document names: a stock and a second measurement, which enter no total, and another route to silt.
    static let beyondDocuments: [IndicatorRule] = [
        IndicatorRule("carbon_storage", .memorandum, PriceMethod.stock),
        IndicatorRule("water_yield", .memorandum, PriceMethod.besideRetention),
        IndicatorRule("sediment_delivery", .optional, PriceMethod.deliveredSilt),
    ]

    /// What only the forest sector counts.
    static let forestOnly: [IndicatorRule] = [
        IndicatorRule("negative_air_ions", .excluded, PriceMethod.forestAccountOnly),
        IndicatorRule("nutrient_accumulation", .excluded, PriceMethod.forestAccountOnly),
    ]
}

extension Overlap {
    /// Things that accounts are known to count twice, whatever the document.
    static let known: [Overlap] = [
        Overlap(
            "water_retention", "water_supply",
            LocalizedText(en: "the same water is priced twice", zh: "同一水量重复计价")),
        Overlap(
            "water_retention", "ecological_energy",
            LocalizedText(
                en: "hydropower uses the water that is already priced", zh: "水电所用水量已在水源涵养中计价")),
        Overlap(
            "water_supply", "ecological_energy",
            LocalizedText(en: "hydropower and water supply use the same water", zh: "水电与供水为同一水量")),
        Overlap(
            "water_retention", "flood_mitigation",
            LocalizedText(en: "storm rain is in both", zh: "暴雨量重复计算"),
            when: [.without("water_retention", "excluded_storm_days")]),
        Overlap(
            "soil_retention", "water_purification",
            LocalizedText(en: "nitrogen and phosphorus are in both", zh: "氮、磷重复计算")),
        Overlap(
            "agricultural_products", "carbon_fixation",
            LocalizedText(
                en: "timber is sold as a product and counted as carbon in biomass", zh: "木材既计产品又计生物量碳"),
            when: [ChoiceCondition("carbon_fixation", "method", "biomass")]),
        // A share of silt on top of delivered sediment reduces twice and prices twice: no document can mean it.
        Overlap(
            "soil_retention", "sediment_delivery",
            LocalizedText(en: "the same silt is dredged twice", zh: "同一泥沙淤积重复计价"), isForbidden: true,
            when: [
                ChoiceCondition("soil_retention", "silt", "share"),
                ChoiceCondition("sediment_delivery", "dredging_cost"),
            ]),
        Overlap(
            "tourism", "recreation",
            LocalizedText(en: "the same visits may be in both", zh: "同一游客可能重复计算")),
        Overlap(
            "species_conservation", "pest_control",
            LocalizedText(
                en: "both price what other services rest on", zh: "二者均为其他服务的支持功能")),
    ]
}

/// States against which services are measured.
enum ReferenceState {
    static let bareSoil = LocalizedText(
        en:
            "erosion against bare soil (C = P = 1), not against the state before restoration; water and climate "
            + "against no vegetation", zh: "土壤侵蚀以裸土（C = P = 1）为参照，不以恢复前为参照；水源与气候以无植被为参照")
}
