import EcoParameters
import EcoRuns
import EcoUnits

extension ComparisonSection {
    /// The runs with what they were made by.
    static func runs(_ comparison: RunComparison, _ context: ReportContext) -> ComparisonSection {
        let runs = [comparison.first] + comparison.pairs.map(\.later)
        let separator = context(ReportText.listSeparator)
        let table = DataTable(
            caption: context(ComparisonText.runs),
            columns: [
                .text(context(ComparisonText.run)), .text(context(ComparisonText.title)),
                .number(context(ComparisonText.year)), .text(context(ComparisonText.rulePacks)),
                .text(context(ComparisonText.standards)), .text(context(ComparisonText.version)),
            ],
            rows: runs.enumerated().map { index, run -> [String] in
                let mark = index == 0 ? context.bracketed(context(ComparisonText.baseline)) : ""
                let standards = run.standards.map { context.label(.standard, $0) }
                return [
                    run.name + mark, context(run.title), "\(run.year)",
                    run.rulePacks.joined(separator: separator),
                    standards.joined(separator: separator), run.version,
                ]
            }
        ).compared("runs", runs.map { [$0.name] }, context)
        return ComparisonSection(id: "runs", title: ComparisonText.runs, body: [table.markup])
    }

    static func warnings(_ comparison: RunComparison, _ context: ReportContext) -> ComparisonSection? {
        guard !comparison.findings.isEmpty else { return nil }
        let items = comparison.findings.map { finding -> Markup in
            let isChinese = context.language == .zh && !finding.chineseMessage.isEmpty
            let text = isChinese ? finding.chineseMessage : finding.message
            let hint = isChinese ? finding.chineseHint : finding.hint
            return .element("li", [:], .text(hint.isEmpty ? text : text + context.bracketed(hint)))
        }
        return ComparisonSection(
            id: "warnings", title: ComparisonText.warnings,
            body: [.element("ul", ["class": "warning"], children: items)])
    }

    /// Figures over all regions that changed in any run.
    static func totals(_ comparison: RunComparison, _ words: ComparisonWords) -> ComparisonSection {
        let context = words.context
        let body = comparison.pairs.flatMap { pair -> [Markup] in
            let rows = pair.differences.filter(\.isTotal)
            let rest = context.bracketed("\(pair.unchanged) \(context(ComparisonText.unchanged))")
            if pair.differences.isEmpty {
                return [
                    .subheading(pair.later.name),
                    .paragraph(context(ComparisonText.nothingChanged) + rest),
                ]
            }
            return [
                .subheading(pair.later.name),
                table(rows, of: pair, context(ComparisonText.totals), words, withRegion: false, note: "")
                    .markup,
            ]
        }
        return ComparisonSection(id: "totals", title: ComparisonText.totals, body: body)
    }

    /// Before, after, change, and that as a part.
    static func table(
        _ rows: [RunComparison.Difference], of pair: RunComparison.Pair, _ caption: String,
        _ words: ComparisonWords, withRegion: Bool, note: String
    ) -> DataTable {
        let context = words.context
        let region: [DataTable.Column] = withRegion ? [.text(context(ReportText.county))] : []
        let columns: [DataTable.Column] = [
            .text(context(ComparisonText.figure)), .number(context(ComparisonText.before)),
            .number(context(ComparisonText.after)), .number(context(ComparisonText.change)),
            .number(context(ComparisonText.relative)), .text(context(ComparisonText.unit)),
        ]
        let cells = rows.map { row -> [String] in
            let digits = words.digits(row)
            let own = [
                words.name(row.figure), context.style.number(row.before, digits: digits),
                context.style.number(row.after, digits: digits), words.change(row.change, digits: digits),
                words.percent(row.relative), words.unit(row.figure.unit),
            ]
            return withRegion ? [words.place(row.figure)] + own : own
        }
        return DataTable(caption: caption, columns: region + columns, rows: cells, note: note)
            .compared("differences", rows.map { [pair.later.name, $0.figure.id] }, context)
    }

