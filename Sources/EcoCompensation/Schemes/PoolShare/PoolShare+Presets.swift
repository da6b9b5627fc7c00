import EcoParameters
import EcoUnits

extension PoolShare {
    private static let sichuan =
        "reports on the provincial rule of 2015 to 2020: 15,000 万元 a year, 70 and 30 %"

    static let presets = [
        SchemePreset(
            id: "sichuan_2015_improvement",
            title: LocalizedText(en: "Sichuan, improvement part, 2015 to 2020", zh: "四川省2015—2020年改善奖励"),
            entries: [
                .init("period", "year", sichuan, .published), .init("pool", "15000 万元", sichuan, .published),
                .init("pool_part", "0.3", sichuan, .published),
                .init("measure", "change_rate", sichuan, .published),
            ])
    ]
}
