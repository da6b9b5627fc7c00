import EcoParameters
import EcoScenarios
import Glibc

/// The tables of a finished sweep, written from its parts without holding all of them.
struct SweepOutput {
    private let setup: SweepSetup
    /// `PATH=VALUE` that every run has.
    private let overrides: [String]
    private let parts: [SweepPart]
    private let folder: String
    private let key: String
    /// Values that are held at once, at most: beyond them the parts are read again for every pass.
    private let largestHeld: Int
    private var plan: SweepPlan { setup.plan }

    init(
        _ setup: SweepSetup, overrides: [String], _ parts: [SweepPart], folder: String, key: String,
        largestHeld: Int
    ) {
        self.setup = setup
        self.overrides = overrides
        self.parts = parts
        self.folder = folder
        self.key = key
        self.largestHeld = largestHeld
    }

    /// Every file, the manifest last: a folder with one is complete.
    func write(jobs: Int) throws(Diagnostic) {
        var names = [SweepFolder.planName, SweepFolder.scenarioName]
        let figures = SweepTables.figures(setup.figures)
        try WholeFile.write(figures.text, to: "\(folder)/\(figures.name)")
        names.append(figures.name)
        names.append(try writeResults())
        if let name = try writeFailures() { names.append(name) }
        for (position, table) in setup.tables.enumerated() {
            try stream("\(table.name).csv") { append throws(Diagnostic) in
                try append(Array("run,\(table.heading)\n".utf8))
                for part in parts { try append(try part.table(position)) }
            }
            names.append("\(table.name).csv")
        }
        names += try writeStatistics(jobs)
        try WholeFile.write(manifest(names.sorted()).text + "\n", to: "\(folder)/\(SweepFolder.manifestName)")
    }

    // MARK: Runs

    /// `results.csv`: a row for each run.
    private func writeResults() throws(Diagnostic) -> String {
        let columns = plan.parameters.variations.map(SweepColumn.init)
        let patterns = plan.parameters.figures
        let shown = setup.figures.indices.filter { SweepFigures.isColumn(setup.figures[$0], patterns) }
        try stream("results.csv") { append throws(Diagnostic) in
            let names = columns.map(\.name) + shown.map { setup.figures[$0].id }
            var csv = CSVText(columns: ["run", "variant", "status"] + names)
            for part in parts where part.runs.lowerBound < plan.runCount {
                let states = try part.states()
                var values: [[Double]] = []
                for figure in shown { values.append(try part.values(of: figure..<figure + 1)) }
                for (position, job) in part.runs.enumerated() where job < plan.runCount {
                    let run = plan[job]
                    let given = zip(columns, run.values).map { $0.cell($1) }
                    csv.append(
                        ["\(run.number)", run.variant, states[position] ? "failed" : "ok"] + given
                            + values.map { cell($0[position]) })
                }
                try append(Array(csv.takeText().utf8))
            }
        }
        return "results.csv"
    }

    /// `failures.csv`: what was found wrong with the runs that failed; nil where none did.
    private func writeFailures() throws(Diagnostic) -> String? {
        var isAny = false
        for part in parts where try !part.failures().isEmpty { isAny = true }
        guard isAny else { return nil }
        try stream("failures.csv") { append throws(Diagnostic) in
            try append(Array(CSVText(columns: SweepTables.failureColumns).text.utf8))
            for part in parts { try append(try part.failures()) }
        }
        return "failures.csv"
    }

    // MARK: Statistics

    private func writeStatistics(_ jobs: Int) throws(Diagnostic) -> [String] {
        var tables = SweepStatistics.tables(plan.parameters).map { ($0.name, CSVText(columns: $0.columns)) }
        var sinks: [String: [UInt8]] = [:]
        let statistics = SweepStatistics(setup)
        for start in stride(from: 0, to: setup.figures.count, by: figuresAtOnce) {
            let range = start..<min(start + figuresAtOnce, setup.figures.count)
            let rows = try statistics.rows(of: range, try values(of: range), jobs: jobs)
            for (index, own) in rows.enumerated() {
                for row in own { tables[index].1.append(row) }
                sinks[tables[index].0, default: []] += Array(tables[index].1.takeText().utf8)
            }
        }
        for (name, csv) in tables {
            try WholeFile.write(sinks[name] ?? Array(csv.text.utf8), to: "\(folder)/\(name)")
        }
        return tables.map(\.0)
    }

