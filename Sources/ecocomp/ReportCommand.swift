import ArgumentParser
import EcoParameters
import EcoReports
import EcoRuns
import EcoUnits

struct ReportCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "report",
            abstract: Speech.said(
                "Write the report of a finished run as self-contained HTML.", zh: "把一次运行写成自成一体的 HTML 报告。"))
    }

    @Argument(help: .said("A run folder.", zh: "运行文件夹。", valueName: "run"), completion: .directory)
    var folder: String

    @OptionGroup var speech: LanguageOptions

    @Option(
        name: .customLong("out"), help: .said("The HTML file; else standard output.", zh: "HTML 文件；缺省为标准输出。"),
        completion: .file())
    var file: String?

    func run() throws {
        do {
            let html = try ReportWriter.html(of: StoredRun(folder: folder), language: speech.language)
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
