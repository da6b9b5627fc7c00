import ArgumentParser
import EcoParameters
import EcoReports
import EcoRuns
import EcoScenarios
import EcoUnits

struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "What changed from one run to others: figures, winners and losers, inputs, causes.",
        discussion: """
            Name two or more run folders; the first is what the others are compared with. Or name a scenario with \
            variants, which are run as they are needed:
              scenarios:
                - id: higher_floor
                  set: ["quota.floor_price.so2=24000 CNY/t"]
            The change of every figure is split among the values that were changed: each alone, each as the last one, \
            and Shapley values, which add up. For run folders that takes the scenario (--scenario).
            """)

    @Argument(
        help: ArgumentHelp("Run folders, or a scenario with variants.", valueName: "run"),
        completion: .directory)
    var runs: [String]

    @Option(
        name: .customLong("scenario"), help: "The scenario of the run folders, for the causes of the change.",
        completion: .directory)
    var scenario: String?

    @Flag(inversion: .prefixedNo, help: "Split every change among the values that were changed.")
    var causes = true

    @Option(
        name: .customLong("out"),
        help: ArgumentHelp("Folder for tables and pages; else comparisons/<run>-<digest>.", valueName: "dir"))
    var folder: String?

    @Option(name: .customLong("lang"), help: "Language of comparison.html and the summary.")
    var language: Language = .en

    @Option(help: "How findings and results are printed.")
    var format: OutputFormat = .text

    @OptionGroup var threads: ThreadOptions

    func validate() throws {
        guard folder != "" else { throw ValidationError("--out takes the name of a folder") }
    }

    func run() throws {
        do throws(RunFailure) {
            var settings = RunSettings()
            settings.jobs = threads.jobs
            settings.cache = SumCache.ofUser
            let candidates = ComparedCandidates(geodata: .gdal, settings: settings)
            var comparison = try candidates.comparison(of: runs)
            if causes { try candidates.addCauses(to: &comparison, scenario: scenario) }
            try write(comparison)
        } catch {
            Console.report(error.diagnostics, as: format)
            throw ExitCode(error.exitCode)
        }
    }

    private func write(_ comparison: RunComparison) throws(RunFailure) {
        let folder = folder ?? ComparisonStore.defaultFolder(comparison)
        let languages = [language] + Language.allCases.filter { $0 != language }
        let files = try ComparisonStore.write(
            comparison, to: folder, producers: [ComparisonPages(languages: languages)])
        switch format {
        case .text:
            for finding in comparison.findings { Console.error(finding.text(language)) }
            Console.output(ComparisonSummary.text(of: comparison, language: language))
            Console.output("\(folder)/comparison.html")
        case .json: Console.output(comparison.json(files: files.map { "\(folder)/\($0)" }).text)
        }
    }
}
