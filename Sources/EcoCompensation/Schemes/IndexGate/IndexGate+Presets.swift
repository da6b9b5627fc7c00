import EcoParameters
import EcoUnits

extension IndexGate {
    static let presets = [
        round(
            "xinanjiang_1", en: "Xin'anjiang, first round 2012-2014", zh: "新安江流域首轮（2012—2014年）", "0.85",
            weights: ["0.25", "0.25", "0.25", "0.25"],
            more: [
                .init("tranches", [["gate": "1", "amount": "10000 万元"]], recollection, .provisional),
                .init("breach_amount", "10000 万元", recollection, .provisional),
                .init("central_grant", "30000 万元", recollection, .provisional),
            ]),
        // What the province upstream pays where the index is above 1 was not seen.
        round(
            "xinanjiang_2", en: "Xin'anjiang, second round 2015-2017", zh: "新安江流域第二轮（2015—2017年）", "0.89",
            weights: ["0.25", "0.25", "0.25", "0.25"],
            more: [
                .init(
                    "tranches",
                    [["gate": "1", "amount": "10000 万元"], ["gate": "0.95", "amount": "10000 万元"]],
                    recollection, .provisional)
            ]),
        // Amounts of the third round were not seen.
        round(
            "xinanjiang_3", en: "Xin'anjiang, third round 2018-2020", zh: "新安江流域第三轮（2018—2020年）", "0.90",
            weights: ["0.22", "0.22", "0.28", "0.28"], more: []),
        // The fourth round adds a development index; none of its numbers were seen, so all are required.
        SchemePreset(
            id: fourthRound,
            title: LocalizedText(en: "Xin'anjiang, fourth round from 2023", zh: "新安江流域第四轮（2023年起）"),
            entries: []),
    ]

    static let fourthRound = "xinanjiang_4"

    private static let recollection = "recollected from reports on the agreements: check against their text"

    /// Weights of permanganate index, ammonia nitrogen, total phosphorus and total nitrogen.
    private static func round(
        _ id: String, en: String, zh: String, _ stability: PresetValue, weights: [PresetValue],
        more: [SchemePreset.Entry]
    ) -> SchemePreset {
        let items = ["permanganate_index", "ammonia_nitrogen", "total_phosphorus", "total_nitrogen"]
        return SchemePreset(
            id: id, title: LocalizedText(en: en, zh: zh),
            entries: [.init("stability", stability, recollection, .provisional)]
                + zip(items, weights).map {
                    .init("indicators.\($0).weight", $1, recollection, .provisional)
                } + more)
    }
}
