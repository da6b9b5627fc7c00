import EcoParameters
import EcoUnits

extension RunComparison {
    /// The tables of the comparison and its manifest.
    public var files: [RunFile] {
        [
            runsFile, differencesFile, standingsFile, inputsFile, causesFile, combinationsFile,
            decompositionFile, groupsFile,
        ].compactMap { $0 }
    }

    private var runs: [ComparedRun] { [first] + pairs.map(\.later) }

    /// `runs.csv`: what is compared; the first run is what the others are compared with.
    private var runsFile: RunFile {
        var csv = CSVText(columns: [
            "run", "folder", "title_en", "title_zh", "year", "rule_packs", "standards", "version",
            "fingerprint",
        ])
        for run in runs {
            csv.append([
                run.name, run.stored.folder, run.title.en, run.title.zh, "\(run.year)",
                run.rulePacks.joined(separator: " "), run.standards.joined(separator: " "), run.version,
                run.fingerprint,
            ])
        }
        return RunFile("runs.csv", csv.text)
    }

    /// `differences.csv`: every figure that changed.
    private var differencesFile: RunFile {
        var csv = CSVText(columns: [
            "run", "group", "region", "item", "part", "measure", "unit", "figure", "before", "after",
            "change",
            "relative_change",
        ])
        for pair in pairs {
            for row in pair.differences {
                let figure = row.figure
                csv.append([
                    pair.later.name, figure.group.rawValue, figure.region, figure.item, figure.part,
                    figure.measure,
                    figure.unit, figure.id, cell(row.before), cell(row.after), cell(row.change),
                    cell(row.relative),
                ])
            }
        }
        return RunFile("differences.csv", csv.text)
    }

    /// `winners_losers.csv`: what a change means to the money of every region.
    private var standingsFile: RunFile {
        var csv = CSVText(columns: [
            "run", "region", "payments_change_yuan", "market_change_yuan", "total_change_yuan", "side",
        ])
        for pair in pairs {
            for row in pair.standings {
                csv.append([
                    pair.later.name, row.region, cell(row.payments), cell(row.market), cell(row.total),
                    row.side.rawValue,
                ])
            }
        }
        return RunFile("winners_losers.csv", csv.text)
    }

    /// `inputs_changed.csv`: what the runs were made with differently; files by their digests.
    private var inputsFile: RunFile {
        var csv = CSVText(columns: ["run", "kind", "path", "before", "after"])
        for pair in pairs {
            for change in pair.inputs {
                csv.append([
                    pair.later.name, change.kind.rawValue, change.path, change.before.nonEmpty,
                    change.after.nonEmpty,
                ])
            }
        }
        return RunFile("inputs_changed.csv", csv.text)
    }

    func number(_ value: Double) -> String? { value.isFinite ? cell(value) : nil }

    // MARK: Document

    /// What programs read: the runs, what changed in each, and the figures over all regions.
    public func json(files: [String]) -> JSON {
        let named: [JSON] = runs.map {
            .object([("name", .string($0.name)), ("folder", .string($0.stored.folder))])
        }
        return .object([
            ("runs", .array(named)), ("warnings", .array(findings.map(\.json))),
            ("changes", .array(pairs.map { json($0) })), ("files", .array(files.map { .string($0) })),
        ])
    }

    private func json(_ pair: Pair) -> JSON {
        func count(_ side: Standing.Side) -> JSON {
            .integer(pair.standings.filter { $0.side == side }.count)
        }
        let inputs: [JSON] = pair.inputs.map { Self.json($0) }
        let totals: [JSON] = pair.differences.filter(\.isTotal).map { Self.json($0) }
        let members: [(String, JSON)] = [
            ("run", .string(pair.later.name)), ("changed_figures", .integer(pair.differences.count)),
            ("unchanged_figures", .integer(pair.unchanged)), ("gains", count(.gains)),
            ("loses", count(.loses)),
            ("same", count(.same)), ("inputs", .array(inputs)), ("totals", .array(totals)),
        ]
        return .object(members)
    }

    private static func json(_ change: InputChange) -> JSON {
        .object([
            ("kind", .string(change.kind.rawValue)), ("path", .string(change.path)),
            ("before", .string(change.before)), ("after", .string(change.after)),
        ])
    }

    private static func json(_ row: Difference) -> JSON {
        .object([
            ("figure", .string(row.figure.id)), ("unit", .string(row.figure.unit)),
            ("before", number(row.before)), ("after", number(row.after)), ("change", number(row.change)),
        ])
    }

    private static func number(_ value: Double?) -> JSON { value.map { .number($0) } ?? .null }
}

extension String {
    fileprivate var nonEmpty: String? { isEmpty ? nil : self }
}
