import EcoParameters
import EcoUnits

extension UnitStandard {
    static let presets = [
        preset(
            "zhejiang_forest_2017", en: "Zhejiang, public-welfare forest at main sources, from 2017",
            zh: "浙江省主要干流和重要支流源头县等省级公益林（2017年起）", "forest", "40 CNY/mu",
            "China National Radio, 2017-09-20: 40 yuan a mu", .published),
        preset(
            "national_forest_collective", en: "National public-welfare forest, collective or private",
            zh: "国家级公益林（集体和个人）", "forest", "16 CNY/mu", recollection, .provisional),
        preset(
            "national_forest_state", en: "National public-welfare forest, state-owned", zh: "国家级公益林（国有）",
            "forest", "10 CNY/mu", recollection, .provisional),
        preset(
            "grazing_ban", en: "Grassland, grazing ban", zh: "草原禁牧补助", "grassland", "7.5 CNY/mu",
            recollection, .provisional),
        preset(
            "grazing_balance", en: "Grassland, balanced grazing", zh: "草畜平衡奖励", "grassland", "2.5 CNY/mu",
            recollection, .provisional),
        // Known by name alone: their standards a mu must be given.
        SchemePreset(
            id: "suzhou",
            title: LocalizedText(
                en: "Suzhou, wetland, paddy and water sources", zh: "苏州市湿地、水稻田、水源地生态补偿"), entries: []),
        SchemePreset(
            id: "shanxi_provincial_forest",
            title: LocalizedText(en: "Shanxi, provincial public-welfare forest", zh: "山西省省级公益林"), entries: []),
        SchemePreset(
            id: "shanxi_permanent_forest",
            title: LocalizedText(en: "Shanxi, permanent ecological public-welfare forest", zh: "山西省永久性生态公益林"),
            entries: []),
    ]

    private static let recollection = "recollected: check against the current notice"

    private static func preset(
        _ id: String, en: String, zh: String, _ element: String, _ price: PresetValue, _ source: String,
        _ status: ParameterStatus
    ) -> SchemePreset {
        SchemePreset(
            id: id, title: LocalizedText(en: en, zh: zh),
            entries: [.init("indicators.\(element).unit_price", price, source, status)])
    }
}
