import EcoAccounts
import EcoParameters
import EcoRuns
import EcoUnits

/// A row of a stored table as `explain` names it: the table and the row's key, such as `quota_ledger:140106`.
struct StoredFigure: Sendable {
    let origin: TableOrigin
    let key: StoredRowKey
    /// The key as it was written: what looks like the name of a county may be one in the table too.
    private let written: String
    var table: String { origin.table }

    /// In the place of a part of the key: all rows, added up.
    static let everything = "+"
    /// Between several ids in one part of the key.
    static let several = ","

    /// The columns whose values name a row.
    private static func keys(_ table: String) -> [String] { TableOrigin.named[table]?.keys ?? [] }

    /// Such as `statement:PARTY:YEAR:SCHEME`.
    static func pattern(_ table: String) -> String {
        ([table] + keys(table).map { $0.uppercased() }).joined(separator: ":")
    }

    static func address(_ table: String, _ key: StoredRowKey) -> String {
        ([table] + key).joined(separator: ":")
    }

    /// The address of a stored row of a table with a key.
    static func address(of row: StoredRow, in table: String) -> String {
        address(table, names(of: row, TableOrigin.named[table]).last ?? [])
    }

    /// The key of a row, and the same with what tells it from others of its key.
    private static func names(of row: StoredRow, _ origin: TableOrigin?) -> [StoredRowKey] {
        let key = (origin?.keys ?? []).map { row[$0] }
        let further = (origin?.tellApart ?? []).map { row[$0] }
        return further.allSatisfy(\.isEmpty) ? [key] : [key, key + further]
    }

