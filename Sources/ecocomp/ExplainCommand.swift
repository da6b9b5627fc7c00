import ArgumentParser
import EcoParameters
import EcoReports
import EcoRuns
import EcoUnits

struct ExplainCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "explain",
        abstract: "Print the whole arithmetic of a payment or an air figure of a finished run.",
        discussion: """
            The figure is transfers:PAYER:PAYEE:PERIOD:SCHEME, with parties by code, fund or name, as in \
            transfers.csv: transfers:140100:reward_pool:2019-04:monthly_fines. Or it is a figure of the air, \
            air:REGION:PERIOD:INDICATOR, with its days and their rows of the input: air:140100:2019-04:pm25.
            """)

    @Argument(help: ArgumentHelp("A run folder.", valueName: "run"), completion: .directory)
    var folder: String

    @Argument(
        help: ArgumentHelp(
            "transfers:PAYER:PAYEE:PERIOD:SCHEME or air:REGION:PERIOD:INDICATOR.", valueName: "figure"))
    var figure: String

    @Option(name: .customLong("lang"), help: "Language of the explanation.")
    var language: Language = .en

    @Option(help: "Lines for a reader, or one JSON document.")
    var format: OutputFormat = .text

    func run() throws {
        do {
            let explanation = try Explanation(
                of: figure, in: StoredRun(folder: folder), language: language)
            Console.output(format == .json ? explanation.json.text : explanation.text)
        } catch {
            Console.report(error.diagnostics, as: format)
            throw ExitCode(2)
        }
    }
}
