import EcoUnits

/// Carriers of energy that ecosystems give, by the ids that tables usually carry; others are welcome.
enum EnergyCarrier {
    static let usual: [(id: String, name: LocalizedText, unit: Unit)] = [
        ("hydropower", LocalizedText(en: "hydropower", zh: "水电"), .named("kWh")),
        ("straw", LocalizedText(en: "straw", zh: "秸秆"), .named("t")),
        ("firewood", LocalizedText(en: "firewood", zh: "薪柴"), .named("t")),
        ("biogas", LocalizedText(en: "biogas", zh: "沼气"), .named("m3")),
    ]
}