    /// `nil` where no table of this name has addresses.
    init?(_ text: String, _ context: ReportContext) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        // A part of a key may hold a colon itself.
        guard let table = parts.first, let origin = TableOrigin.named[table] else { return nil }
        self.origin = origin
        written = parts.dropFirst().joined(separator: ":")
        key = parts.dropFirst().map(context.regionCode)
    }

    // MARK: What stands there

    /// The rows with all their figures, and what they are made from.
    ///
    /// - Throws: ``DiagnosticFailure`` where the run holds no such row.
    func explanation(_ context: ReportContext) throws(DiagnosticFailure) -> ([String], [Explanation.Line]) {
        let columns = origin.keys
        var stored = context.table(table + ".csv")
        if stored == nil { stored = try context.run.table(table + ".csv") }
        let names = [written, key.joined(separator: ":")]
        let rows =
            stored?.rows.filter { row in
                Self.names(of: row, origin).contains { names.contains($0.joined(separator: ":")) }
            } ?? []
        if rows.isEmpty, let stored, let added = AddedFigure(origin, key, context),
            let lines = added.lines(of: stored)
        {
            return ([heading(context), context(origin.made)], lines)
        }
        guard !rows.isEmpty, let stored else { throw unknown(stored, columns) }
        let figures = stored.headings.filter { !columns.contains($0) }
        let trail = ParameterTrail(context, inputs: try context.run.table("input_rows.csv"))
        let run = try RunRows(context, reads: origin.reads)
        let beyond = OriginTrail(
            origin: origin, context: context, trail: trail, address: table + ":" + written)
        var lines: [Explanation.Line] = []
        for row in rows {
            lines.append(.init(depth: 0, title: "\(stored.file):\(row.index + 2)", value: ""))
            lines += figures.flatMap { self.lines(row, $0, run, context) } + beyond.lines(row, run)
            lines += try origins(row, trail, context)
        }
        return ([heading(context), context(origin.made)], lines + shared(context) + beyond.shared)
    }

    private func heading(_ context: ReportContext) -> String {
        let plan = SheetPlan.all.first { $0.file == table + ".csv" }
        let title = (plan?.title ?? origin.title)(context.language)
        let names = zip(origin.keys + origin.tellApart, key).filter { !$0.1.isEmpty }.map { column, id in
            context.regions.name(id, context.language) ?? Self.name(of: id, in: column, context)
        }
        return context.titled(LocalizedText(title), names.joined(separator: " · "))
    }

    private static func name(of id: String, in column: String, _ context: ReportContext) -> String {
        if id == everything { return context(ReportText.total) }
        if column == "figure" { return context.columnSubject(id).map { context($0) } ?? id }
        return RunLabels.Kind(rawValue: column).map { context.label($0, id) } ?? context.subject(id)
    }

    /// What a row is made from.
    private func origins(
        _ row: StoredRow, _ trail: ParameterTrail, _ context: ReportContext
    ) throws(DiagnosticFailure) -> [Explanation.Line] {
        let market = MarketTrail(context: context, trail: trail)
        let account = AccountTrail(context: context, trail: trail)
        switch table {
        case "quota": return market.quota(row)
        case "quota_steps": return market.measure(row, depth: 1)
        case "quota_payments": return market.payment(row)
        case "quota_ledger": return market.ledger(row)
        case "prices" where row["limit"].isEmpty: return try market.price(row)
        case "account_regions": return account.region(key[0])
        case "accounts" where row["ecosystem"].isEmpty:
            return try account.service(region: key[0], indicator: key[2])
        case "air_days": return try AirIndexTrail(context).day(row)
        case "claims", "calculations":
            var writer = LineWriter(context, try context.calculations(), try AirEvidence(context))
            writer.add(node: row["node"])
            return writer.lines
        case "scores": return ofAppraisal(row, trail)
        case "fairness", "regions":
            return trail.rows("regions", region: row["region"]).map {
                trail.line(input: $0, depth: 1)
            }
        default: return []
        }
    }

    /// Rows of the input about the subject of an appraisal.
    private func ofAppraisal(_ row: StoredRow, _ trail: ParameterTrail) -> [Explanation.Line] {
        let own = trail.rows("compensation.appraisals", region: row["subject"])
        let named = own.filter { input in
            let indicator = ParameterTrail.cell(input, "indicator")
            return indicator.isEmpty || row["indicator"].hasPrefix(indicator) || row["indicator"] == "total"
        }
        return named.map { trail.line(input: $0, depth: 1) }
    }

    /// What all rows of the figure are made from together.
    private func shared(_ context: ReportContext) -> [Explanation.Line] {
        table == "statement" ? transfers(party: key[0], year: key[1], scheme: key[2], context) : []
    }

    private func transfers(
        party: String, year: String, scheme: String, _ context: ReportContext
    ) -> [Explanation.Line] {
        let rows = context.table("transfers.csv")?.rows.filter { row in
            [row["payer"], row["payee"]].contains(party) && row["year"] == year && row["scheme"] == scheme
        }
        return (rows ?? []).map { row in
            let sign: Int64 = row["payer"] == party ? -1 : 1
            let name = ["transfers", row["payer"], row["payee"], row["period"], scheme].joined(separator: ":")
            return .init(
                depth: 1, title: context.label(.basis, row["basis"]),
                value: AmountScale.yuan.text(fen: sign * (row.integer("amount_fen") ?? 0), context.style),
                remarks: ["explain \(name)"])
        }
    }

    /// The row whose key differs in one part alone, and there by a slip.
    private func nearest(_ rows: [StoredRow]) -> String? {
        let keys = rows.map { row in origin.keys.map { row[$0] } }.filter { $0.count == key.count }
        for part in key.indices {
            let alike = keys.filter { other in key.indices.allSatisfy { $0 == part || other[$0] == key[$0] } }
            guard let near = Suggestion.nearest(to: key[part], in: alike.map { $0[part] }) else { continue }
            return alike.first { $0[part] == near }.map { Self.address(table, $0) }
        }
        return nil
    }

    private func unknown(_ stored: StoredTable?, _ columns: [String]) -> DiagnosticFailure {
        let rows = stored.map { Array($0.rows) } ?? []
        let example =
            nearest(rows).map { "did you mean `\($0)`?" }
            ?? rows.first.map { "such as \(Self.address(of: $0, in: table))" }
        return DiagnosticFailure([
            Diagnostic(
                code: "unknown_figure", path: Self.address(table, key), "the run holds no such figure",
                hint: example ?? "the run holds no \(table).csv")
        ])
    }
}
