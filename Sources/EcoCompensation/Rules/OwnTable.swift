import EcoAccounts
import EcoParameters
import EcoUnits

/// Columns that the own tables of schemes, appraisals and allocations share.
enum OwnColumn {
    static let region = RegionTable.Columns.region
    static let period = Column<String>.settlementPeriod
    static let subject = Column<String>.text(
        "subject",
        LocalizedText(en: "code of the region, else name of the project or firm", zh: "评价对象（区划代码或名称）"))
    static let indicator = Column<String>.text(
        "indicator", kind: .identifier, LocalizedText(en: "id of the indicator", zh: "指标标识"))
    static let unit = Column<String>.text("unit", LocalizedText(en: "unit of the row's values", zh: "单位"))
    static let note = RegionTable.Columns.note
}

extension Column where Value == FixedPoint {
    /// A column of exact decimals with at most six places.
    static func exact(
        _ key: String, unit: Unit = .one, range: NumberRange = .any, presence: ColumnPresence = .required,
        _ meaning: LocalizedText
    ) -> Column {
        .fixedPoint(
            key, fractionDigits: 6, unit: unit, range: range, presence: presence, meaning)
    }
}

extension RowReader {
    /// A region's code or any other name; a code that the scenario does not know is a finding.
    mutating func subject(_ row: Int, _ column: Column<String> = OwnColumn.subject) -> String? {
        let text = table.value(row, column)
        guard RegionCode(text) != nil else { return text }
        return region(row, column)?.description
    }

    /// The unit that a cell names, or a finding.
    mutating func unit(_ row: Int, _ column: Column<String> = OwnColumn.unit) -> Unit? {
        let text = table.value(row, column)
        if let unit = try? Unit(text) { return unit }
        complain(
            row, column, "unknown_unit", LocalizedText(en: "unknown unit '\(text)'", zh: "未知单位“\(text)”"),
            hint: LocalizedText("t, km2, CNY, %, 1"))
        return nil
    }
}

extension Sequence where Element == Rational {
    func total() throws(ArithmeticOverflow) -> Rational {
        var sum = Rational.zero
        for value in self { sum = try sum + value }
        return sum
    }
}

extension DiagnosticFailure {
    /// The value of exact arithmetic; overflow is a finding at `place`.
    static func exactly<Value>(
        _ place: String, _ body: () throws(ArithmeticOverflow) -> Value
    ) throws(DiagnosticFailure) -> Value {
        do { return try body() } catch { throw .overflow(place) }
    }

    /// - Throws: where an error is among the findings.
    static func throwErrors(_ diagnostics: [Diagnostic]) throws(DiagnosticFailure) {
        if diagnostics.hasErrors { throw DiagnosticFailure(diagnostics) }
    }
}

/// Parts that must add up to a whole: weights, shares, points.
enum WholeCheck {
    static func check(
        _ parts: [Rational], is whole: Rational, of what: LocalizedText, at location: SourceLocation?,
        path: String, _ diagnostics: inout [Diagnostic]
    ) {
        let sum = try? parts.total()
        guard sum != whole else { return }
        let text = sum.map { NumberText.shortest($0.doubleValue) } ?? "?"
        let target = NumberText.shortest(whole.doubleValue)
        diagnostics.append(
            Diagnostic(
                code: "sum_not_whole", at: location, path: path,
                LocalizedText(
                    en: "\(what.en) add up to \(text), not \(target)",
                    zh: "\(what.zh)合计为 \(text)，应为 \(target)"),
                hint: LocalizedText(en: "correct the values", zh: "请更正数值")))
    }
}

extension Apportionment {
    /// `total` in whole steps by weight; what is left of a step goes nowhere.
    static func split(
        _ total: Rational, by weights: [Rational], step: Rational
    ) throws(ArithmeticOverflow) -> [Rational] {
        var parts: [Rational] = []
        for count in try largestRemainder(total.roundedCount(ofStep: step, .down), by: weights) {
            parts.append(try Rational(count) * step)
        }
        return parts
    }

    /// One fen, in yuan.
    static let fen = Rational(1, over: 100) ?? .one
}
