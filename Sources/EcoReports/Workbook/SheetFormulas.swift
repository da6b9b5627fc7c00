import CXLSXWriter
import EcoRuns
import EcoUnits

/// Sums and differences that a planner may want to follow, as formulas with their values.
struct SheetFormulas {
    static let totalName = LocalizedText(en: "Total of the rows shown", zh: "合计（随筛选变化）")
    static let checkName = LocalizedText(en: "Check: must be 0 (yuan)", zh: "校验：应为 0（元）")

    /// Columns with a total below them: amounts of one kind, with no sums among the rows.
    static let totals: [String: [String]] = [
        "statement.csv": ["paid_fen", "received_fen", "retained_fen", "carried_fen", "net_fen"],
        "transfers.csv": ["amount_fen"], "claims.csv": ["amount_fen"], "quota_payments.csv": ["amount_fen"],
        "balances.csv": [
            "paid_in_fen", "topped_up_fen", "paid_out_fen", "retained_fen", "carried_fen", "set_aside_fen",
        ],
        "fairness.csv": ["paid_fen", "received_fen", "net_fen"],
        "quota.csv": ["cost_yuan", "value_yuan"], "quota_rents.csv": ["charge_yuan", "endowment_yuan"],
        "quota_ledger.csv": [
            "measure_cost_yuan", "project_value_yuan", "enclave_value_yuan", "tax_yuan",
            "shortfall_cost_yuan",
            "quota_paid_yuan", "quota_received_yuan", "fees_yuan", "net_cost_yuan", "cost_alone_yuan",
            "gain_yuan", "income_yuan",
        ],
    ]

    let sheet: Spreadsheet.Sheet
    let styles: SheetStyles
    let context: ReportContext
    /// Places of the table's columns in the sheet.
    let places: [String: Int]

    // MARK: Totals

    /// One row below the table, outside its filter: it follows what the filter leaves in sight.
    func writeTotals(_ table: StoredTable, rows: [StoredRow]) {
        let columns = (Self.totals[table.file] ?? []).filter { places[$0] != nil }
        guard !columns.isEmpty, !rows.isEmpty else { return }
        let line = rows.count + 1
        sheet.write(context(Self.totalName), row: line, column: 0, styles.total)
        for key in columns {
            guard let place = places[key] else { continue }
            let letter = Self.letters(place)
            sheet.write(
                formula: "=SUBTOTAL(9,\(letter)2:\(letter)\(rows.count + 1))", value: Self.sum(rows, key),
                row: line, column: place, styles.totalNumber)
        }
    }

    /// Fen are added as whole numbers.
    private static func sum(_ rows: [StoredRow], _ key: String) -> Double {
        key.hasSuffix("_fen")
            ? Double(PaymentFigures.sum(rows.compactMap { $0.integer(key) })) / 100
            : rows.compactMap { $0.number(key) }.reduce(0, +)
    }

    // MARK: Differences

    /// The net of a statement where it is what was received less what was paid.
    ///
    /// - Returns: whether the cell has been written.
    func writeNet(_ row: StoredRow, _ key: String, column: Int) -> Bool {
        guard key == "net_fen", let net = row.integer(key), let paid = row.integer("paid_fen"),
            let received = row.integer("received_fen"),
            received.subtractingReportingOverflow(paid) == (net, false),
            let minus = places["paid_fen"], let plus = places["received_fen"]
        else { return false }
        let line = row.index + 2
        sheet.write(
            formula: "=\(Self.letters(plus))\(line)-\(Self.letters(minus))\(line)", value: Double(net) / 100,
            row: line - 1, column: column, styles.number(SheetStyles.yuanFormat))
        return true
    }

    /// A column behind the balances: what comes in less what goes out and stays.
    func writeChecks(_ table: StoredTable, rows: [StoredRow], column: Int) -> Bool {
        let needed = ["paid_in_fen", "topped_up_fen", "paid_out_fen", "retained_fen", "carried_fen"]
        guard table.file == "balances.csv", needed.allSatisfy({ places[$0] != nil }) else { return false }
        let parts = needed + ["set_aside_fen"]
        sheet.write(context(Self.checkName), row: 0, column: column, styles.heading)
        sheet.setWidth(18, column: column)
        for row in rows {
            let line = row.index + 2
            let terms = parts.enumerated().compactMap { index, key in
                places[key].map { (index < 2 ? "+" : "-") + "\(Self.letters($0))\(line)" }
            }
            sheet.write(
                formula: "=ROUND(" + terms.joined().dropFirst() + ",2)",
                value: Double(BalanceFigures.rest(row)) / 100,
                row: line - 1, column: column, styles.number(SheetStyles.yuanFormat))
        }
        return true
    }

    /// The letters of a column: 0 is A, 26 is AA.
    static func letters(_ column: Int) -> String {
        let last = String(UnicodeScalar(UInt8(65 + column % 26)))
        return column < 26 ? last : letters(column / 26 - 1) + last
    }
}

extension Spreadsheet {
    /// Bold above a line, for sums.
    func total(format: String? = nil) -> Style? {
        let style = workbook_add_format(handle)
        format_set_bold(style)
        format_set_top(style, UInt8(LXW_BORDER_THIN.rawValue))
        if let format { format_set_num_format(style, format) }
        return style
    }
}

extension Spreadsheet.Sheet {
    /// A formula of ours with its value; no data ever gets here.
    fileprivate func write(
        formula: String, value: Double, row: Int, column: Int, _ style: Spreadsheet.Style?
    ) {
        _ = worksheet_write_formula_num(handle, UInt32(row), UInt16(column), formula, style, value)
    }

    /// A4, as wide as one page, the heading on each, the sheet's name and the page below.
    func setPrinting() {
        worksheet_set_paper(handle, 9)
        worksheet_set_landscape(handle)
        worksheet_fit_to_pages(handle, 1, 0)
        _ = worksheet_repeat_rows(handle, 0, 0)
        _ = worksheet_set_footer(handle, "&C&A  &P/&N")
    }
}
