import EcoUnits

/// The names of the services that rule packs list, also of those that no indicator computes.
enum ServiceName {
    static func of(_ id: String) -> LocalizedText { names.first { $0.id == id }?.name ?? LocalizedText(id) }

    static let names: [(id: String, name: LocalizedText)] = [
        ("agricultural_products", LocalizedText(en: "agricultural products", zh: "农业产品")),
        ("water_supply", LocalizedText(en: "water supply", zh: "水资源供给")),
        ("ecological_energy", LocalizedText(en: "ecological energy", zh: "生态能源")),
        ("water_retention", LocalizedText(en: "water retention", zh: "水源涵养")),
        ("water_yield", LocalizedText(en: "water yield", zh: "产水量")),
        ("soil_retention", LocalizedText(en: "soil retention", zh: "土壤保持")),
        ("sediment_delivery", LocalizedText(en: "sediment delivery", zh: "泥沙输移")),
        ("sand_fixation", LocalizedText(en: "sand fixation", zh: "防风固沙")),
        ("coastal_protection", LocalizedText(en: "coastal protection", zh: "海岸带防护")),
        ("flood_mitigation", LocalizedText(en: "flood mitigation", zh: "洪水调蓄")),
        ("air_purification", LocalizedText(en: "air purification", zh: "空气净化")),
        ("water_purification", LocalizedText(en: "water purification", zh: "水质净化")),
        ("carbon_fixation", LocalizedText(en: "carbon fixation", zh: "固碳")),
        ("carbon_storage", LocalizedText(en: "carbon storage", zh: "碳储量")),
        ("oxygen_release", LocalizedText(en: "oxygen release", zh: "释氧")),
        ("climate_regulation", LocalizedText(en: "local climate regulation", zh: "局部气候调节")),
        ("noise_reduction", LocalizedText(en: "noise reduction", zh: "噪声消减")),
        ("species_conservation", LocalizedText(en: "species conservation", zh: "物种保育")),
        ("pest_control", LocalizedText(en: "pest control", zh: "病虫害控制")),
        ("negative_air_ions", LocalizedText(en: "negative air ions", zh: "提供负离子")),
        ("nutrient_accumulation", LocalizedText(en: "nutrient accumulation", zh: "林木养分固持")),
        ("tourism", LocalizedText(en: "tourism", zh: "旅游康养")),
        ("recreation", LocalizedText(en: "free recreation", zh: "休闲游憩")),
        ("landscape_premium", LocalizedText(en: "landscape premium", zh: "景观增值")),
    ]
}
