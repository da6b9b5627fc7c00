import EcoRuns
import EcoUnits

/// The steps of `calculations.csv` by their numbers.
struct CalculationSteps: Sendable {
    struct Step: Sendable {
        let kind: String
        let name: String
        /// As a fraction or whole number; exact.
        let value: Rational?
        let unit: String
        let note: LocalizedText
        /// A figure of the run, or file, line and column; empty for what was worked out.
        let origin: String
        let inputs: [String]
    }

    private let steps: [String: Step]
    /// Numbers of the steps that share one whole, by what they have in common.
    private let groups: [Group: [String]]

    private struct Group: Hashable {
        let kind: String
        let name: String
        let note: String
        let whole: [String]

        init(_ step: Step) {
            (kind, name, note) = (step.kind, step.name, step.note.en)
            whole = Array(step.inputs.dropFirst())
        }
    }

    init(_ table: StoredTable) {
        var steps: [String: Step] = [:]
        for row in table.rows {
            steps[row["node"]] = Step(
                kind: row["step"], name: row["name"], value: Self.exact(row["exact"]), unit: row["unit"],
                note: LocalizedText(en: row["note_en"], zh: row["note_zh"]), origin: row["origin"],
                inputs: row["inputs"].split(separator: " ").map(String.init))
        }
        self.steps = steps
        var groups: [Group: [String]] = [:]
        for (node, step) in steps where Self.isShared(step) { groups[Group(step), default: []].append(node) }
        self.groups = groups.mapValues { $0.sorted() }
    }

    /// Whether the step is one of several that divide a whole.
    private static func isShared(_ step: Step) -> Bool { step.kind == "share" || step.kind == "rounding" }

    /// The formula of a step with its numbers filled in.
    func formula(_ step: Step) -> Formula? {
        let group = Self.isShared(step) ? groups[Group(step)] ?? [] : []
        return StepFormula.formula(
            step, inputs: inputs(of: step),
            group: group.compactMap { node in steps[node].map { ($0, inputs(of: $0)) } })
    }

    private func inputs(of step: Step) -> [Step] { step.inputs.compactMap { steps[$0] } }

    subscript(node: String) -> Step? { steps[node] }

    private static func exact(_ text: String) -> Rational? {
        let parts = text.split(separator: "/").compactMap { Int128($0) }
        switch parts.count {
        case 1: return Rational(parts[0])
        case 2: return Rational(parts[0], over: parts[1])
        default: return nil
        }
    }

    /// What a kind of step is called.
    static let names: [String: LocalizedText] = [
        "observation": LocalizedText(en: "observed", zh: "监测值"),
        "baseline": LocalizedText(en: "baseline", zh: "基数"),
        "difference": LocalizedText(en: "difference", zh: "差值"),
        "exemption": LocalizedText(en: "exempt", zh: "豁免"),
        "tier": LocalizedText(en: "tiers", zh: "分档"),
        "combination": LocalizedText(en: "combined", zh: "合成"),
        "weight": LocalizedText(en: "weighted", zh: "加权"),
        "coefficient": LocalizedText(en: "coefficient", zh: "系数"),
        "adjuster": LocalizedText(en: "adjusted", zh: "调整"),
        "rank": LocalizedText(en: "rank", zh: "排名"),
        "sum": LocalizedText(en: "sum", zh: "合计"),
        "pool": LocalizedText(en: "pool", zh: "资金池"),
        "share": LocalizedText(en: "share", zh: "份额"),
        "cap": LocalizedText(en: "capped", zh: "限额"),
        "rounding": LocalizedText(en: "rounded", zh: "取整"),
    ]
}
