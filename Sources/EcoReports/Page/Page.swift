import EcoUnits

/// The frame of the report: head, title, links to the sections, the sections, the script.
struct Page: Sendable {
    let header: RunHeader
    let sections: [any ReportSection]
    let context: ReportContext

    private var kind: String { context(ReportText.report) }
    private var title: String { header.scenario.isEmpty ? kind : header.scenario }

    var markup: Markup {
        .group([
            .verbatim("<!DOCTYPE html>\n"),
            .element(
                "html",
                ["lang": context.language == .zh ? "zh-CN" : "en", "xmlns": "http://www.w3.org/1999/xhtml"],
                head, body),
        ])
    }

    private var head: Markup {
        .element(
            "head", [:], .element("meta", ["charset": "utf-8"]),
            .element("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
            .element("title", [:], .text(title == kind ? kind : "\(title) – \(kind)")),
            .element("style", [:], .verbatim(StyleSheet.text)))
    }

    private var body: Markup {
        let links = sections.map { section -> Markup in
            let type = type(of: section)
            return .element("li", [:], .element("a", ["href": "#" + type.id], .text(context(type.title))))
        }
        return .element(
            "body", [:],
            .element(
                "header", [:], .element("p", ["class": "kind"], .text(kind)),
                .element("h1", [:], .element("bdi", [:], .text(title))),
                header.scope.isEmpty ? .nothing : .element("p", ["class": "scope"], .text(header.scope))),
            .element("nav", ["aria-label": context(ReportText.contents)], .element("ul", children: links)),
            .element("main", children: sections.map { $0.markup(context) }),
            .element("script", [:], .verbatim(PageScript.text)))
    }
}
