import EcoRuns
import EcoUnits

/// What stands behind a row of a table beyond its arithmetic: figures it rests on, the plan it is set beside, the values
/// of the scenario, and how it is had again.
struct OriginTrail: Sendable {
    let origin: TableOrigin
    let context: ReportContext
    let trail: ParameterTrail
    /// What was asked for.
    let address: String

    func lines(_ row: StoredRow, _ run: RunRows) -> [Explanation.Line] {
        // An empty part names nothing, but of a simulation all regions together.
        let related = origin.related(row).filter { !$0.contains("::") || $0.hasPrefix("simulation") }
        return besidePlan(row, run)
            + related.map {
                .init(
                    depth: 1, title: context(Self.rests), value: "",
                    remarks: ["explain \(ShellWord.quoted($0))"])
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

    /// The command that makes the folder anew, with every value that was set beside the scenario, and the figure in it.
    private var again: Explanation.Line {
        let manifest = context.run.manifest
        let name = (manifest["scenario"] ?? manifest["scenarioOfCauses"])?.scalarText ?? ""
        let compared = (manifest["compared"]?.elements ?? []).compactMap(\.scalarText)
        let command: String
        if !compared.isEmpty {
            command = ShellWord.compare(compared, scenario: name)
        } else if let shared = manifest["settings"] {
            command = ShellWord.sweep(name, shared.elements.compactMap(\.scalarText))
        } else {
            command = ShellWord.run(name, RunRows.settings(context))
        }
        return .init(
            depth: 1, title: context(LocalizedText(en: "to have it again", zh: "如何重现")), value: "",
            remarks: [command, "ecocomp explain FOLDER \(ShellWord.quoted(address))"]
                + (compared.isEmpty ? [context(Self.place(name))] : []))
    }

    private static func place(_ name: String) -> LocalizedText {
        LocalizedText(
            en:
                "\(name) is the folder or file of the scenario; all its values stand in scenario.resolved.yaml, the digests of its inputs in manifest.json",
            zh: "\(name) 为情景文件夹或文件；全部取值见 scenario.resolved.yaml，输入文件摘要见 manifest.json")
    }

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
