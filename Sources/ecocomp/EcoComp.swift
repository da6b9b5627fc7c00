import ArgumentParser
import EcoAlgebra
import EcoGDAL
import EcoParameters
import EcoRuns
import Glibc

@main
struct EcoComp: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "ecocomp",
        abstract: "Ecological compensation: accounts, payments and quota trades that hold before an auditor.",
        discussion: """
            A scenario is a folder with scenario.yaml, or such a file. Begin with
              ecocomp check Scenarios/taixin
              ecocomp run Scenarios/taixin
            Exit codes: 0 done; 1 the computation failed or cannot be met; 2 the input is wrong; \
            64 the command line is wrong; 75 interrupted.
            """,
        version: versionText,
        subcommands: [
            NewCommand.self, CheckCommand.self, RunCommand.self, SweepCommand.self, PartCommand.self,
            ReportCommand.self, CompareCommand.self, ExplainCommand.self, ListCommand.self,
            DescribeCommand.self, GeodataCommand.self,
            SchemaCommand.self, DeriveCommand.self,
        ])

    /// Tool, kernels and libraries: what an engineer asks for first when figures differ between machines.
    static var versionText: String {
        "ecocomp \(Tool.version) (\(BLASRuntime.description); GDAL \(GDALRuntime.version))"
    }

    static func main() {
        BLASRuntime.prepare()
        // A file that outgrows the limit of the shell is then an error of writing, as a full disk is.
        signal(SIGXFSZ, SIG_IGN)
        let arguments = Array(CommandLine.arguments.dropFirst())
        if let mistake = misspeltCommand(arguments) {
            Console.error("Error: unknown command '\(arguments[0])'" + mistake)
            Self.exit(withError: ExitCode(64))
        }
        do {
            var command = try parseAsRoot(arguments)
            try command.run()
        } catch {
            let code = Self.exitCode(for: error)
            let text = Self.fullMessage(for: error)
            guard HelpHeadings.areChinese(arguments), !text.isEmpty else { exit(withError: error) }
            if code == .success {
                Console.output(HelpHeadings.chinese(text))
            } else {
                Console.error(text)
            }
            Glibc.exit(code.rawValue)
        }
    }

    /// What to say of a first word that is no command; `nil` where it is one, or an option.
    private static func misspeltCommand(_ arguments: [String]) -> String? {
        guard let word = arguments.first, !word.hasPrefix("-") else { return nil }
        let names = configuration.subcommands.compactMap { $0.configuration.commandName } + ["help"]
        guard !names.contains(word) else { return nil }
        let near = Suggestion.nearest(to: word, in: names).map { ". Did you mean '\($0)'?" }
        return near ?? "; commands are \(names.filter { $0 != "derive" }.joined(separator: ", "))"
    }
}
