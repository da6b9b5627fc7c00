import EcoUnits

/// A page for each county, with an index of links; the script adds a filter.
struct CountySection: ReportSection {
    static let id = "counties"
    static let title = ReportText.countyPages
    let body: [Markup]

    /// Absent where a run has no regions, or none of what a page shows.
    init?(_ context: ReportContext) {
        let figures = CountyFigures(context)
        let origins = CountyOrigins(figures, context)
        let pages = context.regions.all.compactMap { region in
            CountyPage(region, figures, origins, context).markup.map { (region, $0) }
        }
        guard !pages.isEmpty else { return nil }
        let filter = Markup.element(
            "p", ["class": "filter"],
            .element(
                "label", [:], .text(context(ReportText.countyFilter) + " "),
                .element("input", ["type": "search", "autocomplete": "off"])))
        let links = pages.map { region, _ in Self.link(region, context) }
        body =
            [.note(context(ReportText.countyNote))]
            + (figures.hasPayments && !figures.hasMarginals ? [.note(context(ReportText.noMarginals))] : [])
            + [filter, .element("ul", [("id", Self.indexID), ("class", "index")], links)] + pages.map(\.1)
    }

    static let indexID = "county-index"

    static func anchor(_ region: String) -> String { "county-" + Markup.identifier(region) }

    /// What the filter looks at: names in both languages, code, city.
    static func searched(_ region: RunRegions.Region) -> String {
        [region.name.zh, region.name.en, region.id, region.city.zh, region.city.en]
            .filter { !$0.isEmpty }.joined(separator: " ")
    }

    private static func link(_ region: RunRegions.Region, _ context: ReportContext) -> Markup {
        .element(
            "li", ["data-name": searched(region)],
            .element(
                "a", ["href": "#" + anchor(region.id)],
                .element("bdi", [:], .text(context.regionName(region.id)))))
    }
}
