import ArgumentParser
import EcoParameters
import EcoReports
import EcoScenarios
import EcoUnits

struct NewCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "new", abstract: "Write a commented scenario folder that runs as it is.",
        discussion: "Templates:\n"
            + TemplateCatalogue.all.map { "  \($0.id): \($0.title.en)" }.joined(separator: "\n"))

    @Argument(help: ArgumentHelp("The folder to make.", valueName: "dir"), completion: .directory)
    var folder: String

    @Option(
        help: "What to begin with; `list templates` names them.",
        completion: .list(TemplateCatalogue.all.map(\.id)))
    var template = "combined_study"

    @Option(help: "Tables as one workbook for each bureau, or as CSV files.")
    var tables: ScenarioTemplate.TableForm = .workbook

    @Option(name: .customLong("lang"), help: "Language of comments and workbooks.")
    var language: Language = .en

    func run() throws {
        guard let template = TemplateCatalogue.template(id: template) else {
            let ids = TemplateCatalogue.all.map(\.id)
            let near = Suggestion.nearest(to: template, in: ids).map { "did you mean '\($0)'?" }
            throw ValidationError(
                "there is no template '\(self.template)'; \(near ?? "it is one of \(ids.joined(separator: ", "))")"
            )
        }
        do throws(Diagnostic) {
            try NewScenario(template, tables: tables, language: language).write(to: folder)
        } catch {
            Console.report([error], as: .text)
            throw ExitCode(error.code == "output_exists" ? 2 : 1)
        }
        Console.output("\(folder)/scenario.yaml")
        Console.error("next: ecocomp check \(folder); ecocomp run \(folder)")
    }
}

extension ScenarioTemplate.TableForm: ExpressibleByArgument {}
