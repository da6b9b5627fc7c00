import EcoParameters
import EcoUnits

extension QuotaPreset {
    private typealias Content = DocumentNode.Content

    private static let place = SourceLocation(file: "preset", line: 1, column: 1)

    private static func text(_ value: String) -> DocumentNode.Content { .scalar(.init(value)) }

    private static func list(_ values: [DocumentNode.Content]) -> DocumentNode.Content {
        .sequence(values.map { DocumentNode($0, at: place) })
    }

    private static func map(_ values: [(String, DocumentNode.Content)]) -> DocumentNode.Content {
        .mapping(values.map { .init(key: $0, keyLocation: place, value: DocumentNode($1, at: place)) })
    }

    private static func missed(_ standard: String, _ pollutants: [String]) -> DocumentNode.Content {
        map([("standard", text(standard)), ("pollutants", list(pollutants.map(text)))])
    }

    /// Floor prices, fee, Taiyuan without inflow, doubled replacement, exemption of small amounts.
    static let shanxi = QuotaPreset(
        id: "shanxi", title: LocalizedText(en: "Shanxi", zh: "山西省"),
        entries: [
            Entry(
                rule: "floor_price",
                values: [
                    (
                        "prices",
                        map([
                            ("so2", text("18000 CNY/t")), ("nox", text("19000 CNY/t")),
                            ("cod", text("29000 CNY/t")), ("nh3_n", text("30000 CNY/t")),
                            ("industrial_dust", text("5900 CNY/t")), ("soot", text("6000 CNY/t")),
                        ])
                    )
                ], source: "cinic.org.cn 2017-03-07, benchmark prices in force about 2017", status: .published
            ),
            Entry(
                rule: "fee", values: [("rate", text("0.0075"))],
                source: "njmfgj.cn: 1.5 % of the deal, half on each side; taken on the floor price here",
                status: .published),
            Entry(
                rule: "closed_zone", values: [("zones", list([text("taiyuan")]))],
                source: "Shanxi action plan of 2021, as reported (m.liuan8.cn 2021-05-18)", status: .published
            ),
            Entry(
                rule: "replacement",
                values: [
                    ("ratio", text("2")),
                    (
                        "missed",
                        list([
                            missed("pm25", ["so2", "nox", "pm", "industrial_dust", "soot"]),
                            missed("o3", ["nox", "vocs"]),
                        ])
                    ),
                ], source: "draft rule of 2022-12 on quota for construction projects (tpeco.cn/news/128)",
                status: .published),
            Entry(
                rule: "de_minimis",
                values: [
                    (
                        "limits",
                        map([
                            ("so2", text("3 t")), ("nox", text("3 t")), ("pm", text("3 t")),
                            ("industrial_dust", text("3 t")), ("soot", text("3 t")), ("vocs", text("3 t")),
                            ("cod", text("1 t")), ("nh3_n", text("0.5 t")),
                        ])
                    )
                ], source: "draft rule of 2022-12 on quota for construction projects (tpeco.cn/news/128)",
                status: .published),
        ])

    /// The province covers shortage where quality improved, and better projects need less replacement. The
    /// plan of 2020 states the clauses and no figures: the figures are ours to be replaced.
    static let zhejiang = QuotaPreset(
        id: "zhejiang", title: LocalizedText(en: "Zhejiang", zh: "浙江省"),
        entries: [
            Entry(
                rule: "reserve_backstop",
                values: [("share", text("0.05")), ("requires_met", list([text("pm25")]))],
                source: "Zhejiang plan of 2020, item 3; the share is assumed", status: .provisional),
            Entry(
                rule: "graded_differentiation",
                values: [
                    (
                        "grades",
                        list([
                            map([("rank", text("1")), ("ratio", text("1"))]),
                            map([("rank", text("2")), ("ratio", text("1.2"))]),
                        ])
                    ), ("unranked_ratio", text("1.5")),
                ], source: "Zhejiang plan of 2020, item 3 (differential emission); the ratios are assumed",
                status: .provisional),
        ])
}
