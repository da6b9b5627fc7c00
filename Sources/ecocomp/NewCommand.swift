import ArgumentParser
import EcoParameters
import EcoReports
import EcoScenarios
import EcoUnits

struct NewCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "new",
            abstract: Speech.said(
                "Write a commented scenario folder that runs as it is.", zh: "新建带注释、可直接运行的情景文件夹。"),
            discussion: Speech.said("Templates:\n", zh: "模板：\n")
                + TemplateCatalogue.all.map {
                    Speech.said("  \($0.id): \($0.title.en)", zh: "  \($0.id)：\($0.title.zh)")
                }.joined(separator: "\n"))
    }

    @Argument(help: .said("The folder to make.", zh: "要新建的文件夹。", valueName: "dir"), completion: .directory)
    var folder: String

    @Option(
        help: .said("What to begin with; `list templates` names them.", zh: "所用模板；见 list templates。"),
        completion: .list(TemplateCatalogue.all.map(\.id)))
    var template = "combined_study"

    @Option(
        help: .said(
            "Tables as one workbook for each bureau, or as CSV files.", zh: "表格形式：每个部门一个工作簿，或 CSV 文件。"))
    var tables: ScenarioTemplate.TableForm = .workbook

    @OptionGroup var speech: LanguageOptions

    func run() throws {
        guard let template = TemplateCatalogue.template(id: template) else {
            let ids = TemplateCatalogue.all.map(\.id)
            let near = Suggestion.nearest(to: template, in: ids).map { "did you mean '\($0)'?" }
            throw ValidationError(
                "there is no template '\(self.template)'; \(near ?? "it is one of \(ids.joined(separator: ", "))")"
            )
        }
        do throws(Diagnostic) {
            try NewScenario(template, tables: tables, language: speech.language).write(to: folder)
        } catch {
            Console.report([error], as: .text)
            throw ExitCode(error.code == "output_exists" ? 2 : 1)
        }
        Console.output("\(folder)/scenario.yaml")
        Console.error("next: ecocomp check \(folder); ecocomp run \(folder)")
    }
}

extension ScenarioTemplate.TableForm: ExpressibleByArgument {}
