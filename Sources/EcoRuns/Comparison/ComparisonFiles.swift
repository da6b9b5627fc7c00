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

    /// `causes.csv`: every change of a figure split among the inputs that were changed.
    private var causesFile: RunFile? {
        guard pairs.contains(where: { $0.causes != nil }) else { return nil }
        var csv = CSVText(columns: [
            "run", "figure", "region", "unit", "meaning_en", "meaning_zh", "number", "cause", "alone", "last",
            "shapley", "before", "after", "change",
        ])
        for pair in pairs {
            guard let causes = pair.causes else { continue }
            for (index, figure) in causes.figures.enumerated() {
                for (position, cause) in causes.causes.enumerated() {
                    csv.append([
                        pair.later.name, figure.id, figure.region, figure.unit, figure.meaning.en,
                        figure.meaning.zh, "\(position + 1)", cause.name,
                        number(causes.alone[position][index]),
                        number(causes.last[position][index]),
                        causes.shapley.isEmpty ? nil : number(causes.shapley[position][index]),
                        number(causes.before[index]), number(causes.after[index]),
                        number(causes.after[index] - causes.before[index]),
                    ])
                }
            }
        }
        return RunFile("causes.csv", csv.text)
    }

    /// `combinations.csv`: the figures under every set of causes, by their numbers in `causes.csv`; what Shapley values
    /// rest on.
    private var combinationsFile: RunFile? {
        let parted = pairs.filter { $0.causes?.combinations.isEmpty == false }
        guard !parted.isEmpty else { return nil }
        var csv = CSVText(columns: ["run", "figure", "combination", "value"])
        for pair in parted {
            guard let causes = pair.causes else { continue }
            let isWhole = causes.causes.count <= Self.mostCausesOfAll
            for (index, figure) in causes.figures.enumerated() where isWhole || figure.isHeadline {
                for combination in causes.combinations {
                    csv.append([
                        pair.later.name, figure.id, Self.named(combination.causes.map { "\($0 + 1)" }),
                        number(combination.values[index]),
                    ])
                }
            }
        }
        return RunFile("combinations.csv", csv.text)
    }

    /// With more causes only the sets of figures over all regions are kept: their number doubles with each.
    private static let mostCausesOfAll = 5

    /// Such as `1+3`.
    private static func named(_ parts: [String]) -> String {
        parts.isEmpty ? noCause : parts.joined(separator: "+")
    }

    /// The combination in which nothing is changed.
    public static let noCause = "none"

    /// `decomposition.csv`: every change between two simulations split among policy, growth, weather and market.
    private var decompositionFile: RunFile? {
        guard pairs.contains(where: { $0.decomposition != nil }) else { return nil }
        var csv = CSVText(
            columns: [
                "run", "year", "region", "figure", "title_en", "title_zh", "unit", "before", "after",
                "change",
            ]
                + ChangeGroup.allCases.map(\.rawValue))
        for pair in pairs {
            for row in pair.decomposition?.rows ?? [] {
                csv.append(
                    [
                        pair.later.name, "\(row.year)", row.region, row.figure, row.title.en, row.title.zh,
                        row.unit, number(row.before), number(row.after), number(row.after - row.before),
                    ] + ChangeGroup.allCases.map { group in row.parts[group].flatMap { number($0) } })
            }
        }
        return RunFile("decomposition.csv", csv.text)
    }

    /// `decomposition_combinations.csv`: the same under every set of groups, which the parts rest on.
    private var groupsFile: RunFile? {
        let rows = pairs.flatMap { pair in
            (pair.decomposition?.rows ?? []).filter { !$0.combinations.isEmpty }.map { (pair.later.name, $0) }
        }
        guard !rows.isEmpty else { return nil }
        var csv = CSVText(columns: ["run", "year", "region", "figure", "combination", "value"])
        for (run, row) in rows {
            for combination in row.combinations {
                csv.append([
                    run, "\(row.year)", row.region, row.figure,
                    Self.named(combination.groups.map(\.rawValue)), number(combination.value),
                ])
            }
        }
        return RunFile("decomposition_combinations.csv", csv.text)
    }

    private func number(_ value: Double) -> String? { value.isFinite ? cell(value) : nil }

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
