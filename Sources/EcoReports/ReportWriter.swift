import EcoParameters
import EcoRuns
import EcoUnits

/// The report of a stored run: one self-contained HTML page without scripts, in one language.
public enum ReportWriter {
    /// The page, well-formed as XML too. Reads the run folder only; computes nothing but sums.
    ///
    /// - Throws: ``DiagnosticFailure`` where a file of the folder is damaged. Absent files leave their
    ///   section out; absent columns are named in it.
    public static func html(of run: StoredRun, language: Language) throws(DiagnosticFailure) -> String {
        try html(of: RunContents(run, withOutlines: true), language: language)
    }

    static func html(of contents: RunContents, language: Language) throws(DiagnosticFailure) -> String {
        let context = ReportContext(contents, language)
        let header = HeaderSection(context)
        let candidates: [(any ReportSection)?] = [
            header, try HeadlineSection(context), try AccountsSection(context),
            AccountTablesSection(context), ChangeSection(context), GEEPSection(context),
            RulesSection(context),
            try AirSection(context),
            try PaymentsSection(context), FairnessSection(context), ConsolidatedSection(context),
            ScoresSection(context),
            AllocationsSection(context), QuotaInfeasibilitySection(context), try QuotaSection(context), QuotaStudySection(context),
            try WarningsSection(context), ProvenanceSection(context),
        ]
        return page(candidates.compactMap { $0 }, title: header.scenario, context).written
    }

    private static func page(_ sections: [any ReportSection], title: String, _ context: ReportContext)
        -> Markup
    {
        let kind = context(ReportText.report)
        let links = sections.map { section -> Markup in
            let type = type(of: section)
            return .element("li", [:], .element("a", ["href": "#" + type.id], .text(context(type.title))))
        }
        return .group([
            .verbatim("<!DOCTYPE html>\n"),
            .element(
                "html",
                ["lang": context.language == .zh ? "zh-CN" : "en", "xmlns": "http://www.w3.org/1999/xhtml"],
                .element(
                    "head", [:], .element("meta", ["charset": "utf-8"]),
                    .element("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
                    .element("title", [:], .text(title.isEmpty ? kind : "\(title) – \(kind)")),
                    .element("style", [:], .verbatim(StyleSheet.text))),
                .element(
                    "body", [:],
                    .element(
                        "header", [:], .element("p", ["class": "kind"], .text(kind)),
                        .element("h1", [:], .element("bdi", [:], .text(title.isEmpty ? kind : title)))),
                    .element(
                        "nav", ["aria-label": context(ReportText.contents)], .element("ul", children: links)),
                    .element("main", children: sections.map { $0.markup(context) }))),
        ])
    }
}
