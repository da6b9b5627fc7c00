import EcoAccounts
import EcoCompensation
import EcoParameters
import EcoScenarios

/// Adds files to a run that are made from its tables alone: reports, workbooks.
public protocol RunFileProducer: Sendable {
    /// Writes into the folder of `run`; gives the names of the files written.
    func produce(_ run: StoredRun) throws(DiagnosticFailure) -> [String]
}

/// Writes results as run folders.
public enum RunStore {
    /// The folder that a run goes to where none is named.
    public static func defaultFolder(_ loaded: LoadedScenario) -> String {
        let fingerprint = loaded.fingerprint(toolVersion: Tool.version)
        return "runs/\(loaded.scenario.name)-\(fingerprint.prefix(12))"
    }

    /// Writes a result whole, or not at all.
    ///
    /// - Parameter rasters: where the rasters of the result lie; they are moved into the run folder.
    /// - Throws: ``RunFailure/computation(_:)`` where the disk is full or the place cannot be written; then an
    ///   older run there is untouched.
    public static func write(
        _ result: RunResult, to folder: String, producers: [any RunFileProducer] = [],
        rasters: PartialFolder? = nil
    ) throws(RunFailure) {
        do throws(Diagnostic) {
            let run = try RunFolder(destination: folder)
            try write(result, into: run, producers, rasters)
            try run.commit()
        } catch {
            throw .computation([error])
        }
    }

    private static func write(
        _ result: RunResult, into folder: borrowing RunFolder, _ producers: [any RunFileProducer],
        _ rasters: PartialFolder?
    ) throws(Diagnostic) {
        var manifest = Manifest(result)
        for file in try files(of: result) {
            try folder.write(file.text, to: file.name)
            manifest.outputs.append((file.name, SHA256.hex(Array(file.text.utf8))))
        }
        for report in result.air?.reports ?? [] {
            let name = "\(report.id).csv"
            try folder.write(report, to: name)
            manifest.outputs.append((name, try digest("\(folder.temporary)/\(name)")))
        }
        if let draws = result.simulation.map(DrawTable.init), !draws.isEmpty {
            try folder.write(to: DrawTable.name) { append throws(Diagnostic) in try draws.write(append) }
            manifest.outputs.append((DrawTable.name, try digest("\(folder.temporary)/\(DrawTable.name)")))
        }
        for name in rasters?.finishedRasters ?? [] {
            let (path, target) = (rasters?.rasterPath(name) ?? "", "rasters/\(name)")
            try folder.take(path, as: target)
            manifest.outputs.append((target, try digest("\(folder.temporary)/\(target)")))
        }
        // Producers read the run as anybody would: with its manifest.
        try folder.write(manifest.file.text, to: manifest.file.name)
        for producer in producers {
            manifest.outputs += try produced(by: producer, in: folder.temporary)
        }
        manifest.outputs.sort { $0.name < $1.name }
        try folder.write(manifest.file.text, to: manifest.file.name)
    }

    private static func digest(_ path: String) throws(Diagnostic) -> String {
        guard let digest = SHA256.hex(file: path) else {
            throw Diagnostic(code: "cannot_write", path: path, "the file cannot be read again")
        }
        return digest
    }

    private static func produced(
        by producer: any RunFileProducer, in folder: String
    ) throws(Diagnostic) -> [(name: String, sha256: String)] {
        do throws(DiagnosticFailure) {
            let run = try StoredRun(folder: folder)
            let names = try RunFolder.writing.withLock { _ throws(DiagnosticFailure) in
                try producer.produce(run)
            }
            return names.map { ($0, SHA256.hex(run.bytes($0) ?? [])) }
        } catch {
            throw error.diagnostics.first
                ?? Diagnostic(code: "cannot_write", path: folder, "a file of the run could not be made")
        }
    }

    // MARK: Files

