import EcoParameters
import EcoScenarios
import EcoSimulation
import EcoUnits

/// The scenario with the changes of its hooks, each made before any year is computed.
struct HookVariants {
    private let runner: Runner
    private let binding: ScenarioBinding
    private let hooks: [HookParameters]
    private let plain: SimulationInputs
    private(set) var variants: [HookVariant] = []
    /// Paths that do not exist and values that the scenario refuses, where the hook stands.
    private(set) var findings: [Diagnostic] = []

    /// - Parameter plain: without hooks, of the same scenario.
    init(
        _ runner: Runner, _ loaded: LoadedScenario, _ simulation: SimulationParameters,
        _ plain: SimulationInputs
    ) throws(DiagnosticFailure) {
        (self.runner, self.plain, hooks) = (runner, plain, simulation.hooks)
        guard let source = loaded.source else {
            throw DiagnosticFailure([
                Diagnostic(
                    code: "missing_value", path: "simulation.hooks",
                    LocalizedText(en: "the scenario has no file to change", zh: "情景没有可供调整的文件"),
                    hint: LocalizedText(en: "run it from its folder", zh: "请从情景目录运行"))
            ])
        }
        binding = try source.binding(loaded.overrides)
        for hook in hooks { for change in hook.changes { probe(change) } }
        guard findings.isEmpty else { return }
        for levels in simulation.hookStates {
            if let variant = try variant(levels) { variants.append(variant) }
        }
    }

    /// Tries a change by itself, so that everything wrong is told at once.
    private mutating func probe(_ change: HookChange) {
        guard let text = text(of: change, times: 1) else {
            findings.append(
                Diagnostic(
                    code: "missing_value", at: change.location, path: change.place,
                    LocalizedText(
                        en: "the scenario has no number at `\(change.path)` to multiply",
                        zh: "情景在 `\(change.path)` 处没有可乘的数值"),
                    hint: LocalizedText(
                        en: "write the value in the scenario, or give `value` here",
                        zh: "请在情景中写出该值，或在此给出 `value`")))
            return
        }
        do throws(DiagnosticFailure) { _ = try binding.load([text]) } catch {
            findings += error.diagnostics.filter(\.isError).map { $0.at(change) }
        }
    }

    private mutating func variant(_ levels: [Int]) throws(DiagnosticFailure) -> HookVariant? {
        let texts = zip(hooks, levels).flatMap { hook, level in
            level == 0 ? [] : hook.changes.compactMap { text(of: $0, times: level) }
        }
        let changed: LoadedScenario
        do throws(DiagnosticFailure) { changed = try binding.load(texts) } catch {
            let hook = zip(hooks, levels).first { $0.1 > 0 }?.0
            findings += error.diagnostics.filter(\.isError).map { finding in
                hook?.changes.first.map { finding.at($0) } ?? finding
            }
            return nil
        }
        guard let simulation = changed.scenario.simulation else { return nil }
        var records = plain.records
        if texts.contains(where: { $0.hasPrefix("quota") }) {
            records = try runner.records(changed, plain.regions)
        }
        return HookVariant(
            levels: levels, parameters: simulation, compensation: changed.scenario.compensation,
            quota: changed.scenario.quota, records: records)
    }

    /// `PATH=VALUE`, as `--set` takes it; nil where there is no number to multiply.
    private func text(of change: HookChange, times level: Int) -> String? {
        change.text(binding.loaded.bound.text(at: change.path), times: level).map { "\(change.path)=\($0)" }
    }

    /// Of each hook and change what the scenario has at its path.
    var ownTexts: [[String?]] {
        hooks.map { hook in hook.changes.map { binding.loaded.bound.text(at: $0.path) } }
    }
}

extension Diagnostic {
    /// Where the change stands that leads to it.
    fileprivate func at(_ change: HookChange) -> Diagnostic {
        var finding = self
        finding.location = change.location
        finding.path = change.place
        return finding
    }
}

extension BoundGroup {
    /// What stands at a path as it was written; nil where nothing single does.
    func text(at path: String) -> String? {
        var value = BoundValue.group(self)
        var text = ""
        let steps = Reach.keys(path)
        for (place, step) in steps.enumerated() {
            if let table = value.table { return table.number(named: steps[place...].joined(separator: ".")) }
            guard let field = value.field(step) else { return nil }
            (value, text) = (field.value, field.text)
        }
        return text.isEmpty ? nil : text
    }
}

extension BoundValue {
    /// The field of a block, the entry of a map, or the element of a list by its place, its id or its kind.
    fileprivate func field(_ step: String) -> BoundField? {
        switch self {
        case .group(let group), .variant(_, let group): return group.fields[step]
        case .map(let entries): return entries[step]
        case .list(let elements):
            if let place = Int(step) { return elements.indices.contains(place) ? elements[place] : nil }
            return elements.first { $0.value.name == step }
        default: return nil
        }
    }

    private var name: String? {
        if let id = group?.fields["id"]?.value.text { return id }
        if case .variant(let kind, _) = self { return kind }
        return nil
    }
}
