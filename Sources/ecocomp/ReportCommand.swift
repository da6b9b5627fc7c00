import ArgumentParser
import EcoParameters
import EcoReports
import EcoRuns
import EcoUnits

struct ReportCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "report", abstract: "Write the report of a finished run as self-contained HTML.")

    @Argument(help: ArgumentHelp("A run folder.", valueName: "run"), completion: .directory)
    var folder: String

    @Option(name: .customLong("lang"), help: "Language of the report.")
    var language: Language = .en

    @Option(name: .customLong("out"), help: "The HTML file; else standard output.", completion: .file())
    var file: String?

    func run() throws {
        do {
            let html = try ReportWriter.html(of: StoredRun(folder: folder), language: language)
            if let file {
                try WholeFile.write(html, to: file)
            } else {
                Console.output(html)
            }
        } catch let failure as DiagnosticFailure {
            Console.report(failure.diagnostics, as: .text)
            throw ExitCode(2)
        } catch let diagnostic as Diagnostic {
            Console.report([diagnostic], as: .text)
            throw ExitCode(1)
        }
    }
}
