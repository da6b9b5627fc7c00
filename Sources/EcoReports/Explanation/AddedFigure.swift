import EcoRuns
import EcoUnits

/// Rows of a stored table added up: an address in which a part of the key is left open, `quota:+:nox`, or lists several
/// ids, those after a minus to be subtracted.
struct AddedFigure: Sendable {
    private struct Term {
        let row: StoredRow
        let sign: Formula.Sign
    }

    private let origin: TableOrigin
    private let pattern: StoredRowKey
    private let context: ReportContext

    /// `nil` where the key names a single row.
    init?(_ origin: TableOrigin, _ key: StoredRowKey, _ context: ReportContext) {
        let isOpen = key.contains { $0 == StoredFigure.everything || $0.contains(StoredFigure.several) }
        guard isOpen else { return nil }
        (self.origin, pattern, self.context) = (origin, key, context)
    }

    /// `nil` where no row matches.
    func lines(of table: StoredTable) -> [Explanation.Line]? {
        let terms = table.rows.compactMap { row -> Term? in
            let parts = origin.keys.map { row[$0] }.joined(separator: ":")
                .split(separator: ":", omittingEmptySubsequences: false).map(String.init)
            guard let sign = Self.sign(pattern[...], parts[...]), isPart(row) else { return nil }
            return Term(row: row, sign: sign)
        }
        guard !terms.isEmpty else { return nil }
        let sums = table.headings.filter { !origin.keys.contains($0) }.compactMap { sum($0, terms) }
        let head = Explanation.Line(
            depth: 0, title: "\(table.file)", value: context(Self.count(terms.count)), remarks: [])
        return [head] + sums + net(terms) + [.plus, .minus].flatMap { addresses(terms, $0) }
    }

    private static let listed = 200

    // MARK: Which rows

    /// How a row of this key counts; `nil` where it does not match. An id may hold colons itself.
    private static func sign(
        _ pattern: ArraySlice<String>, _ parts: ArraySlice<String>
    ) -> Formula.Sign? {
        guard let first = pattern.first else { return parts.isEmpty ? .plus : nil }
        guard let own = parts.first else { return nil }
        if first == StoredFigure.everything {
            return parts.indices.lazy.compactMap { sign(pattern.dropFirst(), parts[($0 + 1)...]) }.first
        }
        guard let rest = sign(pattern.dropFirst(), parts.dropFirst()) else { return nil }
        let ids = first.split(separator: Character(StoredFigure.several)).map(String.init)
        if own == first || ids.contains(own) { return rest }
        return ids.contains("-" + own) ? .minus : nil
    }

    /// Whether the row is no sum of others that are added too.
    private func isPart(_ row: StoredRow) -> Bool {
        let open = zip(origin.keys, pattern).filter { $0.1 == StoredFigure.everything }.map(\.0)
        let areParts = open.allSatisfy { column in
            (origin.added.parts[column]?(row) ?? true)
                && (column != origin.added.countiesOf || context.regions[row[column]] != nil)
        }
        return areParts && origin.added.isPart(row)
    }

    // MARK: Sums

    private func adds(_ heading: String, _ terms: [Term]) -> Bool {
        origin.added.adds(heading, hasOneUnit: Set(terms.map { $0.row["unit"] }).count == 1)
    }

    private func sum(_ heading: String, _ terms: [Term]) -> Explanation.Line? {
        guard adds(heading, terms) else { return nil }
        let known = terms.filter { $0.row.number(heading) != nil }
        guard let formula = Formula.sum("0", known.map { ($0.sign, $0.row[heading]) }) else { return nil }
        let column = SheetColumn.named(heading, context)
        var isFen = false
        if case .fen = column.content { isFen = true }
        return line(
            context(origin.titles[heading] ?? column.heading), formula, isFen: isFen,
            missing: terms.count - known.count)
    }

    /// What was received less what was given.
    private func net(_ terms: [Term]) -> [Explanation.Line] {
        let sums = ["received", "given"].map { column in
            TableOrigin.sum(terms.map { $0.row[column] })
        }
        guard origin.added.hasNet, adds("given", terms), !sums[0].isEmpty || !sums[1].isEmpty else {
            return []
        }
        let parts = sums.map { $0.isEmpty ? "0" : "(\($0))" }
        let formula = Formula(value: "", expression: parts.joined(separator: " - "))
        return [line(context(ReportText.net), formula, isFen: false, missing: 0)].compactMap { $0 }
    }

    private func line(
        _ title: String, _ formula: Formula, isFen: Bool, missing: Int
    ) -> Explanation.Line? {
        guard let sum = ExpressionValue.of(formula.expression) else { return nil }
        let value = Self.settled(sum, formula.expression)
        let shown = isFen ? AmountScale.yuan.text(fen: Int64(value.rounded()), context.style) : "\(value)"
        var line = Explanation.Line(
            depth: 1, title: title, value: shown, remarks: missing > 0 ? [context(Self.without(missing))] : []
        )
        line.formula = Formula(value: "\(value)", expression: formula.expression)
        return line
    }

    /// Decimals add up to as many places as the longest of them has; what a sum of doubles has beyond is rounding.
    private static func settled(_ sum: Double, _ expression: String) -> Double {
        guard !expression.contains("e") else { return sum }
        let numbers: [Substring] = expression.split { !($0.isNumber || $0 == ".") }
        let places = numbers.map { $0.drop { $0 != "." }.dropFirst().count }.max() ?? 0
        let scale = (0..<places).reduce(1.0) { scale, _ in scale * 10 }
        return sum.magnitude * scale < 1e15 ? (sum * scale).rounded() / scale : sum
    }

    // MARK: Rows

    /// Where the rows that are added, or subtracted, are explained themselves.
    private func addresses(_ terms: [Term], _ sign: Formula.Sign) -> [Explanation.Line] {
        var found: [String] = []
        for term in terms where term.sign == sign {
            let name = "explain \(ShellWord.quoted(StoredFigure.address(of: term.row, in: origin.table)))"
            if found.last != name { found.append(name) }
        }
        guard !found.isEmpty else { return [] }
        var line = Explanation.Line(
            depth: 1, title: context(sign == .plus ? Self.added : Self.subtracted), value: "",
            remarks: Array(found.prefix(Self.listed)))
        if found.count > Self.listed {
            line.remarks.append(context(ReportText.furtherParts(found.count - Self.listed)))
        }
        return [line]
    }

    private static let added = LocalizedText(en: "added", zh: "相加")
    private static let subtracted = LocalizedText(en: "subtracted", zh: "相减")

    private static func count(_ count: Int) -> LocalizedText {
        LocalizedText(en: "rows added: \(count)", zh: "相加 \(count) 行")
    }

    private static func without(_ count: Int) -> LocalizedText {
        LocalizedText(en: "rows without a value: \(count)", zh: "无数值的行数：\(count)")
    }
}
