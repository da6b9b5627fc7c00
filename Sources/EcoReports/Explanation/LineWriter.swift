import EcoRuns
import EcoUnits

/// Walks the steps of claims and words them.
struct LineWriter {
    private let context: ReportContext
    private let steps: CalculationSteps?
    private let evidence: AirEvidence
    private(set) var lines: [Explanation.Line] = []
    /// From this many inputs of one step on, each names its figure and lines; the figure itself lists its days.
    private static let manyInputs = 4

    init(_ context: ReportContext, _ steps: CalculationSteps?, _ evidence: AirEvidence) {
        self.context = context
        self.steps = steps
        self.evidence = evidence
    }

    mutating func add(_ claim: StoredRow) {
        let fen = claim.integer("amount_fen") ?? 0
        let amount = AmountScale.yuan.text(fen: Int64(fen.magnitude), context.style)
        lines.append(
            .init(depth: 0, title: context.label(.basis, claim["basis"]), value: amount + " " + yuan))
        add(node: claim["node"], depth: 1, isOneOfMany: false)
    }

    /// A step with all that stands below it.
    mutating func add(node: String) { add(node: node, depth: 1, isOneOfMany: false) }

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

    private mutating func add(node: String, depth: Int, isOneOfMany: Bool) {
        guard let step = steps?[node] else { return }
        let kind = CalculationSteps.names[step.kind].map { context($0) } ?? step.kind
        let note = NoteText.written(context(step.note), context.language)
        let found = evidence.findings(step.origin, value: step.value, isBrief: isOneOfMany)
        lines.append(
            .init(
                depth: depth, title: "\(kind): \(context.subject(step.name))", value: value(step),
                remarks: (note.isEmpty ? [] : [note]) + found.remarks, days: found.days,
                formula: steps?.formula(step)))
        let isMany = step.inputs.count >= Self.manyInputs
        for input in step.inputs { add(node: input, depth: depth + 1, isOneOfMany: isMany || isOneOfMany) }
    }

    /// The decimal where it ends; else nine decimals and the fraction.
    private func value(_ step: CalculationSteps.Step) -> String {
        guard let value = step.value else { return NumberStyle.absent }
        let unit = step.unit == "1" ? "" : " " + context.unit(step.unit)
        for digits in 0...12 where (try? value.rounded(toDigits: digits)) == value {
            return context.style.number(value, digits: digits) + unit
        }
        return context.style.number(value, digits: 9) + " (\(value))" + unit
    }
}
