import EcoAccounts
import EcoParameters
import EcoRuns
import EcoUnits

/// The whole arithmetic of a payment, from the figures that it starts from to the fen, read from a stored run.
public struct PaymentExplanation: Sendable {
    /// One line: how deep it stands in the calculation, and its parts.
    struct Line: Sendable {
        let depth: Int
        /// What the step does.
        let title: String
        /// The value with its unit.
        let value: String
        /// Rule and numbers of the step, and where its figure stands.
        let remarks: [String]
    }

    private let context: ReportContext
    let heading: [String]
    let lines: [Line]

    /// - Parameter figure: `transfers:PAYER:PAYEE:PERIOD:SCHEME`.
    /// - Throws: ``DiagnosticFailure`` where the run holds no such payment, or is damaged.
    public init(of figure: String, in run: StoredRun, language: Language) throws(DiagnosticFailure) {
        context = ReportContext(try RunContents(run, withOutlines: false), language)
        let name = try TransferName(figure, context)
        let all = context.table("transfers.csv")
        let transfers = (all?.rows.filter(name.matches)) ?? []
        guard !transfers.isEmpty else { throw Self.unknown(figure, name, all) }
        let schemes = context.table("schemes.csv")
        heading = Self.heading(name, transfers, schemes?.rows.first { $0["scheme"] == name.scheme }, context)
        let claims = (context.table("claims.csv")?.rows.filter(name.matches)) ?? []
        var writer = LineWriter(
            context, try run.table("calculations.csv"), context.table("air.csv"),
            context.table("air_exclusions.csv"))
        for claim in claims { writer.add(claim) }
        let explained = Set(claims.map { $0["basis"] })
        let balances = context.table("balances.csv")
        for transfer in transfers where !explained.contains(transfer["basis"]) {
            writer.addFlow(
                transfer,
                balances?.rows.first { $0["scheme"] == name.scheme && $0["period"] == name.period })
        }
        lines = writer.lines
    }

    private static func unknown(
        _ figure: String, _ name: TransferName, _ transfers: StoredTable?
    ) -> DiagnosticFailure {
        let all = (transfers?.rows.map { $0 }) ?? []
        let near =
            all.first { $0["payer"] == name.payer && $0["scheme"] == name.scheme }
            ?? all.first { $0["payee"] == name.payee && $0["scheme"] == name.scheme } ?? all.first
        let hint = near.map {
            "such as transfers:\($0["payer"]):\($0["payee"]):\($0["period"]):\($0["scheme"])"
        }
        return DiagnosticFailure([
            Diagnostic(
                code: "unknown_figure", path: figure, "the run holds no such payment",
                hint: hint ?? "the run holds no payments at all")
        ])
    }

    private static func heading(
        _ name: TransferName, _ transfers: [StoredRow], _ scheme: StoredRow?, _ context: ReportContext
    ) -> [String] {
        let fen = PaymentFigures.sum(transfers.compactMap { $0.integer("amount_fen") })
        let parties = (context.partyName(name.payer), context.partyName(name.payee))
        let amount = AmountScale.yuan.text(fen: fen, context.style)
        let sentence = LocalizedText(
            en: "\(name.period): \(parties.0) pays \(parties.1) \(amount) yuan",
            zh: "\(name.period)：\(parties.0)向\(parties.1)支付 \(amount) 元")
        guard let scheme else { return [context(sentence)] }
        let clause = LocalizedText(en: scheme["clause_en"], zh: scheme["clause_zh"])
        let basis = LocalizedText(
            en: "scheme \(name.scheme) (\(scheme["family"])); basis: \(clause.en)",
            zh: "方案 \(name.scheme)（\(scheme["family"])）；依据：\(clause.zh)")
        return [context(sentence), context(basis)]
    }

    /// For a terminal: one line a step, indented by its depth.
    public var text: String {
        let body = lines.flatMap { line in
            let indent = String(repeating: "  ", count: line.depth)
            let head = indent + line.title + (line.value.isEmpty ? "" : " = " + line.value)
            return [head] + line.remarks.map { indent + "    " + $0 }
        }
        return (heading + [""] + body).joined(separator: "\n")
    }

    /// The same for a script.
    public var json: JSON {
        .object([
            ("heading", .array(heading.map { .string($0) })),
            (
                "steps",
                .array(
                    lines.map { line in
                        .object([
                            ("depth", .integer(line.depth)), ("title", .string(line.title)),
                            ("value", .string(line.value)),
                            ("remarks", .array(line.remarks.map { .string($0) })),
                        ])
                    })
            ),
        ])
    }
}

/// Walks the steps of claims and words them.
private struct LineWriter {
    private let context: ReportContext
    private let steps: CalculationSteps?
    /// Rows of `air.csv` by region, period and pollutant.
    private let air: [String: [StoredRow]]
    /// Rows of `air_exclusions.csv` by region and pollutant.
    private let exclusions: [String: [StoredRow]]
    private(set) var lines: [PaymentExplanation.Line] = []

    init(
        _ context: ReportContext, _ steps: StoredTable?, _ air: StoredTable?, _ exclusions: StoredTable?
    ) {
        self.context = context
        self.steps = steps.map(CalculationSteps.init)
        self.air = Dictionary(grouping: air.map { Array($0.rows) } ?? [], by: Self.airName)
        self.exclusions = Dictionary(grouping: exclusions.map { Array($0.rows) } ?? []) {
            "\($0["region"]):\($0["pollutant"])"
        }
    }