    private var holdsValues: Bool { setup.jobCount <= largestHeld }
    private var figuresAtOnce: Int { holdsValues ? max(1, largestHeld / max(1, setup.jobCount)) : 64 }

    /// For each figure the values of all runs.
    private func values(of figures: Range<Int>) throws(Diagnostic) -> [FigureValues] {
        let runs = 0..<setup.jobCount
        guard holdsValues else {
            return figures.map { FigureValues(place: .parts(parts, figure: $0), runs: runs) }
        }
        var all = figures.map { _ in [Double](repeating: .nan, count: runs.count) }
        for part in parts where part.hasValues {
            let values = try part.values(of: figures)
            for position in all.indices {
                let own = values[position * part.runs.count..<(position + 1) * part.runs.count]
                all[position].replaceSubrange(part.runs, with: own)
            }
        }
        return all.map { FigureValues(place: .memory($0), runs: runs) }
    }

    // MARK: Manifest

    private func manifest(_ names: [String]) throws(Diagnostic) -> JSON {
        var failed = 0
        for part in parts {
            failed += try zip(part.runs, part.states()).count { $0 < plan.runCount && $1 }
        }
        var outputs: [JSON] = []
        for name in names {
            let digest = SHA256.hex(file: "\(folder)/\(name)")
            outputs.append(.object([("file", .string(name)), ("sha256", .string(digest ?? ""))]))
        }
        let scenarios = setup.variants.map { $0.presentResult.loaded }
        let variations = plan.parameters.variations.map(SweepColumn.init).map { column in
            JSON.object([
                ("name", .string(column.name)), ("path", .string(column.path)),
                ("unit", .string(column.unit)),
            ])
        }
        return .object([
            ("format", .integer(Tool.sweepFormat)),
            ("tool", .object([("name", .string(Tool.name)), ("version", .string(Tool.version))])),
            ("scenario", .string(scenarios.first?.scenario.name ?? "")),
            ("fingerprint", .string(key)), ("sample", .string(plan.parameters.sample.rawValue)),
            ("seed", .integer(Int(plan.parameters.seed))), ("runs", .integer(plan.runCount)),
            ("failed", .integer(failed)), ("variations", .array(variations)),
            ("variants", .array(plan.parameters.variants.map { .string($0.id) })),
            ("settings", Self.texts(overrides)),
            ("variantSettings", .array(plan.parameters.variants.map { Self.texts($0.settings) })),
            ("inputs", .array(inputs(of: scenarios))), ("outputs", .array(outputs)),
        ])
    }

    private static func texts(_ values: [String]) -> JSON { .array(values.map { .string($0) }) }

    private func inputs(of scenarios: [LoadedScenario]) -> [JSON] {
        var records: [InputRecord] = []
        for record in scenarios.flatMap(\.inputs) where !records.contains(record) { records.append(record) }
        return records.sorted { $0.file < $1.file }.map {
            .object([("file", .string($0.file)), ("sha256", .string($0.sha256))])
        }
    }

    // MARK: Files

    /// Writes a file piece by piece under a temporary name, then renames it.
    private func stream(
        _ name: String, _ produce: (([UInt8]) throws(Diagnostic) -> Void) throws(Diagnostic) -> Void
    ) throws(Diagnostic) {
        let temporary = "\(folder)/.\(name).tmp"
        let file = try StreamedFile(temporary)
        do throws(Diagnostic) {
            try produce { bytes throws(Diagnostic) in try file.append(String(decoding: bytes, as: UTF8.self))
            }
            try file.finish()
        } catch {
            WholeFile.remove(temporary)
            throw error
        }
        guard rename(temporary, "\(folder)/\(name)") == 0 else {
            throw RunFolder.failure("cannot replace", "\(folder)/\(name)")
        }
    }
}
