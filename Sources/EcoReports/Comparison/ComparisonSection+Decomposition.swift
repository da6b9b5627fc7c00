import EcoRuns
import EcoUnits

extension ComparisonSection {
    private static let text = (
        note: LocalizedText(
            en:
                "Mean of the draws in the last year. Parts are Shapley values of the groups of inputs and add up to the change; decomposition.csv has every year and county.",
            zh: "末年、各次抽样均值。各部分为输入分组的 Shapley 值，合计等于总变化；逐年逐县结果见 decomposition.csv。"),
        nothing: LocalizedText(en: "No figure of the last year changes.", zh: "末年各项指标均无变化。")
    )

    /// Changes of all regions together in the last year, by group of inputs.
    static func decomposition(
        _ comparison: RunComparison, _ words: ComparisonWords
    ) -> ComparisonSection? {
        let context = words.context
        let body = comparison.pairs.flatMap { pair -> [Markup] in
            guard let decomposition = pair.decomposition else { return [] }
            let last = decomposition.rows.map(\.year).max()
            let rows = decomposition.rows.filter { $0.year == last && $0.region.isEmpty && !$0.parts.isEmpty }
            let shown: Markup =
                rows.isEmpty
                ? .paragraph(context(text.nothing)) : table(rows, last ?? 0, pair.later.name, words).markup
            return [.subheading(pair.later.name), shown]
        }
        guard !body.isEmpty else { return nil }
        return ComparisonSection(
            id: "decomposition", title: ComparisonText.decomposition, body: body + [.note(context(text.note))]
        )
    }

    private static func table(
        _ rows: [SimulationDecomposition.Row], _ year: Int, _ run: String, _ words: ComparisonWords
    ) -> DataTable {
        let context = words.context
        let columns: [DataTable.Column] =
            [
                .text(context(ComparisonText.figure)), .text(context(ComparisonText.unit)),
                .number(context(ComparisonText.before)), .number(context(ComparisonText.after)),
                .number(context(ComparisonText.change)),
            ] + ChangeGroup.allCases.map { .number(context($0.title)) }
        let cells = rows.map { row -> [String] in
            let isMoney = row.unit == "CNY"
            let scale = AmountScale(forBudgets: [row.before, row.after], context.language)
            let factor = isMoney ? 1 / Double(scale.yuan) : 1
            let parts = ChangeGroup.allCases.map { (row.parts[$0] ?? 0) * factor }
            let change = (row.after - row.before) * factor
            let digits = context.style.digits(for: [change])
            let unit = isMoney ? context(scale.name) : words.unit(row.unit)
            return [
                context(row.title), row.unit == "1" ? "" : unit, context.style.figure(row.before * factor),
                context.style.figure(row.after * factor), words.change(change, digits: digits),
            ] + parts.map { words.change($0, digits: digits) }
        }
        return DataTable(
            caption: "\(context(ComparisonText.decomposition))\(context.bracketed("\(year)"))",
            columns: columns, rows: cells
        ).compared("decomposition", rows.map { [run, "\(year)", "", $0.figure] }, context)
    }
}
