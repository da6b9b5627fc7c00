import EcoParameters
import EcoRuns
import EcoUnits

/// The pages of a comparison: `comparison.html`, and the other languages as `comparison.<language>.html`.
public struct ComparisonPages: ComparisonProducer {
    /// The first one is that of `comparison.html`.
    private let languages: [Language]

    public init(languages: [Language]) { self.languages = languages }

    public func pages(of comparison: RunComparison) throws(DiagnosticFailure) -> [RunFile] {
        let contents = try RunContents(comparison.first.stored, withOutlines: true)
        return languages.enumerated().map { index, language in
            let page = ComparisonPage(comparison, ReportContext(contents, language))
            let name = index == 0 ? "comparison.html" : "comparison.\(language.rawValue).html"
            return RunFile(name, page.markup.written)
        }
    }
}

/// One self-contained page; its script only sorts tables and shows addresses.
struct ComparisonPage: Sendable {
    private let comparison: RunComparison
    private let context: ReportContext
    private let sections: [ComparisonSection]

    init(_ comparison: RunComparison, _ context: ReportContext) {
        self.comparison = comparison
        self.context = context
        let words = ComparisonWords(context)
        let parts: [ComparisonSection?] = [
            ComparisonSection.runs(comparison, context), .warnings(comparison, context),
            .totals(comparison, words),
            .inputs(comparison, context), .causes(comparison, words), .decomposition(comparison, words),
            .standings(comparison, context),
            .differences(comparison, words),
        ]
        sections = parts.compactMap { $0 }
    }

    private var title: String {
        let names = [comparison.first.name] + comparison.pairs.map(\.later.name)
        return names.joined(separator: context.language == .zh ? "、" : ", ")
    }

    var markup: Markup {
        let kind = context(ComparisonText.comparison)
        let links = sections.map { section -> Markup in
            .element("li", [:], .element("a", ["href": "#" + section.id], .text(context(section.title))))
        }
        return .group([
            .verbatim("<!DOCTYPE html>\n"),
            .element(
                "html",
                ["lang": context.language == .zh ? "zh-CN" : "en", "xmlns": "http://www.w3.org/1999/xhtml"],
                .element(
                    "head", [:], .element("meta", ["charset": "utf-8"]),
                    .element("meta", ["name": "viewport", "content": "width=device-width, initial-scale=1"]),
                    .element("title", [:], .text("\(title) – \(kind)")),
                    .element("style", [:], .verbatim(StyleSheet.text))),
                .element(
                    "body", [:],
                    .element(
                        "header", [:], .element("p", ["class": "kind"], .text(kind)),
                        .element("h1", [:], .element("bdi", [:], .text(title)))),
                    .element(
                        "nav", ["aria-label": context(ReportText.contents)], .element("ul", children: links)),
                    .element("main", children: sections.map { $0.markup(context) }),
                    .element("script", [:], .verbatim(PageScript.text)))),
        ])
    }
}

/// One part of the page.
struct ComparisonSection: Sendable {
    /// Anchor in the page.
    let id: String
    let title: LocalizedText
    let body: [Markup]

    func markup(_ context: ReportContext) -> Markup {
        let heading = id + "-heading"
        return .element(
            "section", ["id": id, "aria-labelledby": heading],
            .element("h2", ["id": heading], .text(context(title))), .group(body))
    }
}

extension DataTable {
    /// The same table, whose rows bear these addresses in the folder of the comparison.
    ///
    /// - Parameter rows: the values of the key of each row.
    func compared(
        _ table: String, _ rows: [StoredRowKey], sum: StoredRowKey? = nil, _ context: ReportContext
    ) -> DataTable {
        var addressed = addressed(
            table, rows.map { StoredFigure.address(table, $0) },
            sum: sum.map { StoredFigure.address(table, $0) } ?? "", context)
        addressed.figures?.folder = "FOLDER"
        return addressed
    }
}

/// Names and numbers of compared figures.
struct ComparisonWords: Sendable {
    let context: ReportContext

    init(_ context: ReportContext) { self.context = context }

    /// What the figure is of, without its region.
    func name(_ figure: ComparedFigure) -> String {
        let part = figure.part.split(separator: ".").map { self.part(String($0), figure) }
        let words = [subject(figure), measure(figure)] + part
        return words.filter { !$0.isEmpty }.joined(separator: context.language == .zh ? "，" : ", ")
    }

    func measure(_ figure: ComparedFigure) -> String {
        if figure.group == .air { return context.label(.statistic, figure.measure) }
        return ComparisonText.measures[figure.measure].map { context($0) }
            ?? context.label(.calculation, figure.measure)
    }

    private func subject(_ figure: ComparedFigure) -> String {
        if figure.item.hasPrefix("receptor.") {
            return context.label(.receptor, String(figure.item.dropFirst("receptor.".count)))
        }
        switch figure.group {
        case .accounts:
            if figure.item.isEmpty { return context(ComparisonText.ecosystemProducts) }
            let service = context.subject(String(figure.item.prefix { $0 != "." }))
            let part = context.labels.known(.component, figure.item, context.language)
            return part.map { "\(service) · \($0)" } ?? context.subject(figure.item)
        case .air, .quota, .prices:
            return figure.item.isEmpty ? "" : AirSection.pollutantName(figure.item, context)
        case .payments:
            let known = context.labels.known(.scheme, figure.item, context.language)
            return figure.item.isEmpty ? "" : known ?? context.partyName(figure.item)
        }
    }

    private func part(_ word: String, _ figure: ComparedFigure) -> String {
        let kinds: [RunLabels.Kind] = figure.group == .air ? [.standard] : [.pool, .zone, .sector]
        return kinds.lazy.compactMap { context.labels.known($0, word, context.language) }.first
            ?? context(ReportText.quotaPriceKinds[word] ?? LocalizedText(word))
    }

    func place(_ figure: ComparedFigure) -> String {
        figure.region.isEmpty ? "" : context.regionName(figure.region)
    }

    func unit(_ symbol: String) -> String { context.unit(symbol) }

    func percent(_ share: Double?) -> String {
        guard let share else { return NumberStyle.absent }
        return (share > 0 ? "+" : "") + context.style.number(share * 100, digits: 1)
    }

    /// With its sign.
    func change(_ value: Double?, digits: Int) -> String {
        guard let value else { return context(ComparisonText.onlyThere) }
        return (value > 0 ? "+" : "") + context.style.number(value, digits: digits)
    }

    /// Decimals that show the smaller of two amounts and their difference.
    func digits(_ row: RunComparison.Difference) -> Int {
        // What sums of many terms leave of a zero is no amount.
        let amounts = [row.before, row.after, row.change].compactMap { $0 }
        let largest = amounts.map(abs).max() ?? 0
        let all = amounts.filter { abs($0) > 1e-9 * largest }
        let least = row.change.map { context.style.digits(for: [$0]) } ?? 0
        return min(6, max(context.style.digits(for: all), row.figure.unit == "CNY" ? 0 : least))
    }
}
