import ArgumentParser
import EcoAlgebra
import EcoGDAL
import EcoParameters
import EcoRuns
import Glibc

@main
struct EcoComp: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "ecocomp",
            abstract: Speech.said(
                "Ecological compensation: accounts, payments and quota trades that hold before an auditor.",
                zh: "生态补偿：经得起审计的核算、补偿与排污权交易。"),
            discussion: Speech.said(
                """
                A scenario is a folder with scenario.yaml, or such a file. Begin with
                  ecocomp check Scenarios/taixin
                  ecocomp run Scenarios/taixin
                Exit codes: 0 done; 1 the computation failed or cannot be met; 2 the input is wrong; \
                64 the command line is wrong; 75 interrupted.
                """,
                zh: """
                    情景是含 scenario.yaml 的文件夹，或该文件本身。可从以下命令开始：
                      ecocomp check Scenarios/taixin
                      ecocomp run Scenarios/taixin
                    退出码：0 完成；1 计算失败或无解；2 输入有误；64 命令行有误；75 已中断。
                    """),
            version: versionText,
            subcommands: [
                NewCommand.self, CheckCommand.self, RunCommand.self, SweepCommand.self, PartCommand.self,
                ReportCommand.self, CompareCommand.self, ExplainCommand.self, ListCommand.self,
                DescribeCommand.self, GeodataCommand.self,
                SchemaCommand.self, DeriveCommand.self,
            ])
    }

    /// Tool, kernels and libraries: what an engineer asks for first when figures differ between machines.
    static var versionText: String {
        "ecocomp \(Tool.version) (\(BLASRuntime.description); GDAL \(GDALRuntime.version))"
    }

    static func main() {
        BLASRuntime.prepare()
        // A file that outgrows the limit of the shell is then an error of writing, as a full disk is.
        signal(SIGXFSZ, SIG_IGN)
        let arguments = withoutLanguageOfHelp(Array(CommandLine.arguments.dropFirst()))
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
            guard Speech.language == .zh, !text.isEmpty else { exit(withError: error) }
            if code == .success {
                Console.output(HelpHeadings.chinese(text))
            } else {
                Console.error(text)
            }
            Glibc.exit(code.rawValue)
        }
    }

    /// `help COMMAND` takes no options of its own; the language has been read by then.
    private static func withoutLanguageOfHelp(_ arguments: [String]) -> [String] {
        guard arguments.first == "help" else { return arguments }
        return arguments.indices.filter { index in
            !arguments[index].hasPrefix("--lang") && (index == 0 || arguments[index - 1] != "--lang")
        }.map { arguments[$0] }
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
