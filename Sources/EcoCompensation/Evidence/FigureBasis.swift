import EcoUnits

/// How a figure came about, in words, from the ids that modules and tables write.
enum FigureBasis {
    static let declared = LocalizedText(en: "declared", zh: "给定")

    /// `measured`, `city_mean`: what the air module writes; other texts stand as they are.
    static func text(_ id: String) -> LocalizedText {
        words[id].map { LocalizedText(en: id, zh: $0) } ?? LocalizedText(id)
    }

    /// A row of an input table, with the standing that it gives itself.
    static func row(of table: String, status: String) -> LocalizedText {
        LocalizedText(
            en: "\(table), \(status)", zh: "\(tables[table] ?? table)，\(words[status] ?? status)")
    }

    private static let words = [
        "measured": "实测", "city_mean": "所在市均值代用", "nearest_station": "最近站点代用", "assumed": "假定",
        "published": "公布", "derived": "推算", "given": "给定",
    ]

    private static let tables = [
        "figures": "已评价指标值表", "history": "多年历史值表", "reference": "上年同期值表", "targets": "目标值表",
        "stretch_targets": "奋斗目标值表",
    ]
}