    static func files(of result: RunResult) throws(Diagnostic) -> [RunFile] {
        let loaded = result.loaded
        var files: [RunFile?] = [
            RunFile("scenario.resolved.yaml", loaded.resolvedText()),
            .regions(loaded.scenario.regions), .neighbours(loaded.scenario.borders), outlines(of: loaded),
            .assumptions(loaded.scenario.assumptions),
            .labels(result), .parameters(result), .inputRows(loaded),
            .diagnostics(result.warnings, loaded.files),
        ]
        if let accounts = result.accounts {
            files += [.accounts(accounts.entries + accounts.components), .layers(accounts.rasters)]
            files += RunFile.accountTables(accounts) + RunFile.accountSums(accounts.sums)
        }
        if let air = result.air {
            files += [.air(air.rows), .airStandards(air, loaded.scenario.air?.rules)]
        }
        if let settlement = result.settlement {
            files += try settlementFiles(settlement, loaded)
            files.append(try consolidated(result))
        }
        if let quota = result.quota {
            files += [
                .quota(quota.market), .quotaFlows(quota), .quotaPayments(quota), .prices(quota.market),
                .receptors(quota), .receptorMeans(quota), .receptorYears(quota), .quotaCommodities(quota),
                .certificate(quota), .placeCharges(quota.market),
            ]
            files += RunFile.quotaMaps(quota, loaded.scenario.regions)
            files += RunFile.quotaStudy(quota, year: loaded.scenario.year)
        }
        files += result.simulation.map(RunFile.simulation) ?? []
        files += result.search.map(RunFile.search) ?? []
        files.append(.infeasibility(result.infeasible))
        return files.compactMap { $0 }
    }

    private static func consolidated(_ result: RunResult) throws(Diagnostic) -> RunFile? {
        do { return try .consolidated(result) } catch {
            throw Diagnostic(
                code: "overflow", path: "compensation", "the sums of the statement leave 64 bits of fen")
        }
    }

    private static func settlementFiles(
        _ settlement: SettlementResult, _ loaded: LoadedScenario
    ) throws(Diagnostic) -> [RunFile?] {
        let scenario = loaded.scenario
        let rules = Dictionary(
            (scenario.compensation?.schemes ?? []).map { ($0.scope.id, $0.settlement) },
            uniquingKeysWith: { first, _ in first })
        do {
            return [
                .transfers(settlement.ledger), try .statement(settlement.ledger, rules),
                try .corrections(settlement.corrections),
                .balances(settlement.balances), .published(settlement.published),
                .inKind(settlement.inKind),
                .scores(settlement.scores), .allocations(settlement),
                .schemes(scenario.compensation?.schemes ?? []),
            ] + RunFile.claims(settlement, rules, loaded.files) + (try RunFile.fairness(settlement.fairness))
                + RunFile.analysis(settlement.analysis)
        } catch {
            throw Diagnostic(
                code: "overflow", path: "compensation", "the sums of the ledger leave 64 bits of fen")
        }
    }

    /// The outlines as they came, where they are GeoJSON: with their attribution.
    private static func outlines(of loaded: LoadedScenario) -> RunFile? {
        guard let file = loaded.scenario.outlines, file.path.hasSuffix("json") else { return nil }
        guard let bytes = StoredRun.bytes(of: file.path) else { return nil }
        return RunFile("outlines.geojson", String(decoding: bytes, as: UTF8.self))
    }
}

extension Manifest {
    fileprivate init(_ result: RunResult) {
        let loaded = result.loaded
        scenario = loaded.scenario.name
        title = loaded.scenario.report.title ?? loaded.scenario.title
        year = loaded.scenario.year
        fingerprint = loaded.fingerprint(toolVersion: Tool.version)
        inputs = loaded.inputs
        rulePacks = result.accounts.map { ["\($0.rulePack.id) \($0.rulePack.version)"] } ?? []
        zoneRule = result.accounts?.zoneRule?.rawValue
        standards = result.air == nil ? [] : (loaded.scenario.air?.standards.map(\.rawValue) ?? [])
        signedBy = result.settlement == nil ? nil : loaded.scenario.compensation?.signedBy
        seconds = result.seconds
    }
}
