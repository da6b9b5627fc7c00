import EcoRuns
import EcoUnits

/// What stands behind a row of a table beyond its arithmetic: figures it rests on, the plan it is set beside, the values
/// of the scenario, and how it is had again.
struct OriginTrail: Sendable {
    let origin: TableOrigin
    let context: ReportContext
    let trail: ParameterTrail

    func lines(_ row: StoredRow, _ run: RunRows) -> [Explanation.Line] {
        // An empty part names nothing, but of a simulation all regions together.
        let related = origin.related(row).filter { !$0.contains("::") || $0.hasPrefix("simulation") }
        return besidePlan(row, run)
            + related.map {
                .init(depth: 1, title: context(Self.rests), value: "", remarks: ["explain \($0)"])
            }
            + commands(row, run)
    }

    private func commands(_ row: StoredRow, _ run: RunRows) -> [Explanation.Line] {
        let commands = origin.commands(row, run)
        return commands.isEmpty
            ? [] : [.init(depth: 1, title: context(Self.rests), value: "", remarks: commands)]
    }

    /// The value of another plan less that of this run's.
    private func besidePlan(_ row: StoredRow, _ run: RunRows) -> [Explanation.Line] {
        guard let column = origin.besidePlan, !row[column].isEmpty, let objective = run.objective else {
            return []
        }
        let expression =
            "\(TableOrigin.bracketed(row[column])) - \(TableOrigin.bracketed(objective))"
        guard let value = ExpressionValue.of(expression) else { return [] }
        var line = Explanation.Line(
            depth: 1, title: context(Self.beside), value: "\(value)",
            remarks: ["certificate.json: objective_yuan"])
        line.formula = Formula(value: "\(value)", expression: expression)
        return [line]
    }

    /// Below all rows: values of the scenario, and the run that gives an outcome again.
    var shared: [Explanation.Line] {
        let values = origin.blocks.flatMap { trail.block($0) }.map { trail.line($0, depth: 1) }
        return values + (origin.isOutcome ? [again] : [])
    }

    /// The command with every value that was set beside the scenario.
    private var again: Explanation.Line {
        let name = context.run.manifest["scenario"]?.scalarText ?? ""
        return .init(
            depth: 1, title: context(LocalizedText(en: "to have it again", zh: "如何重现")), value: "",
            remarks: [
                ShellWord.run(name, settings),
                context(
                    LocalizedText(
                        en:
                            "\(name) is the folder or file of the scenario; all its values stand in scenario.resolved.yaml, the digests of its inputs in manifest.json",
                        zh: "\(name) 为情景文件夹或文件；全部取值见 scenario.resolved.yaml，输入文件摘要见 manifest.json")),
            ])
    }

    /// `--set PATH=VALUE` of the command that made the run, each once.
    private var settings: [String] {
        var known: Set<String> = []
        let origins = context.table("parameters.csv")?.rows.map { $0["origin"] } ?? []
        return origins.filter { $0.hasPrefix(Self.option) && known.insert($0).inserted }.map {
            Self.option + ShellWord.quoted(String($0.dropFirst(Self.option.count)))
        }
    }

    private static let option = "--set "
    private static let rests = LocalizedText(en: "see also", zh: "另见")
    private static let beside = LocalizedText(
        en: "its cost less that of the plan of this run (yuan)", zh: "其费用减去本次运行方案的费用（元）")
}

extension TableOrigin {
    /// The first expression that gives the figure; `nil` where none is declared or none does.
    func formula(_ column: String, of row: StoredRow, _ run: RunRows) -> Formula? {
        guard let recipe = recipes[column], let figure = row.number(column) else { return nil }
        let found = recipe(row, run).first {
            !$0.isEmpty && ExpressionValue.givesOrCancels($0, figure)
        }
        return found.map { Formula(value: row[column], expression: $0) }
    }
}
