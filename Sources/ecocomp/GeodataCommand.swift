import ArgumentParser
import EcoParameters
import EcoRuns
import EcoScenarios

struct GeodataCommand: ParsableCommand {
    static var configuration: CommandConfiguration {
        CommandConfiguration(
            commandName: "geodata",
            abstract: Speech.said(
                "Record what the rasters of a scenario tell its account, for the shared library.",
                zh: "记录情景栅格提供给核算的累加值，供共享库使用。"),
            discussion: Speech.said(
                """
                The library of the Python package reads no rasters. With this file it computes accounts all the same, as \
                often as prices and coefficients change:
                  ecocomp geodata Scenarios/taixin --out taixin.geodata.json
                  python3 -c "import ecocomp; ecocomp.Model('Scenarios/taixin', geodata='taixin.geodata.json')"
                A coefficient that rasters are read with has sums of its own. Name each value that will be asked for with \
                --variant:
                  ecocomp geodata Scenarios/taixin --variant accounts.indicators.soil_retention.ndvi_bare=0.1 \
                --out taixin.geodata.json
                """,
                zh: """
                    Python 包的共享库不读栅格；有了此文件，价格与系数改变时仍可反复核算：
                      ecocomp geodata Scenarios/taixin --out taixin.geodata.json
                      python3 -c "import ecocomp; ecocomp.Model('Scenarios/taixin', geodata='taixin.geodata.json')"
                    影响栅格读取的系数各有其累加值，凡将用到的取值须以 --variant 列出：
                      ecocomp geodata Scenarios/taixin --variant accounts.indicators.soil_retention.ndvi_bare=0.1 \
                    --out taixin.geodata.json
                    """))
    }

    @OptionGroup var options: ScenarioOptions

    @Option(
        parsing: .singleValue,
        help: .said(
            "Also the sums with this value; may be repeated.", zh: "同时记录取该值时的累加值；可重复使用。",
            valueName: "path=value"))
    var variant: [String] = []

    @Option(name: .customLong("out"), help: .said("The file to write.", zh: "写出的文件。"))
    var file: String

    @OptionGroup var threads: ThreadOptions

    @OptionGroup var speech: LanguageOptions

    @Flag(help: .said("Show no progress.", zh: "不显示进度。"))
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
