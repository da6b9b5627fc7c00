import EcoParameters
import EcoUnits

extension WeightedLinear {
    static let presets =
        [
            shandong("shandong_2014", "20 万元", en: "Shandong, 2014", zh: "山东省2014年办法"),
            shandong("shandong_2015", "40 万元", en: "Shandong, from the end of 2015", zh: "山东省2015年修订办法"),
            shandong2017,
        ] + cityPresets

    private static let report = "reports on the provincial rules of 2014 and their revisions"

    private static func shandong(_ id: String, _ money: PresetValue, en: String, zh: String) -> SchemePreset {
        SchemePreset(id: id, title: LocalizedText(en: en, zh: zh), entries: entries(money))
    }

    private static func entries(_ moneyPerPoint: PresetValue) -> [SchemePreset.Entry] {
        [
            .init("period", "quarter", report, .published),
            .init("baseline", "previous_year", report, .published),
            .init("money_per_point", moneyPerPoint, report, .published),
            .init("rounding_step", "1 万元", "published amounts are whole 万元", .published),
            .init(
                "coefficients", ["370200": "1.5", "370600": "1.5", "371000": "1.5", "371100": "1.5"],
                "\(report): Qingdao, Yantai, Weihai, Rizhao", .published),
        ] + weights(["pm25": "0.60", "pm10": "0.15", "so2": "0.15", "no2": "0.10"], report)
    }

    static func weights(_ weights: KeyValuePairs<String, PresetValue>, _ source: String)
        -> [SchemePreset.Entry]
    {
        weights.map { .init("indicators.\($0.key).weight", $0.value, source, .published) }
    }

    /// 80 万元 a point, and 20 万元 a percentage point of good days. The one-off awards of that revision are
    /// the preset `shandong_2017_awards` of `threshold_award`.
    private static let shandong2017 = SchemePreset(
        id: "shandong_2017", title: LocalizedText(en: "Shandong, 2017-04 to 2019-03", zh: "山东省2017年修订办法"),
        entries: entries("80 万元") + [
            .init("indicators.good_day_ratio.weight", "1", report, .published),
            .init("indicators.good_day_ratio.rate", "20 万元/%", report, .published),
        ])
}