    static func inputs(_ comparison: RunComparison, _ context: ReportContext) -> ComparisonSection {
        let body = comparison.pairs.flatMap { pair -> [Markup] in
            guard !pair.inputs.isEmpty else {
                return [.subheading(pair.later.name), .paragraph(context(ComparisonText.noInputs))]
            }
            return [
                .subheading(pair.later.name),
                DataTable(
                    caption: context(ComparisonText.inputs),
                    columns: [
                        .path(context(ComparisonText.path)), .text(context(ComparisonText.kind)),
                        .text(context(ComparisonText.before)), .text(context(ComparisonText.after)),
                    ],
                    rows: pair.inputs.map { change -> [String] in
                        let kind =
                            ComparisonText.kinds[change.kind.rawValue] ?? LocalizedText(change.kind.rawValue)
                        return [change.path, context(kind), shown(change.before), shown(change.after)]
                    }
                ).compared("inputs_changed", pair.inputs.map { [pair.later.name, $0.path] }, context).markup,
            ]
        }
        return ComparisonSection(id: "inputs", title: ComparisonText.inputs, body: body)
    }

    /// A long list is cut.
    private static func shown(_ value: String) -> String {
        value.isEmpty ? NumberStyle.absent : value.count > 200 ? value.prefix(200) + "…" : value
    }

    // MARK: Causes

    static func causes(_ comparison: RunComparison, _ words: ComparisonWords) -> ComparisonSection? {
        let body = comparison.pairs.flatMap { pair -> [Markup] in
            guard let causes = pair.causes else { return [] }
            let shown = causes.figures.indices.filter { causes.figures[$0].isHeadline }
            return [.subheading(pair.later.name)]
                + shown.map { table(of: $0, causes, pair.later.name, words).markup }
        }
        guard !body.isEmpty else { return nil }
        return ComparisonSection(
            id: "causes", title: ComparisonText.causes,
            body: body + [.note(words.context(ComparisonText.causesNote))])
    }

    /// What a figure is; the balance of a fund by the fund's name.
    private static func meaning(_ figure: RunFigure, _ context: ReportContext) -> String {
        let parts = figure.id.split(separator: ".").map(String.init)
        guard parts.count == 3, parts[2] == "balance_yuan" else { return context(figure.meaning) }
        let fund = parts[1] == "fund" ? context(ComparisonText.allFunds) : context.partyName(parts[1])
        return context.titled(ComparisonText.measures["balance_yuan"] ?? figure.meaning, fund)
    }

    private static func table(
        of index: Int, _ causes: ChangeCauses, _ run: String, _ words: ComparisonWords
    ) -> DataTable {
        let (context, figure) = (words.context, causes.figures[index])
        let isMoney = figure.unit == "CNY"
        let change = causes.after[index] - causes.before[index]
        let columns = [causes.alone, causes.last, causes.shapley].filter { !$0.isEmpty }.map {
            $0.map { $0[index] }
        }
        let scale = AmountScale(forYuan: columns.flatMap { $0 } + [change], context.language)
        let digits = context.style.digits(for: columns.flatMap { $0 } + [change])
        let text = { (value: Double) in
            isMoney
                ? (value > 0 ? "+" : "") + scale.text(yuan: (value * 100).rounded() / 100, context.style)
                : words.change(value, digits: digits)
        }
        let unit = isMoney ? scale.name(context.language) : words.unit(figure.unit)
        let heads = [ComparisonText.alone, ComparisonText.last, ComparisonText.shapley].prefix(columns.count)
        let blanks = [String](repeating: "", count: columns.count - 1)
        return DataTable(
            caption: meaning(figure, context),
            columns: [.path(context(ComparisonText.cause))] + heads.map { .number(context($0), unit) },
            rows: causes.causes.indices.map { cause in
                [causes.causes[cause].name] + columns.map { text($0[cause]) }
            }, sum: [context(ComparisonText.change)] + blanks + [text(change)]
        ).compared(
            "causes", causes.causes.map { [run, figure.id, $0.name] },
            sum: [run, figure.id, StoredFigure.everything], context)
    }
}
