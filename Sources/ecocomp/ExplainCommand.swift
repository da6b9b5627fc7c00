import ArgumentParser
import EcoParameters
import EcoReports
import EcoRuns
import EcoUnits

struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract:
            "Print where a figure of a finished run comes from, with formula, parameters and rows of the input.",
        discussion: """
            The figure is a payment, transfers:PAYER:PAYEE:PERIOD:SCHEME, with parties by code, fund or name, as in \
            transfers.csv: transfers:140100:reward_pool:2019-04:monthly_fines. Or it is a figure of the air, \
            air:REGION:PERIOD:INDICATOR, with its days and their rows of the input: air:140100:2019-04:pm25. Or it is \
            a row of a table of the run: TABLE and its key, such as accounts:140106:2019:water_retention, \
            account_regions:140106, statement:140106:2019:SCHEME, quota:140106:nox, quota_ledger:140106, \
            prices:140106:nox. The report tells below each table how its figures are called.
            """)

    @Argument(help: ArgumentHelp("A run folder.", valueName: "run"), completion: .directory)
    var folder: String

    @Argument(
        help: ArgumentHelp(
            "transfers:PAYER:PAYEE:PERIOD:SCHEME, air:REGION:PERIOD:INDICATOR, or TABLE:KEY.",
            valueName: "figure"))
    var figures: [String]

    @Option(name: .customLong("lang"), help: "Language of the explanation.")
    var language: Language = .en

    @Option(help: "Lines for a reader, or one JSON document.")
    var format: OutputFormat = .text

    func run() throws {
        do {
            let explanations = try Explanation.all(
                of: figures, in: StoredRun(folder: folder), language: language)
            switch format {
            case .text: Console.output(explanations.map(\.text).joined(separator: "\n\n"))
            case .json: Console.output(document(explanations).text)
            }
        } catch {
            Console.report(error.diagnostics, as: format)
            throw ExitCode(2)
        }
    }

    /// One figure as it is; several in an array `figures`, each with its `figure`.
    private func document(_ explanations: [Explanation]) -> JSON {
        guard explanations.count > 1 else { return explanations.first?.json ?? .null }
        let named = zip(figures, explanations).map { figure, explanation in
            JSON.object([("figure", .string(figure)), ("explanation", explanation.json)])
        }
        return .object([("figures", .array(named))])
    }
}
