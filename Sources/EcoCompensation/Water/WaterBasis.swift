import EcoUnits

/// Names of what water schemes pay for.
enum WaterBasis {
    static let names: [(id: String, name: LocalizedText)] =
        WaterItem.allCases.map { item in
            (
                "\(item.rawValue)_load",
                LocalizedText(en: "load of \(item.name.en)", zh: "\(item.name.zh)超标通量补偿")
            )
        } + [
            ("water_quality_charge", LocalizedText(en: "charge for water quality", zh: "水质扣缴")),
            ("water_quality_award", LocalizedText(en: "award for water quality", zh: "水质奖励")),
            ("water_class", LocalizedText(en: "class of the border section", zh: "断面水质类别补偿")),
            ("pollutant_index", LocalizedText(en: "change of the pollutant index", zh: "污染物指数变化补偿")),
            ("index_met", LocalizedText(en: "index within its gate", zh: "补偿指数达标")),
            ("development_met", LocalizedText(en: "development index at its gate", zh: "发展指数达标")),
            ("index_breach", LocalizedText(en: "index above its gate", zh: "补偿指数未达标")),
            ("central_grant", LocalizedText(en: "grant of the centre", zh: "中央财政补助")),
            ("ecological_flow_charge", LocalizedText(en: "charge for ecological flow", zh: "生态流量扣缴")),
            ("ecological_flow_award", LocalizedText(en: "award for ecological flow", zh: "生态流量奖励")),
        ]
}
