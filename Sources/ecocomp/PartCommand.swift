import ArgumentParser
import EcoIndicators
import EcoParameters
import EcoRuns

struct PartCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "part",
            abstract: Speech.said(
                "Measure one share of the rasters of a scenario, for `ecocomp run --parts`.",
                zh: "计算情景栅格的一部分，供 ecocomp run --parts 合并。"),
            discussion: Speech.said(
                """
                The parts may be made at any time, in any order, on any machine that has the same program and inputs:
                  ecocomp part Scenarios/shanxi_counties --part 1/2 --out parts
                  ecocomp part Scenarios/shanxi_counties --part 2/2 --out parts
                  ecocomp run  Scenarios/shanxi_counties --parts parts
                The run has the bytes of one that was computed in one task. A part that is in the folder already is \
                not made again. Indicators that are routed over the whole grid, and those that are written as rasters, \
                are left to the run.
                """,
                zh: """
                    各部分可在任何时间、按任何次序、在任何程序与输入相同的机器上计算：
                      ecocomp part Scenarios/shanxi_counties --part 1/2 --out parts
                      ecocomp part Scenarios/shanxi_counties --part 2/2 --out parts
                      ecocomp run  Scenarios/shanxi_counties --parts parts
                    合并后的运行与一次算完的逐字节相同。文件夹中已有的部分不重算。须在整个栅格上汇流的指标，以及要写出栅格的指标，留给 \
                    run 计算。
                    """))
    }

    @OptionGroup var options: ScenarioOptions

    @Option(
        name: .customLong("part"),
        help: .said("Which share: the K-th of N.", zh: "第几部分：N 份中的第 K 份。", valueName: "K/N"))
    var share: TaskShare

    @Option(name: .customLong("out"), help: .said("The folder of the parts.", zh: "存放各部分的文件夹。"))
    var folder: String

    @OptionGroup var threads: ThreadOptions

    @OptionGroup var speech: LanguageOptions

    @Flag(help: .said("Show no progress.", zh: "不显示进度。"))
    var quiet = false

    func validate() throws {
        guard folder != "" else { throw ValidationError("--out takes the name of a folder") }
    }

    func run() throws {
        let control = RunControl(isQuiet: quiet)
        let loaded = try options.load()
        var settings = RunSettings(jobs: threads.jobs)
        settings.observer = control
        do throws(RunFailure) {
            let file = try Runner(geodata: .gdal).part(
                share, of: loaded, in: PartFolder(folder), settings: settings)
            control.end()
            switch options.format {
            case .text: Console.output(file)
            case .json:
                Console.output(
                    JSON.object([
                        ("file", .string(file)), ("part", .integer(share.number)),
                        ("of", .integer(share.count)),
                    ]).text)
            }
        } catch {
            Console.report(error.diagnostics, as: options.format)
            throw ExitCode(error.exitCode)
        }
    }
}

extension TaskShare: ExpressibleByArgument {
    public init?(argument: String) { self.init(argument) }
}
