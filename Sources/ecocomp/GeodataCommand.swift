import ArgumentParser
import EcoParameters
import EcoRuns
import EcoScenarios

struct GeodataCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "geodata",
        abstract: "Record what the rasters of a scenario tell its account, for the shared library.",
        discussion: """
            The library of the Python package reads no rasters. With this file it computes accounts all the same, as \
            often as prices and coefficients change:
              ecocomp geodata Scenarios/taixin --out taixin.geodata.json
              python3 -c "import ecocomp; ecocomp.Model('Scenarios/taixin', geodata='taixin.geodata.json')"
            A coefficient that rasters are read with has sums of its own. Name each value that will be asked for with \
            --variant:
              ecocomp geodata Scenarios/taixin --variant accounts.indicators.soil_retention.ndvi_bare=0.1 \
            --out taixin.geodata.json
            """)

    @OptionGroup var options: ScenarioOptions

    @Option(
        parsing: .singleValue,
        help: ArgumentHelp("Also the sums with this value; may be repeated.", valueName: "path=value"))
    var variant: [String] = []

    @Option(name: .customLong("out"), help: "The file to write.")
    var file: String

    @OptionGroup var threads: ThreadOptions

    @Flag(help: "Show no progress.")
    var quiet = false

    func validate() throws {
        guard file != "" else { throw ValidationError("--out takes the name of a file") }
    }

    func run() throws {
        let control = RunControl(isQuiet: quiet)
        let variants = [try options.load()] + (try variant.map(loaded))
        guard variants[0].scenario.accounts != nil else {
            let finding = Diagnostic(
                code: "missing_value", path: "accounts",
                "the scenario has no accounts, so it reads no rasters",
                hint: "the library computes it as it is")
            Console.report([finding], as: options.format)
            throw ExitCode(2)
        }
        var settings = RunSettings(jobs: threads.jobs)
        settings.observer = control
        settings.cache = SumCache.ofUser
        do {
            let record = try GeodataRecorder.record(variants, geodata: .gdal, settings: settings)
            try write(record)
        } catch let failure as RunFailure {
            Console.report(failure.diagnostics, as: options.format)
            throw ExitCode(failure.exitCode)
        }
        control.end()
        Console.output(options.format == .json ? JSON.object([("file", .string(file))]).text : file)
    }

    private func loaded(with value: String) throws -> LoadedScenario {
        var changed = options
        changed.overrides.append(value)
        return try changed.load()
    }

    private func write(_ record: GeodataRecord) throws {
        do throws(Diagnostic) { try record.write(to: file) } catch {
            Console.report([error], as: options.format)
            throw ExitCode(1)
        }
    }
}
