import ArgumentParser
import EcoParameters
import EcoReports
import EcoRuns
import EcoScenarios
import EcoUnits

struct CompareCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "compare",
            abstract: Speech.said(
                "What changed from one run to others: figures, winners and losers, inputs, causes.",
                zh: "比较多次运行：指标差异、受益与受损方、输入变化及其原因。"),
            discussion: Speech.said(
                """
                Name two or more run folders; the first is what the others are compared with. Or name a scenario with \
                variants, which are run as they are needed:
                  scenarios:
                    - id: higher_floor
                      set: ["quota.floor_price.so2=24000 CNY/t"]
                The change of every figure is split among the values that were changed: each alone, each as the last one, \
                and Shapley values, which add up. For run folders that takes the scenario (--scenario).
                """,
                zh: """
                    列出两个以上运行文件夹，其余均与第一个比较；或给出含方案的情景，按需计算各方案：
                      scenarios:
                        - id: higher_floor
                          set: ["quota.floor_price.so2=24000 CNY/t"]
                    每项指标的变化分解到各项改动：单独改动、最后改动，以及可加总的沙普利值。比较运行文件夹时须用 --scenario \
                    给出情景。
                    """))
    }

    @Argument(
        help: .said("Run folders, or a scenario with variants.", zh: "运行文件夹，或含方案的情景。", valueName: "run"),
        completion: .directory)
    var runs: [String]

    @Option(
        name: .customLong("scenario"),
        help: .said(
            "The scenario of the run folders, for the causes of the change.", zh: "运行文件夹所属情景，用于分解原因。"),
        completion: .directory)
    var scenario: String?

    @Flag(
        inversion: .prefixedNo,
        help: .said("Split every change among the values that were changed.", zh: "把变化分解到各项改动。"))
    var causes = true

    @Option(
        name: .customLong("out"),
        help: .said(
            "Folder for tables and pages; else comparisons/<run>-<digest>.",
            zh: "表格与网页的文件夹；缺省为 comparisons/<运行>-<摘要>。", valueName: "dir"))
    var folder: String?

    @OptionGroup var speech: LanguageOptions

    @Option(help: .said("How findings and results are printed.", zh: "检查结果与计算结果的输出格式。"))
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
        let language = speech.language
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
