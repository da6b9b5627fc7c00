import EcoRuns
import EcoUnits

/// The figures of a row with their formulas.
extension StoredFigure {
    /// A figure with its formula; where it follows in two ways the second below the first.
    func lines(
        _ row: StoredRow, _ heading: String, _ run: RunRows, _ context: ReportContext
    ) -> [Explanation.Line] {
        guard var line = line(row, heading, context) else { return [] }
        let direct =
            StoredEquations.formula(heading, of: row, in: table)
            ?? CrossEquations(context: context).formula(heading, of: row, in: table)
            ?? origin.formula(heading, of: row, run)
        guard let worked = origin.worked[heading]?(row, run) else {
            line.formula = direct
            return [line]
        }
        line.formula = worked.formula(row, heading)
        // What is told of the draws is told of the formula, and stands alone where none is needed.
        if line.formula != nil || worked.expression == nil {
            line.remarks += worked.remarks.map { context($0) }
        }
        guard let first = line.formula else {
            line.formula = direct
            return [line]
        }
        guard let direct, direct.expression != first.expression, direct.expression != first.value else {
            return [line]
        }
        var second = Explanation.Line(depth: 2, title: context(Self.alsoFrom), value: line.value)
        second.formula = direct
        return [line, second]
    }

    private static let alsoFrom = LocalizedText(en: "the same from other figures", zh: "亦可由其他指标得出")

    private func line(
        _ row: StoredRow, _ heading: String, _ context: ReportContext
    ) -> Explanation.Line? {
        guard !row[heading].isEmpty, !isOfOtherLanguage(heading, row, context) else { return nil }
        // The place of a day stands beside its index.
        if table == "air_days", heading == "rows" { return nil }
        let column = SheetColumn.named(heading, context)
        var value = row[heading]
        if case .fen = column.content, let fen = row.integer(heading) {
            value = AmountScale.yuan.text(fen: fen, context.style)
        }
        if let word = origin.words[heading]?[value] {
            value = context(word)
        } else if let kind = RunLabels.Kind(rawValue: heading) {
            value = context.label(kind, value)
        } else if heading == "status" {
            value = context(ReportText.status(value))
        }
        let isPollutant = AirFigures.basicItems.contains(heading)
        let title =
            isPollutant
            ? AirSection.pollutantName(heading, context) : context(origin.titles[heading] ?? column.heading)
        return Explanation.Line(depth: 1, title: title, value: value)
    }

    /// A remark that stands beside it in the reader's language.
    private func isOfOtherLanguage(_ heading: String, _ row: StoredRow, _ context: ReportContext) -> Bool {
        let isChinese = context.language == .zh
        return heading.hasSuffix("_zh") ? !isChinese : isChinese && !row[heading + "_zh"].isEmpty
    }
}
