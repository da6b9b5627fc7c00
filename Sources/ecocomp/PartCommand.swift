import ArgumentParser
import EcoIndicators
import EcoParameters
import EcoRuns

struct PartCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "part",
        abstract: "Measure one share of the rasters of a scenario, for `ecocomp run --parts`.",
        discussion: """
            The parts may be made at any time, in any order, on any machine that has the same program and inputs:
              ecocomp part Scenarios/shanxi_counties --part 1/2 --out parts
              ecocomp part Scenarios/shanxi_counties --part 2/2 --out parts
              ecocomp run  Scenarios/shanxi_counties --parts parts
            The run has the bytes of one that was computed in one task. A part that is in the folder already is \
            not made again. Indicators that are routed over the whole grid, and those that are written as rasters, \
            are left to the run.
            """)

    @OptionGroup var options: ScenarioOptions

    @Option(name: .customLong("part"), help: ArgumentHelp("Which share: the K-th of N.", valueName: "K/N"))
    var share: TaskShare

    @Option(name: .customLong("out"), help: "The folder of the parts.")
    var folder: String

    @OptionGroup var threads: ThreadOptions

    @Flag(help: "Show no progress.")
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
