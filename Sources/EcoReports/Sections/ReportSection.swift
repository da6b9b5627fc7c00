import EcoUnits

/// One part of the report. It is made from stored tables alone and is absent where they are.
protocol ReportSection: Sendable {
    /// Anchor in the page.
    static var id: String { get }
    static var title: LocalizedText { get }
    var body: [Markup] { get }
}

extension ReportSection {
    func markup(_ context: ReportContext) -> Markup {
        let heading = Self.id + "-heading"
        return .element(
            "section", ["id": Self.id, "aria-labelledby": heading],
            .element("h2", ["id": heading], .text(context(Self.title))), .group(body))
    }
}

extension Markup {
    static func subheading(_ text: String) -> Markup { .element("h3", [:], .text(text)) }

    static func paragraph(_ text: String) -> Markup { .element("p", [:], .text(text)) }

    static func note(_ text: String) -> Markup { .element("p", ["class": "note"], .text(text)) }

    static func warning(_ text: String) -> Markup { .element("p", ["class": "warning"], .text(text)) }

    /// Names and values, such as what was asked.
    static func definitions(_ pairs: [(String, String)]) -> Markup {
        .element(
            "dl", [:],
            children: pairs.filter { !$0.1.isEmpty }.flatMap { name, value -> [Markup] in
                [
                    .element("dt", [:], .text(name)),
                    .element("dd", [:], .element("bdi", [:], .text(value))),
                ]
            })
    }
}
