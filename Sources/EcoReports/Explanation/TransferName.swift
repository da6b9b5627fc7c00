import EcoParameters
import EcoRuns
import EcoUnits

/// A figure named to `explain`: `transfers:PAYER:PAYEE:PERIOD:SCHEME`. Parties by code, id or name.
struct TransferName: Sendable {
    let payer: String
    let payee: String
    let period: String
    let scheme: String

    /// What the first part of an address may be.
    private static let tables = ["transfers", "air", "certificate"] + TableOrigin.all.map(\.table).sorted()

    static let pattern = "transfers:PAYER:PAYEE:PERIOD:SCHEME"

    /// - Throws: ``DiagnosticFailure`` where the text does not follow the pattern.
    init(_ text: String, _ context: ReportContext) throws(DiagnosticFailure) {
        let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 5, parts[0] == "transfers" else {
            let near = Suggestion.nearest(to: parts[0], in: Self.tables).map { table in
                "did you mean `\(([table] + parts.dropFirst()).joined(separator: ":"))`?"
            }
            throw DiagnosticFailure([
                Diagnostic(
                    code: "unknown_figure", path: text, "no figure is named like this",
                    hint: near
                        ?? "write \(Self.pattern), such as transfers:140100:reward_pool:2019-04:SCHEME, air:REGION:PERIOD:INDICATOR, or a row of a table such as statement:PARTY:YEAR:SCHEME"
                )
            ])
        }
        payer = context.regionCode(parts[1])
        payee = context.regionCode(parts[2])
        period = parts[3]
        scheme = parts[4]
    }

    /// What a row of `transfers.csv` is called.
    static func address(of row: StoredRow) -> String {
        ["transfers", row["payer"], row["payee"], row["period"], row["scheme"]].joined(separator: ":")
    }

    func matches(_ row: StoredRow) -> Bool {
        row["payer"] == payer && row["payee"] == payee && row["period"] == period && row["scheme"] == scheme
    }
}
