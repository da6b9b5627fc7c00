import EcoAccounts
import EcoParameters
import EcoUnits

/// Reads the rows of a block's own table against the regions of the scenario, and keeps every finding.
struct RowReader {
    let table: Table
    let regions: RegionTable
    private(set) var diagnostics: [Diagnostic] = []

    init(_ table: Table, _ regions: RegionTable) {
        self.table = table
        self.regions = regions
    }

    /// The county of a cell; a finding where the scenario has none of that code.
    mutating func region(_ row: Int, _ column: Column<String>) -> RegionCode? {
        regions.code(
            table.value(row, column), at: table.location(row, column), path: table.path(column), &diagnostics)
    }

    /// A county by its code, or a named account such as a firm; a finding for an unknown code.
    mutating func party(_ row: Int, _ column: Column<String>) -> Party? {
        let text = table.value(row, column)
        guard text.allSatisfy(\.isNumber) else { return .fund(text) }
        return region(row, column).map { .region($0) }
    }

    /// The settlement period of a cell.
    mutating func period(_ row: Int, _ column: Column<String>, _ kind: PeriodKind? = nil) -> Period? {
        let text = table.value(row, column)
        guard let period = Period(text), kind == nil || period.kind == kind else {
            complain(
                row, column, "wrong_type",
                LocalizedText(
                    en: "'\(text)' is no \(kind?.rawValue ?? "settlement period")", zh: "“\(text)”不是所需的时期"),
                hint: LocalizedText(
                    en: "write 2019, 2019-H1, 2019-Q2 or 2019-04, as the scheme settles",
                    zh: "按结算周期写 2019、2019-H1、2019-Q2 或 2019-04"))
            return nil
        }
        return period
    }

    mutating func complain<Value>(
        _ row: Int, _ column: Column<Value>, _ code: String, _ message: LocalizedText,
        hint: LocalizedText = .empty
    ) {
        diagnostics.append(
            Diagnostic(
                code: code, at: table.location(row, column), path: table.path(column), message, hint: hint))
    }

    /// - Throws: every finding so far, where there is one.
    func finish() throws(DiagnosticFailure) {
        if diagnostics.hasErrors { throw DiagnosticFailure(diagnostics) }
    }
}

extension Table {
    /// The exact number of a cell, whatever its decimals; `nil` where it is empty or the column is left out.
    func number(_ row: Int, _ column: Column<FixedPoint>) -> Rational? {
        guard case .fixedPoint(let digits, _, _) = column.declaration.kind else { return nil }
        return optional(row, column).flatMap {
            Rational(Int128($0.count), over: DecimalNumber.powerOfTen(digits))
        }
    }

    /// Where the figure of a cell stands, for the trail.
    func origin<Value>(_ row: Int, _ column: Column<Value>) -> FigureOrigin {
        .cell(location(row, column))
    }
}

extension Column where Value == String {
    /// The period of a row.
    static let settlementPeriod = Column.text(
        "period", kind: .period, LocalizedText(en: "settlement period: 2019, 2019-Q1 or 2019-04", zh: "结算时期"))
    static let year = Column.text("year", kind: .period, LocalizedText(en: "year, such as 2019", zh: "年份"))
}

extension Column where Value == FixedPoint {
    /// Yuan to the fen.
    static func yuan(
        _ key: String, range: NumberRange = .nonNegative, presence: ColumnPresence = .required,
        _ meaning: LocalizedText
    ) -> Column {
        .fixedPoint(key, fractionDigits: 2, unit: .yuan, range: range, presence: presence, meaning)
    }

    /// A bare share or factor to six decimals.
    static func factor(
        _ key: String, range: NumberRange = .fraction, presence: ColumnPresence = .required,
        _ meaning: LocalizedText
    ) -> Column {
        .fixedPoint(key, fractionDigits: 6, unit: .one, range: range, presence: presence, meaning)
    }
}