    /// How a row of `air.csv` is named as the origin of a figure: by its pollutant, or by the statistic where
    /// that is over all pollutants. Parts of the index are figures of their own.
    private static func airName(_ row: StoredRow) -> String {
        let isOverAll = row["pollutant"] == "all"
        let isPart = row["statistic"].hasSuffix("sub_index")
        let figure = isOverAll || isPart ? row["statistic"] : row["pollutant"]
        return "air:\(row["region"]):\(row["period"]):\(figure)"
    }

    mutating func add(_ claim: StoredRow) {
        let fen = claim.integer("amount_fen") ?? 0
        let amount = AmountScale.yuan.text(fen: Int64(fen.magnitude), context.style)
        lines.append(
            .init(
                depth: 0, title: context.label(.basis, claim["basis"]), value: amount + " " + yuan,
                remarks: []))
        add(node: claim["node"], depth: 1)
    }

    /// A flow between funds, or what was deferred: from the balance of the period.
    mutating func addFlow(_ transfer: StoredRow, _ balance: StoredRow?) {
        let amount = AmountScale.yuan.text(fen: transfer.integer("amount_fen") ?? 0, context.style)
        lines.append(
            .init(
                depth: 0, title: context.label(.basis, transfer["basis"]), value: amount + " " + yuan,
                remarks: balance.map { [balanceText($0)] } ?? []))
    }

    private var yuan: String { context(AmountScale.yuan.name) }

    private func balanceText(_ row: StoredRow) -> String {
        let amount = { AmountScale.yuan.text(fen: row.integer($0) ?? 0, context.style) }
        return context(
            LocalizedText(
                en:
                    "balance of the period: paid in \(amount("paid_in_fen")) + topped up \(amount("topped_up_fen")) = paid out \(amount("paid_out_fen")) + retained \(amount("retained_fen")) + carried \(amount("carried_fen")) + set aside \(amount("set_aside_fen"))",
                zh:
                    "本期收支：缴入 \(amount("paid_in_fen")) + 上级补足 \(amount("topped_up_fen")) = 拨付 \(amount("paid_out_fen")) + 留存 \(amount("retained_fen")) + 结转 \(amount("carried_fen")) + 专户 \(amount("set_aside_fen"))"
            ))
    }

    private mutating func add(node: String, depth: Int) {
        guard let step = steps?[node] else { return }
        let kind = CalculationSteps.names[step.kind].map { context($0) } ?? step.kind
        lines.append(
            .init(
                depth: depth, title: "\(kind): \(name(step))", value: value(step),
                remarks: [context(step.note)].filter { !$0.isEmpty } + originText(step)))
        for input in step.inputs { add(node: input, depth: depth + 1) }
    }

    private func name(_ step: CalculationSteps.Step) -> String {
        for kind in [RunLabels.Kind.pollutant, .calculation, .basis, .fund] {
            if let known = context.labels.known(kind, step.name, context.language) { return known }
        }
        return context.label(.calculation, step.name)
    }

    /// The decimal where it ends; else nine decimals and the fraction.
    private func value(_ step: CalculationSteps.Step) -> String {
        guard let value = step.value else { return NumberStyle.absent }
        let unit = step.unit == "1" ? "" : " " + step.unit
        for digits in 0...12 where (try? value.rounded(toDigits: digits)) == value {
            return context.style.number(value, digits: digits) + unit
        }
        return context.style.number(value, digits: 9) + " (\(value))" + unit
    }

    private func originText(_ step: CalculationSteps.Step) -> [String] {
        guard !step.origin.isEmpty else { return [] }
        guard let rows = air[step.origin] else { return [step.origin] }
        return rows.map(usedText) + leftOut(step.origin).map(exclusionText)
    }

    private func usedText(_ row: StoredRow) -> String {
        let statistic = context.label(.statistic, row["statistic"])
        return context(
            LocalizedText(
                en:
                    "air.csv: \(statistic) \(row["value"]) \(row["unit"]), \(row["valid_days"]) valid days, \(row["standard"])",
                zh:
                    "air.csv：\(statistic) \(row["value"]) \(row["unit"])，有效 \(row["valid_days"]) 天，\(row["standard"])"
            ))
    }

    /// Days that the list of sand-dust takes from a figure `air:REGION:PERIOD:POLLUTANT`.
    private func leftOut(_ origin: String) -> [StoredRow] {
        let parts = origin.split(separator: ":").map(String.init)
        guard parts.count == 4, let period = Period(parts[2]) else { return [] }
        return (exclusions["\(parts[1]):\(parts[3])"] ?? []).filter { row in
            guard let date = CalendarDate(row["date"]) else { return false }
            return date.year == period.year && period.months.contains(date.month)
        }
    }

    private func exclusionText(_ row: StoredRow) -> String {
        let rest = row["remaining"].isEmpty ? NumberStyle.absent : row["remaining"]
        return context(
            LocalizedText(
                en:
                    "left out: \(row["date"]) \(row["hour"]) measured \(row["measured"]), rest \(rest); \(row["source"])",
                zh: "剔除：\(row["date"]) \(row["hour"]) 实测 \(row["measured"])，剔除后 \(rest)；\(row["source"])"))
    }
}
