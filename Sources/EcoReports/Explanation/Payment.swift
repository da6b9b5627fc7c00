import EcoParameters
import EcoRuns
import EcoUnits

/// The rows of a run that make up one payment.
struct Payment: Sendable {
    private let name: TransferName
    private let transfers: [StoredRow]
    private let claims: [StoredRow]
    private let scheme: StoredRow?
    private let balance: StoredRow?

    /// - Throws: ``DiagnosticFailure`` where the run holds no such payment.
    init(_ name: TransferName, _ context: ReportContext, _ figure: String) throws(DiagnosticFailure) {
        self.name = name
        let all = context.table("transfers.csv")
        transfers = (all?.rows.filter(name.matches)) ?? []
        guard !transfers.isEmpty else { throw Self.unknown(figure, name, all) }
        claims = (context.table("claims.csv")?.rows.filter(name.matches)) ?? []
        scheme = context.table("schemes.csv")?.rows.first { $0["scheme"] == name.scheme }
        balance = context.table("balances.csv")?.rows.first {
            $0["scheme"] == name.scheme && $0["period"] == name.period
        }
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

    func heading(_ context: ReportContext) -> [String] {
        let fen = PaymentFigures.sum(transfers.compactMap { $0.integer("amount_fen") })
        let parties = (context.partyName(name.payer), context.partyName(name.payee))
        let amount = AmountScale.yuan.text(fen: fen, context.style)
        let sentence = LocalizedText(
            en: "\(name.period): \(parties.0) pays \(parties.1) \(amount) yuan",
            zh: "\(name.period)：\(parties.0)向\(parties.1)支付 \(amount) 元")
        guard let scheme else { return [context(sentence)] }
        let clause = LocalizedText(en: scheme["clause_en"], zh: scheme["clause_zh"])
        let title = context.labels.known(.scheme, name.scheme, context.language)
        let titled = title.map(context.bracketed) ?? ""
        let basis = LocalizedText(
            en: "scheme \(name.scheme)\(titled); basis: \(clause.en)",
            zh: "方案 \(name.scheme)\(titled)；依据：\(clause.zh)")
        return [context(sentence), context(basis)]
    }

    func write(to writer: inout LineWriter) {
        for claim in claims { writer.add(claim) }
        let explained = Set(claims.map { $0["basis"] })
        for transfer in transfers where !explained.contains(transfer["basis"]) {
            writer.addFlow(transfer, balance)
        }
    }
}
